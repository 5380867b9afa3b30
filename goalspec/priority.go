package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Priority is a rule for choosing the next action. A rule per item, such as
// "fix if isolated to one function, else write a diagnosis", is taken apart.
type Priority struct {
	Text string `json:"text"`
	Then string `json:"then,omitempty"` // fix
	If   string `json:"if,omitempty"`   // isolated to one function
	Else string `json:"else,omitempty"` // write a diagnosis
	Span
}

var (
	ruleThenIf = regexp.MustCompile(`(?i)^(.*?)\b(?:only )?(?:if|when)\s+(.+?)[,;]?\s+(?:else|otherwise)[,:]?\s+(.+)$`)
	ruleIfThen = regexp.MustCompile(`(?i)^(.*?)\bif\s+(.+?)(?:,\s*(?:then\s+)?|\s+then\s+)(.+?)[,;]?\s+(?:else|otherwise)[,:]?\s+(.+)$`)
	perItem    = regexp.MustCompile(`(?i)^for (?:each|every) [^:,]+[:,]\s*`)
	ruleIf     = regexp.MustCompile(`(?i)^(?:if|when|whenever|where|wherever)\s+([^,:]+)[,:]\s*(?:then\s+)?(.+)$`)
)

func newPriority(words string, span Span) Priority {
	p := Priority{Text: words, Span: span}
	rule := perItem.ReplaceAllString(words, "")
	if m := ruleIfThen.FindStringSubmatch(rule); m != nil && strings.Trim(m[1], " ,:") == "" {
		p.If, p.Then, p.Else = m[2], m[3], m[4]
	} else if m := ruleThenIf.FindStringSubmatch(rule); m != nil && strings.TrimSpace(m[1]) != "" {
		p.Then, p.If, p.Else = m[1], m[2], m[3]
	} else if m := ruleIf.FindStringSubmatch(rule); m != nil {
		p.If, p.Then = m[1], m[2]
	}
	p.Then, p.If, p.Else = trimClause(p.Then), trimClause(p.If), trimClause(p.Else)
	return p
}

func trimClause(s string) string { return strings.Trim(s, " ,;.") }
