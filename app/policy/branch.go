package policy

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Branch fills the template.
func Branch(template string, g *app.Goal) string {
	return strings.NewReplacer(
		"{issue}", fmt.Sprint(g.Issue.Number), "{slug}", slug(g.Title), "{id}", g.ID.Short(),
	).Replace(template)
}

// slug keeps lower-case letters and digits of the title's first words.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	out := ""
	for _, w := range words {
		if len(out)+len(w) > 40 {
			break
		}
		out += "-" + w
	}
	if out == "" {
		return "goal"
	}
	return out[1:]
}

var branchForm = regexp.MustCompile(`^([A-Za-z0-9_./-]|\{issue\}|\{slug\}|\{id\}){1,200}$`)

// branchFault tells why a template cannot name branches; empty: it can.
func branchFault(template string) string {
	name := strings.NewReplacer("{issue}", "1", "{slug}", "a", "{id}", "b").Replace(template)
	switch {
	case !strings.Contains(template, "{id}"):
		return "must hold {id}, which keeps the branches of two goals apart"
	case !branchForm.MatchString(template):
		return "must be made of letters, digits, . _ - / and {issue}, {slug}, {id}"
	case strings.Contains(name, ".."), strings.HasPrefix(name, "-"), strings.HasSuffix(name, "."):
		return "must be a name git accepts for a branch"
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock") {
			return "must be a name git accepts for a branch"
		}
	}
	return ""
}
