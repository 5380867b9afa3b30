package main

import (
	"strings"
	"testing"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestWeakIssueIsTightened: an issue that is no goal yet gets one comment with
// what is missing and the template filled in as far as it was understood; each
// edit is read again in place; labelled again with a clean text, it starts.
func TestWeakIssueIsTightened(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.issue = w.open(writer, "Nicer greeting", "Please make the greeting nicer. Do not modify `README.md`.\n")
	w.label(maintainer)
	w.says("the findings of the first text", []string{
		"### Not a goal yet",
		"| GS002 | error | 1 | the outcome \"Please make the greeting nicer.\" is vague and nothing measures it |",
		"| GS004 | error | 1 | no criterion says how success is verified |",
		"**Next:** Edit the issue",
		"### Paths that must not change\n\n- `README.md`",
		"### Goal\n\nTODO: what does somebody see or measure afterwards that is not so today? (was: Please make the greeting nicer.)",
		"### Evidence\n\n- TODO: how does anybody see that it is reached? Write a command in code marks where there is one (of: Please make the greeting nicer.)",
	})
	first := w.onlyGoalComment()

	w.edit(writer, "Goal: The greeting names the world.\n\nOnly modify:\n- *.sh except vendored code\n\nDо not modify:\n- README.md\n\nEvidence:\n- `sh check.sh` takes at most 1,50 s\n")
	w.says("the findings of the second text", []string{
		"### Not a goal yet",
		"| GS022 | error | 4 | \"\\*.sh except vendored code\" cannot be read for certain: what it leaves out is said in words or lies elsewhere",
		"| GS033 | error | 6 | \"Dо not modify:\" looks like a field's label and is none |",
		"| GS032 | error | 10 | C1: the number 1,50 can be read in more than one way",
		"### Paths that may change\n\n- TODO: which paths exactly? Write one path or glob a line, and an exception by its path (was: *.sh except vendored code)",
		"### Paths that must not change\n\nTODO: say which paths must not change",
		"### Goal\n\nThe greeting names the world.",
	})
	if second := w.onlyGoalComment(); second.GetID() != first.GetID() || strings.Contains(second.GetBody(), "GS002") {
		t.Errorf("the comment %d follows %d and says:\n%s", second.GetID(), first.GetID(), second.GetBody())
	}
	if n := len(w.model.requests()); n != 0 {
		t.Errorf("%d requests to the model for a text that is no goal", n)
	}

	w.unlabel(maintainer)
	w.waitState(app.StateStopped)
	w.edit(maintainer, issueBody)
	w.settled()
	if n := len(w.model.requests()); n != 0 {
		t.Errorf("%d requests to the model without a label", n)
	}
	w.label(maintainer)
	w.wait("a second goal", func() bool { return len(w.goals()) == 2 })
	g := w.waitPull()
	if all := w.goals(); len(all) != 2 || g.Previous == "" {
		t.Errorf("%d goals, and the one that ran follows %q", len(all), g.Previous)
	}
	if text := w.goalComment(); strings.Contains(text, "Not a goal yet") || !strings.Contains(text, "The greeting names the world") {
		t.Errorf("the new goal comment says:\n%s", text)
	}
}

// says waits until the goal comment holds every passage.
func (w *world) says(what string, passages []string) {
	w.Helper()
	missing := func() (out []string) {
		text := strings.ReplaceAll(w.goalComment(), "\r\n", "\n")
		for _, p := range passages {
			if !strings.Contains(text, p) {
				out = append(out, p)
			}
		}
		return out
	}
	w.wait(what, func() bool { return strings.Contains(w.goalComment(), passages[1][:10]) })
	w.settled()
	if all := missing(); len(all) > 0 {
		w.Errorf("%s: the goal comment lacks %q:\n%s", what, all, w.goalComment())
	}
}

func (w *world) onlyGoalComment() *gh.IssueComment {
	w.Helper()
	all := w.comments()
	if len(all) != 1 || !strings.Contains(all[0].GetBody(), " kind=goal ") {
		w.Fatalf("%d comments, want the goal's only: %v", len(all), all)
	}
	return all[0]
}
