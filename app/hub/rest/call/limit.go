package call

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limiter counts requests per asker and hour.
type limiter struct {
	mu    sync.Mutex
	limit int
	used  map[string]window
}

type window struct {
	count int
	reset time.Time
}

// Usage is where an asker stands within the hour.
type Usage struct {
	Limit, Used int
	Reset       time.Time
}

// Remaining is how many requests are left.
func (u Usage) Remaining() int { return max(u.Limit-u.Used, 0) }

// count adds cost requests to the asker's hour and returns where they stand.
func (l *limiter) count(asker string, cost int, now time.Time) Usage {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := l.used[asker]
	if !now.Before(w.reset) {
		w = window{reset: now.Add(time.Hour)}
	}
	w.count += cost
	l.used[asker] = w
	return Usage{Limit: l.limit, Used: w.count, Reset: w.reset}
}

func (u Usage) write(h http.Header) {
	h.Set("X-RateLimit-Limit", strconv.Itoa(u.Limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(u.Remaining()))
	h.Set("X-RateLimit-Used", strconv.Itoa(min(u.Used, u.Limit)))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(u.Reset.Unix(), 10))
	h.Set("X-RateLimit-Resource", "core")
}
