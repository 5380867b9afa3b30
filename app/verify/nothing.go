package verify

import (
	"regexp"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// NothingToDo tells whether every criterion that must change can be run, and
// each of its checks is green on the base already, in every run. Before there is
// a plan the issue has to say how each criterion is run, and of which kind it is.
func NothingToDo(g *app.Goal) bool {
	if g.Contract == nil {
		return false
	}
	for _, c := range g.Contract.Goal.Criteria() {
		open := g.Plan == nil && !c.ByInspection && (c.Command == "" || c.Kind == goalspec.KindUnknown)
		if open || toBeMade(c) {
			return false
		}
	}
	met := 0
	for _, check := range checks(g) {
		if check.Kind != goalspec.MustChange {
			continue
		}
		if e := telling(g, app.ArmBaseline, 0, check); e == nil || e.Status != app.StatusPass {
			return false
		}
		if g.Plan == nil && onBase(g, check).wanted() != "" {
			return false // the runs go on
		}
		met++
	}
	return met > 0
}

// toBeMade tells whether people are to look at something that the goal makes, as in
// "The README explains the flag". Who only praises how a thing is ("The notes read
// well") speaks of whatever is there, as does what must hold.
func toBeMade(c goalspec.Criterion) bool {
	return c.ByInspection && (c.Kind == goalspec.MustChange || c.Kind == goalspec.KindUnknown && !quality.MatchString(c.Text))
}

// quality is a short subject, a verb that links it to how it is, and no place,
// object or deed ("is documented") behind that.
var quality = regexp.MustCompile(`(?i)^(?:\S+ ){1,4}(?:is|are|looks?|reads?|feels?|sounds?|seems?)(?: (?:still|very|quite|really|\w+ly))* (?:good|[a-z-]*[^d\s])(?: to [a-z]+)?[.!]?$`)

// onBase are the runs of a check on the base before there was a result.
func onBase(g *app.Goal, check app.Check) Series {
	s := Series{Check: check, Baseline: true}
	for _, e := range g.Evidence {
		if e.Arm == app.ArmBaseline && e.Round == 0 && e.Tree == g.Contract.BaseTree && check.Asks(e.Check) {
			s.Runs = append(s.Runs, Run{Evidence: e})
		}
	}
	return s
}
