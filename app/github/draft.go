package github

import (
	"context"
	"net/http"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// SetDraft makes the pull request d describes a draft, or ready for review.
// GitHub offers this through GraphQL only; a host without GraphQL answers
// CodeNotFound.
func (c *Client) SetDraft(ctx context.Context, installation int64, repo app.Repo, d Description, draft bool) error {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return err
	}
	mutation := "markPullRequestReadyForReview"
	if draft {
		mutation = "convertPullRequestToDraft"
	}
	ask := map[string]any{
		"query":     "mutation($id: ID!) { " + mutation + "(input: {pullRequestId: $id}) { clientMutationId } }",
		"variables": map[string]string{"id": d.node},
	}
	const op = "change the draft state of a pull request of %s"
	r, err := h.NewRequest(http.MethodPost, graphQL(c.api), ask)
	if err != nil {
		return h.fault(reads, err, op, repo)
	}
	var answer struct {
		Errors []struct {
			Message string `json:"message"`
		} `json:"errors"`
	}
	if _, err := h.Do(ctx, r, &answer); err != nil {
		return h.fault(writes, err, op, repo)
	}
	if len(answer.Errors) > 0 {
		return &Error{Op: "change the draft state of a pull request of " + repo.String(), Code: CodeInvalid, Message: answer.Errors[0].Message}
	}
	return nil
}

// graphQL is the address beside the REST root: api.github.com has it below
// the root, a server of one's own below /api.
func graphQL(api string) string {
	if root, ok := strings.CutSuffix(api, "/v3"); ok {
		return root + "/graphql"
	}
	return api + "/graphql"
}
