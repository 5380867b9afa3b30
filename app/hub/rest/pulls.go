package rest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

func openPull(c *call.Call) error {
	var in struct {
		Title      string
		Body       *string
		Head, Base string
		Draft      bool
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	pull, err := c.Service.OpenPull(c.Context(), c.Actor, c.Repo(), service.NewPull(in))
	if err != nil {
		return err
	}
	return answerPull(c, http.StatusCreated, pull)
}

func answerPull(c *call.Call, status int, pull state.Issue) error {
	stats, err := c.Service.PullStats(c.Context(), pull)
	if err != nil {
		return err
	}
	return c.Show(status, func(p shape.Printer) any { return p.Pull(pull, stats) })
}

func showPull(c *call.Call) error {
	pull, err := c.Service.Pull(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	in := code{state.Repository{ID: pull.RepositoryID}, c.Service.Git.Repository(pull.RepositoryID)}
	stats, err := c.Service.PullStats(c.Context(), pull)
	if err != nil {
		return err
	}
	if sent, err := sendPatch(c, in, stats.MergeBase, pull.Pull.HeadSHA); sent || err != nil {
		return err
	}
	return answerPull(c, http.StatusOK, pull)
}

func editPull(c *call.Call) error {
	var in struct {
		Title, Body, State, Base *string
		Draft                    *bool
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	pull, err := c.Service.EditPull(c.Context(), c.Actor, c.Repo(), c.Number(), service.PullChange(in))
	if err != nil {
		return err
	}
	return answerPull(c, http.StatusOK, pull)
}

func pulls(c *call.Call) error {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), identity.ReadPulls)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		owner, _ := p.Data.Users.Get(repo.OwnerID)
		rows := p.Data.Issues.Where(func(i state.Issue) bool {
			return i.RepositoryID == repo.ID && i.Pull != nil && wantedPull(c, owner.Login, i)
		})
		order(c, rows)
		return shape.List(call.Page(c, rows), p.PullSummary)
	})
}

func wantedPull(c *call.Call, owner string, i state.Issue) bool {
	if status := c.Query("state", "open"); status != "all" && (status == "closed") != i.Closed {
		return false
	}
	if base := c.Query("base", ""); base != "" && base != i.Pull.BaseRef {
		return false
	}
	head := c.Query("head", "")
	return !strings.Contains(head, ":") || strings.EqualFold(head, owner+":"+i.Pull.HeadRef)
}

// pullCode is the pull request in the path with its repository opened.
func pullCode(c *call.Call) (code, state.Issue, error) {
	in, err := openCode(c, identity.ReadPulls)
	if err != nil {
		return in, state.Issue{}, err
	}
	pull, err := c.Service.Pull(c.Actor, c.Repo(), c.Number())
	return in, pull, err
}

func pullFiles(c *call.Call) error {
	in, pull, err := pullCode(c)
	if err != nil {
		return err
	}
	stats, err := c.Service.PullStats(c.Context(), pull)
	if err != nil {
		return err
	}
	files, err := in.Diff(c.Context(), stats.MergeBase, pull.Pull.HeadSHA)
	if err != nil {
		return err
	}
	page := call.Page(c, files)
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Files(in.repo, pull.Pull.HeadSHA, page) })
}

func pullCommits(c *call.Call) error {
	in, pull, err := pullCode(c)
	if err != nil {
		return err
	}
	rows, err := in.Between(c.Context(), pull.Pull.BaseSHA, pull.Pull.HeadSHA)
	if err != nil {
		return err
	}
	return showCommits(c, in, call.Page(c, rows))
}

func isMerged(c *call.Call) error {
	pull, err := c.Service.Pull(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	if !pull.Pull.Merged {
		return refusal.NotFound()
	}
	return c.Done()
}

func merge(c *call.Call) error {
	var in struct {
		Method  string `json:"merge_method"`
		Title   string `json:"commit_title"`
		Message string `json:"commit_message"`
		SHA     string
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	if !slices.Contains([]string{"", "merge", "squash", "rebase"}, in.Method) {
		return refusal.Invalid(refusal.Field{Resource: "PullRequest", Field: "merge_method", Code: "invalid", Value: in.Method})
	}
	sha, err := c.Service.MergePull(c.Context(), c.Actor, c.Repo(), c.Number(), service.Merge(in))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, shape.Object{"sha": sha, "merged": true, "message": "Pull Request successfully merged"})
}

func requestedReviewers(c *call.Call) error {
	pull, err := c.Service.Pull(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		summary := p.PullSummary(pull)
		return shape.Object{"users": summary["requested_reviewers"], "teams": summary["requested_teams"]}
	})
}

func requestReviewers(c *call.Call) error {
	var in struct{ Reviewers []string }
	if err := c.Read(&in); err != nil {
		return err
	}
	pull, err := c.Service.RequestReviewers(c.Context(), c.Actor, c.Repo(), c.Number(), in.Reviewers)
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.PullSummary(pull) })
}
