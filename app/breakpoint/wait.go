package breakpoint

import (
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// Turn is what becomes of a goal that waits for people when they do not answer.
type Turn string

// The turns: people are reminded once, then the goal ends with its work saved.
const (
	TurnNone   Turn = ""
	TurnRemind Turn = "remind"
	TurnStop   Turn = "stop"
)

// Wait tells what comes next for a goal at a breakpoint, and when. A goal that
// people paused waits for as long as they like.
func Wait(g *app.Goal, p policy.Policy) (Turn, time.Time) {
	b := g.Hold.Breakpoint
	if b == nil || g.Hold.Paused || g.State.Over() {
		return TurnNone, time.Time{}
	}
	if b.Reminded.IsZero() && p.RemindAfter > 0 && p.RemindAfter < p.StopAfter {
		return TurnRemind, g.Hold.Since.Add(time.Duration(p.RemindAfter))
	}
	return TurnStop, GivesUp(g, p)
}

// GivesUp is when a goal that waits for people is stopped, zero when it does
// not wait or waits without end. People who were reminded late, after an
// outage, have as long to answer as those reminded in time.
func GivesUp(g *app.Goal, p policy.Policy) time.Time {
	if g.Hold.Breakpoint == nil || g.Hold.Paused || g.State.Over() {
		return time.Time{}
	}
	at := g.Hold.Since.Add(time.Duration(p.StopAfter))
	if told := g.Hold.Breakpoint.Reminded; !told.IsZero() {
		if late := told.Add(time.Duration(p.StopAfter - p.RemindAfter)); late.After(at) {
			return late
		}
	}
	return at
}
