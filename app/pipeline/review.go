package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// reviewed takes a review as one batch: its text and its comments on lines.
// One that requests no changes counts for what it says about lines, and for
// what it says to us; talk between people costs nothing.
func (r *run) reviewed(ctx context.Context, in app.Inbound) (s steering.Said, ours bool, err error) {
	v := in.Review
	if v == nil || !slices.Contains([]string{changesRequested, commented, "approved"}, v.State) || r.bot(in.Sender) {
		return s, false, nil
	}
	s, err = r.batch(ctx, in)
	return s, err == nil && !s.Command.Ignore, err
}

// reviewEdited applies a review's new text, when its author changed it.
func (r *run) reviewEdited(ctx context.Context, in app.Inbound) error {
	if in.Review == nil || in.Review.Author.ID != in.Sender.ID {
		return nil
	}
	s, err := r.batch(ctx, in)
	if err != nil {
		return err
	}
	s.As, s.Threads = in.At, nil // the comments on lines are as they were
	return r.reworded(ctx, in, s)
}

// reviewDismissed: GitHub lets only writers dismiss a review.
func (r *run) reviewDismissed(ctx context.Context, in app.Inbound) error {
	if in.Review == nil {
		return nil
	}
	s := steering.Said{ID: reviewID(in.Review)}
	if d, ok := steering.Dismissed(r.goal, s.ID); ok {
		return r.decided(ctx, s, d)
	}
	return nil
}

// lineChanged applies what the author of a comment on a line made of it, or
// that it was deleted, to the review that waits with it.
func (r *run) lineChanged(ctx context.Context, in app.Inbound) error {
	c, gone := in.Comment, in.Kind == app.InboundLineGone
	if c == nil || !gone && (in.Was == nil || c.Author.ID != in.Sender.ID) {
		return nil
	}
	of := func(t app.Thread) bool { return t.Comment == c.ID }
	k := slices.IndexFunc(r.goal.Instructions, func(i app.Instruction) bool { return slices.ContainsFunc(i.Threads, of) })
	if k < 0 || r.goal.Instructions[k].Withdrawn {
		return nil
	}
	i := r.goal.Instructions[k]
	was, now := c.Body, ""
	if !gone {
		was, now = *in.Was, c.Body
	}
	threads := slices.Clone(i.Threads)
	thread := threads[slices.IndexFunc(threads, of)]
	if r.command(now).Ignore {
		now = ""
	}
	if now == "" {
		threads = slices.DeleteFunc(threads, of)
	}
	text, found := reline(i.Text, thread, was, now)
	s := steering.Said{ID: i.ID, Number: i.Number, By: i.By, Text: text, At: i.At, As: in.At, Threads: threads}
	s.Command = steering.Command{Verb: steering.VerbReply, Text: text}
	if i.Queued {
		s.Command.Verb = steering.VerbQueue
	}
	switch {
	case !found || gone && text != "" && i.Delivered > 0:
		return nil // it was read as it is now, or what is left of the review was delivered
	case text == "":
		if d, ok := steering.Withdrawn(r.goal, i.ID); ok {
			return r.decided(ctx, s, d)
		}
		return nil
	}
	return r.reworded(ctx, in, s)
}

// reline puts another text in the place of what a review says about a line;
// empty takes it out.
func reline(text string, t app.Thread, was, now string) (string, bool) {
	bare := func(s string) string { return strings.ReplaceAll(goalspec.Shown(s), "\r\n", "\n") } // as the whole was read
	was, now = strings.TrimRight(bare(was), " \t\n"), strings.TrimSpace(bare(now))
	for at := 0; at < len(text); {
		head := strings.Index(text[at:], placeOf(t.Path, t.Line))
		if head < 0 {
			break
		}
		head += at
		says := strings.Index(text[head:], ":\n")
		if says < 0 {
			break
		}
		body := head + says + len(":\n")
		if end := body + len(was); strings.HasPrefix(text[body:], was) && (head == 0 || text[head-1] == '\n') {
			if now == "" {
				return strings.TrimSpace(strings.TrimSpace(text[:head]) + "\n\n" + strings.TrimSpace(text[end:])), true
			}
			return strings.TrimSpace(text[:body] + now + text[end:]), true
		}
		at = head + 1
	}
	return text, false
}

const (
	changesRequested = "changes_requested"
	commented        = "commented"
)

func reviewID(v *app.Review) string { return fmt.Sprintf("review:%d", v.ID) }

