package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ToReplaceSign tells whether people want a sign in the place of another one: both
// quoted, or by their names, in one sentence or in one that goes on about it.
func ToReplaceSign(sentences []string, now, was rune) bool {
	all := slices.Clone(sentences)
	for n := 1; n < len(sentences); n++ {
		if tellsOn.MatchString(sentences[n]) && wanted.MatchString(sentences[n]) {
			all = append(all, sentences[n-1]+"; "+sentences[n])
		}
	}
	return slices.ContainsFunc(all, func(text string) bool {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "§", ""), "¤", "")
		text = markSign(markSign(text, was, "¤"), now, "§")
		n, w := strings.Index(text, "§"), strings.Index(text, "¤")
		if n < 0 || w < 0 || doubted.MatchString(text) {
			return false
		}
		before := last(clauses(text[:min(n, w)]))
		if denied.MatchString(before) || factual.MatchString(before) && !wanted.MatchString(before) {
			return false
		}
		if n < w {
			return inPlace.MatchString(text[n:w])
		}
		return turnsInto.MatchString(text[w:n]) && !denied.MatchString(text[w:n])
	})
}

// markSign puts a mark for a sign that stands between quotes, alone, several times or beside a blank,
// or is called by its name.
func markSign(text string, sign rune, mark string) string {
	one := regexp.QuoteMeta(string(sign))
	quoted := "[`\"'“‘] ?" + one + "+ ?[`\"'”’]"
	if name := signNames[sign]; name != "" {
		quoted += `|\b(?:` + name + `)\b`
	}
	return regexp.MustCompile(quoted).ReplaceAllString(text, mark)
}

var (
	factual   = regexp.MustCompile(`\b(gives|prints?|shows|yields|reports|comes|begins|starts|ends|writes|renders|outputs|uses|draws|has|makes|was|were|are|is)\b`)
	inPlace   = regexp.MustCompile(`^§( \w+){0,3} (instead of|rather than|in place of|and not|not)\b|^§( \w+){0,3}, not\b`)
	turnsInto = regexp.MustCompile(`^¤( \S+){0,5} (by|with|to|into|→|->|=>|becomes?|should|must|shall|for|use)\b|^¤ ?(→|->|=>)`)
)

// signNames are the names of signs, in lower case.
var signNames = map[rune]string{
	'-': `dash(?:es)?|hyphens?|minus(?: signs?)?`, '–': `en dash(?:es)?`, '—': `em dash(?:es)?`, '=': `equals?(?: signs?)?`, '*': `asterisks?|stars?`, '_': `underscores?`,
	'|': `pipes?|vertical bars?`, '#': `hash(?:es)?|number signs?`, '.': `dots?|periods?|full stops?`, ',': `commas?`, ';': `semicolons?`, ':': `colons?`,
	'+': `plus(?: signs?)?`, '~': `tildes?`, '/': `slash(?:es)?`, '"': `double quotes?`, '\'': `single quotes?|apostrophes?`, '•': `bullets?`, '─': `box(?:-drawing)? lines?`,
}
