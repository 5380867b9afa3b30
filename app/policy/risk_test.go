package policy_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

func TestRisk(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		work  goalspec.WorkType
		paths []string
		level policy.Level
		why   string
	}{
		"nothing is known":              {"", "", nil, "medium", "risk.otherwise"},
		"documentation":                 {"", goalspec.WorkDocumentation, nil, "low", "the work type is documentation (risk.low.work_types)"},
		"documentation of documents":    {"", goalspec.WorkDocumentation, []string{"docs/a/b.txt", "README.md"}, "low", "work type"},
		"documents by any work":         {"", goalspec.WorkFeature, []string{"docs/a.md"}, "low", "docs/a.md lies under docs (risk.low.paths)"},
		"documentation that turns code": {"", goalspec.WorkDocumentation, []string{"docs/a.md", "src/a.go"}, "medium", "no row of the risk table knows src/a.go"},
		"test repair":                   {"", goalspec.WorkBugFix, []string{"pkg/a_test.go"}, "medium", "*_test.*"},
		"test coverage":                 {"", goalspec.WorkTestCoverage, nil, "medium", "test-coverage"},
		"user interface":                {"", goalspec.WorkFeature, []string{"web/components/Button.tsx"}, "medium", "components"},
		"authentication":                {"", goalspec.WorkBugFix, []string{"README.md", "internal/auth/token.go"}, "high", "internal/auth/token.go lies under auth (risk.high.paths)"},
		"an author is no auth":          {"", goalspec.WorkBugFix, []string{"internal/author.go"}, "medium", "otherwise"},
		"authorship is no auth":         {"", goalspec.WorkBugFix, []string{"author/a.go", "src/Authority.cs", "authors.csv"}, "medium", "otherwise"},
		"whatever the case of paths":    {"", goalspec.WorkBugFix, []string{"src/Auth/Token.cs"}, "high", "src/Auth/Token.cs lies under auth (risk.high.paths)"},
		"of billing":                    {"", goalspec.WorkBugFix, []string{"src/Billing/Invoice.cs"}, "high", "billing*"},
		"of migrations":                 {"", goalspec.WorkBugFix, []string{"Migrations/7.cs"}, "high", "migrations"},
		"of a row's patterns":           {"risk: {high: {paths: [Ledger]}}", goalspec.WorkBugFix, []string{"src/ledger/a.go"}, "high", "lies under Ledger"},
		"a service of billing":          {"", goalspec.WorkBugFix, []string{"billing-service/main.go"}, "high", "billing*"},
		"a file of authentication":      {"", goalspec.WorkBugFix, []string{"src/authentication.ts"}, "high", "authenticat*"},
		"a middleware of auth":          {"", goalspec.WorkBugFix, []string{"src/auth-middleware.ts"}, "high", "auth-*"},
		"billing":                       {"", goalspec.WorkBugFix, []string{"app/billing/export.go"}, "high", "billing"},
		"migrations":                    {"", goalspec.WorkFeature, []string{"db/migrations/7.sql"}, "high", "migrations"},
		"migration as the work":         {"", goalspec.WorkMigration, []string{"docs/a.md"}, "high", "the work type is migration"},
		"documents of authentication":   {"", goalspec.WorkDocumentation, []string{"auth/README.md"}, "high", "auth"},
		"a row replaced":                {"risk: {high: {paths: [ledger]}}", goalspec.WorkBugFix, []string{"auth/token.go"}, "medium", "otherwise"},
		"a row replaced keeps its rest": {"risk: {high: {paths: [ledger]}}", goalspec.WorkMigration, nil, "high", "migration"},
		"otherwise low":                 {"risk: {otherwise: low}", goalspec.WorkBugFix, []string{"src/a.go"}, "low", "otherwise"},
		"otherwise high":                {"risk: {otherwise: high}", goalspec.WorkDocumentation, []string{"docs/a.md", "src/a.go"}, "high", "src/a.go"},
		"otherwise high, all known":     {"risk: {otherwise: high}", goalspec.WorkDocumentation, []string{"docs/a.md"}, "low", "documentation"},
	} {
		t.Run(name, func(t *testing.T) {
			level, why := parse(t, c.text).Risk(c.work, c.paths)
			if level != c.level || !strings.Contains(why, c.why) {
				t.Errorf("%s, %q", level, why)
			}
		})
	}
}

