package llm

import (
	"fmt"
	"time"
)

// Kind classifies what went wrong with a turn, by what may be done about it.
type Kind int

// The kinds of failure.
const (
	Unknown      Kind = iota
	RateLimited       // too many requests or tokens per minute
	Overloaded        // the provider failed on its side (5xx)
	Unreachable       // no connection, no name, no TLS
	Interrupted       // the answer was cut or stalled
	Empty             // neither text nor calls
	Nonsense          // bytes that are no answer, or an answer beyond all bounds
	Unauthorized      // the key is missing, wrong or not allowed to do this
	TooLong           // the conversation does not fit the model's context
	Refused           // the provider's content filter
	BadRequest        // the provider does not accept the request, whoever asks again
	Quota             // nothing left to spend at the provider
)

// String is the kind's name as used in logs.
func (k Kind) String() string {
	switch k {
	case RateLimited:
		return "rate_limited"
	case Overloaded:
		return "overloaded"
	case Unreachable:
		return "unreachable"
	case Interrupted:
		return "interrupted"
	case Empty:
		return "empty"
	case Nonsense:
		return "nonsense"
	case Unauthorized:
		return "unauthorized"
	case TooLong:
		return "too_long"
	case Refused:
		return "refused"
	case BadRequest:
		return "bad_request"
	case Quota:
		return "quota"
	default:
		return "unknown"
	}
}

// Retryable says whether the same request may succeed a little later.
func (k Kind) Retryable() bool {
	switch k {
	case RateLimited, Overloaded, Unreachable, Interrupted, Empty, Nonsense:
		return true
	default:
		return false
	}
}

// Error is a turn that gave no answer. Status is the HTTP status, 0 when there was none or it was fine. RetryAfter is how long
// the provider asks to wait, 0 when it did not say. Err explains and never contains a credential.
type Error struct {
	Kind       Kind
	Status     int
	RetryAfter time.Duration
	Err        error
}

func (e *Error) Error() string {
	if e.Status == 0 {
		return fmt.Sprintf("ask the model: %s: %v", e.Kind, e.Err)
	}
	return fmt.Sprintf("ask the model: %s (HTTP %d): %v", e.Kind, e.Status, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }
