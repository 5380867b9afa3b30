package agent

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent/tool"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// Recorder appends entries to the goal's log, durably, before it returns.
type Recorder interface {
	Record(ctx context.Context, entries ...app.Entry) error
}

// Config is what an agent needs.
type Config struct {
	Model     llm.Model
	MaxTokens int                     // of one answer; 0: the provider's own limit
	Price     func(llm.Usage) float64 // US dollars; nil: no price known
	Now       func() time.Time
	Logger    *slog.Logger
}

// Agent runs turns.
type Agent struct{ cfg Config }

// New checks cfg.
func New(cfg Config) (*Agent, error) {
	if cfg.Model == nil || cfg.Now == nil || cfg.Logger == nil {
		return nil, errors.New("agent: model, clock and logger are required")
	}
	if cfg.Price == nil {
		cfg.Price = func(llm.Usage) float64 { return 0 }
	}
	return &Agent{cfg: cfg}, nil
}

// Work is one goal while somebody works on it.
type Work struct {
	Goal         *app.Goal
	Conversation *Conversation
	// Prompt is the fixed beginning, asked for once, and the earlier comments
	// that it holds.
	Prompt   func(*app.Goal) ([]llm.Message, []app.Earlier, error)
	Tools    *tool.Set
	Recorder Recorder
	Asks     func() bool // people have to be asked before the next call
}

// Turn makes one model request and answers its calls. When the last answer
// still has open calls (after a restart) it answers those instead. An error
// means the goal's log could not be written, ctx ended or the harness broke; a
// fault that the model could not be asked, and nothing was lost.
func (a *Agent) Turn(ctx context.Context, w Work) (*llm.Error, error) {
	if len(w.Conversation.Open()) == 0 {
		fault, err := a.ask(ctx, w)
		if err != nil || fault != nil {
			return fault, err
		}
	}
	return nil, a.answer(ctx, w)
}

// ask sends the request and records the answer.
func (a *Agent) ask(ctx context.Context, w Work) (*llm.Error, error) {
	start := a.cfg.Now()
	turn := w.Goal.Turn + 1
	entries, err := a.request(w, turn)
	if err != nil {
		return nil, err
	}
	if err := w.Recorder.Record(ctx, entries...); err != nil {
		return nil, err
	}
	resp, err := a.cfg.Model.Turn(ctx, llm.Request{
		Messages: w.Conversation.Messages(), Tools: w.Tools.Offer(), MaxTokens: a.cfg.MaxTokens,
	}, nil)
	active := a.cfg.Now().Sub(start) - resp.Waited
	if err != nil {
		return a.faulted(ctx, w, turn, active, resp.Wasted, err)
	}
	spentOn := resp.Usage.Add(resp.Wasted)
	raw, err := json.Marshal(resp.Message)
	if err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return nil, w.Recorder.Record(ctx, app.By(app.ActorAgent, app.ResponseReceived{
		Turn: turn, Message: raw, Finish: string(resp.Finish), Active: w.Conversation.worked(active),
		Input: app.Tokens(spentOn.Input), Cached: app.Tokens(spentOn.Cached), Output: app.Tokens(spentOn.Output),
		USD: a.cfg.Price(spentOn), Context: app.Tokens(resp.Usage.Input + resp.Usage.Output),
	}))
}

func (a *Agent) faulted(ctx context.Context, w Work, turn int, active time.Duration, wasted llm.Usage, err error) (*llm.Error, error) {
	if ctx.Err() != nil {
		w.Conversation.unmetered += active
		return nil, context.Cause(ctx)
	}
	var fault *llm.Error
	if !errors.As(err, &fault) {
		fault = &llm.Error{Kind: llm.Unknown, Err: err}
	}
	a.cfg.Logger.Warn("model request", "goal_id", w.Goal.ID, "turn", turn, "err", err)
	return fault, w.Recorder.Record(ctx, app.Say(app.ResponseReceived{
		Turn: turn, Fault: fault.Error(), Active: w.Conversation.worked(active), Input: app.Tokens(wasted.Input), Cached: app.Tokens(wasted.Cached),
		Output: app.Tokens(wasted.Output), USD: a.cfg.Price(wasted),
	}))
}

// request is what the log says before the model is asked: the messages that
// are new and the receipts of the instructions among them.
func (a *Agent) request(w Work, turn int) ([]app.Entry, error) {
	var fresh []llm.Message
	var earlier []app.Earlier
	if !w.Conversation.Started() {
		var err error
		if fresh, earlier, err = w.Prompt(w.Goal); err != nil {
			return nil, err
		}
	}
	deliver := w.Goal.Deliverable()
	if text := w.Conversation.news.compose(w.Goal, deliver, w.Conversation.nudges()); text != "" {
		fresh = append(fresh, llm.Message{Role: llm.User, Content: text})
	}
	raw := make([]json.RawMessage, len(fresh))
	for n, m := range fresh {
		b, err := json.Marshal(m)
		if err != nil {
			return nil, fmt.Errorf("encode message: %w", err)
		}
		raw[n] = b
	}
	all, prefix := w.Conversation.measure(raw)
	entries := []app.Entry{app.Say(app.RequestSent{Turn: turn, Append: raw, Bytes: all, Prefix: prefix, Earlier: earlier})}
	for _, i := range deliver {
		entries = append(entries, app.Say(app.InstructionDelivered{ID: i.ID, Turn: turn, Text: i.Text}))
	}
	return entries, nil
}

