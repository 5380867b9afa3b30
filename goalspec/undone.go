package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// doneWord is a word without which nothing says when the work is done.
	doneWord = regexp.MustCompile(`(?i)done|complete|finished|success|ready|accepted|reached|achieved|fixed|solved|closed?|take|merge|accept|approve`)
	// turnsDone is a negation within what says when the work is done.
	turnsDone = regexp.MustCompile(`(?i)\b(?:not|never)(?: yet)? |n['’]t\b(?: yet\b)?`)
	// onlyOnce makes of "not done" what says when it is.
	onlyOnce = regexp.MustCompile(`(?i)\b(?:until|unless|before)\b`)
)

// doneSaid is where the words end with which a text says when the work is done, 0 when
// it does not begin with such. Not reports that they say when it is not, as in "not done
// when"; "not done until" says when it is.
func doneSaid(s string) (end int, not bool) {
	if !doneWord.MatchString(s) {
		return 0, false
	}
	neg := turnsDone.FindStringIndex(s[:min(len(s), maxLead)])
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

// fieldDone is the field of what stands below words that say when the work is done, or
// is not.
func fieldDone(not bool) field {
	if not {
		return fieldConstraints
	}
	return fieldEvidence
}

// doneFirst reports a text that begins with when the work is done.
func doneFirst(s string) bool {
	end, not := doneSaid(s)
	return end > 0 && !not
}

// isUndone reports a statement that says when the work is not done.
func isUndone(s string) bool {
	_, not := doneSaid(s)
	return not
}

// undoneLabel reports a label that says when the work is not done.
func undoneLabel(label string) bool {
	_, not := doneSaid(bareLabel(label[:min(len(label), maxLead)]) + " ")
	return not
}
