package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ShownIn tells whether a text has a call or an expression that people show, in a
// sentence that speaks of something else, if one is given, and does not forbid it.
func ShownIn(s *change.Set, text string, with *regexp.Regexp) bool {
	shown := change.Memo(s, "shown expressions", func() (out []string) {
		for _, m := range s.Sought(CodeSpan) {
			one := strings.TrimSuffix(strings.TrimSpace(m[1]), "()")
			if len(one) >= minShown && len(out) < MaxShownTexts && expression.MatchString(one) && !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
		return out
	})
	text = strings.ToLower(text)
	return slices.ContainsFunc(shown, func(one string) bool {
		return strings.Contains(text, one) && s.SpeaksWith(regexp.MustCompile(regexp.QuoteMeta(one)), with)
	})
}

// minShown is how long an expression is by which code is known again.
const minShown = 8

var expression = regexp.MustCompile(`\w\.\w`)