func (c *Conversation) nudges() []string {
	var out []string
	if c.silent > 0 {
		out = append(out, "You answered without calling a tool. Nothing counts as done by being said: call a tool, or finish_phase, finish, ask or report_conflict.")
	}
	if c.guard.repeats >= repeatNudge {
		out = append(out, fmt.Sprintf("The call %s gave the same result %d times in a row. Try another way, or ask.", c.guard.what, c.guard.repeats))
	}
	return out
}

// answer gives every open call its one result, until people have to decide.
func (a *Agent) answer(ctx context.Context, w Work) error {
	for len(w.Conversation.Open()) > 0 && w.Goal.Hold.Breakpoint == nil && !w.Asks() {
		call := w.Conversation.Open()[0]
		started, begun := w.Goal.Calls[call.ID]
		var err error
		switch {
		case begun:
			err = a.interrupted(ctx, w, call, started)
		case w.Goal.State.Over():
			return nil
		case w.Goal.State != app.StatePlanning && w.Goal.State != app.StateWorking:
			err = a.late(ctx, w, call)
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case w.Goal.Wrapping() && slices.Contains(exploring, call.Name):
			err = a.unaffordable(ctx, w, call)
		default:
			err = a.call(ctx, w, call)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// late answers a call that came after finish in the same answer.
func (a *Agent) late(ctx context.Context, w Work, call llm.ToolCall) error {
	return w.Recorder.Record(ctx, app.Say(app.ToolFinished{
		Turn: w.Goal.Turn, Call: call.ID, Tool: call.Name,
		Result: app.ToolResult{Status: app.ToolRefused, Text: "not run: the work was handed over for verification", Refusal: &app.Refusal{Rule: "finish", Who: "the harness"}},
	}))
}

// exploring are the tools that the reserve of a budget is not for.
var exploring = []string{"run", "search", "list_files"}

// unaffordable answers a call that the reserve of a budget is too small for.
func (a *Agent) unaffordable(ctx context.Context, w Work, call llm.ToolCall) error {
	return w.Recorder.Record(ctx, app.Say(app.ToolFinished{
		Turn: w.Goal.Turn, Call: call.ID, Tool: call.Name,
		Result: app.ToolResult{
			Status: app.ToolRefused, Refusal: &app.Refusal{Rule: "budget", Who: "a person with write permission (`/goal extend`)"},
			Text: "Only the reserve of the budget is left. It is for wrapping up: read, edit and write what the change still needs, `note` what is open, then `finish_phase` or `finish`; the harness runs the checks.",
		},
	}))
}

// interrupted answers a call that was running when the process died; the
// runner has put the work tree back to where it was before the call.
func (a *Agent) interrupted(ctx context.Context, w Work, call llm.ToolCall, started app.ToolStarted) error {
	return w.Recorder.Record(ctx, app.Say(app.ToolFinished{
		Turn: started.Turn, Call: call.ID, Tool: call.Name, PostTree: started.PreTree, Active: w.Conversation.worked(0),
		Result: app.ToolResult{Status: app.ToolInterrupted, Text: "interrupted, workspace restored to the state before this call"},
	}))
}

func (a *Agent) call(ctx context.Context, w Work, call llm.ToolCall) error {
	turn := w.Goal.Turn
	if err := w.Recorder.Record(ctx, app.By(app.ActorAgent, app.ToolStarted{
		Turn: turn, Call: call.ID, Tool: call.Name, Args: call.Arguments, PreTree: w.Goal.Tree,
	})); err != nil {
		return err
	}
	start := a.cfg.Now()
	ans, err := w.Tools.Call(ctx, call.Name, tool.Call{ID: call.ID, Args: call.Arguments, ReadOnly: w.Goal.State == app.StatePlanning})
	active := a.cfg.Now().Sub(start)
	if err != nil {
		w.Conversation.unmetered += active
		return fmt.Errorf("call %s: %w", call.Name, err)
	}
	ans.Result.DurationMS = active.Milliseconds()
	fin := app.ToolFinished{
		Turn: turn, Call: call.ID, Tool: call.Name, Result: ans.Result, Active: w.Conversation.worked(active),
		Note: ans.Note, FollowUp: ans.FollowUp, Finish: ans.Finish, Steps: ans.Steps,
	}
	if ans.Wrote {
		seen, err := w.Tools.Export(ctx, &fin)
		if err != nil {
			return fmt.Errorf("export after %s: %w", call.Name, err)
		}
		ans.Entries = append(ans.Entries, seen...)
	}
	entries := []app.Entry{app.By(app.ActorAgent, fin)}
	for _, p := range ans.Entries {
		entries = append(entries, app.Say(p))
	}
	return w.Recorder.Record(context.WithoutCancel(ctx), entries...)
}
