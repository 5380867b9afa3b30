package publish

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// Draft tells whether the pull request is a draft: unless every criterion that
// can be run is proven.
func Draft(results []app.CriterionResult) bool {
	t := tallyOf(results)
	return t.all == 0 || t.proven < t.runnable
}

// PullComment tells on the issue that the pull request is open.
func PullComment(v View) string {
	if v.Goal.Pull == nil {
		return ""
	}
	if v.Goal.Early {
		return fit(maxBody, v, func(page) []string {
			return []string{
				fmt.Sprintf("### A draft is open: #%d", v.Goal.Pull.Number),
				"It shows the newest checkpoint, and each later one. Nothing is proven of it yet; a comment follows when it is.",
			}
		})
	}
	return fit(maxBody, v, func(p page) []string {
		pull := v.Goal.Pull
		heading, state := "ready for review", p.tally().String()+"."
		if pull.Draft {
			heading = "a draft, because not everything is proven"
		}
		next, list := p.reviewing()
		return []string{
			fmt.Sprintf("### The pull request is open: #%d", pull.Number),
			fmt.Sprintf("It is %s: %s The description lists the evidence.", heading, state),
			p.gateLine(), p.unproven(), "**Next:** " + next, youCanSay, deeds(list),
		}
	})
}

var goalPrefix = regexp.MustCompile(`(?i)^\s*(?:\[goal\]|goal)\s*:?\s+`)

// PullTitle is the issue's title, or the outcome when it has none.
func PullTitle(v View) string {
	title := v.Goal.Title
	if strings.TrimSpace(title) == "" {
		title = v.Goal.Issue.Title
	}
	if c := v.Goal.Contract; strings.TrimSpace(title) == "" && c != nil {
		title = c.Goal.Outcome()
	}
	title = markdown.Title(goalPrefix.ReplaceAllString(title, ""), 256)
	if title == "" {
		return fmt.Sprintf("Goal of issue %d", v.Goal.Issue.Number)
	}
	return title
}

// The marks around our part of a pull request's description; nothing outside
// of them is ever rewritten.
const (
	beginMark = "<!-- goalkeeper:begin -->"
	endMark   = "<!-- goalkeeper:end -->"
)

// WrapPull puts our part below the repository's template, mark last. The
// template gives way where both are too long for one description.
func WrapPull(inner, template, mark string) string {
	ours := beginMark + "\n" + inner + "\n" + endMark + "\n" + mark
	room := maxBody + 500 - len([]rune(ours))
	template = markdown.Template(template, room)
	if template != "" {
		template += "\n\n"
	}
	return template + ours
}
