package publish

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown/markdowntest"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestItemsOfTheIssue: each test and ticket that the issue lists stands with what
// the record shows of it, whatever the agent says of all.
func TestItemsOfTheIssue(t *testing.T) {
	body := func(context string) string {
		return "### Goal\n\nMend the import of orders.\n\n### Evidence\n\n- `make test` passes\n\n### Context\n\n" + context
	}
	view := func(text string) View {
		v := newStory(t).verified().view()
		spec, err := goalspec.Parse("Mend the import of orders", text).Goal()
		if err != nil {
			t.Fatal(err)
		}
		contract := *v.Goal.Contract
		contract.Goal, v.Goal.Contract = spec, &contract
		v.Goal.Work, v.Goal.Finish = "All is mended, ORD-4 too.", &app.Finish{}
		v.Goal.Notes = []app.Note{{Kind: "diagnosis", Text: "ORD-2 comes of the queue's clock."}, {Kind: "discrepancy", Text: "TestClock sleeps."}}
		v.Goal.FollowUps = []app.FollowUp{{Title: "Split the file of ORD-5"}}
		check := app.Check{Criterion: "C1", Command: "make test"}
		v.Criteria = []app.CriterionResult{{ID: "C1", Check: &check, Outcome: app.OutcomeProven, Trial: &app.Trial{Tests: []app.TestResult{
			{Name: "shop/order.TestImport", Outcome: app.TestFixed},
			{Name: "shop/order.TestImport/empty", Outcome: app.TestFixed},
			{Name: "tests/test_rows.py::test_rows[a]", Outcome: app.TestStillRed},
			{Name: "TestOrd1Retries", Outcome: app.TestProving},
			{Name: "TestOrd30", Outcome: app.TestProving},
		}}}}
		return v
	}
	v := view(body("These fail:\n\n- ORD-1: it retries for ever, see `TestImport`\n- ORD-2 and `test_rows`\n- ORD-3 | the last row\n- ORD-4\n- ORD-5\n- TestClock\n"))
	report := page{v, sizes()[0]}.report()
	for _, fault := range markdowntest.Faults(report) {
		t.Error(fault)
	}
	want := "| Item of the issue | What the record shows |\n|---|---|\n" +
		"| `TestImport` | **fixed** (`shop/order.TestImport`); **fixed** (`shop/order.TestImport/empty`) |\n" +
		"| `ORD-1` | **new and proving** (`TestOrd1Retries`) |\n" +
		"| `test_rows` | **still failing** (`tests/test_rows.py::test_rows[a]`) |\n" +
		"| `ORD-2` | **diagnosed** by the agent, in a note |\n" +
		"| `ORD-3` | **untouched**: no result that changed, no note and no word of the agent names it |\n" +
		"| `ORD-4` | named in the agent's words alone |\n" +
		"| `ORD-5` | left to a follow-up |\n" +
		"| `TestClock` | noted by the agent |\n\nThe agent noted:\n"
	if !strings.HasPrefix(report, want) {
		t.Errorf("reads\n%s\nwant\n%s", report, want)
	}
	for name, text := range map[string]string{
		"one alone":         body("- TestImport fails.\n"),
		"none by name":      body("- the first row\n- the last row\n"),
		"in prose, not one": body("It reads UTF-8 and ISO-8859 as ORD-1 says.\n"),
	} {
		if got := (page{view(text), sizes()[0]}).itemReport(); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}
