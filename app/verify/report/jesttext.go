package report

import (
	"path"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	jestFile = regexp.MustCompile(`^ ?(PASS|FAIL) +(\S+\.\w+)(?: \([\d.]+ m?s\))?$`)
	jestTest = regexp.MustCompile(`^( {2,})([✓✕○✎]) (?:skipped |todo )?(.*?)(?: \([\d.]+ m?s\))?$`)
	jestTree = regexp.MustCompile(`^( {2,})([^\s●].*)$`)
	jestSum  = regexp.MustCompile(`^Tests: +(.* total)$`)
	jestPart = regexp.MustCompile(`(\d+) (passed|failed)`)
	jestNone = regexp.MustCompile(`^No test(?:s| files) found, exiting with code \d`)
)

// JestText reads what Jest shows people; of several files it names only those
// that failed, unless it is verbose. It is complete with its last line.
func JestText(b []byte) (Report, bool) {
	j := jestText{Report: Report{Format: "jest", Complete: true}}
	last := false
	lines(b, func(line string) {
		if m := jestFile.FindStringSubmatch(line); m != nil {
			j.close()
			j.file, j.red, j.path = path.Base(m[2]), m[1] == "FAIL", nil
		} else if m := jestTest.FindStringSubmatch(line); m != nil && j.file != "" {
			j.test(len(m[1])/2-1, m[2], m[3])
		} else if m := jestSum.FindStringSubmatch(line); m != nil {
			j.close()
			j.count(m[1])
		} else if m := jestTree.FindStringSubmatch(line); m != nil {
			depth := min(len(m[1])/2-1, len(j.path))
			j.path = append(j.path[:depth:depth], m[2])
		} else {
			if jestNone.MatchString(line) {
				j.summed, last = true, true
			}
			j.crashed = j.crashed || strings.TrimSpace(line) == "● Test suite failed to run"
			last = last || strings.HasPrefix(line, "Ran all test suites")
		}
	})
	if !last {
		j.broken("the runner did not come to its last line")
	}
	for _, s := range j.Tests {
		if s == app.StatusPass {
			j.passed--
		}
	}
	j.Unnamed = max(0, j.passed)
	return j.Report, j.summed
}

type jestText struct {
	Report
	file    string // that is open
	red     bool   // it failed, and no test of it says so yet
	crashed bool   // it could not be loaded
	path    []string
	passed  int
	summed  bool
}

func (j *jestText) test(depth int, sign, name string) {
	depth = min(depth, len(j.path))
	s := map[string]app.Status{"✓": app.StatusPass, "✕": app.StatusFail, "○": app.StatusSkipped, "✎": app.StatusSkipped}[sign]
	j.red = j.red && s != app.StatusFail
	j.add(j.file+nested+strings.Join(append(j.path[:depth:depth], name), " "), s)
}

// close ends a file; one that failed without a failing test is red itself, or
// was not loaded.
func (j *jestText) close() {
	switch {
	case j.red && j.crashed:
		j.unloaded(j.file)
	case j.red:
		j.add(j.file, app.StatusFail)
	}
	j.file, j.red, j.crashed, j.path = "", false, false, nil
}

func (j *jestText) count(sum string) {
	j.summed = true
	for _, m := range jestPart.FindAllStringSubmatch(sum, -1) {
		if m[2] == "passed" {
			j.passed += number(m[1])
		}
	}
}
