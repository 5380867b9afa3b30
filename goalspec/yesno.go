package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	asksWhether = regexp.MustCompile(`(?i)^(?:in|out|on|off|status|state|verdict|ok)\s*\??$|^(?:[^w]|w[^h])\S*.*\?$`)
	// areas are words above paths that only say what they are.
	areas = regexp.MustCompile(`(?i)^(?:back-?ends?|front-?ends?|servers?|clients?|apis?|uis?|cli|apps?|applications?|services?|library|libraries|libs?|core|common|shared|web|mobile|ios|android|go|rust|python|java|kotlin|swift|typescript|javascript|js|ts|css|html|sql|databases?|db|storage|stores?|parsers?|handlers?|components?|helpers?|utils?|utilities|features?|implementations?|production|product|engines?|plugins?|extensions?|hooks?|routes?|routing|views?|models?|controllers?|infra|infrastructure|builds?|ci|deployment|examples?|benchmarks?|tooling|tools?|types?|interfaces?|layers?|domains?|areas?|parts?|places?|locations?|globs?|patterns?|targets?|new|existing|affected|relevant|expected|concerned|involved|related|main|primary|secondary|unit|integration|e2e|end-to-end|lives?|happens?|here|belongs?|goes|go|changelog|readme|project|repository|repo|work|task|fix|feature|yes|ok|okay|included?|includes|in scope|✅|✓|✔|☑|🟢|👍)$`)
)

// onlyNames reports words over paths that do no more than name them.
func onlyNames(lead, below string) bool {
	below = strings.ToLower(below)
	c := ruling.NewClause(strings.NewReplacer("(", " ", ")", " ", "\ufe0f", "").Replace(prose.Stated(lead)))
	for i := range c.Words {
		switch w := strings.ToLower(c.S[c.Words[i].From:c.Words[i].To]); {
		case strings.IndexByte("iyjzathovmlbd,:.", c.Classes[i]) >= 0, areas.MatchString(w):
		case ruling.SayNo.MatchString(w) || c.Classes[i] != prose.IsWord && c.Classes[i] != prose.IsName && c.Classes[i] != prose.IsSlashed || len(w) < 3 || !prose.ASCII(w):
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
		if yes, _ := ruling.YesNo(g.Reason); yes {
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
