package report

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	goRun     = regexp.MustCompile(`^=== RUN\s+(\S+)$`)
	goEnd     = regexp.MustCompile(`^\s*--- (PASS|FAIL|SKIP): (\S+) \(\d`)
	goPackage = regexp.MustCompile(`^(ok  |FAIL|---|\?   )\t(\S+)(?:\s|$)`)
	goIdle    = regexp.MustCompile(`^ok  \t.*\[no tests to run\]$`)
)

// GoText reads `go test -v`, and of `go test` as much as it says: packages, and
// the tests that failed.
func GoText(b []byte) (Report, bool) {
	r := Report{Format: "go test", Complete: true}
	var tests []string                 // of the package whose end comes next
	results := map[string]app.Status{} // of those that ended
	last, broke := "", []string{}      // of those that failed, and in which the package panicked
	crashed := map[string]bool{}
	packages, alone := 0, false // a test binary by itself, that found nothing to run
	lines(b, func(line string) {
		alone = alone || line == "testing: warning: no tests to run"
		if m := goRun.FindStringSubmatch(line); m != nil {
			tests = append(tests, m[1])
		} else if m := goEnd.FindStringSubmatch(line); m != nil {
			s := map[string]app.Status{"PASS": app.StatusPass, "FAIL": app.StatusFail, "SKIP": app.StatusSkipped}[m[1]]
			if weight(s) > weight(results[m[2]]) {
				results[m[2]] = s
			}
			if s == app.StatusFail {
				last = m[2]
			}
		} else if strings.HasPrefix(line, "panic: ") {
			broke = append(broke, last)
		} else if m := goPackage.FindStringSubmatch(line); m != nil {
			packages++
			r.goText(m[2], strings.TrimSpace(m[1]) == "ok" && !goIdle.MatchString(line), m[1] == "FAIL", tests, results)
			for _, name := range broke {
				crashed[m[2]+"."+name] = true
			}
			tests, results, last, broke = nil, map[string]app.Status{}, "", nil
		}
	})
	if packages > 0 && len(tests) > 0 {
		r.broken("the run of a package did not come to its end")
	}
	r.brokeOff(crashed, "/")
	return r, packages > 0 || alone
}

// goTest is a test as GoText names it, behind its package.
var goTest = regexp.MustCompile(`^(\S+?)\.(?:Test|Example|Fuzz|Benchmark)`)

// Alike is how many of what ran can be counted in a red run as in a green one: of a
// package that is green plain `go test` tells as one, whatever is in it, so those that
// it names count by package.
func Alike(c app.TestCounts, tests map[string]app.Status) int {
	n := c.Ran()
	if !slices.Contains(strings.Split(c.Format, ", "), "go test") {
		return n
	}
	packages := map[string]bool{}
	for name, s := range tests {
		if m := goTest.FindStringSubmatch(name); m != nil && s != app.StatusSkipped {
			packages[m[1]] = true
			n--
		}
	}
	return n + len(packages)
}

func (r *Report) goText(pkg string, passed, failed bool, tests []string, results map[string]app.Status) {
	red := false
	for _, name := range tests {
		if _, ended := results[name]; !ended {
			results[name] = app.StatusError
			r.broken("a test was started and never ended")
		}
	}
	for name, s := range results {
		red = red || s == app.StatusFail
		r.add(pkg+"."+name, s)
	}
	switch {
	case failed && !red:
		r.unloaded(pkg)
	case passed && len(tests) == 0 && len(results) == 0:
		r.Unnamed++
	}
}
