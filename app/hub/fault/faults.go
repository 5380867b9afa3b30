package fault

import (
	"net/http"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/hooks"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Faults holds the rules in force. It is safe for use by many at once.
type Faults struct {
	now   func() time.Time
	mu    sync.Mutex
	rules []*Rule
}

// New returns no faults.
func New(now func() time.Time) *Faults { return &Faults{now: now} }

// Add puts a rule in force, behind those already there; the first that strikes decides.
func (f *Faults) Add(r Rule) error {
	if err := r.check(); err != nil {
		return err
	}
	r.Met = 0
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rules = append(f.rules, &r)
	return nil
}

// Clear ends all faults.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rules = nil
}

// Rules are the rules in force and how often each was met.
func (f *Faults) Rules() []Rule {
	f.mu.Lock()
	defer f.mu.Unlock()
	rules := make([]Rule, len(f.rules))
	for i, r := range f.rules {
		rules[i] = *r
	}
	return rules
}

// pick returns the first rule that matches and strikes.
func (f *Faults) pick(match func(*Rule) bool) (Rule, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.rules {
		if match(r) && r.strikes() {
			return *r, true
		}
	}
	return Rule{}, false
}

// Fate decides over a delivery.
func (f *Faults) Fate(d state.Delivery) hooks.Fate {
	rule, ok := f.pick(func(r *Rule) bool {
		return r.ofDelivery() && (r.Event == "" || r.Event == d.Event) && (r.Action == "" || r.Action == d.Action)
	})
	if !ok {
		return hooks.Fate{}
	}
	return hooks.Fate{
		Drop: rule.Kind == LoseDelivery, Duplicate: rule.Kind == DoubleDelivery, Later: rule.Kind == SwapDeliveries,
		Delay: rule.wait(),
	}
}

// Wrap spoils what the handler answers, as the rules say.
func (f *Faults) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rule, ok := f.pick(func(one *Rule) bool {
			return !one.ofDelivery() && (one.Method == "" || one.Method == r.Method) && one.path.MatchString(r.URL.Path)
		})
		if !ok {
			next.ServeHTTP(w, r)
			return
		}
		switch rule.Kind {
		case Slow:
			if pause(r, rule.wait()) {
				next.ServeHTTP(w, r)
			}
		case DropRequest:
			panic(http.ErrAbortHandler)
		case DropReply:
			next.ServeHTTP(lost{}, r)
			panic(http.ErrAbortHandler)
		default:
			rule.refusal(f.now()).write(w)
		}
	})
}

// pause waits, and reports whether the asker is still there.
func pause(r *http.Request, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-r.Context().Done():
		return false
	case <-timer.C:
		return true
	}
}

// lost is an answer that nobody gets.
type lost struct{}

func (lost) Header() http.Header         { return http.Header{} }
func (lost) WriteHeader(int)             {}
func (lost) Write(p []byte) (int, error) { return len(p), nil }
