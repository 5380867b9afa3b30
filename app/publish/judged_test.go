package publish

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// TestGateLine: what gates looked at is told where they found nothing too, and which of
// them could say nothing.
func TestGateLine(t *testing.T) {
	quiet := func(rule string) app.Verdict {
		return app.Verdict{Rule: rule, Status: app.StatusPass, Action: app.ActionAllow}
	}
	void := app.Verdict{Rule: "skips", Status: app.StatusError, Action: app.ActionFlag, Places: []app.Place{{Path: ".", Text: "Python"}}}
	found := app.Verdict{Rule: "locks", Status: app.StatusFail, Action: app.ActionAsk, Places: []app.Place{{Path: "go.sum"}}}
	stat := app.DiffStat{Files: []app.FileStat{{Path: "a.go"}, {Path: "b.go"}}}
	without := policy.Policy{Gates: map[string]policy.Actions{"timeouts": {Implementation: app.ActionAllow, Integration: app.ActionAllow, Verification: app.ActionAllow}}}
	for want, c := range map[string]struct {
		judged []app.Verdict
		policy policy.Policy
	}{
		"": {},
		"**Gates:** 2 rules over 2 files, nothing found.":                                                                         {judged: []app.Verdict{quiet("size"), quiet("skips")}},
		"**Gates:** 2 rules over 2 files, nothing found. Void, so that their silence says nothing: skips for Python.":             {judged: []app.Verdict{quiet("size"), void}},
		"**Gates:** 1 rule over 2 files, nothing found. Turned off by the policy: timeouts.":                                      {judged: []app.Verdict{quiet("size"), quiet("timeouts")}, policy: without},
		"**Gates:** 2 rules over 2 files, 1 flag: locks in `go.sum`. Void, so that their silence says nothing: skips for Python.": {judged: []app.Verdict{found, void}},
	} {
		p := page{View{Goal: &app.Goal{Verdict: &app.Verdict{Children: c.judged}, Stat: stat}, Policy: c.policy}, sizes()[0]}
		if got := p.gateLine(); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// TestRepeated: how often a check was run is explained where it stands, once.
func TestRepeated(t *testing.T) {
	s := newStory(t).verified()
	body := PullBody(s.pull(false).view(s.proofOf(true, true, true, true, true)...))
	if n := strings.Count(body, "×N"); n != 1 {
		t.Errorf("explained %d times", n)
	}
	once := app.CriterionResult{Trial: &app.Trial{Base: app.Tally{Red: 1}, Candidate: app.Tally{Green: 1}}}
	if got := repeated([]app.CriterionResult{once, {}}); got != "" {
		t.Error(got)
	}
}
