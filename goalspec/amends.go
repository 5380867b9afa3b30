package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// noneOf goes on with what should be so of nothing that was told.
const noneOf = `(?:of (?:it|them|this|these|that|those) )?(?:should|must|ought to) (?:be|happen)(?: (?:none|nothing|left|there|so|in (?:it|there)|no (?:more|longer)\b[^,;.]*))?(?:[.,;!]|$)`

var (
	// amending begins a sentence on what should be instead of what the one before tells.
	amending = regexp.MustCompile(`(?i)^(?:instead,? )?(?:(?:it|this|that|they|these|those|such (?:[\w-]+ ){1,2}?)(?: (?:really|instead|rather))? ?(?:should|must|ought to|needs? to)\b|(?:there|none|nothing) ` + noneOf + `|we expect(?:ed)?\b|(?:what )?(?:we|i) (?:want|would like|need) instead\b)`)
	// furthers is said of what comes on top, or is to stay.
	furthers = regexp.MustCompile(`(?i)\b(?:also|still|additionally|furthermore|too|as well|continues?|keep|stays?|remains?|unchanged|untouched|changed?|pass|touch|modif\w+|edit)\b`)
	// denying is a wish that something be not so; amendingSo is one on what was told.
	denying    = regexp.MustCompile(`(?i)\b(?:not|never)\b|n['’]t\b`)
	amendingSo = regexp.MustCompile(`(?i)\b(?:not|never|n['’]t) (?:be (?:possible|allowed|accepted|permitted|shown|there|in (?:there|it)|the case)|happen)\b`)
	keptThen   = regexp.MustCompile(`(?i)\b(?:be|get) (?:kept|retained|preserved)\b`)
)

// amends reports a sentence that says what should be instead of what the one before it
// tells of today: "The form accepts an empty name. It should be refused."
func amends(s, next string) bool {
	if len(s) > prose.MaxStatement || len(next) > prose.MaxStatement || !amending.MatchString(next) || furthers.MatchString(next) || wants(s) || desire.MatchString(s) || prohibits.MatchString(s) {
		return false
	}
	return (!denying.MatchString(next) || amendingSo.MatchString(next)) && (!keptThen.MatchString(next) || harms(s))
}
