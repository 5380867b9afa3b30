package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestUnsettledBindsNothing holds that no command is bound to words of which nobody is
// sure, that nobody needs or that call it wrong, and no number to a bound that does not
// always hold, or of which only a part is read.
func TestUnsettledBindsNothing(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"`make size` is rarely above 5":                        "",
		"`make size` was at most 5":                            "",
		"`make size` prints almost at least 5":                 "",
		"`make size` prints at least 1M rows":                  "",
		"`make size` prints at least twenty five rows":         "",
		"`make size` prints less than 5 away from 10":          "",
		"`make size` prints at most 5 above the baseline":      "",
		"`make size` prints no more than two dozen":            "make size <= 24",
		"`make size` prints at most one hundred":               "make size <= 100",
		"`make size` prints at most 5 MB":                      "make size <= 5 MB",
		"95 % of runs take < 2 s, measured by `make size`":     "",
		"`make size` takes < 2 s in 9 of 10 runs":              "",
		"Most requests take < 2 s, measured by `make size`":    "",
		"`make size` takes < 2 s for 100 requests":             "make size < 2 s",
		"80 % of the rows fit, `make size` prints at most 5":   "make size <= 5",
		"`wc -c < app` is at most 5 MB":                        "",
		"`du -sh app` is at most 5 MB":                         "",
		"`wc -c < app` is at most 5000 bytes":                  "wc -c < app <= 5000",
		"`wc -l < app` is at most 300 lines":                   "wc -l < app <= 300",
		"`make lint` passes today; it has to fail afterwards":  "",
		"`make lint` passes (it must not)":                     "",
		"`make lint` passes, which is a bug":                   "",
		"`make lint` passes (optional)":                        "",
		"`make lint` passes - not required":                    "",
		"`make lint` passes, he claims":                        "",
		"According to Dave `make lint` passes":                 "",
		"`make lint` supposedly passes":                        "",
		"`make lint` may pass":                                 "",
		"`make lint` passes (required)":                        "make lint",
		"`make lint` passes on main":                           "make lint",
		"`make lint` passes for the files that Dave has added": "make lint",
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n- "+line+"\n").Admit(goalspec.Options{})
		if g.IsZero() || len(g.Criteria()) != 2 {
			t.Errorf("%q gives %v: %v", line, g.Criteria(), findings)
			continue
		}
		c := g.Criteria()[1]
		got := c.Command
		if c.Predicate != nil {
			got += " " + c.Predicate.String()
		}
		if got != want {
			t.Errorf("%q binds %q, want %q", line, got, want)
		}
	}
}
