package surface

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// TestHasDefaultIsWhatItsExpressionSays compares it with the slow way.
func TestHasDefaultIsWhatItsExpressionSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		head := rapid.StringOf(rapid.SampledFrom([]rune("ab_:=, é"))).Draw(t, "head")
		name := rapid.StringOfN(rapid.SampledFrom([]rune("ab_é")), 1, 2, -1).Draw(t, "name")
		want := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b\s*(:[^,=]+)?=`).MatchString(head)
		if got := hasDefault(head, name); got != want {
			t.Fatalf("%q in %q: %v, want %v", name, head, got, want)
		}
	})
}
