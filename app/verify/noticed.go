package verify

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// mutants counts the mutants that were run, and those that made a test fail which
// the base does not have; one that breaks off with an error has noticed nothing. Where
// the runner names no tests on the result, its status speaks for them; where it names
// none on a mutant only, that did not build.
func (s Series) mutants() (all, killed int) {
	for _, r := range s.Runs {
		if !strings.HasPrefix(string(r.Arm), string(app.ArmMutant)) {
			continue
		}
		all++
		if s.unreported() && r.Status == app.StatusFail || s.newRed(r, app.StatusFail) {
			killed++
		}
	}
	return all, killed
}

// unreported tells whether no run of the result has a report.
func (s Series) unreported() bool {
	return !slices.ContainsFunc(s.on(app.ArmCandidate), func(r Run) bool { return r.Tests != nil })
}

// reads tells whether new tests read code instead of running it: they are red each
// time where it means the same.
func (s Series) reads() bool {
	all := s.on(app.ArmRewritten)
	return len(all) > 0 && !slices.ContainsFunc(all, func(r Run) bool { return !s.newRed(r, app.StatusFail, app.StatusError) })
}

// newRed tells whether a test of a run that the base does not have is as one says.
func (s Series) newRed(r Run, as ...app.Status) bool {
	before, _ := s.fewest(app.ArmBaseline)
	_, unnamed := s.fewest(app.ArmCandidate)
	for name, status := range r.Tests {
		base, candidate := s.of(name, app.ArmBaseline), s.of(name, app.ArmCandidate)
		isNew := base.Green+base.Red == 0 && (candidate.Green > 0 || unnamed && before == 0)
		if isNew && slices.Contains(as, status) {
			return true
		}
	}
	return false
}
