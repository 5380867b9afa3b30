package llm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

const (
	firstWait   = 250 * time.Millisecond
	longestWait = 8 * time.Second

	// fruitless bounds the attempts that ended with an answer of no use: those cost tokens, and the model rarely changes its mind.
	fruitless = 3
)

// Backoff decides what follows the failed attempt number attempt, counted from 1. jitter is in [0,1). The wait doubles from a
// quarter of a second up to eight, spread by half, and is never shorter than what the provider asked for.
func Backoff(attempt int, err error, jitter float64) (wait time.Duration, retry bool) {
	var e *Error
	if !errors.As(err, &e) || !e.Kind.Retryable() {
		return 0, false
	}
	if (e.Kind == Empty || e.Kind == Nonsense) && attempt >= fruitless {
		return 0, false
	}
	wait = longestWait
	if doublings := max(attempt, 1) - 1; doublings < 5 {
		wait = firstWait << doublings
	}
	wait = wait/2 + time.Duration(jitter*float64(wait)/2)
	return max(wait, e.RetryAfter), true
}

// RetryConfig says how a retrying model behaves. Sleep waits for a duration or until ctx ends, and is how the clock comes in;
// Jitter returns values in [0,1). Attempts counts the first one too; a single wait never exceeds MaxWait: what would take
// longer is returned, so that the caller can put the work aside.
type RetryConfig struct {
	Sleep    func(ctx context.Context, d time.Duration) error
	Jitter   func() float64
	Attempts int           // default 6
	MaxWait  time.Duration // default 20 seconds
	Log      *slog.Logger
}

// Retrying asks a model again after failures that pass quickly. The attempts of one turn count as one answer; what the failed
// ones used up is in Response.Wasted, the time between them in Response.Waited.
type Retrying struct {
	model Model
	cfg   RetryConfig
}

// NewRetrying returns model with retries.
func NewRetrying(model Model, cfg RetryConfig) (*Retrying, error) {
	if model == nil || cfg.Sleep == nil || cfg.Jitter == nil || cfg.Log == nil {
		return nil, errors.New("retrying model: model, sleep, jitter and log are required")
	}
	if cfg.Attempts < 0 || cfg.MaxWait < 0 {
		return nil, fmt.Errorf("retrying model: attempts (%d) and longest wait (%s) must not be negative", cfg.Attempts, cfg.MaxWait)
	}
	if cfg.Attempts == 0 {
		cfg.Attempts = 6
	}
	if cfg.MaxWait == 0 {
		cfg.MaxWait = 20 * time.Second
	}
	return &Retrying{model: model, cfg: cfg}, nil
}

// Turn asks until there is an answer, a failure that asking again does not cure, or no attempt left.
func (m *Retrying) Turn(ctx context.Context, r Request, progress func(Delta)) (Response, error) {
	var (
		wasted Usage
		waited time.Duration
	)
	for attempt := 1; ; attempt++ {
		resp, err := m.model.Turn(ctx, r, progress)
		resp.Wasted = wasted.Add(resp.Wasted)
		resp.Waited += waited
		if err == nil {
			return resp, nil
		}
		waited = resp.Waited
		wasted = resp.Wasted
		wait, retry := Backoff(attempt, err, m.cfg.Jitter())
		if !retry || attempt >= m.cfg.Attempts || wait > m.cfg.MaxWait {
			return Response{Wasted: wasted, Waited: waited}, err
		}
		m.cfg.Log.WarnContext(ctx, "model turn failed, asking again", "attempt", attempt, "wait", wait, "error", err)
		if err := m.cfg.Sleep(ctx, wait); err != nil {
			return Response{Wasted: wasted, Waited: waited}, fmt.Errorf("wait to ask the model again: %w", err)
		}
		waited += wait
		if progress != nil {
			progress(Delta{Restart: true})
		}
	}
}
