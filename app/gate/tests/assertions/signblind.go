package assertions

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// losesSignOf tells whether an assertion compares without their signs what another one
// compared with them, and nobody said that these are no matter.
func losesSignOf(s *change.Set, g, a suite.Statement) bool {
	return signBlind(a.Text) && !signBlind(g.Text) && !s.Speaks(signless)
}

// instead is the assertion that stands where one was: the one that is most like it, or
// the only one that came for the only one that went; -1 for none.
func instead(best int, gone, come []suite.Statement) int {
	if best < 0 && len(gone) == 1 && len(come) == 1 {
		return 0
	}
	return best
}

// signBlind tells whether code compares how large something is whatever its sign: that is
// held to be equal to something, or how far it is from something.
func signBlind(text string) bool {
	for _, at := range absolute.FindAllStringIndex(text, -1) {
		arg := splitArgs(text[at[1]:])[0]
		if absolute.MatchString(arg) || !difference.MatchString(topLevel(arg)) && heldEqual.MatchString(text) {
			return true
		}
	}
	return false
}

// topLevel is code without what stands in brackets in it.
func topLevel(code string) string {
	var b strings.Builder
	depth := 0
	for n := range len(code) {
		switch code[n] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		default:
			if depth == 0 {
				b.WriteByte(code[n])
			} else if depth == 1 && strings.IndexByte("([{", code[max(0, n-1)]) >= 0 {
				b.WriteByte('_')
			}
		}
	}
	return b.String()
}

var (
	absolute   = regexp.MustCompile(`\b(?:math\.Abs|Math\.abs|math\.fabs|np\.abs|numpy\.abs|abs|fabs)\(`)
	difference = regexp.MustCompile(`[\w)\]\s]\s*-\s*[\w(]`)
	heldEqual  = regexp.MustCompile(`==|!=|\b(?:approx|isclose|allclose|assert_allclose|InDelta\w*|InEpsilon\w*)\(|\b(?:assert(?:AlmostEqual|Equal)|strictEqual|deepEqual|equal|Equal|EqualValues|toBe|toEqual|toStrictEqual|toBeCloseTo)\(`)
	signless   = regexp.MustCompile(`\b(ignor\w+|regardless of|whatever|without|irrespective of|up to|either) (the |its |their )?(signs?|directions?)\b|\b(absolute values?|magnitudes?|unsigned|distances?)\b`)
)
