package openai_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/openai"
)

const hello = `data: {"id":"x","choices":[{"index":0,"delta":{"content":"hello"},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n"

// endpoint answers every request with handle.
func endpoint(t testing.TB, handle http.HandlerFunc) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(handle)
	t.Cleanup(srv.Close)
	return srv
}

// says is an endpoint that streams text.
func says(t testing.TB, text string) *httptest.Server {
	t.Helper()
	return endpoint(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, text)
	})
}

func user(text string) llm.Request {
	return llm.Request{Messages: []llm.Message{{Role: llm.User, Content: text}}}
}

func delta(inner string) string {
	return `data: {"choices":[{"index":0,"delta":{` + inner + "}}]}\n\n"
}

const finished = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\n"

// TestOddStreams holds the adapter to what endpoints really send.
func TestOddStreams(t *testing.T) {
	call := func(index, id, name, args string) string {
		return delta(fmt.Sprintf(`"tool_calls":[{%s"id":%q,"function":{"name":%q,"arguments":%q}}]`, index, id, name, args))
	}
	for _, tc := range []struct {
		name, stream string
		want         string // text, then calls
		kind         llm.Kind
	}{
		{name: "no DONE", stream: delta(`"content":"hi"`) + finished, want: "hi"},
		{name: "no last line feed", stream: delta(`"content":"hi"`) + strings.TrimSpace(finished), want: "hi"},
		{name: "carriage returns", stream: strings.ReplaceAll(hello, "\n", "\r\n"), want: "hello"},
		{name: "no space after data", stream: strings.ReplaceAll(hello, "data: ", "data:"), want: "hello"},
		{name: "comments and events", stream: ": busy\n\n: busy\n\nevent: message\nid: 4\n" + hello, want: "hello"},
		{name: "refusal is text", stream: delta(`"refusal":"I will not"`) + finished, want: "I will not"},
		{name: "other choices are ignored", stream: `data: {"choices":[{"index":1,"delta":{"content":"no"}}]}` + "\n\n" + hello, want: "hello"},
		{name: "clean end without finish", stream: delta(`"content":"half"`), kind: llm.Interrupted},
		{name: "DONE without finish", stream: delta(`"content":"half"`) + "data: [DONE]\n\n", kind: llm.Interrupted},
		{name: "half a line at the end", stream: delta(`"content":"half"`) + `data: {"choices":[{"ind`, kind: llm.Interrupted},
		{name: "nothing", stream: "", kind: llm.Interrupted},
		{name: "only spaces", stream: delta(`"content":" \n"`) + finished, kind: llm.Empty},
		{name: "only thoughts", stream: delta(`"reasoning_content":"hm"`) + strings.Replace(finished, "stop", "length", 1), kind: llm.Empty},
		{name: "filtered", stream: strings.Replace(finished, "stop", "content_filter", 1), kind: llm.Refused},
		{name: "error event", stream: delta(`"content":"half"`) + `data: {"error":{"message":"busy","code":"rate_limit_exceeded"}}` + "\n\n", kind: llm.RateLimited},
		{name: "error event with status after comments", stream: ": busy\n\n" + `data: {"error":{"message":"upstream","code":502}}` + "\n\n", kind: llm.Overloaded},
		{name: "error inside a piece", stream: `data: {"id":"x","choices":[{"delta":{},"finish_reason":"error"}],"error":{"message":"busy","code":429}}` + "\n\n", kind: llm.RateLimited},
		{name: "error of an unknown sort", stream: `data: {"error":{"message":"oops"}}` + "\n\n", kind: llm.Interrupted},
		{name: "calls by index, interleaved", stream: call(`"index":1,`, "b", "two", "{") + call(`"index":0,`, "a", "one", "[") + call(`"index":1,`, "", "", "}") + call(`"index":0,`, "", "", "]") + finished, want: "b:two{} a:one[]"},
		{name: "calls without index", stream: call("", "a", "one", "{") + call("", "", "", "}") + call("", "b", "two", "{}") + finished, want: "a:one{} b:two{}"},
		{name: "every call at index 0", stream: call(`"index":0,`, "a", "one", "{}") + call(`"index":0,`, "b", "two", "{}") + finished, want: "a:one{} b:two{}"},
		{name: "name repeated in every piece", stream: call(`"index":0,`, "a", "one", "{") + call(`"index":0,`, "a", "one", "}") + finished, want: "a:one{}"},
		{name: "hostile index", stream: call(`"index":-5,`, "a", "one", "{}") + call(`"index":2000000000,`, "b", "two", "{}") + finished, want: "a:one{} b:two{}"},
		{name: "hostile id", stream: call(`"index":0,`, strings.Repeat("x", 5000), "one", "{}") + finished, want: "call_1_0:one{}"},
		{name: "call without a name", stream: call(`"index":0,`, "a", "", "{}") + finished, kind: llm.Nonsense},
		{name: "too many calls", stream: manyCalls(200) + finished, kind: llm.Nonsense},
		{name: "too much text", stream: strings.Repeat(delta(`"content":"`+strings.Repeat("x", 1<<20)+`"`), 9) + finished, kind: llm.Nonsense},
		{name: "too long a line", stream: "data: " + strings.Repeat("x", 10<<20), kind: llm.Nonsense},
		{name: "too long arguments", stream: strings.Repeat(call(`"index":0,`, "a", "one", strings.Repeat("x", 1<<19)), 3) + finished, kind: llm.Nonsense},
		{name: "a page", stream: "<html>\n<body>sign in</body>\n</html>\n", kind: llm.Interrupted},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, err := client(t, says(t, tc.stream), openai.Config{}).Turn(t.Context(), user("go"), nil)
			var e *llm.Error
			if errors.As(err, &e) {
				if e.Kind != tc.kind {
					t.Errorf("kind %s, want %s: %v", e.Kind, tc.kind, err)
				}
				if len(err.Error()) > 1000 {
					t.Errorf("an error of %d bytes", len(err.Error()))
				}
				return
			}
			got := []string{}
			if resp.Message.Content != "" {
				got = append(got, resp.Message.Content)
			}
			for _, c := range resp.Message.ToolCalls {
				got = append(got, c.ID+":"+c.Name+c.Arguments)
			}
			if err != nil || strings.Join(got, " ") != tc.want {
				t.Errorf("got %q, %v; want %q", got, err, tc.want)
			}
			if !resp.Usage.Estimated || resp.Usage.Input == 0 {
				t.Errorf("usage %+v, want an estimate", resp.Usage)
			}
		})
	}
}

func manyCalls(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(delta(fmt.Sprintf(`"tool_calls":[{"index":%d,"id":"c%d","function":{"name":"run","arguments":"{}"}}]`, i, i)))
	}
	return b.String()
}

// TestOddAnswers are those that are no streams.
func TestOddAnswers(t *testing.T) {
	for _, tc := range []struct {
		name, contentType, body string
		status                  int
		kind                    llm.Kind
	}{
		{"page instead of a stream", "text/html", "<html>sign in</html>", 200, llm.Nonsense},
		{"whole answer instead of a stream", "application/json", `{"choices":[]}`, 200, llm.Nonsense},
		{"error with status 200", "application/json", `{"error":{"message":"no credits","code":"insufficient_quota"}}`, 200, llm.Quota},
		{"page with status 502", "text/html", "<html>bad gateway</html>", 502, llm.Overloaded},
		{"nothing with status 500", "", "", 500, llm.Overloaded},
		{"text with status 400", "text/plain", "this model's maximum context length is 8192 tokens", 400, llm.TooLong},
		{"error of another form", "application/json", `{"error":"model not found"}`, 404, llm.BadRequest},
		{"nothing with status 204", "", "", 204, llm.Nonsense},
		{"request too large", "text/plain", "too large", 413, llm.TooLong},
	} {
		t.Run(tc.name, func(t *testing.T) {
			srv := endpoint(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", tc.contentType)
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
			})
			_, err := client(t, srv, openai.Config{}).Turn(t.Context(), user("go"), nil)
			var e *llm.Error
			if !errors.As(err, &e) || e.Kind != tc.kind {
				t.Errorf("error %v, want %s", err, tc.kind)
			}
		})
	}
}

func FuzzStream(f *testing.F) {
	f.Add([]byte(hello))
	f.Add([]byte(": x\n\ndata: {\"error\":{\"message\":[\"a\"]}}\n\ndata: {"))
	f.Add([]byte(delta(`"tool_calls":[{"index":0,"id":"a","function":{"name":"n","arguments":"{"}}]`) + finished))
	var stream atomic.Value
	srv := endpoint(f, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = w.Write(stream.Load().([]byte))
	})
	m := client(f, srv, openai.Config{})
	f.Fuzz(func(t *testing.T, data []byte) {
		stream.Store(data)
		resp, err := m.Turn(t.Context(), user("go"), nil)
		var e *llm.Error
		switch {
		case err != nil && !errors.As(err, &e):
			t.Fatalf("error of no kind: %v", err)
		case err != nil && (e.Kind == llm.Unknown || resp.Message.Content != "" || resp.Message.ToolCalls != nil):
			t.Fatalf("%v beside %+v", err, resp)
		case err == nil && strings.TrimSpace(resp.Message.Content) == "" && len(resp.Message.ToolCalls) == 0:
			t.Fatal("an empty answer passed")
		}
		for _, c := range resp.Message.ToolCalls {
			if c.ID == "" || c.Name == "" {
				t.Fatalf("call %+v", c)
			}
		}
	})
}
