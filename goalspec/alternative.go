package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// eitherEnough is the fault of a command that is one of several ways to meet a statement.
const eitherEnough = "whether one of the commands is enough or all have to pass is not certain; join them in one command with || or &&"

var (
	// either ends, between two commands, what makes the one an alternative to the other.
	either = regexp.MustCompile(`(?i)(?:\bor(?: else)?(?: (?:when|once|if|as soon as)\b[^,;.]{0,40})?|\b(?:alternatively|otherwise))(?:,(?:[^,]{1,60},)?)?\s*$|^\s*/\s*$`)
	// onOther ends, between two commands, what makes the one the condition of the other, and
	// otherFirst does before both.
	onOther    = regexp.MustCompile(`(?i)\b(?:unless|if)\s*$`)
	otherFirst = regexp.MustCompile(`(?i)^\W*(?:if|unless)\s*$`)
	// ofSeveral leads the commands, in marks only, of which one is enough.
	ofSeveral = regexp.MustCompile("(?i)\\b(?:either\\b[^.;`]*`|(?:one|any|whichever) of\\b[^.;`]*(?::[^`]*`|`+[^`]{0,12}`))")
	// oneOf is such a lead over a list.
	oneOf           = regexp.MustCompile(`(?i)\beither\b|\b(?:one|any|whichever) of\b|\bany one\b`)
	orNext, orFirst = regexp.MustCompile(`(?i)(?:^|[\s,;])(?:or(?: else)?|alternatively|otherwise)[\s.,;:]*$`), regexp.MustCompile(`(?i)^(?:or(?: else)?|alternatively|otherwise),?\s`)
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

// eachOf writes "every one of" as "all of".
func eachOf(s string) string {
	if !strings.Contains(s, " one of") {
		return s
	}
	return everyOne.ReplaceAllString(s, "all of")
}

// ledToFail reports a statement below a label, or behind words like one, that says that
// it is to fail.
func ledToFail(s string) bool {
	at := strings.IndexByte(s[:min(len(s), maxLead)], ':')
	return at > 0 && !strings.Contains(s[:at], "`") && labelFails.MatchString(s[:at])
}

// someOf reports words that say that some of several are enough, and not "all three of".
func someOf(words string) bool {
	words = words[:min(len(words), maxLead)]
	loc := someOfThem.FindStringIndex(words)
	return loc != nil && !strings.HasSuffix(strings.ToLower(words[:loc[0]]), "all ")
}

// settleEither marks the commands of which one may be enough: those with "or" between
// them, where anything is said of one, and all of a list of alternatives.
func settleEither(list []call, or []bool, s string) {
	all := ofSeveral.MatchString(eachOf(maskCode(s))) || someFirst.MatchString(maskCode(s)) && someOf(s)
	for i := range list {
		if i+1 < len(list) && or[i] && (list[i].said != saysNothing || list[i+1].said != saysNothing) {
			list[i].said, list[i+1].said = saysEither, saysEither
		}
		if all && list[i].said == saysPasses {
			list[i].said = saysEither
		}
	}
}

// leadOf says of words over a list or a fence, shortly, that one or some of what stands
// there is enough, or that it is to fail; empty where all of it is to hold.
func leadOf(words string) string {
	label := words[:min(len(words), maxLead)]
	if end, _ := doneSaid(label + " "); end > 0 {
		label = label[min(end, len(label)):]
	}
	switch {
	case oneOf.MatchString(eachOf(label)) || anyEnough.MatchString(label):
		return "One of these holds:"
	case someOf(label):
		return "Some of these hold:"
	case labelFails.MatchString(label):
		return "Must fail:"
	}
	return ""
}

// alternatives makes one statement of the items of a list below words that say that one
// of them is enough, and says of each what they say.
func (s section) alternatives(items []entry) []entry {
	lead := leadOf(s.label())
	var out []entry
	for _, e := range items {
		switch {
		case lead != "" && (e.code || e.fenced != ""):
			e = e.under(lead)
		case e.group == "":
			e.group = lead
		}
		if n := len(out) - 1; n >= 0 && e.group == out[n].group && (oneOf.MatchString(eachOf(e.group)) || someOf(e.group)) && e.fenced+out[n].fenced == "" && len(out[n].text.S)+len(e.text.S) <= maxStatement/2 {
			front := out[n].text
			front.S = orNext.ReplaceAllString(front.S, "")
			out[n].text = tied(front, ";", e.text)
			continue
		}
		out = append(out, e)
	}
	return out
}

// tie makes one criterion of two that are one: with "or" between them, or of which the
// second says how the first is measured.
func tie(list []Criterion) []Criterion {
	var out []Criterion
	for _, c := range list {
		n := len(out) - 1
		if n < 0 || commandIn(c.Text) != c.Command || commandIn(out[n].Text) != out[n].Command {
			out = append(out, c)
			continue
		}
		both := measuredBy(out[n].Text, c.Text)
		if orFirst.MatchString(c.Text) || orNext.MatchString(out[n].Text) {
			both = strings.TrimRight(orNext.ReplaceAllString(out[n].Text, ""), endMarks) + ", or " + orFirst.ReplaceAllString(c.Text, "")
		}
		if both == "" || len(both) > maxStatement {
			out = append(out, c)
			continue
		}
		one := newCriterion(both)
		one.Span = out[n].Span
		one.EndLine, one.EndColumn = c.EndLine, c.EndColumn
		out[n] = one
	}
	return out
}
