// Package intake turns stored deliveries into what follows from them: a new
// goal, an input in a goal's mailbox, one line of refusal, or nothing.
//
// In come deliveries in the order of their arrival, out goes one Handled write
// each. A label may be handled long after it was set: the goal that it starts is
// told what came since. If the process dies between reading a delivery and that
// write, the delivery is handled again by whoever comes next; nothing happens
// twice, because goals, inputs and effects are keyed by what they are about.
package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// GitHub answers what a delivery alone cannot tell.
type GitHub interface {
	Permission(ctx context.Context, installation int64, repo app.Repo, login string) (app.Permission, error)
	// Labelled tells what became of a label on an issue.
	Labelled(ctx context.Context, installation int64, repo app.Repo, number int, label string) (app.Labelled, error)
}

// Store is the part of the store intake uses.
type Store interface {
	store.Inbox
	GoalOf(ctx context.Context, host string, issueID int64) (store.Summary, error)
	GoalOfPull(ctx context.Context, host string, repoID int64, number int) (store.Summary, error)
	List(ctx context.Context, f store.Filter) ([]store.Summary, error)
	Events(ctx context.Context, id app.GoalID, after int64) ([]app.Event, error)
}

// Policies knows what repositories' policies say of labels.
type Policies interface {
	// Label is the one that starts goals in repo; empty: the usual one.
	Label(ctx context.Context, installation int64, repo app.Repo) (string, error)
	// Moved is told of every push to a default branch.
	Moved(repo app.Repo)
}

// Config is what intake needs.
type Config struct {
	Store   Store
	GitHub  GitHub
	Decode  func(app.Delivery) (app.Inbound, error)
	Greet   func(*app.Goal) string // the first goal comment, without its mark
	Label   string                 // that starts goals where no policy names one
	Rules   Policies
	Bot     int64 // our own user id
	Now     func() time.Time
	Entropy io.Reader // for goal ids
	Logger  *slog.Logger
}

// Intake handles deliveries, one at a time.
type Intake struct {
	cfg Config
	mu  sync.Mutex
}

// New checks cfg.
func New(cfg Config) (*Intake, error) {
	if cfg.Store == nil || cfg.GitHub == nil || cfg.Rules == nil || cfg.Decode == nil || cfg.Greet == nil || cfg.Now == nil || cfg.Entropy == nil || cfg.Logger == nil {
		return nil, errors.New("intake: a part is missing in the configuration")
	}
	if cfg.Label == "" {
		return nil, errors.New("intake: no trigger label")
	}
	return &Intake{cfg: cfg}, nil
}

// attempts is how often a delivery is tried before it is put aside.
const attempts = 20

// Work handles every delivery that is due.
func (i *Intake) Work(ctx context.Context) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	for {
		due, err := i.cfg.Store.NextDeliveries(ctx, 50)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, d := range due {
			if err := i.one(ctx, d); err != nil {
				return err
			}
		}
	}
}

// one handles a delivery; a fault of the world around it postpones it.
func (i *Intake) one(ctx context.Context, p store.Pending) error {
	h, err := i.handle(ctx, p)
	if err == nil {
		err = i.cfg.Store.Handle(ctx, p.ID, h)
	}
	if errors.Is(err, store.ErrLiveGoal) {
		return i.cfg.Store.Handle(ctx, p.ID, store.Handled{Ignored: err.Error()})
	}
	if err == nil || ctx.Err() != nil {
		return err
	}
	i.cfg.Logger.Warn("handle delivery", "delivery_id", p.Delivery.GUID, "event", p.Delivery.Event, "attempt", p.Attempts+1, "err", err)
	return i.cfg.Store.Postpone(ctx, p.ID, i.cfg.Now().Add(backoff(p.Attempts)), err.Error(), p.Attempts+1 >= attempts)
}

// backoff doubles from one second to ten minutes.
func backoff(attempt int) time.Duration {
	return min(time.Second<<min(attempt, 10), 10*time.Minute)
}

func (i *Intake) decode(d app.Delivery) (app.Inbound, error) {
	in, err := i.cfg.Decode(d)
	if in.At.IsZero() {
		in.At = d.ReceivedAt
	}
	return in, err
}

func (i *Intake) handle(ctx context.Context, p store.Pending) (store.Handled, error) {
	in, err := i.decode(p.Delivery)
	if err != nil {
		return store.Handled{Ignored: "cannot be decoded: " + err.Error()}, nil
	}
	switch in.Kind {
	case app.InboundIgnored:
		return store.Handled{Ignored: "not an event we act on"}, nil
	case app.InboundLabelled:
		return i.labelled(ctx, p, in)
	case app.InboundBaseMoved:
		return i.baseMoved(ctx, in)
	case app.InboundCheckFailed:
		return i.checkFailed(ctx, in)
	}
	return i.forward(ctx, in)
}

// forward puts the event into the mailbox of the goal it concerns.
func (i *Intake) forward(ctx context.Context, in app.Inbound) (store.Handled, error) {
	if in.Sender.ID == i.cfg.Bot {
		return store.Handled{Ignored: "our own"}, nil
	}
	goal, err := i.goal(ctx, in)
	if errors.Is(err, store.ErrNotFound) || err == nil && goal.State.Over() {
		return store.Handled{Ignored: "no live goal"}, nil
	}
	if err != nil {
		return store.Handled{}, err
	}
	h, err := tell(in, goal)
	return store.Handled{Inputs: h}, err
}

// baseMoved may have brought another policy, and concerns goals in review.
func (i *Intake) baseMoved(ctx context.Context, in app.Inbound) (store.Handled, error) {
	i.cfg.Rules.Moved(in.Repo)
	return i.tellAll(ctx, in, store.Filter{States: []app.State{app.StateInReview}})
}

// checkFailed concerns the goal whose pull request shows that commit. Whoever
// pushed is the sender, we too.
func (i *Intake) checkFailed(ctx context.Context, in app.Inbound) (store.Handled, error) {
	return i.tellAll(ctx, in, store.Filter{Head: in.Head, Live: true})
}

// tellAll tells the goals of the repository that a filter selects.
func (i *Intake) tellAll(ctx context.Context, in app.Inbound, f store.Filter) (store.Handled, error) {
	f.Host, f.RepoID = in.Host, in.Repo.ID
	goals, err := i.cfg.Store.List(ctx, f)
	if err != nil {
		return store.Handled{}, err
	}
	if len(goals) == 0 {
		return store.Handled{Ignored: "no goal that it concerns"}, nil
	}
	h, err := tell(in, goals...)
	return store.Handled{Inputs: h}, err
}

// tell makes an event inputs of goals.
func tell(in app.Inbound, goals ...store.Summary) ([]app.Input, error) {
	data, err := json.Marshal(in)
	if err != nil {
		return nil, fmt.Errorf("encode input: %w", err)
	}
	var out []app.Input
	for _, g := range goals {
		out = append(out, app.Input{Goal: g.ID, Key: "delivery:" + in.GUID, Kind: app.InputKind(in.Kind), At: in.At, Data: data})
	}
	return out, nil
}

func (i *Intake) goal(ctx context.Context, in app.Inbound) (store.Summary, error) {
	if in.Issue.IsPull {
		return i.cfg.Store.GoalOfPull(ctx, in.Host, in.Repo.ID, in.Issue.Number)
	}
	return i.cfg.Store.GoalOf(ctx, in.Host, in.Issue.ID)
}
