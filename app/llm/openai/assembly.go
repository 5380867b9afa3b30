package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

const (
	largestText      = 8 << 20
	largestArguments = 1 << 20
	mostCalls        = 128
	longestName      = 256

	// graceTime is how long the usage is waited for once the answer is complete.
	graceTime = 5 * time.Second
)

// errNoEnd is a stream that ended before the model said why it stops.
var errNoEnd = fmt.Errorf("the stream ended before the answer did: %w", io.ErrUnexpectedEOF)

// chunk is a streamed piece; some providers report failures inside one.
type chunk struct {
	openai.ChatCompletionStreamResponse
	Error *openai.APIError `json:"error"`
}

// assembly puts the pieces of an answer together.
type assembly struct {
	request  llm.Request
	progress func(llm.Delta)

	id        string
	content   strings.Builder
	reasoning strings.Builder
	calls     []*pending
	finish    openai.FinishReason
	usage     *openai.Usage
}

// pending is a call whose arguments are still coming.
type pending struct {
	index     int
	id, name  string
	arguments strings.Builder
}

// read takes the stream to its end. An answer is complete once the model said why it stopped: a break after that costs only
// the usage.
func (a *assembly) read(stream *openai.ChatCompletionStream, watch *watchdog) error {
	for {
		raw, err := stream.RecvRaw()
		if err != nil && a.finish != "" && !errors.Is(err, errTooLarge) {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return errNoEnd
		}
		if err != nil {
			return err
		}
		var c chunk
		if err := json.Unmarshal(raw, &c); err != nil {
			return fmt.Errorf("decode a piece of the answer: %w", err)
		}
		if c.Error != nil {
			return c.Error
		}
		if err := a.add(c); err != nil {
			return err
		}
		if a.finish != "" {
			watch.hurry(graceTime)
		}
	}
}

func (a *assembly) add(c chunk) error {
	if c.ID != "" && a.id == "" {
		a.id = c.ID
	}
	if c.Usage != nil {
		a.usage = c.Usage
	}
	for _, choice := range c.Choices {
		if choice.Index != 0 {
			continue
		}
		if err := a.addDelta(choice.Delta); err != nil {
			return err
		}
		if choice.FinishReason != "" && choice.FinishReason != openai.FinishReasonNull {
			a.finish = choice.FinishReason
		}
	}
	return nil
}

func (a *assembly) addDelta(d openai.ChatCompletionStreamChoiceDelta) error {
	text := d.Content + d.Refusal
	if a.content.Len()+a.reasoning.Len()+len(text)+len(d.ReasoningContent) > largestText {
		return errTooLarge
	}
	a.reasoning.WriteString(d.ReasoningContent)
	a.content.WriteString(text)
	if text != "" && a.progress != nil {
		a.progress(llm.Delta{Content: text})
	}
	for _, piece := range d.ToolCalls {
		call := a.call(piece)
		if call.id == "" {
			call.id = piece.ID
		}
		if call.name == "" {
			call.name = piece.Function.Name
		}
		if len(a.calls) > mostCalls || len(call.name) > longestName || call.arguments.Len()+len(piece.Function.Arguments) > largestArguments {
			return errTooLarge
		}
		call.arguments.WriteString(piece.Function.Arguments)
	}
	return nil
}

// call finds the call that a piece continues, by index, else the last one; a piece with a new id and a name begins another
// call whatever its index says.
func (a *assembly) call(piece openai.ToolCall) *pending {
	var found *pending
	if n := len(a.calls); piece.Index == nil && n > 0 {
		found = a.calls[n-1]
	}
	for _, c := range a.calls {
		if piece.Index != nil && c.index == *piece.Index {
			found = c
		}
	}
	fresh := found != nil && piece.Function.Name != "" && piece.ID != "" && found.id != "" && piece.ID != found.id
	if found != nil && !fresh {
		return found
	}
	found = &pending{index: len(a.calls)}
	if piece.Index != nil {
		found.index = *piece.Index
	}
	a.calls = append(a.calls, found)
	return found
}

func (a *assembly) message() llm.Message {
	m := llm.Message{Role: llm.Assistant, Content: a.content.String(), Reasoning: a.reasoning.String()}
	ids := idsOf(a.request.Messages)
	for i, c := range a.calls {
		id := ids.claim(c.id, len(a.request.Messages), i)
		m.ToolCalls = append(m.ToolCalls, llm.ToolCall{ID: id, Name: c.name, Arguments: c.arguments.String()})
	}
	return m
}

// spent is what the exchange used up: as reported, else estimated from what went over the wire.
func (a *assembly) spent() llm.Usage {
	if a.usage == nil {
		return llm.Estimate(a.request, a.message())
	}
	u := llm.Usage{Input: int64(max(a.usage.PromptTokens, 0)), Output: int64(max(a.usage.CompletionTokens, 0))}
	if d := a.usage.PromptTokensDetails; d != nil {
		u.Cached = min(int64(max(d.CachedTokens, 0)), u.Input)
	}
	return u
}

// response is the complete answer, or why it cannot be used.
func (a *assembly) response() (llm.Response, error) {
	m, used := a.message(), a.spent()
	failed := func(kind llm.Kind, why string) (llm.Response, error) {
		return llm.Response{Wasted: used}, &llm.Error{Kind: kind, Err: errors.New(why)}
	}
	for _, c := range m.ToolCalls {
		if c.Name == "" {
			return failed(llm.Nonsense, "a tool call without a name")
		}
	}
	finish := finishOf(a.finish, len(m.ToolCalls) > 0)
	if strings.TrimSpace(m.Content) != "" || len(m.ToolCalls) > 0 {
		return llm.Response{Message: m, Finish: finish, Usage: used, ID: a.id}, nil
	}
	switch {
	case finish == llm.FinishContentFilter:
		return failed(llm.Refused, "the provider's content filter withheld the answer")
	case a.finish == "error":
		return failed(llm.Interrupted, "the provider gave up on the answer")
	case finish == llm.FinishLength:
		return failed(llm.Empty, "the limit on the answer was reached before any text or call")
	default:
		return failed(llm.Empty, "the answer has neither text nor calls")
	}
}

func finishOf(reason openai.FinishReason, calls bool) llm.Finish {
	switch {
	case reason == openai.FinishReasonStop && calls, reason == openai.FinishReasonToolCalls, reason == openai.FinishReasonFunctionCall:
		return llm.FinishToolCalls
	case reason == openai.FinishReasonStop:
		return llm.FinishStop
	case reason == openai.FinishReasonLength:
		return llm.FinishLength
	case reason == openai.FinishReasonContentFilter:
		return llm.FinishContentFilter
	default:
		return llm.FinishUnknown
	}
}
