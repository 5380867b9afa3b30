package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const leaveOut = `(exclud|ignor|omit|skip|leav|left|suppress|disabl|silenc|exempt|drop|deselect|switch|turn|relax|loosen)\w*`

var keptIn = regexp.MustCompile(`(\b(not|never|nobody|cannot|without|no|avoid|instead of|rather than|nor)|` + short + `)\b(\s+\w+){0,3}?\s+` + leaveOut +
	`|\b(must|should|shall|has to|have to|needs? to|is to|are to|will) (stay|remain|be (kept|left)|keep|continue to be)( \w+)? (in|on|covered|linted|checked|counted|tested|measured|typed|strict|enabled|active|included)\b` +
	`|\b(must|should|shall|has to|have to|needs? to|is to|are to) (also )?(be )?(covered|linted|checked|counted|tested|measured|typed|included|pass)\b`)

var (
	leftOut = regexp.MustCompile(`\b` + leaveOut + `\b|\bno (\w+ )?(types?|stubs?|annotations?)\b|\b(untyped|third[- ]party|generated|vendored)\b`)
	mends   = regexp.MustCompile(`\b(fix\w*|mend\w*|repair\w*|resolv\w*|solv\w*|clean\w* up|improv\w*|complain\w*|errors?|fail\w*|too low|bugs?|wrong\w*|broken|breaks?|mov(e|ed)|renam\w*|add (\w+ ){0,2}(tests?|types?|annotations?|docstrings?))\b`)
	// mendsIt asks for work on what the sentence before names.
	mendsIt = regexp.MustCompile(`^(please )?((write|add|give|extend|complete) (\w+ ){0,3}(tests?|types?|docs?|docstrings?|annotations?|coverage) (for|to|of) (it|them|this|that|those)|(test|cover|type|check|lint|fix|mend|repair|annotate|document) (it|them|this|that|those))\b`)
)

// Excuse tells whether people name something and say in the same breath, or of it in the
// next, neither that it is to be looked at nor what is amiss there.
func Excuse(sentences []string, name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	for n, text := range sentences {
		amiss := mends.MatchString(text) || n+1 < len(sentences) && mendsIt.MatchString(sentences[n+1])
		if (leftOut.MatchString(text) || !amiss) && slices.ContainsFunc(clauses(text), func(c string) bool { return strings.Contains(c, name) && !keptIn.MatchString(c) }) {
			return true
		}
	}
	return false
}
