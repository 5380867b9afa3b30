// Package labels reads the labels that people write over the parts of a goal. In comes a line
// or a heading, out comes the field that it names. It keeps nothing, so a process that dies
// here has lost nothing.
package labels

import (
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Field finds the field of a label written by hand. A label that leads a
// list may be a whole clause, such as "the feature is done when".
func Field(label string, leads bool) field.Field {
	if f, ok := Plain(label); ok {
		return f
	}
	if strings.Contains(label, "~~") {
		return field.Unknown // what is struck out is taken back
	}
	label = prose.PlainWords(label[:min(len(label), 4*prose.MaxLead)])
	if f, ok := Plain(label); ok {
		return f
	}
	if len(label) > prose.MaxLead {
		return field.Unknown
	}
	bare := Bare(label)
	if f := Abroad(bare); f != field.Unknown {
		return f
	}
	if strings.Contains(bare, ". ") || strings.ContainsFunc(bare, foreign) {
		return field.Unknown
	}
	if !strings.ContainsAny(bare, "`.<>|~") {
		if f := ruling.FieldRuled(label); f != field.Unknown {
			return f
		}
	}
	if f := Known[inTheEnd.ReplaceAllString(bare, "")]; f == field.Expected {
		return f
	}
	if all := check.EachOf(bare); check.OneOf.MatchString(all) {
		if f, ok := Known[strings.TrimRight(all[:check.OneOf.FindStringIndex(all)[0]], " ,;:–—-(")]; ok {
			return f // "success criteria, any one of"
		}
	}
	switch f, ok := Known[bare]; {
	case ok:
		return f
	case (strings.HasPrefix(bare, "how ") || strings.HasPrefix(bare, "wh")) && asksHow.MatchString(bare):
		return field.Evidence
	case bare != "" && saying.StopIf.FindString(bare) == bare:
		return field.Stop
	case mustNotBelow.MatchString(bare), Negates(bare):
		return field.Constraints
	case MayBeDone(bare):
		if end, not := check.DoneSaid(bare + " "); not {
			return field.Constraints
		} else if end > 0 {
			return field.Evidence
		}
	}
	if f := Stemmed(bare); f != field.Unknown {
		return f
	}
	if len(bare) < prose.MaxLead/2 && deniesBelow.MatchString(bare) {
		return field.Deny
	}
	if f := eitherLanguage(bare); f != field.Unknown {
		return f
	}
	if leads {
		return fieldLed(bare)
	}
	return field.Unknown
}

// Plain looks up a label of ASCII letters without making a copy.
func Plain(label string) (field.Field, bool) {
	var low [prose.MaxLead]byte
	if len(label) > len(low) {
		return field.Unknown, false
	}
	for i := range len(label) {
		c := label[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		low[i] = c
	}
	f, ok := Known[string(low[:len(label)])]
	return f, ok
}

// eitherLanguage is the field of a label that says the same in two languages, as "Ziel /
// Goal" does: of two words one is known, and bounds no paths; or says it twice, as
// "Stop / report".
func eitherLanguage(bare string) field.Field {
	one, other, two := strings.Cut(bare, "/")
	one, other = strings.TrimSpace(one), strings.TrimSpace(other)
	if !two || strings.ContainsAny(one+other, "/ ") {
		return field.Unknown
	}
	f, ok := Plain(one)
	g, also := Plain(other)
	switch {
	case ok && also && f == g:
		return f
	case ok == also || (f | g).OfPaths(): // the other one is field.Unknown, which is 0
		return field.Unknown
	}
	return f | g
}

// fieldLed finds the field of a clause that leads a list by its first words.
func fieldLed(bare string) field.Field {
	if atLast.MatchString(bare) && Reports(Lastly(bare)) {
		return field.Stop
	}
	first, rest, _ := strings.Cut(strings.TrimPrefix(bare, "please "), " ")
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(rest, w) })
	}
	switch first {
	case "after":
		if has("each ", "every ") {
			return field.AfterPhase
		}
	case "stop":
		if has("if", "when", "once") {
			return field.Stop
		}
	case "write", "produce", "report", "finish", "provide":
		if first == "report" || has("report", "summary") {
			return field.Stop
		}
	case "for":
		if has("each ", "every ") {
			return field.Priorities
		}
	case "per", "rule", "rules", "decision", "decisions":
		if first == "per" || has("per ", "for each ", "for every ") {
			return field.Priorities
		}
	}
	return field.Unknown
}

// Bare is a label in lower case without numbering, emoji, closing colon
// or a remark in parentheses.
func Bare(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != ')' })
	if open := strings.LastIndexByte(s, '('); open > 0 && strings.HasSuffix(s, ")") {
		s = s[:open]
	}
	s = strings.ReplaceAll(s, "’", "'")
	return strings.ToLower(page.Words(strings.TrimRight(s, " )")))
}

// asksHow is a label that asks how it is seen that the work is done.
var asksHow = regexp.MustCompile(`^(?:how (?:(?:is|it's|that's|will|can|could|should|shall|do|does|would|to|we|you|i|one|it|this|that|success|they|(?:the |an? )?(?:reviewers?|maintainers?|somebody|someone|anyone|anybody|agent|author)|(?:i|we|you)'ll|the (?:goal|work|change|result)) )*(?:be )?(?:verif\w+|measur\w+|check\w*|test\w*|know|tell|prove\w*|confirm\w*|validat\w+)(?: (?:it|this|that|success|works|when|is|are|we|we're|you|you're|` + settled + `|the (?:goal|work|change|result)|that's|it's))*|what counts as (?:done|complete|completed|finished|accepted|fixed|solved)(?: (?:to|for) \w+)?|(?:what|when) (?:(?:does|is|do|are) )?(?:done|success|it|this|we|the (?:whole |entire )?(?:thing|goal|work|task|job|change|issue|bug|fix|feature|project))(?: (?:looks? like|means?|considered|` + settled + `))+)$`)

// settled is what a goal is that is reached.
const settled = `(?:done|finished|completed?|fixed|solved|resolved|closed|reached|successful)`
