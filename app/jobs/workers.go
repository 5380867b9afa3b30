package jobs

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func workers(c Config) (*river.Workers, error) {
	w := river.NewWorkers()
	err := errors.Join(
		river.AddWorkerSafely(w, tell(c.Waker, func(inbox) (store.Wake, string) { return store.WakeInbox, "" })),
		river.AddWorkerSafely(w, tell(c.Waker, func(g goal) (store.Wake, string) { return store.WakeGoal, g.ID })),
		river.AddWorkerSafely(w, tell(c.Waker, func(d deliver) (store.Wake, string) { return store.WakeDeliver, d.ID })),
		river.AddWorkerSafely(w, &sweeper{do: c.Sweep}),
	)
	return w, err
}

// tell works off wakes of one kind.
func tell[A river.JobArgs](to store.Waker, read func(A) (store.Wake, string)) river.Worker[A] {
	return river.WorkFunc(func(ctx context.Context, job *river.Job[A]) error {
		kind, id := read(job.Args)
		to.Wake(ctx, kind, id)
		return nil
	})
}

// sweeper sweeps one at a time: a sweep asked for during another is dropped.
type sweeper struct {
	river.WorkerDefaults[sweep]
	do   func(ctx context.Context) error
	busy sync.Mutex
}

func (s *sweeper) Timeout(*river.Job[sweep]) time.Duration { return sweepTimeout }

func (s *sweeper) Work(ctx context.Context, _ *river.Job[sweep]) error {
	if s.do == nil || !s.busy.TryLock() {
		return nil
	}
	defer s.busy.Unlock()
	return s.do(ctx)
}
