package asks

import (
	"slices"
	"strings"

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

// CallFor tells whether people speak of something as what is to be: in a clause that calls
// for work, or says what must be.
func CallFor(sentences []string, of *regexp.Regexp) bool {
	return slices.ContainsFunc(sentences, func(text string) bool {
		return !doubted.MatchString(text) && slices.ContainsFunc(clauses(strings.ReplaceAll(text, ": ", ", ")), func(c string) bool {
			return called.MatchString(c) && Speak([]string{c}, of)
		})
	})
}

var called = regexp.MustCompile(`^\W*((please|then|also|and|so|now|just|to|in \S+) )*(add|write|use|introduce|put|let|make|have|create|give|set|patch|freeze|replace|pin|stub|mock|fake|swap|override|point|run)\b|\b(must|should|shall|can|may|has to|have to|needs? to|ought to|is to|are to|let.s|wants?|would like|.d like|gains?|gets an?)\b`)
