package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const looksAt = `(count|lint|check|measure|cover|look at|type|test|includ|analy[sz]|scan|report)\w*`

const leaveOut = `(exclud|ignor|omit|skip|leav|left|suppress|disabl|silenc|exempt|drop|deselect|switch|turn|relax|loosen)\w*`

var keptIn = regexp.MustCompile(`(\b(not|never|nobody|cannot|without|no|avoid|instead of|rather than|nor)|` + short + `)\b(\s+\w+){0,3}?\s+` + leaveOut +
	`|\b(must|should|shall|has to|have to|needs? to|is to|are to|will) (stay|remain|be (kept|left)|keep|continue to be)( \w+)? (in|on|covered|linted|checked|counted|tested|measured|typed|strict|enabled|active|included)\b` +
	`|\b(must|should|shall|has to|have to|needs? to|is to|are to) (also )?(be )?(covered|linted|checked|counted|tested|measured|typed|included|pass)\b`)

var leftOut = regexp.MustCompile(`\b` + leaveOut + `\b|\bno (\w+ )?(types?|stubs?|annotations?)\b|\b(untyped|third[- ]party|generated|vendored)\b|\b(not|never|nobody|no|need not|nothing)\b( \w+){0,3} ` + looksAt + `|` + short + `( \w+){0,3} ` + looksAt)

// Excuse tells whether people name something and say in the same breath that a check is
// to pass it over, or what it is that none looks at.
func Excuse(sentences []string, name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, text := range sentences {
		if leftOut.MatchString(text) && slices.ContainsFunc(clauses(text), func(c string) bool { return strings.Contains(c, name) && !keptIn.MatchString(c) }) {
			return true
		}
	}
	return false
}
