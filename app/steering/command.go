// Package steering reads what people write on a goal's issue.
//
// In come comments with their author's permission, out go entries for the
// goal's log and receipts. It decides and writes nothing itself; the runner
// records the decision, so a process that dies here reads the same input again.
package steering

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
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
	Text   string     // the reply, or all that follows the verb
	More   app.Budget // of extend
	Fault  string     // why it cannot be used
	Ignore bool       // talk between people
}

// Words are what a command says to the agent: with allow and freeze, and with an
// approval that gives its reason, what stands below their line.
func (c Command) Words() string {
	_, below, _ := strings.Cut(c.Text, "\n")
	switch c.Verb {
	case VerbApprove:
		if c.reason() != "" {
			return strings.TrimSpace(below)
		}
		return c.Text
	case VerbReply, VerbQueue, VerbPause, VerbResume, VerbRetry:
		return c.Text
	case VerbAllow, VerbFreeze:
		return strings.TrimSpace(below)
	}
	return ""
}

// reason is why an approval is given, where its line says so.
func (c Command) reason() string {
	if before, reason := reasoned(c.line()); before == "" {
		return reason
	}
	return ""
}

// line is the first line of what follows the verb.
func (c Command) line() string {
	line, _, _ := strings.Cut(c.Text, "\n")
	return strings.TrimSpace(line)
}

// Carries tells whether a command that does something by itself also says
// something to the agent.
func (c Command) Carries() bool {
	return c.Verb != VerbReply && c.Verb != VerbQueue && c.Words() != ""
}

var (
	mention   = regexp.MustCompile(`^@([A-Za-z0-9][A-Za-z0-9-]*)(\[bot\]|/[A-Za-z0-9._-]+)?`)
	addressed = regexp.MustCompile(`^@[A-Za-z0-9-]+(\[bot\])?([ \t]*[,:;]|[ \t]+[-–—][ \t]+)?`) // with the sign behind it
)

// mentioned is whom a text of owner's repository begins by mentioning, and what
// follows. Teams are the owner's: @types/node is a package.
func mentioned(text, owner string) (who, rest string) {
	m := mention.FindStringSubmatch(text)
	switch {
	case m == nil:
		return "", text
	case !strings.HasPrefix(m[2], "/"):
		return m[1], text[len(addressed.FindString(text)):]
	case strings.EqualFold(m[1], owner):
		return m[1] + m[2], text[len(m[0]):]
	}
	return "", text
}

// Read tells what a comment in owner's repository asks for. slug is the App's:
// a reply that begins by mentioning somebody else is talk between people. What
// a comment quotes at its beginning is said by somebody else: it stays with a
// reply, and hides no command.
func Read(body, slug, owner string) Command {
	whole := heard(body)
	text := own(whole)
	if who, rest := mentioned(text, owner); who != "" {
		if !strings.EqualFold(who, slug) {
			return Command{Ignore: true}
		}
		text = strings.TrimSpace(rest)
	}
	if text == "" {
		return Command{Ignore: true}
	}
	if strings.EqualFold(strings.TrimRight(text, ".!"), "approve") {
		return Command{Verb: VerbApprove}
	}
	if word := glued.FindStringSubmatch(text); word != nil {
		return unknown(word[1])
	}
	rest, slash := afterSlash(text)
	if !slash {
		return Command{Text: strings.Replace(whole, own(whole), text, 1)}
	}
	end := strings.IndexFunc(rest, unicode.IsSpace)
	if end < 0 {
		end = len(rest)
	}
	word := strings.ToLower(strings.Trim(rest[:end], "`*_.,:;!"))
	return verb(Verb(word), strings.TrimSpace(rest[end:]))
}

// heard is what people see of a comment: what its page hides says nothing here.
func heard(body string) string {
	return strings.TrimSpace(strings.ReplaceAll(goalspec.Shown(body), "\r\n", "\n"))
}

// Addressed tells whether a text speaks to us where people talk among
// themselves: its first word is /goal or the App's name.
func Addressed(body, slug, owner string) bool {
	text := own(heard(body))
	if who, _ := mentioned(text, owner); who != "" {
		return strings.EqualFold(who, slug)
	}
	_, slash := afterSlash(text)
	return slash || glued.MatchString(text)
}

var quotation = regexp.MustCompile(`^(?:>(?:[^\n]+\n)*?[^\n]*\n[ \t]*\n\s*)+`)

// own is a text without the quotations it begins with; a paragraph that begins
// as one is one to its end.
func own(text string) string { return text[len(quotation.FindString(text)):] }

