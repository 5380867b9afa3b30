package verify

import (
	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Judge tells for every criterion what is proven, from the evidence of the
// base and of the newest round. A criterion with several checks is as good as
// the worst of them.
func Judge(g *app.Goal) []app.CriterionResult {
	if g.Contract == nil {
		return nil
	}
	var out []app.CriterionResult
	for _, c := range g.Contract.Goal.Criteria() {
		out = append(out, criterion(g, c))
	}
	return out
}

func criterion(g *app.Goal, c goalspec.Criterion) app.CriterionResult {
	r := app.CriterionResult{ID: c.ID, Text: c.Text, Kind: c.Kind, Outcome: app.OutcomeUnknown, Why: "no check has run"}
	if g.Plan == nil {
		if c.ByInspection {
			r.Outcome, r.Why = app.OutcomeInspection, "for people to judge"
		}
		return r
	}
	found := false
	for _, check := range g.Plan.Checks {
		if check.Criterion != c.ID {
			continue
		}
		one := proof(g, r, check)
		if !found || worse(one.Outcome, r.Outcome) {
			r = one
		}
		found = true
	}
	if !found && c.ByInspection {
		r.Outcome, r.Why = app.OutcomeInspection, "for people to judge"
	}
	return r
}

// worse orders outcomes: what is not proven outweighs what is.
func worse(a, b app.Outcome) bool {
	rank := map[app.Outcome]int{
		app.OutcomeFailed: 4, app.OutcomeUnknown: 3, app.OutcomeVoid: 2, app.OutcomeInspection: 1, app.OutcomeProven: 0,
	}
	return rank[a] > rank[b]
}

// proof weighs one check's evidence of both arms.
func proof(g *app.Goal, r app.CriterionResult, check app.Check) app.CriterionResult {
	r.Kind, r.Check = check.Kind, &check
	r.Baseline = last(g.Evidence, app.ArmBaseline, 0, check)
	if g.Round > 0 {
		r.Candidate = last(g.Evidence, app.ArmCandidate, g.Round, check)
	}
	r.Outcome, r.Why = Weigh(check.Kind, statusOf(r.Baseline), statusOf(r.Candidate))
	return r
}

func statusOf(e *app.Evidence) app.Status {
	if e == nil {
		return app.StatusUnknown
	}
	return e.Status
}

// Weigh is the rule of proof: base and candidate of one check against what the
// criterion says about them.
func Weigh(kind app.Kind, base, candidate app.Status) (app.Outcome, string) {
	switch {
	case candidate == app.StatusUnknown:
		return app.OutcomeUnknown, "the check has not run on the result yet"
	case candidate == app.StatusError || candidate == app.StatusSkipped:
		return app.OutcomeUnknown, "the check could not be run to its end"
	case candidate == app.StatusFail:
		return app.OutcomeFailed, "the check fails on the result"
	case base == app.StatusUnknown, base == app.StatusError, base == app.StatusSkipped:
		return app.OutcomeUnknown, "the check has no result on the base to compare with"
	case kind == goalspec.MustChange && base == app.StatusPass:
		return app.OutcomeVoid, "the check was green on the base too, so it shows no change"
	case kind == goalspec.MustHold && base == app.StatusFail:
		return app.OutcomeProven, "holds now; it was red on the base"
	case kind == goalspec.MustHold:
		return app.OutcomeProven, "holds on the base and on the result"
	}
	return app.OutcomeProven, "red on the base, green on the result"
}

func last(all []app.Evidence, arm app.Arm, round int, check app.Check) *app.Evidence {
	for n := len(all) - 1; n >= 0; n-- {
		e := all[n]
		if e.Arm == arm && e.Round == round && e.Check.Criterion == check.Criterion && e.Check.Command == check.Command {
			return &e
		}
	}
	return nil
}

// NothingToDo tells whether every criterion that people do not judge themselves
// has checks, and every check that must change is green on the base already.
func NothingToDo(g *app.Goal) bool {
	if g.Contract == nil || g.Plan == nil {
		return false
	}
	met := 0
	for _, check := range g.Plan.Checks {
		if check.Kind != goalspec.MustChange {
			continue
		}
		if statusOf(last(g.Evidence, app.ArmBaseline, 0, check)) != app.StatusPass {
			return false
		}
		met++
	}
	return met > 0
}
