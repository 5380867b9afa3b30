package app_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestToShow: a draft shows the newest checkpoint that may be shown, until the
// pull request is ready.
func TestToShow(t *testing.T) {
	goal := func(change func(*app.Goal)) *app.Goal {
		g := &app.Goal{State: app.StateWorking, Checkpoints: []app.Checkpoint{{Commit: "a", Show: true}, {Commit: "b", Show: true}}}
		change(g)
		return g
	}
	for name, c := range map[string]struct {
		change func(*app.Goal)
		want   app.Commit // empty: nothing
	}{
		"at work":                {func(*app.Goal) {}, "b"},
		"verifying":              {func(g *app.Goal) { g.State = app.StateVerifying }, "b"},
		"in review":              {func(g *app.Goal) { g.State = app.StateInReview }, ""},
		"planning":               {func(g *app.Goal) { g.State = app.StatePlanning }, ""},
		"over":                   {func(g *app.Goal) { g.State = app.StateStopped }, ""},
		"no checkpoint":          {func(g *app.Goal) { g.Checkpoints = nil }, ""},
		"the newest may not":     {func(g *app.Goal) { g.Checkpoints[1].Show = false }, ""},
		"on its way":             {func(g *app.Goal) { g.Publishing = &app.Publishing{Commit: "b"} }, ""},
		"an older one is shown":  {func(g *app.Goal) { g.Pull = &app.Pull{Commit: "a", Draft: true} }, "b"},
		"it is shown":            {func(g *app.Goal) { g.Pull = &app.Pull{Commit: "b", Draft: true} }, ""},
		"the pull request ready": {func(g *app.Goal) { g.Pull = &app.Pull{Commit: "a"} }, ""},
	} {
		cp := goal(c.change).ToShow()
		if (cp != nil) != (c.want != "") || cp != nil && cp.Commit != c.want {
			t.Errorf("%s: %+v, want %q", name, cp, c.want)
		}
	}
}
