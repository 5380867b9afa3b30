package pipeline

import (
	"context"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// listenEvery is how often a running goal rereads its mailbox when nobody
// wakes it.
const listenEvery = 500 * time.Millisecond

// listenAtMost bounds how long it waits before it asks GitHub again whose word
// an input is.
const listenAtMost = 30 * time.Second

// listener knows the goal as it stands now, which is what people who write while
// a step runs have seen. It records nothing.
func (r *run) listener() *run {
	stands := *r.goal
	l := &run{Pool: r.Pool, goal: &stands, rules: r.rules, wake: r.wake, people: &people{}}
	l.lease.lease = r.lease.get()
	return l
}

// listen watches the mailbox while the agent works and interrupts it for a
// permitted person's pause or stop; other words are receipted. hear handles the
// input.
func (r *run) listen(ctx context.Context, interrupt context.CancelCauseFunc) {
	tick := time.NewTicker(listenEvery)
	defer tick.Stop()
	words := make(chan app.Input, 64)
	over := make(chan struct{})
	defer func() { close(words); <-over }()
	go func() {
		defer close(over)
		l := r.listener()
		for in := range words { // a stop does not wait for GitHub's word of somebody else
			if err := l.acknowledge(ctx, in); err != nil && ctx.Err() == nil {
				l.cfg.Logger.Debug("receipt a comment", "goal_id", l.id(), "err", err)
			}
		}
	}()
	seen := map[int64]bool{}
	late := backoff{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
		case <-tick.C:
		}
		inputs, err := r.cfg.Store.Inputs(ctx, r.id())
		if err != nil {
			continue // the lease or the server is going; move finds out
		}
		for _, in := range inputs {
			if seen[in.ID] || !late.due(in.ID, time.Now()) {
				continue
			}
			urgent, err := r.urgent(ctx, in)
			if urgent {
				interrupt(errUrgent)
				return
			}
			if err != nil { // asked again, unless that is no use
				seen[in.ID] = forGood(err)
				late.failed(in.ID, time.Now())
				continue
			}
			select {
			case words <- in:
				seen[in.ID] = true
			default: // offered again
			}
		}
	}
}

// backoff is when each input is asked about again, and how long that was put off.
type backoff map[int64]struct {
	at   time.Time
	wait time.Duration
}

func (b backoff) due(id int64, now time.Time) bool { return !now.Before(b[id].at) }

func (b backoff) failed(id int64, now time.Time) {
	x := b[id]
	x.wait = min(max(2*x.wait, listenEvery), listenAtMost)
	x.at = now.Add(x.wait)
	b[id] = x
}

// urgent tells whether an input may not wait for the end of the turn.
func (r *run) urgent(ctx context.Context, in app.Input) (urgent bool, err error) {
	switch app.InboundKind(in.Kind) {
	case app.InboundPullClosed:
		return true, nil
	case app.InboundIssueClosed:
		err = decodeInput(in, func(i app.Inbound) error {
			urgent = !r.bygone(i)
			return nil
		})
	case app.InboundUnlabelled:
		err = decodeInput(in, func(i app.Inbound) error {
			urgent = r.ours(i.Label)
			return nil
		})
	case app.InboundComment, app.InboundCommentEdited, app.InboundReview:
		err = decodeInput(in, func(i app.Inbound) (err error) {
			if halts(r.command(ownWords(i))) && !r.bot(i.Sender) {
				urgent, err = r.maySteer(ctx, i.Sender)
			}
			return err
		})
	}
	return urgent, err
}

// acknowledge receipts what permitted people say while a step runs, where that
// does not hang on what the step does.
func (r *run) acknowledge(ctx context.Context, in app.Input) error {
	if k := app.InboundKind(in.Kind); k != app.InboundComment && k != app.InboundReview {
		return nil
	}
	return decodeInput(in, func(i app.Inbound) error {
		s, ours, err := r.hears(ctx, i)
		if err != nil || !ours {
			return err
		}
		who, err := r.person(ctx, i.Sender)
		if err != nil {
			return err
		}
		may, _ := r.mayDo(who, s.Command)
		d := steering.Decide(r.goal, s)
		if !may || d.Reaction != "eyes" && s.Command.Fault == "" {
			return nil
		}
		r.effects = nil
		r.receipt(s, d)
		return r.cfg.Store.Post(ctx, r.effects...)
	})
}

// ownWords are what the sender says by a comment, an edit of their own one or a
// review.
func ownWords(i app.Inbound) string {
	switch {
	case i.Review != nil:
		return i.Review.Body
	case i.Comment != nil && i.Comment.Author.ID == i.Sender.ID:
		return i.Comment.Body
	}
	return ""
}

// ours tells whether a label is the one that started the goal.
func (r *run) ours(label string) bool { return strings.EqualFold(label, r.goal.Label) }

func halts(c steering.Command) bool {
	return c.Fault == "" && (c.Verb == steering.VerbPause || c.Verb == steering.VerbStop)
}
