package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/webhooks"
)

// rescueEvery is how soon after its lease ran out a dead runner's goal is
// taken over.
const rescueEvery = 3 * time.Second

// rescue looks for goals that could move and that nobody holds.
func (s *server) rescue() {
	tick := time.NewTicker(rescueEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
		}
		goals, err := s.store.Runnable(s.ctx, 1000)
		if err != nil && s.ctx.Err() == nil {
			s.log.Warn("look for goals that nobody holds", "err", err)
		}
		for _, id := range goals {
			s.pool.Rescue(id)
		}
	}
}

// Sweeps look back over what GitHub keeps of failed deliveries at the start,
// and afterwards over the time since the last one; labelled issues, which cost
// a call for each repository, are looked for at the start and every hour.
const (
	sweepWindow  = 72 * time.Hour
	sweepOverlap = 5 * time.Minute
	issuesEvery  = time.Hour
)

// sweeps is what one sweep leaves for the next; only sweep uses it, and sweeps
// never overlap.
type sweeps struct {
	deliveries time.Time // failed ones are known up to then
	issues     time.Time // labelled issues were looked for then
}

// sweep finds what a wake has missed: deliveries that never reached us, labels
// set while nobody listened, effects nobody delivers.
func (s *server) sweep(ctx context.Context) error {
	start := time.Now()
	err := errors.Join(s.missedDeliveries(ctx, start), s.missedLabels(ctx, start))
	s.Wake(ctx, store.WakeInbox, "")
	installations, listed := s.store.Installations(ctx)
	for _, n := range installations {
		s.deliverer.Wake(n)
	}
	return errors.Join(err, listed)
}

func (s *server) missedDeliveries(ctx context.Context, start time.Time) error {
	since := start.Add(-sweepWindow)
	if !s.swept.deliveries.IsZero() {
		since = s.swept.deliveries.Add(-sweepOverlap)
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
	s.swept.deliveries = start
	return nil
}

// eventReconcile marks an inbox entry that a sweep wrote; the door stores
// nothing under this name.
const eventReconcile = "reconcile"

// missedLabels puts open issues that carry the label and have no goal into the
// inbox, as if their delivery had come.
func (s *server) missedLabels(ctx context.Context, start time.Time) error {
	if start.Sub(s.swept.issues) < issuesEvery {
		return nil
	}
	installations, err := s.github.Installations(ctx)
	if err != nil {
		return fmt.Errorf("list installations: %w", err)
	}
	for _, i := range installations {
		if i.Suspended {
			continue
		}
		repos, err := s.github.Repositories(ctx, i.ID)
		if err != nil {
			return fmt.Errorf("list repositories of installation %d: %w", i.ID, err)
		}
		for _, repo := range repos {
			if err := s.labelledIn(ctx, i.ID, repo); err != nil {
				return err
			}
		}
	}
	s.swept.issues = start
	return nil
}

func (s *server) labelledIn(ctx context.Context, installation int64, repo app.Repo) error {
	issues, err := s.github.OpenIssuesWithLabel(ctx, installation, repo, s.label)
	if err != nil {
		return fmt.Errorf("list labelled issues of %s: %w", repo, err)
	}
	host := ""
	if u, err := url.Parse(repo.WebURL); err == nil {
		host = u.Host
	}
	for _, issue := range issues {
		_, err := s.store.GoalOf(ctx, host, issue.ID)
		if !errors.Is(err, store.ErrNotFound) {
			if err != nil {
				return err
			}
			continue // known; labelling again has a delivery of its own
		}
		by, at, err := s.github.LabelledBy(ctx, installation, repo, issue.Number, s.label)
		if err != nil {
			return fmt.Errorf("ask who labelled %s#%d: %w", repo, issue.Number, err)
		}
		in := app.Inbound{
			Kind: app.InboundLabelled, Host: host, Installation: installation, Repo: repo, Issue: issue, Sender: by, Label: s.label, At: at,
			GUID: fmt.Sprintf("%s-%d-%d", eventReconcile, issue.ID, at.Unix()),
		}
		body, err := json.Marshal(in)
		if err != nil {
			return fmt.Errorf("encode: %w", err)
		}
		if _, err := s.store.Receive(ctx, app.Delivery{GUID: in.GUID, Event: eventReconcile, Body: body, ReceivedAt: time.Now()}); err != nil {
			return err
		}
	}
	return nil
}

// decode reads a stored delivery, GitHub's or a sweep's.
func decode(d app.Delivery) (app.Inbound, error) {
	if d.Event != eventReconcile {
		return webhooks.Decode(d)
	}
	var in app.Inbound
	if err := json.Unmarshal(d.Body, &in); err != nil {
		return in, fmt.Errorf("decode %s: %w", d.GUID, err)
	}
	return in, nil
}
