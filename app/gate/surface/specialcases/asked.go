package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofSetting tells whether a pair answers a setting of the environment, where
// people named both the setting and what it does.
func ofSetting(s *change.Set, f *change.File, p product.Pair) bool {
	return setting.MatchString(f.Is.Code[p.Line]) && !slices.ContainsFunc(append(slices.Clone(p.In), p.Out...), func(v string) bool { return !s.Asked(v) && !product.Named.MatchString(v) })
}

var setting = regexp.MustCompile(`\benv(iron)?(\.[A-Z]|\.get\(|\[)|(?i:\bgetenv)\(`)

// aliasAsked tells whether a branch answers one name with another one for which people
// want it to stand, in a sentence that has both, or right behind one that speaks of such.
func aliasAsked(s *change.Set, p product.Pair) bool {
	names := slices.DeleteFunc(append(slices.Clone(p.In), p.Out...), product.Trivial)
	if p.Table || len(names) != 2 || slices.ContainsFunc(names, func(v string) bool { return !plainWord.MatchString(v) || !s.Asked(v) }) {
		return false
	}
	return slices.ContainsFunc(s.Sentences(), func(text string) bool {
		return stands.MatchString(text) && !slices.ContainsFunc(names, func(v string) bool { return !regexp.HasWord(text, strings.ToLower(v)) })
	})
}

// aliasesAsked is how many branches do so.
func aliasesAsked(s *change.Set, pairs []product.Pair) (n int) {
	for _, p := range pairs {
		if aliasAsked(s, p) {
			n++
		}
	}
	return n
}

// stands is how people say that a name stands for another one.
var stands = regexp.MustCompile(`\b(?:alias(?:es|ed)?|synonyms?|abbreviat\w+|short(?:hand)? for|nicknames?|stands? for|also (?:called|known as|written|spelled)|other names?|old names?|legacy names?|renamed)\b`)
