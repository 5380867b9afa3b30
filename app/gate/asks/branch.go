package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ToBranch tells whether people want something, by a word for it, to go another way under
// a condition that they name, before or behind what they want.
func ToBranch(sentences []string, on string, subjects []string) bool {
	on = strings.ToLower(on)
	wants := func(c string) bool {
		return callsFor.MatchString(c) && !denied.MatchString(besideNothing.ReplaceAllString(notInstead.ReplaceAllString(c, ""), ""))
	}
	about := func(text string) bool {
		return slices.ContainsFunc(shortWords.FindAllString(text, -1), func(w string) bool {
			return slices.ContainsFunc(subjects, func(s string) bool { return len(s) > 2 && (strings.HasPrefix(w, s) || strings.HasPrefix(s, w)) })
		})
	}
	return slices.ContainsFunc(sentences, func(text string) bool {
		at := whole(text, on)
		if at < 0 || doubted.MatchString(text) {
			return false
		}
		if honours.MatchString(text[:at]) && about(text[:at]) && !denied.MatchString(text[:at]) {
			return true
		}
		before := clauses(text[:at])
		if len(before) > 1 && !shortWords.MatchString(last(before)) {
			before = before[:len(before)-1] // it stands in brackets
		}
		if dependsOn.MatchString(last(before)) {
			return slices.ContainsFunc(clauses(strings.ReplaceAll(text[at+len(on):], ": ", ", ")), func(c string) bool { return wants(c) && (about(c) || unnamed.MatchString(c) && about(sentences[0])) })
		}
		under := underWhich.FindAllStringIndex(text[:at], -1)
		if len(under) == 0 {
			return false
		}
		c := last(clauses(text[:under[len(under)-1][0]]))
		return wants(c) && about(c)
	})
}

var (
	shortWords = regexp.MustCompile(`[a-z]{3,}`)
	underWhich = regexp.MustCompile(`\b(?:when(?:ever)?|if|where|while|under|unless|as long as|with|in)\b`)
	// dependsOn begins with what something is to depend on, and honours goes by it.
	dependsOn = regexp.MustCompile(`^\W*(?:(?:and|so|then|but|or) )?(?:when(?:ever)?|if|where|while|under|unless|as long as|with|in|on)\b`)
	honours   = regexp.MustCompile(`\b(?:must|should|shall|has to|have to|needs? to|ought to|please|let it|make it) (?:\w+ )?(?:honou?r|respect|obey|heed|go by|follow)\W*$`)
	// unnamed is a clause that does not say itself what it is about.
	unnamed    = regexp.MustCompile(`^\W*(?:(?:please|then|also|and|so) )*(?:(?:it|they|this|that|we|you|there|nothing|(?:the|our|this) (?:client|module|library|package|tool|program|code|command|cli|server|app|application)) \w|(?:keep|make|let|have|turn|switch|disable|silence|mute|skip|suppress|hide|omit|leave|drop|use|log|print|write|do|send|return|show|stop|don)\b)`)
	notInstead = regexp.MustCompile(`\b(?:instead of|rather than|in place of)\b.*$`)
	callsFor   = regexp.MustCompile("^\\W*(?:\\d+[.)] )?(?:please |then |also |and )*(?:keep|make|let|have|turn|switch|disable|silence|mute|skip|suppress|hide|omit|leave|drop|use|log|print|write|do|send|return|show|stop)\\b|\\b(?:must|should|shall|may|can|has to|have to|needs? to|ought to)\\b")
	// besideNothing says that there is to be nothing of something.
	besideNothing = regexp.MustCompile(`\b(?:print|write|log|say|show|do|send)s? (?:no|nothing)\b|\bno (?:output|banner|colou?rs?|logs?|noise)\b|\b(?:must|should|shall|may) not (?:print|write|log|say|show|send|be (?:printed|written|logged|shown|sent|drawn))\b|\b(?:do not|don.t) (?:print|write|log|say|show|send)\b`)
)
