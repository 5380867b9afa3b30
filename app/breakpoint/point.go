package breakpoint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// point is a place in the work at which contract or policy want a person.
type point struct{ name, why string }

// declared: the goal stands at such a place and nobody was asked there yet.
func declared(g *app.Goal, _ Signs, p policy.Policy) *app.Breakpoint {
	var names, why []string
	for _, at := range standing(g, p) {
		if !slices.Contains(g.Passed, at.name) {
			if why = append(why, "- "+at.why); !slices.Contains(names, at.name) {
				names = append(names, at.name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	return &app.Breakpoint{
		Kind: app.BreakpointPolicy, Points: names, Question: "A declared point of the work is reached: " + strings.Join(names, ", ") + ". Shall the goal go on?",
		Detail: strings.Join(why, "\n"), Options: []string{"approve", "/goal stop"},
	}
}

// standing are the declared points of where the goal stands: after the phase
// that ended last, and before the one that has begun and done nothing yet.
// Corrections are part of the phase they correct.
func standing(g *app.Goal, p policy.Policy) []point {
	now := g.Phase
	switch g.State {
	case app.StateVerifying:
		now = app.Phase{Kind: app.PhaseVerification, Title: "Verification"}
	case app.StatePlanning, app.StateWorking:
	default:
		return nil
	}
	var out []point
	if cp := g.LastCheckpoint(); cp != nil && cp.Phase.Why == "" && p.AsksAfter(cp.Phase.Kind) {
		out = append(out, point{fmt.Sprintf("after phase %d", cp.Phase.N), fmt.Sprintf("the policy asks at the end of %s (autonomy.%s)", cp.Phase.Kind, cp.Phase.Kind)})
	}
	if now.Why != "" {
		return out
	}
	name := fmt.Sprintf("before phase %d", now.N)
	if now.N == 0 {
		name = "before " + string(now.Kind)
	}
	if p.AsksBefore(now.Kind) {
		out = append(out, point{name, fmt.Sprintf("the policy asks before %s (breakpoints.before_phase)", now.Kind)})
	}
	if g.Contract == nil {
		return out
	}
	for _, before := range g.Contract.Goal.Points().BeforePhases {
		if g.Begins(before.Number, now) {
			out = append(out, point{name, fmt.Sprintf("the issue asks before phase %d", before.Number)})
		}
	}
	return out
}

// touched: a path is changed whose first edit is a declared point.
func touched(g *app.Goal, _ Signs, p policy.Policy) *app.Breakpoint {
	var names, paths []string
	if g.Contract == nil || len(g.Stat.Files) == 0 {
		return nil
	}
	points := g.Contract.Goal.Points().OnFirstEdit
	for _, path := range g.Stat.Paths() {
		glob, asks := p.AsksOnEdit(path)
		for _, e := range points {
			if !asks && goalspec.MatchGlob(e.Pattern, path) {
				glob, asks = e.Pattern, true
			}
		}
		name := "first edit of " + glob
		if !asks || slices.Contains(g.Passed, name) {
			continue
		}
		paths = append(paths, path)
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	return &app.Breakpoint{
		Kind: app.BreakpointPolicy, Points: names, Question: "A person is to be asked about this: " + strings.Join(names, ", ") + ". Shall the goal go on?",
		Detail: list(paths), Options: []string{"approve", "/goal stop"},
	}
}

// covers tells whether one of names, paths or globs, holds for path.
func covers(names []string, path string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return n == path || goalspec.MatchGlob(n, path) })
}
