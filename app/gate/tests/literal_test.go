package tests

import (
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// written says what a value is, slowly.
var written = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|` + "`[^`]*`" + `|\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|True|False|None|null|nil|undefined)\b`)

// TestLiteralsAreThoseOfTheirGrammar compares the scanner with the expression.
func TestLiteralsAreThoseOfTheirGrammar(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringOf(rapid.SampledFrom([]rune("\"'`\\ae01_.+-x (é\xff"))).Draw(t, "code")
		if rapid.Bool().Draw(t, "words") {
			code += rapid.SampledFrom([]string{"nil", " true", "None9", "x.null", "undefined"}).Draw(t, "word")
		}
		want := written.FindAllString(code, -1)
		if got := literals(code); !slices.Equal(got, want) {
			t.Fatalf("%q has %q, want %q", code, got, want)
		}
		if got, want := skeleton(code), squeeze(written.ReplaceAllString(code, "§")); got != want {
			t.Fatalf("the skeleton of %q is %q, want %q", code, got, want)
		}
	})
}
