package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// BenchmarkHalt measures how soon `/goal pause` ends what is under way: from
// the moment before the comment is written until the command's processes are
// gone, and until nobody listens to the model any more.
//
//	go test -run '^$' -bench Halt ./cmd/goalkeeper
func BenchmarkHalt(b *testing.B) {
	iso, err := isolate(b.Context(), sandbox.LevelBubblewrap, 65534, toolchainsOnPath(b.Context()))
	if err != nil {
		b.Skip(err)
	}
	c := &clinging{commands: make(chan string, 1), answers: make(chan (<-chan struct{}), 1)}
	say := playGoal(b, iso, c)
	took := map[string][]time.Duration{}
	for n := range 2 * max(b.N, 10) {
		var what string
		var from time.Time
		select {
		case command := <-c.commands:
			what = "command"
			until(b, "the command runs", func() bool { return running(command) })
			from = time.Now()
			say("/goal pause")
			until(b, "the command is gone", func() bool { return !running(command) })
		case gone := <-c.answers:
			what = "answer"
			from = time.Now()
			say("/goal pause")
			until(b, "the answer is dropped", func() bool { return closed(gone) })
		case <-time.After(time.Minute):
			b.Fatalf("the goal does not run, round %d", n)
		}
		took[what] = append(took[what], time.Since(from))
		say("/goal resume")
	}
	for what, all := range took {
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms/"+what+"-p50")
		b.ReportMetric(float64(all[len(all)*9/10].Microseconds())/1000, "ms/"+what+"-p90")
		if slow := all[len(all)*9/10]; slow > time.Second {
			b.Errorf("a pause takes %s to end a running %s, want less than a second", slow, what)
		}
	}
}

// until looks every few milliseconds.
func until(b *testing.B, what string, so func() bool) {
	b.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(time.Minute)
	for !so() {
		select {
		case <-tick.C:
		case <-deadline:
			b.Fatal(what + ": waited in vain")
		}
	}
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// clinging is a model that wants commands without an end and gives answers
// without one, by turns.
type clinging struct {
	commands chan string
	answers  chan (<-chan struct{})

	mu    sync.Mutex
	asked int
}

func (c *clinging) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	c.mu.Lock()
	c.asked++
	n := c.asked
	c.mu.Unlock()
	if n%2 == 1 && n > 1 {
		stammer(w)
		c.answers <- r.Context().Done()
		<-r.Context().Done()
		return
	}
	name, args := "submit_plan", stopwatchPlan
	if n > 1 {
		command := fmt.Sprint("sleep ", 980_000+n)
		name, args = "run", fmt.Sprintf(`{"command":%q,"timeout_s":600}`, command)
		defer func() { c.commands <- command }()
	}
	call, err := json.Marshal(args)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprintf(w, `data: {"id":"x","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_%d","type":"function","function":{"name":%q,"arguments":%s}}]},"finish_reason":"tool_calls"}]}`+"\n\ndata: [DONE]\n\n", n, name, call)
	w.(http.Flusher).Flush()
}
