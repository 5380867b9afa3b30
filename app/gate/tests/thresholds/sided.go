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
	failsWhere  = regexp.MustCompile(`^\s*if\b[\s(]*(.+?)\s*(>=?|<=?)\s*(.+?)\)?\s*(?:[{:]\s*|process\.exit\(.*)?$`)
	aNumber     = regexp.MustCompile(`^[\s\d._]+\)*;?$`)
)

// sideOf tells on which side of a number in a file of data its tests, or scripts that fail
// by it, want what they look at, whatever the number is called.
func sideOf(s *change.Set, f *change.File, key string) side {
	names := func(l string) bool { return strings.Contains(l, f.Base()) }
	for _, t := range s.TestsOf(f) {
		if t.Lang.Code() && t.Holds(f.Base()) && slices.ContainsFunc(t.Code, names) {
			if of := sideIn(t, joined(key)); of != eitherSide {
				return of
			}
		}
	}
	for _, src := range scriptsOf(s, f) {
		if src.Test() {
			continue
		}
		for _, name := range append([]string{key}, givenFor(src, f.Base(), key)...) {
			if of := sideIn(src, joined(name)); of != eitherSide {
				return of
			}
		}
	}
	return eitherSide
}

// givenFor are the names that a script gives to what it takes from a file under a key.
func givenFor(src *language.Source, file, key string) (out []string) {
	for _, l := range src.Code {
		if m := suite.GivenName.FindStringSubmatch(l); m != nil && (strings.Contains(l, file) || key != "" && regexp.HasWord(l, key) && reads(l, []string{key})) {
			out = append(out, m[1])
		}
	}
	return out
}

// sideIn is the side on which code wants to be of what has a name. A name on both sides
// of a comparison is that of the number on the right.
func sideIn(src *language.Source, key string) side {
	for _, c := range comparisons(src) {
		more := c.more
		switch {
		case key == "":
			continue
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
			} else if m := failsWhere.FindStringSubmatch(l); m != nil && slices.ContainsFunc(t.Code[n:min(n+4, len(t.Code))], func(l string) bool { return suite.FailsOut.MatchString(l) || suite.LeavesIll.MatchString(l) }) {
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