func TestAt(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		level policy.Level
		plan  policy.Plan
		push  policy.Push
	}{
		"low":                              {"", policy.LevelLow, policy.PlanLarge, policy.PushNothing},
		"medium":                           {"", policy.LevelMedium, policy.PlanLarge, policy.PushNothing},
		"high":                             {"", policy.LevelHigh, policy.PlanAlways, policy.PushNothing},
		"unknown is high":                  {"", policy.LevelUnknown, policy.PlanAlways, policy.PushNothing},
		"never for all":                    {"approve_plan: never", policy.LevelLow, policy.PlanNever, policy.PushNothing},
		"never for all, high asks":         {"approve_plan: never", policy.LevelHigh, policy.PlanAlways, policy.PushNothing},
		"never for high too":               {"approve_plan: never\nrisk: {high: {approve_plan: never}}", policy.LevelHigh, policy.PlanNever, policy.PushNothing},
		"a level cannot loosen":            {"approve_plan: always\nrisk: {low: {approve_plan: never}}", policy.LevelLow, policy.PlanAlways, policy.PushNothing},
		"push by level":                    {"risk: {high: {before_push: approval}}", policy.LevelHigh, policy.PlanAlways, policy.PushApproval},
		"push of another level":            {"risk: {high: {before_push: approval}}", policy.LevelLow, policy.PlanLarge, policy.PushNothing},
		"push for all":                     {"before_push: approval\nrisk: {low: {before_push: nothing}}", policy.LevelLow, policy.PlanLarge, policy.PushApproval},
		"autonomy of analysis":             {"autonomy: {analysis: ask}", policy.LevelLow, policy.PlanAlways, policy.PushNothing},
		"autonomy of verification":         {"autonomy: {verification: ask}", policy.LevelLow, policy.PlanLarge, policy.PushApproval},
		"autonomy of others changes none":  {"autonomy: {implementation: ask, integration: ask}", policy.LevelLow, policy.PlanLarge, policy.PushNothing},
		"autonomy to continue loosens not": {"approve_plan: always\nautonomy: {analysis: continue}", policy.LevelLow, policy.PlanAlways, policy.PushNothing},
	} {
		t.Run(name, func(t *testing.T) {
			got := parse(t, c.text).At(c.level)
			if got.ApprovePlan != c.plan || got.BeforePush != c.push {
				t.Errorf("%+v", got)
			}
		})
	}
	p := parse(t, "budget: {actions: 40, files: 9}\nrisk: {high: {budget: {actions: 10, minutes: 5, files: 20}}}")
	if got, want := p.At(policy.LevelHigh).Budget, (policy.Limits{Actions: 10, Minutes: 5, Files: 9}); got != want {
		t.Errorf("budget %+v, want %+v", got, want)
	}
}

func TestAskForPlan(t *testing.T) {
	small := app.Plan{Files: make([]string, policy.LargePlan)}
	large := app.Plan{Files: make([]string, policy.LargePlan+1)}
	open := app.Plan{Questions: []string{"which?"}}
	for _, c := range []struct {
		choice policy.Plan
		plan   app.Plan
		asks   bool
	}{
		{policy.PlanNever, large, false},
		{policy.PlanLarge, small, false},
		{policy.PlanLarge, large, true},
		{policy.PlanLarge, open, true},
		{policy.PlanAlways, app.Plan{}, true},
		{"", small, true},
		{"sometimes", small, true},
	} {
		if got := policy.AskForPlan(c.choice, c.plan); got != c.asks {
			t.Errorf("%q with %d files: %v", c.choice, len(c.plan.Files), got)
		}
	}
}

func rank(l policy.Level) int {
	return map[policy.Level]int{policy.LevelLow: 1, policy.LevelMedium: 2, policy.LevelHigh: 3}[l]
}

// TestRiskNeverFalls holds that more work and stricter rows only raise a level.
func TestRiskNeverFalls(t *testing.T) {
	names := []string{"docs/a.md", "src/a.go", "auth/x", "ui/b.css", "x_test.go", "ledger/1", "billing/README.md"}
	rapid.Check(t, func(t *rapid.T) {
		p := policy.Default()
		p.Levels.Otherwise = rapid.SampledFrom([]policy.Level{policy.LevelLow, policy.LevelMedium, policy.LevelHigh}).Draw(t, "otherwise")
		work := rapid.SampledFrom(goalspec.WorkTypes()).Draw(t, "work")
		paths := rapid.SliceOfN(rapid.SampledFrom(names), 1, 6).Draw(t, "paths")
		whole, why := p.Risk(work, paths)
		if rank(whole) == 0 || why == "" {
			t.Fatalf("level %q, because %q", whole, why)
		}
		part, _ := p.Risk(work, paths[:1])
		if len(paths) > 1 && rank(whole) < rank(part) {
			t.Fatalf("%v is %s, %v only %s", paths[:1], part, paths, whole)
		}
		turned, _ := p.Risk(work, append(paths[1:len(paths):len(paths)], paths[0]))
		if turned != whole {
			t.Fatalf("order counts: %s, %s", whole, turned)
		}
		p.Levels.High.Paths = append(p.Levels.High.Paths, rapid.SampledFrom(names).Draw(t, "glob"))
		if more, _ := p.Risk(work, paths); rank(more) < rank(whole) {
			t.Fatalf("a stricter row lowers %s to %s", whole, more)
		}
	})
}
