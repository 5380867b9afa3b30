package publish

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// CheckRun is the verdict on the head of the pull request, in the words of the
// description.
func CheckRun(v View) app.CheckRun {
	run := app.CheckRun{Head: head(v.Goal), Status: "completed"}
	run.ExternalID = fmt.Sprintf("%s/%s", v.Goal.ID, run.Head)
	run.Conclusion, run.Title = page{v, sizes()[0]}.conclusion()
	if run.Conclusion == "" {
		run.Status = "in_progress"
	}
	run.Summary = fit(maxBody, v, func(p page) []string {
		next, list := p.next()
		return []string{"**" + p.headline() + "**", p.held(), p.tally().String() + ".", p.criteria(), "**Next:** " + next, titled(youCanSay, deeds(list))}
	})
	run.Text = fit(maxBody, v, func(p page) []string { return []string{p.evidence(), p.logs(p.proofs())} })
	return run
}

func head(g *app.Goal) app.Commit {
	if g.Pull != nil {
		return g.Pull.Commit
	}
	if c := g.LastCheckpoint(); c != nil {
		return c.Commit
	}
	return ""
}

// conclusion is empty while the work goes on.
func (p page) conclusion() (conclusion, title string) {
	t, g := p.tally(), p.Goal
	switch {
	case g.State == app.StateStopped, g.State == app.StateFailed, g.State == app.StateNothingToDo:
		return "neutral", ended(g.State)
	case g.Hold.Breakpoint != nil:
		return "action_required", p.asks(g.Hold.Breakpoint)
	case g.State != app.StateInReview && g.State != app.StateDone:
		return "", p.underWay()
	case t.failed > 0:
		return "failure", t.String()
	case Draft(p.Criteria):
		return "neutral", t.String()
	}
	return "success", t.String()
}

// underWay is the headline as plain text.
func (p page) underWay() string {
	if p.Goal.State == app.StateWorking {
		return fmt.Sprintf("Working: phase %d", p.Goal.Phase.N)
	}
	return p.headline()
}
