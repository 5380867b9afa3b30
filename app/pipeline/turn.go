package pipeline

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// errUrgent ends what is running because a person said stop or pause.
var errUrgent = errors.New("somebody paused or stopped the goal")

// listenEvery is how often a running goal rereads its mailbox when nobody
// wakes it.
const listenEvery = 500 * time.Millisecond

// listenAtMost bounds how long it waits before it asks GitHub again whose word
// an input is.
const listenAtMost = 30 * time.Second

// turn is one model request and its calls.
func (r *run) turn(ctx context.Context) error {
	model, ok := choose(r.cfg.Models, r.rules.Model)
	if !ok {
		return r.withoutModel(ctx)
	}
	if r.conv.Full(model.Window) {
		return r.compact(ctx, model.Window)
	}
	if gone, err := r.lapsed(ctx); err != nil {
		return err
	} else if len(gone) > 0 {
		return r.Record(ctx, gone...)
	}
	c, err := r.enterClone(ctx)
	if err != nil {
		return err
	}
	if err := r.runBeside(ctx); err != nil {
		return err
	}
	ctx, over := r.whileUnmet(ctx)
	defer over()
	fault, err := model.Agent.Turn(ctx, r.agentWork(c))
	if errors.Is(context.Cause(ctx), errMet) && !r.torn && (errors.Is(err, errMet) || errors.Is(err, context.Canceled)) {
		return nil
	}
	if err == nil && fault != nil && fault.Kind == llm.TooLong && !r.conv.Compacted() {
		return r.compact(ctx, model.Window)
	}
	if err == nil && fault != nil {
		err = r.modelFault(ctx, fault)
	}
	return err
}

// compact puts a snapshot in the place of the conversation.
func (r *run) compact(ctx context.Context, window int) error {
	p, err := agent.Compact(r.goal, r.conv, window)
	if err != nil {
		return err
	}
	r.cfg.Logger.Info("compact the conversation", "goal_id", r.goal.ID, "version", p.Version)
	return r.Record(ctx, app.Say(p))
}

// interruptible does a step that a permitted person's pause or stop ends.
func (r *run) interruptible(ctx context.Context, step func(context.Context) error) error {
	stepCtx, interrupt := context.WithCancelCause(ctx)
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		r.listen(stepCtx, interrupt)
	}()
	err := step(stepCtx)
	urgent := errors.Is(context.Cause(stepCtx), errUrgent)
	interrupt(nil)
	<-listening
	if urgent && !r.torn && (errors.Is(err, errUrgent) || errors.Is(err, context.Canceled)) {
		return nil // hear handles what was said
	}
	return err
}

// listen watches the mailbox while the agent works and interrupts it for a
// permitted person's pause or stop; other words are receipted. hear handles the
// input.
func (r *run) listen(ctx context.Context, interrupt context.CancelCauseFunc) {
	tick := time.NewTicker(listenEvery)
	defer tick.Stop()
	words := make(chan app.Input, 64) // more than that are receipted by hear
	over := make(chan struct{})
	defer func() { close(words); <-over }()
	go func() {
		defer close(over)
		for in := range words { // a stop does not wait for GitHub's word of somebody else
			if err := r.acknowledge(ctx, in); err != nil && ctx.Err() == nil {
				r.cfg.Logger.Debug("receipt a comment", "goal_id", r.id(), "err", err)
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
			seen[in.ID] = err == nil || forGood(err) // else it is asked again
			if err == nil {
				select {
				case words <- in:
				default:
				}
			}
			late.failed(in.ID, time.Now())
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

// acknowledge receipts a comment that waits for the end of a step and will be
// followed then.
func (r *run) acknowledge(ctx context.Context, in app.Input) error {
	if app.InboundKind(in.Kind) != app.InboundComment {
		return nil
	}
	return decodeInput(in, func(i app.Inbound) error {
		s := commentOf(i)
		if s.Comment == 0 || r.bot(i.Sender) || !r.forUs(i, s.Text) {
			return nil
		}
		c := r.command(s.Text)
		if !c.Sure() {
			return nil
		}
		who, err := r.person(ctx, i.Sender)
		if err != nil {
			return err
		}
		if may, _ := r.mayDo(who, c); !may {
			return nil
		}
		seen, err := r.effect(reaction(s.Number, s.Comment, "eyes"))
		if err != nil {
			return err
		}
		return r.cfg.Store.Post(ctx, seen)
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

// modelFault parks the goal until the provider may answer again, or asks
// people when waiting will not help. An unanswered model is never success.
func (r *run) modelFault(ctx context.Context, fault *llm.Error) error {
	if fault.Kind == llm.TooLong {
		return r.stuck(ctx, "The goal does not fit the model",
			"The goal does not fit the model's context, not even after the conversation was compacted. Choose a model with a larger one and say `/goal retry`, or stop the goal and state a smaller one.")
	}
	if !fault.Kind.Retryable() || fault.Kind == llm.Empty || fault.Kind == llm.Nonsense { // asked several times already
		return r.stuck(ctx, "The model cannot be asked", "The model cannot be asked ("+fault.Kind.String()+"). Say `/goal retry` when it can.")
	}
	wait := max(fault.RetryAfter, r.patience())
	return r.Record(ctx, app.Say(app.Paused{
		By: "harness", Reason: "the model's provider (" + fault.Kind.String() + ")", NotBefore: r.cfg.Now().Add(wait),
	}))
}

// patience doubles with every fruitless wait in a row, from 5 s to 15 min.
func (r *run) patience() time.Duration {
	d := 5 * time.Second
	for range min(r.goal.Troubles, 8) {
		d *= 2
	}
	return min(d, 15*time.Minute)
}

// stuck asks people to change what only they can, and to say so.
func (r *run) stuck(ctx context.Context, title, question string) error {
	b := r.breakpoint(app.BreakpointRepeat, question, "/goal retry", "/goal stop")
	b.Title = title
	return r.Record(ctx, app.Say(app.BreakpointOpened{Breakpoint: b}))
}

func (r *run) breakpoint(kind app.BreakpointKind, question string, options ...string) app.Breakpoint {
	return r.opening(app.Breakpoint{Kind: kind, Question: question, Options: options})
}
