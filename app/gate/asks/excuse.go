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

// Excuse tells whether people name something and do not say in the same breath that
// it is to be looked at.
func Excuse(sentences []string, name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	return slices.ContainsFunc(sentences, func(text string) bool {
		return slices.ContainsFunc(clauses(text), func(c string) bool { return strings.Contains(c, name) && !keptIn.MatchString(c) })
	})
}
