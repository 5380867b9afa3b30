package thresholds

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// side is where what is checked has to be of a limit.
type side int

const (
	eitherSide side = iota
	notLess
	notMore
)

var (
	assertsThan = regexp.MustCompile(`\bassert(?:\.ok|\.True|True|\.isTrue)?\b[\s(]*(?:t,\s*)?(.+?)\s*(>=?|<=?)\s*(.+)$`)
	thanCall    = regexp.MustCompile(`\bexpect\((.+)\)\.toBe(Greater|Less)Than(?:OrEqual)?\((.+)\)`)
	thanNamed   = regexp.MustCompile(`\b(?:assert|require|self)\.(?:assert|isAt|is)?(Greater|Less|Least|Most|Above|Below)(?:OrEqual|Equal)?f?\((?:t,\s*)?(.+?),\s*(.+)\)`)
	failsWhere  = regexp.MustCompile(`^\s*if\b[\s(]*(.+?)\s*(>=?|<=?)\s*(.+?)\)?\s*[{:]?\s*$`)
	aNumber     = regexp.MustCompile(`^[\s\d._]+\)*;?$`)
)

// sideOf tells on which side of a number in a file of data its tests want what they
// look at, whatever the number is called. A name on both sides of a comparison is
// that of the number on the right.
func sideOf(s *change.Set, f *change.File, key string) side {
	key = joined(key)
	names := func(l string) bool { return strings.Contains(l, f.Base()) }
	for _, t := range s.TestsOf(f) {
		if !t.Lang.Code() || !t.Holds(f.Base()) || !slices.ContainsFunc(t.Code, names) {
			continue
		}
		for _, c := range comparisons(t) {
			more := c.more
			switch {
			case regexp.HasWord(c.right, key) && !aNumber.MatchString(c.left):
			case regexp.HasWord(c.left, key) && !aNumber.MatchString(c.right):
				more = !more
			default:
				continue
			}
			if more {
				return notLess
			}
			return notMore
		}
	}
	return eitherSide
}

// joined is a text without what tells the spellings of a name apart.
func joined(text string) string { return strings.ToLower(strings.ReplaceAll(text, "_", "")) }

// comparison is what a test wants to be more than something, or less.
type comparison struct {
	left, right string
	more        bool
}

// comparisons are those of a test, each on one line.
func comparisons(t *language.Source) []comparison {
	return language.Fact(&t.Facts, "comparisons", func() (out []comparison) {
		add := func(left, right string, more bool) { out = append(out, comparison{joined(left), joined(right), more}) }
		for n, l := range t.Code {
			if !strings.ContainsAny(l, "<>") && !strings.Contains(l, "expect(") && !strings.Contains(l, "assert") && !strings.Contains(l, "require.") {
				continue
			}
			if m := thanCall.FindStringSubmatch(l); m != nil {
				add(m[1], m[3], m[2] == "Greater")
			} else if m := thanNamed.FindStringSubmatch(l); m != nil {
				add(m[2], m[3], m[1] == "Greater" || m[1] == "Least" || m[1] == "Above")
			} else if m := assertsThan.FindStringSubmatch(l); m != nil {
				add(m[1], m[3], m[2][0] == '>')
			} else if m := failsWhere.FindStringSubmatch(l); m != nil && slices.ContainsFunc(t.Code[n:min(n+3, len(t.Code))], suite.FailsOut.MatchString) {
				add(m[1], m[3], m[2][0] == '<')
			}
		}
		return out
	})
}

// eased tells whether a limit that moved lets more pass.
func (of side) eased(was, now float64) bool {
	return of == notLess && now < was || of == notMore && now > was
}