var (
	slashGoal = regexp.MustCompile(`(?i)^/goal(?:$|[\s\pZ:]+)`)
	glued     = regexp.MustCompile(`(?i)^(/goal[-_]?(?:approve|queue|pause|resume|stop|extend|allow|freeze|retry))(?:$|[\s\pZ.,:;!])`)
	another   = regexp.MustCompile(`(?im)^[\s\pZ]*/goal(?:$|[\s\pZ:])`)
)

// afterSlash is what follows the word /goal.
func afterSlash(text string) (rest string, ok bool) {
	word := slashGoal.FindString(text)
	return text[len(word):], word != ""
}

func unknown(word string) Command {
	return Command{Verb: VerbUnknown, Text: word, Fault: fmt.Sprintf("`%s` is not a command; there are: %s", word, Verbs)}
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
		if _, err := readPermit(c.line()); err != nil {
			c.Fault = err.Error()
		}
	case VerbFreeze:
		if _, err := readGlobs(c.line()); err != nil {
			c.Fault = err.Error()
		}
	case VerbExtend:
		more, err := readBudget(arg)
		c.More = more
		if err != nil {
			c.Fault = err.Error()
		}
	default:
		return unknown("/goal " + string(v))
	}
	if v != VerbStop && another.MatchString(arg) { // stop ends the goal, and shows all of it as its reason
		c.Fault = "a comment holds one command, and none of this one's was followed: write a comment for each"
	}
	return c
}

// pathWord is a word of a command's line; what stands between backticks is one.
type pathWord struct {
	text string
	code bool
}

func pathWords(line string) []pathWord {
	var out []pathWord
	for n, part := range strings.Split(line, "`") {
		if n%2 == 1 {
			out = append(out, pathWord{strings.TrimSpace(part), true})
			continue
		}
		for _, word := range strings.FieldsFunc(part, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
			out = append(out, pathWord{word, false})
		}
	}
	return out
}

// readGlobs reads "GLOB [and GLOB …] [because …]", one line. A word that does
// not look like a path counts only between backticks: prose must not pass for
// one.
func readGlobs(s string) ([]string, error) {
	const usage = "`/goal freeze` needs a path or glob, such as `/goal freeze auth/** because it is audited`"
	line, _, _ := strings.Cut(s+" ", " because ")
	var out []string
	for _, w := range pathWords(line) {
		switch {
		case !w.code && w.text == "and":
			continue
		case w.code && several(w.text):
			return nil, fmt.Errorf("`%s` is more than one path: write each between backticks of its own", w.text)
		case w.text == "", !w.code && !pathLike(w.text):
			return nil, fmt.Errorf("`/goal freeze` cannot take %q for a path; write it between backticks if it is one, and what you want to say behind `because`", w.text)
		}
		if why := goalspec.PatternFault(w.text); why != "" {
			return nil, fmt.Errorf("`%s` is no path or glob: %s", w.text, why)
		}
		out = append(out, w.text)
	}
	if len(out) == 0 {
		return nil, errors.New(usage)
	}
	return out, nil
}

// several tells whether a text between backticks is more than one path.
func several(text string) bool {
	words := strings.Fields(text)
	path := func(w string) bool { return strings.ContainsAny(w, "/*") }
	return strings.Contains(text, ", ") || strings.HasSuffix(text, ",") || slices.Contains(words, "and") ||
		len(words) > 1 && path(words[0]) && path(words[1]) && strings.ContainsRune(text, '*')
}

func pathLike(word string) bool {
	return strings.ContainsAny(word, "/*.?") && !strings.ContainsAny(word[len(word)-1:], ".:!") && !strings.ContainsAny(word, `'"<>;`) &&
		!(strings.HasPrefix(word, "(") && strings.HasSuffix(word, ")"))
}

// readBudget reads "actions=50 minutes=30 tokens=1M usd=5 files=10 questions=3",
// and whatever else an issue may say of its budget.
func readBudget(s string) (app.Budget, error) {
	b, err := goalspec.ParseBudget(s)
	switch {
	case err != nil:
		return app.Budget{}, err
	case b == goalspec.Budget{}:
		return app.Budget{}, errors.New("`/goal extend` needs at least one of actions=N minutes=N tokens=N usd=N files=N lines=N questions=N")
	}
	return app.Budget{
		Actions: b.Actions, Active: time.Duration(b.Minutes) * time.Minute, Tokens: app.Tokens(b.Tokens), USD: b.USD,
		Files: b.Files, Lines: b.Lines, Questions: b.Questions,
	}, nil
}
