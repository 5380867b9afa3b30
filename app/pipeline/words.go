package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

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

func commentOf(in app.Inbound) steering.Said {
	if in.Comment == nil {
		return steering.Said{}
	}
	return steering.Said{
		ID: commentID(*in.Comment), Comment: in.Comment.ID, Number: in.Issue.Number,
		By: string(app.ActorOf(in.Comment.Author)), Text: in.Comment.Body, At: in.At, As: in.Comment.UpdatedAt,
	}
}

// forUs tells whether a text is meant for us if it stands in the comment: on the
// issue everything but talk between people, and on a pull request, where they talk
// more, what asks for something.
func (r *run) forUs(in app.Inbound, text string) bool {
	switch c := r.command(text); {
	case c.Ignore:
		return false
	case !in.Issue.IsPull || r.addressed(text):
		return true
	case c.Verb == steering.VerbApprove:
		return r.goal.Hold.Breakpoint != nil
	}
	return steering.Asks(text)
}

// hears is what a comment or a review says to us.
func (r *run) hears(ctx context.Context, in app.Inbound) (s steering.Said, ours bool, err error) {
	switch in.Kind {
	case app.InboundComment:
		s = commentOf(in)
		if r.goal.Told(s.ID) || r.readAt(s.Comment) != nil {
			return s, false, nil // its edit came first, or it was read at the start
		}
		s, ours = r.says(in, s)
	case app.InboundReview:
		s, ours, err = r.reviewed(ctx, in)
	}
	return s, ours, err
}

func (r *run) says(in app.Inbound, s steering.Said) (steering.Said, bool) {
	ours := s.ID != "" && !r.bot(in.Sender) && r.forUs(in, s.Text)
	s.Command, s.Beside = r.command(s.Text), in.Issue.IsPull && !r.addressed(s.Text)
	return s, ours
}

// said applies a comment by somebody who may steer.
func (r *run) said(ctx context.Context, in app.Inbound, s steering.Said) error {
	s, ours := r.says(in, s)
	if !ours {
		return nil
	}
	return r.meant(ctx, in, s)
}

// meant decides on what the sender asks for, if the sender may.
func (r *run) meant(ctx context.Context, in app.Inbound, s steering.Said) error {
	who, err := r.person(ctx, in.Sender)
	if err != nil {
		return err
	}
	if may, why := r.mayDo(who, s.Command); !may {
		if (r.told(s.By) || s.Beside) && !who.Permission.CanWrite() {
			return nil
		}
		if !who.Permission.CanWrite() { // one answer, not one for each line of a review
			s.Threads = s.Threads[:min(1, len(s.Threads))]
		}
		return r.decided(ctx, s, steering.Refuse(s, why))
	}
	if s.Early, err = r.early(ctx, s); err != nil {
		return err
	}
	d := steering.Decide(r.goal, s)
	if s.Command.Verb == steering.VerbRetry && d.Reaction == "eyes" && r.goal.State == app.StateDraft {
		r.receipt(s, d)
		return r.readAgain(ctx, in.Sender, d.Entries)
	}
	return r.decided(ctx, s, d)
}

// told tells whether somebody was refused before: one answer is enough.
func (r *run) told(by string) bool {
	return slices.ContainsFunc(r.goal.Refused, func(x app.InstructionRefused) bool { return x.By == by })
}

func (r *run) decided(ctx context.Context, s steering.Said, d steering.Decision) error {
	r.receipt(s, d)
	if s.Untick != "" && d.Reaction == "confused" {
		err := r.post(fmt.Sprintf("untick/%d/%d", s.Comment, len(r.goal.Refused)), app.EffectEdit,
			app.PostEdit{Number: s.Number, Comment: s.Comment, Body: s.Untick})
		if err != nil {
			return err
		}
	}
	return r.Record(ctx, d.Entries...)
}

// receipt shows on GitHub what became of a text.
func (r *run) receipt(s steering.Said, d steering.Decision) {
	if d.Reaction != "" {
		r.react(s.Number, s.Comment, d.Reaction)
		r.reactThreads(s.Number, s.Threads, d.Reaction)
	}
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
	if in.Was == nil || slices.ContainsFunc(r.goal.Refused, late) {
		return nil
	}
	if r.predates(in) {
		return r.rewritten(ctx, in, s)
	}
	if r.forUs(in, s.Text) {
		return r.said(ctx, in, s)
	}
	return r.retracted(ctx, in, s, *in.Was, app.InstructionRefused{Reason: "edited into something else before it was heard"})
}

// rewritten hears the edit of a comment from before the goal. The agent read it at
// the start or reads it then as it is by now; a verb that is new in it counts.
func (r *run) rewritten(ctx context.Context, in app.Inbound, s steering.Said) error {
	c := r.command(s.Text)
	if c.Verb != steering.VerbReply || c.Fault != "" {
		if was := r.command(*in.Was); was.Verb == c.Verb && was.Fault == "" {
			return nil
		}
		return r.said(ctx, in, s)
	}
	read := r.readAt(s.Comment)
	if read == nil || !s.As.After(read.As) || r.goal.Told(s.ID) || strings.TrimSpace(*in.Was) == strings.TrimSpace(s.Text) {
		return nil
	}
	if may, err := r.maySteer(ctx, in.Sender); err != nil || !may {
		return err
	}
	return r.decided(ctx, s, steering.Refuse(s, "edited after the agent read it at the start, which changes nothing; say in a new comment what is to be different"))
}

// readAt is what the agent read of a comment at the start; nil: nothing.
func (r *run) readAt(comment int64) *app.Earlier {
	n := slices.IndexFunc(r.goal.Earlier, func(e app.Earlier) bool { return e.Comment == comment })
	if n < 0 {
		return nil
	}
	return &r.goal.Earlier[n]
}

// predates tells whether a comment is from before the goal.
func (r *run) predates(in app.Inbound) bool { return in.Comment.CreatedAt.Before(r.goal.Labelled) }

// retracted notes that a comment says nothing any more, so that what it said is
// not heard when it comes late.
func (r *run) retracted(ctx context.Context, in app.Inbound, s steering.Said, was string, why app.InstructionRefused) error {
	if r.predates(in) || r.bot(in.Comment.Author) || !r.goal.Told(s.ID) && !r.forUs(in, was) {
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
