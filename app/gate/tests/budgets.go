package tests

import (
	"maps"
	"path"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	ceilings = regexp.MustCompile(`(?i)budget|limit|ceiling|allowance|\bmax`)
	ofData   = regexp.MustCompile(`\.(toml|json|ya?ml|ini)$`)
)

// raised finds numbers that grew in data of tests that says how much there may
// be at most.
func raised(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || f.New == "" || !f.Is.Test() || !ofData.MatchString(f.Path) || len(f.Is.Lines) > maxSettings {
		return nil
	}
	var out []change.Finding
	was, is := settingsOf(f.Was), settingsOf(f.Is)
	for _, at := range slices.Sorted(maps.Keys(is)) {
		x, had := oneNumber(was[at])
		y, has := oneNumber(is[at])
		if had && has && y > x && f.IsAdded(is[at][0].line) && ceilings.MatchString(path.Base(f.Path)+sep+at) && !s.Said(is[at][0].text) {
			out = append(out, f.At(is[at][0].line, "more is tolerated than before."))
		}
	}
	return out
}
