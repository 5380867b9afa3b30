package pipeline

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// TestTightened: each plan that is riskier than what came before lowers the
// budget, and nothing lowers what people have granted.
func TestTightened(t *testing.T) {
	rules, err := policy.Parse([]byte("risk: {medium: {budget: {actions: 30}}, high: {budget: {actions: 10}}}"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		before []string // what earlier plans change, the last stands
		limit  int      // that stands
		plan   string
		want   int // 0: as it is
	}{
		"the first plan":         {nil, 50, "ui/a.css", 30},
		"without a budget":       {nil, 50, "docs/a.md", 0},
		"riskier":                {[]string{"ui/a.css"}, 30, "auth/a.go", 10},
		"riskier than the first": {[]string{"docs/a.md"}, 50, "ui/a.css", 30},
		"as risky":               {[]string{"ui/a.css"}, 30, "ui/b.css", 0},
		"milder":                 {[]string{"auth/a.go"}, 10, "ui/a.css", 0},
		"riskier again":          {[]string{"ui/a.css", "docs/a.md"}, 30, "auth/a.go", 10},
		"people have granted":    {nil, 60, "auth/a.go", 0},
		"people have since":      {[]string{"ui/a.css"}, 40, "auth/a.go", 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := &run{rules: rules, goal: &app.Goal{Contract: &app.Contract{Limits: app.Budget{Actions: 50}}, Limits: app.Budget{Actions: c.limit}}}
			for _, path := range c.before {
				if r.goal.Plan != nil {
					r.goal.Plans = append(r.goal.Plans, *r.goal.Plan)
				}
				r.goal.Plan = &app.Plan{Files: []string{path}}
			}
			got := 0
			if b := r.tightened(app.Plan{Files: []string{c.plan}}); b != nil {
				got = b.Actions
			}
			if got != c.want {
				t.Errorf("%d, want %d", got, c.want)
			}
		})
	}
}
