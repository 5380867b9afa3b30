package verify

import (
	"regexp"
	"strings"
)

const percent = `(\d+(?:\.\d+)?%)`

// tools are lines of which only what the groups hold is a measure, in a unit that
// stands elsewhere; where there is such a line, those of its parts are none. Whole lines
// alone count: what a program under test writes in front of another's number hides
// nothing.
var tools = []struct {
	whole, part *regexp.Regexp
	unit        string
}{
	{ // coverage.py, pytest-cov
		whole: regexp.MustCompile(`^TOTAL\s+\d+\s+\d+(?:\s+\d+\s+\d+)?\s+` + percent + `$`),
		part:  regexp.MustCompile(`^\S.*\s\d+\s+\d+(?:\s+\d+\s+\d+)?\s+` + percent + `(?:\s+\d[\d ,>exit-]*)?$`),
	},
	{ // go tool cover -func
		whole: regexp.MustCompile(`^total:\s+\(statements\)\s+` + percent + `$`),
		part:  regexp.MustCompile(`^\S+\.go:\d+:\s+\S+\s+` + percent + `$`),
	},
	{ // istanbul: Jest, Vitest, nyc, c8
		whole: regexp.MustCompile(`^All files\s*\|\s*([\d.]+)\s*\|\s*([\d.]+)\s*\|\s*([\d.]+)\s*\|\s*([\d.]+)\s*\|[^|]*$`),
		part:  regexp.MustCompile(`^\s*\S[^|]*(?:\|\s*[\d.]+\s*){4}\|[^|]*$`),
		unit:  "%",
	},
	{ // hyperfine
		whole: regexp.MustCompile(`^\s*Time \(mean ± σ\):\s+(\d+\.\d+ (?:µs|ms|s|min)) ±\s+\d+\.\d+ (?:µs|ms|s|min)(?:\s+\[User: [^\[\]]*\])?$`),
		part:  regexp.MustCompile(`^\s*Range \(min … max\):\s+\d+\.\d+ (?:µs|ms|s|min) …\s+\d+\.\d+ (?:µs|ms|s|min)\s+\d+ runs$`),
	},
}

var (
	colours  = regexp.MustCompile(`\x1b\[[\d;?]*[A-Za-z]`)
	progress = regexp.MustCompile(`^\[\s*\d+%\]|\s\[\s*\d+%\]$`)
	// runnerTime is what a test runner says of its own time.
	runnerTime = regexp.MustCompile(`^(?:=* ?\d+ (?:passed|failed|errors?|skipped).* in \d+\.\d+s(?: \([\d:]+\))?(?: =*)?|Ran \d+ tests? in \d+\.\d+s|(?:ok|FAIL)\s+\S+\s+\d+\.\d+s(?:\s.*)?` +
		`|\s*--- (?:PASS|FAIL|SKIP): \S+ \(\d+\.\d+s\)|test result: .*; finished in \d+\.\d+s|Time:\s+\d+(?:\.\d+)? m?s(?:, estimated .*)?|(?:Done|✨  Done) in \d+\.\d+s\.)$`)
)

// essence is an output in lines, of known tools only what they measure.
func essence(log string) []string {
	lines := strings.FieldsFunc(colours.ReplaceAllString(log, ""), func(r rune) bool { return r == '\n' || r == '\r' })
	for n, line := range lines {
		lines[n] = progress.ReplaceAllString(strings.TrimRight(line, " \t"), "")
	}
	for _, t := range tools {
		wholes := map[int]string{}
		for n, line := range lines {
			if m := t.whole.FindStringSubmatch(line); m != nil {
				wholes[n] = strings.Join(m[1:], t.unit+" ") + t.unit
			}
		}
		for n, line := range lines {
			if whole, is := wholes[n]; is {
				lines[n] = whole
			} else if len(wholes) > 0 && t.part.MatchString(line) {
				lines[n] = ""
			}
		}
	}
	return lines
}
