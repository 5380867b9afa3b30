package openai

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	largestErrorBody = 64 << 10

	// drainTime is how long the end of a complete answer is waited for, so that its connection can be used again.
	drainTime = 50 * time.Millisecond
)

var errStalled = errors.New("the endpoint sent nothing for too long")

// watchdog ends the context of an exchange when nothing arrives for a while.
type watchdog struct {
	idle   time.Duration
	timer  *time.Timer
	cancel context.CancelCauseFunc
}

func newWatchdog(ctx context.Context, idle time.Duration) (context.Context, *watchdog) {
	ctx, cancel := context.WithCancelCause(ctx)
	return ctx, &watchdog{idle: idle, cancel: cancel, timer: time.AfterFunc(idle, func() { cancel(errStalled) })}
}

// feed starts the wait again; hurry shortens this and all later waits.
func (w *watchdog) feed()                 { w.timer.Reset(w.idle) }
func (w *watchdog) hurry(d time.Duration) { w.idle = min(w.idle, d); w.feed() }

func (w *watchdog) stop() {
	w.timer.Stop()
	w.cancel(nil)
}

// exchange is the HTTP side of one turn: it keeps what the library does not hand on, and puts bounds on what it reads.
type exchange struct {
	client *http.Client
	watch  *watchdog

	sent       bool
	answered   bool
	status     int
	retryAfter time.Duration
	noRetry    bool
	stream     bool // the answer calls itself a stream
	body       *eventBody
}

// Do implements the library's HTTP client.
func (e *exchange) Do(req *http.Request) (*http.Response, error) {
	e.sent = true
	resp, err := e.client.Do(req)
	if err != nil {
		return nil, err
	}
	e.watch.feed()
	e.answered, e.status = true, resp.StatusCode
	if resp.StatusCode >= http.StatusBadRequest {
		e.retryAfter = retryAfter(resp.Header, time.Now())
		e.noRetry = resp.Header.Get("X-Should-Retry") == "false"
		resp.Body = &limitedBody{Reader: io.LimitReader(resp.Body, largestErrorBody), Closer: resp.Body}
		return resp, nil
	}
	e.body = newEventBody(resp.Body, e.watch)
	e.stream = strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream")
	resp.Body = e.body
	return resp, nil
}

type limitedBody struct {
	io.Reader
	io.Closer
}

// Read closes the body at its end: the library does not close those of errors.
func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil {
		_ = b.Close()
	}
	return n, err
}

// retryAfter reads the headers by which providers say how long to wait; 0 when they do not.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil {
		return bounded(ms * float64(time.Millisecond))
	}
	value := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(value, 64); err == nil {
		return bounded(s * float64(time.Second))
	}
	if at, err := http.ParseTime(value); err == nil {
		return bounded(float64(at.Sub(now)))
	}
	return 0
}

func bounded(d float64) time.Duration {
	const day = 24 * time.Hour
	if !(d > 0) {
		return 0
	}
	return time.Duration(min(d, float64(day)))
}
