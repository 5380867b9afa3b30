package goalspec_test

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"github.com/goalkeeper-dev/goalkeeper/internal/trust"
)

// TestGoalDoesNotChange hands out copies: what a caller does with them does
// not reach the goal.
func TestGoalDoesNotChange(t *testing.T) {
	g := mustGoal(t, "", ticket+"- at least 80% of lines\n\nDo NOT modify:\n- a/**\n\nResources:\n- commands: go\n\nPhase 1: one\nWork only on: b/**\n")
	before := g.Template()
	g.Criteria()[0].Text = "changed"
	for _, c := range g.Criteria() {
		if c.Predicate != nil {
			c.Predicate.Value = 1
		}
	}
	g.Constraints()[0].Text = "changed"
	g.Scope().Deny[0].Pattern = "changed"
	g.Resources().Commands[0].Text = "changed"
	g.Phases()[0].Only[0].Pattern = "changed"
	if after := g.Template(); after != before {
		t.Errorf("the goal changed:\n%s\nwas\n%s", after, before)
	}
}

// TestOnlyOurLogIsTrusted wants whoever cannot make the mark to be refused.
func TestOnlyOurLogIsTrusted(t *testing.T) {
	data, err := json.Marshal(mustGoal(t, "", ticket))
	if err != nil {
		t.Fatal(err)
	}
	if g, err := goalspec.Stored(trust.Mark{}, data); err == nil || !g.IsZero() {
		t.Errorf("without a mark: %v, %v", g, err)
	}
	if g, err := goalspec.Stored(trust.Log(), data); err != nil || g.IsZero() {
		t.Errorf("from the log: %v, %v", g, err)
	}
}

func TestGoalSaysWhatForbidsIt(t *testing.T) {
	_, err := goalspec.Parse("", "Make onboarding better").Goal()
	var all *goalspec.FindingsError
	if !errors.As(err, &all) || len(all.Findings) != 2 || !strings.Contains(err.Error(), "GS002") || strings.Contains(err.Error(), "GS009") {
		t.Errorf("error %v, want the two errors and no warning", err)
	}
}

// TestDraftIsNoGoal wants a draft sent back unchanged to stay what it was.
func TestDraftIsNoGoal(t *testing.T) {
	for _, body := range []string{"", "Make onboarding better", "Goal: Return 404.\n", "Evidence:\n- `make test` passes\n"} {
		d := goalspec.Parse("", body)
		again := goalspec.Parse("", d.Draft())
		if _, err := again.Goal(); err == nil {
			t.Errorf("the draft of %q is a goal:\n%s", body, d.Draft())
		}
		if again.Outcome() != d.Outcome() || len(again.Criteria()) != len(d.Criteria()) {
			t.Errorf("the draft of %q reads otherwise:\n%s", body, d.Draft())
		}
	}
}

// TestDraftPermitsNothingUncertain wants a draft of a text whose bounds were not
// read for certain to ask for them, and to be no goal until they are said.
func TestDraftPermitsNothingUncertain(t *testing.T) {
	clean := mustGoal(t, "", ticket).Template()
	for _, bad := range []string{
		"Only modify:\n- src/**\n\nDо not modify:\n- src/secret/**\n",
		"Only modify:\n- src/** except src/secret/**\n",
		"Budget: a lot\n",
	} {
		d := goalspec.Parse("", ticket+"\n"+bad)
		draft := d.Draft()
		again := goalspec.Parse("", draft)
		if g, err := again.Goal(); err == nil || len(again.Scope().Allow) > 0 {
			t.Errorf("the draft of %q gives a goal with scope %+v:\n%s", bad, g.Scope(), draft)
		}
		filled := regexp.MustCompile(`(?m)^TODO: .*$`).ReplaceAllString(draft, "_No response_")
		if _, err := goalspec.Parse("", filled).Goal(); err != nil {
			t.Errorf("filled in, the draft of %q is no goal: %v\n%s\nwant\n%s", bad, err, filled, clean)
		}
	}
}

func TestDraftTightens(t *testing.T) {
	d := goalspec.Parse("Return 404 for unknown invoices", "Please do not modify `internal/store/`.\n\nIt is done when: a test covers it. Thanks!")
	golden(t, "testdata/draft.golden", d.Draft())
}

// TestContract shows the whole contract of the fullest document of the corpus.
func TestContract(t *testing.T) {
	for _, body := range good(t) {
		g, err := goalspec.Parse("", body).Goal()
		if err == nil && len(g.Phases()) > 0 && len(g.Resources().Tools) > 0 {
			golden(t, "testdata/contract.golden", g.Markdown())
			return
		}
	}
	t.Error("no document with phases and tools")
}

// TestContractShowsCodeAsWritten wants nothing in code marks rewritten, and no tag
// outside of them.
func TestContractShowsCodeAsWritten(t *testing.T) {
	g := mustGoal(t, "", ticket+"- p95 latency is `< 1.5 s`\n- fewer than `<Row>` and 3 < 4 rows stay\n")
	if got := g.Markdown(); !strings.Contains(got, "`< 1.5 s`") || !strings.Contains(got, "`<Row>` and 3 &lt; 4") {
		t.Errorf("the contract shows\n%s", got)
	}
}

func TestTitleIsReadLikeText(t *testing.T) {
	g := mustGoal(t, "[Goal]: Return 404. Do not modify `internal/store/`.", "Evidence: `make test` passes\n")
	if g.Outcome() != "Return 404." || len(g.Scope().Deny) != 1 || g.OutcomeSpan() != (goalspec.Span{}) {
		t.Errorf("outcome %q at %v, scope %+v", g.Outcome(), g.OutcomeSpan(), g.Scope())
	}
}

func TestLintLooksAtTheTitle(t *testing.T) {
	_, findings := goalspec.Parse("Return 404\u202e", ticket).Admit(goalspec.Options{})
	if !goalspec.HasErrors(findings) {
		t.Errorf("findings %v, want the title refused", findings)
	}
	_, findings = goalspec.Parse("Rotate AKIAIOSFODNN7EXAMPLE", ticket).Admit(goalspec.Options{})
	if findings[0].Code != "GS026" || findings[0].Span.String() != "1:1" {
		t.Errorf("findings %v, want the credential in the title refused", findings)
	}
}
