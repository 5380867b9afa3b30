// Package llm is the port to a language model: one turn in, one answer out.
//
// A Request goes in: the whole conversation, oldest message first, and the tools on offer. A Response comes out, complete or
// not at all: an answer that was cut, empty or unreadable is an *Error with a Kind that says what may be done about it, and
// nothing of it is used. Nothing is kept between turns and nothing is written anywhere; if the process dies inside a turn the
// same request can be asked again, and what that costs is the provider's tokens.
package llm

import (
	"context"
	"encoding/json"
	"time"
)

// Role says who speaks in a message.
type Role string

// The roles of the chat completions protocol.
const (
	System    Role = "system"
	User      Role = "user"
	Assistant Role = "assistant"
	ToolRole  Role = "tool"
)

// ToolCall is the model's wish to have a tool executed. ID is never empty and is unique within its conversation. Arguments is
// the text as the model wrote it, which need not be valid JSON; it is sent back to the model as it came.
type ToolCall struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Arguments string `json:"arguments"`
}

// Message is one entry of a conversation. ToolCalls belong to the assistant; ToolCallID belongs to a tool message and names
// the call that it answers. Reasoning is what the provider let us see of the model's thinking.
type Message struct {
	Role       Role       `json:"role"`
	Content    string     `json:"content,omitempty"`
	Reasoning  string     `json:"reasoning,omitempty"`
	ToolCalls  []ToolCall `json:"tool_calls,omitempty"`
	ToolCallID string     `json:"tool_call_id,omitempty"`
}

// Tool describes something the model may call. Parameters is a JSON schema of an object; empty means no parameters.
type Tool struct {
	Name        string          `json:"name"`
	Description string          `json:"description,omitempty"`
	Parameters  json.RawMessage `json:"parameters,omitempty"`
}

// Request asks for the next assistant message. Model is empty for the adapter's own; MaxTokens bounds the answer, 0 leaves it
// to the provider.
type Request struct {
	Model     string    `json:"model,omitempty"`
	Messages  []Message `json:"messages"`
	Tools     []Tool    `json:"tools,omitempty"`
	MaxTokens int       `json:"max_tokens,omitempty"`
}

// Finish says why the model stopped writing.
type Finish string

// The reasons to finish. Anything else a provider says is FinishUnknown.
const (
	FinishUnknown       Finish = "unknown"
	FinishStop          Finish = "stop"
	FinishToolCalls     Finish = "tool_calls"
	FinishLength        Finish = "length"
	FinishContentFilter Finish = "content_filter"
)

// Response is a complete answer. Wasted is what earlier attempts of the same turn used up without giving an answer, Waited how
// long the turn only waited for the provider; they are the only fields that mean something beside an error.
type Response struct {
	Message Message `json:"message"`
	Finish  Finish  `json:"finish"`
	Usage   Usage   `json:"usage"`
	Wasted  Usage   `json:"wasted,omitzero"`
	ID      string  `json:"id,omitempty"`

	Waited time.Duration `json:"-"`
}

// Delta is a piece of an answer on its way, for people to watch; it must not be acted on. Restart says that the pieces shown
// so far are void because the turn is asked again.
type Delta struct {
	Content string
	Restart bool
}

// Model answers turns. It must be safe for concurrent use.
type Model interface {
	// Turn sends one request and returns the complete answer. progress may be nil and is called from the calling goroutine.
	// When ctx ends, the error wraps ctx.Err(); every other failure of the exchange is an *Error.
	Turn(ctx context.Context, r Request, progress func(Delta)) (Response, error)
}
