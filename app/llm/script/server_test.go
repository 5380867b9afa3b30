package script

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func serve(t *testing.T, text, key string) (*httptest.Server, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	h, err := NewServer(Config{Script: parse(t, text), APIKey: key, Models: []string{"m1", "m2"}, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv, &log
}

func request(t *testing.T, method, url, key, body string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(text)
}

func TestServer(t *testing.T) {
	srv, log := serve(t, `
steps:
- {say: hello, calls: [{tool: run, args: {command: ls}}], usage: {input: 10, cached: 4, output: 2}}
- {name: stuck, expect: {last_tool_result_contains: never}, say: no}
`, "secret")
	const chat = "/v1/chat/completions"
	const first = `{"model":"m1","messages":[{"role":"user","content":"go"}]}`
	const second = `{"messages":[{"role":"user","content":"go"},{"role":"assistant","content":"hello"}]}`
	for _, tc := range []struct {
		name, method, path, key, body string
		status                        int
		contains                      string
	}{
		{"health needs no key", "GET", "/healthz", "", "", 200, "ok"},
		{"models", "GET", "/v1/models", "secret", "", 200, `"id":"m2"`},
		{"wrong key", "POST", chat, "wrong", first, 401, "invalid_api_key"},
		{"no JSON", "POST", chat, "secret", "{", 400, "decode the request"},
		{"no messages", "POST", chat, "secret", "{}", 400, "must not be empty"},
		{"no method", "GET", chat, "secret", "", 405, ""},
		{"whole answer", "POST", chat, "secret", first, 200, `"content":"hello","tool_calls":[{"id":"call_0_0_1_0","type":"function","function":{"name":"run","arguments":"{\"command\":\"ls\"}"}}]},"finish_reason":"tool_calls"`},
		{"usage", "POST", chat, "secret", first, 200, `"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":4}`},
		{"script fault", "POST", chat, "secret", second, 500, `step 2 (stuck): expected a tool result`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, body := request(t, tc.method, srv.URL+tc.path, tc.key, tc.body)
			if resp.StatusCode != tc.status || !strings.Contains(body, tc.contains) {
				t.Errorf("%d %s, want %d with %s", resp.StatusCode, body, tc.status, tc.contains)
			}
		})
	}
	if !strings.Contains(log.String(), "step 2 (stuck)") || strings.Contains(log.String(), "secret") {
		t.Errorf("log:\n%s", log)
	}
}

func TestStreamComesInPieces(t *testing.T) {
	srv, _ := serve(t, `steps: [{calls: [{tool: run, args: {command: "a command long enough for three pieces, with ünïcode"}}]}]`, "")
	_, body := request(t, "POST", srv.URL+"/v1/chat/completions", "", `{"stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"go"}]}`)
	var arguments strings.Builder
	pieces, usage := 0, false
	for line := range strings.Lines(body) {
		data, found := strings.CutPrefix(strings.TrimSpace(line), "data: {")
		if !found {
			continue
		}
		var c completion
		if err := json.Unmarshal([]byte("{"+data), &c); err != nil {
			t.Fatal(err)
		}
		usage = usage || c.Usage != nil
		for _, ch := range c.Choices {
			for _, call := range ch.Delta.ToolCalls {
				arguments.WriteString(call.Function.Arguments)
				pieces++
			}
		}
	}
	if want := `{"command":"a command long enough for three pieces, with ünïcode"}`; arguments.String() != want || pieces < 4 || !usage {
		t.Errorf("%d pieces, usage %t: %s", pieces, usage, arguments.String())
	}
	if !strings.HasSuffix(body, "data: [DONE]\n\n") {
		t.Errorf("the stream does not end as it should: %q", body)
	}
}

func TestFaultsEndForTheRequestThatMetThem(t *testing.T) {
	srv, _ := serve(t, `steps: [{say: ok, faults: [{http: 500, retry_after: 1500ms, times: 2}]}]`, "")
	statuses := func(text string) (got []int) {
		for range 3 {
			resp, _ := request(t, "POST", srv.URL+"/v1/chat/completions", "", `{"messages":[{"role":"user","content":"`+text+`"}]}`)
			got = append(got, resp.StatusCode)
			if after := resp.Header.Get("Retry-After"); resp.StatusCode == 500 && after != "2" {
				t.Errorf("retry after %q", after)
			}
		}
		return got
	}
	for _, text := range []string{"one goal", "another goal"} {
		if got := statuses(text); got[0] != 500 || got[1] != 500 || got[2] != 200 {
			t.Errorf("%s: %v", text, got)
		}
	}
}
