package asks

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	banned = regexp.MustCompile(`\b(not|never|cannot|nobody|no one|without|avoid|no|nothing|nor|neither|instead of|rather than|stop|forbidden|against)\b[^.]{0,40}$|` + short + `\b[^.]{0,40}$`)
	ruled  = regexp.MustCompile(`^\W*(\w+\W+){0,2}((must|may|should|shall|can|could|will|need|do|does|is|are)( not|n.t)|cannot|never)( be)? (\w+ )?(touch|chang|edit|add|rais|increas|us|allow|accept|need|necessar|want|welcome|introduc|bump|upgrad|remov|replac|option|okay|ok\b|fine|part of)\w*|^\W*(\w+\W+){0,2}(is|are) (out of (scope|the question)|no (option|way|answer|excuse)|forbidden|banned)\b`)
)

// Speak tells whether people speak of something, where they do not forbid it.
func Speak(sentences []string, of *regexp.Regexp) bool {
	return slices.ContainsFunc(sentences, func(text string) bool {
		return slices.ContainsFunc(clauses(text), func(c string) bool {
			return slices.ContainsFunc(of.FindAllStringIndex(c, -1), func(at []int) bool {
				return !banned.MatchString(c[:at[0]]) && !ruled.MatchString(c[at[1]:])
			})
		})
	})
}
