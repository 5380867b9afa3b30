package specialcases

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// phraseKey is the first of a row of a table, phraseCase what a branch asks for.
	phraseKey  = regexp.MustCompile("^\\s*(?:[\\[({]\\s*(?:\"([^\"]+)\"|'([^']+)'|`([^`]+)`)\\s*,|\\[?(?:\"([^\"]+)\"|'([^']+)'|`([^`]+)`)\\]?\\s*:)")
	phraseCase = regexp.MustCompile("^\\s*(?:case\\s+|(?:\\}\\s*else\\s+|el)?if\\b.*[=]==?\\s*)(?:\"([^\"]+)\"|'([^']+)'|`([^`]+)`)")
)

// How many letters and digits a text of several words has that tells an input from others.
const longPhrase = 8

// phrases finds tables and branches that came and know the inputs of the tests, texts of
// several words, but for the signs between their letters: nearly all of them, and most of
// them nobody spoke of.
func phrases(s *change.Set, f *change.File) (out []change.Finding) {
	type place struct {
		line int
		text string
	}
	groups := map[int][]place{}
	tables := writtenTables(s, f)
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		at := tables[name]
		for n := at[0]; n <= min(at[1], len(f.Is.Code)-1); n++ {
			if text := phraseIn(phraseKey, f.Is.Code[n]); text != "" {
				groups[at[0]] = append(groups[at[0]], place{n, text})
			}
		}
	}
	for _, n := range f.Added() {
		if text := phraseIn(phraseCase, f.Is.Code[n]); text != "" {
			if fn, in := f.Is.Around(n); in {
				groups[fn.Head] = append(groups[fn.Head], place{n, text})
			}
		}
	}
	for _, head := range slices.Sorted(maps.Keys(groups)) {
		all, hits, said := groups[head], 0, 0
		if len(all) < fewWords || len(all) > manyRows {
			continue
		}
		for _, p := range all {
			if inputsOf(s, f)[lettersOf(p.text)] {
				hits++
			}
			if s.Said(p.text) {
				said++
			}
		}
		if hits >= fewWords && hits*10 >= len(all)*8 && said*2 < len(all) {
			out = append(out, f.At(all[0].line, "it knows the inputs of a test by themselves."))
		}
	}
	return out
}

// phraseIn is a text of several words that a line asks for; empty for none.
func phraseIn(re *regexp.Regexp, line string) string {
	m := re.FindStringSubmatch(line)
	if m == nil {
		return ""
	}
	text := strings.Join(m[1:], "")
	if !strings.Contains(strings.TrimSpace(text), " ") || len(lettersOf(text)) < longPhrase {
		return ""
	}
	return text
}

// inputsOf are the letters and digits of each value of the tests of a file.
func inputsOf(s *change.Set, f *change.File) map[string]bool {
	type of string
	return change.Memo(s, of(f.Path), func() map[string]bool {
		out := map[string]bool{}
		for _, e := range product.Examples(s, f) {
			for v := range e.Values {
				out[lettersOf(v)] = true
			}
		}
		return out
	})
}

// lettersOf are the letters and digits of a text, in lower case.
func lettersOf(text string) string {
	return strings.ToLower(strings.Join(letters.FindAllString(text, -1), ""))
}

var letters = regexp.MustCompile(`[\pL\d]+`)
