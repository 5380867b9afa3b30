package main

import (
	"context"
	"errors"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// retainEvery is how often the work of ended goals is looked through.
const retainEvery = time.Hour

// retain forgets what ended goals left behind when its time is over: their
// repositories, outputs that no goal still kept can have put, and deliveries.
// Their logs stay.
func (s *server) retain(ctx context.Context, now time.Time) error {
	if s.retention <= 0 || now.Sub(s.retained) < retainEvery {
		return nil
	}
	all, err := s.store.List(ctx, store.Filter{})
	if err != nil {
		return err
	}
	cutoff, before := now.Add(-s.retention), s.retained.Add(-s.retention)
	oldest := cutoff
	var faults []error
	for _, g := range all {
		if g.State.Over() && g.ChangedAt.Before(cutoff) {
			if !g.ChangedAt.Before(before) { // else it is forgotten already
				faults = append(faults, s.workspace.Forget(ctx, string(g.ID)))
			}
			continue
		}
		if g.OpenedAt.Before(oldest) {
			oldest = g.OpenedAt
		}
	}
	n, err := s.store.ForgetBlobs(ctx, oldest)
	if n > 0 {
		s.log.Info("forgot old outputs", "count", n)
	}
	faults = append(faults, err, s.store.ForgetDeliveries(ctx, cutoff))
	if err = errors.Join(faults...); err == nil {
		s.retained = now
	}
	return err
}
