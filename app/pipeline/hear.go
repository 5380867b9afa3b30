package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// hear works off the mailbox, one input per commit.
func (r *run) hear(ctx context.Context) error {
	inputs, err := r.cfg.Store.Inputs(ctx, r.goal.ID)
	if err != nil {
		return err
	}
	inputs = newest(inputs, r.fresh)
	r.people = &people{}
	defer func() { r.people = nil }()
	for _, in := range inputs {
		r.read = append(r.read, in.ID)
		if r.goal.State.Over() { // whoever labels again opens a new goal
			r.openedLate(in)
			continue
		}
		posts := len(r.effects)
		err := r.input(ctx, in)
		if isMove(in.Kind) && errors.Is(err, workspace.ErrAccess) && !r.torn {
			err = r.lookLater(ctx, err)
		}
		if forGood(err) && !r.torn {
			r.effects = r.effects[:min(posts, len(r.effects))]
			err = r.unheard(ctx, in, err)
		}
		if err != nil {
			return fmt.Errorf("input %d (%s): %w", in.ID, in.Kind, err)
		}
	}
	return r.commit(ctx, nil, time.Time{})
}

func (r *run) input(ctx context.Context, in app.Input) error {
	if in.Kind == app.InputEffectDone {
		return decodeInput(in, func(d app.EffectDone) error { return r.effectDone(ctx, d) })
	}
	return decodeInput(in, func(i app.Inbound) error { return r.inbound(ctx, i) })
}

var errUndecodable = errors.New("decode")

func decodeInput[T any](in app.Input, handle func(T) error) error {
	var v T
	if err := json.Unmarshal(in.Data, &v); err != nil {
		return fmt.Errorf("%w: %w", errUndecodable, err)
	}
	return handle(v)
}

// forGood tells whether an input will never be handled, however often it is
// tried: what comes after it must not wait.
func forGood(err error) bool {
	return errors.Is(err, app.ErrRefused) || errors.Is(err, errUndecodable)
}

// unheard passes over an input that cannot be handled, and shows it to whoever
// wrote it.
func (r *run) unheard(ctx context.Context, in app.Input, why error) error {
	r.cfg.Logger.Warn("pass over an input", "goal_id", r.goal.ID, "input", in.ID, "kind", in.Kind, "err", why)
	var i app.Inbound
	if in.Kind == app.InputEffectDone || json.Unmarshal(in.Data, &i) != nil {
		return nil
	}
	s := commentOf(i)
	if i.Review != nil {
		s = steering.Said{ID: reviewID(i.Review)}
	}
	if s.ID == "" || r.bot(i.Sender) {
		return nil
	}
	s.By, s.Untick = string(app.ActorOf(i.Sender)), r.untick(i)
	if k := app.InboundKind(in.Kind); k == app.InboundCommentEdited || k == app.InboundReviewEdited || k == app.InboundLineEdited || k == app.InboundLineGone {
		s.ID = fmt.Sprintf("input:%d", in.ID) // what it said before stands
	}
	if r.told(s.By) {
		if who, err := r.person(ctx, i.Sender); err == nil && !who.Permission.CanWrite() {
			return nil
		}
	}
	return r.decided(ctx, s, steering.Refuse(s, "GitHub did not answer what has to be asked about it (the server's log says what), so it was passed over; say it again when that is mended"))
}

// inbound is what happened on GitHub.
func (r *run) inbound(ctx context.Context, in app.Inbound) error {
	if r.bygone(in) {
		return nil
	}
	switch in.Kind {
	case app.InboundComment, app.InboundReview:
		s, ours, err := r.hears(ctx, in)
		if err != nil || !ours {
			return err
		}
		return r.meant(ctx, in, s)
	case app.InboundCommentEdited:
		return r.edited(ctx, in)
	case app.InboundCommentGone:
		return r.withdrawn(ctx, in)
	case app.InboundReviewEdited:
		return r.reviewEdited(ctx, in)
	case app.InboundReviewGone:
		return r.reviewDismissed(ctx, in)
	case app.InboundLineEdited, app.InboundLineGone:
		return r.lineChanged(ctx, in)
	case app.InboundUnlabelled:
		return r.unlabelled(ctx, in)
	case app.InboundIssueClosed:
		return r.issueClosed(ctx, in)
	case app.InboundPullClosed:
		if in.Merged {
			return r.Record(ctx, r.merged(in.MergedBy, in.Sender))
		}
		return r.Record(ctx, r.ended(app.StateStopped, "the pull request was closed without merging", in.Sender))
	case app.InboundPullMoved:
		return r.pullMoved(ctx, in)
	case app.InboundBaseMoved:
		return r.baseMoved(ctx)
	case app.InboundIssueEdited:
		return r.issueEdited(ctx, in)
	case app.InboundCheckFailed:
		return r.checkFailed(ctx, in)
	}
	return nil
}

