package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
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
		text, _ := product.Statement(f.Is, n)
		all := slices.DeleteFunc(product.Values(text), product.Trivial)
		if len(all) < fewRetold || !slices.ContainsFunc(all, func(v string) bool { return !s.Said(v) }) {
			continue
		}
		if toldBy(s, f, all) {
			out = append(out, f.At(n, "it answers with the values of a test, in their order."))
		}
	}
	return out
}

// enumerated finds conditions of functions that ask whether an input is one of
// several, which are those of one test in its order, and nobody spoke of most.
func enumerated(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		if strings.Count(text, ",") < fewOneOf-1 || !oneOf.MatchString(text) || s.Went(f.Is.Lines[n]) {
			continue
		}
		all := slices.DeleteFunc(product.Values(text), product.Trivial)
		unsaid := slices.DeleteFunc(slices.Clone(all), s.Said)
		if len(all) < fewOneOf || len(unsaid)*2 <= len(all) || slices.ContainsFunc(all, func(v string) bool { return strings.Contains(f.Was.Text, v) }) {
			continue
		}
		if fn, in := f.Is.Around(n); in && len(fn.Params) > 0 && toldBy(s, f, all) {
			out = append(out, f.At(n, "it knows the inputs of a test by themselves."))
		}
	}
	return out
}

// fewOneOf is how many inputs a condition lists before that can be.
const fewOneOf = 3

var oneOf = regexp.MustCompile(`\bin\s*[(\[{]\s*["'\x60]|\bof\s*\[\s*["'\x60]|\brange\s+\[[^\]]*\]\w+\{|\[[^\]]*["'\x60]\]\.(includes|indexOf|some)\(|^\s*case\s+["'\x60].*,|slices\.Contains\(\[\]\w+\{`)

// toldBy tells whether a test has some values in their order.
func toldBy(s *change.Set, f *change.File, all []string) bool {
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return slices.ContainsFunc(t.Tests(), func(fn language.Func) bool { return follows(valuesOf(t, fn), all) })
	})
}

// byEnds finds conditions that know one input of the tests by its beginning and
// its end.
func byEnds(s *change.Set, f *change.File) []change.Finding {
	if !f.Is.May(partial) {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		if !partial.MatchString(text) || s.Went(f.Is.Lines[n]) {
			continue
		}
		ends := slices.DeleteFunc(product.Values(text), func(v string) bool { return len(v) < 3 || !strings.ContainsAny(v, "0123456789") || s.Said(v) })
		if len(ends) < 2 {
			continue
		}
		if slices.ContainsFunc(product.Examples(s, f), func(e product.Example) bool {
			for have := range e.Values {
				if !slices.ContainsFunc(ends, func(v string) bool { return !strings.Contains(have, v) }) {
					return true
				}
			}
			return false
		}) {
			out = append(out, f.At(n, "it knows an input of the tests by its ends."))
		}
	}
	if slices.ContainsFunc(f.Added(), func(n int) bool { return partial.MatchString(f.Is.Bare[n]) }) {
		out = append(out, listedEnds(s, f)...)
	}
	return out
}

// listedEnds finds lists that came and hold ends of the tests' inputs, hardly any
// other and none that somebody spoke of.
func listedEnds(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		if !product.TableHead.MatchString(f.Is.Bare[n]) || !product.LiteralAt.MatchString(f.Is.Bare[n]) || s.Went(f.Is.Lines[n]) {
			continue
		}
		text, _ := product.Statement(f.Is, n)
		ends := slices.DeleteFunc(product.Values(text), func(v string) bool { return len(v) < 4 || !strings.ContainsAny(v, "0123456789") || s.Said(v) })
		known := slices.DeleteFunc(slices.Clone(ends), func(v string) bool {
			return !slices.ContainsFunc(product.Examples(s, f), func(e product.Example) bool { return !e.Values[v] && begins(e, v) })
		})
		if len(ends) >= few && len(known)*10 >= len(ends)*8 {
			out = append(out, f.At(n, "it knows the inputs of the tests by their ends."))
		}
	}
	return out
}

func expectedBy(s *change.Set, f *change.File, v string) bool {
	return slices.ContainsFunc(product.Examples(s, f), func(e product.Example) bool { return e.Values[v] })
}

// inBranch tells whether a line stands in a branch that came and asks for values.
func inBranch(f *change.File, n int) bool {
	depth := product.IndentOf(f.Is.Bare[n])
	for up := n - 1; up >= max(0, n-12); up-- {
		text := f.Is.Code[up]
		if strings.TrimSpace(text) == "" || product.IndentOf(text) >= depth {
			continue
		}
		if depth = product.IndentOf(text); f.IsAdded(up) && ifEqual.MatchString(text) && len(product.Values(text)) > 0 {
			return true
		}
	}
	return false
}

// valuesOf are the values of a test.
func valuesOf(t *language.Source, fn language.Func) []string {
	type held int
	return language.Fact(&t.Facts, held(fn.Start), func() []string { return product.Values(language.Part(t.Code, fn.Start, fn.End)) })
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
