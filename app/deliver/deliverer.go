package deliver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// GitHub are the calls of *github.Client that deliver.
type GitHub interface {
	CreateComment(ctx context.Context, installation int64, repo app.Repo, number int, body string) (app.Comment, error)
	EditComment(ctx context.Context, installation int64, repo app.Repo, id int64, body string) error
	FindComment(ctx context.Context, installation int64, repo app.Repo, number int, mark string) (app.Comment, bool, error)
	AddReaction(ctx context.Context, installation int64, repo app.Repo, p app.PostReaction) (int64, error)
	CreateIssue(ctx context.Context, installation int64, repo app.Repo, p app.PostIssue) (app.Issue, error)
	CloseIssue(ctx context.Context, installation int64, repo app.Repo, number int) error
	FindIssue(ctx context.Context, installation int64, repo app.Repo, mark string) (app.Issue, bool, error)
	OpenIssueTitled(ctx context.Context, installation int64, repo app.Repo, title string) (app.Issue, bool, error)
	CreateReply(ctx context.Context, installation int64, repo app.Repo, p app.PostReply) (app.Comment, error)
	FindReply(ctx context.Context, installation int64, repo app.Repo, p app.PostReply) (app.Comment, bool, error)
	CreatePull(ctx context.Context, installation int64, repo app.Repo, p app.PostPull) (app.Pull, error)
	FindPull(ctx context.Context, installation int64, repo app.Repo, head, mark string) (app.Pull, bool, error)
	Describe(ctx context.Context, installation int64, repo app.Repo, number int) (github.Description, error)
	UpdatePull(ctx context.Context, installation int64, repo app.Repo, number int, body string) error
	SetDraft(ctx context.Context, installation int64, repo app.Repo, d github.Description, draft bool) error
	PutCheckRun(ctx context.Context, installation int64, repo app.Repo, run app.CheckRun) (int64, error)
	LeaveCheckRun(ctx context.Context, installation int64, repo app.Repo, id int64, next app.Commit) error
	BranchCommit(ctx context.Context, installation int64, repo app.Repo, branch string) (app.Commit, error)
}

// Pusher moves p.Branch of e.Repo to p.Commit. It may be called again for the
// same push. A refusal that will repeat is a *github.Error with a definitive
// code; any other error leaves open whether the branch moved.
type Pusher interface {
	Push(ctx context.Context, e app.Effect, p app.PostPush) error
}

// Clock tells the time and waits.
type Clock interface {
	Now() time.Time
	Sleep(ctx context.Context, d time.Duration) error
}

// Waits between writes.
const (
	DefaultGap   = time.Second // GitHub's advice
	DefaultRetry = 5 * time.Second
	grace        = 5 * time.Second // for a write under way when the process is told to stop
)

// Config is what the deliverer needs.
type Config struct {
	Outbox store.Outbox
	GitHub GitHub
	Pusher Pusher
	Logger *slog.Logger
	Clock  Clock         // nil: the system's
	Gap    time.Duration // between two writes of an installation; negative: none, 0: DefaultGap
	Retry  time.Duration // before the second attempt, doubling up to 120 times; 0: DefaultRetry
}

// Deliverer runs one worker for each installation that has something due.
type Deliverer struct {
	Config
	ping chan struct{}

	mu      sync.Mutex
	wanted  map[int64]bool
	running map[int64]bool
	written map[int64]time.Time // last write of an installation
}

// New checks the configuration.
func New(c Config) (*Deliverer, error) {
	if c.Outbox == nil || c.GitHub == nil || c.Pusher == nil || c.Logger == nil {
		return nil, errors.New("configure deliverer: outbox, github, pusher and logger must be given")
	}
	if c.Clock == nil {
		c.Clock = systemClock{}
	}
	if c.Gap == 0 {
		c.Gap = DefaultGap
	}
	if c.Retry <= 0 {
		c.Retry = DefaultRetry
	}
	return &Deliverer{
		Config: c, ping: make(chan struct{}, 1),
		wanted: map[int64]bool{}, running: map[int64]bool{}, written: map[int64]time.Time{},
	}, nil
}

// Wake says that something of the installation may be due. It never blocks.
func (d *Deliverer) Wake(installation int64) {
	d.mu.Lock()
	d.wanted[installation] = true
	d.mu.Unlock()
	select {
	case d.ping <- struct{}{}:
	default:
	}
}

// Run delivers until ctx ends and every worker has stopped; what is due when
// it starts needs no wake. A write under way gets a few seconds to finish.
func (d *Deliverer) Run(ctx context.Context) error {
	due, err := d.Outbox.Installations(ctx)
	if err != nil {
		return fmt.Errorf("start deliverer: %w", err)
	}
	for _, installation := range due {
		d.Wake(installation)
	}
	var workers sync.WaitGroup
	defer workers.Wait()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-d.ping:
			for _, installation := range d.idle() {
				workers.Go(func() { d.work(ctx, installation) })
			}
		}
	}
}

// idle takes the installations that want a worker and have none.
func (d *Deliverer) idle() []int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []int64
	for installation := range d.wanted {
		if !d.running[installation] {
			d.running[installation] = true
			delete(d.wanted, installation)
			out = append(out, installation)
		}
	}
	return out
}

// again tells a worker whether it was woken meanwhile; if not, it is over.
func (d *Deliverer) again(installation int64) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.wanted[installation] {
		delete(d.wanted, installation)
		return true
	}
	delete(d.running, installation)
	return false
}

// work delivers what is due of one installation. When the store fails it
// waits and tries again: nobody else would wake it.
func (d *Deliverer) work(ctx context.Context, installation int64) {
	for failures := 0; ; {
		err := d.round(ctx, installation)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			d.Logger.ErrorContext(ctx, "delivery stopped", "installation_id", installation, "error", err.Error())
			if d.Clock.Sleep(ctx, backoff(d.Retry, failures)) != nil {
				return
			}
			failures++
		case !d.again(installation):
			return
		default:
			failures = 0
		}
	}
}

// pace waits until the installation may write again.
func (d *Deliverer) pace(ctx context.Context, installation int64) error {
	d.mu.Lock()
	last := d.written[installation]
	d.mu.Unlock()
	if wait := last.Add(d.Gap).Sub(d.Clock.Now()); wait > 0 && d.Gap > 0 && !last.IsZero() {
		return d.Clock.Sleep(ctx, wait)
	}
	return ctx.Err()
}

func (d *Deliverer) wrote(installation int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.written[installation] = d.Clock.Now()
}

// detach returns a context that outlives ctx by grace.
func detach(ctx context.Context) (context.Context, context.CancelFunc) {
	detached, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return detached, func() {
		stop()
		cancel()
	}
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