// bygone tells whether a close is from before the goal: delivered late.
func (r *run) bygone(in app.Inbound) bool {
	return in.Kind == app.InboundIssueClosed && in.At.Before(r.goal.Labelled)
}

// unlabelled stops the goal when its label is off, or was taken off since it was
// set. The delivery does not say when: a removal from before may be
// delivered again while the label is back.
func (r *run) unlabelled(ctx context.Context, in app.Inbound) error {
	if !r.ours(in.Label) {
		return nil
	}
	label, err := r.cfg.GitHub.Labelled(ctx, r.goal.Installation, r.goal.Repo, r.goal.Issue.Number, r.goal.Label)
	if err != nil && !errors.Is(err, app.ErrRefused) {
		return err
	}
	if label.On && label.Removed.Before(r.goal.Labelled) {
		return nil
	}
	return r.Record(ctx, r.ended(app.StateStopped, "the label "+r.goal.Label+" was removed", in.Sender))
}

// issueClosed stops the goal, unless it was closed by the merge of our pull
// request, whose own delivery may come later.
func (r *run) issueClosed(ctx context.Context, in app.Inbound) error {
	if r.goal.Pull != nil {
		by, merged, err := r.cfg.GitHub.Merged(ctx, r.goal.Installation, r.goal.Repo, r.goal.Pull.Number)
		if err != nil && !errors.Is(err, app.ErrRefused) {
			return err
		}
		if merged {
			return r.Record(ctx, r.merged(by, in.Sender))
		}
	}
	return r.Record(ctx, r.ended(app.StateStopped, "the issue was closed", in.Sender))
}

func (r *run) ended(s app.State, reason string, by app.User) app.Entry {
	return app.By(app.ActorOf(by), app.Ended{State: s, Reason: reason, By: by.Login})
}

func (r *run) merged(commit app.Commit, by app.User) app.Entry {
	return app.By(app.ActorOf(by), app.Ended{State: app.StateDone, Reason: "the pull request was merged", By: by.Login, Commit: commit})
}

// issueEdited reads a draft again. A frozen contract stands, and people are
// shown how the issue differs; a text that comes late changes nothing.
func (r *run) issueEdited(ctx context.Context, in app.Inbound) error {
	if in.Issue.UpdatedAt.Before(r.goal.TextAs) {
		return nil
	}
	if r.goal.State != app.StateDraft {
		now := app.ContractLinted{Title: in.Issue.Title, Body: in.Issue.Body, By: in.Sender, As: in.Issue.UpdatedAt}
		if r.goal.Edited == nil && now.Title == r.goal.Title && now.Body == r.goal.Body {
			return nil
		}
		return r.Record(ctx, app.By(app.ActorOf(in.Sender), now))
	}
	return r.readContract(ctx, text{in.Issue.Title, in.Issue.Body, in.Sender, in.Issue.UpdatedAt, true, nil})
}

// readAgain reads the issue as it stands now, because somebody who has read it
// asked for it by what with records.
func (r *run) readAgain(ctx context.Context, by app.User, with []app.Entry) error {
	issue, err := r.cfg.GitHub.Issue(ctx, r.goal.Installation, r.goal.Repo, r.goal.Issue.Number)
	if err != nil {
		return err
	}
	return r.readContract(ctx, text{issue.Title, issue.Body, by, issue.UpdatedAt, false, with})
}
