// Package store is the port behind which everything durable lives: the inbox
// of deliveries, goals with their mailboxes and logs, effects and surfaces on
// their way to GitHub, and blobs.
//
// In come values of package app, out go the same values. One call is one
// atomic write; no transaction type crosses the port. If the process dies
// inside a call, the write has happened whole or not at all.
package store

import (
	"context"
	"errors"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Errors every adapter returns.
var (
	ErrNotFound  = errors.New("not found")
	ErrLeaseLost = errors.New("lease lost")                           // another runner owns the goal, or its epoch has moved on
	ErrLeased    = errors.New("goal is being worked on")              // by a live lease
	ErrUnread    = errors.New("mailbox has unread input")             // on Release
	ErrLiveGoal  = errors.New("the issue already has a live goal")    // one live goal per issue
	ErrClash     = errors.New("event does not follow the stored log") // number or hash
)

// Wake names what a wake is for.
type Wake string

// The wakes. They carry ids, never work.
const (
	WakeInbox   Wake = "inbox"
	WakeGoal    Wake = "goal"
	WakeDeliver Wake = "deliver"
)

// Lease is the right to append to one goal's log, fenced by Epoch.
type Lease struct {
	Goal  app.GoalID
	Owner string
	Epoch int64
	Until time.Time
}

// Summary is the goal's row: what lists and sweeps need without the log.
type Summary struct {
	ID           app.GoalID         `json:"id"`
	Host         string             `json:"host"`
	Installation int64              `json:"installation"`
	Repo         app.Repo           `json:"repo"`
	IssueID      int64              `json:"issue_id"`
	Number       int                `json:"number"`
	Title        string             `json:"title"`
	State        app.State          `json:"state"`
	Paused       bool               `json:"paused"`
	Breakpoint   app.BreakpointKind `json:"breakpoint,omitempty"`
	NotBefore    time.Time          `json:"not_before,omitzero"`
	Resting      bool               `json:"-"` // nothing to do until an input or NotBefore
	Pull         int                `json:"pull,omitempty"`
	Head         app.Commit         `json:"head,omitempty"` // that the pull request shows, or is about to show
	Seq          int64              `json:"events"`
	Hash         string             `json:"hash"`
	OpenedAt     time.Time          `json:"opened_at"`
	ChangedAt    time.Time          `json:"changed_at"`
	Owner        string             `json:"-"` // of the lease, live or not
	LeaseUntil   time.Time          `json:"-"`
	Unread       int                `json:"-"` // inputs in the mailbox
}

// Of summarises a goal after its last event.
func Of(g *app.Goal) Summary {
	s := Summary{
		ID: g.ID, Host: g.Host, Installation: g.Installation, Repo: g.Repo, IssueID: g.Issue.ID,
		Number: g.Issue.Number, Title: g.Title, State: g.State, Paused: g.Hold.Paused, NotBefore: g.Hold.NotBefore,
		Seq: g.Seq, Hash: g.Hash, OpenedAt: g.OpenedAt, ChangedAt: g.At,
	}
	if g.Hold.Breakpoint != nil {
		s.Breakpoint = g.Hold.Breakpoint.Kind
	}
	if g.Pull != nil {
		s.Pull, s.Head = g.Pull.Number, g.Pull.Commit
	}
	if g.Publishing != nil {
		s.Head = g.Publishing.Commit
	}
	return s
}

// Commit is the one write of a goal's lease holder. Either all of it happens
// or none: ErrLeaseLost when the lease is gone, ErrClash when the first event
// does not follow the stored log.
type Commit struct {
	Lease      Lease
	Summary    Summary // after Events
	Events     []app.Event
	InputsRead []int64
	Effects    []app.Effect // an existing key is left as it is
	Surfaces   []app.Surface
	WakeAt     time.Time // also wake the goal then; zero: no
}

// Handled is the one write that ends the handling of a delivery.
type Handled struct {
	Opened  *Opening
	Inputs  []app.Input  // an existing (goal, key) is left as it is
	Effects []app.Effect // answers outside a goal
	Ignored string       // why nothing followed, for the operator
}

// Opening starts a goal: its first events (sealed with epoch 0), its row and
// what people see at once. ErrLiveGoal when the issue has a live goal.
type Opening struct {
	Summary  Summary
	Events   []app.Event
	Effects  []app.Effect
	Surfaces []app.Surface
}

// Pending is a delivery waiting in the inbox.
type Pending struct {
	ID       int64
	Attempts int // handlings that failed so far
	Delivery app.Delivery
}

// QueuedEffect is an effect on its way.
type QueuedEffect struct {
	ID       int64
	Effect   app.Effect
	Status   app.EffectStatus
	Attempts int
	NotUntil time.Time
}

// QueuedSurface is a surface whose newest version is not applied yet.
type QueuedSurface struct {
	Surface  app.Surface
	Digest   app.Digest // of Surface.Data: what to report back
	RemoteID int64      // of the comment or check run; 0: none known
	Attempts int
}

// Filter selects goals; zero fields select all.
type Filter struct {
	Host   string
	RepoID int64
	Head   app.Commit
	States []app.State
	Live   bool // not ended
	Limit  int
}

// Inbox is the door's side.
type Inbox interface {
	// Receive stores a delivery durably, once per (app id, GUID); fresh is
	// false for a repeated one. It wakes the inbox in the same write.
	Receive(ctx context.Context, d app.Delivery) (fresh bool, err error)
	// NextDeliveries returns unhandled deliveries in order of arrival.
	NextDeliveries(ctx context.Context, limit int) ([]Pending, error)
	// Received returns what came since a time, handled or not, if its body
	// holds a text, in order of arrival.
	Received(ctx context.Context, since time.Time, holds string) ([]Pending, error)
	// ForgetDeliveries drops the bodies of deliveries received before a time,
	// but of those that still wait; that they came stays known.
	ForgetDeliveries(ctx context.Context, before time.Time) error
	// Handle ends the handling of a delivery with everything that follows
	// from it, and wakes the goals and deliverers concerned. ErrNotFound when
	// the delivery does not wait, or when an input's goal does not exist.
	Handle(ctx context.Context, id int64, h Handled) error
	// Postpone counts a failed handling; the delivery comes again after
	// until, or never when dead is set (it stays on record).
	Postpone(ctx context.Context, id int64, until time.Time, why string, dead bool) error
}

// Goals is the runner's side.
type Goals interface {
	// Acquire takes the goal's lease for ttl and raises its epoch, or
	// answers ErrLeased.
	Acquire(ctx context.Context, id app.GoalID, owner string, ttl time.Duration) (Lease, error)
	// Renew extends a lease that is still held, else ErrLeaseLost. A lease past
	// its time is held until somebody takes the goal over.
	Renew(ctx context.Context, l Lease, ttl time.Duration) (Lease, error)
	// Release gives the lease back when the mailbox is empty, else ErrUnread
	// and the lease stays.
	Release(ctx context.Context, l Lease) error
	Commit(ctx context.Context, c Commit) error
	// Post adds effects that follow from no event, such as a receipt while the
	// holder of the lease is busy; an existing key is left as it is.
	Post(ctx context.Context, effects ...app.Effect) error
	// Inputs returns the unread mailbox in order.
	Inputs(ctx context.Context, id app.GoalID) ([]app.Input, error)
	// Put adds an input and wakes the goal; the same key is stored once.
	Put(ctx context.Context, in app.Input) error

	Goal(ctx context.Context, id app.GoalID) (Summary, error)
	// GoalOf finds the newest goal of an issue, GoalOfPull that of a pull request.
	GoalOf(ctx context.Context, host string, issueID int64) (Summary, error)
	GoalOfPull(ctx context.Context, host string, repoID int64, number int) (Summary, error)
	// List returns goals, the newest first.
	List(ctx context.Context, f Filter) ([]Summary, error)
	// Events returns a goal's log after a number, in order.
	Events(ctx context.Context, id app.GoalID, after int64) ([]app.Event, error)
	// Runnable lists live goals that nobody holds and that have unread input,
	// or that people have not paused and whose NotBefore has passed, or that do
	// not rest.
	Runnable(ctx context.Context, limit int) ([]app.GoalID, error)
}

// Outbox is the deliverer's side.
type Outbox interface {
	// NextEffects returns what is due of an installation, in order. An
	// effect whose goal has an earlier unsettled effect is not due. One that
	// is already sending was attempted by a deliverer that died: its outcome
	// is unknown.
	NextEffects(ctx context.Context, installation int64, limit int) ([]QueuedEffect, error)
	// MarkSending records the attempt before it is made.
	MarkSending(ctx context.Context, id int64) error
	// Settle records the outcome; done, when it concerns a goal, goes to its
	// mailbox in the same write, under the key "effect:" and the effect's own.
	// Unknown and pending come again after until. ErrNotFound when it is
	// settled already.
	Settle(ctx context.Context, id int64, status app.EffectStatus, done app.EffectDone, until time.Time) error
	NextSurfaces(ctx context.Context, installation int64, limit int) ([]QueuedSurface, error)
	// Applied records that digest stands on GitHub under remoteID; a newer
	// desired version stays due, and so does the applied one when it is wanted
	// again after another, which may have been sent.
	Applied(ctx context.Context, goal app.GoalID, kind app.SurfaceKind, digest app.Digest, remoteID int64) error
	// DelaySurface makes a surface due again after until.
	DelaySurface(ctx context.Context, goal app.GoalID, kind app.SurfaceKind, until time.Time, why string) error
	// Installations lists those with something due.
	Installations(ctx context.Context) ([]int64, error)
}

// Blobs keeps bytes by digest.
type Blobs interface {
	PutBlob(ctx context.Context, b []byte) (app.Digest, error)
	// Blob reads up to limit bytes from offset (limit <= 0: all) and tells
	// the whole size.
	Blob(ctx context.Context, d app.Digest, offset, limit int64) (b []byte, size int64, err error)
	// ForgetBlobs deletes what was last put before a time. A goal puts blobs
	// only while it lives: those of every goal opened since are safe.
	ForgetBlobs(ctx context.Context, before time.Time) (int64, error)
}

// Store is the whole port.
type Store interface {
	Inbox
	Goals
	Outbox
	Blobs
	// Ready tells whether the store answers.
	Ready(ctx context.Context) error
	Close() error
}

// Waker is told of wakes; adapters send each wake at least once, also after a
// restart. A wake for work that is done already is harmless. Wake returns soon
// and may be called by many at once, also from inside a call of the store: it
// notes the wake and leaves the work to somebody else.
type Waker interface {
	Wake(ctx context.Context, w Wake, id string)
}
