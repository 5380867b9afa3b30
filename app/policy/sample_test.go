package policy_test

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestSamplesAreSpokenOf: what is planted for a pattern lies under it, and for
// what is no pattern nothing is found. A ban has one outside of its exceptions, if that is
// near.
func TestSamplesAreSpokenOf(t *testing.T) {
	p := parse(t, `
frozen: ["a/**/z", "**/x.?go", "/top", "docs/", "*", "**", "v[0-9].[^a-z]*", "one/two.txt", ".*rc"]
allowed: ["src/**", planted, "planted.*"]
`)
	goal, findings := goalspec.Parse("", "Goal: Print one row per item.\n\nEvidence:\n- `make test` passes\n\nDo not modify:\n- `lib/**`, except `lib/planted/`\n- `*.sql`, except `planted.sql`\n- `gen/`, except `gen/a.go`\n- `one.go`, except `web/one.go`\n").Admit(goalspec.Options{})
	if goal.IsZero() {
		t.Fatal(findings)
	}
	c := &app.Contract{Frozen: []string{"internal/**", "no[class"}, Goal: goal}
	rules := map[string]int{}
	for _, s := range p.Samples(c) {
		rules[s.Rule]++
		if !fs.ValidPath(s.Path) {
			t.Errorf("%+v is no path", s)
		}
		found := p.Decide(c, s.Path, 0).Children
		spoke := slices.ContainsFunc(found, func(v app.Verdict) bool { return v.Rule == s.Rule && v.Status == app.StatusFail })
		if spoke != (s.Glob != "no[class") {
			t.Errorf("%+v is spoken of: %v", s, spoke)
		}
	}
	for _, rule := range []string{"protected", "frozen", "allowed", "scope", "categories.billing", "categories.deploy", "categories.production_config", "categories.secrets", "risk"} {
		if rules[rule] == 0 {
			t.Errorf("nothing is planted for %s", rule)
		}
	}
	if rules["frozen"] != 9 || rules["allowed"] != 1 || rules["scope"] != 6 {
		t.Errorf("%v", rules)
	}
	p.Allowed = []string{"**"}
	for _, s := range p.Samples(nil) {
		if s.Rule == "allowed" || s.Rule == "scope" {
			t.Errorf("nothing lies outside of everything: %+v", s)
		}
	}
}
