package goalspec

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (

	// changeOf are words for a change in front of what is not to be changed.
	changeOf = regexp.MustCompile(`(?i)^(?:(?:any|all|the|an?|other|further|more)\s+)*(?:(?:changes?|edits?|modifications?|alterations?)\s+(?:to|in|of|under|inside|within|on)|changing|editing|modifying|touching|altering)\s+`)
	// changesOf are such words behind it, and allIn is all that lies somewhere.
	changesOf = regexp.MustCompile(`(?i)\s+(?:changes|edits|modifications)[.!]?$`)
	allIn     = regexp.MustCompile("(?i)^(?:anything|everything|all files|any files?) (?:in|under|inside|within) `[^` ]+`[.!]?$")
	// changeOutside are such words in front of where nothing is to change.
	changeOutside = regexp.MustCompile(`(?i)^(?:(?:any|all|the|an?|other|further|more)\s+)*(?:(?:changes?|edits?|modifications?|work|commits?|files?|anything|everything)|(?:changing|editing|modifying|touching|working)(?: (?:on )?(?:anything|files?|code|things))?)\s+(outside(?: of)?|beyond|other than)\s+`)
	// changeIt is such a word as a verb that asks for it.
	changeIt = regexp.MustCompile("(?i)^(?:change|edit|modify|touch|alter|rename|delete|remove|move)\\s+(?:the\\s+|any\\s+|files\\s+in\\s+)*(?:`|[\\w.*-]+/)")
	// aThing begins what is something, and not to do something.
	aThing = regexp.MustCompile(`(?i)^(?:(?:an?|any|new|other|further|more|additional|extra|unrelated)\s+\S|(?:\pL{2,}(?:tions|ments)|changes|edits)\b|\pL{3,}ing\b)`)
	oneOf  = regexp.MustCompile(`(?i)^(?:an?|any)\s+`)
	// outOfQuestion and mustNotBe are said by a sentence that forbids something itself.
	outOfQuestion = regexp.MustCompile(`(?i)\b(?:is|are|would be) (?:out of the question|(?:strictly )?forbidden|prohibited|taboo|off the table|off[- ]limits|not (?:allowed|wanted|welcome|an option|acceptable))\b`)
	mustNotBe     = regexp.MustCompile(`(?i)^[^,;:]{0,80}?\b(?:must|may|should|shall|can) ?(?:not|never)\b`)
	newThings     = regexp.MustCompile(`(?i)^(?:an?\s+|any\s+)?(?:new|additional|extra|further|unrelated)\s+\pL`)
	// anAct is something that is not to be done.
	anAct   = regexp.MustCompile(`(?i)^\pL+ing\b`)
	notAct  = regexp.MustCompile(`(?i)^(?:existing|remaining|following|\pL*thing)\b`)
	verbIng = regexp.MustCompile(`(?i)^(?:bring|string|spring|swing|cling|fling|sling|sting|wring)\b`)
)

// banned carries into a statement that its label forbids it, or says that nobody wants it.
func (s section) banned(words string) string {
	label := labels.Bare(s.label())
	verb := labels.Forbids(label)
	switch {
	case !verb && !labels.Negates(label), ruling.Negated(words), outOfQuestion.MatchString(words),
		!aThing.MatchString(words) && !(verb && labels.KeepWords.MatchString(words)) && (mustNotBe.MatchString(words) || staysWhole(ruling.Rulings(words))):
		return words
	case verb && ruling.PathFirst(words), ruling.OnlyPaths(prose.InParens.ReplaceAllString(words, "")):
		return "Do not change " + words
	case changeOutside.MatchString(words):
		return changeOutside.ReplaceAllString(words, "Do not change anything $1 ")
	case ruling.OnlyPaths(changesOf.ReplaceAllString(words, "")):
		return "Do not change " + changesOf.ReplaceAllString(words, "")
	case allIn.MatchString(words):
		return "Do not change " + uncapital(words)
	case changeOf.MatchString(words):
		return "Do not change " + changeOf.ReplaceAllString(words, "")
	case verb && aThing.MatchString(words) && !verbIng.MatchString(words) && !notAct.MatchString(words):
		return "No " + uncapital(oneOf.ReplaceAllString(words, ""))
	case verb, changeIt.MatchString(words):
		return "Do not " + uncapital(words)
	}
	said := prose.Prefixed(strings.TrimRight(s.label(), ": ")+": ", words)
	if no := "No " + uncapital(oneOf.ReplaceAllString(words, "")); anAct.MatchString(words) && staysWhole(ruling.Rulings(no)) || unsure(said) && !unsure(no) {
		return no
	}
	return said
}

// unsure reports a statement that bounds the paths and cannot be read for certain.
func unsure(words string) bool {
	return slices.ContainsFunc(ruling.Rulings(words), func(b ruling.Ruling) bool { return b.Fault != "" })
}

// noChange forbids a change of things, that there be new ones, or to do something.
func noChange(things string) string {
	switch {
	case ruling.Negated(things), strings.Contains(strings.ToLower(things), "not "):
		return things
	case (newThings.MatchString(things) || anAct.MatchString(things) && !notAct.MatchString(things) && strings.Contains(things, " ")) && !ruling.MentionsPath(things):
		return "No " + uncapital(oneOf.ReplaceAllString(things, ""))
	}
	return "Do not change " + things
}

// uncapital writes the first word small, as it stands within a sentence; a name with more
// large letters stays.
func uncapital(s string) string {
	first, _, _ := strings.Cut(s, " ")
	r, size := utf8.DecodeRuneInString(s)
	if size == len(first) || strings.ContainsFunc(first[size:], func(r rune) bool { return !unicode.IsLower(r) }) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}
