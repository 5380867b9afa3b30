package report

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	tapStart = regexp.MustCompile(`(?m)^TAP version \d+\r?$`)
	tapPlan  = regexp.MustCompile(`^( *)1\.\.(\d+)(?:\s*#.*)?$`)
	tapPoint = regexp.MustCompile(`^( *)(not )?ok\b(?: +\d+)?(?: +-)? *([^#]*)(?:# *(\w+).*)?$`)
	tapTest  = regexp.MustCompile(`^( *)# Subtest: (.*)$`)
)

// TAP reads the Test Anything Protocol with the indented subtests that node,
// tap and prove write. It is complete when the plan was met.
func TAP(b []byte) (Report, bool) {
	r := Report{Format: "TAP", Complete: true}
	first := tapStart.FindIndex(b)
	if first == nil {
		return r, false
	}
	var path []string // names of the open subtests
	points, plan := 0, -1
	block := -1 // indent of a YAML block, -1 outside
	lines(b[first[1]:], func(line string) {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		switch text := strings.TrimSpace(line); {
		case block >= 0:
			if text == "..." && indent <= block {
				block = -1
			}
			return
		case text == "---":
			block = indent
			return
		case strings.HasPrefix(line, "Bail out!"):
			r.broken("the runner bailed out")
		}
		if m := tapPlan.FindStringSubmatch(line); m != nil && m[1] == "" {
			plan, _ = strconv.Atoi(m[2])
		} else if m := tapTest.FindStringSubmatch(line); m != nil {
			path = append(path[:min(len(path), len(m[1])/4)], strings.TrimSpace(m[2]))
		} else if m := tapPoint.FindStringSubmatch(line); m != nil {
			depth := min(len(path), len(m[1])/4)
			if m[1] == "" {
				points++
			}
			r.add(strings.Join(append(path[:depth:depth], strings.TrimSpace(m[3])), " > "), tapStatus(m[2] == "", m[4]))
			path = path[:depth]
		}
	})
	if plan < 0 || plan != points {
		r.broken("the plan of its tests was not met")
	}
	return r, true
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
