package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// holdsAlone is in what states something itself, and is no mere part of a list.
	holdsAlone = regexp.MustCompile("(?i)[`0-9<>=≤≥]" + `|\b(?:is|are|was|were|be|has|have|had|does|do|can|cannot|may|must|should|will|shall|no|not|never|nothing|none|nobody|every|each|all|pass|work|load|build|run|exist|succeed|green|done|gone|clean|ready|present)\b|\s\w+(?:[^su\s]s|ed)\b`)
	// ledNoun leads a noun, so that the word behind it is no verb.
	ledNoun = regexp.MustCompile(`(?i)^(?:the|an?|its|their|our|both) `)
	// saidWhole ends what says all of itself, so that no list goes on with it.
	saidWhole = regexp.MustCompile(`(?i)\b(?:pass(?:es)?|works?|succeeds?|green|clean|builds?|compiles?|exists?|\w{2,}ed|done|gone|ready|present|complete|up to date)$`)
	// mayDo says in front of a list of deeds that somebody may do them.
	mayDo = regexp.MustCompile(`(?i)\b(?:can|may|must|should|will|able to|possible to)\b`)
	// areSaid says of all that a list names what holds.
	areSaid = regexp.MustCompile("(?i)^[^`]*" + `\b(?:are|have)\b` + "[^`]*$")
)

// doneClauses are the parts of "a, b, and c" where these say when the work is done. What one
// of them lists stays in it, as in "the file has the columns id, name, and total".
func doneClauses(t page.Text) []page.Text {
	parts := page.Clauses(t)
	if len(parts) < 3 {
		return parts
	}
	ends := make([][2]int, len(parts))
	at := 0
	for i, p := range parts {
		from := at + max(strings.Index(t.S[at:], p.S), 0)
		at = from + len(p.S)
		ends[i] = [2]int{from, at}
	}
	joined := func(i int) bool { return strings.HasSuffix(strings.ToLower(t.S[:ends[i][0]]), "and ") }
	out := parts[:0]
	for i := 0; i < len(ends); {
		last := endOfList(parts, i, joined)
		out = append(out, t.Slice(ends[i][0], ends[last][1]))
		i = last + 1
	}
	return out
}

// endOfList is the last of the parts that go on with what the one at i lists.
func endOfList(parts []page.Text, i int, joined func(i int) bool) int {
	first := parts[i].S
	states := func(s string) bool { return holdsAlone.MatchString(ledNoun.ReplaceAllString(s, "")) }
	whole := func(s string) bool {
		return strings.Count(s, " ") > 4 || states(s) && !(mayDo.MatchString(first) && imperative.MatchString(s))
	}
	to := i + 1
	for to < len(parts) && !joined(to) && !whole(parts[to].S) {
		to++
	}
	switch closes := to < len(parts) && joined(to); {
	case closes && !states(first) && !strings.Contains(first, " "):
		return i // nothing leads the list
	case closes && !whole(parts[to].S) && !saidWhole.MatchString(first):
		return to
	case closes && to > i+1 && !states(first) && areSaid.MatchString(parts[to].S):
		return to
	case !states(first) || saidWhole.MatchString(first):
		return i
	}
	return to - 1
}
