package pipeline

import (
	"context"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// ticked reads an edit of our own breakpoint's comment: the box that it ticked
// is the answer of whoever edited, as if they had written it in a comment.
func (r *run) ticked(ctx context.Context, in app.Inbound) error {
	n, ours := app.Marked(in.Comment.Body, r.goal.ID, "breakpoint")
	if !ours && in.Was != nil && r.unasked(*in.Comment, *in.Was) {
		return r.askAnew(commentOf(in).ID)
	}
	if !ours || in.Was == nil || r.bot(in.Sender) {
		return nil
	}
	boxes := steering.Ticked(*in.Was, in.Comment.Body)
	if len(boxes) == 0 {
		return nil
	}
	s := commentOf(in)
	s.By, s.Untick = string(app.ActorOf(in.Sender)), r.untick(in)
	say, fault := r.answerOf(n, boxes)
	if s.Text, s.Command.Fault = say, fault; fault == "" {
		s.Command = r.command(say)
	}
	return r.meant(ctx, in, s)
}

// untick is our own breakpoint's comment as it was before a box was ticked: if
// that is no answer, one tick has to be enough for whoever may give it. While
// the question stands, no tick was one.
func (r *run) untick(in app.Inbound) string {
	if in.Comment == nil || in.Comment.Author.ID != r.cfg.Bot || in.Was == nil {
		return ""
	}
	n, ours := app.Marked(in.Comment.Body, r.goal.ID, "breakpoint")
	b := r.goal.Hold.Breakpoint
	if !ours || b == nil || b.N != n {
		return "" // the comment says by now who answered
	}
	was := *in.Was
	for _, box := range publish.Boxes(b, r.cfg.Scrub) {
		was = strings.ReplaceAll(was, "[x] "+box.Text, "[ ] "+box.Text)
	}
	return was
}

// answerOf is what the ticked boxes of breakpoint n say, or why they say
// nothing.
func (r *run) answerOf(n int, ticked []string) (say, fault string) {
	b := r.goal.Hold.Breakpoint
	if b == nil || b.N != n {
		return "", "the question is answered already"
	}
	if len(ticked) > 1 {
		return "", "more than one box was ticked at once: which one counts cannot be told"
	}
	offered := publish.Boxes(b, r.cfg.Scrub)
	at := slices.IndexFunc(offered, func(x publish.Box) bool { return x.Text == ticked[0] })
	if at < 0 {
		return "", "the box that was ticked is not one of those offered; answer in a comment"
	}
	return offered[at].Say, ""
}
