package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
)

// told notes when the queue was heard last; what it says is for no one.
type told struct {
	mu sync.Mutex
	at time.Time
}

func (t *told) Wake(context.Context, store.Wake, string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at = time.Now()
}

func (t *told) quiet() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return time.Since(t.at) > 2*time.Second
}

// fill copies the first goal, event by event, to other issues: some that are
// there, and as many that nobody will ask for.
func (l *parkingLot) fill(ctx context.Context, goals int) error {
	st, err := sqlite.New(ctx, sqlite.Config{Path: filepath.Join(l.data(), "goalkeeper.db")})
	if err != nil {
		return err
	}
	defer st.Close()
	heard := &told{at: time.Now()}
	if err := st.Start(ctx, jobs.Config{Waker: heard, Sweep: func(context.Context) error { return nil }, PollEvery: 5 * time.Millisecond, Logger: slog.New(slog.DiscardHandler)}); err != nil {
		return err
	}
	all, err := st.List(ctx, store.Filter{})
	if err != nil {
		return err
	}
	events, err := st.Events(ctx, all[0].ID, 0)
	if err != nil {
		return err
	}
	work := make(chan int)
	faults := make(chan error, 16)
	var wg sync.WaitGroup
	for range cap(faults) {
		wg.Go(func() {
			for n := range work {
				if err := l.park(ctx, st, events, n); err != nil {
					faults <- err
					return
				}
			}
		})
	}
	for n := 1; n < goals && len(faults) == 0; n++ {
		select {
		case work <- n:
		case err := <-faults:
			faults <- err
		}
	}
	close(work)
	wg.Wait()
	select {
	case err := <-faults:
		return err
	default:
	}
	for tick := time.NewTicker(250 * time.Millisecond); !heard.quiet(); <-tick.C {
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// park stores the n-th copy through the store's port, as intake and runner do.
func (l *parkingLot) park(ctx context.Context, st store.Store, events []app.Event, n int) error {
	id, err := app.NewGoalID(time.Now(), rand.Reader)
	if err != nil {
		return err
	}
	g := &app.Goal{}
	var copied []app.Event
	for _, e := range events {
		e, err := l.copy(e, id, g, n)
		if err != nil {
			return err
		}
		if err := g.Apply(e); err != nil {
			return err
		}
		copied = append(copied, e)
	}
	first, err := app.Replay(copied[:1])
	if err != nil {
		return err
	}
	if _, err := st.Receive(ctx, app.Delivery{AppID: l.hub.App().ID, GUID: string(id), Event: "issues", Body: []byte("{}"), ReceivedAt: time.Now()}); err != nil {
		return err
	}
	delivery, err := delivered(ctx, st, string(id))
	if err != nil {
		return err
	}
	if err := st.Handle(ctx, delivery, store.Handled{Opened: &store.Opening{Summary: store.Of(first), Events: copied[:1]}}); err != nil {
		return err
	}
	lease, err := st.Acquire(ctx, id, "bench", time.Minute)
	if err != nil {
		return err
	}
	if n < len(l.issues) {
		if err := l.ask(ctx, g); err != nil {
			return err
		}
	}
	row := store.Of(g)
	row.Resting = true
	return errors.Join(st.Commit(ctx, store.Commit{Lease: lease, Summary: row, Events: copied[1:]}), st.Release(ctx, lease))
}

// ask posts the question of a copy as the App does: what was not asked is not
// answered.
func (l *parkingLot) ask(ctx context.Context, g *app.Goal) error {
	key, err := ghinstallation.NewKeyFromFile(http.DefaultTransport, l.hub.App().ID, g.Installation, l.hub.App().PrivateKeyFile)
	if err != nil {
		return err
	}
	key.BaseURL = strings.TrimSuffix(l.hub.APIURL(), "/")
	bot, err := gh.NewClient(&http.Client{Transport: key}).WithEnterpriseURLs(l.hub.APIURL(), l.hub.APIURL())
	if err != nil {
		return err
	}
	b := g.Hold.Breakpoint
	body := b.Question + "\n\n" + app.Mark(g.ID, "breakpoint", b.N)
	if _, _, err := bot.Issues.CreateComment(ctx, parkedOwner, parkedName, g.Issue.Number, &gh.IssueComment{Body: &body}); err != nil {
		return fmt.Errorf("ask on issue %d: %w", g.Issue.Number, err)
	}
	return nil
}

// delivered finds a delivery in the inbox.
func delivered(ctx context.Context, st store.Store, guid string) (int64, error) {
	due, err := st.NextDeliveries(ctx, 100)
	if err != nil {
		return 0, err
	}
	for _, d := range due {
		if d.Delivery.GUID == guid {
			return d.ID, nil
		}
	}
	return 0, fmt.Errorf("delivery %s is not in the inbox", guid)
}

// copy seals an event anew for the n-th goal.
func (l *parkingLot) copy(e app.Event, id app.GoalID, g *app.Goal, n int) (app.Event, error) {
	entry := app.By(e.Actor, exact{e.Kind, e.Data})
	if e.Kind == app.EventGoalOpened {
		p, err := app.Decode[app.GoalOpened](e)
		if err != nil {
			return e, err
		}
		if p.Issue.ID, p.Issue.Number = int64(1_000_000_000+n), 1_000_000+n; n < len(l.issues) {
			p.Issue.ID, p.Issue.Number = l.issues[n].GetID(), l.issues[n].GetNumber()
		}
		entry.Payload = p
	}
	return app.Seal(id, g.Seq, g.Hash, 1, e.At, entry)
}

// exact is a payload as it was stored.
type exact struct {
	kind app.EventKind
	data []byte
}

func (x exact) EventKind() app.EventKind     { return x.kind }
func (x exact) MarshalJSON() ([]byte, error) { return x.data, nil }
