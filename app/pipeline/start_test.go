package pipeline

import (
	"context"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// archive holds the logs of goals that are over.
type archive struct {
	*desk
	logs map[app.GoalID][]app.Event
}

func (a archive) Events(_ context.Context, id app.GoalID, _ int64) ([]app.Event, error) {
	return a.logs[id], nil
}

// TestKeptWorkIsFoundAgain behind goals that did nothing with it, until somebody
// starts afresh or a goal has a result.
func TestKeptWorkIsFoundAgain(t *testing.T) {
	contract := app.ContractFrozen{Contract: app.Contract{Version: 1, Base: "base", BaseTree: "base tree"}}
	begun, stopped := app.TreeExported{Tree: "base tree"}, app.Ended{State: app.StateStopped}
	offer := app.BreakpointOpened{Breakpoint: app.Breakpoint{N: 1, Kind: app.BreakpointAsk, Options: []string{"Go on", "Start afresh"}, Start: &app.Start{Goal: "worked", Tree: "work"}}}
	taken := func(what string) []app.Payload {
		return []app.Payload{contract, begun, offer, app.BreakpointAnswered{N: 1, Answer: what}, stopped}
	}
	for name, c := range map[string]struct {
		between []app.Payload
		want    app.GoalID
	}{
		"nobody answered":           {[]app.Payload{contract, begun, offer, stopped}, "worked"},
		"never read":                {[]app.Payload{stopped}, "worked"},
		"accepted, not taken up":    {taken("Go on"), "worked"},
		"started afresh":            {taken("Start afresh"), ""},
		"afresh, with work":         {append(taken("Start afresh")[:4:4], app.TreeExported{Tree: "other work"}, stopped), "between"},
		"merged in the meantime":    {[]app.Payload{contract, begun, app.Ended{State: app.StateDone}}, ""},
		"the work of the one after": {[]app.Payload{contract, app.TreeExported{Tree: "other work"}, stopped}, "between"},
	} {
		a := archive{quiet(), map[app.GoalID][]app.Event{}}
		log := func(id, previous app.GoalID, all ...app.Payload) {
			seq, prev := int64(0), ""
			for _, p := range append([]app.Payload{app.GoalOpened{Host: "github.example", Previous: previous}}, all...) {
				e, err := app.Seal(id, seq, prev, 1, noon, app.Say(p))
				if err != nil {
					t.Fatal(err)
				}
				a.logs[id], seq, prev = append(a.logs[id], e), e.Seq, e.Hash
			}
		}
		log("worked", "", contract, app.TreeExported{Tree: "work"}, stopped)
		log("between", "worked", c.between...)
		r := a.worker(t)
		r.cfg.Store, r.goal.Previous = a, "between"
		g, err := r.before(t.Context())
		if err != nil || (g == nil) != (c.want == "") || g != nil && g.ID != c.want {
			t.Errorf("%s: %+v, %v; want %q", name, g, err, c.want)
		}
	}
}
