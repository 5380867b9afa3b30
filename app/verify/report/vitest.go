package report

import (
	"regexp"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	vitestRed  = regexp.MustCompile(`^ FAIL  (?:\|[^|]*\| )?(\S+\.[cm]?[jt]sx?)(?: > (.*)| \[ .* \])?$`)
	vitestOne  = regexp.MustCompile(`^ (✓|×|↓) (?:\|[^|]*\| )?(\S+\.[cm]?[jt]sx? > .*?)(?: \d+(?:\.\d+)?m?s)?$`)
	vitestSum  = regexp.MustCompile(`^ +Tests  (no tests|.* \(\d+\))$`)
	vitestLast = regexp.MustCompile(`^ +Duration  [\d.]+m?s\b`)
)

// Vitest reads what Vitest shows people; unless it is verbose it names only what
// failed. It is complete with its last line.
func Vitest(b []byte) (Report, bool) {
	r := Report{Format: "vitest", Complete: true}
	passed, failed, sums, ends := 0, 0, 0, 0
	crashed, last := map[string]bool{}, "" // the test of which the line before says that it failed
	lines(b, func(line string) {
		crashed[last] = crashed[last] || last != "" && scriptThrew.MatchString(line)
		last = ""
		if m := vitestSum.FindStringSubmatch(line); m != nil {
			sums++
			for _, part := range jestPart.FindAllStringSubmatch(m[1], -1) {
				if part[2] == "passed" {
					passed += number(part[1])
				} else {
					failed += number(part[1])
				}
			}
		} else if vitestLast.MatchString(line) {
			ends++
		} else if m := vitestRed.FindStringSubmatch(line); m != nil && m[2] == "" {
			r.unloaded(m[1])
		} else if m != nil {
			last = m[1] + nested + m[2]
			r.add(last, app.StatusFail)
		} else if m := vitestOne.FindStringSubmatch(line); m != nil {
			r.add(m[2], map[string]app.Status{"✓": app.StatusPass, "×": app.StatusFail, "↓": app.StatusSkipped}[m[1]])
		}
	})
	c := r.Counts()
	switch {
	case ends < sums:
		r.broken("the runner did not come to its last line")
	case c.Failed != failed:
		r.broken("it counts other tests that failed than it names")
	}
	r.Unnamed = max(0, passed-c.Passed)
	r.brokeOff(crashed, nested)
	return r, sums > 0
}
