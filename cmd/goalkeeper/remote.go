package main

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/pipeline"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// reader gives the pipeline what it may ask of GitHub: to read.
type reader struct{ *github.Client }

func (r reader) IssueComments(ctx context.Context, installation int64, repo app.Repo, number int) ([]app.Comment, error) {
	return r.Client.IssueComments(ctx, installation, repo, number, time.Time{})
}

func (r reader) Remote(ctx context.Context, installation int64, repo app.Repo) (workspace.Remote, error) {
	token, err := r.CloneToken(ctx, installation, repo)
	if err != nil {
		return workspace.Remote{}, err
	}
	return remote(repo, token), nil
}

func remote(repo app.Repo, token github.Token) workspace.Remote {
	return workspace.Remote{URL: repo.CloneURL, Username: "x-access-token", Password: token.Reveal()}
}

// pusher moves a branch with a token that lives for this push only.
type pusher struct {
	github    *github.Client
	workspace *workspace.Store
	log       *slog.Logger
}

func (p pusher) Push(ctx context.Context, e app.Effect, to app.PostPush) error {
	token, revoke, err := p.github.PushToken(ctx, e.Installation, e.Repo)
	if err != nil {
		return err
	}
	defer func() {
		if err := revoke(context.WithoutCancel(ctx)); err != nil {
			p.log.Warn("revoke push token", "goal_id", e.Goal, "err", err)
		}
	}()
	repo, err := p.workspace.Mirror(pipeline.MirrorKey(e.Repo)).Goal(ctx, string(e.Goal))
	if err != nil {
		return err
	}
	defer repo.Close()
	err = repo.Push(ctx, remote(e.Repo, token), workspace.Digest(to.Commit), to.Branch, workspace.Digest(to.Expected))
	if err != nil && p.stands(ctx, e, to) {
		return nil // the answer was lost, the push was not
	}
	if errors.Is(err, workspace.ErrRejected) || errors.Is(err, workspace.ErrMoved) {
		return &github.Error{Code: github.CodeInvalid, Op: "push " + to.Branch, Err: err}
	}
	return err
}

// stands tells whether the branch is where the push wants it.
func (p pusher) stands(ctx context.Context, e app.Effect, to app.PostPush) bool {
	head, err := p.github.BranchCommit(ctx, e.Installation, e.Repo, to.Branch)
	return err == nil && head == to.Commit
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

func jitter() float64 { return rand.Float64() }
