// Package fault makes the hub fail on purpose: error answers, limits, lost answers, and deliveries that are
// lost, late, doubled or out of order.
//
// In come rules, out go spoiled answers and fates of deliveries. Rules live in memory only: a hub started
// again behaves.
package fault

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"time"
)

// Kind is what goes wrong.
type Kind string

// The kinds of faults. The first ones spoil requests, the others deliveries.
const (
	Status         Kind = "status"          // answer with Rule.Status; the request is not carried out
	PrimaryLimit   Kind = "primary_limit"   // 403, no requests left until Rule.Seconds have passed
	SecondaryLimit Kind = "secondary_limit" // 403 with Retry-After of Rule.Seconds
	TooMany        Kind = "too_many"        // 429 with Retry-After of Rule.Seconds
	DropRequest    Kind = "drop_request"    // cut the connection before anything is carried out
	DropReply      Kind = "drop_reply"      // carry the request out, then cut the connection
	Slow           Kind = "slow"            // carry the request out after Rule.Seconds
	LoseDelivery   Kind = "lose_delivery"   // log the delivery as failed without sending it
	DelayDelivery  Kind = "delay_delivery"  // send it, and all behind it, after Rule.Seconds
	DoubleDelivery Kind = "double_delivery" // send it twice
	SwapDeliveries Kind = "swap_deliveries" // let the next one overtake it, waiting for that one Rule.Seconds at most
)

// Rule is one fault and what it befalls. Empty conditions hold always.
type Rule struct {
	Kind    Kind    `json:"kind"`
	Method  string  `json:"method,omitempty"`  // of a request
	Path    string  `json:"path,omitempty"`    // regular expression found in a request's path
	Event   string  `json:"event,omitempty"`   // of a delivery
	Action  string  `json:"action,omitempty"`  // of a delivery
	After   int     `json:"after,omitempty"`   // let this many pass first
	Times   int     `json:"times,omitempty"`   // then strike this often; zero means always
	Status  int     `json:"status,omitempty"`  // for kind "status"; 500 when zero
	Seconds float64 `json:"seconds,omitempty"` // for the kinds that wait or make others wait
	Met     int     `json:"met"`               // how often the conditions held so far

	path *regexp.Regexp
}

// check prepares a rule, reporting everything wrong with it.
func (r *Rule) check() error {
	var wrong []error
	switch r.Kind {
	case Status, PrimaryLimit, SecondaryLimit, TooMany, DropRequest, DropReply, Slow,
		LoseDelivery, DelayDelivery, DoubleDelivery, SwapDeliveries:
	default:
		wrong = append(wrong, fmt.Errorf("kind %q is not known", r.Kind))
	}
	if r.Status != 0 && (r.Status < 400 || r.Status > 599) {
		wrong = append(wrong, fmt.Errorf("status %d is not an error's", r.Status))
	}
	if r.After < 0 || r.Times < 0 || r.Seconds < 0 {
		wrong = append(wrong, errors.New("after, times and seconds cannot be negative"))
	}
	var err error
	if r.path, err = regexp.Compile(r.Path); err != nil {
		wrong = append(wrong, fmt.Errorf("path: %w", err))
	}
	return errors.Join(wrong...)
}

func (r *Rule) ofDelivery() bool {
	switch r.Kind {
	case LoseDelivery, DelayDelivery, DoubleDelivery, SwapDeliveries:
		return true
	}
	return false
}

// strikes counts a request or delivery that met the conditions and reports whether it is this one's turn.
func (r *Rule) strikes() bool {
	r.Met++
	return r.Met > r.After && (r.Times == 0 || r.Met <= r.After+r.Times)
}

func (r *Rule) wait() time.Duration { return time.Duration(r.Seconds * float64(time.Second)) }

// refusal is the spoiled answer, in GitHub's form.
type refusal struct {
	status        int
	message, link string
	header        map[string]string
}

func (r *Rule) refusal(now time.Time) refusal {
	const limits = "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api"
	seconds := fmt.Sprint(int(r.Seconds))
	switch r.Kind {
	case PrimaryLimit:
		return refusal{http.StatusForbidden, "API rate limit exceeded.", limits, map[string]string{
			"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0", "X-RateLimit-Used": "5000",
			"X-RateLimit-Reset": fmt.Sprint(now.Add(r.wait()).Unix()), "X-RateLimit-Resource": "core",
		}}
	case SecondaryLimit, TooMany:
		status := http.StatusForbidden
		if r.Kind == TooMany {
			status = http.StatusTooManyRequests
		}
		return refusal{
			status, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
			limits + "#about-secondary-rate-limits",
			map[string]string{"Retry-After": seconds},
		}
	}
	if r.Status == 0 {
		r.Status = http.StatusInternalServerError
	}
	return refusal{r.Status, http.StatusText(r.Status), "https://docs.github.com/rest", nil}
}

func (r refusal) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	for name, value := range r.header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(r.status)
	json.NewEncoder(w).Encode(map[string]string{"message": r.message, "documentation_url": r.link})
}
