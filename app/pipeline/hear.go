package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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
	return r.commit(ctx, nil, r.alarm())
}

// newest gives every comment the text that its newest edit in the mailbox says
// it has by now, and none when it is gone: an edit before the text is used
// counts, and deliveries come in any order. An edit is not told a second time when
// its comment is heard with it.
func newest(inputs []app.Input, heard func(app.Comment) bool) []app.Input {
	texts, gone := map[int64]*app.Comment{}, map[int64]bool{}
	for _, in := range inputs {
		kind := app.InboundKind(in.Kind)
		if kind != app.InboundCommentEdited && kind != app.InboundCommentGone {
			continue
		}
		_ = decodeInput(in, func(i app.Inbound) error {
			c := i.Comment
			switch {
			case c == nil, gone[c.ID]:
			case kind == app.InboundCommentGone:
				c.Body, gone[c.ID], texts[c.ID] = "", true, c
			case c.Author.ID == i.Sender.ID && (texts[c.ID] == nil || !c.UpdatedAt.Before(texts[c.ID].UpdatedAt)):
				texts[c.ID] = c
			}
			return nil
		})
	}
	out, given := slices.Clone(inputs), map[int64]bool{}
	for n, in := range out {
		if app.InboundKind(in.Kind) != app.InboundComment {
			continue
		}
		_ = decodeInput(in, func(i app.Inbound) (err error) {
			if i.Comment == nil || texts[i.Comment.ID] == nil {
				return nil
			}
			given[i.Comment.ID] = heard(*texts[i.Comment.ID])
			i.Comment.Body, i.Comment.UpdatedAt = texts[i.Comment.ID].Body, texts[i.Comment.ID].UpdatedAt
			out[n].Data, err = json.Marshal(i)
			return err
		})
	}
	for n, in := range out {
		if app.InboundKind(in.Kind) != app.InboundCommentEdited {
			continue
		}
		_ = decodeInput(in, func(i app.Inbound) (err error) {
			if i.Comment != nil && given[i.Comment.ID] {
				i.Kind = app.InboundIgnored
				out[n].Data, err = json.Marshal(i)
			}
			return err
		})
	}
	return out
}

// fresh tells whether a comment says something that was not heard before.
func (r *run) fresh(c app.Comment) bool {
	return !r.command(c.Body).Ignore && !r.goal.Told(commentID(c))
}

func commentID(c app.Comment) string { return fmt.Sprintf("comment:%d", c.ID) }

