package verify

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
)

// Doomed says which tests of a tree were made to fail at their end.
type Doomed struct {
	Names map[string]bool // as runners end theirs with
	All   map[string]bool // languages of which none was left out
}

// deaf tells whether a check is green where its tests fail, and tells of them as of
// tests that passed: the product speaks in the runner's place, or ended the run, or
// took from what tests fail by.
func (s Series) deaf() bool {
	return slices.ContainsFunc(s.on(app.ArmDoomed), func(r Run) bool { return r.Status == app.StatusPass && s.Doomed.passed(r) })
}

// passed tells whether a run says of any of them that it passed. Tests that it does
// not name can only be some of all.
func (d Doomed) passed(r Run) bool {
	if r.Evidence.Tests == nil {
		return false
	}
	unnamed := r.Evidence.Tests.Passed
	for name, status := range r.Tests {
		if status != app.StatusPass {
			continue
		}
		if unnamed--; d.named(name) {
			return true
		}
	}
	return unnamed > 0 && !slices.ContainsFunc(report.Languages(r.Evidence.Tests.Format), func(l string) bool { return !d.All[l] })
}

// named tells whether a runner's name for a test ends with one of the names, but for
// the parts of a test and its parameters.
func (d Doomed) named(name string) bool {
	for at := range name {
		if at > 0 && !strings.ContainsRune(".:> ", rune(name[at-1])) {
			continue
		}
		end := name[at:]
		cut := strings.IndexAny(end, "/[")
		if d.Names[end] || cut > 0 && d.Names[end[:cut]] {
			return true
		}
	}
	return false
}
