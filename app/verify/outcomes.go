package verify

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
)

// maxNamed bounds the tests that stand in the record by name.
const maxNamed = 20

// tests says what became of each test: how many of each outcome, and those by name
// that are worth a look.
func (s Series) tests() (map[app.TestOutcome]int, []app.TestResult) {
	counts := map[app.TestOutcome]int{}
	_, unnamed := s.fewest(app.ArmCandidate)
	var named []app.TestResult
	for _, name := range s.names(app.ArmBaseline, app.ArmCandidate, app.ArmProof) {
		r := app.TestResult{Name: name, Base: s.of(name, app.ArmBaseline), Candidate: s.of(name, app.ArmCandidate)}
		r.Outcome = s.matrix(name, Outcome(r.Base, r.Candidate))
		if s.Unstable[name] && r.Base.Green+r.Base.Red+r.Candidate.Green+r.Candidate.Red > 0 {
			r.Outcome = app.TestUnstable
		}
		if r.Outcome == app.TestMissing && r.Base.Green+s.of(name, app.ArmProof).Green == 0 && unnamed {
			continue // it may be among those that are not named now that they are green: gone counts them
		}
		counts[r.Outcome]++
		if r.Outcome != app.TestHolding && r.Outcome != app.TestSkipped {
			named = append(named, r)
		}
	}
	for o, n := range s.gone() {
		counts[o] += n
	}
	slices.SortStableFunc(named, func(a, b app.TestResult) int { return gravity(b.Outcome) - gravity(a.Outcome) })
	if len(counts) == 0 {
		counts = nil
	}
	return counts, named[:min(len(named), maxNamed)]
}

// matrix refines an outcome by the mixed arms.
func (s Series) matrix(name string, o app.TestOutcome) app.TestOutcome {
	guard, proof := s.of(name, app.ArmGuard), s.of(name, app.ArmProof)
	switch {
	case (o == app.TestHolding || o == app.TestFixed) && guard.Red > 0 && guard.Green == 0:
		return app.TestContradicts
	case o == app.TestNew && proof.Green > 0:
		return app.TestVacuous
	case o == app.TestNew && (proof.Red > 0 || s.tally(app.ArmProof).Red > 0 && !s.skips(name, app.ArmProof)): // red, or not even built
		return app.TestProving
	case o == app.TestMissing && s.Agreed && proof.Green+proof.Red+proof.Broken == 0:
		return app.TestTaken
	case o == app.TestMissing, o == app.TestSkipped && proof.Green+proof.Red > 0:
		if s.skips(name, app.ArmCandidate) {
			return app.TestSkippedNow
		}
		return app.TestMissing
	}
	return o
}

// skips tells whether runs of an arm tell of a test, and that it was skipped.
func (s Series) skips(name string, arm app.Arm) bool {
	return slices.ContainsFunc(s.on(arm), func(r Run) bool { return r.Tests[name] == app.StatusSkipped })
}

// gone counts tests that do not run on the result, where the runner does not name
// them all.
func (s Series) gone() map[app.TestOutcome]int {
	base, some := s.fewest(app.ArmBaseline)
	candidate, more := s.fewest(app.ArmCandidate)
	proof, also := s.fewest(app.ArmProof)
	if !some && !more && !also || candidate < 0 {
		return nil
	}
	out := map[app.TestOutcome]int{}
	left := max(candidate, proof)
	if taken := base - left; s.Agreed && taken > 0 {
		out[app.TestTaken] = taken
	} else {
		left = max(base, left)
	}
	if left > candidate {
		out[app.TestMissing] = left - candidate
	}
	return out
}

// fewest is how many tests ran in the run of an arm with the fewest, -1 without a
// run, and whether the runner leaves some unnamed.
func (s Series) fewest(arm app.Arm) (n int, unnamed bool) {
	n = -1
	for _, r := range s.on(arm) {
		if r.Evidence.Tests == nil {
			return 0, false
		}
		ran := report.Alike(*r.Evidence.Tests, r.Tests)
		unnamed = unnamed || r.Evidence.Tests.Ran() > len(r.Tests)
		if n < 0 || ran < n {
			n = ran
		}
	}
	return n, unnamed
}

// gravity orders outcomes: what a reader has to see comes first.
func gravity(o app.TestOutcome) int {
	return slices.Index([]app.TestOutcome{
		app.TestProving, app.TestFixed, app.TestNew, app.TestStillRed, app.TestVacuous, app.TestNewRed,
		app.TestEnvironment, app.TestTaken, app.TestUnstable, app.TestSkippedNow, app.TestMissing, app.TestContradicts, app.TestRegression,
	}, o)
}
