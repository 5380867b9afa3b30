package agent

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// repeatNudge is how often one call gives one result before the agent is told.
const repeatNudge = 3

// guard sees the same call giving the same result again and again, and the same
// failure coming back whatever was done between. What the model says beside its
// calls does not count as a difference, and what comes again in one answer counts
// once: the model had not seen it.
type guard struct {
	turn    int // the answer whose calls are seen
	last    [sha256.Size]byte
	at      int // the turn that last was counted in
	repeats int
	what    string

	failures map[string]*failure // by what failed and how
	worst    *failure            // the one seen last
	done     []string            // calls since the last failure of any kind
}

// failure is one that came, perhaps more than once.
type failure struct {
	of       string // the call, without its outcome
	times    int
	at       int // the turn it was counted in
	attempts []string
	output   string // the newest
}

func (g *guard) saw(call llm.ToolCall, r app.ToolResult) {
	if r.Status == app.ToolInterrupted {
		return // our end, not the agent's
	}
	exit := ""
	if r.Exit != nil {
		exit = fmt.Sprint(*r.Exit)
	}
	mark := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q", call.Name, call.Arguments, r.Status, exit, r.Text))
	if mark != g.last {
		g.last, g.repeats = mark, 0
	}
	if g.repeats == 0 || g.at != g.turn {
		g.repeats, g.at = g.repeats+1, g.turn
	}
	g.what = fmt.Sprintf("%s %s", call.Name, clip(call.Arguments, 200))
	g.came(deedOf(call), r)
}

// came counts failures. Of a command the line counts too: two that print
// nothing are not the same.
func (g *guard) came(deed string, r app.ToolResult) {
	if r.Status == app.ToolOK {
		for key, f := range g.failures {
			if f.of == deed {
				delete(g.failures, key)
			}
		}
		g.worst, g.done = nil, append(g.done, deed)
		return
	}
	g.failed(deed, r.Text)
}

func (g *guard) failed(of, output string) {
	key := plainOutput(output)
	if strings.HasPrefix(of, "run ") || key == "" {
		key = of + "\n" + key
	}
	f := g.failures[key]
	if f == nil {
		f = &failure{}
		if g.failures == nil {
			g.failures = map[string]*failure{}
		}
		g.failures[key] = f
	}
	f.of, f.output = of, output
	g.worst = f
	if f.times > 0 && f.at == g.turn {
		return
	}
	f.times, f.at = f.times+1, g.turn
	attempt := of
	if n := len(g.done); n > 0 {
		attempt += ", after " + strings.Join(g.done[max(0, n-5):], ", ")
	}
	f.attempts = append(f.attempts, attempt)
	g.done = nil
}

// deedOf is a call in a few words.
func deedOf(call llm.ToolCall) string {
	var args struct{ Command, Path, Pattern string }
	_ = json.Unmarshal([]byte(call.Arguments), &args) // what does not decode is shown without
	if what := cmp.Or(args.Command, args.Path, args.Pattern); what != "" {
		return call.Name + " `" + clip(strings.Join(strings.Fields(strings.ReplaceAll(what, "`", "'")), " "), 100) + "`"
	}
	return call.Name
}

var changing = regexp.MustCompile(`0x[0-9a-fA-F]+|\d+(?:\.\d+)?(?:ns|µs|ms|s)?|\x1b\[[0-9;]*m`)

// plainOutput leaves out what differs from run to run: times, addresses, counts.
func plainOutput(s string) string {
	return strings.TrimSpace(changing.ReplaceAllString(s, "#"))
}

// clip shortens s to at most n bytes at a rune boundary.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}
