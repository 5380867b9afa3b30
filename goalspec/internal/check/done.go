package check

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var doneWhen = regexp.MustCompile(`(?i)^(?:[\w'-]+ ){0,5}(?:is|are|am|be|considered|counts as|(?:consider|call|count|regard|treat)(?: (?:it|this|that))?(?: as)?) (?:only |considered )?(?:done|complete|completed|finished|successful|success|ready|accepted|reached|achieved|fixed|solved|closed)(?: (?:to|for) \w+)?(?: only)? (?:when|once|if|as soon as)\b(?: (?:the )?following (?:is|are|holds?)(?: (?:satisfied|met|true|fulfilled))?)?\s*:?\s*|^(?:(?:it|that|this)['’]s|(?:we|you|they)['’]re|i['’]m) (?:done|complete|finished) (?:when|once|if)\b\s*:?\s*|^(?:success means|success is|success looks like(?: this)?|done means)(?: (?:when|that|if))?\b\s*:?\s*|^(?:done|complete|completed|finished|accepted|fixed|solved|closed|ready(?: (?:to|for) \w+)?)(?: only)? (?:when|once|if)\b\s*:?\s*|^what counts as (?:done|complete|completed|finished|accepted|fixed|solved)(?: (?:to|for) \w+)?\s*:\s*|^(?:(?:i|we)(?:['’]ll| will| would|['’]d| can) (?:take|merge|accept|approve|close) (?:it|this|that|the (?:pr|pull request|patch|change|fix|issue)))(?: only)? (?:when|once|if|as soon as)\b\s*:?\s*`)

var (
	// doneWord is a word without which nothing says when the work is done.
	doneWord = regexp.MustCompile(`(?i)done|complete|finished|success|ready|accepted|reached|achieved|fixed|solved|closed?|take|merge|accept|approve`)
	// TurnsDone is a negation within what says when the work is done.
	TurnsDone = regexp.MustCompile(`(?i)\b(?:not|never)(?: yet)? |n['’]t\b(?: yet\b)?`)
	// onlyOnce makes of "not done" what says when it is.
	onlyOnce = regexp.MustCompile(`(?i)\b(?:until|unless|before)\b`)
)

// DoneSaid is where the words end with which a text says when the work is done, 0 when
// it does not begin with such. Not reports that they say when it is not, as in "not done
// when"; "not done until" says when it is.
func DoneSaid(s string) (end int, not bool) {
	if !doneWord.MatchString(s) {
		return 0, false
	}
	neg := TurnsDone.FindStringIndex(s[:min(len(s), prose.MaxLead)])
	if loc := doneWhen.FindStringIndex(s); loc != nil && (neg == nil || neg[0] >= loc[1]) {
		return loc[1], false
	} else if neg == nil {
		return 0, false
	}
	plain, until := s[:neg[0]]+s[neg[1]:], -1
	if loc := onlyOnce.FindStringIndex(plain); loc != nil {
		until = loc[0]
		plain = plain[:loc[0]] + "when" + strings.Repeat(" ", loc[1]-loc[0]-len("when")) + plain[loc[1]:]
	}
	loc := doneWhen.FindStringIndex(plain)
	if loc == nil || loc[1] < neg[0] {
		return 0, false
	}
	return loc[1] + neg[1] - neg[0], until < 0 || until >= loc[1]
}
