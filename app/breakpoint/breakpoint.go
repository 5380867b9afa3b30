// Package breakpoint knows when a goal stops for people, and for how long.
//
// In come a goal, what its conversation shows and the policy of its contract,
// out goes the question that has to be put now, or none. It is pure and keeps
// nothing: a process that dies between the finding and its record finds the
// same again.
package breakpoint

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// Signs are what the conversation says about how the work goes.
type Signs struct {
	Repeats  int      // of the last call with the same result, in a row
	Repeated string   // that call
	Silent   int      // answers in a row without a call
	Failures int      // of the same failure, whatever was done between
	Attempts []string // what was tried each time
	Output   string   // of the failure
}

// How much of going round in circles is borne.
const (
	maxRepeats  = 5
	maxSilent   = 3
	maxFailures = 3
)

// Due is the breakpoint that has to open before the goal goes on, nil for none.
// Its number and time are for who opens it. The first rule that speaks decides;
// the others speak when it is answered.
func Due(g *app.Goal, s Signs, p policy.Policy) *app.Breakpoint {
	if g.State.Over() || g.Hold.Breakpoint != nil {
		return nil
	}
	rules := []func(*app.Goal, Signs, policy.Policy) *app.Breakpoint{declared}
	if g.State == app.StateWorking || g.State == app.StatePlanning && (g.Plan == nil || g.PlanBy == "") {
		rules = append(rules, spent, stuck, touched, outgrown)
	}
	for _, rule := range rules {
		if b := rule(g, s, p); b != nil {
			return b
		}
	}
	return nil
}

// spent: meters are at their end. The question names all, and one command that
// is enough. An approval begins a new run, in which only a change that is too
// large is too large still.
func spent(g *app.Goal, _ Signs, _ policy.Policy) *app.Breakpoint { return Spent(g) }

// Spent is the breakpoint of the meters that are at their end, nil for none.
func Spent(g *app.Goal) *app.Breakpoint {
	var names, grants []string
	large := false
	for _, m := range g.Spent() {
		large = large || m.State
		names = append(names, fmt.Sprintf("%s (%s)", m.Name, m.Text))
		grants = append(grants, grant(m))
	}
	if len(names) == 0 {
		return nil
	}
	options := []string{"/goal extend " + strings.Join(grants, " "), "approve", "/goal stop"}
	if large {
		options = slices.Delete(options, 1, 2)
	}
	return &app.Breakpoint{
		Kind: app.BreakpointBudget, Question: fmt.Sprintf("The budget of %s is used up. The work so far is saved.", strings.Join(names, " and of ")),
		Options: options,
	}
}

// grant suggests as much again, or what it takes to be half free.
func grant(m app.Meter) string {
	return fmt.Sprintf("%s=%.0f", m.Name, math.Ceil(max(m.Limit, m.Used-m.Limit/2, 1)))
}

// stuck: the agent goes round in circles.
func stuck(_ *app.Goal, s Signs, _ policy.Policy) *app.Breakpoint {
	b := &app.Breakpoint{Kind: app.BreakpointRepeat, Options: []string{"/goal retry", "/goal stop"}}
	const then = " Reply with what to try instead, or stop the goal."
	switch {
	case s.Failures >= maxFailures:
		b.Question = fmt.Sprintf("The same failure came %d times, whatever the agent did between.", s.Failures) + then
		b.Detail = attempts(s)
	case s.Repeats >= maxRepeats:
		b.Question = fmt.Sprintf("The same call gave the same result %d times in a row: `%s`.", s.Repeats, s.Repeated) + then
	case s.Silent >= maxSilent:
		b.Question = fmt.Sprintf("The agent answered %d times without doing anything.", s.Silent) + then
	default:
		return nil
	}
	return b
}

// attempts lists what was tried and what came of it.
func attempts(s Signs) string {
	var out strings.Builder
	for n, a := range s.Attempts[max(0, len(s.Attempts)-5):] {
		fmt.Fprintf(&out, "%d. %s\n", n+1, a)
	}
	if text := strings.TrimSpace(s.Output); text != "" {
		const most = 1500
		if len(text) > most {
			text = "…" + strings.ToValidUTF8(text[len(text)-most:], "")
		}
		fmt.Fprintf(&out, "\nIt says:\n\n~~~\n%s\n~~~", strings.ReplaceAll(text, "~~~", "~ ~ ~"))
	}
	return out.String()
}

// outgrown: the change is large, and no approved plan names all of it. People
// who have seen it once are asked again when as much again is new.
func outgrown(g *app.Goal, _ Signs, p policy.Policy) *app.Breakpoint {
	changed := g.Stat.Paths()
	if g.State != app.StateWorking || g.Plan == nil || len(changed) <= policy.LargePlan {
		return nil
	}
	level, _ := p.Risk(g.Contract.Goal.WorkType(), changed)
	if p.At(level).ApprovePlan == policy.PlanNever {
		return nil
	}
	named := g.Seen
	if g.PlanBy != app.ByPolicy {
		named = slices.Concat(named, g.Plan.Files)
	}
	fresh := slices.DeleteFunc(slices.Clone(changed), func(path string) bool { return covers(named, path) })
	if len(fresh) == 0 || g.Seen != nil && len(fresh) <= policy.LargePlan {
		return nil
	}
	return &app.Breakpoint{
		Kind: app.BreakpointPlan, Question: fmt.Sprintf("%d files are changed by now, and no approved plan names %s. Shall the agent go on?", len(changed), howMany(fresh, changed)),
		Detail: list(fresh), Options: []string{"approve", "/goal stop"},
	}
}

func howMany(some, all []string) string {
	if len(some) == len(all) {
		return "them"
	}
	return fmt.Sprintf("%d of them", len(some))
}

// list shows paths as Markdown.
func list(paths []string) string {
	const most = 30
	var out strings.Builder
	for _, path := range paths[:min(len(paths), most)] {
		fmt.Fprintf(&out, "- `%s`\n", path)
	}
	if left := len(paths) - most; left > 0 {
		fmt.Fprintf(&out, "- and %d more\n", left)
	}
	return out.String()
}
