package specialcases

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How many words of the tests a table has before it can be theirs, and how long
// they are.
const (
	fewWords = 3
	longWord = 4
)

// vocabulary finds tables that came and answer words of the tests, whole or out
// of longer texts, with words that the same test expects: most of the rows, and
// nobody spoke of them.
func vocabulary(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	tables := writtenTables(s, f)
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		if ofVocabulary(s, f, newRows(f, tables[name])) {
			out = append(out, f.At(tables[name][0], name+" holds words of the tests with what becomes of them there."))
		}
	}
	return out
}

// ofVocabulary tells whether hardly a row of a table holds anything but words of a
// test, most of which nobody spoke of.
func ofVocabulary(s *change.Set, f *change.File, rows []product.Pair) bool {
	if len(rows) < fewWords || len(rows) > manyRows {
		return false
	}
	hits, said, known := 0, 0, product.Examples(s, f)
	for n, p := range rows {
		if (n-hits)*5 > len(rows) {
			return false
		}
		if len(p.Out) != 1 || len(p.In[0]) < longWord || len(p.Out[0]) < longWord || p.In[0] == p.Out[0] {
			continue
		}
		if s.Said(p.In[0]) && (s.Said(p.Out[0]) || !onlyGiven(s, p.In[0])) {
			said++
		}
		in, to := strings.ToLower(p.In[0]), strings.ToLower(p.Out[0])
		if slices.ContainsFunc(known, func(e product.Example) bool { return speaks(e, in) && speaks(e, to) }) {
			hits++
		}
	}
	return hits >= fewWords && hits*10 >= len(rows)*8 && said*2 < len(rows)
}

// onlyGiven tells whether people have a word nowhere but in what calls are given, as
// examples show it.
func onlyGiven(s *change.Set, word string) bool {
	word = strings.ToLower(word)
	return slices.ContainsFunc(s.Sentences(), func(text string) bool { return regexp.HasWord(text, word) }) &&
		!slices.ContainsFunc(s.Sentences(), func(text string) bool { return regexp.HasWord(givenToCall.ReplaceAllString(text, ""), word) })
}

var givenToCall = regexp.MustCompile(`\w\([^()\n]*\)`)

// speaks tells whether an example has a text that is a word of small letters, or
// has it as one.
func speaks(e product.Example, word string) bool {
	for have := range e.Values {
		if len(have) >= len(word) && regexp.HasWord(strings.ToLower(have), word) {
			return true
		}
	}
	return false
}

var (
	patternOf = regexp.MustCompile(`(?:^|[=(,:[\s])/((?:[^/\\\n]|\\.)+)/[a-z]*\s*[.,;)\]]|\bre\.\w+\(\s*[rf]{0,2}["']{1,3}([^"'\n]+)|\bregexp\.MustCompile\w*\(\s*[\x60"]([^\x60"\n]+)`)
	fixedText = regexp.MustCompile(`[A-Za-z]{5,}`)
	classes   = regexp.MustCompile(`\\[a-zA-Z]|\[[^\]]*\]|\(\?(?:P?<\w+>|[a-z]*[:=!])`)
)

// fixedParts finds patterns that came and know words of the tests' examples, of
// which nobody spoke, where they should know a form.
func fixedParts(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	hits, others := map[string]bool{}, map[string]bool{}
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		slashes := f.Is.Lang.Name == "JavaScript" && strings.Count(text, "/") > 1
		if !slashes && !strings.Contains(text, "re.") && !strings.Contains(text, "regexp.") || s.Went(f.Is.Lines[n]) {
			continue
		}
		for _, m := range patternOf.FindAllStringSubmatch(text, -1) {
			for _, w := range fixedText.FindAllString(classes.ReplaceAllString(m[1]+m[2]+m[3], " "), -1) {
				switch {
				case s.Said(w) || strings.Contains(f.Was.Text, w):
				case slices.ContainsFunc(product.Examples(s, f), func(e product.Example) bool { return within(e, w) }):
					if !hits[w] {
						hits[w] = true
						out = append(out, f.At(n, "a pattern knows "+w+", which the tests' examples have."))
					}
				default:
					others[w] = true
				}
			}
		}
	}
	if len(hits) < fewWords || len(others)*2 > len(hits) {
		return nil
	}
	return out
}

// within tells whether an example has a text with something between blanks that
// holds a word and more than that.
func within(e product.Example, word string) bool {
	for have := range e.Values {
		if len(have) > len(word)+1 && strings.Contains(have, word) && slices.ContainsFunc(strings.Fields(have), func(part string) bool {
			return len(part) > len(word)+1 && strings.Contains(part, word)
		}) {
			return true
		}
	}
	return false
}
