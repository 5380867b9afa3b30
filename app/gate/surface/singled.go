package surface

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

var (
	// A value that is asked for: in a branch, or as the key of a row.
	askedFor = regexp.MustCompile(`^\s*(?:case\b|\}?\s*(?:else\s+)?if\b|elif\b|when\b)(.*)|^\s*\{?((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*(?::|=>|,))`)
	quoted   = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'`)
	// Values are data, and no names, when they have a number and something beside.
	data = regexp.MustCompile(`\d.*[^\w.]|[^\w.].*\d|^\d{6,}$`)
)

// fewSingled is how many inputs of the tests code has to know by themselves.
const fewSingled = 2

// asksForValues tells whether a line came in which singled may find something.
func asksForValues(f *change.File) bool {
	return slices.ContainsFunc(f.Added(), func(n int) bool { return askedFor.MatchString(f.Is.Code[n]) })
}

// singled are branches and rows that came for values which the tests put in and
// which nobody spoke of: at least two, and no others beside them.
func singled(s *change.Set, f *change.File, known []example) []pair {
	var out []pair
	seen, others := map[string]bool{}, 0
	for _, n := range f.Added() {
		m := askedFor.FindStringSubmatch(f.Is.Code[n])
		if m == nil || s.Went(f.Is.Lines[n]) {
			continue
		}
		for _, q := range quoted.FindAllStringSubmatch(m[1]+m[2], -1) {
			v := q[1] + q[2]
			switch {
			case len(v) < 5 || !data.MatchString(v) || seen[v]:
			case s.Said(v) || strings.Contains(f.Was.Text, v):
				others++
			case slices.ContainsFunc(known, func(e example) bool { return e.values[v] || e.spaced(v) }):
				seen[v] = true
				out = append(out, pair{line: n})
			default:
				others++
			}
		}
	}
	if len(out) < fewSingled || others > len(out)/2 {
		return nil
	}
	return out
}

// spaced tells whether a value of the test is this one but for case and blanks.
func (e example) spaced(v string) bool {
	v = strings.ToLower(strings.Join(strings.Fields(v), ""))
	for have := range e.values {
		if strings.ToLower(strings.Join(strings.Fields(have), "")) == v {
			return true
		}
	}
	return false
}