// batch is all that a review says to us; nothing of it is a command to ignore.
func (r *run) batch(ctx context.Context, in app.Inbound) (steering.Said, error) {
	v := in.Review
	s := steering.Said{ID: reviewID(v), Number: in.Issue.Number, By: string(app.ActorOf(v.Author)), At: in.At}
	whole := v.State == changesRequested || r.addressed(v.Body)
	says := whole || v.State == commented && steering.Asks(v.Body)
	lines, err := r.cfg.GitHub.ReviewComments(ctx, r.goal.Installation, r.goal.Repo, in.Issue.Number, v.ID)
	if err != nil {
		return s, err
	}
	if says && !r.command(v.Body).Ignore {
		s.Text = v.Body
	}
	for _, c := range lines {
		reply := c.ReplyTo != 0 && !r.addressed(c.Body) && !r.backTo(c)
		if !whole && reply || r.command(c.Body).Ignore {
			continue
		}
		s.Text += "\n\n" + onLine(c)
		s.Threads = append(s.Threads, app.Thread{Comment: c.ID, Root: max(c.ReplyTo, 0), Path: c.Path, Line: c.Line})
	}
	if s.Text = strings.TrimSpace(s.Text); s.Text == "" && v.State == changesRequested && strings.TrimSpace(v.Body) == "" {
		s.Text = "(This review requests changes without saying which; `ask` what is wanted.)"
	}
	s.Command, s.Beside = r.command(s.Text), !whole && len(s.Threads) == 0
	return s, nil
}

// backTo tells whether a reply asks for something in a thread that we answered.
func (r *run) backTo(c app.LineComment) bool {
	ours := func(t app.Thread) bool { return t.Comment == c.ReplyTo || t.Root == c.ReplyTo }
	return steering.Asks(c.Body) && slices.ContainsFunc(r.goal.Instructions, func(i app.Instruction) bool {
		return i.Delivered > 0 && !i.Withdrawn && slices.ContainsFunc(i.Threads, ours)
	})
}

// review goes back to work by what people ask for, if they may still.
func (r *run) review(ctx context.Context) error {
	if gone, err := r.lapsed(ctx); err != nil {
		return err
	} else if len(gone) > 0 {
		return r.Record(ctx, gone...)
	}
	title, why := asked(r.goal)
	return r.rework(ctx, app.PhaseImplementation, title, why)
}

// onLine says where a comment stands, with the line it is about.
func onLine(c app.LineComment) string {
	where := placeOf(c.Path, c.Line)
	hunk := c.Hunk[strings.LastIndexByte(c.Hunk, '\n')+1:]
	if len(hunk) > 1 && len(hunk) < 300 && !strings.HasPrefix(hunk, "@@") {
		where += " (`" + strings.TrimSpace(hunk[1:]) + "`)"
	}
	return where + ":\n" + c.Body
}

func placeOf(path string, line int) string {
	if line > 0 {
		return fmt.Sprintf("%s, line %d", path, line)
	}
	return path
}

// addressed tells whether text on a pull request speaks to us: its first word
// is /goal or our name.
func (r *run) addressed(text string) bool {
	return steering.Addressed(text, r.cfg.Slug, r.goal.Repo.Owner)
}

func (r *run) command(text string) steering.Command {
	return steering.Read(text, r.cfg.Slug, r.goal.Repo.Owner)
}

// answers says in each thread of a review what became of it, once the branch
// has the head that answers it; what was said on the pull request outside of any
// is answered by a comment. Everything is answered once.
func (r *run) answers() error {
	for n, i := range r.goal.Instructions {
		if i.Delivered == 0 || i.Withdrawn {
			continue
		}
		if i.Number == r.goal.Pull.Number && len(i.Threads) == 0 && i.By != app.ByCI {
			mark := app.Mark(r.goal.ID, "answer", n+1)
			if err := r.post("answer/"+i.ID, app.EffectComment, app.PostComment{
				Number: i.Number, Body: publish.ThreadReply(r.view(), i, app.Thread{}) + "\n\n" + mark, Mark: mark,
			}); err != nil {
				return err
			}
		}
		for _, t := range i.Threads {
			mark := app.Mark(r.goal.ID, "thread", int(t.Comment))
			root := t.Root
			if root == 0 {
				root = t.Comment
			}
			err := r.post(fmt.Sprintf("reply/%d", t.Comment), app.EffectReply, app.PostReply{
				Number: i.Number, Comment: root, Body: publish.ThreadReply(r.view(), i, t) + "\n\n" + mark, Mark: mark,
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// reactThreads shows on each comment of a review where it is.
func (r *run) reactThreads(number int, threads []app.Thread, content string) {
	for _, t := range threads {
		err := r.post(fmt.Sprintf("reaction/line/%d/%s", t.Comment, content), app.EffectReaction,
			app.PostReaction{Number: number, Comment: t.Comment, OnLine: true, Content: content})
		if err != nil {
			r.cfg.Logger.Error("react", "goal_id", r.goal.ID, "err", err)
		}
	}
}
