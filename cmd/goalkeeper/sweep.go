package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// rescueEvery is how soon after its lease ran out a dead runner's goal is
// taken over.
const rescueEvery = 3 * time.Second

// rescue looks for goals that could move and that nobody holds.
func (s *server) rescue() {
	tick := time.NewTicker(rescueEvery)
	defer tick.Stop()
	for {
		goals, err := s.store.Runnable(s.ctx, 1000)
		if err != nil && s.ctx.Err() == nil {
			s.log.Warn("look for goals that nobody holds", "err", err)
		}
		for _, id := range goals {
			s.pool.Rescue(id)
		}
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// A sweep looks back over what GitHub keeps of failed deliveries at the start,
// and afterwards over the time since the last one. Labels are never taken from
// anything but a signed delivery: its text is what the person who labelled saw.
const (
	sweepWindow  = 72 * time.Hour
	sweepOverlap = 5 * time.Minute
)

// sweep finds what a wake has missed: deliveries that never reached us, effects
// nobody delivers.
func (s *server) sweep(ctx context.Context) error {
	start := time.Now()
	err := s.missedDeliveries(ctx, start)
	s.Wake(ctx, store.WakeInbox, "")
	installations, listed := s.store.Installations(ctx)
	for _, n := range installations {
		s.deliverer.Wake(n)
	}
	return errors.Join(err, listed, s.retain(ctx, start))
}

func (s *server) missedDeliveries(ctx context.Context, start time.Time) error {
	since := start.Add(-sweepWindow)
	if !s.swept.IsZero() {
		since = s.swept.Add(-sweepOverlap)
	}
	missed, err := s.github.FailedDeliveries(ctx, since)
	if err != nil {
		return fmt.Errorf("ask for failed deliveries: %w", err)
	}
	for _, d := range missed {
		if _, err := s.store.Receive(ctx, d); err != nil {
			return err
		}
	}
	s.swept = start
	return nil
}