// commentOfID is the comment that commentID named; 0: it named something else.
func commentOfID(id string) (comment int64) {
	_, _ = fmt.Sscanf(id, "comment:%d", &comment)
	return comment
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
	if s.ID == "" || i.Sender.ID == r.cfg.Bot || i.Sender.Type == "Bot" {
		return nil
	}
	s.By, s.Untick = string(app.ActorOf(i.Sender)), r.untick(i)
	if k := app.InboundKind(in.Kind); k == app.InboundCommentEdited || k == app.InboundReviewEdited {
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
	if halting(in.Kind) && in.At.Before(r.goal.OpenedAt.Add(-clockSkew)) {
		return nil // from before this goal: redelivered late
	}
	switch in.Kind {
	case app.InboundComment:
		if s := commentOf(in); !r.goal.Told(s.ID) { // else its edit came first
			return r.said(ctx, in, s)
		}
		return nil
	case app.InboundCommentEdited:
		return r.edited(ctx, in)
	case app.InboundCommentGone:
		return r.withdrawn(ctx, in)
	case app.InboundReview:
		return r.reviewed(ctx, in)
	case app.InboundReviewEdited:
		return r.reviewEdited(ctx, in)
	case app.InboundReviewGone:
		return r.reviewDismissed(ctx, in)
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

// clockSkew is how far GitHub's clock and ours may lie apart.
const clockSkew = 10 * time.Second

func halting(k app.InboundKind) bool {
	return k == app.InboundUnlabelled || k == app.InboundIssueClosed
}

// unlabelled stops the goal when its label is off, or was taken off since the
// goal was opened. The delivery does not say when: a removal from before may be
// delivered again while the label is back.
func (r *run) unlabelled(ctx context.Context, in app.Inbound) error {
	if !r.ours(in.Label) {
		return nil
	}
	on, removed, err := r.cfg.GitHub.LabelOn(ctx, r.goal.Installation, r.goal.Repo, r.goal.Issue.Number, r.goal.Label)
	if err != nil && !errors.Is(err, app.ErrRefused) {
		return err
	}
	if on && removed.Before(r.goal.OpenedAt.Add(-clockSkew)) {
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

func commentOf(in app.Inbound) steering.Said {
	if in.Comment == nil {
		return steering.Said{}
	}
	return steering.Said{
		ID: commentID(*in.Comment), Comment: in.Comment.ID, Number: in.Issue.Number,
		By: string(app.ActorOf(in.Comment.Author)), Text: in.Comment.Body, At: in.At, As: in.Comment.UpdatedAt,
	}
}

// forUs tells whether a text is meant for us if it stands in the comment: on a
// pull request /goal and mentions are, on the issue everything but talk.
func (r *run) forUs(in app.Inbound, text string) bool {
	return !r.command(text).Ignore && (!in.Issue.IsPull || r.addressed(text))
}

// said applies a comment by somebody who may steer.
func (r *run) said(ctx context.Context, in app.Inbound, s steering.Said) error {
	if s.ID == "" || in.Sender.ID == r.cfg.Bot || in.Sender.Type == "Bot" || !r.forUs(in, s.Text) {
		return nil
	}
	s.Command = r.command(s.Text)
	return r.meant(ctx, in, s)
}

// meant decides on what the sender asks for, if the sender may.
func (r *run) meant(ctx context.Context, in app.Inbound, s steering.Said) error {
	who, err := r.person(ctx, in.Sender)
	if err != nil {
		return err
	}
	if may, why := r.mayDo(who, s.Command); !may {
		if r.told(s.By) && !who.Permission.CanWrite() {
			return nil
		}
		return r.decided(ctx, s, steering.Refuse(s, why))
	}
	if s.Command.Verb == steering.VerbRetry && r.goal.State == app.StateDraft {
		r.react(s.Number, s.Comment, "eyes")
		return r.readAgain(ctx, in.Sender)
	}
	if s.Early, err = r.early(ctx, s); err != nil {
		return err
	}
	return r.decided(ctx, s, steering.Decide(r.goal, s))
}

// told tells whether somebody was refused before: one answer is enough.
func (r *run) told(by string) bool {
	return slices.ContainsFunc(r.goal.Refused, func(x app.InstructionRefused) bool { return x.By == by })
}

func (r *run) decided(ctx context.Context, s steering.Said, d steering.Decision) error {
	if d.Reaction != "" {
		r.react(s.Number, s.Comment, d.Reaction)
		r.reactThreads(s.Number, s.Threads, d.Reaction)
	}
	if s.Untick != "" && d.Reaction == "confused" {
		err := r.post(fmt.Sprintf("untick/%d/%d", s.Comment, len(r.goal.Refused)), app.EffectEdit,
			app.PostEdit{Number: s.Number, Comment: s.Comment, Body: s.Untick})
		if err != nil {
			return err
		}
	}
	return r.Record(ctx, d.Entries...)
}

// edited applies the new text of a comment, when its author changed it and may
// do what it says by now. A comment that nothing followed from, or that is not
// here yet, counts as it reads then.
func (r *run) edited(ctx context.Context, in app.Inbound) error {
	if in.Comment != nil && in.Comment.Author.ID == r.cfg.Bot {
		return r.ticked(ctx, in)
	}
	s := commentOf(in)
	if s.ID == "" || in.Comment.Author.ID != in.Sender.ID {
		return nil
	}
	if i, stored := r.goal.Instruction(s.ID); (!stored || i.Withdrawn) && !slices.Contains(r.goal.Heard, s.ID) {
		return r.unused(ctx, in, s)
	}
	s.Command = r.command(s.Text)
	return r.reworded(ctx, in, s)
}

// reworded applies what the author of an instruction says by now.
func (r *run) reworded(ctx context.Context, in app.Inbound, s steering.Said) error {
	early, err := r.early(ctx, s)
	if err != nil {
		return err
	}
	s.Early = early
	d, ok := steering.Edited(r.goal, s)
	if !ok {
		return nil
	}
	who, err := r.person(ctx, in.Sender)
	if err != nil || !who.Permission.CanWrite() {
		return err
	}
	if may, why := r.mayDo(who, s.Command); !may {
		d = steering.Refuse(s, why)
	}
	return r.decided(ctx, s, d)
}

// unused hears the edit of a comment that nothing followed from.
func (r *run) unused(ctx context.Context, in app.Inbound, s steering.Said) error {
	late := func(x app.InstructionRefused) bool { return x.ID == s.ID && (x.Gone || s.As.Before(x.As)) }
	if in.Was == nil || r.predates(in) || slices.ContainsFunc(r.goal.Refused, late) {
		return nil
	}
	if r.forUs(in, s.Text) {
		return r.said(ctx, in, s)
	}
	return r.retracted(ctx, in, s, *in.Was, app.InstructionRefused{Reason: "edited into something else before it was heard"})
}

// predates tells whether a comment is from before the goal, which the agent
// reads at its start.
func (r *run) predates(in app.Inbound) bool { return in.Comment.CreatedAt.Before(r.goal.OpenedAt) }

// retracted notes that a comment says nothing any more, so that what it said is
// not heard when it comes late.
func (r *run) retracted(ctx context.Context, in app.Inbound, s steering.Said, was string, why app.InstructionRefused) error {
	if r.predates(in) || in.Comment.Author.Type == "Bot" || !r.goal.Told(s.ID) && !r.forUs(in, was) {
		return nil
	}
	if may, err := r.maySteer(ctx, in.Comment.Author); err != nil || !may {
		return err
	}
	why.ID, why.By, why.As = s.ID, s.By, s.As
	return r.Record(ctx, app.Say(why))
}

// withdrawn takes back what is gone; GitHub lets only its author and writers
// delete a comment.
func (r *run) withdrawn(ctx context.Context, in app.Inbound) error {
	s := commentOf(in)
	if in.Comment != nil && r.unasked(*in.Comment, s.Text) {
		return r.askAnew(s.ID)
	}
	if d, ok := steering.Withdrawn(r.goal, s.ID); ok {
		return r.decided(ctx, s, d)
	}
	over := func(x app.InstructionRefused) bool { return x.ID == s.ID && x.Gone }
	if s.ID == "" || slices.Contains(r.goal.Heard, s.ID) || slices.ContainsFunc(r.goal.Refused, over) {
		return nil
	}
	return r.retracted(ctx, in, s, s.Text, app.InstructionRefused{Reason: "its comment was deleted", Gone: true})
}

// issueEdited reads a draft again; a frozen contract stands, and so does a text
// newer than the one that comes late.
func (r *run) issueEdited(ctx context.Context, in app.Inbound) error {
	if r.goal.State != app.StateDraft || in.Issue.UpdatedAt.Before(r.goal.TextAs) {
		return nil
	}
	return r.readContract(ctx, text{in.Issue.Title, in.Issue.Body, in.Sender, in.Issue.UpdatedAt, true})
}

// readAgain reads the issue as it stands now, because somebody who has read it
// asked for it.
func (r *run) readAgain(ctx context.Context, by app.User) error {
	issue, err := r.cfg.GitHub.Issue(ctx, r.goal.Installation, r.goal.Repo, r.goal.Issue.Number)
	if err != nil {
		return err
	}
	return r.readContract(ctx, text{issue.Title, issue.Body, by, issue.UpdatedAt, false})
}
