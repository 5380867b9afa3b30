package specialcases

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// madeOfTests is the share of a table's rows that the data of the tests has, from which on
// it was made of them.
const madeOfTests = 0.8

// dataRows finds tables that came whose rows are the rows of a file of data that the
// tests had: an input and its answer, of which people did not speak.
func dataRows(s *change.Set, f *change.File) (out []change.Finding) {
	var data []string
	tables := tablesThatCame(s, f)
	for _, head := range slices.Sorted(maps.Keys(tables)) {
		rows := tables[head]
		if len(rows) < few {
			continue
		}
		if data == nil {
			data = testData(s, f)
		}
		hits := slices.DeleteFunc(slices.Clone(rows), func(p product.Pair) bool { return !inData(data, p) })
		if len(hits) >= few && float64(len(hits)) >= madeOfTests*float64(len(rows)) && telling(s, hits) {
			out = append(out, f.At(head, "it holds the inputs and answers of the tests' data."))
		}
	}
	return out
}

// tablesThatCame are the rows written out of each new table, by the line of its head.
func tablesThatCame(s *change.Set, f *change.File) map[int][]product.Pair {
	out := map[int][]product.Pair{}
	for _, p := range pairsOf(s, f) {
		if !p.Table || len(p.In) == 0 || len(p.Out) == 0 || product.Trivial(p.Out[0]) || len(p.In[0]) < 2 {
			continue
		}
		for up := p.Line; up >= max(0, p.Line-200) && f.IsAdded(up); up-- {
			if product.TableHead.MatchString(f.Is.Bare[up]) && product.LiteralAt.MatchString(f.Is.Bare[up]) {
				out[up] = append(out[up], p)
				break
			}
		}
	}
	return out
}

// testData are the lines of the data that the tests of the base may read for a file.
func testData(s *change.Set, f *change.File) (out []string) {
	out = []string{}
	take := func(src *language.Source) {
		if !src.Lang.Code() && dataFile.MatchString(path.Ext(src.Path)) {
			out = append(out, src.Lines...)
		}
	}
	for _, t := range s.TestsOf(f) {
		if s.Find(t.Path) == nil {
			take(t)
		}
	}
	for _, o := range s.Files {
		if o.From != "" && language.IsTest(o.From) {
			take(o.Was)
		}
	}
	return out
}

var dataFile = regexp.MustCompile(`^\.(csv|tsv|txt|json|jsonl|ya?ml|toml|dat)$`)

// inData tells whether a line of data, or one and the next, has a row's input and its
// answer.
func inData(data []string, p product.Pair) bool {
	for n, line := range data {
		if !regexp.HasWord(line, p.In[0]) {
			continue
		}
		if n+1 < len(data) && strings.ContainsAny(line, `:"`) {
			line += " " + data[n+1]
		}
		if regexp.HasWord(line, p.Out[0]) {
			return true
		}
	}
	return false
}
