package script

import (
	"encoding/json"
	"fmt"
	"net/http"
	"unicode/utf8"
)

// piece is how many bytes of text or arguments go into one streamed chunk.
const piece = 24

type completion struct {
	ID      string     `json:"id"`
	Object  string     `json:"object"`
	Created int64      `json:"created"`
	Model   string     `json:"model"`
	Choices []choice   `json:"choices"`
	Usage   *wireUsage `json:"usage,omitempty"`
}

type choice struct {
	Index   int     `json:"index"`
	Message *spoken `json:"message,omitempty"`
	Delta   *spoken `json:"delta,omitempty"`
	Finish  *string `json:"finish_reason"`
}

type spoken struct {
	Role      string     `json:"role,omitempty"`
	Content   *string    `json:"content,omitempty"`
	Reasoning string     `json:"reasoning_content,omitempty"`
	ToolCalls []wireCall `json:"tool_calls,omitempty"`
}

type wireUsage struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Total      int `json:"total_tokens"`
	Details    struct {
		Cached int `json:"cached_tokens"`
	} `json:"prompt_tokens_details"`
}

func (u usage) wire() *wireUsage {
	w := &wireUsage{Prompt: u.input, Completion: u.output, Total: u.input + u.output}
	w.Details.Cached = u.cached
	return w
}

// send writes the answer or what its fault makes of it.
func (a *answer) send(w http.ResponseWriter, c *conversation) {
	limit := -1
	if f := a.fault; f != nil {
		switch f.kind {
		case faultHTTP:
			f.refuse(w)
			return
		case faultNonsense:
			writeNonsense(w, c.Stream, f.nonsense)
			return
		case faultEmpty:
			*a = answer{finish: "stop", usage: a.usage}
		case faultCut:
			limit = f.cut
		}
	}
	kind, parts := "application/json", [][]byte{a.whole(c)}
	if c.Stream {
		kind, parts = "text/event-stream", a.events(c)
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(http.StatusOK)
	transmit(w, parts, limit)
}

// transmit writes and flushes part by part; when limit is not negative, it breaks the connection after so many bytes.
func transmit(w http.ResponseWriter, parts [][]byte, limit int) {
	flush := http.NewResponseController(w)
	left := limit
	for _, p := range parts {
		if limit >= 0 && len(p) > left {
			p = p[:left]
		}
		if _, err := w.Write(p); err != nil {
			return
		}
		_ = flush.Flush()
		left -= len(p)
		if limit >= 0 && left <= 0 {
			panic(http.ErrAbortHandler)
		}
	}
	if limit >= 0 {
		panic(http.ErrAbortHandler)
	}
}

func writeNonsense(w http.ResponseWriter, stream bool, text string) {
	if !stream {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, text)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprintf(w, "data: %s\n\ndata: [DONE]\n\n", text)
}

func (a *answer) envelope(c *conversation, object string) completion {
	return completion{ID: fmt.Sprintf("chatcmpl-script-%d", len(c.Messages)), Object: object, Model: c.Model, Choices: []choice{}}
}

func (a *answer) whole(c *conversation) []byte {
	body := a.envelope(c, "chat.completion")
	said := &spoken{Role: "assistant", Content: &a.say, Reasoning: a.think, ToolCalls: a.calls}
	body.Choices = []choice{{Message: said, Finish: &a.finish}}
	body.Usage = a.usage.wire()
	return mustJSON(body)
}

// events is the answer as server-sent events: the role, the text and the calls in small pieces, the reason, the usage.
func (a *answer) events(c *conversation) [][]byte {
	var events [][]byte
	add := func(ch completion) { events = append(events, fmt.Appendf(nil, "data: %s\n\n", mustJSON(ch))) }
	delta := func(d *spoken, finish *string) {
		ch := a.envelope(c, "chat.completion.chunk")
		ch.Choices = []choice{{Delta: d, Finish: finish}}
		add(ch)
	}
	delta(&spoken{Role: "assistant", Content: new(string)}, nil)
	for _, p := range split(a.think) {
		delta(&spoken{Reasoning: p}, nil)
	}
	for _, p := range split(a.say) {
		delta(&spoken{Content: &p}, nil)
	}
	for i, call := range a.calls {
		first := wireCall{Index: &i, ID: call.ID, Type: call.Type, Function: wireFunction{Name: call.Function.Name}}
		delta(&spoken{ToolCalls: []wireCall{first}}, nil)
		for _, p := range split(call.Function.Arguments) {
			delta(&spoken{ToolCalls: []wireCall{{Index: &i, Function: wireFunction{Arguments: p}}}}, nil)
		}
	}
	delta(&spoken{}, &a.finish)
	if c.StreamOptions.IncludeUsage {
		last := a.envelope(c, "chat.completion.chunk")
		last.Usage = a.usage.wire()
		add(last)
	}
	return append(events, []byte("data: [DONE]\n\n"))
}

// split cuts a text into pieces that end between characters.
func split(text string) []string {
	var parts []string
	for len(text) > piece {
		n := piece
		for n > 1 && !utf8.RuneStart(text[n]) {
			n--
		}
		parts = append(parts, text[:n])
		text = text[n:]
	}
	if text != "" {
		parts = append(parts, text)
	}
	return parts
}

// mustJSON encodes our own plain structs, which always works.
func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}
