package agent

import (
	"crypto/sha256"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// Repeats of one call with one result: the agent is told at RepeatNudge, and
// people are asked at RepeatStop.
const (
	RepeatNudge = 3
	RepeatStop  = 5
)

// guard sees the same call giving the same result again and again. What the
// model says beside its calls does not count as a difference.
type guard struct {
	last    [sha256.Size]byte
	repeats int
	what    string
}

func (g *guard) saw(call llm.ToolCall, r app.ToolResult) {
	exit := ""
	if r.Exit != nil {
		exit = fmt.Sprint(*r.Exit)
	}
	mark := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q", call.Name, call.Arguments, r.Status, exit, r.Text))
	if mark != g.last {
		*g = guard{last: mark}
	}
	g.repeats++
	g.what = fmt.Sprintf("%s %s", call.Name, clip(call.Arguments, 200))
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
