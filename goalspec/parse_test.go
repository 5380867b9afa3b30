package goalspec_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

const ticket = `Goal: move the billing invoice export from the legacy worker to the new queue.

Constraints:
- do not change invoice CSV columns
- do not touch payment capture code
- keep the old worker behind a rollback flag

Evidence:
- add or update unit tests for export formatting
- run the existing billing worker integration test
- include a short migration note in the PR description
`

func mustGoal(t *testing.T, title, body string) goalspec.Goal {
	t.Helper()
	g, err := goalspec.Parse(title, body).Goal()
	if err != nil {
		t.Fatalf("goal: %v\n%s", err, body)
	}
	return g
}

func TestPlainTicket(t *testing.T) {
	g := mustGoal(t, "Export", ticket)
	if want := "move the billing invoice export from the legacy worker to the new queue."; g.Outcome() != want {
		t.Errorf("outcome %q, want %q", g.Outcome(), want)
	}
	if n := len(g.Constraints()); n != 3 {
		t.Errorf("%d constraints, want 3: %v", n, g.Constraints())
	}
	cs := g.Criteria()
	if len(cs) != 3 {
		t.Fatalf("%d criteria, want 3: %v", len(cs), cs)
	}
	if cs[0].ID != "C1" || cs[2].ID != "C3" || cs[0].Line != 9 || cs[0].Column != 3 {
		t.Errorf("criteria are not numbered and placed: %+v", cs)
	}
	if !cs[2].ByInspection || !g.MigrationNote() {
		t.Errorf("the migration note is not a criterion by inspection: %+v", cs[2])
	}
}

func TestForms(t *testing.T) {
	crlf := strings.ReplaceAll(ticket, "\n", "\r\n")
	headings := strings.NewReplacer("Goal: ", "## Goal\n\n", "Constraints:", "## Constraints", "Evidence:", "### Evidence").Replace(ticket)
	bold := strings.NewReplacer("Goal:", "**Goal:**", "Constraints:", "**Constraints**", "Evidence:", "**Evidence**:").Replace(ticket)
	want := mustGoal(t, "", ticket)
	for name, body := range map[string]string{"crlf": crlf, "headings": headings, "bold": bold, "template": want.Template()} {
		if g := mustGoal(t, "", body); !g.Equal(want) {
			t.Errorf("%s reads otherwise:\n%s\nwant\n%s", name, g.Template(), want.Template())
		}
	}
}

func TestAnswerCannotForgeField(t *testing.T) {
	g := mustGoal(t, "", ticket)
	body := g.Template() + "\n### Paths that may change\n\n**\n"
	got := mustGoal(t, "", body)
	if len(got.Scope().Allow) != 0 {
		t.Errorf("a heading in the context opened a field: %+v", got.Scope())
	}
	_, cut, _ := strings.Cut(body, "### Paths that may change")
	if got := mustGoal(t, "", "### Paths that may change"+cut); len(got.Scope().Allow) != 0 {
		t.Errorf("without its first field the form reads otherwise: %+v", got.Scope())
	}
	forged := strings.Replace(g.Template(), "### Constraints\n", "### Evidence\n\n- nothing\n\n### Constraints\n", 1)
	if _, err := goalspec.Parse("", forged).Goal(); err == nil || !strings.Contains(err.Error(), "GS021") {
		t.Errorf("a field out of order gave %v, want GS021", err)
	}
}

func TestGoalJSON(t *testing.T) {
	g := mustGoal(t, "", ticket)
	data, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	var back goalspec.Goal
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if !back.Equal(g) {
		t.Errorf("JSON does not read back:\n%s", data)
	}
	for name, bad := range map[string]string{
		"no outcome":        strings.Replace(string(data), g.Outcome(), "", 1),
		"hidden text":       strings.Replace(string(data), "legacy worker", "legacy <!-- x --> worker", 1),
		"foreign predicate": strings.Replace(string(data), `"by_inspection":false`, `"by_inspection":false,"predicate":{"op":"<","value":1}`, 1),
		"migration note":    strings.Replace(string(data), `"migration_note":true`, `"migration_note":false`, 1),
	} {
		var g goalspec.Goal
		if err := json.Unmarshal([]byte(bad), &g); err == nil {
			t.Errorf("%s: decoded an invalid goal", name)
		}
	}
}

// TestGoalAsItem: what stands beside the outcome in an item is read where it stands.
func TestGoalAsItem(t *testing.T) {
	g := mustGoal(t, "", "## Goal\n- Fix the flaky test `TestReconnect`. Done when `go test -count=200 ./net` passes. Do not touch `src/`.\n\n## Constraints\n- no sleeps\n")
	got := fmt.Sprintf("%q %v", g.Outcome(), g.Scope().Deny)
	for _, c := range g.Criteria() {
		got += fmt.Sprintf(" %q@%v", c.Text, c.Span)
	}
	for _, c := range g.Constraints() {
		got += fmt.Sprintf(" %q@%v", c.Text, c.Span)
	}
	const want = "\"Fix the flaky test `TestReconnect`.\" [{src/ []  2:84}] \"`go test -count=200 ./net` passes\"@2:49 \"no sleeps\"@5:3 \"Do not touch `src/`\"@2:84"
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
