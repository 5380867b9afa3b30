package github

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// SetDraft makes the pull request d describes a draft, or ready for review.
// GitHub offers this through GraphQL alone; of a host without GraphQL it is
// asked over REST. CodeInvalid: the host does not change it. What people chose
// last stands.
func (c *Client) SetDraft(ctx context.Context, installation int64, repo app.Repo, d Description, draft bool) error {
	h, bot, err := c.holdAsBot(ctx, installation, repo)
	if err != nil {
		return err
	}
	if by, err := h.draftBy(ctx, repo, d.Number); err != nil || by != 0 && by != bot.ID {
		return err
	}
	op := fmt.Sprintf("change whether %s#%d is a draft", repo, d.Number)
	err = h.mutateDraft(ctx, graphQL(c.api), d.node, draft)
	if CodeOf(h.fault(writes, err, "%s", op)) == CodeNotFound {
		err = h.patchDraft(ctx, repo, d.Number, draft)
	}
	return h.fault(writes, err, "%s", op)
}

// draftBy is who last changed whether a pull request is a draft, 0 for nobody.
func (h *held) draftBy(ctx context.Context, repo app.Repo, number int) (by int64, err error) {
	opts := &gh.ListOptions{PerPage: perPage}
	for range maxPages {
		page, answer, err := h.Issues.ListIssueEvents(ctx, repo.Owner, repo.Name, number, opts)
		if err != nil {
			return 0, h.fault(reads, err, "list events of %s#%d", repo, number)
		}
		for _, e := range page {
			if event := e.GetEvent(); event == "convert_to_draft" || event == "ready_for_review" {
				by = e.GetActor().GetID()
			}
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return by, nil
}

func (h *held) mutateDraft(ctx context.Context, address, node string, draft bool) error {
	mutation := "markPullRequestReadyForReview"
	if draft {
		mutation = "convertPullRequestToDraft"
	}
	r, err := h.NewRequest(http.MethodPost, address, map[string]any{
		"query":     "mutation($id: ID!) { " + mutation + "(input: {pullRequestId: $id}) { clientMutationId } }",
		"variables": map[string]string{"id": node},
	})
	if err != nil {
		return err
	}
	var answer struct {
		Errors []gh.Error `json:"errors"`
	}
	if _, err = h.Do(ctx, r, &answer); err == nil && len(answer.Errors) > 0 {
		err = refused(answer.Errors[0].Message)
	}
	return err
}

func (h *held) patchDraft(ctx context.Context, repo app.Repo, number int, draft bool) error {
	r, err := h.NewRequest(http.MethodPatch, fmt.Sprintf("repos/%s/pulls/%d", repo, number), map[string]bool{"draft": draft})
	if err != nil {
		return err
	}
	var now gh.PullRequest
	if _, err = h.Do(ctx, r, &now); err == nil && now.GetDraft() != draft {
		err = refused("the host does not change it")
	}
	return err
}

// refused is an answer that says no with a status that says yes.
func refused(message string) error {
	return &gh.ErrorResponse{Response: &http.Response{StatusCode: http.StatusUnprocessableEntity}, Message: message}
}

// graphQL is the address beside the REST root: api.github.com has it below
// the root, a server of one's own below /api.
func graphQL(api string) string {
	if root, ok := strings.CutSuffix(api, "/v3"); ok {
		return root + "/graphql"
	}
	return api + "/graphql"
}
