package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// patience is how long a story waits for what must happen.
const patience = 5 * time.Minute

// wait looks until what is so.
func (w *world) wait(what string, so func() bool) {
	w.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(patience)
	for !so() {
		select {
		case <-tick.C:
		case <-deadline:
			w.Fatalf("waited %s in vain: %s", patience, what)
		}
	}
}

// waitFor waits for something that is announced.
func (w *world) waitFor(what string, c <-chan struct{}) {
	w.Helper()
	select {
	case <-c:
	case <-time.After(patience):
		w.Fatalf("waited %s in vain: %s", patience, what)
	}
}

// waitState waits until the newest goal is in a state and stands there.
func (w *world) waitState(s app.State) *app.Goal {
	w.Helper()
	w.wait("state "+string(s), func() bool {
		g := w.goal()
		if g != nil && g.State != s && g.State.Over() {
			w.Fatalf("the goal is %s (%s), want %s", g.State, g.Ended.Reason, s)
		}
		return g != nil && g.State == s
	})
	return w.goal()
}

// waitBreakpoint waits until people are asked, and until they can read it.
func (w *world) waitBreakpoint(kind app.BreakpointKind) *app.Goal {
	w.Helper()
	w.wait("breakpoint "+string(kind), func() bool {
		g := w.goal()
		b := breakpointOf(g)
		if g != nil && (g.State.Over() || b != nil && b.Kind != kind) {
			w.Fatalf("the goal is %s at %+v, want breakpoint %s", g.State, b, kind)
		}
		return b != nil && len(w.marked("breakpoint")) == b.N
	})
	return w.goal()
}

func breakpointOf(g *app.Goal) *app.Breakpoint {
	if g == nil {
		return nil
	}
	return g.Hold.Breakpoint
}

// waitPull waits until the pull request is open and recorded.
func (w *world) waitPull() *app.Goal {
	w.Helper()
	return w.waitState(app.StateInReview)
}

// goals are all there are, the newest first.
func (w *world) goals() []store.Summary {
	w.Helper()
	all, err := w.st.List(w.ctx, store.Filter{})
	w.check(err)
	return all
}

// events is the log of the newest goal.
func (w *world) events() []app.Event {
	w.Helper()
	all := w.goals()
	if len(all) == 0 {
		return nil
	}
	events, err := w.st.Events(w.ctx, all[0].ID, 0)
	w.check(err)
	return events
}

// goal folds the newest goal from its log; nil while there is none.
func (w *world) goal() *app.Goal {
	w.Helper()
	all := w.goals()
	if len(all) == 0 {
		return nil
	}
	if w.folded.ID != all[0].ID {
		w.folded = app.Goal{}
	}
	more, err := w.st.Events(w.ctx, all[0].ID, w.folded.Seq)
	w.check(err)
	for _, e := range more {
		w.check(w.folded.Apply(e))
	}
	g := w.folded
	return &g
}

// happened are the payloads of one kind in the newest goal's log.
func happened[T app.Payload](w *world) []T {
	w.Helper()
	var zero T
	var out []T
	for _, e := range w.events() {
		if e.Kind == zero.EventKind() {
			p, err := app.Decode[T](e)
			w.check(err)
			out = append(out, p)
		}
	}
	return out
}

// settled waits until nothing is on its way any more: no delivery unhandled,
// no input unread, no write to GitHub outstanding.
func (w *world) settled() {
	w.Helper()
	w.wait("everything has settled", func() bool {
		due, err := w.st.NextDeliveries(w.ctx, 1)
		w.check(err)
		outstanding, err := w.st.Installations(w.ctx)
		w.check(err)
		unread := slices.ContainsFunc(w.goals(), func(s store.Summary) bool { return s.Unread > 0 })
		return len(due) == 0 && len(outstanding) == 0 && !unread
	})
}

var markPattern = regexp.MustCompile(`<!-- goalkeeper v1 goal=(\w+) kind=(\w+) n=(\d+) -->`)

// invariants holds what no story may break: every log is a valid chain, and
// whatever we posted stands there once.
func (w *world) invariants() {
	seen := map[string]int{}
	if w.issue != 0 {
		for _, c := range w.comments() {
			if mark := markPattern.FindString(c.GetBody()); mark != "" {
				seen[mark]++
			}
		}
	}
	for _, p := range w.pulls() {
		if mark := markPattern.FindString(p.GetBody()); mark != "" {
			seen[mark]++
		}
	}
	for mark, n := range seen {
		if n != 1 {
			w.Errorf("%s stands there %d times", mark, n)
		}
	}
	for _, s := range w.goals() {
		events, err := w.st.Events(w.ctx, s.ID, 0)
		w.check(err)
		g, err := app.Replay(events)
		w.check(err)
		if g.Seq != s.Seq || g.Hash != s.Hash || g.State != s.State {
			w.Errorf("the row of goal %s says %d %s %s, its log %d %s %s", s.ID, s.Seq, s.Hash, s.State, g.Seq, g.Hash, g.State)
		}
	}
}

// tell shows what a failed story came to.
func (w *world) tell() {
	var b strings.Builder
	for _, e := range w.events() {
		fmt.Fprintf(&b, "%4d %s %-22s %-18s %s\n", e.Seq, e.At.Format("05.000"), e.Kind, e.Actor, oneLine(e.Data))
	}
	for _, c := range w.comments() {
		fmt.Fprintf(&b, "\n--- %s wrote:\n%s\n", c.GetUser().GetLogin(), c.GetBody())
	}
	log := w.log.String()
	w.Logf("%s\n--- the server's log:\n%s", b.String(), log[max(0, len(log)-20_000):])
}
