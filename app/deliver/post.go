package deliver

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// deed is one effect, ready to be looked for and to be done. look is nil where
// doing it twice is the same as doing it once; wary looks before the first
// attempt too.
type deed struct {
	wary bool
	look func(context.Context) (app.EffectDone, bool, error)
	do   func(context.Context) (app.EffectDone, error)
}

// post does the effect unless it finds it done. open tells that an earlier
// attempt is still not accounted for. A *storeError says that nothing was
// sent.
func (d *Deliverer) post(ctx context.Context, q store.QueuedEffect) (done app.EffectDone, open bool, err error) {
	deed, err := d.deed(q.Effect)
	if err != nil {
		return done, false, err
	}
	if tried := maybeDone(q.Status); (tried || deed.wary) && deed.look != nil {
		done, found, err := deed.look(ctx)
		if found || err != nil {
			return done, tried, err
		}
	}
	if err := d.Outbox.MarkSending(ctx, q.ID); err != nil {
		return done, false, &storeError{err}
	}
	done, err = deed.do(ctx)
	d.wrote(q.Effect.Installation)
	return done, false, err
}

func (d *Deliverer) deed(e app.Effect) (deed, error) {
	switch e.Kind {
	case app.EffectComment:
		return read(e, d.comment)
	case app.EffectReaction:
		return read(e, d.reaction)
	case app.EffectPull:
		return read(e, d.pull)
	case app.EffectIssue:
		return read(e, d.issue)
	case app.EffectPush:
		return read(e, d.push)
	case app.EffectReply:
		return read(e, d.reply)
	case app.EffectEdit:
		return read(e, d.edit)
	case app.EffectClose:
		return read(e, d.close)
	}
	return deed{}, unreadable(fmt.Errorf("kind %q is not known", e.Kind))
}

func read[P any](e app.Effect, make func(app.Effect, P) deed) (deed, error) {
	var p P
	if err := json.Unmarshal(e.Data, &p); err != nil {
		return deed{}, unreadable(err)
	}
	return make(e, p), nil
}

func unreadable(err error) error {
	return &github.Error{Op: "read its record", Code: github.CodeInvalid, Err: err}
}

func (d *Deliverer) comment(e app.Effect, p app.PostComment) deed {
	done := func(c app.Comment) app.EffectDone {
		return app.EffectDone{Number: p.Number, ID: c.ID, URL: c.URL}
	}
	return deed{
		wary: p.Gone,
		look: func(ctx context.Context) (app.EffectDone, bool, error) {
			c, found, err := d.GitHub.FindComment(ctx, e.Installation, e.Repo, p.Number, p.Mark)
			return done(c), found, err
		},
		do: func(ctx context.Context) (app.EffectDone, error) {
			c, err := d.GitHub.CreateComment(ctx, e.Installation, e.Repo, p.Number, p.Body)
			return done(c), err
		},
	}
}

func (d *Deliverer) reply(e app.Effect, p app.PostReply) deed {
	done := func(c app.Comment) app.EffectDone {
		return app.EffectDone{Number: p.Number, ID: c.ID, URL: c.URL}
	}
	return deed{
		look: func(ctx context.Context) (app.EffectDone, bool, error) {
			c, found, err := d.GitHub.FindReply(ctx, e.Installation, e.Repo, p)
			return done(c), found, err
		},
		do: func(ctx context.Context) (app.EffectDone, error) {
			c, err := d.GitHub.CreateReply(ctx, e.Installation, e.Repo, p)
			return done(c), err
		},
	}
}

func (d *Deliverer) reaction(e app.Effect, p app.PostReaction) deed {
	return deed{do: func(ctx context.Context) (app.EffectDone, error) {
		id, err := d.GitHub.AddReaction(ctx, e.Installation, e.Repo, p)
		return app.EffectDone{Number: p.Number, ID: id}, err
	}}
}

func (d *Deliverer) edit(e app.Effect, p app.PostEdit) deed {
	return deed{do: func(ctx context.Context) (app.EffectDone, error) {
		done := app.EffectDone{Number: p.Number, ID: p.Comment}
		if p.Comment == 0 {
			c, found, err := d.GitHub.FindComment(ctx, e.Installation, e.Repo, p.Number, p.Mark)
			if err != nil || !found { // people deleted it
				return done, err
			}
			done.ID = c.ID
		}
		return done, d.GitHub.EditComment(ctx, e.Installation, e.Repo, done.ID, p.Body)
	}}
}

func (d *Deliverer) close(e app.Effect, p app.PostClose) deed {
	return deed{do: func(ctx context.Context) (app.EffectDone, error) {
		return app.EffectDone{Number: p.Number}, d.GitHub.CloseIssue(ctx, e.Installation, e.Repo, p.Number)
	}}
}

func (d *Deliverer) issue(e app.Effect, p app.PostIssue) deed {
	done := func(i app.Issue) app.EffectDone { return app.EffectDone{Number: i.Number, URL: i.URL} }
	return deed{
		look: func(ctx context.Context) (app.EffectDone, bool, error) {
			i, found, err := d.GitHub.FindIssue(ctx, e.Installation, e.Repo, p.Mark)
			return done(i), found, err
		},
		do: func(ctx context.Context) (app.EffectDone, error) {
			// somebody, or another goal, may have said the same
			if same, found, err := d.GitHub.OpenIssueTitled(ctx, e.Installation, e.Repo, p.Title); found || err != nil {
				return done(same), err
			}
			i, err := d.GitHub.CreateIssue(ctx, e.Installation, e.Repo, p)
			return done(i), err
		},
	}
}

// pull: GitHub refuses a second pull request from the same branch, so that a
// refusal, too, is a reason to look.
func (d *Deliverer) pull(e app.Effect, p app.PostPull) deed {
	look := func(ctx context.Context) (app.EffectDone, bool, error) {
		r, found, err := d.GitHub.FindPull(ctx, e.Installation, e.Repo, p.Head, p.Mark)
		return app.EffectDone{Number: r.Number, URL: r.URL}, found, err
	}
	return deed{
		look: look,
		do: func(ctx context.Context) (app.EffectDone, error) {
			r, err := d.GitHub.CreatePull(ctx, e.Installation, e.Repo, p)
			if github.CodeOf(err) == github.CodeInvalid {
				if done, found, lookErr := look(ctx); found || lookErr != nil {
					return done, lookErr
				}
			}
			return app.EffectDone{Number: r.Number, URL: r.URL}, err
		},
	}
}

// push looks every time: where the branch stands says what is left to do.
func (d *Deliverer) push(e app.Effect, p app.PostPush) deed {
	return deed{do: func(ctx context.Context) (app.EffectDone, error) {
		head, err := d.GitHub.BranchCommit(ctx, e.Installation, e.Repo, p.Branch)
		if err != nil {
			return app.EffectDone{}, err
		}
		switch judge(head, p) {
		case moveDone:
			return app.EffectDone{}, nil
		case movePush:
			return app.EffectDone{}, d.Pusher.Push(ctx, e, p)
		}
		return app.EffectDone{}, &github.Error{
			Op: fmt.Sprintf("push %s to %s", p.Commit.Short(), e.Repo), Code: github.CodeInvalid,
			Message: fmt.Sprintf("somebody else moved branch %s to %s", p.Branch, where(head)),
		}
	}}
}

func where(head app.Commit) string {
	if head == "" {
		return "nothing"
	}
	return head.Short()
}
