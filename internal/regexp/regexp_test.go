package regexp

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pieces are what expressions are put together from.
var pieces = []string{
	`a`, `b`, `ab`, `(a|b)`, `(?:ab|ba)`, `[ab]`, `[^a]`, `[^\n]`, `.`, `(?s:.)`, `\w`, `\W`, `\s`, `\b`, `\B`, `^`, `$`, `\A`, `\z`, `(?m:^)`, `(?m:$)`,
	`(?i:a)`, `(?i:k)`, `é`, `[é-\x{10ffff}]`, `\pL`, `\x{fffd}`, `\n`, `"`,
}

var counts = []string{"", "", "", "*", "+", "?", "*?", "{2}", "{1,3}"}

// TestSaysWhatTheLibrarySays compares the answers to all questions.
func TestSaysWhatTheLibrarySays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var expr strings.Builder
		for range rapid.IntRange(0, 6).Draw(t, "length") {
			expr.WriteString(rapid.SampledFrom(pieces).Draw(t, "piece") + rapid.SampledFrom(counts).Draw(t, "count"))
			if rapid.IntRange(0, 5).Draw(t, "or") == 0 {
				expr.WriteByte('|')
			}
		}
		want, err := regexp.Compile(expr.String())
		if err != nil {
			t.Skip("it is no expression")
		}
		got := MustCompile(expr.String())
		got.asked.Store(int32(rapid.IntRange(0, seldom).Draw(t, "asked")))
		for range 4 {
			s := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "A", "k", "K", "\u212a", "é", "\xff", "\xe2\x82", "\n", " ", "_", "9", `"`, "€", "\x00"}), 0, 12).Draw(t, "text"), "")
			for name, pair := range map[string][2]any{
				"MatchString":                {got.MatchString(s), want.MatchString(s)},
				"Match":                      {got.Match([]byte(s)), want.Match([]byte(s))},
				"FindString":                 {got.FindString(s), want.FindString(s)},
				"FindStringIndex":            {got.FindStringIndex(s), want.FindStringIndex(s)},
				"FindStringSubmatch":         {got.FindStringSubmatch(s), want.FindStringSubmatch(s)},
				"FindStringSubmatchIndex":    {got.FindStringSubmatchIndex(s), want.FindStringSubmatchIndex(s)},
				"FindAllString":              {got.FindAllString(s, -1), want.FindAllString(s, -1)},
				"FindAllStringIndex":         {got.FindAllStringIndex(s, -1), want.FindAllStringIndex(s, -1)},
				"FindAllStringSubmatch":      {got.FindAllStringSubmatch(s, -1), want.FindAllStringSubmatch(s, -1)},
				"FindAllStringSubmatchIndex": {got.FindAllStringSubmatchIndex(s, -1), want.FindAllStringSubmatchIndex(s, -1)},
				"ReplaceAllString":           {got.ReplaceAllString(s, "-"), want.ReplaceAllString(s, "-")},
			} {
				if !reflect.DeepEqual(pair[0], pair[1]) {
					t.Fatalf("%s of %q in %q is %v, want %v", name, expr.String(), s, pair[0], pair[1])
				}
			}
			for _, any := range got.Needs() {
				if want.MatchString(s) && !slices.ContainsFunc(any, func(word string) bool { return strings.Contains(s, word) }) {
					t.Fatalf("%q matches %q, which holds none of %q", expr.String(), s, any)
				}
			}
		}
	})
}

// TestManyStatesAreLeftToTheLibrary asks what needs a state for each way that
// twenty letters can be.
func TestManyStatesAreLeftToTheLibrary(t *testing.T) {
	t.Parallel()
	re := MustCompile(`(?:é|a)[^\n]{24}z$`)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom([]rune("abz")), 500, 500, -1).Draw(t, "text")
		if got, want := re.MatchString(s), re.std().MatchString(s); got != want {
			t.Fatalf("%q: %v, want %v", s, got, want)
		}
	})
	if n := len(re.may.Load().states) * (len(re.may.Load().bounds) + 1); n < maxNext/2 || n > 2*maxNext {
		t.Errorf("the automaton keeps %d ways, want about %d", n, maxNext)
	}
}

// TestQuotesAnyBytes: a text that is no valid UTF-8 is found as it stands, too.
func TestQuotesAnyBytes(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"caf\xe9", "\xff\xfe.", "a\xe2\x82|b", "é+\x00", ""} {
		re := MustCompile("^" + QuoteMeta(s) + "$")
		if !re.MatchString(s) || re.MatchString(s+"x") {
			t.Errorf("%q does not stand for itself", s)
		}
	}
}
