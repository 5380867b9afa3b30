package openai_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/openai"
)

func TestUnreachable(t *testing.T) {
	srv := httptest.NewServer(nil)
	m := client(t, srv, openai.Config{})
	srv.Close()
	_, err := m.Turn(t.Context(), user("go"), nil)
	var e *llm.Error
	if !errors.As(err, &e) || e.Kind != llm.Unreachable {
		t.Errorf("error %v", err)
	}
}

func TestSilentEndpointIsGivenUp(t *testing.T) {
	srv := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, delta(`"content":"half"`))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	_, err := client(t, srv, openai.Config{IdleTimeout: 50 * time.Millisecond}).Turn(t.Context(), user("go"), nil)
	var e *llm.Error
	if !errors.As(err, &e) || e.Kind != llm.Interrupted || errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestPrefixIsByteStable compares raw bodies: what was sent once is sent the same way for ever after.
func TestPrefixIsByteStable(t *testing.T) {
	var mu sync.Mutex
	var bodies [][]byte
	srv := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		bodies = append(bodies, body)
		mu.Unlock()
		_, _ = io.WriteString(w, hello)
	})
	m := client(t, srv, openai.Config{})
	r := llm.Request{Tools: []llm.Tool{{Name: "run", Parameters: []byte(`{"type":"object", "properties":{"z":{},"a":{}}}`)}, {Name: "pwd"}}}
	said := []llm.Message{
		{Role: llm.System, Content: "system <b>&\u2028 \x00\xff"},
		{Role: llm.User, Content: "ünïcode"},
		{Role: llm.Assistant, Reasoning: "kept here", ToolCalls: []llm.ToolCall{{ID: "a", Name: "run", Arguments: `{ "b":1.0,`}, {ID: "b", Name: "pwd"}}},
		{Role: llm.ToolRole, ToolCallID: "a"},
		{Role: llm.ToolRole, ToolCallID: "b", Content: "/"},
		{Role: llm.Assistant, Content: "done"},
	}
	for _, msg := range said {
		r.Messages = append(r.Messages, msg)
		if _, err := m.Turn(t.Context(), r, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := m.Turn(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	end := []byte(`],"stream":true,"tools":`)
	messages := func(body []byte) (before, after []byte) {
		b, a, found := bytes.Cut(body, end)
		if !found {
			t.Fatalf("no end of the messages in %s", body)
		}
		return b, a
	}
	for i := 1; i < len(bodies); i++ {
		was, tools := messages(bodies[i-1])
		is, toolsNow := messages(bodies[i])
		if !bytes.HasPrefix(is, was) || !bytes.Equal(tools, toolsNow) {
			t.Errorf("request %d does not begin with the one before:\n%s\n%s", i, bodies[i-1], bodies[i])
		}
	}
	last := string(bodies[len(bodies)-1])
	for _, want := range []string{`"arguments":"{ \"b\":1.0,"`, `"arguments":"{}"`, `{"role":"tool","content":" ","tool_call_id":"a"}`, `"stream_options":{"include_usage":true}`} {
		if !strings.Contains(last, want) {
			t.Errorf("no %s in\n%s", want, last)
		}
	}
	if strings.Contains(last, "kept here") {
		t.Error("the reasoning was sent although nobody asked for it")
	}
}

func TestRefusedFieldsAreLeftOut(t *testing.T) {
	var asked atomic.Int32
	srv := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		body, _ := io.ReadAll(r.Body)
		refuse := func(field string) bool {
			if !bytes.Contains(body, []byte(`"`+field+`"`)) {
				return false
			}
			http.Error(w, `{"error":{"message":"Unknown field `+field+`. Use max_completion_tokens."}}`, http.StatusBadRequest)
			return true
		}
		if refuse("stream_options") || refuse("max_tokens") {
			return
		}
		_, _ = io.WriteString(w, hello)
	})
	m := client(t, srv, openai.Config{})
	r := user("go")
	r.MaxTokens = 100
	for turn, want := range []int32{2, 3} {
		if _, err := m.Turn(t.Context(), r, nil); err != nil {
			t.Fatal(err)
		}
		if got := asked.Load(); got != want {
			t.Errorf("%d requests after turn %d, want %d", got, turn, want)
		}
	}
}

// TestNewModelsGetTheNewLimit needs no refusal: the library knows which models want the other name.
func TestNewModelsGetTheNewLimit(t *testing.T) {
	var body atomic.Value
	srv := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		body.Store(string(b))
		_, _ = io.WriteString(w, hello)
	})
	r := user("go")
	r.Model, r.MaxTokens = "gpt-5-mini", 100
	if _, err := client(t, srv, openai.Config{}).Turn(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	if got := body.Load().(string); !strings.Contains(got, `"max_completion_tokens":100`) || !strings.Contains(got, `"model":"gpt-5-mini"`) {
		t.Errorf("sent %s", got)
	}
}

func TestKeyStaysSecret(t *testing.T) {
	const key = "sk-very-secret"
	for _, status := range []int{200, 400, 401, 500} {
		srv := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Authorization") != "Bearer "+key {
				t.Errorf("authorization %q", r.Header.Get("Authorization"))
			}
			w.WriteHeader(status)
			fmt.Fprintf(w, `{"error":{"message":"wrong key %s","type":"%s"}}`, key, key)
		})
		_, err := client(t, srv, openai.Config{APIKey: key}).Turn(t.Context(), user("go"), nil)
		if err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), key) {
			t.Errorf("status %d: the error tells the key: %v", status, err)
		}
	}
	if got := fmt.Sprintf("%v %+v %#v %s", openai.Config{APIKey: key}, openai.Config{APIKey: key}, openai.Config{APIKey: key}, openai.Key(key)); strings.Contains(got, key) {
		t.Errorf("the configuration prints the key: %s", got)
	}
}

func TestConnectionIsKept(t *testing.T) {
	var connections atomic.Int32
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, hello)
	}))
	srv.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			connections.Add(1)
		}
	}
	srv.Start()
	t.Cleanup(srv.Close)
	m := client(t, srv, openai.Config{})
	for range 5 {
		if _, err := m.Turn(t.Context(), user("go"), nil); err != nil {
			t.Fatal(err)
		}
	}
	if n := connections.Load(); n != 1 {
		t.Errorf("%d connections for 5 turns", n)
	}
}

func TestConfig(t *testing.T) {
	_, err := openai.New(openai.Config{BaseURL: "ftp://x", IdleTimeout: -1})
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{"model:", "log:", "idle_timeout", "base_url"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q says nothing of %s", err, want)
		}
	}
	if err := (openai.Config{BaseURL: "https://user:pass@example.org/v1"}).Validate(); err == nil || strings.Contains(err.Error(), "pass@") {
		t.Errorf("credential in the URL: %v", err)
	}
}

// BenchmarkTurn is the cost of a turn with a conversation of 200 kB, endpoint included.
func BenchmarkTurn(b *testing.B) {
	m := client(b, says(b, hello), openai.Config{})
	r := llm.Request{Messages: []llm.Message{{Role: llm.System, Content: "system"}}}
	for i := range 50 {
		id := fmt.Sprint(i)
		r.Messages = append(r.Messages,
			llm.Message{Role: llm.Assistant, ToolCalls: []llm.ToolCall{{ID: id, Name: "run", Arguments: `{"command":"ls"}`}}},
			llm.Message{Role: llm.ToolRole, ToolCallID: id, Content: strings.Repeat("some output of a command\n", 160)})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Turn(b.Context(), r, nil); err != nil {
			b.Fatal(err)
		}
	}
}
