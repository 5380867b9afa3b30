package goalspec_test

import (
	"encoding/json"
	"errors"
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
