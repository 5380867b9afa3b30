package specialcases

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	oneByOne = regexp.MustCompile(`\b\w+\s*===?\s*(?:"[^"]+"|'[^']+')\s*(?:\|\||\bor\b)`)
	sameAs   = regexp.MustCompile(`\b\w+\s*===?\s*("[^"]+"|'[^']+')`)
)

// fewSpelled is how many texts of the tests a function compares one by one
// before it knows them.
const fewSpelled = 4

// spelled finds functions that compare what they are given with one text after
// the other, all of which the tests have, and nobody spoke of most.
func spelled(s *change.Set, f *change.File) []change.Finding {
	first := map[int]int{}
	all := map[int][]string{}
	for _, n := range f.Added() {
		if !strings.Contains(f.Is.Code[n], "==") || !oneByOne.MatchString(f.Is.Code[n]) && len(all) == 0 || s.Went(f.Is.Lines[n]) {
			continue
		}
		fn, in := f.Is.Around(n)
		if !in || len(fn.Params) == 0 {
			continue
		}
		if _, seen := first[fn.Head]; !seen {
			first[fn.Head] = n
		}
		for _, m := range sameAs.FindAllStringSubmatch(f.Is.Code[n], -1) {
			all[fn.Head] = append(all[fn.Head], strings.Trim(m[1], "\"'"))
		}
	}
	var out []change.Finding
	for _, head := range slices.Sorted(maps.Keys(all)) {
		texts := all[head]
		said := slices.DeleteFunc(slices.Clone(texts), func(v string) bool { return !s.Said(v) })
		odd := slices.DeleteFunc(slices.Clone(texts), plainWord.MatchString)
		if len(texts) < fewSpelled || len(said)*2 > len(texts) || len(odd)*2 < len(texts) {
			continue
		}
		if slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
			have := valuesIn(t)
			return !slices.ContainsFunc(texts, func(v string) bool { return !have[v] })
		}) {
			out = append(out, f.At(first[head], "it knows the inputs of a test by themselves."))
		}
	}
	return out
}
