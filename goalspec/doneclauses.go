package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// holdsAlone is in what states something itself, and is no mere part of a list.
	holdsAlone = regexp.MustCompile("(?i)[`0-9<>=≤≥]" + `|\b(?:is|are|was|were|be|has|have|had|does|do|can|cannot|may|must|should|will|shall|no|not|never|nothing|none|nobody|every|each|all|pass|work|load|build|run|exist|succeed|green|done|gone|clean|ready|present)\b|\s\w+(?:[^su\s]s|ed)\b`)
	// ledNoun leads a noun, so that the word behind it is no verb.
	ledNoun = regexp.MustCompile(`(?i)^(?:the|an?|its|their|our|both) `)
	// pluralEnd ends a part with things, which look like what somebody does.
	pluralEnd = regexp.MustCompile(`(?i)\s(?:tests|docs|examples|columns|rows|fields|titles|headers|footers|links|buttons|errors|warnings|labels|icons|names|totals|dates|notes|comments|types|pages)[.!]?$`)
	// ofAllListed ends a list of things with what holds of all of them.
	ofAllListed = regexp.MustCompile(`(?i)^(?:the )?(?:[\w-]+ ){1,3}(?:pass|succeed|exist|work|build|compile)\W*$`)
	// saidWhole ends what says all of itself, so that no list goes on with it.
	saidWhole = regexp.MustCompile(`(?i)\b(?:pass(?:es)?|works?|succeeds?|green|clean|builds?|compiles?|exists?|\w{2,}ed|done|gone|ready|present|complete|up to date)$`)
	// mayDo says in front of a list of deeds that somebody may do them.
	mayDo = regexp.MustCompile(`(?i)\b(?:can|may|must|should|will|able to|possible to)\b`)
	// areSaid says of all that a list names what holds.
	areSaid = regexp.MustCompile("(?i)^[^`]*" + `\b(?:are|have)\b` + "[^`]*$")
)

// maxListed bounds the parts of a sentence among which lists are looked for.
const maxListed = 50

// clauseOf is a part of a sentence, with what is to be known of it when it may go on with a list.
type clauseOf struct {
	text         string
	from, to     int
	joined       bool // "and" stands before it
	states, asks bool // it says something itself, as a deed
	long         bool
}

func clausesOf(t page.Text, parts []page.Text) []clauseOf {
	out := make([]clauseOf, len(parts))
	at := 0
	for i, p := range parts {
		from := at + max(strings.Index(t.S[at:], p.S), 0)
		at = from + len(p.S)
		out[i] = clauseOf{
			text: p.S, from: from, to: at,
			joined: strings.EqualFold(t.S[max(from-len("and "), 0):from], "and "),
			states: holdsAlone.MatchString(pluralEnd.ReplaceAllString(ledNoun.ReplaceAllString(p.S, ""), "")),
			asks:   prose.Imperative.MatchString(p.S),
			long:   strings.Count(p.S, " ") > 4,
		}
	}
	return out
}

// doneClauses are the parts of "a, b, and c" where these say when the work is done. What one
// of them lists stays in it, as in "the file has the columns id, name, and total".
func doneClauses(t page.Text) []page.Text {
	parts := page.Clauses(t)
	if len(parts) < 3 || len(parts) > maxListed || len(t.S) > prose.MaxStatement {
		return parts
	}
	clauses := clausesOf(t, parts)
	out := parts[:0]
	for i := 0; i < len(clauses); {
		last := i + endOfList(clauses[i:])
		out = append(out, t.Slice(clauses[i].from, clauses[last].to))
		i = last + 1
	}
	return out
}

// endOfList is the last of the clauses that go on with what the first one lists.
func endOfList(clauses []clauseOf) int {
	first := clauses[0]
	ofDeeds := mayDo.MatchString(first.text)
	whole := func(c clauseOf) bool { return c.long || c.states && !(ofDeeds && c.asks) }
	to := 1
	for to < len(clauses) && !clauses[to].joined && !whole(clauses[to]) {
		to++
	}
	switch closes := to < len(clauses) && clauses[to].joined; {
	case closes && !first.states && !strings.Contains(first.text, " and ") && ofAllListed.MatchString(clauses[to].text):
		return to
	case closes && !first.states && !strings.Contains(first.text, " "):
		return 0 // nothing leads the list
	case closes && !whole(clauses[to]) && !saidWhole.MatchString(first.text):
		return to
	case closes && to > 1 && !first.states && areSaid.MatchString(clauses[to].text):
		return to
	case !first.states || saidWhole.MatchString(first.text):
		return 0
	}
	return to - 1
}
