package report

import (
	"regexp"
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	cargoRun   = regexp.MustCompile(`^\s*Running (?:unittests )?(\S+) \(|^\s*Doc-tests (\S+)$`)
	cargoBegin = regexp.MustCompile(`^running (\d+) tests?$`)
	cargoTest  = regexp.MustCompile(`^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)(?:,.*)?$`)
	cargoEnd   = regexp.MustCompile(`^test result: (?:ok|FAILED)\. \d+ passed;`)
)

// Cargo reads `cargo test`. A binary is complete with its result line and as
// many tests as it announced.
func Cargo(b []byte) (Report, bool) {
	r := Report{Format: "cargo test", Complete: true}
	binary, due, open, seen := "", 0, false, false
	lines(b, func(line string) {
		if m := cargoRun.FindStringSubmatch(line); m != nil {
			binary = m[1] + m[2]
		} else if m := cargoBegin.FindStringSubmatch(line); m != nil {
			if open {
				r.broken("a test binary did not come to its end")
			}
			due, _ = strconv.Atoi(m[1])
			open = true
		} else if m := cargoTest.FindStringSubmatch(line); m != nil && open {
			due--
			r.add(binary+nested+m[1], map[string]app.Status{"ok": app.StatusPass, "FAILED": app.StatusFail, "ignored": app.StatusSkipped}[m[2]])
		} else if cargoEnd.MatchString(line) && open {
			open, seen = false, true
			if due != 0 {
				r.broken("a test binary announced other tests than it ended")
			}
		}
	})
	if open {
		r.broken("a test binary did not come to its end")
	}
	return r, seen
}
