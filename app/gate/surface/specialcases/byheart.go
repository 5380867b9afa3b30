package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	numberedName = regexp.MustCompile(`^[\pL_.-]*\pL[\w.-]*\d[\w.-]*$`)
	keyedByDay   = regexp.MustCompile(`\b\w+\(\s*(\d{4}\s*,\s*\d+\s*,\s*\d+)\s*\)\s*:`)
)

// How many inputs a list has to have before it can be one of the tests', and of
// how many days a table.
const (
	fewNames = 5
	fewDays  = 2
)

// byHeart finds lists and tables that came and hold the inputs of the tests, most
// of them and hardly any other: names with numbers that nobody spoke of, days.
func byHeart(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		if !strings.ContainsAny(f.Is.Bare[n], "[{(") || !product.TableHead.MatchString(f.Is.Bare[n]) || s.Went(f.Is.Lines[n]) {
			continue
		}
		text, _ := product.Statement(f.Is, n)
		names := slices.DeleteFunc(product.Values(text), func(v string) bool { return !numberedName.MatchString(v) || forms.MatchString(v) })
		unsaid := slices.DeleteFunc(slices.Clone(names), s.Said)
		days := keyedByDay.FindAllStringSubmatch(text, -1)
		if (len(names) < fewNames || len(unsaid)*2 < len(names)) && len(days) < fewDays {
			continue
		}
		inTests, daysInTests := 0, 0
		for _, v := range names {
			if expectedBy(s, f, v) {
				inTests++
			}
		}
		for _, d := range days {
			if dayOf(s, f, d[1]) {
				daysInTests++
			}
		}
		if len(names) >= fewNames && inTests*10 >= len(names)*8 || len(days) >= fewDays && daysInTests*10 >= len(days)*6 {
			out = append(out, f.At(n, "it knows the inputs of a test by themselves."))
		}
	}
	return out
}

// dayOf tells whether a test of the base speaks of a day.
func dayOf(s *change.Set, f *change.File, day string) bool {
	part := strings.Join(strings.Fields(day), " ")
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		c := s.Find(t.Path)
		return (c == nil || t == c.Was) && strings.Contains(t.Text, part)
	})
}
