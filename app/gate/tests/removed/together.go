package removed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// cases are what a test tried, one for each assertion: its values and those that led
// to it, with the constants among them.
func cases(src *language.Source, t language.Func) (out [][]string) {
	from := t.Head + 1
	for _, a := range suite.Assertions(src, t) {
		_, end := suite.Whole(src, a.Line, t.End)
		text := suite.Message(a.Text)
		if !strings.Contains(callee.ReplaceAllString(suite.Asserter.ReplaceAllString(text, "("), ""), "(") {
			text = language.Part(src.Code, min(from, a.Line), a.Line) + "\n" + text
		}
		from = end + 1
		out = append(out, tellings(text))
	}
	return out
}

// callee is what every assertion calls.
var callee = regexp.MustCompile(`\b(?:expect|len|assert\w*|errors\.\w+|reflect\.\w+|slices\.Equal|self\.\w+|toBe\w*|to[A-Z]\w*|str|repr|set|sorted|list|String|t\.\w+)\(`)

// tellings are the values of a text by which one case is told from another.
func tellings(text string) (out []string) {
	text = nearEnough.ReplaceAllString(suite.Indexes.ReplaceAllString(text, ""), "")
	for _, l := range suite.Literals(text) {
		switch v := suite.Unquote(l); v {
		case "nil", "true", "false", "True", "False", "None", "null", "undefined":
		default:
			out = append(out, v)
		}
	}
	for _, m := range emptyList.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return append(out, bigName.FindAllString(language.Blanked(text, ""), -1)...)
}

var (
	emptyList = regexp.MustCompile(`(?m)[(,=:]\s*(\[\]|\{\})\s*(?:[),;\]}]|$)`)
	bigName   = regexp.MustCompile(`\b(?:[A-Z][A-Z0-9_]+|Err[A-Z]\w*|[A-Z]\w*(?:Error|Exception))\b`)
)

// heldTogether tells whether another test tries each case of one that went: in one
// place, or in one row of a table and what is done with each row; but for some values.
func heldTogether(f *change.File, t language.Func, h heir, but []string) bool {
	wide := t.End - t.Head + 3
	places := language.Fact(&h.file.Is.Facts, placesKey{h.fn.Start, wide}, func() [][]string { return placesOf(h, wide) })
	return !slices.ContainsFunc(cases(f.Was, t), func(one []string) bool {
		return !slices.ContainsFunc(places, func(have []string) bool {
			return !slices.ContainsFunc(one, func(v string) bool {
				return !slices.Contains(but, v) && !slices.Contains(have, v) && (!bigName.MatchString(v) || h.file.Is.Holds(v)) && !slices.ContainsFunc(have, func(g string) bool { return fits(g, v, have) })
			})
		})
	})
}

// placesKey names the places of a test that begins at a line, in so many lines each.
type placesKey struct{ start, wide int }

// placesOf are the values that stand together in a test: in so many lines of it, and
// where it has a table in each of its rows.
func placesOf(h heir, wide int) (out [][]string) {
	src := h.file.Is
	end := min(h.fn.End, len(src.Code))
	helpers := tellings(helpersOf(src, h.fn))
	for n := h.fn.Start; n < end; n++ {
		out = append(out, append(tellings(language.Part(src.Code, n, min(n+wide, end))), helpers...))
	}
	if !tabled.MatchString(language.Part(src.Bare, h.fn.Start, h.fn.End)) && !src.Holds("parametrize") {
		return out
	}
	after := h.fn.Start
	for n := h.fn.Start; n < end; n++ {
		if row.MatchString(src.Code[n]) {
			after = n + 1
		}
	}
	each := append(tellings(language.Part(src.Code, after, end)), helpers...)
	for n := range src.Code {
		if fn, in := src.Around(n); in && fn.Test && fn.Start != h.fn.Start {
			continue
		}
		if text, last := suite.Whole(src, n, len(src.Code)); last-n < 12 {
			have := append(tellings(text), each...)
			for _, name := range suite.Names.FindAllString(language.Blanked(text, ""), -1) {
				have = append(have, tellings(suite.Definition(src, name))...)
			}
			out = append(out, have)
		}
	}
	return out
}
