package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Apart tells whether people want some tests to be run by a command of their own, or to
// be left out of one. Their name is marked by § in a sentence that has it; the sentence
// behind may say "them".
func Apart(sentences []string, marked func(string) string) bool {
	for n, text := range sentences {
		if text = marked(text); text == "" {
			continue
		}
		said := clauses(strings.ReplaceAll(text, ": ", ", "))
		if n+1 < len(sentences) {
			said = append(said, clauses(sentences[n+1])...)
		}
		if !doubted.MatchString(text) && slices.ContainsFunc(said, func(c string) bool {
			return ofThem.MatchString(c) && (goApart.MatchString(c) && !denied.MatchString(c) || Speak([]string{c}, stayOut))
		}) {
			return true
		}
	}
	return false
}

const (
	those   = `((all |all of )?(the )?(\w+ )?(tests|specs|suites?|files|packages|ones) )?((in|of|under|below|from) )?(§|them|it|those|these)`
	ownWork = `(\w+ )?(target|script|command|job|step|session|env\w*|stage)\b`
	ofOwn   = `(an? |the )?(target|script|command|job|step|session|env\w*|stage) of (its|their) own\b|(its|their|an?) (own|separate|extra|additional) ` + ownWork
)

var (
	ofThem  = regexp.MustCompile(`§|\b(they|them|it|those|these)\b`)
	goApart = regexp.MustCompile(`\b(move|take|split|pull|separate|run|put) ` + those + `[^.]*( (out|off|apart|away|into|to)\b| (in|by|with|under) (` + ofOwn + `)| separately\b)|` +
		`(^|\W)(they|it|those|these|§) ((should|must|may|can|shall) )?((moves?|goes|go) (to|into|out)\b|(gets?|needs?|has|have|want|wants|run|runs) ((in|by|with|under) )?(` + ofOwn + `)|runs? separately\b)|` +
		`\b(give|get|gets?|for) ` + those + ` (` + ofOwn + `)|\b(add|make|write|create|give) (` + ofOwn + `) (for|to) ` + those)
	// stayOut is how people leave tests out of what runs by default.
	stayOut = regexp.MustCompile(`\b(deselect|exclude) ` + those + `|\bleave ` + those + ` (\w+ ){0,3}out\b|(§|\b(they|it|those|these)) (\w+ )?((should|must|can|may|are to) )(be (left out|excluded|deselected)|(not|only) (be )?run\b)|\bopt[- ]in\b|\bunless asked\b`)
)
