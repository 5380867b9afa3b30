// Package llmtest holds an adapter of the model port to the port's contract.
//
// The adapter is pointed at a scripted model that answers, fails and misbehaves on purpose; nothing leaves the process.
package llmtest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/script"
)

// Open returns a model of the adapter under test that is answered by the script. It ends with the test.
type Open func(t *testing.T, s *script.Script) llm.Model

// Run is the whole suite.
func Run(t *testing.T, open Open) {
	t.Run("answers", func(t *testing.T) { answers(t, open) })
	t.Run("faults", func(t *testing.T) { faults(t, open) })
	t.Run("call ids", func(t *testing.T) { callIDs(t, open) })
	t.Run("progress", func(t *testing.T) { progress(t, open) })
	t.Run("conversation", func(t *testing.T) { conversation(t, open) })
	t.Run("cancelled", func(t *testing.T) { cancelled(t, open) })
	t.Run("concurrent", func(t *testing.T) { concurrent(t, open) })
	t.Run("two cuts recover", func(t *testing.T) { recovers(t, open, "{cut: 300, times: 2}") })
	t.Run("three server errors recover", func(t *testing.T) { recovers(t, open, "{http: 500, times: 3}") })
}

func play(t *testing.T, open Open, text string) llm.Model {
	t.Helper()
	s, err := script.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return open(t, s)
}

func ask(text string) llm.Request {
	return llm.Request{
		Messages: []llm.Message{{Role: llm.System, Content: "You are tested."}, {Role: llm.User, Content: text}},
		Tools:    []llm.Tool{{Name: "run", Description: "run a command", Parameters: []byte(`{"type":"object"}`)}},
	}
}

func answers(t *testing.T, open Open) {
	long := strings.Repeat("a long line — with “quotes” and ünïcode\n", 200)
	for _, tc := range []struct {
		name, step string
		content    string
		reasoning  string
		calls      []llm.ToolCall
		finish     llm.Finish
		usage      llm.Usage
	}{
		{
			name: "text", step: `{say: hello, usage: {input: 100, cached: 60, output: 7}}`,
			content: "hello", finish: llm.FinishStop, usage: llm.Usage{Input: 100, Cached: 60, Output: 7},
		},
		{
			name: "long text", step: fmt.Sprintf(`{say: %q, usage: {input: 1, output: 1}}`, long),
			content: long, finish: llm.FinishStop, usage: llm.Usage{Input: 1, Output: 1},
		},
		{
			name: "reasoning", step: `{think: let me see, say: done, usage: {input: 1, output: 1}}`,
			content: "done", reasoning: "let me see", finish: llm.FinishStop, usage: llm.Usage{Input: 1, Output: 1},
		},
		{
			name: "one call", step: `{calls: [{tool: run, id: c1, args: {command: go test ./..., timeout_s: 60}}], usage: {input: 1, output: 1}}`,
			calls:  []llm.ToolCall{{ID: "c1", Name: "run", Arguments: `{"command":"go test ./...","timeout_s":60}`}},
			finish: llm.FinishToolCalls, usage: llm.Usage{Input: 1, Output: 1},
		},
		{
			name: "text and calls", step: `{say: both, calls: [{tool: run, id: a, args: {command: pwd}}, {tool: run, id: b, args: {command: ls}}], usage: {input: 1, output: 1}}`,
			content: "both",
			calls: []llm.ToolCall{
				{ID: "a", Name: "run", Arguments: `{"command":"pwd"}`},
				{ID: "b", Name: "run", Arguments: `{"command":"ls"}`},
			},
			finish: llm.FinishToolCalls, usage: llm.Usage{Input: 1, Output: 1},
		},
		{
			name: "malformed arguments are kept", step: `{calls: [{tool: run, id: a, arguments: '{"command": "ls'}], usage: {input: 1, output: 1}}`,
			calls:  []llm.ToolCall{{ID: "a", Name: "run", Arguments: `{"command": "ls`}},
			finish: llm.FinishToolCalls, usage: llm.Usage{Input: 1, Output: 1},
		},
		{
			name: "spacing of arguments is kept", step: `{calls: [{tool: run, id: a, arguments: "{ \"b\" : 1.0,\n  \"a\": \"<&>\" }"}], usage: {input: 1, output: 1}}`,
			calls:  []llm.ToolCall{{ID: "a", Name: "run", Arguments: "{ \"b\" : 1.0,\n  \"a\": \"<&>\" }"}},
			finish: llm.FinishToolCalls, usage: llm.Usage{Input: 1, Output: 1},
		},
		{
			name: "limit on the answer", step: `{say: half a sen, finish: length, usage: {input: 1, output: 1}}`,
			content: "half a sen", finish: llm.FinishLength, usage: llm.Usage{Input: 1, Output: 1},
		},
		{
			name: "filtered with text", step: `{say: so far, finish: content_filter, usage: {input: 1, output: 1}}`,
			content: "so far", finish: llm.FinishContentFilter, usage: llm.Usage{Input: 1, Output: 1},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, err := play(t, open, "steps: ["+tc.step+"]").Turn(t.Context(), ask("go"), nil)
			if err != nil {
				t.Fatal(err)
			}
			m := resp.Message
			if m.Role != llm.Assistant || m.Content != tc.content || m.Reasoning != tc.reasoning {
				t.Errorf("message %+v", m)
			}
			if fmt.Sprint(m.ToolCalls) != fmt.Sprint(tc.calls) {
				t.Errorf("calls\n%q, want\n%q", m.ToolCalls, tc.calls)
			}
			if resp.Finish != tc.finish || resp.Usage != tc.usage || resp.Wasted != (llm.Usage{}) {
				t.Errorf("finish %s, usage %+v, wasted %+v; want %s, %+v", resp.Finish, resp.Usage, resp.Wasted, tc.finish, tc.usage)
			}
		})
	}
}

