package jobs

import (
	"fmt"

	"github.com/riverqueue/river"

	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

type (
	inbox struct{}
	goal  struct {
		ID string `json:"id"`
	}
	deliver struct {
		ID string `json:"id"`
	}
	sweep struct{}
)

func (inbox) Kind() string   { return string(store.WakeInbox) }
func (goal) Kind() string    { return string(store.WakeGoal) }
func (deliver) Kind() string { return string(store.WakeDeliver) }
func (sweep) Kind() string   { return "sweep" }

// InsertOpts gives up early: the next sweep comes anyway.
func (sweep) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: 3} }

func (w Wake) args() (river.JobArgs, error) {
	switch w.Kind {
	case store.WakeInbox:
		return inbox{}, nil
	case store.WakeGoal:
		return goal{w.ID}, nil
	case store.WakeDeliver:
		return deliver{w.ID}, nil
	}
	return nil, fmt.Errorf("send wake: unknown kind %q", w.Kind)
}
