package github

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// LimitError says that GitHub wants no request of this installation before
// Until. The refused request was not carried out.
type LimitError struct {
	Until  time.Time
	Reason string
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("rate limit until %s: %s", e.Until.UTC().Format(time.RFC3339), e.Reason)
}

const (
	limitFloor   = time.Minute    // when GitHub says no time
	limitCeiling = time.Hour      // of what doubling reaches
	limitLongest = 24 * time.Hour // a longer wait is taken for a mistake
)

// limits is what GitHub said about each installation, shared by all its
// clients; installation 0 is the App itself.
type limits struct {
	now func() time.Time
	log *slog.Logger

	mu    sync.Mutex
	known map[int64]*limit
}

type limit struct {
	until   time.Time
	reason  string
	strikes int // refusals without a time, in a row
}

func newLimits(now func() time.Time, log *slog.Logger) *limits {
	return &limits{now: now, log: log, known: map[int64]*limit{}}
}

// of returns the transport through which everything of an installation goes.
func (l *limits) of(installation int64, base http.RoundTripper) http.RoundTripper {
	return &limiter{limits: l, installation: installation, base: base}
}

// blocks returns the limit that keeps a request from being sent, or nil.
func (l *limits) blocks(installation int64) *LimitError {
	l.mu.Lock()
	defer l.mu.Unlock()
	k := l.known[installation]
	if k == nil || !k.until.After(l.now()) {
		return nil
	}
	return &LimitError{Until: k.until, Reason: k.reason}
}

// learn reads an answer and returns the limit it states, or nil.
func (l *limits) learn(installation int64, r *http.Response) *LimitError {
	why := refusal(r)
	l.mu.Lock()
	defer l.mu.Unlock()
	k := l.known[installation]
	if k == nil {
		k = &limit{}
		l.known[installation] = k
	}
	now := l.now()
	if why == "" {
		k.strikes = 0
		if until, ok := exhausted(r.Header); ok && until.After(now) { // the answer itself is good
			k.until, k.reason = capped(now, until), "hourly limit used up"
		}
		return nil
	}
	until, ok := stated(r.Header, now)
	if !ok {
		until = now.Add(min(limitFloor<<min(k.strikes, 10), limitCeiling))
		k.strikes++
	}
	k.until, k.reason = capped(now, until), why
	return &LimitError{Until: k.until, Reason: why}
}

// limiter refuses requests while its installation is limited.
type limiter struct {
	limits       *limits
	installation int64
	base         http.RoundTripper
}

func (t *limiter) RoundTrip(r *http.Request) (*http.Response, error) {
	if limit := t.limits.blocks(t.installation); limit != nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, limit
	}
	answer, err := t.base.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode == http.StatusForbidden {
		t.limits.log.WarnContext(r.Context(), "GitHub forbids a request",
			"installation_id", t.installation, "method", r.Method, "path", r.URL.Path,
			"accepted_permissions", answer.Header.Get("X-Accepted-GitHub-Permissions"))
	}
	if limit := t.limits.learn(t.installation, answer); limit != nil {
		answer.Body.Close()
		t.limits.log.WarnContext(r.Context(), "GitHub limits the installation",
			"installation_id", t.installation, "until", limit.Until, "reason", limit.Reason)
		return nil, limit
	}
	// go-github keeps limits per client and does not know all their forms.
	for _, name := range []string{"X-Ratelimit-Limit", "X-Ratelimit-Remaining", "X-Ratelimit-Reset"} {
		answer.Header.Del(name)
	}
	return answer, nil
}

// refusal tells why the answer is a rate limit, or nothing when it is none.
// It leaves the body as it was.
func refusal(r *http.Response) string {
	switch {
	case r.StatusCode == http.StatusTooManyRequests:
		return "too many requests"
	case r.StatusCode != http.StatusForbidden:
		return ""
	case r.Header.Get("Retry-After") != "":
		return "secondary limit"
	case r.Header.Get("X-Ratelimit-Remaining") == "0":
		return "hourly limit used up"
	}
	head, err := io.ReadAll(io.LimitReader(r.Body, 1<<16))
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(head), r.Body), r.Body}
	var said struct {
		Message string `json:"message"`
		Where   string `json:"documentation_url"`
	}
	if err != nil || json.Unmarshal(head, &said) != nil {
		return ""
	}
	for _, sign := range []string{"rate limit", "rate-limit", "abuse"} {
		if strings.Contains(strings.ToLower(said.Message+" "+said.Where), sign) {
			return "secondary limit"
		}
	}
	return ""
}

// stated is the time GitHub gives for the next attempt.
func stated(h http.Header, now time.Time) (time.Time, bool) {
	after := h.Get("Retry-After")
	if s, err := strconv.ParseInt(after, 10, 32); err == nil && s >= 0 {
		return now.Add(max(time.Duration(s)*time.Second, time.Second)), true
	}
	if at, err := http.ParseTime(after); err == nil && at.After(now) {
		return at, true
	}
	if until, ok := exhausted(h); ok && until.After(now) {
		return until, true
	}
	return time.Time{}, false
}

// exhausted tells when the hourly limit starts anew, if it is used up. Search
// and its like have limits of their own that stop nothing else.
func exhausted(h http.Header) (time.Time, bool) {
	if resource := h.Get("X-Ratelimit-Resource"); resource != "" && resource != "core" {
		return time.Time{}, false
	}
	reset, err := strconv.ParseInt(h.Get("X-Ratelimit-Reset"), 10, 64)
	if err != nil || h.Get("X-Ratelimit-Remaining") != "0" {
		return time.Time{}, false
	}
	return time.Unix(reset, 0), true
}

func capped(now, until time.Time) time.Time {
	if longest := now.Add(limitLongest); until.After(longest) {
		return longest
	}
	return until
}
