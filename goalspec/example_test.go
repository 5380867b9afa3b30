package goalspec_test

import (
	"encoding/json"
	"fmt"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

func Example() {
	goal, err := goalspec.Parse("", `Goal: Answer 404 for unknown invoices.

Constraints:
- do not change the error body

Evidence:
- `+"`go test ./api/...`"+` passes [must_change]
- p95 latency stays below 200 ms
`).Goal()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range goal.Criteria() {
		fmt.Println(c.ID, c.Command, c.Predicate, c.Kind)
	}
	// Output:
	// C1 go test ./api/... <nil> must_change
	// C2  < 200 ms
}

func ExampleDocument_Lint() {
	for _, f := range goalspec.Parse("Make onboarding better", "").Lint(goalspec.Options{}) {
		fmt.Println(f.Code, f.Severity, f.Message)
	}
	// Output:
	// GS002 error the outcome "Make onboarding better" is vague and nothing measures it
	// GS004 error no criterion says how success is verified
	// GS009 warning nothing says what must stay as it is
}

func ExampleDocument_Admit() {
	repo := fstest.MapFS{"Makefile": {Data: []byte("test:\n\tgo test ./...\n")}}
	goal, findings := goalspec.Parse("", `Goal: Count retries in the metrics.

Do NOT modify:
- legacy/** (frozen)

Evidence:
- `+"`make tests`"+` passes
`).Admit(goalspec.Options{Repo: repo, Limits: goalspec.Budget{Actions: 50}})
	fmt.Println("admitted:", !goal.IsZero())
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// admitted: false
	// 4:3: error GS016: "legacy/**" must not change, but nothing in the repository matches it
	// 7:3: error GS018: "make tests" cannot run: the Makefile has no target "tests"
}

func ExampleParse_prose() {
	d := goalspec.Parse("", "Add CSV export to the reports page. The feature is done when: a report downloads as CSV, and the totals agree. "+
		"Do not modify any database migration files. If you find a bug, note it rather than changing the code.")
	fmt.Println(d.Outcome())
	for _, c := range d.Criteria() {
		fmt.Println(c.ID, c.Span, c.Text)
	}
	for _, c := range d.Constraints() {
		fmt.Println("-", c.Span, c.Text)
	}
	for _, p := range d.Priorities() {
		fmt.Printf("if %s: %s\n", p.If, p.Then)
	}
	// Output:
	// Add CSV export to the reports page.
	// C1 1:63 a report downloads as CSV
	// C2 1:94 the totals agree
	// - 1:112 Do not modify any database migration files
	// if you find a bug: note it rather than changing the code
}

func ExampleGoal_Markdown() {
	goal, err := goalspec.Parse("", "Goal: Print the version.\n\nConstraints:\n- keep the other flags\n\nEvidence:\n- `./app --version` passes\n").Goal()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(goal.Markdown())
	// Output:
	// **Outcome:** Print the version.
	//
	// **Criteria**
	//
	// - **C1** `./app --version` passes
	//
	// **Constraints**
	//
	// - keep the other flags
}

func ExampleGoal_MarshalJSON() {
	goal, err := goalspec.Parse("Print the version", "Constraints: keep the flags\n\nEvidence: `make test` passes\n").Goal()
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := json.Marshal(goal)
	if err != nil {
		fmt.Println(err)
		return
	}
	var again goalspec.Goal
	fmt.Println(json.Unmarshal(data, &again), again.Equal(goal))
	// Output: <nil> true
}

func ExampleMatchGlob() {
	fmt.Println(goalspec.MatchGlob("internal/**/*.go", "internal/api/v1/api.go"))
	fmt.Println(goalspec.MatchGlob("migrations/", "db/migrations/001.sql"))
	fmt.Println(goalspec.MatchGlob("/go.mod", "tools/go.mod"))
	// Output:
	// true
	// true
	// false
}

func ExampleParsePredicate() {
	p, err := goalspec.ParsePredicate("at least 80% branch coverage")
	fmt.Println(p, err, p.Holds(79.9), p.Holds(80))
	// Output: >= 80% <nil> false true
}

func ExampleParseBudget() {
	b, err := goalspec.ParseBudget("50 actions, 1.5 hours, 1M tokens, $5")
	fmt.Println(b, err)
	// Output: actions=50 minutes=90 tokens=1000000 usd=5 <nil>
}

func ExampleReadForm() {
	form, err := goalspec.ReadForm([]byte(`
name: Ziel
body:
  - {type: textarea, id: goal, attributes: {label: "Was soll gelten?"}}
  - {type: textarea, id: evidence, attributes: {label: "Woran sieht man es?"}}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	d := goalspec.ParseWith(goalspec.Options{Form: form}, "", "### Was soll gelten?\n\nRechnungen nennen die Steuernummer.\n\n### Woran sieht man es?\n\n- `make test` läuft\n")
	fmt.Println(d.Outcome(), len(d.Criteria()))
	// Output: Rechnungen nennen die Steuernummer. 1
}
