package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// BenchmarkWord measures how long a comment takes to the agent: from the moment
// it is written to the model request that carries it, while the agent works in
// short turns. "turn" is how long such a turn takes, which is what the comment
// has to wait for at most: ms/word may be a second, and x/turn shows what is
// added to the wait for the boundary.
//
//	go test -run '^$' -bench Word ./cmd/goalkeeper
func BenchmarkWord(b *testing.B) {
	iso, err := isolate(b.Context(), sandbox.LevelBubblewrap, 65534, toolchainsOnPath(b.Context()))
	if err != nil {
		b.Skip(err)
	}
	ear := &ear{stopwatch: stopwatch{want: 1 << 30, done: make(chan struct{})}, working: make(chan struct{})}
	say := playGoal(b, iso, ear)
	wait := func(c <-chan struct{}, what string) {
		select {
		case <-c:
		case <-time.After(2 * time.Minute):
			b.Fatal(what)
		}
	}
	wait(ear.working, "the goal does not run")
	var took []time.Duration
	for n := range max(b.N, 20) {
		text := fmt.Sprintf("Word number %d.", n)
		heard := ear.expect(text)
		from := time.Now()
		say(text)
		wait(heard, "the word does not arrive")
		took = append(took, time.Since(from))
	}
	slices.Sort(took)
	word, slow, turn := took[len(took)/2], took[len(took)*9/10], ear.turn()
	b.ReportMetric(float64(word.Microseconds())/1000, "ms/word-p50")
	b.ReportMetric(float64(slow.Microseconds())/1000, "ms/word-p90")
	b.ReportMetric(float64(word)/float64(turn), "x/turn")
	if slow > time.Second {
		b.Errorf("a word takes %s, want less than a second", slow)
	}
}

// ear is a model that works for ever and listens for a text.
type ear struct {
	stopwatch
	working chan struct{} // closed once the agent works

	mu    sync.Mutex
	want  string
	heard chan struct{}
	asked int
}

func (e *ear) expect(text string) <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.want, e.heard = text, make(chan struct{})
	return e.heard
}

func (e *ear) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	e.mu.Lock()
	if e.asked++; e.asked == 5 {
		close(e.working)
	}
	if e.want != "" && bytes.Contains(body, []byte(e.want)) {
		close(e.heard)
		e.want = ""
	}
	e.mu.Unlock()
	r.Body = io.NopCloser(bytes.NewReader(body))
	e.stopwatch.ServeHTTP(w, r)
}

// turn is the median time between two requests.
func (e *ear) turn() time.Duration {
	e.stopwatch.mu.Lock()
	defer e.stopwatch.mu.Unlock()
	all := slices.Clone(e.stopwatch.took)
	slices.Sort(all)
	return max(all[len(all)/2], time.Microsecond)
}
