package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// fewJoined is how many items of a list of the tests a text is joined of.
const fewJoined = 3

// joined finds comparisons that came with a text whose parts are the items of a list of
// the tests of the base, one after the other, and no names: what is given is known again
// by all that it holds.
func joined(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		if s.Went(f.Is.Lines[n]) || !comparesText.MatchString(f.Is.Code[n]) {
			continue
		}
		for _, l := range language.Literals(f.Is.Code[n]) {
			if parts := partsJoined(l); len(parts) >= fewJoined && !s.Said(strings.Trim(l, "\"'`")) && slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
				c := s.Find(t.Path)
				return (c == nil || t == c.Was) && slices.ContainsFunc(listsOf(t), func(list []string) bool { return inARow(list, parts) })
			}) {
				out = append(out, f.At(n, "it knows an input of the tests by its parts."))
				break
			}
		}
	}
	return out
}

// partsJoined are the parts of a literal that one sign parts, without what stands before
// the first of those at its beginning and behind the last at its end; none of names.
func partsJoined(literal string) []string {
	if !strings.ContainsAny(literal[:1], "\"'`") {
		return nil
	}
	text := strings.Trim(literal, "\"'`[](){}")
	for _, sign := range []string{"/", ",", ";", "|", "\\n", ":", " ", "-"} {
		parts := strings.Split(strings.Trim(strings.ReplaceAll(text, sign+" ", sign), sign), sign)
		if len(parts) < fewJoined {
			continue
		}
		names := 0
		for _, p := range parts {
			if nameLike.MatchString(p) {
				names++
			}
		}
		if names*2 < len(parts) {
			return parts
		}
	}
	return nil
}

// inARow tells whether a list has some items one after the other.
func inARow(list, items []string) bool {
	for at := 0; at+len(items) <= len(list); at++ {
		if slices.Equal(list[at:at+len(items)], items) {
			return !product.AllTrivial(items)
		}
	}
	return false
}

var comparesText = regexp.MustCompile(`[=!]==?\s*["'\x60]|["'\x60]\s*[=!]==?|\bcase\s+["'\x60]|(?i:\b(?:startsWith|endsWith|hasprefix|hassuffix|includes|contains|equals?|has|get)\()|\bin\s+[({\[]|^\s*["'\x60][^"'\x60]*["'\x60]\s*:`)
