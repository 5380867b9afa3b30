package surface

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// fewRetold is how many values an answer has in the order of a test's before
// it counts as the test's.
const fewRetold = 4

// retold finds answers of new branches that are put together of the values of
// one test, in its order.
func retold(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		if !strings.HasPrefix(strings.TrimSpace(f.Is.Code[n]), "return") || s.Went(f.Is.Lines[n]) || !inBranch(f, n) {
			continue
		}
		text, _ := statement(f.Is, n)
		all := slices.DeleteFunc(values(text), trivial)
		if len(all) < fewRetold || !slices.ContainsFunc(all, func(v string) bool { return !s.Said(v) }) {
			continue
		}
		if slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
			return slices.ContainsFunc(t.Tests(), func(fn language.Func) bool { return follows(valuesOf(t, fn), all) })
		}) {
			out = append(out, f.At(n, "it answers with the values of a test, in their order."))
		}
	}
	return out
}

// inBranch tells whether a line stands in a branch that came and asks for values.
func inBranch(f *change.File, n int) bool {
	depth := indentOf(f.Is.Bare[n])
	for up := n - 1; up >= max(0, n-12); up-- {
		text := f.Is.Code[up]
		if strings.TrimSpace(text) == "" || indentOf(text) >= depth {
			continue
		}
		if depth = indentOf(text); f.IsAdded(up) && ifEqual.MatchString(text) && len(values(text)) > 0 {
			return true
		}
	}
	return false
}

// valuesOf are the values of a test.
func valuesOf(t *language.Source, fn language.Func) []string {
	type held int
	return language.Fact(&t.Facts, held(fn.Start), func() []string { return values(language.Part(t.Code, fn.Start, fn.End)) })
}

// follows tells whether some values stand among others, in their order.
func follows(among, all []string) bool {
	for _, v := range among {
		if len(all) > 0 && all[0] == v {
			all = all[1:]
		}
	}
	return len(all) == 0
}
