package expectations

import (
	"math"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// withData tells whether each number in which a line of a test differs moved by as much
// as came to a file of data that the test reads and in which all lines stayed: by as many
// rows, or by the sum of one of their columns.
func withData(s *change.Set, f *change.File, was, is string) bool {
	old, now := suite.Figure.FindAllString(was, -1), suite.Figure.FindAllString(is, -1)
	if len(old) == 0 || len(old) != len(now) {
		return false
	}
	came := language.Fact(&f.Is.Facts, "grown data", func() (out []float64) {
		for _, d := range change.Memo(s, "grown data", func() []*change.File { return grownData(s) }) {
			if f.Is.Holds(d.Base()) {
				out = append(out, sums(d)...)
			}
		}
		return out
	})
	some := false
	for n := range old {
		if old[n] == now[n] {
			continue
		}
		some = true
		by := suite.Value(now[n]) - suite.Value(old[n])
		if !slices.ContainsFunc(came, func(v float64) bool { return math.Abs(by-v) < 1e-6 }) {
			return false
		}
	}
	return some
}

func grownData(s *change.Set) []*change.File {
	return slices.DeleteFunc(slices.Clone(s.Files), func(f *change.File) bool { return !moreData(f) })
}

// moreData tells whether a file of data has all the lines that it had, and more.
func moreData(f *change.File) bool {
	return f.From == f.Path && f.New != "" && !f.Is.Lang.Code() && len(f.Added()) > 0 && len(f.Removed()) == 0
}

// sums are how many rows came to a file of data, and what the numbers in each of their
// columns come to, as they are and without their signs of fractions and thousands.
func sums(f *change.File) []float64 {
	rows, opened := 0.0, 0.0
	var plain, whole []float64
	for _, n := range f.Added() {
		text := strings.TrimSpace(f.Is.Lines[n])
		if text == "" {
			continue
		}
		if rows++; strings.HasPrefix(text, "{") || strings.HasPrefix(text, "- ") {
			opened++
		}
		for at, number := range inColumn.FindAllString(text, -1) {
			if at == len(plain) {
				plain, whole = append(plain, 0), append(whole, 0)
			}
			plain[at] += suite.Value(strings.ReplaceAll(number, ",", ""))
			whole[at] += suite.Value(strings.NewReplacer(",", "", ".", "").Replace(number))
		}
	}
	return slices.Concat([]float64{rows, opened}, plain, whole)
}

// inColumn is a number with its signs.
var inColumn = regexp.MustCompile(`-?\d[\d.,]*\d|-?\d`)
