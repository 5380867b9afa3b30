package report

import (
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	tapStart = regexp.MustCompile(`(?m)^TAP version \d+\r?$`)
	tapPlan  = regexp.MustCompile(`^( *)1\.\.(\d+)(?:\s*#.*)?$`)
	tapPoint = regexp.MustCompile(`^( *)(not )?ok\b(?: +\d+)?(?: +-)? *([^#]*)(?:# *(\w+).*)?$`)
	tapThrew = regexp.MustCompile(`^name: '(\w+)'$`)
	tapTest  = regexp.MustCompile(`^( *)# Subtest: (.*)$`)
)

// TAP reads the Test Anything Protocol with the indented subtests that node,
// tap and prove write. It is complete when the plan of each document was met.
func TAP(b []byte) (Report, bool) {
	t := tap{Report: Report{Format: "TAP", Complete: true}, crashed: map[string]bool{}, plan: -1, point: -1, block: -1}
	first := tapStart.FindIndex(b)
	if first == nil {
		return t.Report, false
	}
	lines(b[first[1]:], t.line)
	t.end()
	t.brokeOff(t.crashed, nested)
	return t.Report, true
}

type tap struct {
	Report
	path         []string // names of the open subtests
	last         string   // test, whole
	crashed      map[string]bool
	points, plan int // of the document
	point        int // indent of the test on the line before, -1 behind others
	block        int // indent of a YAML block, -1 outside
}

// end closes a document.
func (t *tap) end() {
	if t.plan < 0 || t.plan != t.points {
		t.broken("the plan of its tests was not met")
	}
	t.path, t.points, t.plan = nil, 0, -1
}

func (t *tap) line(line string) {
	text := strings.TrimLeft(line, " ")
	if t.inBlock(strings.TrimSpace(text), len(line)-len(text)) {
		return
	}
	switch {
	case tapStart.MatchString(line):
		if t.points > 0 || t.plan >= 0 {
			t.end()
		}
	case strings.HasPrefix(line, "Bail out!"):
		t.broken("the runner bailed out")
	}
	if m := tapPlan.FindStringSubmatch(line); m != nil && m[1] == "" {
		if t.plan >= 0 {
			t.broken("it has two plans")
		}
		t.plan = number(m[2])
	} else if m := tapTest.FindStringSubmatch(line); m != nil {
		t.path = append(t.path[:min(len(t.path), len(m[1])/4)], strings.TrimSpace(m[2]))
	} else if m := tapPoint.FindStringSubmatch(line); m != nil {
		depth := min(len(t.path), len(m[1])/4)
		if m[1] == "" {
			t.points++
		}
		t.last = strings.Join(append(t.path[:depth:depth], strings.TrimSpace(m[3])), nested)
		t.add(t.last, tapStatus(m[2] == "", m[4]))
		t.path, t.point = t.path[:depth], len(m[1])
	}
}

// inBlock tells whether a line belongs to a YAML block: those open right behind
// a test, deeper than it, and end at the latest where the indent does.
func (t *tap) inBlock(text string, indent int) bool {
	behind := t.point
	t.point = -1
	switch {
	case t.block >= 0 && text != "" && indent < t.block:
		t.block = -1
	case t.block >= 0:
		if m := tapThrew.FindStringSubmatch(text); m != nil && scriptThrew.MatchString(m[1]) {
			t.crashed[t.last] = true
		}
		if text == "..." && indent == t.block {
			t.block = -1
		}
		return true
	case behind >= 0 && text == "---" && indent > behind:
		t.block = indent
		return true
	}
	return false
}

func tapStatus(ok bool, directive string) app.Status {
	switch directive = strings.ToUpper(directive); {
	case strings.HasPrefix(directive, "SKIP"), strings.HasPrefix(directive, "TODO"):
		return app.StatusSkipped
	case ok:
		return app.StatusPass
	}
	return app.StatusFail
}
