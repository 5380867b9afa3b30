package pipeline

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestPathsInAQuestion are shown as they are, and end no code span.
func TestPathsInAQuestion(t *testing.T) {
	r := judged(t, app.Trial{})
	b := r.gateQuestion(app.Verdict{Children: []app.Verdict{{
		Rule: "secrets", Status: app.StatusFail, Action: app.ActionAsk, Reason: "no", Places: []app.Place{{Path: "a` **b**\n- `c"}, {Path: "d.go"}},
	}}})
	if b == nil || b.Detail != "- ``a` **b** - `c``: no (secrets)\n- `d.go`: no (secrets)" {
		t.Errorf("asks %+v", b)
	}
}