func faults(t *testing.T, open Open) {
	for _, tc := range []struct {
		fault string
		kind  llm.Kind
		after time.Duration
	}{
		{fault: "{http: 500}", kind: llm.Overloaded},
		{fault: "{http: 503, retry_after: 1500ms}", kind: llm.Overloaded, after: 1500 * time.Millisecond},
		{fault: "{http: 429, retry_after: 30s}", kind: llm.RateLimited, after: 30 * time.Second},
		{fault: "{http: 429, code: insufficient_quota}", kind: llm.Quota},
		{fault: "{http: 401}", kind: llm.Unauthorized},
		{fault: "{http: 403}", kind: llm.Unauthorized},
		{fault: "{http: 402}", kind: llm.Quota},
		{fault: "{http: 404, message: no such model}", kind: llm.BadRequest},
		{fault: "{http: 400, code: context_length_exceeded}", kind: llm.TooLong},
		{fault: "{http: 400, code: content_filter}", kind: llm.Refused},
		{fault: "{cut: 0}", kind: llm.Interrupted},
		{fault: "{cut: 300}", kind: llm.Interrupted},
		{fault: "{empty: true}", kind: llm.Empty},
		{fault: `{nonsense: "<html>"}`, kind: llm.Nonsense},
		{fault: `{nonsense: '{"choices": 7}'}`, kind: llm.Nonsense},
	} {
		t.Run(tc.fault, func(t *testing.T) {
			m := play(t, open, "steps: [{say: a good answer after all of this, faults: ["+tc.fault+"]}]")
			resp, err := m.Turn(t.Context(), ask("go"), nil)
			var e *llm.Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v is no *llm.Error", err)
			}
			if e.Kind != tc.kind || e.RetryAfter != tc.after {
				t.Errorf("kind %s after %s, want %s after %s (%v)", e.Kind, e.RetryAfter, tc.kind, tc.after, err)
			}
			if resp.Message.Content != "" || resp.Message.ToolCalls != nil {
				t.Errorf("half an answer was handed out: %+v", resp)
			}
			if resp, err := m.Turn(t.Context(), ask("go"), nil); err != nil || resp.Message.Content == "" {
				t.Errorf("the model does not work after the fault: %v", err)
			}
		})
	}
}

