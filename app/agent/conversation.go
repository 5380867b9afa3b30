package agent

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// Conversation is what the model has seen and said so far.
type Conversation struct {
	messages []llm.Message
	sizes    []int          // encoded bytes of each message
	open     []llm.ToolCall // asked for and without a result
	news     news           // what the next request has to tell
	guard    guard
	silent   int // answers in a row that called no tool
	sent     int // messages in common with the last request
	started  bool

	said         []string // by people, verbatim
	shortened    bool     // there is a snapshot behind the fixed beginning
	compacting   bool     // and no answer since
	context      int      // tokens of the last exchange that was answered
	contextBytes int      // of the messages then

	unmetered time.Duration // that what was interrupted took; what comes next is metered with it
}

// worked is the time to meter for what took d.
func (c *Conversation) worked(d time.Duration) time.Duration {
	d += c.unmetered
	c.unmetered = 0
	return d
}

// Apply folds one event of the goal's log; g is the goal before the event.
func (c *Conversation) Apply(g *app.Goal, e app.Event) error {
	switch e.Kind {
	case app.EventRequestSent:
		return c.requestSent(e)
	case app.EventResponseReceived:
		return c.responseReceived(e)
	case app.EventToolFinished:
		return c.toolFinished(e)
	case app.EventCompacted:
		return c.compacted(e)
	case app.EventEvidenceRecorded:
		if err := c.checked(e); err != nil {
			return err
		}
	case app.EventBreakpointAnswered: // a person has spoken: what went round starts anew
		c.guard, c.silent = guard{}, 0
	}
	if err := c.heard(g, e); err != nil {
		return err
	}
	return c.news.apply(g, e)
}

// Started tells whether the model has been asked anything yet.
func (c *Conversation) Started() bool { return c.started }

// Messages is the conversation; the caller must not change it.
func (c *Conversation) Messages() []llm.Message { return c.messages }

// Open are the calls that still lack their one result.
func (c *Conversation) Open() []llm.ToolCall { return c.open }

// Answers are the texts that answered the agent's own question and that the
// next request tells it.
func (c *Conversation) Answers() []string { return c.news.said }

// Silent counts the answers in a row that called no tool.
func (c *Conversation) Silent() int { return c.silent }

// Repeats counts how often the last call gave the same result in a row.
func (c *Conversation) Repeats() int { return c.guard.repeats }

// Repeated describes the call that Repeats counts.
func (c *Conversation) Repeated() string { return c.guard.what }

// Failure is the failure seen last: how often it came, what was tried each time
// and what it said. It is over when the same call succeeds.
func (c *Conversation) Failure() (times int, attempts []string, output string) {
	if f := c.guard.worst; f != nil {
		return f.times, f.attempts, f.output
	}
	return 0, nil, ""
}

func (c *Conversation) requestSent(e app.Event) error {
	p, err := app.Decode[app.RequestSent](e)
	if err != nil {
		return err
	}
	if err := c.appendRaw(e, p.Append); err != nil {
		return err
	}
	c.sent, c.started = len(c.messages), true
	c.news.told()
	return nil
}

func (c *Conversation) responseReceived(e app.Event) error {
	p, err := app.Decode[app.ResponseReceived](e)
	if err != nil {
		return err
	}
	if p.Fault != "" {
		return nil
	}
	if err := c.appendRaw(e, []json.RawMessage{p.Message}); err != nil {
		return err
	}
	c.compacting = false
	c.guard.turn++
	if c.contextBytes, _ = c.measure(nil); p.Context > 0 {
		c.context = int(p.Context)
	} else {
		c.context = c.contextBytes / bytesPerToken
	}
	c.open = c.messages[len(c.messages)-1].ToolCalls
	if len(c.open) == 0 {
		c.silent++
	} else {
		c.silent = 0
	}
	return nil
}

func (c *Conversation) toolFinished(e app.Event) error {
	p, err := app.Decode[app.ToolFinished](e)
	if err != nil {
		return err
	}
	if len(c.open) == 0 || c.open[0].ID != p.Call {
		return fmt.Errorf("event %d of goal %s: result of call %q which is not the next one open", e.Seq, e.Goal, p.Call)
	}
	c.guard.saw(c.open[0], p.Result)
	c.open = c.open[1:]
	c.append(llm.Message{Role: llm.ToolRole, ToolCallID: p.Call, Content: Present(p.Tool, p.Result)})
	return nil
}

// checked counts a check after a change that fails like a call that does.
func (c *Conversation) checked(e app.Event) error {
	p, err := app.Decode[app.EvidenceRecorded](e)
	if err == nil && p.Evidence.Arm == app.ArmChange && p.Evidence.Status != app.StatusPass {
		c.guard.failed("run `"+p.Evidence.Check.Command+"`", p.Evidence.Excerpt)
	}
	return err
}

func (c *Conversation) compacted(e app.Event) error {
	p, err := app.Decode[app.Compacted](e)
	if err != nil {
		return err
	}
	c.messages, c.sizes, c.sent = nil, nil, promptMessages
	c.shortened, c.compacting = true, true
	if err := c.appendRaw(e, p.Replace); err != nil {
		return err
	}
	c.contextBytes, _ = c.measure(nil)
	c.context = c.contextBytes / bytesPerToken
	return nil
}

func (c *Conversation) appendRaw(e app.Event, raw []json.RawMessage) error {
	for _, r := range raw {
		var m llm.Message
		if err := json.Unmarshal(r, &m); err != nil {
			return fmt.Errorf("event %d of goal %s: decode message: %w", e.Seq, e.Goal, err)
		}
		c.messages = append(c.messages, m)
		c.sizes = append(c.sizes, len(r))
	}
	return nil
}

func (c *Conversation) append(m llm.Message) {
	raw, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings always encode
	}
	c.messages = append(c.messages, m)
	c.sizes = append(c.sizes, len(raw))
}

// measure tells the bytes of all messages with more appended, and how many of
// them the last request already carried.
func (c *Conversation) measure(more []json.RawMessage) (all, prefix int) {
	for n, size := range c.sizes {
		all += size
		if n < c.sent {
			prefix += size
		}
	}
	for _, m := range more {
		all += len(m)
	}
	return all, prefix
}
