package publish

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

func ended(s app.State) string {
	switch s {
	case app.StateDone:
		return "Done"
	case app.StateStopped:
		return "Stopped"
	case app.StateFailed:
		return "Failed"
	case app.StateNothingToDo:
		return "Nothing to do"
	}
	return "Under way"
}

// EndComment tells how the goal ended, what is left of it and how to go on.
func EndComment(v View) string {
	if v.Goal.Ended == nil {
		return ""
	}
	return fit(maxBody, v, func(p page) []string {
		proof := titled("#### Criteria", filledJoin(p.unprovenEnd(), p.proven(), p.criteria()))
		if v.Goal.Ended.State == app.StateNothingToDo {
			proof = titled("#### Checks on the base", filledJoin(p.onBase(), p.logs(p.proofs())))
		}
		return []string{"### " + ended(v.Goal.Ended.State), p.afterEnd(), proof, "The goal used " + p.used() + "."}
	})
}

// unprovenEnd warns that the proof is of other bytes than the pull request has.
func (p page) unprovenEnd() string {
	if p.Goal.Pull == nil || !p.Goal.Unproven() {
		return ""
	}
	return fmt.Sprintf("**Nothing was proven of %s**, the last head of the pull request; what follows was seen of other commits.", digest(string(p.Goal.Pull.Commit)))
}

// afterEnd is the reason, what is kept, and the way to a new goal.
func (p page) afterEnd() string {
	g := p.Goal
	if g.Ended == nil {
		return ""
	}
	reason := sentence(p.words(g.Ended.Reason))
	if by := p.who(g.Ended.By); g.Ended.By != "" && !strings.Contains(reason, by) {
		reason = strings.TrimSuffix(reason, ".") + " (by " + by + ")."
	}
	again := fmt.Sprintf("To try again, put the label %s on the issue, after taking it off where it still is: that starts a new goal, which names this one", p.code(g.Label))
	switch {
	case g.Ended.State == app.StateDone:
		again = ""
	case g.LeftWork():
		again += " and, while the work is kept, offers to go on from it."
	default:
		again += "."
	}
	return filledJoin(reason, p.kept(), again)
}

// kept says where the work is.
func (p page) kept() string {
	g := p.Goal
	var out []string
	if g.Pull != nil {
		out = append(out, fmt.Sprintf("The pull request is #%d, branch %s.", g.Pull.Number, p.code(g.Pull.Head)))
	}
	if c := g.LastCheckpoint(); c != nil && g.Ended.State != app.StateDone {
		out = append(out, fmt.Sprintf("The last checkpoint is %s (%s).", digest(string(c.Commit)), Size(c.Stat)))
	}
	if g.LeftWork() {
		work := "The work so far"
		if len(g.Stat.Files) > 0 {
			work += " (" + Size(g.Stat) + ")"
		}
		until := ""
		if p.Retention > 0 {
			until = " until " + moment(g.At.Add(p.Retention))
		}
		out = append(out, work+" is kept"+until+".")
	}
	return strings.Join(out, " ")
}

// onBase shows the proof that there was nothing to do.
func (p page) onBase() string {
	var rows [][]string
	for _, f := range first(p.proofs(), p.items) {
		row := []string{p.subject(f), p.checkWords(f.Check), p.result(f.Baseline), "–", "–"}
		if f.Baseline != nil {
			row[3], row[4] = took(f.Baseline.Duration), p.logLink(f.Baseline.Log)
		}
		rows = append(rows, row)
	}
	return markdown.Table([]string{"Criterion", "Check", "On the base", "Took", "Log"}, rows)
}

func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "!") && !strings.HasSuffix(s, "?") {
		s += "."
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// FollowUpTitle is the title of that issue.
func FollowUpTitle(v View, f app.FollowUp) string {
	return markdown.Title(page{View: v}.scrubbed(f.Title), 200)
}

// FollowUp is the body of an issue for a second problem that the agent met.
func FollowUp(v View, f app.FollowUp) string {
	return fit(maxBody, v, func(p page) []string {
		return []string{
			markdown.Prose(p.scrubbed(f.Body), 20_000),
			fmt.Sprintf("Found by the agent while it worked on #%d (goal %s) and left alone there. Nobody has looked at it yet; put the label %s on it to make it a goal.",
				v.Goal.Issue.Number, p.code(string(v.Goal.ID)), p.code(v.Goal.Label)),
		}
	})
}
