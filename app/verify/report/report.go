// Package report reads what test runners say of each test.
//
// In come bytes that untrusted commands wrote: a command's output, or a file it
// left. Out goes a Report, or word that the bytes are none. Every reader is a
// pure function over bounded input that fails closed: what it cannot follow to
// the runner's own last record is not complete, and proves nothing. A test that
// compared and found a difference has failed; one that the code broke off is an error.
package report

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Report is what one run of a test runner says.
type Report struct {
	Format   string                `json:"format"`
	Complete bool                  `json:"complete"`          // the runner came to its last record
	Why      string                `json:"why,omitempty"`     // when not complete
	Tests    map[string]app.Status `json:"tests"`             // pass, fail, error or skipped
	Unnamed  int                   `json:"unnamed,omitempty"` // tests that ran and that the runner does not name

	// Mute are files that passed and told of no test in them: as scripts that say
	// all by their exit status, or before they came to one.
	Mute []string `json:"mute,omitempty"`

	// Unloaded are files, classes and packages that could not be loaded or set
	// up: they are red, and no tests that could be missed once they load.
	Unloaded []string `json:"unloaded,omitempty"`
}

// nested stands between the name of a file or group and that of a test in it.
const nested = " > "

// Places tells whether the names of a format say in which file or package a test
// stands.
func Places(format string) bool {
	return !slices.ContainsFunc(strings.Split(format, ", "), func(f string) bool { return f == "TAP" || f == "node --test" || f == "mocha" })
}

// Languages are those that tests of a format are written in, "" among them where it
// does not say so.
func Languages(format string) (out []string) {
	of := map[string]string{"go test": "Go", "go test -json": "Go", "unittest": "Python", "pytest": "Python", "cargo test": "Rust", "cargo nextest": "Rust", "node --test": "JavaScript", "jest": "JavaScript", "jest --json": "JavaScript", "mocha": "JavaScript", "vitest": "JavaScript"}
	for one := range strings.SplitSeq(format, ", ") {
		out = append(out, of[one])
	}
	return out
}

// maxTests bounds what one report may name.
const maxTests = 200_000

// Counts sums the report up.
func (r Report) Counts() app.TestCounts {
	c := app.TestCounts{Format: r.Format, Complete: r.Complete, Passed: r.Unnamed, Unloaded: len(r.Unloaded)}
	for _, s := range r.Tests {
		switch s {
		case app.StatusPass:
			c.Passed++
		case app.StatusFail:
			c.Failed++
		case app.StatusSkipped:
			c.Skipped++
		default:
			c.Errors++
		}
	}
	return c
}

// holder is what runners show in the place of tests that they could not load.
var holder = regexp.MustCompile(`^unittest\.loader\._FailedTest\.|\.(?:setUp|tearDown)(?:Class|Module)$|^(?:test\.)?/.*\.[cm]?[jt]sx?$`)

// maxUnloaded bounds what one report names of these.
const maxUnloaded = 1000

// unloaded notes what was to hold tests.
func (r *Report) unloaded(name string) {
	name = name[:min(len(name), 500)]
	if len(r.Unloaded) < maxUnloaded && !slices.Contains(r.Unloaded, name) {
		r.Unloaded = append(r.Unloaded, name)
	}
}

// add notes a test's result; of several under one name the worst stands.
func (r *Report) add(name string, s app.Status) {
	if weight(s) > weight(app.StatusSkipped) && (holder.MatchString(name) || r.whole(name)) {
		r.unloaded(name)
		return
	}
	if s == app.StatusPass && r.whole(name) {
		r.mute(name)
		return
	}
	if r.Tests == nil {
		r.Tests = map[string]app.Status{}
	}
	if len(name) > 500 {
		name = name[:500]
	}
	have, known := r.Tests[name]
	if !known && len(r.Tests) >= maxTests {
		r.broken("it names too many tests")
		return
	}
	if !known || weight(s) > weight(have) {
		r.Tests[name] = s
	}
}

func weight(s app.Status) int {
	switch s {
	case app.StatusFail:
		return 4
	case app.StatusError:
		return 3
	case app.StatusSkipped:
		return 2
	case app.StatusPass:
		return 1
	}
	return 0
}

// broken says why the report is not complete.
func (r *Report) broken(why string) {
	r.Complete = false
	if r.Why == "" {
		r.Why = why
	}
}

// Merge adds another part of the same run.
func (r *Report) Merge(o Report) {
	if r.Format == "" {
		r.Format = o.Format
	} else if !slices.Contains(strings.Split(r.Format, ", "), o.Format) {
		r.Format += ", " + o.Format
	}
	for name, s := range o.Tests {
		r.add(name, s)
	}
	for _, name := range o.Unloaded {
		r.unloaded(name)
	}
	for _, name := range o.Mute {
		r.mute(name)
	}
	r.Unnamed += o.Unnamed
	if !o.Complete {
		r.broken(o.Why)
	}
}

// number is one that a pattern found: digits alone.
func number[T string | []byte](digits T) int {
	n, _ := strconv.Atoi(string(digits)) // 0 where there are none, and the largest where there are too many
	return n
}

// lines calls each for every line without its end.
func lines(b []byte, each func(line string)) {
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		each(string(bytes.TrimSuffix(line, []byte("\r"))))
		b = rest
	}
}
