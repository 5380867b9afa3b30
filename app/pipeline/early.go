package pipeline

import (
	"context"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// early tells whether a text was written before the question that it would
// answer stood on GitHub. GitHub dates and numbers both, so no clock of ours
// has a say; while the question is not posted, nothing answers it.
func (r *run) early(ctx context.Context, s steering.Said) (bool, error) {
	b := r.goal.Hold.Breakpoint
	if !steering.Answers(b, s.Command) {
		return false, nil
	}
	all, err := r.cfg.GitHub.IssueComments(ctx, r.goal.Installation, r.goal.Repo, r.goal.Issue.Number)
	if err != nil {
		return false, err
	}
	for _, c := range all {
		if c.Author.ID == r.cfg.Bot && r.asks(c, b.N) {
			return steering.Early(c, s), nil
		}
	}
	return true, nil
}

// asks tells whether a comment of ours shows breakpoint n to people.
func (r *run) asks(c app.Comment, n int) bool {
	for _, kind := range []string{"breakpoint", "reminder"} {
		if at, ours := app.Marked(c.Body, r.goal.ID, kind); ours && at == n {
			return true
		}
	}
	return false
}
