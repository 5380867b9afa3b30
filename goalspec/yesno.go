package goalspec

import (
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// sayYes and sayNo are short words beside a path that say whether it may change.
	sayYes      = regexp.MustCompile(`(?i)^(?:in|on|yes|y|ok|okay|open|true|free|fine|allowed|permitted|included?|in scope|✅|✓|✔|☑|🟢|👍|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check|green_circle|\+1|thumbsup):|\[x\])$`)
	sayNo       = regexp.MustCompile(`(?i)^(?:` + banWords + `|out|off|closed?|shut|ignored?|later|no|nope|never|not|n|x|false|locked|avoid|leave|left|keep|kept|stays?|stop|hands off|done|finished|untouched|unchanged|unaffected|untouchable|view|reference|deferred|postponed|parked|dropped|disabled|inactive|taboo|void|red|theirs|others?|maybe|perhaps|sometimes|unsure|protected|sacred|danger(?:ous)?|nothing|none|:[a-z_]+:|\[ ?\])(?: (?:for )?now| here| yet| please| today)?$`)
	asksWhether = regexp.MustCompile(`(?i)^(?:in|out|on|off|status|state|verdict|ok)\s*\??$|^(?:[^w]|w[^h])\S*.*\?$`)
	// areas are words above paths that only say what they are.
	areas = regexp.MustCompile(`(?i)^(?:back-?ends?|front-?ends?|servers?|clients?|apis?|uis?|cli|apps?|applications?|services?|library|libraries|libs?|core|common|shared|web|mobile|ios|android|go|rust|python|java|kotlin|swift|typescript|javascript|js|ts|css|html|sql|databases?|db|storage|stores?|parsers?|handlers?|components?|helpers?|utils?|utilities|features?|implementations?|production|product|engines?|plugins?|extensions?|hooks?|routes?|routing|views?|models?|controllers?|infra|infrastructure|builds?|ci|deployment|examples?|benchmarks?|tooling|tools?|types?|interfaces?|layers?|domains?|areas?|parts?|places?|locations?|globs?|patterns?|targets?|new|existing|affected|relevant|expected|concerned|involved|related|main|primary|secondary|unit|integration|e2e|end-to-end|lives?|happens?|here|belongs?|goes|go|changelog|readme|project|repository|repo|work|task|fix|feature|yes|ok|okay|included?|includes|in scope|✅|✓|✔|☑|🟢|👍)$`)
)

// yesNo is what a short reason beside a path says of it: yes, no, or nothing.
func yesNo(reason string) (yes, no bool) {
	reason = strings.Trim(reason, " .,;!*_`")
	reason = strings.TrimSuffix(reason, "\ufe0f")
	switch {
	case sayYes.MatchString(reason):
		return true, false
	case reason == "" || noValue(reason):
		return false, false
	}
	return false, sayNo.MatchString(reason) || !strings.ContainsFunc(reason, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func saysNo(reason string) bool {
	_, no := yesNo(reason)
	return no
}

// onlyNames reports words over paths that do no more than name them.
func onlyNames(lead, below string) bool {
	below = strings.ToLower(below)
	c := newClause(strings.NewReplacer("(", " ", ")", " ", "\ufe0f", "").Replace(lead[:min(len(lead), prose.MaxStatement)]))
	for i := range c.words {
		switch w := strings.ToLower(c.s[c.words[i].from:c.words[i].to]); {
		case strings.IndexByte("iyjzathovmlbd,:.", c.classes[i]) >= 0, areas.MatchString(w):
		case sayNo.MatchString(w) || c.classes[i] != prose.IsWord && c.classes[i] != prose.IsName && c.classes[i] != prose.IsSlashed || len(w) < 3 || !prose.ASCII(w):
			return false
		case !strings.Contains(below, w[:min(len(w), 4)]): // a path is called so
			return false
		}
	}
	return true
}

// judged reports paths of which a short word says that they may change, while
// others in the same list have none.
func (r *reader) judged(globs []Glob) {
	some, other := false, Glob{}
	for _, g := range globs {
		if yes, _ := yesNo(g.Reason); yes {
			some = true
		} else if other.Pattern == "" {
			other = g
		}
	}
	if some && other.Pattern != "" {
		r.note(unreadPath, other.Span, "other paths beside %q are said to be in; it is not certain that it may change", prose.Clip(other.Pattern))
	}
}

// whether is the title of a column that tells of each path whether it may change.
func whether(head string) string {
	for title := range strings.SplitSeq(head, "|") {
		if asksWhether.MatchString(strings.Trim(title, " *_`")) {
			return title
		}
	}
	return ""
}
