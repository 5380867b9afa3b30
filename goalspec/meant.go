package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// meanings are the words by which a heading that is no known label says what stands
// below it, the first that has one.
var meanings = []struct {
	field field
	*regexp.Regexp
}{
	{fieldNonGoals, regexp.MustCompile(`\b(?:out of scope|non-?goals?|not part of|not (?:included|now|here)|excluded|leave out|later|won't)\b`)},
	{fieldStop, regexp.MustCompile(`\b(?:stop(?:ping)?|halt|report(?:ing)?|hand(?:ing)?[- ]?(?:over|back)|when to (?:ask|pause|quit|wait)|ask (?:me|us|first|before)|escalat\w+|deliverables?|finish(?:ing)?|wrap(?:ping)?[- ]?up|gets? (?:ugly|stuck|hard|hairy|tricky))\b`)},
	{fieldEvidence, regexp.MustCompile(`\b(?:criteri\w+|verif\w+|accept\w+|proofs?|success\w*|validat\w+|checks?|done|finished|ready)\b`)},
	{fieldPriorities, regexp.MustCompile(`\b(?:priorit\w+|preferences?|order (?:of|to)|what first|decisions?)\b`)},
	{fieldConstraints, regexp.MustCompile(`\b(?:constraints?|rules|non-negotiables?|invariants?|boundar(?:y|ies)|guard ?rails?|must|limits|limitations|conditions|compatibility|promises|keep)\b`)},
	{fieldGoal, regexp.MustCompile(`^(?:the |our |my )?(?:aim|objective|target|result|wish|mission|intent|purpose)$`)},
}

// deniesIt are words with which a heading may say the opposite, or what is the case.
var deniesIt = regexp.MustCompile(`\b(?:no|not|never|already|today|bug|crash|current|failed|failing|error)\b`)

// fieldMeant is the field of a heading of a few words that is no known label.
func fieldMeant(heading string) field {
	bare := bareLabel(heading[:min(len(heading), 4*maxLead)])
	if len(bare) > maxLead/2 || strings.Count(bare, " ") > 4 || strings.ContainsAny(heading, "`/~<") || !ascii(bare) {
		return fieldUnknown
	}
	for _, m := range meanings {
		if m.MatchString(bare) {
			if m.field != fieldNonGoals && deniesIt.MatchString(bare) {
				return fieldUnknown
			}
			return m.field
		}
	}
	return fieldUnknown
}
