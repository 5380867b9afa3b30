package report

import (
	"regexp"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	nextestStart = regexp.MustCompile(`^ +Starting (\d+) tests? across \d+ binar`)
	nextestTest  = regexp.MustCompile(`^ +(?:TRY \d+ )?([A-Z]+)(?: \d+/\d+)? \[[ >]*[\d.]+s\] (?:\( *\d+/\d+\) )?(\S+) +(\S.*)$`)
	nextestEnd   = regexp.MustCompile(`^ +Summary \[ *[\d.]+s\] +(\d+)(?:/\d+)? tests? run: (\d+) passed\b`)
)

// Nextest reads what `cargo nextest run` shows people. A test that was red in
// one try is red, whatever a later try says. It is complete with its summary,
// when as many tests ran as it announced.
func Nextest(b []byte) (Report, bool) {
	r := Report{Format: "cargo nextest", Complete: true}
	due, passed, ended := -1, 0, false
	green := map[string]bool{} // in any try: so the summary counts
	lines(b, func(line string) {
		if m := nextestStart.FindStringSubmatch(line); m != nil {
			due = number(m[1])
			ended = false
		} else if m := nextestEnd.FindStringSubmatch(line); m != nil && due >= 0 {
			if passed, ended = passed+number(m[2]), true; number(m[1]) < due {
				r.broken("it ran fewer tests than it announced")
			}
		} else if m := nextestTest.FindStringSubmatch(line); m != nil && due >= 0 {
			if s := nextestStatus(m[1]); s != app.StatusUnknown {
				name := m[2] + nested + m[3]
				green[name] = green[name] || s == app.StatusPass
				r.add(name, s)
			}
		}
	})
	if !ended {
		r.broken("the runner gave no summary")
	}
	for _, once := range green {
		if once {
			passed--
		}
	}
	r.Unnamed = max(0, passed)
	return r, due >= 0
}

func nextestStatus(word string) app.Status {
	switch word {
	case "PASS", "LEAK":
		return app.StatusPass
	case "SKIP":
		return app.StatusSkipped
	case "SLOW":
		return app.StatusUnknown // still running
	}
	return app.StatusFail
}
