package pipeline

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// GitHub is what the spine asks of GitHub; it writes nothing.
type GitHub interface {
	// Permission is asked when a text is used, never remembered.
	Permission(ctx context.Context, installation int64, repo app.Repo, login string) (app.Permission, error)
	// InTeam tells whether somebody belongs to a team of the owner now. An App
	// that may not see members answers with fs.ErrPermission.
	InTeam(ctx context.Context, installation int64, repo app.Repo, slug, login string) (bool, error)
	// IssueComments returns the comments of an issue, oldest first.
	IssueComments(ctx context.Context, installation int64, repo app.Repo, number int) ([]app.Comment, error)
	// Issue reads an issue as it is now.
	Issue(ctx context.Context, installation int64, repo app.Repo, number int) (app.Issue, error)
	// Labelled tells what became of a label on an issue.
	Labelled(ctx context.Context, installation int64, repo app.Repo, number int, label string) (app.Labelled, error)
	// ReviewComments returns the comments on lines that belong to a review.
	ReviewComments(ctx context.Context, installation int64, repo app.Repo, number int, review int64) ([]app.LineComment, error)
	// Merged tells whether a pull request is merged by now, and by which commit.
	Merged(ctx context.Context, installation int64, repo app.Repo, number int) (by app.Commit, merged bool, err error)
	// Remote is the repository's git address with a token that can only read.
	Remote(ctx context.Context, installation int64, repo app.Repo) (workspace.Remote, error)
}

// Store is the part of the store the spine uses.
type Store interface {
	store.Goals
	store.Blobs
}

// Config is what the spine is wired with.
type Config struct {
	Store  Store
	GitHub GitHub
	Models []Model // a policy chooses among them; the first is the usual one
	// OwnerPolicy reads the owner's .github repository, for a repository
	// without a policy of its own.
	OwnerPolicy func(ctx context.Context, installation int64, repo app.Repo) policy.Owner
	Gates       *gate.Gates
	Verifier    *verify.Verifier
	Workspace   *workspace.Store
	Sandbox     sandbox.Sandbox
	Dir         string                              // work directories of running goals; traversable by the sandbox's user
	UID, GID    int                                 // owner of what is in them, -1: this process
	Slug        string                              // of the App: @slug addresses us
	LogURL      func(app.GoalID, app.Digest) string // address of a kept log; nil: logs have none
	Scrub       func(string) string                 // takes secrets out of what is published
	Bot         int64                               // the App's own user id: its comments are not instructions
	Owner       string                              // names this process in leases
	Private     map[string]netip.Prefix             // hosts at private addresses that set-up may reach
	Limits      app.Budget
	Slots       int           // goals worked on at once
	Repeats     int           // green runs of the result before anything is proven
	Lease       time.Duration // lease of a running goal, renewed at a third
	Progress    time.Duration // least time between two progress edits of the goal comment
	Retention   time.Duration // how long the work of an ended goal is kept; 0: for ever
	Now         func() time.Time
	Logger      *slog.Logger
}

func (c *Config) check() error {
	switch {
	case c.Store == nil, c.GitHub == nil, len(c.Models) == 0, c.Gates == nil, c.Verifier == nil, c.OwnerPolicy == nil, c.Workspace == nil, c.Sandbox == nil:
		return errors.New("pipeline: a part is missing in the configuration")
	case c.Dir == "", c.Slug == "", c.Owner == "", c.Now == nil, c.Logger == nil:
		return errors.New("pipeline: dir, slug, owner, clock and logger are required")
	}
	if c.Slots <= 0 {
		c.Slots = 2
	}
	if c.Lease <= 0 {
		c.Lease = 12 * time.Second
	}
	return nil
}
