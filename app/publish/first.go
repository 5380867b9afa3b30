package publish

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// GoalComment is the one comment on the issue that is edited in place, without its mark.
func GoalComment(v View) string {
	return fit(maxBody, v, func(p page) []string {
		return []string{fmt.Sprintf("### State: %s", v.Goal.State), fmt.Sprintf("Turn %d", v.Goal.Turn)}
	})
}

// BreakpointComment asks people what the goal waits for.
func BreakpointComment(v View) string {
	return fit(maxBody, v, func(p page) []string { return []string{p.prose(v.Goal.Hold.Breakpoint.Question)} })
}

// PhaseComment tells how a phase ended.
func PhaseComment(v View) string {
	return fit(maxBody, v, func(p page) []string { return []string{p.prose(v.Goal.LastCheckpoint().Summary)} })
}

// PullComment tells that the pull request is open.
func PullComment(v View) string {
	return fmt.Sprintf("The pull request is open: #%d.", v.Goal.Pull.Number)
}

// EndComment tells how the goal ended.
func EndComment(v View) string {
	return fit(maxBody, v, func(p page) []string { return []string{p.words(v.Goal.Ended.Reason)} })
}

// PullTitle is the title of the pull request.
func PullTitle(v View) string { return markdown.Title(v.Goal.Title, 256) }

// PullBody is our part of the pull request's description.
func PullBody(v View) string { return fmt.Sprintf("Closes #%d.", v.Goal.Issue.Number) }

// WrapPull puts our part below the repository's template.
func WrapPull(inner, template, mark string) string {
	if template != "" {
		template += "\n\n"
	}
	return template + "<!-- goalkeeper:begin -->\n" + inner + "\n<!-- goalkeeper:end -->\n" + mark
}

// Draft tells whether the pull request is a draft: unless every criterion that
// can be run is proven.
func Draft(results []app.CriterionResult) bool {
	for _, r := range results {
		if r.Outcome != app.OutcomeProven && r.Outcome != app.OutcomeInspection {
			return true
		}
	}
	return len(results) == 0
}

// CheckRun is the verdict on the head of the pull request.
func CheckRun(v View) app.CheckRun {
	head := v.Goal.Pull.Commit
	return app.CheckRun{
		Head: head, ExternalID: fmt.Sprintf("%s/%s", v.Goal.ID, head), Status: "in_progress",
		Title: string(v.Goal.State), Summary: string(v.Goal.State),
	}
}

// FollowUp is the body of an issue for a second problem.
func FollowUp(v View, f app.FollowUp) string {
	return markdown.Prose(f.Body, 6000) + fmt.Sprintf("\n\nFound while working on #%d.", v.Goal.Issue.Number)
}
