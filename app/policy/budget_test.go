package policy_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

func TestBudget(t *testing.T) {
	operator := app.Budget{Actions: 50, Active: time.Hour, Tokens: 1000}
	got := policy.Budget(operator, policy.Limits{Actions: 60, Minutes: 30, Files: 9}, goalspec.Budget{Actions: 20, Minutes: 90, Files: 12, USD: 2})
	want := app.Budget{Actions: 20, Active: 30 * time.Minute, Tokens: 1000, Files: 9, USD: 2}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := policy.Budget(operator, policy.Limits{Minutes: 307445734562}, goalspec.Budget{Minutes: 1e12}); got != operator { // a little more than 2^64 nanoseconds
		t.Errorf("budget %+v, want %+v", got, operator)
	}
}

func TestTokensInThousands(t *testing.T) {
	for text, want := range map[string]int64{"1M": 1_000_000, "500k": 500_000, "999999m": 999_999_000_000, "7": 7} {
		if p, err := policy.Parse([]byte("budget: {tokens: " + text + "}\n")); err != nil || p.Budget.Tokens != want {
			t.Errorf("%s: %d, %v", text, p.Budget.Tokens, err)
		}
	}
}

func meters(b app.Budget) []float64 {
	return []float64{
		float64(b.Actions), b.Active.Minutes(), float64(b.Tokens), b.USD, float64(b.Files), float64(b.Lines), float64(b.Questions),
	}
}

func drawBudget(t *rapid.T, name string) goalspec.Budget {
	n := rapid.IntRange(0, 100)
	return goalspec.Budget{
		Actions: n.Draw(t, name), Minutes: n.Draw(t, name), Tokens: int64(n.Draw(t, name)), USD: float64(n.Draw(t, name)) / 4,
		Files: n.Draw(t, name), Lines: n.Draw(t, name), Questions: n.Draw(t, name),
	}
}

func appBudget(b goalspec.Budget) app.Budget {
	return app.Budget{
		Actions: b.Actions, Active: time.Duration(b.Minutes) * time.Minute, Tokens: app.Tokens(b.Tokens), USD: b.USD,
		Files: b.Files, Lines: b.Lines, Questions: b.Questions,
	}
}

// TestBudgetNeverRaises holds contract ≤ policy ≤ operator on every meter: the
// result is the lowest limit stated, and none only where none is stated.
func TestBudgetNeverRaises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		operator, repository, level, contract := drawBudget(t, "operator"), drawBudget(t, "policy"), drawBudget(t, "level"), drawBudget(t, "contract")
		p := policy.Default()
		p.Budget, p.Levels.High.Budget = policy.Limits(repository), policy.Limits(level)
		got := meters(policy.Budget(appBudget(operator), p.At(policy.LevelHigh).Budget, contract))
		for n, limit := range got {
			lowest := 0.0
			for _, b := range []goalspec.Budget{operator, repository, level, contract} {
				if v := meters(appBudget(b))[n]; v > 0 && (lowest == 0 || v < lowest) {
					lowest = v
				}
			}
			if limit != lowest {
				t.Fatalf("meter %d is %v, want %v", n, limit, lowest)
			}
		}
	})
}
