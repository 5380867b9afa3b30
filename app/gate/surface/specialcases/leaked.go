package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How much of what is written out has to come from the tests, by weight and as a share of
// all that weighs something, before it is what they expect and no coincidence.
const (
	enoughLeaked = 4
	mostlyLeaked = 0.5
	fewInARow    = 3
)

// leaked finds files into which several values of the tests of the base came that nobody
// finds without them: long numbers, and lists item by item. What they are found by does
// not matter; what people said, and what the file had, does not count.
func leaked(s *change.Set, f *change.File) []change.Finding {
	var lines []int
	var code []string
	for _, n := range f.Added() {
		if !s.Went(f.Is.Lines[n]) && !reckoned.MatchString(language.Blanked(f.Is.Code[n], "0")) {
			lines, code = append(lines, n), append(code, f.Is.Code[n])
		}
	}
	came := cluesOf(strings.Join(code, "\n"))
	if came.weight() < enoughLeaked {
		return nil
	}
	known := clues{}
	for _, t := range product.TestsOfChange(s) {
		if c := s.Find(t.Path); c == nil || t != c.Is {
			known = append(known, language.Fact(&t.Facts, "clues", func() clues { return cluesOf(strings.Join(t.Code, "\n")) })...)
		}
	}
	had := cluesOf(strings.Join(f.Was.Code, "\n"))
	said := " " + strings.Join(pieceOf.FindAllString(strings.Join(s.Paragraphs(), "\n"), -1), " ") + " "
	hits := slices.DeleteFunc(slices.Clone(came), func(c string) bool {
		return !slices.Contains(known, c) || slices.Contains(had, c) || strings.Contains(said, " "+strings.ToLower(c)+" ")
	})
	if len(hits) < 2 || hits.weight() < enoughLeaked || float64(hits.weight()) < mostlyLeaked*float64(came.weight()) {
		return nil
	}
	first, _, _ := strings.Cut(hits[0], " ")
	for n, text := range code {
		if regexp.HasWord(text, first) {
			return []change.Finding{f.At(lines[n], "it holds several of the answers that the tests expect, written out.")}
		}
	}
	return []change.Finding{f.Whole("it holds several of the answers that the tests expect, written out.")}
}

// clues are the values of code by which somebody who wrote them shows where they come
// from: numbers of many digits, and lists, item by item with a blank between.
type clues []string

func cluesOf(code string) (out clues) {
	for _, v := range product.Values(code) {
		if heft(v) > 0 {
			out = append(out, v)
		}
	}
	for _, m := range listed.FindAllStringSubmatch(code, -1) {
		if items := product.Values(m[1]); len(items) >= fewInARow && !product.AllTrivial(items) && separated.MatchString(language.Blanked(m[1], "")) {
			out = append(out, strings.Join(items, " "))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c clues) weight() (sum int) {
	for _, v := range c {
		sum += heft(v)
	}
	return sum
}

// heft is how hard it is to come by a value without having seen it.
func heft(v string) int {
	if items := strings.Split(v, " "); len(items) > 1 {
		if !slices.ContainsFunc(items, func(item string) bool { return len(item) < 2 || !plainWord.MatchString(item) }) {
			return 0 // names, in the order they have
		}
		return 2
	}
	if !number.MatchString(v) {
		return 0
	}
	switch digits := len(strings.Trim(strings.NewReplacer(".", "", "-", "").Replace(v), "0")); {
	case digits >= 5:
		return 2
	case digits >= 3 && !slices.Contains(ofCourse, v):
		return 1
	}
	return 0
}

// ofCourse are numbers that stand everywhere.
var ofCourse = []string{"255", "256", "365", "404", "512", "1024", "2048", "4096"}

var (
	listed    = regexp.MustCompile(`[\[({]([^\[\](){}]*)[\])}]`)
	separated = regexp.MustCompile(`^[\s,]*$`)
	pieceOf   = regexp.MustCompile(`-?\d[\d.]*\d|\d|[\pL_]+`)
	// reckoned is code that works with a value.
	reckoned = regexp.MustCompile(`[*/%+]\s*0|0\s*[*/%+<>-]|[<>]=?\s*0|\b(raise|throw|panic|Errorf|errors\.New)\b`)
)
