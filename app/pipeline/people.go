package pipeline

import (
	"fmt"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/breakpoint"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
)

// receipts answers instructions with reactions: 🚀 when the agent has one, or
// one of the answers that waited for a request before e. (👀 and 😕 are given
// where the text is decided on.)
func (r *run) receipts(e app.Event, answers []string) {
	switch e.Kind {
	case app.EventRequestSent:
		for _, id := range answers {
			r.react(r.goal.Issue.Number, commentOfID(id), "rocket")
		}
		return
	case app.EventInstructionDelivered:
	default:
		return
	}
	p, err := app.Decode[app.InstructionDelivered](e)
	if err != nil {
		return // apply has decoded it already
	}
	for _, i := range r.goal.Instructions {
		if i.ID == p.ID {
			r.react(i.Number, i.Comment, "rocket")
			r.reactThreads(i.Number, i.Threads, "rocket")
		}
	}
}

func (r *run) react(number int, comment int64, content string) {
	if comment == 0 {
		return
	}
	if err := r.post(reaction(number, comment, content)); err != nil {
		r.cfg.Logger.Error("react", "goal_id", r.goal.ID, "err", err)
	}
}

// reaction is what post takes to react to a comment.
func reaction(number int, comment int64, content string) (key string, kind app.EffectKind, data any) {
	return fmt.Sprintf("reaction/%d/%s", comment, content), app.EffectReaction, app.PostReaction{Number: number, Comment: comment, Content: content}
}

// phaseEnded posts how a phase ended, unless people are asked there: then the
// breakpoint's comment says it.
func (r *run) phaseEnded(events []app.Event) error {
	made := slices.ContainsFunc(events, func(e app.Event) bool { return e.Kind == app.EventCheckpointMade })
	if !made || !r.goal.PhaseOver || r.goal.Hold.Breakpoint != nil || breakpoint.Due(r.goal, r.signs(), r.rules) != nil {
		return nil
	}
	return r.comment("phase", len(r.goal.Checkpoints), publish.PhaseComment(r.view()))
}

// comments posts a new comment where people have to be told: a breakpoint, the
// end.
// early tells whether the pull request was not proven before e.
func (r *run) comments(e app.Event, early bool) error {
	kind, n, body := "", 0, ""
	switch e.Kind {
	case app.EventBreakpointOpened:
		b := r.goal.Hold.Breakpoint
		kind, n, body = "breakpoint", b.N, publish.BreakpointComment(r.view())
	case app.EventReminded:
		kind, n, body = "reminder", r.goal.Hold.Breakpoint.N, publish.ReminderComment(r.view())
	case app.EventHeadMoved:
		return r.headMoved(early)
	case app.EventPROpened:
		kind, n, body = "pull_request", 1, publish.PullComment(r.view())
	case app.EventEnded:
		kind, n, body = "end", 1, publish.EndComment(r.view())
		if r.goal.State == app.StateDone { // GitHub does so by itself for the default branch, where the repository lets it
			if err := r.post("close", app.EffectClose, app.PostClose{Number: r.goal.Issue.Number}); err != nil {
				return err
			}
		}
	default:
		return nil
	}
	return r.comment(kind, n, body)
}

// headMoved answers reviews by what was proven, and says once that a pull
// request which was open before is.
func (r *run) headMoved(early bool) error {
	if r.goal.Early {
		return nil
	}
	if early {
		if err := r.comment("pull_request", 2, publish.PullComment(r.view())); err != nil {
			return err
		}
	}
	return r.answers()
}

// answered shows in the comment of the question before asked that it is asked no
// more, beside what people decided on.
func (r *run) answered(before *app.Goal, events []app.Event) error {
	b := before.Hold.Breakpoint
	if b == nil || r.goal.Hold.Breakpoint != nil && r.goal.Hold.Breakpoint.N == b.N {
		return nil
	}
	answer := app.BreakpointAnswered{}
	for _, e := range events {
		if e.Kind != app.EventBreakpointAnswered {
			continue
		}
		p, err := app.Decode[app.BreakpointAnswered](e)
		if err != nil {
			return err
		}
		if p.N == b.N {
			answer = p
		}
	}
	mark := app.Mark(r.goal.ID, "breakpoint", b.N)
	return r.post(fmt.Sprintf("answered/%d", b.N), app.EffectEdit, app.PostEdit{
		Number: r.goal.Issue.Number, Body: publish.AnsweredComment(r.viewOf(before), answer, r.goal.Ended) + "\n\n" + mark, Mark: mark,
	})
}

func (r *run) comment(kind string, n int, body string) error {
	mark := app.Mark(r.goal.ID, kind, n)
	return r.post(fmt.Sprintf("comment/%s/%d", kind, n), app.EffectComment, app.PostComment{
		Number: r.goal.Issue.Number, Body: body + "\n\n" + mark, Mark: mark,
	})
}
