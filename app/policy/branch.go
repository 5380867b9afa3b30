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

// branchFaults tell why a template cannot name branches.
func branchFaults(template string) (faults []string) {
	if !strings.Contains(template, "{id}") {
		faults = append(faults, "must hold {id}, which keeps the branches of two goals apart")
	}
	if !branchForm.MatchString(template) {
		faults = append(faults, "must be made of letters, digits, . _ - / and {issue}, {slug}, {id}")
	}
	name := strings.NewReplacer("{issue}", "1", "{slug}", "a", "{id}", "b").Replace(template)
	bad := strings.Contains(name, "..") || strings.HasPrefix(name, "-") || strings.HasSuffix(name, ".")
	for part := range strings.SplitSeq(name, "/") {
		bad = bad || part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock")
	}
	if bad {
		faults = append(faults, "must be a name git accepts for a branch")
	}
	return faults
}
