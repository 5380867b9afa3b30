package verify

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestQuietWhenGreen: a command that shows its tests only when they fail proves
// nothing, for a product that ends its run looks alike, and people read what to do. A
// linter or a build that is quiet when it finds nothing proves what it always did.
func TestQuietWhenGreen(t *testing.T) {
	const (
		goRed  = "--- FAIL: TestA (0.00s)\nFAIL\tx/p\t0.1s\n"
		eslint = `<testsuites><testsuite package="org.eslint" tests="1" errors="1" name="/w/a.js"><testcase name="org.eslint.no-var" classname="/w/a"><failure message="x"/></testcase></testsuite></testsuites>`
		clean  = `<testsuites><testsuite package="org.eslint" tests="1" errors="0" name="/w/a.js"><testcase name="/w/a.js" classname="/w/a"/></testsuite></testsuites>`
	)
	for name, c := range map[string]struct {
		command, red, green string // what it writes; a report file begins with <
		proven              bool
	}{
		"go, shown when red":      {`out=$(go test ./... 2>&1) || { echo "$out"; exit 1; }`, goRed, "", false},
		"unittest, shown so":      {"./quiet.sh", "FAIL: test_a (t.T.test_a)\n\nRan 1 test in 0.1s\n\nFAILED (failures=1)\n", "all well\n", false},
		"pytest, which could not": {"pytest -q >/dev/null", `<testsuite name="pytest" tests="1"><testcase name="t"><error message="collection failure"/></testcase></testsuite>`, "", false},
		"pytest, by its file":     {"pytest -q >/dev/null", `<testsuite name="pytest" tests="1"><testcase name="t"><failure message="assert 0"/></testcase></testsuite>`, `<testsuite name="pytest" tests="1"><testcase name="t"/></testsuite>`, true},
		"go vet":                  {"go vet ./...", "# x/p\np/a.go:3:2: x declared and not used\n", "", true},
		"go build":                {"make build", "# x/p\n./a.go:3:2: undefined: x\nmake: *** [build] Error 1\n", "", true},
		"a linter":                {"golangci-lint run", "a.go:3:2: Error return value is not checked (errcheck)\n", "", true},
		"eslint as JUnit":         {"npm run lint", eslint, clean, true},
		"golangci as JUnit":       {"make lint", `<testsuites><testsuite name="a.go" tests="1" failures="1"><testcase name="errcheck" classname="a.go:12:3"><failure message="x"/></testcase></testsuite></testsuites>`, "<testsuites></testsuites>", true},
		"eslint, then tests":      {"npm test", eslint, `<testsuite tests="1"><testcase name="adds"/></testsuite>`, true},
		"a test told as a rule":   {"npm test", `<testsuite tests="1"><testcase name="adds"><failure/></testcase></testsuite>`, clean, false},
	} {
		s := Series{Check: app.Check{Criterion: "C1", Command: c.command, Kind: goalspec.MustChange, From: "issue"}}
		run := func(arm app.Arm, status app.Status, out string) {
			left := map[string][]byte{}
			if strings.HasPrefix(out, "<") {
				left[report.PytestFile], out = []byte(out), ""
			}
			r := Run{app.Evidence{Arm: arm, Status: status}, nil}
			if rep, ok := report.Of(c.command).Read(left, []byte(out), false); ok {
				counts := rep.Counts()
				r.Evidence.Tests, r.Tests = &counts, rep.Tests
			}
			s = s.And(r)
		}
		for range strict {
			run(app.ArmBaseline, f, c.red)
			run(app.ArmCandidate, p, c.green)
		}
		o, why := Weigh(s.Check, s.Trial(), false)
		if (o == app.OutcomeProven) != c.proven || !c.proven && !strings.Contains(why, aloud) {
			t.Errorf("%s: %s (%s)", name, o, why)
		}
	}
}
