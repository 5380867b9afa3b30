package pipeline

import (
	"context"
	"errors"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// errUrgent ends what is running because a person said stop or pause.
var errUrgent = errors.New("somebody paused or stopped the goal")

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
	l := r.listener() // the step changes what r knows
	listening := make(chan struct{})
	go func() {
		defer close(listening)
		l.listen(stepCtx, interrupt)
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
