package language

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// written says what a value is, slowly.
var written = regexp.MustCompile(`"(?:[^"\\\n]|\\(?s:.))*"|'(?:[^'\\\n]|\\(?s:.))*'|` + "`[^`]*`" + `|\b0[xXbBoO][\da-fA-F_]+\b|\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|True|False|None|null|nil|undefined)\b`)

// TestLiteralsAreThoseOfTheirGrammar compares the scanner with the expression.
func TestLiteralsAreThoseOfTheirGrammar(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringOf(rapid.SampledFrom([]rune("\n\"'`\\aeo01_.+-xX (é\xff"))).Draw(t, "code")
		if rapid.Bool().Draw(t, "words") {
			code += rapid.SampledFrom([]string{"nil", " true", "None9", "x.null", "undefined"}).Draw(t, "word")
		}
		want := written.FindAllString(code, -1)
		if got := Literals(code); !slices.Equal(got, want) {
			t.Fatalf("%q has %q, want %q", code, got, want)
		}
		if got, want := Blanked(code, "§"), written.ReplaceAllString(code, "§"); got != want {
			t.Fatalf("%q without its values is %q, want %q", code, got, want)
		}
	})
}

var calling = regexp.MustCompile(`\b([A-Za-z_]\w*)\(`)

// TestCallsAreNamesBeforeBrackets compares it with the expression.
func TestCallsAreNamesBeforeBrackets(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringOf(rapid.SampledFrom([]rune("a_1(). é\xff"))).Draw(t, "code")
		var want []string
		for _, m := range calling.FindAllStringSubmatch(code, -1) {
			want = append(want, m[1])
		}
		if got := slices.Collect(Calls(code)); !slices.Equal(got, want) {
			t.Fatalf("%q calls %q, want %q", code, got, want)
		}
	})
}

// TestHoldsWhatContainsSays asks for words that are there and others.
func TestHoldsWhatContainsSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("abé\n"))).Draw(t, "text")
		word := rapid.StringOfN(rapid.SampledFrom([]rune("abé\n")), 0, 6, -1).Draw(t, "word")
		if got, want := Read("a.go", text).Holds(word), strings.Contains(text, word); got != want {
			t.Fatalf("%q holds %q: %v, want %v", text, word, got, want)
		}
	})
}
