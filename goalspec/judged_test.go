package goalspec

import (
	"testing"
)

// TestNumbersBesideARun: a number behind the words that a command passes is bound to it
// only when it is one that the command may print; else the plan is told to bind a check.
func TestNumbersBesideARun(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"`make x` passes (issue #12, at least 3 reviewers)":  "",
		"`make x` passes (budget: at most 5 minutes)":        "",
		"`make x` passes with >= 3 workers":                  "",
		"`make x` passes with at most 3 retries":             "",
		"`make x` passes; budget at most 50 actions":         "",
		"`make x` passes. Latency < 5 ms":                    "",
		"`make x` passes. Budget: actions=9000":              "",
		"`make x` passes for at least 1000 rows":             "",
		"`make x` passes for files up to 10 MB":              "",
		"`make x` passes on at least 2 machines":             "",
		"`make x` passes with less than 5 warnings":          "make x < 5 warnings",
		"`make x` passes with coverage >= 80%":               "make x >= 80%",
		"`make x` passes (coverage >= 80%)":                  "make x >= 80%",
		"`make x` passes, coverage >= 80%":                   "make x >= 80%",
		"`make x` passes in under 200 ms":                    "make x < 200 ms",
		"`make x` passes (at most 200 ms)":                   "make x <= 200 ms",
		"`make x` passes and prints at least 80":             "make x >= 80",
		"`make x` passes. It prints at most 5 ms":            "make x <= 5 ms",
		"`make x` prints a latency below 5 ms for 1000 rows": "make x < 5 ms",
	} {
		c := newCriterion(words)
		got := c.Command
		if c.Predicate != nil {
			got += " " + c.Predicate.String()
		}
		_, findings := Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n- "+words+"\n").Admit(Options{})
		told := false
		for _, f := range findings {
			told = told || f.Code == "GS040"
		}
		if got != want || told != (want == "") {
			t.Errorf("%q gives %q, want %q: %v", words, got, want, findings)
		}
	}
}
