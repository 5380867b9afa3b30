package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ToBranch tells whether people want something, by a word for it, to go another way under
// a condition that they name.
func ToBranch(sentences []string, on string, subjects []string) bool {
	on = strings.ToLower(on)
	return slices.ContainsFunc(sentences, func(text string) bool {
		at := whole(text, on)
		if at < 0 || doubted.MatchString(text) {
			return false
		}
		under := underWhich.FindAllStringIndex(text[:at], -1)
		if len(under) == 0 {
			return false
		}
		c := last(clauses(text[:under[len(under)-1][0]]))
		return callsFor.MatchString(c) && !denied.MatchString(besideNothing.ReplaceAllString(c, "")) && slices.ContainsFunc(shortWords.FindAllString(c, -1), func(w string) bool {
			return slices.ContainsFunc(subjects, func(s string) bool { return len(s) > 2 && (strings.HasPrefix(w, s) || strings.HasPrefix(s, w)) })
		})
	})
}

var (
	shortWords = regexp.MustCompile(`[a-z]{3,}`)
	underWhich = regexp.MustCompile(`\b(?:when(?:ever)?|if|where|while|under|unless|as long as|with|in)\b`)
	callsFor   = regexp.MustCompile("^\\W*(?:\\d+[.)] )?(?:please |then |also |and )*(?:keep|make|let|have|turn|switch|disable|silence|mute|skip|suppress|hide|omit|leave|drop|use|log|print|write|do|send|return|show|stop)\\b|\\b(?:must|should|shall|may|can|has to|have to|needs? to|ought to)\\b")
	// besideNothing says that there is to be nothing of something.
	besideNothing = regexp.MustCompile(`\b(?:print|write|log|say|show|do|send)s? (?:no|nothing)\b|\bno (?:output|banner|colou?rs?|logs?|noise)\b|\b(?:must|should|shall|may) not (?:print|write|log|say|show|send|be (?:printed|written|logged|shown|sent|drawn))\b|\b(?:do not|don.t) (?:print|write|log|say|show|send)\b`)
)
