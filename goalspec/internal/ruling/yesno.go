package ruling

import (
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// sayYes and SayNo are short words beside a path that say whether it may change.
	sayYes = regexp.MustCompile(`(?i)^(?:in|on|yes|y|ok|okay|open|true|free|fine|allowed|permitted|included?|in scope|✅|✓|✔|☑|🟢|👍|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check|green_circle|\+1|thumbsup):|\[x\])$`)
	SayNo  = regexp.MustCompile(`(?i)^(?:` + BanWords + `|out|off|closed?|shut|ignored?|later|no|nope|never|not|n|x|false|locked|avoid|leave|left|keep|kept|stays?|stop|hands off|done|finished|untouched|unchanged|unaffected|untouchable|view|reference|deferred|postponed|parked|dropped|disabled|inactive|taboo|void|red|theirs|others?|maybe|perhaps|sometimes|unsure|protected|sacred|danger(?:ous)?|nothing|none|:[a-z_]+:|\[ ?\])(?: (?:for )?now| here| yet| please| today)?$`)
)

// YesNo is what a short reason beside a path says of it: yes, no, or nothing.
func YesNo(reason string) (yes, no bool) {
	reason = strings.Trim(reason, " .,;!*_`")
	reason = strings.TrimSuffix(reason, "\ufe0f")
	switch {
	case sayYes.MatchString(reason):
		return true, false
	case reason == "" || prose.NoValue(reason):
		return false, false
	}
	return false, SayNo.MatchString(reason) || !strings.ContainsFunc(reason, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// SaysNo reports a reason that says no.
func SaysNo(reason string) bool {
	_, no := YesNo(reason)
	return no
}

// BanWords are words for a ban, of what is named beside or below them.
const BanWords = `(?:block(?:ed|s)?|barred|bann?(?:ed|s)?|prohibit(?:ed|s)?|forbid(?:den|s)?|disallow(?:ed|s)?|den(?:y|ied|ies)|exclud(?:ed?|es)|reject(?:ed|s)?|skip(?:ped)?|omit(?:ted)?)`
