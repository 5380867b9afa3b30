package labels

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// DoneWords are words for work that has come to its end.
var DoneWords = []string{"done", "complete", "finished", "ready", "accepted", "reached", "achieved", "fixed", "solved", "closed"}

// MayBeDone reports words in lower case without which doneWhen does not match.
func MayBeDone(low string) bool {
	return strings.Contains(low, "success") || strings.Contains(low, "done means") || takenWhen.MatchString(low[:min(len(low), 20)]) || slices.ContainsFunc(DoneWords, func(word string) bool {
		for at := 0; ; {
			from := strings.Index(low[at:], word)
			if from < 0 {
				return false
			}
			from, at = at+from, at+from+len(word)
			if linksDone(low[:from]) && hangs(low[at:]) {
				return true
			}
		}
	})
}

// takenWhen begins a sentence on when somebody takes the work.
var takenWhen = regexp.MustCompile(`^(?:i|we)(?:['’]ll| will| would|['’]d| can) (?:take|merge|accept|approve|close)`)

// linksDone reports the end of words behind which "done" says when something is.
func linksDone(before string) bool {
	before = strings.TrimRight(before, " ")
	return before == "" || slices.ContainsFunc([]string{"not", "n't", "n’t", "never", "yet", "s", "are", "am", "be", "considered", "it", "that", "only", "'re", "’re", "'m", "’m"}, func(word string) bool {
		return strings.HasSuffix(before, word)
	})
}

// hangs reports the rest of a word and then a condition.
func hangs(after string) bool {
	after = strings.TrimPrefix(strings.TrimPrefix(after, "d"), " only")
	for _, lead := range []string{" to ", " for "} {
		if rest, ok := strings.CutPrefix(after, lead); ok {
			after = rest[len(prose.FirstWord(rest)):]
		}
	}
	return strings.HasPrefix(after, " as soon as") || strings.HasPrefix(after, " when") || strings.HasPrefix(after, " once") || strings.HasPrefix(after, " if") ||
		strings.HasPrefix(after, " until") || strings.HasPrefix(after, " unless") || strings.HasPrefix(after, " before")
}

// atLast is what only says that something comes at the end.
var atLast = regexp.MustCompile(`^(?:(?:at the (?:very )?end|in the end|lastly|finally|afterwards|(?:when|once) (?:(?:you(?: are|['’]re)|all(?: of it)? is|everything is|it is|it['’]s|this is) )?(?:done|finished|complete))\b[,: ]*)(?:please )?`)

// inTheEnd says so behind something else.
var inTheEnd = regexp.MustCompile(`,? (?:(?:at|in) the (?:very )?end|afterwards?|then|(?:when|once|after) (?:(?:we|you|it|this|that|all|everything|the (?:goal|work|change|task|issue|pr)) )?(?:(?:is|are|['’]s|['’]re|has been|gets) )?(?:done|finished|completed?|over|merged|closed|shipped|through))$`)

// Lastly is the first word of a sentence behind that.
func Lastly(low string) string {
	first, _, _ := strings.Cut(low[len(atLast.FindString(low)):], " ")
	return first
}

// AsksReport reports a sentence in lower case that asks for a report.
func AsksReport(low string) bool {
	return Reports(Lastly(low)) && (atLast.MatchString(low) || slices.ContainsFunc([]string{"report", "summar", "list of", "table"}, func(w string) bool { return strings.Contains(low, w) }))
}

// Reports are first words of a sentence that asks for a report.
func Reports(first string) bool {
	switch first {
	case "write", "produce", "provide", "post", "create", "finish", "end", "deliver", "give", "report", "summarise", "summarize", "close", "include", "hand", "conclude", "leave", "list", "note", "tell":
		return true
	}
	return false
}
