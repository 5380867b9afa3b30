// Package jobs is the River wiring that the stores share: wakes, schedules and
// sweeps, never the work itself.
//
// In come wakes written in a store's own transaction; out go calls of a
// [store.Waker] in whichever process runs the queue, and of its sweep every
// few minutes. A wake's job ends as soon as the waker was told, so a process
// that dies loses no work here: wakes not told yet are told after the restart,
// and what was told but not done is found by the sweep.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"

	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

const (
	defaultSweep = 2 * time.Minute
	defaultPoll  = 250 * time.Millisecond

	tellTimeout  = 10 * time.Second
	sweepTimeout = 5 * time.Minute
	rescueAfter  = time.Minute // of a job whose process died
	stopTimeout  = 5 * time.Second
)

// Config says who is woken and how often.
type Config struct {
	Waker      store.Waker                     // is told of wakes; must return soon
	Sweep      func(ctx context.Context) error // at the start and every SweepEvery; an error is tried again
	SweepEvery time.Duration                   // 0: two minutes
	PollEvery  time.Duration                   // a database without notifications; 0: 250 ms
	Logger     *slog.Logger
}

// Queue tells a waker of wakes and sweeps, from Start to Stop.
type Queue[T any] struct{ client *river.Client[T] }

// New makes a queue over driver.
func New[T any](driver riverdriver.Driver[T], c Config) (*Queue[T], error) {
	if c.Waker == nil {
		return nil, errors.New("make queue: no waker")
	}
	if c.SweepEvery <= 0 {
		c.SweepEvery = defaultSweep
	}
	if c.PollEvery <= 0 {
		c.PollEvery = defaultPoll
	}
	workers, err := workers(c)
	if err != nil {
		return nil, fmt.Errorf("make queue: %w", err)
	}
	client, err := river.NewClient(driver, &river.Config{
		Logger:                      quiet(c.Logger),
		Workers:                     workers,
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 8}},
		FetchCooldown:               c.PollEvery,
		FetchPollInterval:           c.PollEvery,
		JobTimeout:                  tellTimeout,
		RescueStuckJobsAfter:        rescueAfter,
		CompletedJobRetentionPeriod: time.Minute, // nobody asks for a wake that was told
		ReindexerSchedule:           river.NeverSchedule(),
		PeriodicJobs: []*river.PeriodicJob{river.NewPeriodicJob(river.PeriodicInterval(c.SweepEvery),
			func() (river.JobArgs, *river.InsertOpts) { return sweep{}, nil }, nil)},
	})
	if err != nil {
		return nil, fmt.Errorf("make queue: %w", err)
	}
	return &Queue[T]{client: client}, nil
}

// Start begins to tell and sweeps once. Only Stop ends it, not the end of ctx.
func (q *Queue[T]) Start(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	if err := q.client.Start(ctx); err != nil {
		return fmt.Errorf("start queue: %w", err)
	}
	if _, err := q.client.Insert(ctx, sweep{}, nil); err != nil {
		return errors.Join(fmt.Errorf("ask for the first sweep: %w", err), q.Stop(ctx))
	}
	return nil
}

// Stop takes no more wakes and waits for those being told and for a running
// sweep; when ctx ends first, their contexts are cancelled.
func (q *Queue[T]) Stop(ctx context.Context) error {
	err := q.client.Stop(ctx)
	if err == nil {
		return nil
	}
	hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := q.client.StopAndCancel(hard); err != nil {
		return fmt.Errorf("stop queue: %w", err)
	}
	return nil
}
