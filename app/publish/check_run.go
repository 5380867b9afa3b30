package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// CheckRun is the verdict on the head of the pull request, in the words of the
// description.
func CheckRun(v View) app.CheckRun {
	of, proven := v.ofHead()
	run := app.CheckRun{Head: head(v.Goal), Status: "completed"}
	run.ExternalID = fmt.Sprintf("%s/%s", v.Goal.ID, run.Head)
	run.Conclusion, run.Title = page{v, sizes()[0]}.conclusion()
	if run.Conclusion == "" {
		run.Status = "in_progress"
	}
	run.Summary = fit(maxBody, v, func(p page) []string {
		next, list := p.next()
		youCanSay := fmt.Sprintf("What you can say on issue #%d, and what it does:", v.Goal.Issue.Number)
		seen := "Nothing is proven of this head yet."
		switch {
		case of.Goal.BaseMoved():
			seen = "This head was proven on an earlier base. On the base as it is now nothing is proven of it yet."
		case proven:
			h := page{of, p.size}
			seen = filledJoin(h.tally().String()+".", h.gateLine(), h.criteria())
		}
		if of.Goal != v.Goal {
			seen = "The work has gone on since this head was proven: " + seen
		}
		return []string{"**" + p.headline() + "**", p.held(), seen, "**Next:** " + next, titled(youCanSay, deeds(list))}
	})
	if run.Status == "completed" && proven { // evidence of work under way is not of this head
		run.Text = fit(maxBody, of, func(p page) []string {
			all := p.proofs()
			return []string{p.evidence(), p.trials(all), p.logs(all)}
		})
		run.Annotations = page{of, sizes()[0]}.annotations()
	}
	return run
}

// maxAnnotations is what GitHub takes at once; more would hide the important.
const maxAnnotations = 50

// annotations are the lines at which gates pointed, the strictest first, and
// last what people let in.
func (p page) annotations() []app.Annotation {
	var out []app.Annotation
	for _, f := range slices.Concat(p.findings(app.ActionStop), p.findings(app.ActionAsk), p.findings(app.ActionFlag), p.letIn()) {
		path, changed := p.file(f.at.Path)
		if !changed || len(out) == maxAnnotations {
			continue
		}
		says := p.scrubbed(cmp.Or(f.at.Reason, f.rule.Reason, f.rule.Rule))
		if f.waived {
			says += " Permitted " + p.terms(p.permission(f), p.scrubbed) + "."
		}
		out = append(out, app.Annotation{
			Path: path, Line: max(f.at.Line, 1), Level: levelOf(f), Title: "goalkeeper: " + f.rule.Rule, Message: markdown.Clean(says),
		})
	}
	return out
}

// file is the changed file at which a place is shown: of a directory its first.
func (p page) file(path string) (file string, changed bool) {
	for _, f := range p.Goal.Stat.Files {
		if f.Path == path || strings.HasPrefix(f.Path, path+"/") {
			return f.Path, true
		}
	}
	return "", false
}

func levelOf(f finding) string {
	if f.waived || f.rule.Action == app.ActionFlag {
		return "notice"
	}
	return "warning"
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
	title = t.String() + p.flagCount()
	switch {
	case g.State == app.StateStopped, g.State == app.StateFailed, g.State == app.StateNothingToDo:
		return "neutral", ended(g.State)
	case g.Hold.Breakpoint != nil:
		return "action_required", p.asks(g.Hold.Breakpoint)
	case g.State != app.StateInReview && g.State != app.StateDone:
		return "", p.underWay()
	case g.State == app.StateInReview && g.Outdated():
		return "", "To be proven again: others moved the branch or its base"
	case g.Unproven():
		return "neutral", "Nothing is proven of this head"
	case t.failed > 0:
		return "failure", title
	case Draft(p.Criteria):
		return "neutral", title
	}
	return "success", title
}

// underWay is the headline as plain text.
func (p page) underWay() string {
	if p.Goal.State == app.StateWorking {
		return fmt.Sprintf("Working: phase %d", p.Goal.Phase.N)
	}
	return p.headline()
}