// callIDs holds the adapter to ids that are never empty, unique in the conversation, and the same when asked again.
func callIDs(t *testing.T, open Open) {
	m := play(t, open, `
steps:
- calls: [{tool: run, id: ""}, {tool: run, id: x}, {tool: run, id: x}]
- calls: [{tool: run, id: x}, {tool: run, id: ""}]
`)
	r := ask("go")
	seen := map[string]bool{}
	for range 2 {
		resp, err := m.Turn(t.Context(), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		again, err := m.Turn(t.Context(), r, nil)
		if err != nil || fmt.Sprint(again.Message) != fmt.Sprint(resp.Message) {
			t.Errorf("asked again: %+v, %v; want %+v", again.Message, err, resp.Message)
		}
		r.Messages = append(r.Messages, resp.Message)
		for _, c := range resp.Message.ToolCalls {
			if c.ID == "" || seen[c.ID] {
				t.Errorf("id %q is empty or used twice", c.ID)
			}
			seen[c.ID] = true
			r.Messages = append(r.Messages, llm.Message{Role: llm.ToolRole, Content: "ok", ToolCallID: c.ID})
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d calls, want 5", len(seen))
	}
}

func progress(t *testing.T, open Open) {
	m := play(t, open, `{steps: [{say: "one two three four five six seven eight nine ten eleven twelve", calls: [{tool: run}]}]}`)
	var seen strings.Builder
	pieces := 0
	resp, err := m.Turn(t.Context(), ask("go"), func(d llm.Delta) {
		seen.WriteString(d.Content)
		pieces++
	})
	if err != nil || seen.String() != resp.Message.Content || pieces < 2 {
		t.Errorf("watched %q in %d pieces, answer %q, error %v", seen.String(), pieces, resp.Message.Content, err)
	}
}

// conversation plays a dialogue with empty and odd texts through the adapter; the scripted model checks the protocol.
func conversation(t *testing.T, open Open) {
	m := play(t, open, `
steps:
- calls: [{tool: run, args: {command: pwd}}, {tool: run, arguments: ""}]
- {expect: {last_tool_result_contains: "\U0001F680 <b>&"}, say: thinking}
- {expect: {last_user_contains: go on}, say: done}
`)
	r := ask("go")
	results := []string{"", "\U0001F680 <b>&\u2028"}
	for turn := range 3 {
		resp, err := m.Turn(t.Context(), r, nil)
		if err != nil {
			t.Fatalf("turn %d: %v", turn, err)
		}
		r.Messages = append(r.Messages, resp.Message)
		for i, c := range resp.Message.ToolCalls {
			r.Messages = append(r.Messages, llm.Message{Role: llm.ToolRole, Content: results[i], ToolCallID: c.ID})
		}
		if turn == 1 {
			r.Messages = append(r.Messages, llm.Message{Role: llm.User, Content: "go on"})
		}
	}
	if last := r.Messages[len(r.Messages)-1]; last.Content != "done" {
		t.Errorf("last message %+v", last)
	}
}

// cancelled ends the context once the answer has begun; a test that hangs here is an adapter that does not listen.
func cancelled(t *testing.T, open Open) {
	m := play(t, open, `{steps: [{say: too late, delay: 1h}]}`)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, err := m.Turn(ctx, ask("go"), nil)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v does not wrap that of the context", err)
	}
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("returned after %s", took)
	}

	m = play(t, open, `{steps: [{say: "one two three four five six seven eight nine ten eleven twelve thirteen"}]}`)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	resp, err := m.Turn(ctx, ask("go"), func(llm.Delta) { stop() })
	if err == nil && resp.Message.Content != "one two three four five six seven eight nine ten eleven twelve thirteen" {
		t.Errorf("half an answer: %q", resp.Message.Content)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("error %v does not wrap that of the context", err)
	}
}

func concurrent(t *testing.T, open Open) {
	m := play(t, open, `{steps: [{expect: {last_user_matches: 'number (\d+)'}, calls: [{tool: run, args: {n: "${1}"}}]}]}`)
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			resp, err := m.Turn(t.Context(), ask(fmt.Sprintf("number %d", i)), func(llm.Delta) {})
			if err != nil {
				t.Error(err)
				return
			}
			if got, want := resp.Message.ToolCalls[0].Arguments, fmt.Sprintf(`{"n":"%d"}`, i); got != want {
				t.Errorf("answer %s went to the conversation of %s", got, want)
			}
		})
	}
	all.Wait()
}

// recovers lets the retrying decorator get an answer past a fault, within two seconds of waiting by an injected clock.
func recovers(t *testing.T, open Open, fault string) {
	var waited time.Duration
	m, err := llm.NewRetrying(play(t, open, "steps: [{say: here it is at last, faults: ["+fault+"], usage: {input: 9, output: 2}}]"), llm.RetryConfig{
		Sleep: func(ctx context.Context, d time.Duration) error {
			waited += d
			return ctx.Err()
		},
		Jitter: func() float64 { return 0.99 },
		Log:    slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	resp, err := m.Turn(t.Context(), ask("go"), nil)
	if err != nil || resp.Message.Content != "here it is at last" {
		t.Fatalf("answer %q, error %v", resp.Message.Content, err)
	}
	if resp.Usage != (llm.Usage{Input: 9, Output: 2}) {
		t.Errorf("usage %+v must be that of the answer alone", resp.Usage)
	}
	if total := waited + time.Since(begun); total > 2*time.Second {
		t.Errorf("recovered after %s", total)
	}
}
