package verify

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
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
	if g.Plan == nil {
		return out
	}
	for _, check := range g.Plan.Checks {
		if check.From == FromPolicy {
			out = append(out, proof(g, app.CriterionResult{ID: check.Criterion, Text: "The repository's verification holds."}, check))
		}
	}
	return out
}

// FromPolicy marks checks that the policy wants of every goal: criteria of
// their own, beside those of the issue.
const FromPolicy = "policy"

// checks are the plan's; before there is one, those of the issue of which it is
// known what they have to show.
func checks(g *app.Goal) []app.Check {
	if g.Plan != nil {
		return g.Plan.Checks
	}
	return slices.DeleteFunc(g.Contract.Checks(), func(c app.Check) bool { return c.Kind == goalspec.KindUnknown })
}

func criterion(g *app.Goal, c goalspec.Criterion) app.CriterionResult {
	r := app.CriterionResult{ID: c.ID, Text: c.Text, Kind: c.Kind, Outcome: app.OutcomeUnknown, Why: "no check has run"}
	var all []app.CriterionResult
	worst := 0
	for _, check := range checks(g) {
		if check.Criterion != c.ID {
			continue
		}
		all = append(all, proof(g, r, check))
		if last := len(all) - 1; worse(all[last].Outcome, all[worst].Outcome) {
			worst = last
		}
	}
	switch {
	case len(all) > 0:
		r = all[worst]
		r.Beside = slices.Delete(all, worst, worst+1)
	case c.ByInspection:
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

// proof weighs what one check's runs show. What was recorded before there were
// trials is weighed as one run of each side.
func proof(g *app.Goal, r app.CriterionResult, check app.Check) app.CriterionResult {
	r.Kind, r.Check = check.Kind, &check
	r.Baseline = telling(g, app.ArmBaseline, 0, check)
	if r.Baseline == nil {
		r.Baseline = telling(g, app.ArmBaseline, g.Round, check)
	}
	if g.Round > 0 {
		r.Candidate = telling(g, app.ArmCandidate, g.Round, check)
		r.Trial = trial(g.Evidence, g.Round, check)
	}
	t := r.Trial
	if t == nil {
		t = &app.Trial{Shown: "unasked"}
		if r.Baseline != nil {
			t.Base = t.Base.Plus(r.Baseline.Status)
		}
		if r.Candidate != nil && !r.Candidate.More {
			t.Candidate = t.Candidate.Plus(r.Candidate.Status)
		}
	}
	weighed := wavering(*t, Unstable(g.Evidence, g.Round, check))
	if weighed.Notice && excused(g, *t) {
		weighed.Notice, weighed.Mutants = false, 0
	}
	r.Outcome, r.Why = Weigh(check, weighed, g.PlanApproved())
	if Overtaken(g, r) {
		r.Outcome, r.Why = app.OutcomeVoid, "met on the base by now, without this change: it was red on the base before that one"
	}
	return r
}

// Overtaken tells whether others did meanwhile what a criterion asks for: its
// check was red on an earlier base, and is green on this one as on the result.
func Overtaken(g *app.Goal, r app.CriterionResult) bool {
	t := r.Trial
	if t == nil || r.Kind != goalspec.MustChange || r.Outcome == app.OutcomeProven || t.Base.Green == 0 || t.Base.Green < t.Base.Runs() {
		return false
	}
	if o, _ := doubt(*t); o != "" {
		return false
	}
	return slices.ContainsFunc(g.Evidence, func(e app.Evidence) bool {
		return e.Arm == app.ArmBaseline && e.Tree != g.Contract.BaseTree && e.Status == app.StatusFail && r.Check.Asks(e.Check)
	})
}

// Unstable are the tests that other checks of a round have seen flip: the same
// test on the same bytes is no steadier under this one. Names that do not say where
// a test stands may be those of another.
func Unstable(all []app.Evidence, round int, but app.Check) map[string]bool {
	out := map[string]bool{}
	for _, e := range all {
		if e.Trial == nil || e.Round != round || same(e.Check, but) || e.Tests == nil || !report.Places(e.Tests.Format) {
			continue
		}
		for _, r := range e.Trial.Tests {
			if r.Base.Flips() || r.Candidate.Flips() {
				out[r.Name] = true
			}
		}
	}
	return out
}

// wavering is a trial by what became known of its tests after it.
func wavering(t app.Trial, unstable map[string]bool) app.Trial {
	t.Tests, t.Counts = slices.Clone(t.Tests), maps.Clone(t.Counts)
	if t.Counts == nil {
		return t // it names no test
	}
	for n, r := range t.Tests {
		if unstable[r.Name] && r.Outcome != app.TestUnstable {
			t.Counts[r.Outcome]--
			t.Counts[app.TestUnstable]++
			t.Tests[n].Outcome = app.TestUnstable
		}
	}
	return t
}

// excused tells whether a check that runs no new test by name (it measures, counts
// or tries them) may leave it to another of the round to show what they notice.
func excused(g *app.Goal, t app.Trial) bool {
	return t.Counts[app.TestNew] == 0 && slices.ContainsFunc(g.Evidence, func(e app.Evidence) bool {
		return e.Round == g.Round && e.Trial != nil && e.Trial.Killed > 0 && !e.Trial.Reads
	})
}

// Weigh is the rule of proof: what the runs of one check show, against what
// its criterion says of base and result. Nothing is proven that was not green
// in every run on the result, and red on the base where it must change. A check
// of the agent's own that nothing has shown able to fail counts only when a
// person approved the plan it stands in.
func Weigh(check app.Check, t app.Trial, approved bool) (app.Outcome, string) {
	if o, why := doubt(t); o != "" {
		return o, why
	}
	if check.Kind == goalspec.MustChange {
		return changed(t)
	}
	switch {
	case t.Base.Red > 0:
		return app.OutcomeProven, "holds now; it was red on the base"
	case t.Shown == "" && check.From == "plan" && !approved:
		return app.OutcomeVoid, "the agent wrote the check, and it was never seen red"
	case t.Shown == "":
		return app.OutcomeProven, "holds on the base and on the result; it was never seen red"
	}
	return app.OutcomeProven, "holds on the base and on the result"
}

// doubt is what keeps a check of either kind from proving anything.
func doubt(t app.Trial) (app.Outcome, string) {
	switch {
	case t.Candidate.Flips():
		return app.OutcomeUnknown, "unstable: " + wavers(t.Candidate) + " on the same bytes" + named(t, app.TestUnstable)
	case t.Candidate.Silent > 0:
		return app.OutcomeUnknown, "it is green and silent about tests, where its run on the base was not, so nobody can see that they ran: " + aloud
	case t.Candidate.Broken > 0 || t.Candidate.Absent > 0:
		return app.OutcomeUnknown, "the check could not be run to its end"
	case t.Candidate.Red > 0 && t.ByTests && t.Counts[app.TestUnstable] > 0 && t.Counts[app.TestRegression]+t.Counts[app.TestNewRed]+t.Counts[app.TestStillRed] == 0:
		return app.OutcomeUnknown, "unstable: it is red only by tests that on the same bytes are green and red" + named(t, app.TestUnstable)
	case t.Candidate.Red > 0:
		return app.OutcomeFailed, "the check fails on the result" + named(t, app.TestRegression)
	case t.Base.Flips():
		return app.OutcomeUnknown, "unstable: " + wavers(t.Base) + " on the base" + named(t, app.TestUnstable)
	case t.Spent:
		return app.OutcomeUnknown, "the verification's budget ended before it was certain" + far(t)
	case t.Candidate.Runs() == 0:
		return app.OutcomeUnknown, "the check has not run on the result yet"
	case t.Base.Runs() == 0 || t.Base.Broken > 0 || t.Base.Absent > 0:
		return app.OutcomeUnknown, "the check has no result on the base to compare with"
	case t.Counts[app.TestRegression] > 0 || t.Counts[app.TestNewRed] > 0:
		return app.OutcomeFailed, "tests fail behind a green status" + named(t, app.TestRegression)
	case t.Counts[app.TestUnstable] > 0:
		return app.OutcomeUnknown, "a test is unstable" + named(t, app.TestUnstable)
	case t.Counts[app.TestMissing] > 0:
		return app.OutcomeUnknown, "tests that ran on the base, or with its code, did not run on the result" + named(t, app.TestMissing)
	case t.Counts[app.TestSkippedNow] > 0:
		return app.OutcomeUnknown, "tests that ran on the base, or with its code, are skipped on the result" + named(t, app.TestSkippedNow)
	case t.Guard != nil && t.Guard.Green < t.Guard.Runs():
		return app.OutcomeUnknown, guarded(t)
	case t.Deaf:
		return app.OutcomeVoid, "it is green in a copy in which its tests were made to fail, and reports them as passed: something other than its tests answers"
	}
	return "", ""
}

// aloud is what people can do about a check that is silent where it is green.
const aloud = "let the command show its tests' report when it is green, too, or name one that does"

// guarded says what became of a check that is green with the change's tests, where
// those of the base judge.
func guarded(t app.Trial) string {
	changed, it := "tests", "them"
	if n := len(t.Back); n > 0 {
		changed = strings.Join(t.Back[:min(n, 3)], ", ")
		if n == 1 {
			it = "it"
		} else if n > 3 {
			changed += fmt.Sprintf(" and %d more", n-3)
		}
	}
	with := "it passes with the changed " + changed + "; as the base has " + it + ", it "
	switch g := *t.Guard; {
	case g.Flips():
		return "unstable: " + with + fmt.Sprintf("is red in %d of %d runs", g.Runs()-g.Green, g.Runs())
	case g.Silent > 0:
		return with + "is green and silent about tests: " + aloud
	case g.Broken > 0:
		return with + "could not be run to its end"
	}
	return "it passes only with the changed " + changed + "; as the base has " + it + ", it does not" + named(t, app.TestContradicts)
}

// far says how far a check came that is green so far.
func far(t app.Trial) string {
	if t.Candidate.Green == 0 || t.Candidate.Green < t.Candidate.Runs() || t.Asked <= t.Candidate.Green {
		return ""
	}
	return fmt.Sprintf(": green in %d of the %d runs that it takes", t.Candidate.Green, t.Asked)
}

// wavers says how often a check that flips was not green.
func wavers(t app.Tally) string {
	return fmt.Sprintf("it is red in %d of %d runs", t.Runs()-t.Green, t.Runs())
}

// changed weighs a check that must change.
func changed(t app.Trial) (app.Outcome, string) {
	notice, fail := "its new tests notice", "its new tests fail when the code they cover is broken"
	if t.Counts == nil { // no runner names any: the exit status speaks
		notice, fail = "the check, which names no tests, notices", "the check, which names no tests, turns red when the code that they cover is broken"
	}
	switch {
	case t.Notice && t.Mutants == 0:
		return app.OutcomeUnknown, "no code was found that could be broken to see whether its new tests notice"
	case t.Mutants > 0 && t.Killed == 0:
		return app.OutcomeVoid, fmt.Sprintf("%s none of %d places in which code was broken", notice, t.Mutants)
	case t.Reads:
		return app.OutcomeVoid, "its new tests fail where the code they cover is only written in another way: they read it"
	case t.Base.Green > 0 && t.Shown == "mutant":
		return app.OutcomeProven, fail
	case t.Base.Green > 0:
		return app.OutcomeVoid, "the check was green on the base too, so it shows no change"
	case t.Proof != nil && t.Proof.Red == 0:
		return app.OutcomeVoid, "with the result's tests the base's code is green too, so they show no change" + named(t, app.TestVacuous)
	}
	return app.OutcomeProven, "red on the base, green on the result"
}

// named adds the first tests of an outcome.
func named(t app.Trial, o app.TestOutcome) string {
	names := t.Named(o)
	if len(names) == 0 {
		return ""
	}
	text := " (" + strings.Join(names[:min(len(names), 3)], ", ")
	if more := max(t.Counts[o], len(names)) - 3; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text + ")"
}

// telling is the run of an arm that people should see: the first that was not
// green, for no later green takes it back; else the first. What ran on an
// earlier base says nothing of this one.
func telling(g *app.Goal, arm app.Arm, round int, check app.Check) *app.Evidence {
	var first *app.Evidence
	for _, e := range g.Evidence {
		if e.Arm != arm || e.Round != round || !check.Asks(e.Check) || arm == app.ArmBaseline && e.Tree != g.Contract.BaseTree {
			continue
		}
		if e.Status != app.StatusPass {
			return &e
		}
		if first == nil {
			first = &e
		}
	}
	return first
}

// trial is what a round's runs of a check show; nil while they go on.
func trial(all []app.Evidence, round int, check app.Check) *app.Trial {
	for n := len(all) - 1; n >= 0; n-- {
		if e := all[n]; e.Round == round && e.Trial != nil && e.Arm != app.ArmPhase && same(e.Check, check) {
			return e.Trial
		}
	}
	return nil
}

func same(a, b app.Check) bool { return a.Criterion == b.Criterion && a.Command == b.Command }
