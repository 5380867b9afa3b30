package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestLaidOut holds that lists and labels are read as people see them who know no
// Markdown: with signs of their own, and a label on a line of its own.
func TestLaidOut(t *testing.T) {
	t.Parallel()
	long := "the totals line of the export holds the sum of each of the columns"
	for text, want := range map[string]string{
		"Evidence:\n• `make unit` passes\n• `make e2e` passes":                         "make unit; make e2e",
		"Evidence:\n– `make unit` passes\n– `make e2e` passes":                         "make unit; make e2e",
		"Evidence:\n\n– " + long + "\n– `make e2e` passes":                             long + "; make e2e",
		"Evidence:\n• `make unit` passes,\n  on main\n• `make e2e` passes":             "make unit; make e2e",
		"Evidence:\n- `make unit` passes\n\nDo not modify:\n– `src/a`\n• `src/b`":      "make unit; not src/a; not src/b",
		"Success criteria\nThe tests pass: `make unit`\nThe total is in the last row":  "make unit; The total is in the last row",
		"Success criteria\n`make unit` passes.\n\nConstraints\nDo not change `src/a`.": "make unit; not src/a",
		"Success criteria\n`make unit` passes.\n\nNotes\n`make e2e` passes.":           "make unit",
		"Evidence:\n- `make unit` passes\n\nWe agreed on these\nconstraints\nfor now.": "make unit",
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\n"+text+"\n").Admit(goalspec.Options{})
		var got []string
		for _, c := range g.Criteria() {
			if got = append(got, c.Command); c.Command == "" {
				got[len(got)-1] = c.Text
			}
		}
		for _, d := range g.Scope().Deny {
			got = append(got, "not "+d.Pattern)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q gives %q, want %q: %v", text, strings.Join(got, "; "), want, findings)
		}
	}
}

// TestSeenAlike holds that what people do not see changes nothing: the mark of a file's
// byte order, and what only breaks a line.
func TestSeenAlike(t *testing.T) {
	t.Parallel()
	const plain = "Goal: The export writes one row per item.\nEvidence: `make unit` passes\nDo not modify: src/a\nBudget: 30 minutes\n"
	want, _ := goalspec.Parse("", plain).Admit(goalspec.Options{})
	if want.IsZero() || want.Budget().Minutes != 30 {
		t.Fatalf("it gives %v", want)
	}
	for _, body := range []string{
		"\ufeff" + plain,
		strings.ReplaceAll(plain, "\n", "  \n"),
		strings.ReplaceAll(strings.TrimSuffix(plain, "\n"), "\n", "\\\n"),
		strings.ReplaceAll(plain, "\n", "\r\n"),
	} {
		if g, findings := goalspec.Parse("", body).Admit(goalspec.Options{}); g.Template() != want.Template() {
			t.Errorf("%q gives %s: %v", body, g.Template(), findings)
		}
	}
	if g, _ := goalspec.Parse("", "Goal: The export writes one row per item.\nEvidence: `make unit` passes\nBudget: 30 minutes\\\n").Admit(goalspec.Options{}); !g.IsZero() {
		t.Error("a backslash that people see is not read")
	}
}
