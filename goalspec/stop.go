package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Stop is a condition to stop at, or a report to give then.
type Stop struct {
	Text   string `json:"text"`
	Report bool   `json:"report"`
	Span
}

// telling are the verbs of what is done on stopping: people are told.
const telling = `(?:ask|report|wait|explain|tell|comment|say|describe|write|post|note|file|open an?|ping|raise|flag|discuss|leave|list|summari[sz]e|let|document|link|show|come back|hand|escalate|mention|check|give|send|record|do(?: not|n['’]t))\b`

// stopping are words that ask to stop.
const stopping = `(?:stop|pause|halt)(?: (?:(?:all )?work(?:ing)?|here|there|early|immediately|at once|right (?:away|there|here)))?`

var (
	// stopIf leads a condition to stop at.
	stopIf = regexp.MustCompile(`(?i)^` + stopping + `(?:,? (?:and|&) ` + telling + `[^,.;:]{0,40}?)?[,:]? (?:only )?(?:if|when|once|after|as soon as|in case)\b\s*:?\s*`)
	stopAt = regexp.MustCompile(`^` + stopping + `(?:,? (?:and|&) ` + telling + `[^,.;:]{0,40}?)? (?:(?:at|on|by) (?:\d|the first \w|(?:any|an?) (?:\w+ )?(?:failure|error|sign)\b)|(?:at|on|by|before|here|there)\b[^.]* (?:and|then) (?:then )?` + telling + `|before (?:you )?\w+ing\b|before an(?:y|d)? |unless )|^` + stopping + ` (?:and|&) (?:ask|wait|check|report|tell (?:us|me)) (?:before|for|on|about)\b`)
	// stopLead gives leave to stop, or asks for it, in a sentence of its own.
	stopLead = regexp.MustCompile(`^(?:please )?you (?:can|may|should|must|are to|have to|need to) (stop|pause|halt)\b`)
	askFirst = regexp.MustCompile(`^(?:ask|come back)\b (?:(?:to )?(?:me|us|first|here) )*(?:before|if|when|whenever|once)\b`)
	// consequent asks to stop behind a condition, and stopsThen does behind something else.
	consequent = regexp.MustCompile(`(?i)[,:;] (?:then )?(?:please )?(?:stop|ask|pause|halt|quit|come back)\b`)
	stopsThen  = regexp.MustCompile(`[,;] (?:and |but )?(?:if|when|should) [^,;.]{3,100}?,? (?:then )?(?:please )?stop(?:,? and\b|[.,;]|$)`)
	// reachedAt leads what holds when the work has come to its end.
	reachedAt = regexp.MustCompile(`(?i)^(?:(?:please )?(?:you (?:can|may) )?` + stopping + ` )?(?:only )?(?:when|once|as soon as)\b\s*:?\s*`)
	orWhen    = regexp.MustCompile(`(?i),? or (?:when|if|after|once|as soon as|you|the first)\b.*$`)

	reportWords = regexp.MustCompile(`(?i)\b(?:report|summary|summari[sz]e|list(?:ing)? (?:the|each|every|all|what)|write up|hand over|document (?:the|what))\b`)
	onFailure   = regexp.MustCompile(`(?i)\b(?:any|a|an|the|some|one|tests?|checks?|builds?|suite|lint\w*|commands?)\b.*\b(?:fails?|failing|failed|breaks?|broken|red)\b`)
)

func newStop(words string, span Span) Stop {
	return Stop{Text: words, Report: reportWords.MatchString(words), Span: span}
}

// stopsAt reports a statement on when to stop, whichever comes first in it.
func stopsAt(words string) bool {
	return stopIf.MatchString(words) || ifYou.MatchString(words) && consequent.MatchString(words)
}

// plainly is a statement on when to stop, without the word for that where behind it a
// pronoun asks for what it names to stay: a condition is no ban, and this is one.
func plainly(words string) string {
	loc := stopIf.FindStringIndex(words)
	if loc == nil {
		return words
	}
	if _, behind, _ := strings.Cut(words[loc[1]:], ";"); !ruling.Speaks(behind, string(rune(prose.IsBefore))) {
		return words
	}
	return words[loc[1]:]
}

// reached takes the commands that pass when the work is to stop, as it is done then, for
// criteria.
func (r *reader) reached(words string, span Span) {
	if loc := reachedAt.FindStringIndex(words); loc != nil {
		r.heldToo(KindUnknown, strings.TrimRight(orWhen.ReplaceAllString(words[loc[1]:], ""), " .;,"), span)
	}
}

// StopsOnFailure tells whether a failing check stops the work in a phase for
// a question: "stop if any test fails", said of that phase or of all.
func (c contract) StopsOnFailure(phase int) bool {
	for _, s := range c.stop {
		if says(s.Text) {
			return true
		}
	}
	for _, s := range c.afterPhase {
		if says(s.Text) {
			return true
		}
	}
	for _, p := range c.phases {
		for _, condition := range p.StopIf {
			if p.Number == phase && onFailure.MatchString(condition.Text) {
				return true
			}
		}
	}
	return false
}

func says(words string) bool {
	loc := stopIf.FindStringIndex(words)
	return loc != nil && onFailure.MatchString(words[loc[1]:])
}
