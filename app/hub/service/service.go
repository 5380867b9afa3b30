// Package service is what can be done on the hub: every operation checks the actor, validates the
// request, changes the state and records the webhook deliveries it causes. REST and the web pages call
// the same operations.
//
// In come actors and requests, out go rows of the state or a refusal. State and deliveries of one
// operation are one journal line, so that after a crash either all of it happened or nothing. Where an
// operation also moves git refs, the refs move first.
package service

import (
	"context"
	"crypto/rsa"
	"log/slog"
	"time"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Config is what the operations work on; all fields are required.
type Config struct {
	Store *state.Store
	Git   *git.Store
	Key   *rsa.PrivateKey // the App's
	Now   func() time.Time
	Web   string // the hub's address, such as http://127.0.0.1:8080
	Wake  func() // called after deliveries were recorded
	Log   *slog.Logger
}

// Service carries out operations. It is safe for use by many at once.
type Service struct{ Config }

// New returns the operations over the configured parts.
func New(c Config) *Service { return &Service{c} }

// Path names a repository as OWNER/NAME.
type Path struct{ Owner, Name string }

// View runs read over one moment of the state, with a printer for it.
func (s *Service) View(read func(d *state.Data, p shape.Printer) error) error {
	return s.Store.View(func(d *state.Data) error { return read(d, s.printer(d)) })
}

// Repository finds a repository that the actor may use in the way the need says.
func (s *Service) Repository(a identity.Actor, path Path, need identity.Need) (repo state.Repository, err error) {
	err = s.Store.View(func(d *state.Data) error {
		repo, err = open(d, a, path, need)
		return err
	})
	return repo, err
}

// Issue finds an issue or pull request that the actor may read.
func (s *Service) Issue(a identity.Actor, path Path, number int) (issue state.Issue, err error) {
	err = s.Store.View(func(d *state.Data) error {
		issue, err = openIssue(d, a, path, number, reading)
		return err
	})
	return issue, err
}

// Pull finds a pull request that the actor may read.
func (s *Service) Pull(a identity.Actor, path Path, number int) (issue state.Issue, err error) {
	err = s.Store.View(func(d *state.Data) error {
		issue, err = openPull(d, a, path, number, identity.ReadPulls)
		return err
	})
	return issue, err
}

func (s *Service) printer(d *state.Data) shape.Printer { return shape.Printer{Data: d, Web: s.Web} }

// tx is one operation's transaction.
type tx struct {
	*state.Data
	ctx     context.Context
	service *Service
	actor   identity.Actor
	now     time.Time
	print   shape.Printer
	emitted bool
}

// update runs write as one transaction of the actor and wakes the dispatcher when it recorded deliveries.
func (s *Service) update(ctx context.Context, a identity.Actor, write func(*tx) error) error {
	t := &tx{ctx: ctx, service: s, actor: a, now: s.Now().UTC().Truncate(time.Second)}
	err := s.Store.Update(func(d *state.Data) error {
		t.Data, t.print = d, s.printer(d)
		return write(t)
	})
	if err == nil && t.emitted {
		s.Wake()
	}
	return err
}

func open(d *state.Data, a identity.Actor, path Path, need identity.Need) (state.Repository, error) {
	repo, ok := d.RepositoryByName(path.Owner, path.Name)
	if !ok {
		return repo, refusal.NotFound()
	}
	return repo, identity.Check(d, a, repo, need)
}

// conversation is one kind of deed on an issue or a pull request's conversation.
type conversation struct{ issue, pull identity.Need }

// The deeds on a conversation, with what each needs on issues and on pull requests.
const (
	reading = iota
	writing
	triaging
	editing
)

func conversationNeed(deed int, pull bool) identity.Need {
	needs := [...]conversation{
		reading:  {identity.ReadIssues, identity.ReadConversation},
		writing:  {identity.WriteIssues, identity.WriteConversation},
		triaging: {identity.TriageIssues, identity.TriageConversation},
		editing:  {identity.EditIssues, identity.EditConversation},
	}[deed]
	if pull {
		return needs.pull
	}
	return needs.issue
}

func openIssue(d *state.Data, a identity.Actor, path Path, number, deed int) (state.Issue, error) {
	repo, err := open(d, a, path, identity.ReadMetadata)
	if err != nil {
		return state.Issue{}, err
	}
	issue, ok := d.IssueByNumber(repo.ID, number)
	if !ok {
		return issue, refusal.NotFound()
	}
	return issue, identity.Check(d, a, repo, conversationNeed(deed, issue.Pull != nil))
}

func openPull(d *state.Data, a identity.Actor, path Path, number int, need identity.Need) (state.Issue, error) {
	repo, err := open(d, a, path, need)
	if err != nil {
		return state.Issue{}, err
	}
	issue, ok := d.IssueByNumber(repo.ID, number)
	if !ok || issue.Pull == nil {
		return issue, refusal.NotFound()
	}
	return issue, nil
}

// check refuses the deed on the issue to an actor who may not do it.
func (t *tx) check(issue state.Issue, deed int) error {
	repo, _ := t.Repositories.Get(issue.RepositoryID)
	return identity.Check(t.Data, t.actor, repo, conversationNeed(deed, issue.Pull != nil))
}

// authorOr lets the author do what otherwise needs the deed's permission.
func (t *tx) authorOr(author int64, issue state.Issue, deed int) error {
	if author == t.actor.User.ID {
		deed = writing
	}
	return t.check(issue, deed)
}

// bodyLimit and titleLimit are GitHub's, in characters.
const (
	bodyLimit  = 65536
	titleLimit = 256
)

func checkLength(resource, field, text string, limit int) error {
	if utf8.RuneCountInString(text) > limit {
		return refusal.TooLong(resource, field, limit)
	}
	return nil
}
