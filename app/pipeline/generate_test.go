package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestWeighed tells what a generator's run shows of the files in which a line
// was planted.
func TestWeighed(t *testing.T) {
	for _, c := range []struct {
		what    string
		onBase  bool
		run     app.Evidence
		differs []string
		want    string // status, files, what differs, why
	}{
		{"it writes all on the base", true, app.Evidence{Status: app.StatusPass}, nil, "pass [a b] [] "},
		{"it writes one of them", true, app.Evidence{Status: app.StatusPass}, []string{"b", "c"}, "pass [a] [] "},
		{"it writes none", true, app.Evidence{Status: app.StatusPass}, []string{"a", "b"}, "error [a b] [] does not write any file as the base has it"},
		{"it is not there", true, app.Evidence{Status: app.StatusFail, Exit: 127, Why: "its command could not be found"}, nil, "error [a b] [] its command could not be found on the base"},
		{"it writes what stands", false, app.Evidence{Status: app.StatusPass}, []string{"c"}, "pass [a b] [] "},
		{"it writes something else", false, app.Evidence{Status: app.StatusPass}, []string{"b"}, "fail [a b] [b] "},
		{"it fails on the result", false, app.Evidence{Status: app.StatusFail, Exit: 1}, nil, "fail [a b] [a b] ended with exit status 1"},
		{"it takes too long", false, app.Evidence{Status: app.StatusError, TimedOut: true, Why: "ran into its time limit"}, []string{"a"}, "error [a b] [] ran into its time limit"},
	} {
		c.run.Planted = []string{"a", "b"}
		e := weighed(c.run, c.differs, c.onBase)
		if got := fmt.Sprintf("%s %v %v %s", e.Status, e.Planted, e.Differs, e.Why); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// TestFailuresNamePlaces: the agent reads where a gate stops it.
func TestFailuresNamePlaces(t *testing.T) {
	text := failures(nil, app.Verdict{Children: []app.Verdict{{
		Rule: "generators", Status: app.StatusFail, Action: app.ActionStop, Reason: "one.", Who: "ann",
		Places: []app.Place{{Path: "a.gen"}, {Path: "b.gen", Reason: "another."}},
	}}})
	for _, want := range []string{"Gate generators: one. ann can permit it.", "- a.gen: one.", "- b.gen: another."} {
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
}
