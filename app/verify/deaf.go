package verify

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/doomed"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
)

// deaf tells whether a check is green where its tests fail, and tells of them as of
// tests that passed: the product speaks in the runner's place, or ended the run, or
// took from what tests fail by.
func (s Series) deaf() bool {
	return slices.ContainsFunc(s.on(app.ArmDoomed), func(r Run) bool { return r.Status == app.StatusPass && untouched(s.Doomed, r) })
}

// untouched tells whether a run says that any of the tests that fail passed. Tests that it
// does not name can only be some of them where none was left out.
func untouched(d doomed.Tests, r Run) bool {
	if r.Evidence.Tests == nil {
		return false
	}
	languages := report.Languages(r.Evidence.Tests.Format)
	unnamed := r.Evidence.Tests.Passed
	for name, status := range r.Tests {
		if status != app.StatusPass {
			continue
		}
		unnamed--
		for l, names := range d.Names {
			if (slices.Contains(languages, l) || slices.Contains(languages, "")) && ends(name, names) {
				return true
			}
		}
	}
	return unnamed > 0 && !slices.ContainsFunc(languages, func(l string) bool { return !d.All[l] })
}

// ends tells whether a runner's name for a test ends with one of the names, but for
// the parts of a test and its parameters.
func ends(name string, names map[string]bool) bool {
	for at := range name {
		if at > 0 && !strings.ContainsRune(".:> ", rune(name[at-1])) {
			continue
		}
		end := name[at:]
		cut := strings.IndexAny(end, "/[")
		if names[end] || cut > 0 && names[end[:cut]] {
			return true
		}
	}
	return false
}
