package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ToEdit tells what people said of a test of the base, by its name: whether it is to
// expect something else.
func ToEdit(s *change.Set, was *language.Source, name string) asks.Edit {
	name = Title(name)
	if !s.Asked(name) {
		return asks.Unsaid
	}
	return asks.ToEdit(s.Sentences(), name, TitlesOf(was))
}

// ToWait tells whether people want the test of the base around a line to have more
// time: as much as the line says, where they say how much.
func ToWait(s *change.Set, f *change.File, n int) bool {
	fn, in := testAt(f, n)
	name := Title(fn.Name)
	if !in || !fn.Test || !s.Asked(name) {
		return false
	}
	said, wanted := asks.ToWait(s.Sentences(), name, TitlesOf(f.Was))
	var numbers []float64
	for _, x := range Figure.FindAllString(InSeconds(f.Is.Code[n]), -1) {
		numbers = append(numbers, Value(x))
	}
	named, fits := asks.Amounts(said, numbers)
	return wanted && (!named || len(numbers) == 0 || fits)
}

// ShownIn tells whether a text has a call or an expression that people show, in a
// sentence that speaks of something else, if one is given, and does not forbid it.
func ShownIn(s *change.Set, text string, with *regexp.Regexp) bool {
	shown := change.Memo(s, "shown expressions", func() (out []string) {
		for _, m := range s.Sought(CodeSpan) {
			one := strings.TrimSuffix(strings.TrimSpace(m[1]), "()")
			if len(one) >= minShown && len(out) < MaxShownTexts && expression.MatchString(one) && !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
		return out
	})
	text = strings.ToLower(text)
	return slices.ContainsFunc(shown, func(one string) bool {
		return strings.Contains(text, one) && s.SpeaksWith(regexp.MustCompile(regexp.QuoteMeta(one)), with)
	})
}

// minShown is how long an expression is by which code is known again.
const minShown = 8

var expression = regexp.MustCompile(`\w\.\w`)

// CodeSpan is what people write as code.
var CodeSpan = regexp.MustCompile("`([^`\\n]+)`")

// MaxShownTexts bounds the pieces of code in what people say that are held against a
// change.
const MaxShownTexts = 100

// UncountedBy tells whether people said in one sentence of a field that it does not
// count.
func UncountedBy(s *change.Set, field string) bool {
	word := strings.TrimSuffix(strings.ToLower(regexp.QuoteMeta(camel.ReplaceAllString(field, "$1 $2"))), "s")
	word = strings.NewReplacer(" ", "[ _-]?", "_", "[ _-]?").Replace(word)
	near := func(by string) *regexp.Regexp {
		return regexp.MustCompile(`\b` + word + `s?\b[^.;]{0,120}(?:` + by + `)|(?:` + by + `)[^.;]{0,80}\b` + word + `s?\b`)
	}
	return s.Mentions(near(Uncounted)) || slices.ContainsFunc(s.Sentences(), func(text string) bool { return alikeWhen.MatchString(text) && near(besideIt).MatchString(text) })
}

// besideIt leaves something out of what a sentence is about, a comparison or not.
const besideIt = `\b(regardless|whatever|without|except|apart from)\b`

// Uncounted says that something has no part in a comparison.
const Uncounted = `(?:\bnot |n['’]t )(?:matter|count|part|compare\w*|take\w* part|influence)\b|\b(ignor\w+|no (influence|part|role|effect)|irrelevant|disregard\w*|leaves? out|left out)\b`

// alikeWhen speaks of when two things are the same.
var alikeWhen = regexp.MustCompile(`\b(equal\w*|same|identical|compar\w*|identity|duplicat\w*|distinct|match\w*|differ\w*)\b`)
