package deliver

import (
	"context"
	"errors"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// fault stands before and after every call of the outside world. It returns
// the error the call ends with: before, the call does not happen; after, it
// has happened and nobody hears of it.
type fault func(call, when string) error

// calling runs call between the two looks at the fault.
func calling[T any](f fault, name string, call func() (T, error)) (T, error) {
	var none T
	if err := f(name, "before"); err != nil {
		return none, err
	}
	got, err := call()
	if lost := f(name, "after"); lost != nil {
		return none, lost
	}
	return got, err
}

func doing(f fault, name string, call func() error) error {
	_, err := calling(f, name, func() (struct{}, error) { return struct{}{}, call() })
	return err
}

type found[T any] struct {
	it T
	ok bool
}

func finding[T any](f fault, name string, call func() (T, bool, error)) (T, bool, error) {
	got, err := calling(f, name, func() (found[T], error) {
		it, ok, err := call()
		return found[T]{it, ok}, err
	})
	return got.it, got.ok, err
}

// faultyGitHub decorates the remote.
type faultyGitHub struct {
	*remote
	fault fault
}

func (g faultyGitHub) CreateComment(ctx context.Context, i int64, r app.Repo, n int, body string) (app.Comment, error) {
	return calling(g.fault, "create comment", func() (app.Comment, error) { return g.remote.CreateComment(ctx, i, r, n, body) })
}

func (g faultyGitHub) EditComment(ctx context.Context, i int64, r app.Repo, id int64, body string) error {
	return doing(g.fault, "edit comment", func() error { return g.remote.EditComment(ctx, i, r, id, body) })
}

func (g faultyGitHub) FindComment(ctx context.Context, i int64, r app.Repo, n int, mark string) (app.Comment, bool, error) {
	return finding(g.fault, "find comment", func() (app.Comment, bool, error) { return g.remote.FindComment(ctx, i, r, n, mark) })
}

func (g faultyGitHub) AddReaction(ctx context.Context, i int64, r app.Repo, p app.PostReaction) (int64, error) {
	return calling(g.fault, "react", func() (int64, error) { return g.remote.AddReaction(ctx, i, r, p) })
}

func (g faultyGitHub) CreateIssue(ctx context.Context, i int64, r app.Repo, p app.PostIssue) (app.Issue, error) {
	return calling(g.fault, "create issue", func() (app.Issue, error) { return g.remote.CreateIssue(ctx, i, r, p) })
}

func (g faultyGitHub) FindIssue(ctx context.Context, i int64, r app.Repo, mark string) (app.Issue, bool, error) {
	return finding(g.fault, "find issue", func() (app.Issue, bool, error) { return g.remote.FindIssue(ctx, i, r, mark) })
}

func (g faultyGitHub) CreatePull(ctx context.Context, i int64, r app.Repo, p app.PostPull) (app.Pull, error) {
	return calling(g.fault, "create pull", func() (app.Pull, error) { return g.remote.CreatePull(ctx, i, r, p) })
}

func (g faultyGitHub) FindPull(ctx context.Context, i int64, r app.Repo, head, mark string) (app.Pull, bool, error) {
	return finding(g.fault, "find pull", func() (app.Pull, bool, error) { return g.remote.FindPull(ctx, i, r, head, mark) })
}

func (g faultyGitHub) UpdatePull(ctx context.Context, i int64, r app.Repo, n int, body string) error {
	return doing(g.fault, "update pull", func() error { return g.remote.UpdatePull(ctx, i, r, n, body) })
}

func (g faultyGitHub) SetDraft(ctx context.Context, i int64, r app.Repo, d github.Description, draft bool) error {
	return doing(g.fault, "set draft", func() error { return g.remote.SetDraft(ctx, i, r, d, draft) })
}

func (g faultyGitHub) PutCheckRun(ctx context.Context, i int64, r app.Repo, run app.CheckRun) (int64, error) {
	return calling(g.fault, "check", func() (int64, error) { return g.remote.PutCheckRun(ctx, i, r, run) })
}

func (g faultyGitHub) LeaveCheckRun(ctx context.Context, i int64, r app.Repo, id int64, next app.Commit) error {
	return doing(g.fault, "leave check", func() error { return g.remote.LeaveCheckRun(ctx, i, r, id, next) })
}

func (g faultyGitHub) CloseIssue(ctx context.Context, i int64, r app.Repo, n int) error {
	return doing(g.fault, "close issue", func() error { return g.remote.CloseIssue(ctx, i, r, n) })
}

func (g faultyGitHub) BranchCommit(ctx context.Context, i int64, r app.Repo, branch string) (app.Commit, error) {
	return calling(g.fault, "read branch", func() (app.Commit, error) { return g.remote.BranchCommit(ctx, i, r, branch) })
}

func (g faultyGitHub) Push(ctx context.Context, e app.Effect, p app.PostPush) error {
	return doing(g.fault, "push", func() error { return g.remote.Push(ctx, e, p) })
}

// faultyOutbox decorates the writes of the store.
type faultyOutbox struct {
	store.Outbox
	fault fault
}

func (o faultyOutbox) MarkSending(ctx context.Context, id int64) error {
	return doing(o.fault, "mark sending", func() error { return o.Outbox.MarkSending(ctx, id) })
}

func (o faultyOutbox) Settle(ctx context.Context, id int64, s app.EffectStatus, d app.EffectDone, until time.Time) error {
	return doing(o.fault, "settle", func() error { return o.Outbox.Settle(ctx, id, s, d, until) })
}

func (o faultyOutbox) Applied(ctx context.Context, g app.GoalID, k app.SurfaceKind, d app.Digest, id int64) error {
	return doing(o.fault, "applied", func() error { return o.Outbox.Applied(ctx, g, k, d, id) })
}

func (o faultyOutbox) DelaySurface(ctx context.Context, g app.GoalID, k app.SurfaceKind, until time.Time, why string) error {
	return doing(o.fault, "delay surface", func() error { return o.Outbox.DelaySurface(ctx, g, k, until, why) })
}

var errDead = errors.New("the process is dead")

// death kills the process before its n-th call, which is right after the one
// before: from then on nothing succeeds.
func death(n int) (f fault, died func() bool) {
	calls := 0
	return func(_, when string) error {
		if when == "before" {
			calls++
		}
		if calls > n {
			return errDead
		}
		return nil
	}, func() bool { return calls > n }
}

// once fails one moment of one call with err, the first time it comes.
func once(call, when string, err error) fault {
	return func(c, w string) error {
		if c != call || w != when || err == nil {
			return nil
		}
		now := err
		err = nil
		return now
	}
}
