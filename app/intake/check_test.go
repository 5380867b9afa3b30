package intake

import (
	"context"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// shelf lists its goals as the store's filter says.
type shelf struct {
	Store
	goals []store.Summary
}

func (s shelf) List(_ context.Context, f store.Filter) (out []store.Summary, err error) {
	for _, g := range s.goals {
		if g.Host == f.Host && g.Repo.ID == f.RepoID && g.Head == f.Head && f.Live && !g.State.Over() {
			out = append(out, g)
		}
	}
	return out, nil
}

// TestFailingCheckWakesItsGoalAlone: the one whose pull request shows the
// commit, whatever pull requests the check names.
func TestFailingCheckWakesItsGoalAlone(t *testing.T) {
	goal := func(id app.GoalID, s app.State, head app.Commit) store.Summary {
		return store.Summary{ID: id, Host: "github.com", Repo: app.Repo{ID: 1}, State: s, Head: head}
	}
	i := &Intake{cfg: Config{Store: shelf{goals: []store.Summary{
		goal("a", app.StateInReview, "c1"), goal("b", app.StateInReview, "c2"), goal("c", app.StateStopped, "c1"), goal("d", app.StateVerifying, "c3"),
	}}}}
	for head, want := range map[app.Commit]app.GoalID{"c1": "a", "c3": "d", "main": ""} {
		h, err := i.checkFailed(t.Context(), app.Inbound{Kind: app.InboundCheckFailed, Host: "github.com", Repo: app.Repo{ID: 1}, Head: head})
		if err != nil {
			t.Fatal(err)
		}
		var got app.GoalID
		for _, in := range h.Inputs {
			got += in.Goal
		}
		if got != want || (want == "") != (h.Ignored != "") {
			t.Errorf("%s went to %q, want %q", head, got, want)
		}
	}
}
