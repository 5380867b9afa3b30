package llm_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// flaky fails as told, then answers.
type flaky struct {
	failures []error
	asked    int
}

func (f *flaky) Turn(_ context.Context, _ llm.Request, progress func(llm.Delta)) (llm.Response, error) {
	f.asked++
	if progress != nil {
		progress(llm.Delta{Content: fmt.Sprint(f.asked)})
	}
	if f.asked <= len(f.failures) {
		return llm.Response{Wasted: llm.Usage{Input: 10, Output: 1, Estimated: true}}, f.failures[f.asked-1]
	}
	return llm.Response{Message: llm.Message{Role: llm.Assistant, Content: "done"}, Usage: llm.Usage{Input: 10, Output: 5}}, nil
}

// clock adds up the waits that it is asked for.
type clock struct{ slept time.Duration }

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	c.slept += d
	return ctx.Err()
}

func retrying(t *testing.T, m llm.Model, c *clock) *llm.Retrying {
	t.Helper()
	r, err := llm.NewRetrying(m, llm.RetryConfig{
		Sleep:   c.sleep,
		Jitter:  func() float64 { return 0.999 },
		MaxWait: 10 * time.Second,
		Log:     slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func fails(kinds ...llm.Kind) []error {
	var errs []error
	for _, k := range kinds {
		errs = append(errs, &llm.Error{Kind: k, Err: errors.New("as told")})
	}
	return errs
}

func TestRetrying(t *testing.T) {
	limited := func(d time.Duration) []error {
		return []error{&llm.Error{Kind: llm.RateLimited, Status: 429, RetryAfter: d, Err: errors.New("slow down")}}
	}
	for _, tc := range []struct {
		name     string
		failures []error
		asked    int
		answered bool
		longest  time.Duration
		shortest time.Duration
	}{
		{name: "no failure", asked: 1, answered: true},
		{name: "two cuts recover within two seconds", failures: fails(llm.Interrupted, llm.Interrupted), asked: 3, answered: true, longest: 2 * time.Second},
		{name: "three server errors recover", failures: fails(llm.Overloaded, llm.Overloaded, llm.Overloaded), asked: 4, answered: true, longest: 2 * time.Second},
		{name: "short limit is waited for", failures: limited(7 * time.Second), asked: 2, answered: true, shortest: 7 * time.Second, longest: 7 * time.Second},
		{name: "long limit is returned", failures: limited(11 * time.Second), asked: 1},
		{name: "wrong key is returned", failures: fails(llm.Unauthorized), asked: 1},
		{name: "no quota is returned", failures: fails(llm.Quota), asked: 1},
		{name: "empty twice recovers", failures: fails(llm.Empty, llm.Nonsense), asked: 3, answered: true, longest: 2 * time.Second},
		{name: "empty for ever is given up early", failures: fails(llm.Empty, llm.Empty, llm.Empty, llm.Empty), asked: 3, longest: 2 * time.Second},
		{name: "down for ever is given up", failures: fails(llm.Unreachable, llm.Unreachable, llm.Unreachable, llm.Unreachable, llm.Unreachable, llm.Unreachable), asked: 6, longest: 8 * time.Second},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m, c := &flaky{failures: tc.failures}, &clock{}
			resp, err := retrying(t, m, c).Turn(t.Context(), llm.Request{}, nil)
			if (err == nil) != tc.answered {
				t.Fatalf("error = %v", err)
			}
			if m.asked != tc.asked {
				t.Errorf("asked %d times, want %d", m.asked, tc.asked)
			}
			if c.slept > tc.longest || c.slept < tc.shortest {
				t.Errorf("waited %s, want %s to %s", c.slept, tc.shortest, tc.longest)
			}
			if err != nil && !errors.Is(err, tc.failures[len(tc.failures)-1]) && !errors.Is(err, tc.failures[tc.asked-1]) {
				t.Errorf("error = %v, want the last failure", err)
			}
			if resp.Waited != c.slept {
				t.Errorf("says it waited %s of %s", resp.Waited, c.slept)
			}
			failed := min(tc.asked, len(tc.failures))
			if want := int64(10 * failed); resp.Wasted.Input != want || resp.Wasted.Estimated != (failed > 0) {
				t.Errorf("wasted %+v, want input %d", resp.Wasted, want)
			}
			if tc.answered && resp.Usage.Input != 10 {
				t.Errorf("usage %+v must be that of the answer alone", resp.Usage)
			}
		})
	}
}

func TestRetryingTellsTheWatcher(t *testing.T) {
	var seen string
	_, err := retrying(t, &flaky{failures: fails(llm.Interrupted)}, &clock{}).Turn(t.Context(), llm.Request{}, func(d llm.Delta) {
		if d.Restart {
			seen = ""
		}
		seen += d.Content
	})
	if err != nil || seen != "2" {
		t.Errorf("watched %q, %v; want only the second attempt", seen, err)
	}
}

func TestRetryingStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	m := &flaky{failures: fails(llm.Overloaded, llm.Overloaded)}
	_, err := retrying(t, m, &clock{}).Turn(ctx, llm.Request{}, nil)
	if !errors.Is(err, context.Canceled) || m.asked != 1 {
		t.Errorf("asked %d times, error %v", m.asked, err)
	}
}

func TestNewRetryingNeedsItsParts(t *testing.T) {
	if _, err := llm.NewRetrying(&flaky{}, llm.RetryConfig{}); err == nil {
		t.Error("a configuration without a clock was accepted")
	}
}

func TestBackoffProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &llm.Error{
			Kind:       llm.Kind(rapid.IntRange(0, 12).Draw(t, "kind")),
			RetryAfter: time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(t, "after")),
			Err:        errors.New("x"),
		}
		attempt := rapid.IntRange(-1, 1000).Draw(t, "attempt")
		wait, retry := llm.Backoff(attempt, fmt.Errorf("turn: %w", e), rapid.Float64Range(0, 0.999).Draw(t, "jitter"))
		switch {
		case retry && !e.Kind.Retryable():
			t.Fatalf("%s must not be retried", e.Kind)
		case retry && wait < e.RetryAfter:
			t.Fatalf("wait %s is shorter than asked for", wait)
		case retry && wait > max(8*time.Second, e.RetryAfter):
			t.Fatalf("wait %s is too long", wait)
		case retry && wait <= 0:
			t.Fatalf("wait %s is no wait", wait)
		}
	})
	if _, retry := llm.Backoff(1, context.Canceled, 0); retry {
		t.Error("a cancelled turn must not be retried")
	}
}

func TestKindNames(t *testing.T) {
	seen := map[string]bool{}
	for k := llm.Unknown; k <= llm.Quota; k++ {
		if seen[k.String()] {
			t.Errorf("two kinds are called %s", k)
		}
		seen[k.String()] = true
	}
	if llm.Unknown.Retryable() {
		t.Error("an unknown failure must not be retried")
	}
}
