package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// tolerates is a comparison of how far two things are apart with what is near
// enough.
var tolerates = regexp.MustCompile(`\b((?:[mM]ath\.)?[aA]bs\(.*\))\s*(?:<=?|>=?)\s*([^;:{)]+(?:\([^()]*\)[^;:{)]*)?)`)

// wider finds helpers of tests for which more is near enough than was: a larger
// number, or none at all where a number stood.
func wider(s *change.Set, f *change.File) []change.Finding {
	if !f.Is.May(tolerates) {
		return nil
	}
	var out []change.Finding
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			now := tolerates.FindStringSubmatch(f.Is.Code[n])
			if now == nil {
				continue
			}
			for o := h.Old; o < h.OldEnd; o++ {
				was := tolerates.FindStringSubmatch(f.Was.Code[o])
				if was == nil || squeeze(was[1]) != squeeze(now[1]) || !numeric(squeeze(was[2])) {
					continue
				}
				if near := numberOf(f.Is.Code, squeeze(now[2])); !numeric(near) || value(near) > value(squeeze(was[2])) && !easedAsAsked(s, f, n, value(squeeze(was[2])), value(near)) {
					out = append(out, f.At(n, "more is near enough than was."))
				}
			}
		}
	}
	return out
}

// numberOf is the number that a name stands for in a file; the name itself where
// none is told.
func numberOf(code []string, name string) string {
	if name == "" || slices.ContainsFunc([]byte(name), func(c byte) bool { return strings.IndexByte("()*+-/ ", c) >= 0 }) {
		return name
	}
	held := regexp.MustCompile(`^\s*(?:const|var|let)?\s*` + regexp.QuoteMeta(name) + `\s*(?:\w+\s*)?:?=\s*([\d.eE+-]+)\s*;?\s*$`)
	for _, l := range code {
		if m := held.FindStringSubmatch(l); m != nil {
			return m[1]
		}
	}
	return name
}
