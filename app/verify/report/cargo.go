package report

import (
	"regexp"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	cargoRun   = regexp.MustCompile(`^\s*Running (?:unittests )?(\S+) \(|^\s*Doc-tests (\S+)$`)
	cargoBegin = regexp.MustCompile(`^running (\d+) tests?$`)
	cargoTest  = regexp.MustCompile(`^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)(?:,.*)?$`)
	cargoRed   = regexp.MustCompile(`^---- (.+) stdout ----$`)
	cargoEnd   = regexp.MustCompile(`^test result: (?:ok|FAILED)\. (\d+) passed; (\d+) failed; (\d+) ignored;`)
)

// Cargo reads `cargo test`, which names only what failed where it is to be quiet. A
// binary is complete with its result line and as many tests as it announced.
func Cargo(b []byte) (Report, bool) {
	r := Report{Format: "cargo test", Complete: true}
	binary, says, due, open, seen := "", 0, 0, false, false
	lines(b, func(line string) {
		if m := cargoRun.FindStringSubmatch(line); m != nil {
			binary = m[1] + m[2]
		} else if m := cargoBegin.FindStringSubmatch(line); m != nil {
			if open {
				r.broken("a test binary did not come to its end")
			}
			says = number(m[1])
			due, open = says, true
		} else if m := cargoTest.FindStringSubmatch(line); m != nil && open {
			due--
			r.add(binary+nested+m[1], map[string]app.Status{"ok": app.StatusPass, "FAILED": app.StatusFail, "ignored": app.StatusSkipped}[m[2]])
		} else if m := cargoRed.FindStringSubmatch(line); m != nil && open {
			r.add(binary+nested+m[1], app.StatusFail)
		} else if m := cargoEnd.FindStringSubmatch(line); m != nil && open {
			open, seen = false, true
			passed, failed, ignored := number(m[1]), number(m[2]), number(m[3])
			switch {
			case due == 0:
			case due == says && passed+failed+ignored == says:
				r.Unnamed += passed
			default:
				r.broken("a test binary announced other tests than it ended")
			}
		}
	})
	if open {
		r.broken("a test binary did not come to its end")
	}
	return r, seen
}
