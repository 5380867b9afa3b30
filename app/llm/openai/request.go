package openai

import (
	"encoding/json"
	"errors"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// dialect is what we learned about the endpoint: whether it reports usage in streams, and whether it wants the newer name of
// the limit on the answer.
type dialect struct {
	usage            bool
	completionTokens bool
}

// adapt returns the dialect that avoids the error, if there is one.
func (d dialect) adapt(r llm.Request, err error) (_ dialect, changed bool) {
	var e *llm.Error
	if !errors.As(err, &e) || e.Kind != llm.BadRequest {
		return d, false
	}
	text := strings.ToLower(e.Err.Error())
	before := d
	if strings.Contains(text, "stream_options") || strings.Contains(text, "include_usage") {
		d.usage = false
	}
	if r.MaxTokens > 0 && (strings.Contains(text, "max_completion_tokens") || errors.Is(err, openai.ErrReasoningModelMaxTokensDeprecated)) {
		d.completionTokens = true
	}
	return d, d != before
}

func (m *Model) request(r llm.Request, spoken dialect) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{
		Model:           r.Model,
		Messages:        make([]openai.ChatCompletionMessage, len(r.Messages)),
		ReasoningEffort: m.cfg.ReasoningEffort,
	}
	if req.Model == "" {
		req.Model = m.cfg.Model
	}
	for i, msg := range r.Messages {
		req.Messages[i] = m.message(msg)
	}
	for _, t := range r.Tools {
		req.Tools = append(req.Tools, tool(t))
	}
	if spoken.usage {
		req.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if spoken.completionTokens {
		req.MaxCompletionTokens = r.MaxTokens
	} else {
		//lint:ignore SA1019 most compatible endpoints know only this name; those that do not are found by their refusal
		req.MaxTokens = r.MaxTokens
	}
	return req
}

// message fills what the protocol requires and the library would leave out when empty: content, unless there are calls, and
// the arguments of a call.
func (m *Model) message(msg llm.Message) openai.ChatCompletionMessage {
	out := openai.ChatCompletionMessage{Role: string(msg.Role), Content: msg.Content, ToolCallID: msg.ToolCallID}
	if out.Content == "" && len(msg.ToolCalls) == 0 {
		out.Content = " "
	}
	if m.cfg.SendReasoning {
		out.ReasoningContent = msg.Reasoning
	}
	for _, c := range msg.ToolCalls {
		f := openai.FunctionCall{Name: c.Name, Arguments: c.Arguments}
		if f.Arguments == "" {
			f.Arguments = "{}"
		}
		out.ToolCalls = append(out.ToolCalls, openai.ToolCall{ID: c.ID, Type: openai.ToolTypeFunction, Function: f})
	}
	return out
}

func tool(t llm.Tool) openai.Tool {
	parameters := t.Parameters
	if len(parameters) == 0 {
		parameters = json.RawMessage(`{"type":"object","properties":{}}`)
	}
	return openai.Tool{
		Type:     openai.ToolTypeFunction,
		Function: &openai.FunctionDefinition{Name: t.Name, Description: t.Description, Parameters: parameters},
	}
}
