package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode"

	openai "github.com/sashabaranov/go-openai"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

const (
	longestReason = 600

	// shortestKey is the least that counts as a credential: local endpoints are given words such as "none", and taking those
	// out would only spoil the text.
	shortestKey = 8
)

var errNoStream = errors.New("the endpoint answered, but not with a stream of events")

// failure turns what went wrong into the port's error. ctx is the exchange's, whose cause tells our own watchdog from the
// caller's wish.
func (m *Model) failure(ctx context.Context, ex *exchange, err error) error {
	stalled := errors.Is(context.Cause(ctx), errStalled)
	if ctx.Err() != nil && !stalled {
		return fmt.Errorf("ask the model: %w", ctx.Err())
	}
	e := &llm.Error{Kind: kindOf(err, ex), RetryAfter: ex.retryAfter}
	if ex.status >= http.StatusBadRequest {
		e.Status = ex.status
	}
	if stalled {
		e.Kind, err = llm.Interrupted, errStalled
	}
	if e.Kind == llm.Nonsense && errors.Is(err, io.ErrUnexpectedEOF) {
		err = errNoStream
	}
	if ex.noRetry && e.Kind.Retryable() {
		e.Kind = llm.BadRequest
	}
	e.Err = &reason{text: m.clean(reasonOf(err)), cause: err}
	return e
}

// reason is an explanation without credentials. Errors of the library keep their identity for errors.Is, but their text, which
// quotes what the endpoint said, is not printed.
type reason struct {
	text  string
	cause error
}

func (r *reason) Error() string        { return r.text }
func (r *reason) Is(target error) bool { return errors.Is(r.cause, target) }

// clean takes the key and control characters out of a text and bounds it.
func (m *Model) clean(text string) string {
	if key := string(m.cfg.APIKey); len(key) >= shortestKey {
		text = strings.ReplaceAll(text, key, redacted)
	}
	if len(text) > longestReason {
		text = text[:longestReason] + "…"
	}
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.TrimSpace(text)
}

func reasonOf(err error) string {
	var req *openai.RequestError
	if errors.As(err, &req) {
		return fmt.Sprintf("the endpoint answered: %s", req.Body)
	}
	var api *openai.APIError
	if errors.As(err, &api) {
		return strings.TrimSpace(fmt.Sprintf("%s %s", api.Message, codes(api)))
	}
	return err.Error()
}

func codes(e *openai.APIError) string {
	var said []string
	if e.Type != "" {
		said = append(said, e.Type)
	}
	if e.Code != nil && fmt.Sprint(e.Code) != "" {
		said = append(said, fmt.Sprint(e.Code))
	}
	if len(said) == 0 {
		return ""
	}
	return "(" + strings.Join(said, ", ") + ")"
}

func kindOf(err error, ex *exchange) llm.Kind {
	var (
		api     *openai.APIError
		req     *openai.RequestError
		syntax  *json.SyntaxError
		typeErr *json.UnmarshalTypeError
	)
	switch {
	case errors.As(err, &req): // before the other: it may wrap one that is empty
		return kindOfAnswer(req.HTTPStatusCode, &openai.APIError{Message: string(req.Body)})
	case errors.As(err, &api):
		return kindOfAnswer(api.HTTPStatusCode, api)
	case errors.Is(err, openai.ErrTooManyEmptyStreamMessages), errors.Is(err, errTooLarge),
		errors.As(err, &syntax), errors.As(err, &typeErr):
		return llm.Nonsense
	case errors.Is(err, io.ErrUnexpectedEOF) && ex.answered && !ex.stream:
		return llm.Nonsense
	case ex.answered:
		return llm.Interrupted
	case ex.sent:
		return llm.Unreachable
	default:
		return llm.BadRequest
	}
}

// kindOfAnswer classifies an error that the endpoint put into words. Inside a stream there is no status; some providers put it
// into the code.
func kindOfAnswer(status int, e *openai.APIError) llm.Kind {
	if code, ok := e.Code.(int); ok && status == 0 {
		status = code
	}
	said := strings.ToLower(fmt.Sprint(e.Code, " ", e.Type, " ", e.Message))
	mentions := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(said, w) {
				return true
			}
		}
		return false
	}
	switch {
	case mentions("insufficient_quota", "insufficient credits", "billing_hard_limit") || status == http.StatusPaymentRequired:
		return llm.Quota
	case status == http.StatusTooManyRequests || status == 0 && mentions("rate_limit", "rate limit"):
		return llm.RateLimited
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return llm.Unauthorized
	case status >= 500 || status == http.StatusRequestTimeout || status == http.StatusConflict:
		return llm.Overloaded
	case status == http.StatusRequestEntityTooLarge || mentions("context_length_exceeded", "context length", "context window", "prompt is too long"):
		return llm.TooLong
	case mentions("content_filter", "content_policy", "content management policy"):
		return llm.Refused
	case status == 0:
		return llm.Interrupted
	default:
		return llm.BadRequest
	}
}
