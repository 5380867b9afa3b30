// Package steering reads what people write on a goal's issue.
//
// In come comments with their author's permission, out go entries for the
// goal's log and receipts. It decides and writes nothing itself; the runner
// records the decision, so a process that dies here reads the same input again.
package steering

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Verb is what a comment asks of the harness.
type Verb string

// The verbs; a plain reply has none.
const (
	VerbReply   Verb = ""
	VerbApprove Verb = "approve"
	VerbQueue   Verb = "queue"
	VerbPause   Verb = "pause"
	VerbResume  Verb = "resume"
	VerbStop    Verb = "stop"
	VerbExtend  Verb = "extend"
	VerbAllow   Verb = "allow"
	VerbFreeze  Verb = "freeze"
	VerbRetry   Verb = "retry"
	VerbUnknown Verb = "?"
)

// Verbs is the list people get for an unknown one.
const Verbs = "`/goal approve`, `queue TEXT`, `pause`, `resume`, `stop`, `extend actions=50 minutes=30`, `allow RULE PATH until 2026-12-31 because …`, `freeze GLOB`, `retry`"

// Command is a comment, read.
type Command struct {
	Verb   Verb
	Text   string     // the reply, or what follows the verb
	More   app.Budget // of extend
	Fault  string     // why it cannot be used
	Ignore bool       // talk between people
}

var mention = regexp.MustCompile(`^@([A-Za-z0-9][A-Za-z0-9-]*)(\[bot\])?`)

// Read tells what a comment asks for. slug is the App's: a reply that begins
// by mentioning somebody else is talk between people.
func Read(body, slug string) Command {
	text := strings.TrimSpace(strings.ReplaceAll(body, "\r\n", "\n"))
	if m := mention.FindStringSubmatch(text); m != nil {
		if !strings.EqualFold(m[1], slug) {
			return Command{Ignore: true}
		}
		text = strings.TrimSpace(text[len(m[0]):])
	}
	if text == "" {
		return Command{Ignore: true}
	}
	if strings.EqualFold(strings.TrimRight(text, ".!"), "approve") {
		return Command{Verb: VerbApprove}
	}
	rest, slash := strings.CutPrefix(text, "/goal")
	if !slash || (rest != "" && !strings.ContainsRune(" \t\n", rune(rest[0]))) {
		return Command{Text: text}
	}
	word, arg, _ := strings.Cut(strings.TrimSpace(rest), " ")
	if first, more, lines := strings.Cut(word, "\n"); lines {
		word, arg = first, more+" "+arg
	}
	return verb(Verb(strings.ToLower(word)), strings.TrimSpace(arg))
}

func verb(v Verb, arg string) Command {
	c := Command{Verb: v, Text: arg}
	switch v {
	case VerbApprove, VerbPause, VerbResume, VerbStop, VerbRetry:
	case VerbQueue:
		if arg == "" {
			c.Fault = "`/goal queue` needs the text to queue"
		}
	case VerbAllow:
		if _, err := readPermit(arg); err != nil {
			c.Fault = err.Error()
		}
	case VerbFreeze:
		if arg == "" {
			c.Fault = "`/goal freeze` needs a path or glob"
		}
	case VerbExtend:
		more, err := readBudget(arg)
		c.More = more
		if err != nil {
			c.Fault = err.Error()
		}
	default:
		return Command{Verb: VerbUnknown, Text: string(v), Fault: fmt.Sprintf("`/goal %s` is not a command; there are: %s", v, Verbs)}
	}
	return c
}

// readBudget reads "actions=50 minutes=30 tokens=1M usd=5 files=10 questions=3".
func readBudget(s string) (app.Budget, error) {
	var b app.Budget
	fields := strings.Fields(s)
	if len(fields) == 0 {
		return b, fmt.Errorf("`/goal extend` needs at least one of actions=N minutes=N tokens=N usd=N files=N lines=N questions=N")
	}
	for _, f := range fields {
		name, value, _ := strings.Cut(f, "=")
		n, err := number(value)
		if err != nil {
			return b, fmt.Errorf("`%s`: %w", f, err)
		}
		switch strings.ToLower(name) {
		case "actions":
			b.Actions = int(n)
		case "minutes":
			b.Active = time.Duration(n * float64(time.Minute))
		case "tokens":
			b.Tokens = app.Tokens(n)
		case "usd":
			b.USD = n
		case "files":
			b.Files = int(n)
		case "lines":
			b.Lines = int(n)
		case "questions":
			b.Questions = int(n)
		default:
			return b, fmt.Errorf("`%s`: there is no such meter; there are actions, minutes, tokens, usd, files, lines, questions", f)
		}
	}
	return b, nil
}

func number(s string) (float64, error) {
	scale := 1.0
	switch {
	case strings.HasSuffix(s, "k"), strings.HasSuffix(s, "K"):
		scale, s = 1e3, s[:len(s)-1]
	case strings.HasSuffix(s, "m"), strings.HasSuffix(s, "M"):
		scale, s = 1e6, s[:len(s)-1]
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n > 0) || n*scale > 1e12 {
		return 0, fmt.Errorf("want a positive number, such as 50 or 1M")
	}
	return n * scale, nil
}
