package policy_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// TestActions: the table says what follows in each phase, the policy changes it
// within the table's least, and a goal keeps what was sealed.
func TestActions(t *testing.T) {
	for _, c := range []struct {
		what, policy, gate string
		working, last      app.Action
	}{
		{"the table", "", "dependencies", app.ActionAsk, app.ActionAsk},
		{"milder while work goes on", "", "size", app.ActionFlag, app.ActionAsk},
		{"not yet while work goes on", "", "claims", app.ActionAllow, app.ActionFlag},
		{"the policy makes it stricter", "gates: {skips: stop}", "skips", app.ActionStop, app.ActionStop},
		{"the policy's word holds in all phases", "gates: {size: stop}", "size", app.ActionStop, app.ActionStop},
		{"the table's word leaves its row", "gates: {size: ask}", "size", app.ActionFlag, app.ActionAsk},
		{"a word for the last phase alone", "gates: {skips: {verification: ask}}", "skips", app.ActionFlag, app.ActionAsk},
		{"a word for each phase", "gates: {size: {implementation: ask, integration: ask, verification: flag}}", "size", app.ActionAsk, app.ActionFlag},
		{"the policy switches it off", "gates: {dependencies: allow}", "dependencies", app.ActionAllow, app.ActionAllow},
		{"no milder than the least", "", "secrets", app.ActionStop, app.ActionStop},
	} {
		p, err := policy.Parse([]byte(c.policy))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := p.Seal()
		if err == nil {
			p, err = policy.Sealed(raw)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range policy.Gates() {
			if g.Name != c.gate {
				continue
			}
			if got := p.ActionsOf(g).In(app.PhaseImplementation); got != c.working {
				t.Errorf("%s: %s while work goes on, want %s", c.what, got, c.working)
			}
			if got := p.ActionsOf(g).In(app.PhaseVerification); got != c.last {
				t.Errorf("%s: %s in the end, want %s", c.what, got, c.last)
			}
		}
	}
	milder := policy.Default()
	milder.Gates["secrets"] = policy.Actions{Implementation: app.ActionAllow, Integration: app.ActionAllow, Verification: app.ActionAllow} // as an older table may have sealed it
	for _, g := range policy.Gates() {
		if got := milder.ActionsOf(g).In(app.PhaseIntegration); got.Severity() < g.Least.Severity() {
			t.Errorf("%s: %s is milder than %s", g.Name, got, g.Least)
		}
	}
}
