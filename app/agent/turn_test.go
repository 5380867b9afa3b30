package agent

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent/tool"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// bench is a goal in planning with its log in memory.
type bench struct {
	t        *testing.T
	goal     *app.Goal
	conv     *Conversation
	events   []app.Event
	requests [][]byte // the messages of each request, encoded
	answers  []func() (llm.Response, error)
	ran      []string
	work     Work
	agent    *Agent
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, goal: &app.Goal{}, conv: &Conversation{}}
	b.record(app.GoalOpened{Issue: app.Issue{ID: 1, Number: 7}}, app.ContractFrozen{Contract: app.Contract{Version: 1, Limits: app.Budget{Actions: 10}}}, app.Admitted{})
	tools, err := tool.NewSet(nil, echo{b})
	if err != nil {
		t.Fatal(err)
	}
	b.work = Work{
		Goal: b.goal, Conversation: b.conv, Tools: tools, Recorder: b,
		Asks: func() bool { return len(b.goal.Spent()) > 0 },
		Prompt: func(*app.Goal) ([]llm.Message, []app.Earlier, error) {
			return []llm.Message{{Role: llm.System, Content: "rules"}, {Role: llm.User, Content: "contract"}}, []app.Earlier{{Comment: 11, By: "github:alice"}}, nil
		},
	}
	b.agent, err = New(Config{Model: b, Now: func() time.Time { return noon }, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Record is the runner's part, without a store.
func (b *bench) Record(_ context.Context, entries ...app.Entry) error {
	for _, entry := range entries {
		e, err := app.Seal("01HZZZZZZZZZZZZZZZZZZZZZZZ", b.goal.Seq, b.goal.Hash, 1, noon, entry)
		if err != nil {
			return err
		}
		if err := errors.Join(b.conv.Apply(b.goal, e), b.goal.Apply(e)); err != nil {
			return err
		}
		b.events = append(b.events, e)
	}
	return nil
}

func (b *bench) record(payloads ...app.Payload) {
	b.t.Helper()
	for _, p := range payloads {
		if err := b.Record(context.Background(), app.Say(p)); err != nil {
			b.t.Fatal(err)
		}
	}
}

// Turn is the model's part.
func (b *bench) Turn(_ context.Context, r llm.Request, _ func(llm.Delta)) (llm.Response, error) {
	raw, err := json.Marshal(r.Messages)
	if err != nil {
		return llm.Response{}, err
	}
	b.requests = append(b.requests, raw)
	next := b.answers[0]
	b.answers = b.answers[1:]
	return next()
}

func (b *bench) calls(names ...string) {
	b.answers = append(b.answers, func() (llm.Response, error) {
		m := llm.Message{Role: llm.Assistant}
		for n, name := range names {
			m.ToolCalls = append(m.ToolCalls, llm.ToolCall{ID: fmt.Sprintf("call-%d-%d", len(b.requests), n), Name: name, Arguments: "{}"})
		}
		return llm.Response{Message: m, Usage: llm.Usage{Input: 100, Cached: 40, Output: 5}}, nil
	})
}

func (b *bench) turn() *llm.Error {
	b.t.Helper()
	out, err := b.agent.Turn(context.Background(), b.work)
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

func (b *bench) last() string { return string(b.requests[len(b.requests)-1]) }

// echo is a tool that answers at once.
type echo struct{ b *bench }

func (echo) Spec() tool.Spec { return tool.Spec{Name: "echo", Parameters: json.RawMessage(`{}`)} }

func (e echo) Call(_ context.Context, c tool.Call) (tool.Answer, error) {
	e.b.ran = append(e.b.ran, c.ID)
	return tool.OK("done " + c.ID), nil
}

// TestRequestsOnlyAppend: each request begins with the bytes of the one before.
func TestRequestsOnlyAppend(t *testing.T) {
	b := newBench(t)
	b.calls("echo")
	b.calls("echo", "nonsense")
	b.calls("echo")
	b.turn()
	b.record(app.InstructionAccepted{Instruction: app.Instruction{ID: "comment:1", By: "github:ann", Text: "use maps", At: noon}})
	b.turn()
	b.record(app.LimitExtended{By: "github:ann", More: app.Budget{Actions: 5}})
	b.turn()
	for n := 1; n < len(b.requests); n++ {
		before := b.requests[n-1][:len(b.requests[n-1])-1] // without the closing bracket
		if !strings.HasPrefix(string(b.requests[n]), string(before)) {
			t.Errorf("request %d does not begin with request %d", n+1, n)
		}
	}
	if !strings.Contains(string(b.requests[1]), "use maps") || strings.Count(b.last(), "use maps") != 1 {
		t.Error("the instruction stands in the next request, once")
	}
	if !strings.Contains(b.last(), "extended the budget") || !strings.Contains(b.last(), `There is no tool`) {
		t.Errorf("the last request lacks news: %s", b.last())
	}
	if i := b.goal.Instructions[0]; i.Delivered != 2 {
		t.Errorf("receipt: delivered in turn %d", i.Delivered)
	}
	if u := b.goal.Usage; u.Actions != 4 || u.Tokens() != 3*65 {
		t.Errorf("usage %+v", u)
	}
	if e := b.goal.Earlier; len(e) != 1 || e[0].Comment != 11 || e[0].By != "github:alice" {
		t.Errorf("read at the start: %+v", e)
	}
}

// TestARestartAnswersWhatWasOpen: the call that was running is answered as
// interrupted, those after it run, and the model is not asked again for them.
func TestARestartAnswersWhatWasOpen(t *testing.T) {
	b := newBench(t)
	raw, _ := json.Marshal(llm.Message{Role: llm.Assistant, ToolCalls: []llm.ToolCall{
		{ID: "a", Name: "echo", Arguments: "{}"}, {ID: "b", Name: "echo", Arguments: "{}"}, {ID: "c", Name: "echo", Arguments: "{}"},
	}})
	b.record(
		app.RequestSent{Turn: 1}, app.ResponseReceived{Turn: 1, Message: raw},
		app.ToolStarted{Turn: 1, Call: "a", Tool: "echo"}, app.ToolFinished{Turn: 1, Call: "a", Tool: "echo", Result: app.ToolResult{Status: app.ToolOK}},
		app.ToolStarted{Turn: 1, Call: "b", Tool: "echo", PreTree: "t0"},
	)
	if b.turn(); len(b.requests) != 0 {
		t.Fatalf("%d requests", len(b.requests))
	}
	if len(b.ran) != 1 || b.ran[0] != "c" {
		t.Errorf("ran %v", b.ran)
	}
	results := map[string]int{}
	for _, m := range b.conv.Messages() {
		if m.Role == llm.ToolRole {
			results[m.ToolCallID]++
		}
	}
	if results["a"] != 1 || results["b"] != 1 || results["c"] != 1 || len(b.goal.Calls) != 0 {
		t.Errorf("results %v, open %v", results, b.goal.Calls)
	}
	again := &Conversation{}
	g := &app.Goal{}
	for _, e := range b.events {
		if err := errors.Join(again.Apply(g, e), g.Apply(e)); err != nil {
			t.Fatal(err)
		}
	}
	one, _ := json.Marshal(b.conv.Messages())
	two, _ := json.Marshal(again.Messages())
	if string(one) != string(two) {
		t.Error("folding the log again gives another conversation")
	}
}

// TestWhatIsInterruptedIsMetered with what comes next; what a provider let wait
// is not.
func TestWhatIsInterruptedIsMetered(t *testing.T) {
	b := newBench(t)
	now := noon
	b.agent.cfg.Now = func() time.Time { now = now.Add(time.Minute); return now } // each answer and each call takes one
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	b.answers = append(b.answers, func() (llm.Response, error) {
		cancel()
		return llm.Response{}, ctx.Err()
	})
	if _, err := b.agent.Turn(ctx, b.work); !errors.Is(err, context.Canceled) || b.goal.Usage.Active != 0 {
		t.Fatalf("%v, %s", err, b.goal.Usage.Active)
	}
	b.answers = append(b.answers, func() (llm.Response, error) {
		return llm.Response{Message: llm.Message{Role: llm.Assistant, Content: "Hm."}, Waited: 40 * time.Second}, nil
	})
	if b.turn(); b.goal.Usage.Active != 80*time.Second {
		t.Errorf("active for %s, want two answers without the wait", b.goal.Usage.Active)
	}
	b.calls("echo")
	if b.turn(); b.goal.Usage.Active != 200*time.Second {
		t.Errorf("active for %s, want an answer and a call more", b.goal.Usage.Active)
	}
}

func TestAModelThatCannotBeAskedIsNoAnswer(t *testing.T) {
	b := newBench(t)
	b.answers = append(b.answers, func() (llm.Response, error) {
		return llm.Response{}, &llm.Error{Kind: llm.Interrupted, Err: errors.New("stream cut")}
	})
	if fault := b.turn(); fault == nil || fault.Kind != llm.Interrupted {
		t.Fatal(fault)
	}
	b.calls("echo")
	b.turn()
	if string(b.requests[0]) != string(b.requests[1]) {
		t.Error("the request is not asked again as it was")
	}
}

func TestSilenceAndRepetitionAreTold(t *testing.T) {
	b := newBench(t)
	b.answers = append(b.answers, func() (llm.Response, error) {
		return llm.Response{Message: llm.Message{Role: llm.Assistant, Content: "All done!"}}, nil
	})
	b.turn()
	if b.conv.Silent() != 1 {
		t.Errorf("silent %d", b.conv.Silent())
	}
	b.calls("nonsense")
	b.turn()
	if !strings.Contains(b.last(), "without calling a tool") || b.conv.Silent() != 0 {
		t.Errorf("request: %s", b.last())
	}
	for range 3 {
		b.calls("nonsense")
		b.turn()
	}
	if b.conv.Repeats() != 4 || !strings.Contains(b.last(), "the same result 3 times") {
		t.Errorf("repeats %d, request %s", b.conv.Repeats(), b.last())
	}
}

func TestStoppingBetweenCalls(t *testing.T) {
	b := newBench(t)
	b.calls("echo", "echo")
	ctx, cancel := context.WithCancel(context.Background())
	b.work.Recorder = stopAfter{b, app.EventToolFinished, cancel}
	if _, err := b.agent.Turn(ctx, b.work); !errors.Is(err, context.Canceled) || len(b.ran) != 1 {
		t.Fatalf("%v, ran %v", err, b.ran)
	}
	b.work.Recorder = b
	if b.turn(); len(b.ran) != 2 || len(b.requests) != 1 {
		t.Errorf("afterwards: ran %v, %d requests", b.ran, len(b.requests))
	}
}

// TestCallsAfterTheEnd: what stands behind a used-up budget waits, and what
// stands behind finish is answered without being run.
func TestCallsAfterTheEnd(t *testing.T) {
	b := newBench(t)
	var many []string
	for range 15 {
		many = append(many, "echo")
	}
	b.calls(many...)
	b.turn()
	if len(b.ran) != 10 || len(b.conv.Open()) != 5 {
		t.Fatalf("ran %d of a budget of 10, %d wait", len(b.ran), len(b.conv.Open()))
	}
	b.record(app.LimitExtended{More: app.Budget{Actions: 90}}, app.PlanSubmitted{Plan: app.Plan{Version: 1}}, app.PhaseStarted{}, app.VerificationStarted{Arm: app.ArmCandidate, Round: 1})
	b.turn()
	if len(b.ran) != 10 || len(b.conv.Open()) != 0 || len(b.requests) != 1 {
		t.Errorf("ran %d, %d open, %d requests", len(b.ran), len(b.conv.Open()), len(b.requests))
	}
}

// stopAfter ends the context once an event of a kind is recorded.
type stopAfter struct {
	*bench
	kind   app.EventKind
	cancel context.CancelFunc
}

func (s stopAfter) Record(ctx context.Context, entries ...app.Entry) error {
	err := s.bench.Record(ctx, entries...)
	for _, e := range entries {
		if e.Payload.EventKind() == s.kind {
			s.cancel()
		}
	}
	return err
}
