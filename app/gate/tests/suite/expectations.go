package suite

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// NumbersAsAsked tells whether a line that says how patient or exact its test is differs from
// another one in numbers alone that people want there.
func NumbersAsAsked(s *change.Set, f *change.File, n int, was string) bool {
	was, is := InSeconds(was), InSeconds(f.Is.Code[n])
	old, now := Figure.FindAllString(was, -1), Figure.FindAllString(is, -1)
	if len(old) == 0 || Outline(was) != Outline(is) {
		return false
	}
	for i := range old {
		if old[i] != now[i] && !EasedAsAsked(s, f, n, Value(old[i]), Value(now[i])) {
			return false
		}
	}
	return true
}

var Loosens = regexp.MustCompile(`\bor\b|\|\||\bif\b.*\belse\b|\?`)

// TurnsInstead tells whether a test that slept turns a clock of its own in place of
// that.
func TurnsInstead(old, now string) bool {
	return (Turning.MatchString(now) || goesForward.MatchString(now)) && SleepsNoMore(old, now)
}

// goesForward is a step that a test has its own clock take.
var goesForward = regexp.MustCompile(`(?i)\b\w*(clock|time|now|timer)\w*\.(advance|tick|step|travel|forward|elapse|add|move|set)\w*\(|\badvance\w*\(`)

var Letters = regexp.MustCompile(`[a-z]{3}`)

func Numerals(code string) []string {
	return slices.DeleteFunc(language.Literals(code), func(l string) bool { return l[0] < '0' || l[0] > '9' })
}

// Retells tells whether a test still has each value of an assertion that went,
// and asserts as much of something.
func (u Unit) Retells(g Statement, come []Statement) bool {
	now := Statement{Text: unescape.Replace(language.Part(u.Is.Code, u.Now.Start, u.Now.End))}
	return TellsAll(g, now) && slices.ContainsFunc(come, func(c Statement) bool { return c.Strength() >= g.Strength() })
}

// Inputs tells whether a finding is about a line of this test that asserts
// nothing.
func (u Unit) Inputs(f change.Finding) bool {
	n := f.Place.Line - 1
	return f.Place.Path == u.File.Path && u.Now.Start <= n && n < u.Now.End && !u.Is.Lang.Assertion.MatchString(u.Is.Bare[n])
}

var complaint = regexp.MustCompile(`(\.(Error|Errorf|Fatal|Fatalf|Log|Logf|Skipf?)\().*`)

// Message drops what a test only says to people.
func Message(code string) string {
	return patience.ReplaceAllString(complaint.ReplaceAllString(code, "$1"), "")
}

// patience is an option that says how long a test waits, not what for.
var patience = regexp.MustCompile(`\b(timeout|interval|intervals|delay|poll\w*|retries|timeout_?ms)["']?\s*[:=]\s*[\d_.]+`)

var Counts = regexp.MustCompile(`\blen\(|\.length\b|toHaveLength|\.Len\(`)
