package report

import (
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	mochaTest  = regexp.MustCompile(`^ {2,}(✔|✓|√|-|\d+\)) (.*?)(?: \(\d+m?s\))?$`)
	mochaSum   = regexp.MustCompile(`^  (\d+) passing \(\d+(?:ms|s|m|h)\)$`)
	mochaPart  = regexp.MustCompile(`^  (\d+) failing$`)
	mochaBlock = regexp.MustCompile(`^  (\d+\)) `)
)

// Mocha reads what Mocha shows people, tests by their own names: lines of the product
// among those of groups look alike. Behind the counts it tells why tests failed.
func Mocha(b []byte) (Report, bool) {
	r := Report{Format: "mocha", Complete: true}
	passed, failed, sums := 0, 0, 0
	red, crashed := map[string]string{}, map[string]bool{} // failed tests by their number
	block := ""                                            // the number of the test that is told of
	lines(b, func(line string) {
		if m := mochaSum.FindStringSubmatch(line); m != nil {
			passed, sums, block = passed+number(m[1]), sums+1, "0)"
		} else if m := mochaPart.FindStringSubmatch(line); m != nil {
			failed += number(m[1])
		} else if m := mochaTest.FindStringSubmatch(line); m != nil && (block == "" || strings.ContainsAny(m[1], "✔✓√")) {
			r.mocha(m[1], m[2], red)
			block = ""
		} else if m := mochaBlock.FindStringSubmatch(line); m != nil && block != "" {
			block = m[1]
		} else if name, known := red[block]; known {
			crashed[name] = crashed[name] || scriptThrew.MatchString(strings.TrimSpace(line))
		}
	})
	r.brokeOff(crashed, nested)
	if len(red) != failed {
		r.broken("it counts other tests that failed than it names")
	}
	r.Unnamed = max(0, passed-r.Counts().Passed)
	return r, sums > 0
}

// mocha notes a test by the sign in front of it; a hook that failed is none.
func (r *Report) mocha(sign, name string, red map[string]string) {
	switch {
	case sign == "-":
		r.add(name, app.StatusSkipped)
	case !strings.HasSuffix(sign, ")"):
		r.add(name, app.StatusPass)
	case strings.HasPrefix(name, `"`) && strings.Contains(name, `" hook`):
		r.unloaded(name)
		red[sign] = name
	default:
		r.add(name, app.StatusFail)
		red[sign] = name
	}
}
