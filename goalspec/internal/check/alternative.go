package check

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// EitherEnough is the fault of a command that is one of several ways to meet a statement.
const EitherEnough = "whether one of the commands is enough or all have to pass is not certain; join them in one command with || or &&"

var (
	// Either ends, between two commands, what makes the one an alternative to the other.
	Either = regexp.MustCompile(`(?i)(?:\bor(?: else)?(?: (?:when|once|if|as soon as)\b[^,;.]{0,40})?|\b(?:alternatively|otherwise))(?:,(?:[^,]{1,60},)?)?\s*$|^\s*/\s*$`)
	// onOther ends, between two commands, what makes the one the condition of the other, and
	// otherFirst does before both.
	onOther    = regexp.MustCompile(`(?i)\b(?:unless|if)\s*$`)
	otherFirst = regexp.MustCompile(`(?i)^\W*(?:if|unless)\s*$`)
	// OfSeveral leads the commands, in marks only, of which one is enough.
	OfSeveral = regexp.MustCompile("(?i)\\b(?:either\\b[^.;`]*`|(?:one|any|whichever) of\\b[^.;`]*(?::[^`]*`|`+[^`]{0,12}`))")
	// OneOf is such a lead over a list.
	OneOf = regexp.MustCompile(`(?i)\beither\b|\b(?:one|any|whichever) of\b|\bany one\b`)
	// OrNext ends one alternative before the next, and OrFirst begins it.
	OrNext, OrFirst = regexp.MustCompile(`(?i)(?:^|[\s,;])(?:or(?: else)?|alternatively|otherwise)[\s.,;:]*$`), regexp.MustCompile(`(?i)^(?:or(?: else)?|alternatively|otherwise),?\s`)
)

var (
	// someOfThem says how many of several, and someFirst leads those several.
	someOfThem = regexp.MustCompile(`(?i)\b(?:some|most|many|half|few|several|two|three|four|five|\d+) of (?:the |them\b|these\b|those\b|two\b|three\b|four\b|five\b|\d)`)
	someFirst  = regexp.MustCompile("(?i)^[^`:]{0,60}:\\s*`")
	// anyEnough ends a label of which one item is enough, and labelFails one of which each
	// item is to fail.
	anyEnough  = regexp.MustCompile(`(?i)[(,]\s*(?:any|either|at least one|one)\)?\W*$`)
	labelFails = regexp.MustCompile(`(?i)\b(?:must|should|shall|will|ha(?:s|ve) to|all|these|those|they|both|each|following|them)(?: all| both| still| now)? (?:fails?|breaks?|crash(?:es)?)\W*$|\b(?:none|not|no longer|never|neither)\b[^,;.]{0,40}\b(?:pass(?:es)?|succeeds?|green)\W*$`)
)

// everyOne are words that say of each what "one of" says of one.
var everyOne = regexp.MustCompile(`(?i)\b(?:every|each|any and every)(?: single)? one of\b`)

// EachOf writes "every one of" as "all of".
func EachOf(s string) string {
	if !strings.Contains(s, " one of") {
		return s
	}
	return everyOne.ReplaceAllString(s, "all of")
}

// LedToFail reports a statement below a label, or behind words like one, that says that
// it is to fail.
func LedToFail(s string) bool {
	at := strings.IndexByte(s[:min(len(s), prose.MaxLead)], ':')
	return at > 0 && !strings.Contains(s[:at], "`") && labelFails.MatchString(s[:at])
}

// SomeOf reports words that say that some of several are enough, and not "all three of".
func SomeOf(words string) bool {
	words = words[:min(len(words), prose.MaxLead)]
	loc := someOfThem.FindStringIndex(words)
	return loc != nil && !strings.HasSuffix(strings.ToLower(words[:loc[0]]), "all ")
}

// settleEither marks the commands of which one may be enough: those with "or" between
// them, where anything is said of one, and all of a list of alternatives.
func settleEither(list []call, or []bool, s string) {
	all := OfSeveral.MatchString(EachOf(prose.MaskCode(s))) || someFirst.MatchString(prose.MaskCode(s)) && SomeOf(s)
	for i := range list {
		if i+1 < len(list) && or[i] && (list[i].said != saysNothing || list[i+1].said != saysNothing) {
			list[i].said, list[i+1].said = saysEither, saysEither
		}
		if all && list[i].said == saysPasses {
			list[i].said = saysEither
		}
	}
}

// LeadOf says of words over a list or a fence, shortly, that one or some of what stands
// there is enough, or that it is to fail; empty where all of it is to hold.
func LeadOf(words string) string {
	label := words[:min(len(words), prose.MaxLead)]
	if end, _ := DoneSaid(label + " "); end > 0 {
		label = label[min(end, len(label)):]
	}
	switch {
	case OneOf.MatchString(EachOf(label)) || anyEnough.MatchString(label):
		return "One of these holds:"
	case SomeOf(label):
		return "Some of these hold:"
	case labelFails.MatchString(label):
		return "Must fail:"
	}
	return ""
}
