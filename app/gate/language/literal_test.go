package language

import (
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// written says what a value is, slowly.
var written = regexp.MustCompile(`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|` + "`[^`]*`" + `|\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|True|False|None|null|nil|undefined)\b`)

// TestLiteralsAreThoseOfTheirGrammar compares the scanner with the expression.
func TestLiteralsAreThoseOfTheirGrammar(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringOf(rapid.SampledFrom([]rune("\n\"'`\\ae01_.+-x (é\xff"))).Draw(t, "code")
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
