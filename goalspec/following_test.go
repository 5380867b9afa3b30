package goalspec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestListsBelowASentence holds that a list is read as the sentence above it says, wherever
// in its paragraph that stands.
func TestListsBelowASentence(t *testing.T) {
	t.Parallel()
	const front = "The export writes one row per item. `make test` passes.\n\n"
	for below, want := range map[string]string{
		// reports
		"Keep the API. Write a summary report at the end listing:\n- what moved\n- what is open\n": "stop=Report: what moved|Report: what is open constraint=Keep the API",
		"At the end, write a report with:\n- what moved\n":                                         "stop=Report: what moved",
		"We are few. When you are done, report:\n- what moved\n":                                   "stop=Report: what moved context=We are few.",
		"The diff is large. After each phase:\n- run `make lint`\n":                                "after=run `make lint` context=The diff is large.",
		// what is found
		"If you find any of the following, note it rather than changing it:\n- dead code\n- typos;\n": "prio=If you find dead code, note it rather than changing it|If you find typos, note it rather than changing it",
		"It is old. When you meet one of these, skip it:\n1. a flaky test\n":                          "prio=When you meet a flaky test, skip it context=It is old.",
		"If you see something like this, stop and ask:\n* a data race\n":                              "stop=If you see a data race, stop and ask",
		"If you hit these problems, stop and ask:\n* a data race\n":                                   "stop=If you hit a data race, stop and ask",
		// neighbours
		"If you find dead code, note it with:\n- its file\n":                    "prio=If you find dead code, note it with context=- its file",
		"If you find any of these, note it.\n\n- dead code\n":                   "prio=If you find any of these, note it context=- dead code",
		"The list ends with the following: a total.\n\nIt has:\n- one column\n": "context=The list ends with the following: a total.|It has:|- one column",
	} {
		d := goalspec.Parse("", front+below)
		g, findings := d.Admit(goalspec.Options{})
		got := gives("stop", g.Stop(), func(s goalspec.Stop) string { return s.Text }) +
			gives("prio", g.Priorities(), func(p goalspec.Priority) string { return p.Text }) +
			gives("after", g.AfterPhase(), func(s goalspec.Step) string { return s.Text }) +
			gives("constraint", g.Constraints(), func(c goalspec.Constraint) string { return c.Text }) +
			gives("context", g.Context(), func(p goalspec.Passage) string { return p.Text })
		if strings.TrimSpace(got) != want {
			t.Errorf("%q gives %q, want %q: %v", below, strings.TrimSpace(got), want, findings)
		}
	}
}

func gives[T any](what string, list []T, text func(T) string) string {
	var out []string
	for _, v := range list {
		out = append(out, text(v))
	}
	if len(out) == 0 {
		return ""
	}
	return fmt.Sprintf("%s=%s ", what, strings.Join(out, "|"))
}
