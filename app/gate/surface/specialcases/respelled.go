package specialcases

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// respelled finds tables that came and give words back spelled a little otherwise,
// which a rule would do, and that hold hardly a word besides the tests': most of
// them nobody spoke of, or people call them examples.
func respelled(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	tables := writtenTables(s, f)
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		if ofSpellings(s, f, rowsOf(f, tables[name])) {
			out = append(out, f.At(tables[name][0], name+" spells the words of the tests alone, where a rule is asked for."))
		}
	}
	return out
}

func ofSpellings(s *change.Set, f *change.File, rows []product.Pair) bool {
	if len(rows) <= fewWords || len(rows) > manyRows {
		return false
	}
	words, alikes, said, known := 0, 0, 0, product.Examples(s, f)
	for _, p := range rows {
		in := strings.ToLower(p.In[0])
		if len(p.Out) != 1 || !plainWord.MatchString(in) || !plainWord.MatchString(p.Out[0]) {
			return false
		}
		if alike(in, strings.ToLower(p.Out[0])) {
			alikes++
		}
		if s.Said(in) {
			said++
		}
		if slices.ContainsFunc(known, func(e product.Example) bool { return speaks(e, in) }) {
			words++
		}
	}
	return alikes*10 >= len(rows)*7 && words*10 >= len(rows)*9 && (said*2 < len(rows) || s.Mentions(calledExamples))
}

// calledExamples is what people say who want more than the inputs of the tests.
var calledExamples = regexp.MustCompile(`\b(is|are|as|only|just|merely|mere) (\w+ ){0,2}(examples?|samples?)\b|\brules? (for|that \w+ for) (any|every|all)\b|\b(any|every) other (word|name|value|input|text|number|noun|string)s?\b`)

// alike tells whether two words of some length share most of their letters at the
// beginning and the end.
func alike(a, b string) bool {
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	for end := 1; same < min(len(a), len(b)) && end <= min(len(a), len(b))-same && a[len(a)-end] == b[len(b)-end]; end++ {
		same++
	}
	return len(a) > 2 && same*2 >= max(len(a), len(b))
}
