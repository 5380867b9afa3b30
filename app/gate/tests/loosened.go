package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// loosened tells whether an assertion holds a part of a text that it held as a whole,
// or its pattern, where people ask for that of its test.
func (u unit) loosened(s *change.Set, g, a statement) bool {
	name := title(u.old.Name)
	return s.Asked(name) && asks.ToLoosen(s.Sentences(), name, titlesOf(u.was)) && keepsWords(g, a)
}

// keepsWords tells whether an assertion shows words of the text that another one
// expected and it does not: two of them, where that had as many.
func keepsWords(g, a statement) bool {
	was, is := textsIn(g.text), textsIn(a.text)
	had := word.FindAllString(strings.Join(without(was, is), " "), -1)
	kept := map[string]bool{}
	for _, shown := range append(without(is, was), patternsIn(a.text)...) {
		for _, w := range word.FindAllString(shown, -1) {
			if slices.Contains(had, w) {
				kept[w] = true
			}
		}
	}
	return len(kept) > 0 && len(kept) >= min(2, len(had))
}
