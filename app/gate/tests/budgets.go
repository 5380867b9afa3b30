package tests

import (
	"maps"
	"path"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	floors   = regexp.MustCompile(`(?i)floor|minim|\bmin_?|at_?least`)
	ceilings = regexp.MustCompile(`(?i)budget|limit|ceiling|allowance|\bmax`)
	ofData   = regexp.MustCompile(`\.(toml|json|ya?ml|ini)$`)
)

// easedData finds numbers that moved in data of tests that says how much there may
// be at most, or has to be at least, so that more passes.
func easedData(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || f.New == "" || !f.Is.Test() || !ofData.MatchString(f.Path) || len(f.Is.Lines) > maxSettings {
		return nil
	}
	var out []change.Finding
	was, is := settingsOf(f.Was), settingsOf(f.Is)
	for _, at := range slices.Sorted(maps.Keys(is)) {
		x, had := oneNumber(was[at])
		y, has := oneNumber(is[at])
		name := path.Base(f.Path) + sep + at
		eased := y > x && ceilings.MatchString(name) && !floors.MatchString(name) || y < x && floors.MatchString(name)
		if had && has && eased && f.IsAdded(is[at][0].line) && !s.Said(is[at][0].text) {
			out = append(out, f.At(is[at][0].line, "more is tolerated than before."))
		}
	}
	return out
}
