package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How many values a list has before it can be an answer of the tests, and how many
// of them a table holds.
const (
	fewAtoms     = 3
	fewCompounds = 2
)

// compounds finds tables that came and whose lists of several values are those of
// the tests of the base, hardly any other, and which people did not spell out.
func compounds(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, at := range writtenTables(s, f) {
		all := listsIn(language.Part(f.Is.Code, at[0], at[1]+1))
		if len(all) < fewCompounds {
			continue
		}
		hits, unsaid := 0, 0
		for _, list := range all {
			if slices.ContainsFunc(list, func(v string) bool { return !s.Said(v) && !(len(v) == 1 && s.Said("0"+v)) }) { // as in a date
				unsaid++
			}
			if slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
				c := s.Find(t.Path)
				return (c == nil || t == c.Was) && slices.ContainsFunc(listsOf(t), func(have []string) bool { return slices.Equal(have, list) })
			}) {
				hits++
			}
		}
		if unsaid > 0 && hits >= fewCompounds && hits*10 >= len(all)*8 {
			out = append(out, f.At(at[0], "it holds lists that the tests expect."))
		}
	}
	return out
}

var innermost = regexp.MustCompile(`[\[({][^\[\](){}]*[\])}]`)

// listsIn are the values of each list of several in some code.
func listsIn(code string) (out [][]string) {
	for _, m := range innermost.FindAllString(code, -1) {
		if all := product.Values(m); strings.Count(m, ",") >= fewAtoms-1 && len(slices.DeleteFunc(slices.Clone(all), product.Trivial)) >= fewAtoms {
			out = append(out, all)
		}
	}
	return out
}

// listsOf are those of a test.
func listsOf(t *language.Source) [][]string {
	return language.Fact(&t.Facts, "lists", func() [][]string { return listsIn(strings.Join(t.Code, "\n")) })
}
