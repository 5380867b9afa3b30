package saying

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Telling are the verbs of what is done on stopping: people are told.
const Telling = `(?:ask|report|wait|explain|tell|comment|say|describe|write|post|note|file|open an?|ping|raise|flag|discuss|leave|list|summari[sz]e|let|document|link|show|come back|hand|escalate|mention|check|give|send|record|do(?: not|n['’]t))\b`

// stopping are words that ask to stop.
const stopping = `(?:stop|pause|halt)(?: (?:(?:all )?work(?:ing)?|here|there|early|immediately|at once|right (?:away|there|here)))?`

var (
	// StopIf leads a condition to stop at.
	StopIf = regexp.MustCompile(`(?i)^` + stopping + `(?:,? (?:and|&) ` + Telling + `[^,.;:]{0,40}?)?[,:]? (?:only )?(?:if|when|once|after|as soon as|in case)\b\s*:?\s*`)
	StopAt = regexp.MustCompile(`^` + stopping + `(?:,? (?:and|&) ` + Telling + `[^,.;:]{0,40}?)? (?:(?:at|on|by) (?:\d|the first \w|(?:any|an?) (?:\w+ )?(?:failure|error|sign)\b)|(?:at|on|by|before|here|there)\b[^.]* (?:and|then) (?:then )?` + Telling + `|before (?:you )?\w+ing\b|before an(?:y|d)? |unless )|^` + stopping + ` (?:and|&) (?:ask|wait|check|report|tell (?:us|me)) (?:before|for|on|about)\b`)
	// StopLead gives leave to stop, or asks for it, in a sentence of its own.
	StopLead = regexp.MustCompile(`^(?:please )?you (?:can|may|should|must|are to|have to|need to) (stop|pause|halt)\b`)
	AskFirst = regexp.MustCompile(`^(?:ask|come back)\b (?:(?:to )?(?:me|us|first|here) )*(?:before|if|when|whenever|once)\b`)
	// Consequent asks to stop behind a condition, and stopsThen does behind something else.
	Consequent = regexp.MustCompile(`(?i)[,:;] (?:then )?(?:please )?(?:stop|ask|pause|halt|quit|come back)\b`)
	StopsThen  = regexp.MustCompile(`[,;] (?:and |but )?(?:if|when|should) [^,;.]{3,100}?,? (?:then )?(?:please )?stop(?:,? and\b|[.,;]|$)`)
	// ReachedAt leads what holds when the work has come to its end.
	ReachedAt   = regexp.MustCompile(`(?i)^(?:(?:please )?(?:you (?:can|may) )?` + stopping + ` )?(?:only )?(?:when|once|as soon as)\b\s*:?\s*`)
	OrWhen      = regexp.MustCompile(`(?i),? or (?:when|if|after|once|as soon as|you|the first)\b.*$`)
	ReportWords = regexp.MustCompile(`(?i)\b(?:report|summary|summari[sz]e|list(?:ing)? (?:the|each|every|all|what)|write up|hand over|document (?:the|what))\b`)
	OnFailure   = regexp.MustCompile(`(?i)\b(?:any|a|an|the|some|one|tests?|checks?|builds?|suite|lint\w*|commands?)\b.*\b(?:fails?|failing|failed|breaks?|broken|red)\b`)
	IfYou       = regexp.MustCompile(`(?i)^(?:if|when|whenever|where|wherever|once|should) you\b[^,]*,|^(?:if|when|whenever|where|in case|as soon as|should (?:one|any|some|all|an?|the))\b[^,:]*[,:] (?:then )?(?:please )?(?:note|report|skip|stop|ask|leave|write|fix|record|document|mention|open|prefer|add|list|do not|don't|keep|pause|replace|remove|delete|use|move|mark|drop|link|treat|try|take|choose|pick|go on|file|split|show|explain|quit|come back)\b`)
)

// StopsAt reports a statement on when to stop, whichever comes first in it.
func StopsAt(words string) bool {
	return StopIf.MatchString(words) || IfYou.MatchString(words) && Consequent.MatchString(words)
}

// Plainly is a statement on when to stop, without the word for that where behind it a
// pronoun asks for what it names to stay: a condition is no ban, and this is one.
func Plainly(words string) string {
	loc := StopIf.FindStringIndex(words)
	if loc == nil {
		return words
	}
	if _, behind, _ := strings.Cut(words[loc[1]:], ";"); !ruling.Speaks(behind, string(rune(prose.IsBefore))) {
		return words
	}
	return words[loc[1]:]
}

// StopsOnFailure reports words that ask to stop when a check fails.
func StopsOnFailure(words string) bool {
	loc := StopIf.FindStringIndex(words)
	return loc != nil && OnFailure.MatchString(words[loc[1]:])
}
