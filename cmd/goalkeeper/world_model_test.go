package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/llm/script"
)

// Steps of the usual goal.
const (
	stepPlan = `
- name: plan
  calls:
  - tool: submit_plan
    args: {summary: Name whom we greet., steps: [{id: S1, text: Change the greeting.}], files: [greet.sh], checks: []}
`
	stepWrite = `
- name: write
  calls:
  - tool: write_file
    args: {path: greet.sh, content: "echo 'hello, world'\n"}
`
	stepFinish = `
- name: finish
  calls:
  - tool: finish
    args: {summary: Greet the world}
`
	usual = stepPlan + stepWrite + stepFinish
)

// model is the provider: a script behind a record of every request. It refuses
// a conversation in which a call has not exactly one result.
type model struct {
	url string

	mu     sync.Mutex
	play   http.Handler
	bodies [][]byte
	holds  map[int]*held
}

// held is a request that waits for its answer.
type held struct {
	reached chan struct{} // closed when the request is there
	release chan struct{} // close it to let the request go on
}

func newScripted(t *testing.T, steps string) *model {
	t.Helper()
	m := &model{holds: map[int]*held{}}
	m.script(t, steps)
	web := httptest.NewServer(m)
	t.Cleanup(web.Close)
	m.url = web.URL
	return m
}

// script replaces what is played.
func (m *model) script(t *testing.T, steps string) {
	t.Helper()
	if steps == "" {
		steps = usual
	}
	s, err := script.Parse([]byte("name: story\nsteps:\n" + steps))
	if err != nil {
		t.Fatalf("script: %v\n%s", err, steps)
	}
	m.plays(t, s)
}

func (m *model) plays(t *testing.T, s *script.Script) {
	t.Helper()
	play, err := script.NewServer(script.Config{Script: s, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	m.handle(play)
}

func (m *model) handle(h http.Handler) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.play = h
}

func (m *model) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the server was stopped while it asked
	}
	m.mu.Lock()
	m.bodies = append(m.bodies, body)
	play, hold := m.play, m.holds[len(m.bodies)]
	m.mu.Unlock()
	if hold != nil {
		close(hold.reached)
		select {
		case <-hold.release:
		case <-r.Context().Done():
			return
		}
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	play.ServeHTTP(w, r)
}

// hold lets request n wait, counted from 1 over all that came.
func (m *model) hold(n int) *held {
	h := &held{reached: make(chan struct{}), release: make(chan struct{})}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.holds[n] = h
	return h
}

// requests are the bodies received so far.
func (m *model) requests() [][]byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.bodies)
}

// told tells whether any request carried the text.
func (m *model) told(text string) bool {
	return slices.ContainsFunc(m.requests(), func(b []byte) bool {
		return slices.ContainsFunc(messages(b), func(s said) bool { return strings.Contains(s.Content, text) })
	})
}

// said is one message of a request.
type said struct {
	Role       string `json:"role"`
	Content    string `json:"content"`
	ToolCallID string `json:"tool_call_id"`
	ToolCalls  []struct {
		ID string `json:"id"`
	} `json:"tool_calls"`
}

func messages(body []byte) []said {
	var r struct{ Messages []said }
	if err := json.Unmarshal(body, &r); err != nil {
		return nil
	}
	return r.Messages
}
