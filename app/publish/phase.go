package publish

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// PhaseComment tells how a phase ended: what changed, which checks ran, what
// comes next and what a person can say to it.
func PhaseComment(v View) string {
	c := v.Goal.LastCheckpoint()
	if c == nil {
		return ""
	}
	return fit(maxBody, v, func(p page) []string {
		return []string{
			fmt.Sprintf("### Phase %d is done: %s", c.Phase.N, p.words(c.Phase.Title)),
			p.agentSays(p.prose(c.Summary)),
			titled("#### Changed", p.diffstat(c.Stat)),
			titled("#### Checks", p.phaseChecks(c.Checks)),
			titled("#### Flags", p.flags(app.ActionFlag, app.ActionAsk)),
			p.afterPhase(c),
		}
	})
}

func (p page) phaseChecks(checks []app.Evidence) string {
	var rows [][]string
	for _, e := range first(checks, p.items) {
		of := p.words(cmp.Or(e.Check.Criterion, e.Check.From, "policy"))
		sign := "✗"
		if e.Status == app.StatusPass {
			sign = "✓"
		}
		rows = append(rows, []string{sign, of, p.cell(e.Check.Command), p.result(&e), took(e.Duration), p.logLink(e.Log)})
	}
	return markdown.Table([]string{"", "For", "Check", "Result", "Took", "Log"}, rows)
}

func (p page) afterPhase(c *app.Checkpoint) string {
	return filledJoin(fmt.Sprintf("**Next:** %s This begins by itself. The checkpoint is %s.", p.following(c), digest(string(c.Commit))),
		youCanSay,
		deeds([]deed{
			{aReply, "reaches the agent before its next request"},
			{"/goal pause", "holds the goal before it goes on"},
			{"/goal stop", "ends the goal; the work so far is kept"},
		}))
}

// following is what comes after the phase of a checkpoint.
func (p page) following(c *app.Checkpoint) string {
	next := p.Goal.Phase
	if next.N == c.Phase.N {
		next = p.Goal.NextPhase()
	}
	title := p.words(strings.TrimRight(next.Title, "."))
	switch {
	case p.Goal.State == app.StateVerifying:
		return "verification: every criterion is proven in a clean clone."
	case next.Spec > 0 && len(next.Only) > 0:
		return fmt.Sprintf("phase %d, %s, which works only on %s.", next.N, title, p.codes(next.Only))
	case next.Spec > 0:
		return fmt.Sprintf("phase %d, %s.", next.N, title)
	case c.Phase.Kind == app.PhaseImplementation:
		return "integration, then every criterion is proven in a clean clone."
	}
	return "the agent goes on with the next phase, or says it is finished; then every criterion is proven in a clean clone."
}

// phaseBehind tells in a breakpoint's comment how the phase ended at whose end
// people are asked.
func (p page) phaseBehind() string {
	c := p.Goal.LastCheckpoint()
	if c == nil || !p.Goal.PhaseOver {
		return ""
	}
	return filledJoin(
		fmt.Sprintf("#### Phase %d is done: %s", c.Phase.N, p.words(c.Phase.Title)),
		p.agentSays(p.prose(c.Summary)),
		p.phaseChecks(c.Checks),
		p.flags(app.ActionFlag),
		fmt.Sprintf("**Next, once this is answered:** %s The checkpoint is %s.", p.following(c), digest(string(c.Commit))),
	)
}
