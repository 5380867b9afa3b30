package pipeline

import (
	"context"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// endChecks are what issue and policy want run at the end of each phase.
func endChecks(g *app.Goal, p policy.Policy) []app.Check {
	checks := commands(p.PhaseChecks, "policy")
	for _, s := range g.Contract.Goal.AfterPhase() {
		if s.Command != "" && !s.AfterChange() {
			checks = append(checks, commands([]string{s.Command}, "issue")...)
		}
	}
	return unique(checks)
}

// changeChecks are what they want run after each change. A step that names no
// command means the checks that must hold.
func changeChecks(g *app.Goal, p policy.Policy) []app.Check {
	checks := commands(p.AfterChange, "policy")
	for _, s := range g.Contract.Goal.AfterPhase() {
		switch {
		case !s.AfterChange():
		case s.Command != "":
			checks = append(checks, commands([]string{s.Command}, "issue")...)
		case strings.Contains(strings.ToLower(s.Text), "test"):
			checks = append(checks, mustHold(g.Plan)...)
		}
	}
	return unique(checks)
}

func mustHold(p *app.Plan) (out []app.Check) {
	if p == nil {
		return nil
	}
	for _, c := range p.Checks {
		if c.Kind == goalspec.MustHold {
			out = append(out, c)
		}
	}
	return out
}

func commands(lines []string, from string) (out []app.Check) {
	for _, l := range lines {
		out = append(out, app.Check{Command: l, Kind: goalspec.MustHold, From: from})
	}
	return out
}

// unique keeps each command once, the first.
func unique(checks []app.Check) (out []app.Check) {
	for _, c := range checks {
		if !slices.ContainsFunc(out, func(have app.Check) bool { return have.Command == c.Command }) {
			out = append(out, c)
		}
	}
	return out
}

// unchecked are the checks of a change that have not run on the tree as it is.
func unchecked(g *app.Goal, p policy.Policy) []app.Check {
	if g.State != app.StateWorking || g.Contract == nil || g.Tree == g.Contract.BaseTree || g.Tree == g.PhaseGround() {
		return nil
	}
	return slices.DeleteFunc(changeChecks(g, p), func(c app.Check) bool {
		return slices.ContainsFunc(g.Evidence, func(e app.Evidence) bool {
			return e.Arm == app.ArmChange && e.Tree == g.Tree && e.Check.Command == c.Command
		})
	})
}

// checkChange runs the next check of the change that was just made; the agent
// reads what fails with the next request.
func (r *run) checkChange(ctx context.Context) error {
	due := unchecked(r.goal, r.rules)
	e, err := r.check(ctx, app.ArmChange, r.goal.Phase.N, r.goal.Tree, due[0])
	if err != nil {
		return err
	}
	e.Key = r.key(e.Tree, due[0])
	return r.Record(ctx, app.Say(app.EvidenceRecorded{Evidence: e}))
}

// runAll runs the checks at the end of a phase.
func (r *run) runAll(ctx context.Context, tree app.Tree, checks []app.Check) ([]app.Evidence, error) {
	var out []app.Evidence
	for _, c := range checks {
		e, err := r.check(ctx, app.ArmPhase, r.goal.Phase.N, tree, c)
		if err != nil {
			return nil, err
		}
		e.Key = r.key(tree, c)
		out = append(out, e)
	}
	return out, nil
}

// stopCondition is the breakpoint of "stop if any test fails", nil when none
// does or the issue does not say so.
func (r *run) stopCondition(checks []app.Evidence) *app.Breakpoint {
	if !r.goal.Contract.Goal.StopsOnFailure(r.goal.Phase.Spec) {
		return nil
	}
	for _, e := range checks {
		if e.Status != app.StatusPass {
			b := r.breakpoint(app.BreakpointPolicy, "The issue says to stop when a check fails, and `"+strings.ReplaceAll(e.Check.Command, "`", "'")+"` does. Shall the agent go on and mend it?",
				"approve", "/goal stop")
			b.Points, b.Detail = []string{"a check fails"}, printed(e)
			return &b
		}
	}
	return nil
}

// printed shows people how a check has ended.
func printed(e app.Evidence) string {
	text := strings.TrimSpace(e.Excerpt)
	if text == "" {
		return "Its result: " + outcome(e) + ". It printed nothing."
	}
	return "Its result: " + outcome(e) + ". It printed:\n\n~~~\n" + strings.ReplaceAll(text, "~~~", "~ ~ ~") + "\n~~~"
}
