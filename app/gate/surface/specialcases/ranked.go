package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How many names with numbers a list has to have before it can be one of the tests', and
// how many values before it is none.
const (
	fewRanked  = 3
	manyRanked = 200
)

// ranked finds lists and tables that came, by whose places code puts in order what it is
// given, and which hold what a test puts in order, or the parts by which that differs.
func ranked(s *change.Set, f *change.File) (out []change.Finding) {
	if !f.Holds("indexOf(", ".index(", "Index(", ".get(", "[") {
		return nil
	}
	for _, n := range f.Added() {
		m := product.TableHead.FindStringSubmatch(f.Is.Bare[n])
		if m == nil || !strings.ContainsAny(f.Is.Bare[n], "[{(") || s.Went(f.Is.Lines[n]) {
			continue
		}
		text, _ := product.Statement(f.Is, n)
		all := slices.DeleteFunc(product.Values(text), func(v string) bool { return v == "" || allDigits.MatchString(v) })
		numbered := func(v string) bool { return numberedName.MatchString(v) && !forms.MatchString(v) && !s.Said(v) }
		names := slices.DeleteFunc(slices.Clone(all), func(v string) bool { return !numbered(v) })
		if len(names) < fewRanked || len(all) > manyRanked || len(names)*2 < len(all) || !ranksBy(f.Is, m[1]) {
			continue
		}
		if slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
			c := s.Find(t.Path)
			return (c == nil || t == c.Was) && inTheirOrder(t, all)*10 >= len(all)*8
		}) {
			out = append(out, f.At(n, "it knows the order that a test asks for by heart."))
		}
	}
	return out
}

var allDigits = regexp.MustCompile(`^-?[\d.]+$`)

// ranksBy tells whether code reckons with the places that values have in a list, or with
// the numbers that a table gives them.
func ranksBy(src *language.Source, list string) bool {
	name := regexp.QuoteMeta(list)
	place := regexp.MustCompile(`\b` + name + `\.(?:indexOf|index|findIndex|get)\(|\bIndex\(` + name + `\b|\b` + name + `\[[^\]:]+\]`)
	two := 0
	for _, l := range src.Bare {
		found := len(place.FindAllStringIndex(l, -1))
		if two += found; found > 0 && (two > 1 || putsInOrder.MatchString(l)) {
			return true
		}
	}
	return false
}

var putsInOrder = regexp.MustCompile(`\bkey\s*=|\bsort\w*\(|\bsorted\(|\b(?:rank|order|weight|priority|precedence)\w*\b`)

// inTheirOrder is how many values a test has one after the other, whole or as the end or
// the beginning of a longer one.
func inTheirOrder(t *language.Source, all []string) (count int) {
	have := language.Fact(&t.Facts, "values in order", func() []string { return product.Values(strings.Join(t.Code, "\n")) })
	for _, v := range all {
		for n, one := range have {
			if one == v || endsWithPart(one, v) {
				have = have[n+1:]
				count++
				break
			}
		}
	}
	return count
}

// endsWithPart tells whether a text begins or ends with a part that a sign sets off.
func endsWithPart(text, part string) bool {
	if rest, ok := strings.CutSuffix(text, part); ok && rest != "" && !regexp.InWord(rest[len(rest)-1]) {
		return true
	}
	rest, ok := strings.CutPrefix(text, part)
	return ok && rest != "" && !regexp.InWord(rest[0])
}
