package report

import (
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	unittestRan  = regexp.MustCompile(`(?m)^Ran (\d+) tests? in [\d.]+s\r?$`)
	unittestEnd  = regexp.MustCompile(`(?m)^(OK|FAILED|NO TESTS RAN)\b.*$`)
	unittestIdle = regexp.MustCompile(`\b(?:skipped|expected failures)=(\d+)`)
	unittestName = regexp.MustCompile(`^\s*([\w.]+) \(([\w.]+)\)`)
	unittestWord = regexp.MustCompile(`(?:^|\.\.\. )(ok|FAIL|ERROR|skipped .*|expected failure|unexpected success)$`)
	unittestRed  = regexp.MustCompile(`^(FAIL|ERROR): ([\w.]+) \(([\w.]+)\)`)
)

// Unittest reads Python's unittest; without -v it names only what failed. It
// is complete with the verdict on its last lines.
func Unittest(b []byte) (Report, bool) {
	r := Report{Format: "unittest", Complete: true}
	ran := unittestRan.FindAllSubmatchIndex(b, -1)
	if len(ran) == 0 {
		return r, false
	}
	total, idle, failed := 0, 0, false // idle: skipped, or known to fail
	for at, m := range ran {
		total += number(b[m[2]:m[3]])
		until := len(b)
		if at+1 < len(ran) {
			until = ran[at+1][0]
		}
		verdict := string(unittestEnd.Find(b[m[1]:until]))
		if verdict == "" {
			r.broken("the runner gave no verdict")
		}
		for _, m := range unittestIdle.FindAllStringSubmatch(verdict, -1) {
			idle += number(m[1])
		}
		failed = failed || strings.HasPrefix(verdict, "FAILED")
	}
	test := ""
	lines(b, func(line string) {
		if m := unittestRed.FindStringSubmatch(line); m != nil {
			r.add(unittestID(m[2], m[3]), map[string]app.Status{"FAIL": app.StatusFail, "ERROR": app.StatusError}[m[1]])
			test = ""
			return
		}
		if m := unittestName.FindStringSubmatch(line); m != nil {
			test = unittestID(m[1], m[2])
		}
		if m := unittestWord.FindStringSubmatch(line); m != nil && test != "" {
			r.add(test, unittestStatus(m[1]))
			test = ""
		}
	})
	c := r.Counts()
	if c.Passed+c.Failed+c.Errors > total {
		r.broken("it names more tests than it counts")
	}
	if failed && !r.red() {
		r.broken("it says FAILED, and names no test that did")
	}
	r.Unnamed = max(0, total-len(r.Tests)-len(r.Unloaded)-max(0, idle-c.Skipped))
	return r, true
}

// unittestID: newer Pythons repeat the test's name behind its class.
func unittestID(name, class string) string { return strings.TrimSuffix(class, "."+name) + "." + name }

func unittestStatus(word string) app.Status {
	switch {
	case word == "ok":
		return app.StatusPass
	case word == "expected failure", strings.HasPrefix(word, "skipped"):
		return app.StatusSkipped
	case word == "ERROR":
		return app.StatusError
	}
	return app.StatusFail
}

var (
	pytestEnd   = regexp.MustCompile(`(?m)^(?:=+ )?((?:\d+ \w+(?:, )?)+|no tests ran) in [\d.]+s(?: \([\d:]+\))?(?: =+)?\r?$`)
	pytestPart  = regexp.MustCompile(`(\d+) (\w+)`)
	pytestWord  = regexp.MustCompile(`^(\S+::.+?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\b`)
	pytestShort = regexp.MustCompile(`^(PASSED|FAILED|ERROR|XFAIL|XPASS) (\S+::[^ ]+(?: ?\[.*?\])?)(?: - (.*))?`)
)

// Pytest reads pytest's text: -v or -rA name every test. It is complete with
// the line that counts them.
func Pytest(b []byte) (Report, bool) {
	r := Report{Format: "pytest", Complete: true}
	if text := string(b); !strings.Contains(text, "pytest") && !strings.Contains(text, "::") && !strings.Contains(text, " passed in ") && !strings.Contains(text, "no tests ran in ") {
		return r, false
	}
	ends := pytestEnd.FindAllSubmatch(b, -1)
	if len(ends) == 0 {
		return r, false
	}
	total := 0
	for _, end := range ends {
		for _, m := range pytestPart.FindAllSubmatch(end[1], -1) {
			if word := string(m[2]); word == "passed" || word == "xpassed" {
				total += number(m[1])
			}
		}
	}
	named, passed, crashed := 0, map[string]bool{}, map[string]bool{}
	lines(b, func(line string) {
		name, word := "", ""
		if m := pytestWord.FindStringSubmatch(line); m != nil {
			name, word = m[1], m[2]
			if word == "PASSED" {
				passed[name] = true
			}
		} else if m := pytestShort.FindStringSubmatch(line); m != nil {
			name, word = m[2], m[1]
			if raised(m[3]) {
				crashed[name] = true
			}
		} else {
			return
		}
		r.add(name, pytestStatus(word))
	})
	r.brokeOff(crashed, "::")
	for _, s := range r.Tests {
		if s == app.StatusPass {
			named++
		}
	}
	if len(passed) > total {
		r.broken("it names more tests that passed than it counts")
	}
	r.Unnamed = max(0, total-named)
	return r, true
}

func pytestStatus(word string) app.Status {
	switch word {
	case "PASSED", "XPASS":
		return app.StatusPass
	case "SKIPPED", "XFAIL":
		return app.StatusSkipped
	case "ERROR":
		return app.StatusError
	}
	return app.StatusFail
}
