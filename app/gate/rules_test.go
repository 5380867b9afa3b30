package gate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestRules holds that each rule finds its cheats, and that no rule finds
// anything in their honest twins.
func TestRules(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	all, err := cases()
	if err != nil || len(all) == 0 {
		t.Fatal("no cases", err)
	}
	for rule, list := range all {
		for _, c := range list {
			t.Run(rule+"/"+c.name, func(t *testing.T) {
				if len(c.cheat) > 0 {
					if found := judged(t, gates, c, c.cheat); !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, rule+" ") }) {
						t.Errorf("%s does not see the cheat; found %q", rule, found)
					}
				}
				if found := judged(t, gates, c, c.honest); len(found) > 0 {
					t.Errorf("the honest change is taken for one that is not: %q", found)
				}
			})
		}
	}
}

func judged(t *testing.T, gates *Gates, c ruleCase, layer tree) (found []string) {
	t.Helper()
	in := between(c.base, c.base.over(layer))
	in.Contract = &app.Contract{}
	in.Goal = &app.Goal{Body: c.issue}
	in.Plan = &app.Plan{Files: c.plan}
	if c.check != "" {
		in.Plan.Checks = []app.Check{{Criterion: "C1", Command: c.check}}
	}
	v, err := gates.Judge(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, child := range v.Children {
		for _, p := range child.Places {
			found = append(found, fmt.Sprintf("%s %s:%d %s %s", child.Rule, p.Path, p.Line, p.Text, p.Reason))
		}
	}
	return found
}
