package pipeline

import (
	"context"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// early tells whether a text was written before the question that it would
// answer stood on GitHub. GitHub dates and numbers both, so no clock of ours
// has a say; while the question is not posted, nothing answers it. One that
// people deleted since is posted anew.
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
	return true, r.askAnew(s.ID)
}

// askAnew posts the question that waits for people once more, should it be gone
// from GitHub; why tells the occasions apart.
func (r *run) askAnew(why string) error {
	b := r.goal.Hold.Breakpoint
	mark := app.Mark(r.goal.ID, "breakpoint", b.N)
	return r.post(fmt.Sprintf("comment/breakpoint/%d/%s", b.N, why), app.EffectComment, app.PostComment{
		Number: r.goal.Issue.Number, Body: publish.BreakpointComment(r.view()) + "\n\n" + mark, Mark: mark, Gone: true,
	})
}

// unasked tells whether people took the question that waits for them off a
// comment of ours, which read was.
func (r *run) unasked(c app.Comment, was string) bool {
	b := r.goal.Hold.Breakpoint
	return b != nil && c.Author.ID == r.cfg.Bot && r.asks(app.Comment{Body: was}, b.N)
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
