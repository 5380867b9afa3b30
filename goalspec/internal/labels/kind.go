package labels

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Heeds reports a label that asks to mind what follows.
func Heeds(name string) bool {
	if len(name) > 20 {
		return false
	}
	switch Bare(name) {
	case "nb", "n.b", "note", "important", "attention", "caution", "warning", "careful":
		return true
	}
	return false
}

// TellsOfTest reports a label of nothing but a word for a test, which may lead what was
// tested as well.
func TellsOfTest(name string) bool {
	switch Bare(name[:min(len(name), prose.MaxLead)]) {
	case "test", "tests", "testing", "measure", "measured", "measurement", "measurements", "manual", "manually":
		return true
	}
	return false
}

// forbiddingLeads begin what forbids something.
var forbiddingLeads = []string{"do not", "don't", "dont", "never", "must not"}

// ForbidsFirst reports words that begin by forbidding something.
func ForbidsFirst(s string) bool {
	low := strings.ReplaceAll(strings.ToLower(strings.TrimLeft(s[:min(len(s), prose.MaxLead)], "*_")), "’", "'")
	low = strings.TrimPrefix(low, "please ")
	return slices.ContainsFunc(forbiddingLeads, func(lead string) bool { return strings.HasPrefix(low, lead+" ") })
}

var (
	// unwanted is a label over what is not wished for: "Things I don't want", "Avoid".
	unwanted = regexp.MustCompile(`^(?:(?:please|rather) )*(?:` +
		`(?:(?:the )?(?:what|things?|stuff|changes|anything|everything) )?(?:(?:that|which) )?(?:i|we|you|nobody|the (?:team|maintainers))(?: (?:really|definitely|absolutely))* ?(?:do not|don'?t|would not|wouldn't|will not|won't|cannot|can't|wants?|never)(?: (?:really|ever))*(?: (?:want|like|wish|accept|need|merge|take|see))?(?: to (?:see|have|get|find|merge))?(?: (?:here|at all|in (?:this|the|it)(?: (?:change|pr|pull request|diff|patch))?))?` +
		`|(?:(?:what|things?|stuff) )?(?:(?:to|you should|one should) )?(?:please )?avoid(?: (?:these|this|the following|at all costs?))?` +
		`|(?:the )?(?:no-?go(?:e?s)?|no gos|do nots)|(?:un|not )(?:wanted|desired|welcome)(?: things)?|not like this|(?:please )?not)$`)
	wishes = regexp.MustCompile(`\b(?:i|we|you|nobody|team|maintainers)\b`)
	denial = regexp.MustCompile(`not\b|n't\b|dont\b|never\b|nobody\b`)
	// mustNotBelow is a label that forbids the one who works what stands below it.
	mustNotBelow = regexp.MustCompile(`^(?:the|this|your|an?y?) (?:agent|change|pr|pull request|patch|work|solution|fix|implementation)s? (?:must|may|should|shall|can) ?not$|^do nots$`)
)

// Negates reports a label over what nobody wants.
func Negates(label string) bool {
	return unwanted.MatchString(label) && (!wishes.MatchString(label) || denial.MatchString(label))
}

// Forbids reports a label that turns what stands below it into what must not be.
func Forbids(label string) bool {
	label = strings.TrimPrefix(label, "please ")
	return label == "don'ts" || mustNotBelow.MatchString(label) || notToDo.MatchString(label) || slices.Contains(forbiddingLeads, label)
}

// StaysBelow reports a label below which what is named stays as it is.
func StaysBelow(label string) bool {
	return Forbids(label) || strings.Contains(label, "keep") || strings.Contains(label, "stay") || strings.Contains(label, "leave")
}

// GenericHeading reports a heading that cannot be a title.
func GenericHeading(name string) bool {
	switch Bare(name) {
	case "problem", "problem statement", "bug", "issue", "current behavior", "current behaviour", "steps", "checklist", "details",
		"bug report", "bug description", "describe the bug", "issue description", "problem description", "what happened", "what happens", "what i see", "observed", "observed behavior", "observed behaviour",
		"actual behavior", "actual behaviour", "actual", "expected", "expected behavior", "expected behaviour", "current state", "reproduction", "how to reproduce", "prerequisites", "checklists", "preflight checklist", "pre-flight checklist", "before submitting", "is there an existing issue for this", "environment", "version", "impact", "symptoms", "symptom", "error", "report", "bugs", "ticket":
		return true
	}
	return LeadsHeading(name) || AsksFor(name)
}

// AsksFor reports a heading that is a question to who fills it in.
func AsksFor(name string) bool {
	first, _, _ := strings.Cut(Bare(name[:min(len(name), 4*prose.MaxLead)]), " ")
	switch first {
	case "describe":
		return true
	case "what", "how", "why", "which", "who", "when", "where", "is", "are", "do", "does", "did", "have", "has":
		return strings.HasSuffix(strings.TrimRight(name, "*_ "), "?")
	}
	return false
}

// LeadsHeading reports a heading under which people say what they want; a single
// word of any language says nothing itself.
func LeadsHeading(name string) bool {
	switch Bare(name) {
	case "summary", "description", "overview", "request", "feature", "feature request", "feature description", "what would you like", "what do you want", "what would you like to see", "your request", "enhancement", "story", "user story", "proposal", "what", "tl;dr":
		return true
	}
	return !strings.Contains(strings.TrimSpace(name), " ") && utf8.RuneCountInString(name) < 12
}

// Weightless reports a field that decides nothing.
func Weightless(f field.Field) bool { return f == field.Context || f == field.Unknown }

// UndoneLabel reports a label that says when the work is not done.
func UndoneLabel(label string) bool {
	_, not := check.DoneSaid(Bare(label[:min(len(label), prose.MaxLead)]) + " ")
	return not
}

// IsUndone reports a statement that says when the work is not done.
func IsUndone(s string) bool {
	_, not := check.DoneSaid(s)
	return not
}

// DoneFirst reports a text that begins with when the work is done.
func DoneFirst(s string) bool {
	end, not := check.DoneSaid(s)
	return end > 0 && !not
}

// FieldDone is the field of what stands below words that say when the work is done, or
// is not.
func FieldDone(not bool) field.Field {
	if not {
		return field.Constraints
	}
	return field.Evidence
}
