package app

import (
	"testing"
	"time"
)

// TestPermissionGivenAhead holds for whatever comes until the work goes on with
// what it was needed for; from then on for that alone.
func TestPermissionGivenAhead(t *testing.T) {
	now := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	one, two := Place{Path: "go.mod", Bytes: "one"}, Place{Path: "go.mod", Bytes: "two"}
	next := Place{Path: "api/go.mod", Bytes: "one"}
	passed := func(at ...Place) *Verdict {
		return &Verdict{Children: []Verdict{{Rule: "dependencies", Status: StatusPass, Permitted: at}, {Rule: "locks", Status: StatusFail, Places: []Place{two}}}}
	}
	ahead := Waiver{Rule: "dependencies", Path: "**", By: "github:ann"}
	for name, c := range map[string]struct {
		verdict *Verdict
		more    []Waiver
		rule    string
		at      Place
		want    bool
	}{
		"before anything was judged":    {nil, nil, "dependencies", two, true},
		"while it was not needed":       {passed(), nil, "dependencies", two, true},
		"for what it was needed for":    {passed(one), nil, "dependencies", one, true},
		"for other bytes there":         {passed(one), nil, "dependencies", two, false},
		"for the same bytes elsewhere":  {passed(one), nil, "dependencies", next, false},
		"for both places of one moment": {passed(one, next), nil, "dependencies", next, true},
		"for another rule":              {passed(one), nil, "locks", one, false},
		"where another one was enough":  {passed(one), []Waiver{{Rule: "dependencies", Path: "go.mod", Bytes: "one"}}, "dependencies", two, true},
	} {
		g := &Goal{Verdict: c.verdict, Waivers: c.more, Contract: &Contract{Waivers: []Waiver{ahead}}}
		for range 2 { // at every checkpoint anew
			g.bind(now)
		}
		if got := Waived(g.Contract.Waivers, c.rule, c.at, now); got != c.want {
			t.Errorf("%s: it holds %v, want %v: %+v", name, got, c.want, g.Contract.Waivers)
		}
		w, changed, lapsed := Lapsed(g.Contract.Waivers, c.rule, c.at, now)
		if lapsed == c.want && c.rule == ahead.Rule || lapsed && (!changed || w.By != ahead.By) {
			t.Errorf("%s: lapsed %v, for other bytes %v, of %+v", name, lapsed, changed, w)
		}
	}
}

// TestApprovalEnds: what an approval at a gate let in stands with its reason, and is
// asked again some day.
func TestApprovalEnds(t *testing.T) {
	given, at := time.Date(2026, 10, 2, 9, 0, 0, 0, time.UTC), Place{Path: "go.mod", Bytes: "one"}
	g := &Goal{
		Hold:    Hold{Breakpoint: &Breakpoint{N: 1, Kind: BreakpointGate}},
		Verdict: &Verdict{Children: []Verdict{{Rule: "dependencies", Status: StatusFail, Action: ActionAsk, Places: []Place{at}}}},
	}
	e, err := Seal("G", 0, "", 1, given, Say(BreakpointAnswered{N: 1, By: "github:ann", Answer: "approve", Reason: "it is ours"}))
	if err == nil {
		err = g.fold(e)
	}
	if err != nil {
		t.Fatal(err)
	}
	if w, _ := WaiverFor(g.Waivers, "dependencies", at, given); w.By != "github:ann" || w.Reason != "it is ours" {
		t.Errorf("let in by %q because %q", w.By, w.Reason)
	}
	for day, want := range map[int]bool{0: true, 90: true, 91: false} {
		if got := Waived(g.Waivers, "dependencies", at, given.AddDate(0, 0, day)); got != want {
			t.Errorf("after %d days it holds %v, want %v", day, got, want)
		}
	}
}

// TestPermissionIsBoundByTheLog: reading the log again gives the same, and what
// was frozen before stays as it was.
func TestPermissionIsBoundByTheLog(t *testing.T) {
	at := Place{Path: "go.mod", Bytes: "one"}
	contract := Contract{Waivers: []Waiver{{Rule: "dependencies", Path: "go.mod", By: "github:ann"}}}
	g := &Goal{Contract: &contract}
	judged := Verdict{Children: []Verdict{{Rule: "dependencies", Status: StatusPass, Permitted: []Place{at}}}}
	for _, p := range []Payload{GateJudged{Full: true, Verdict: judged}, CheckpointMade{}} {
		e, err := Seal("G", 0, "", 1, time.Now(), Say(p))
		if err != nil {
			t.Fatal(err)
		}
		if err := g.fold(e); err != nil {
			t.Fatal(err)
		}
	}
	if bound := g.Contract.Waivers[0].Bound; len(bound) != 1 || bound[0] != at {
		t.Errorf("bound to %+v", bound)
	}
	if contract.Waivers[0].Bound != nil {
		t.Error("the contract of before has changed")
	}
}
