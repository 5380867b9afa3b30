package labels

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// little are words that a heading may have beside those that say what it is.
const little = `(?:the|our|my|this|that|it|its|all|some|a|few|we|i|i'll|we'll|you|is|are|will|to|for|of|and|or|by|how|when|if|should|please|hard|house|ground|final|quick|general|overall|work|here)`

// meant is a heading of one of some words, with nothing beside it but little words
// and others that go with it.
func meant(words, others string) *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + little + `[ -])*(?:` + words + `)(?:[ -](?:` + little + `|` + words + `|` + others + `))*$`)
}

// notToDo is a heading over what must not be done.
var notToDo = regexp.MustCompile(`^what (?:not to do|(?:you|we|one) (?:may|must|should|shall) ?not(?: do)?)$`)

// meanings are the words by which a heading that is no known label says what stands
// below it.
var meanings = []struct {
	field field.Field
	*regexp.Regexp
}{
	{field.NonGoals, regexp.MustCompile(`^(?:not part of (?:this|it|the (?:work|task|goal))|left out|leave out|not now|not (?:included )?here|things to leave out)$`)},
	{field.Constraints, notToDo},
	{field.Deny, meant(`(?:no|not|don't|do not|never)[- ]touch|untouchables?|hands[- ]off|off[- ]limits|no[- ]edit`, `lists?|zones?|areas?|paths?|files?|here`)},
	{field.Context, meant(`(?:(?:what|known|possible|temporary|current|earlier|previous|past|failed|other) (?:(?:we|i|have|has|been|was|already) )*)?(?:workarounds?|history|tried|attempts?|rejected|discarded|abandoned|alternatives|considered|timeline)`, `so|far|already|have|has|been|was|were|ideas?|approach(?:es)?|solutions?|options?|things|before|did|not|work|didn't|failed`)},
	{field.Stop, meant(`stop|stopping|halt|report|reporting|reports|hand(?:ing)?[- ]?(?:over|back)|ask|wait|pause|quit|escalate|escalation|deliverables?|finish|finishing|wrap(?:ping)?[- ]?up|gets? (?:ugly|stuck|hairy|tricky)`, `me|us|first|rules?|conditions?`)},
	{field.Evidence, meant(`criteria|criterion|verification|verified|verify|accept|accepted|acceptance|proofs?|success|validation|validate|checks?|checked|checking|done|finished|ready|measured`, `tests?|looks|like|means|definition`)},
	{field.Priorities, meant(`priorit(?:y|ies)|preferences?|order|decisions?|decid(?:e|ing)|choos(?:e|ing)|pick(?:ing)?|proceed`, `what|first|do|next|actions?|steps?`)},
	{field.Constraints, meant(`constraints?|rules|non-negotiables?|invariants?|boundar(?:y|ies)|guard ?-?rails?|limits|conditions`, `to|hold`)},
	{field.Goal, regexp.MustCompile(`^(?:the |our |my )?(?:aim|objective|target|result|wish|mission|intent|purpose)$`)},
}

// Meant is the field of a heading of a few words that is no known label.
func Meant(heading string) field.Field {
	bare := Bare(heading[:min(len(heading), 4*prose.MaxLead)])
	if len(bare) > prose.MaxLead/2 || strings.Count(bare, " ") > 5 || !prose.ASCII(bare) {
		return field.Unknown
	}
	for _, m := range meanings {
		if m.MatchString(bare) {
			return m.field
		}
	}
	return field.Unknown
}
