package publish

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown/markdowntest"
)

// TestDescriptionKeepsTheWork: what the agent says of a correction stands beside
// what it said of the whole, and does not take its place.
func TestDescriptionKeepsTheWork(t *testing.T) {
	at := func(n int, why, title, summary string) app.Checkpoint {
		return app.Checkpoint{Phase: app.Phase{N: n, Title: title, Why: why}, Summary: summary}
	}
	merged := at(2, "main moved", "Merge", "main was merged")
	merged.Merged = &app.Merged{}
	for name, c := range map[string]struct {
		all  []app.Checkpoint
		want string
	}{
		"only the work":     {[]app.Checkpoint{at(1, "", "Implementation", "Half of it"), at(2, "", "Integration", "All of it")}, "Closes #7. **What:** nothing. The agent says: > All of it"},
		"said anew":         {[]app.Checkpoint{at(1, "", "Work", "All of it"), at(2, "C1 fails", "Correction", "All of it")}, "Closes #7. **What:** nothing. The agent says: > All of it"},
		"corrected":         {[]app.Checkpoint{at(1, "", "Work", "All of it"), at(2, "C1 fails", "Correction", "Mend C1\n\nAt length.")}, "Closes #7. **What:** nothing. The agent says: > All of it > > - **Correction:** Mend C1"},
		"reviewed, a merge": {[]app.Checkpoint{at(1, "", "Work", "All of it"), merged, at(3, "a review", "Review", "Shout")}, "Closes #7. **What:** nothing. The agent says: > All of it > > - **Review:** Shout"},
	} {
		p := page{View: View{Goal: &app.Goal{Issue: app.Issue{Number: 7}, Work: "All of it", Finish: &app.Finish{Summary: "Shout"}, Checkpoints: c.all}}}
		p.text, p.line, p.items = 100, 100, 10
		if got := strings.Join(strings.Fields(p.whatAndWhy("nothing")), " "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestTheAgentsWordsAreMarked: whatever the agent writes stands as a quotation
// below what the record tells, with what nothing bears out beside it.
func TestTheAgentsWordsAreMarked(t *testing.T) {
	s := newStory(t).verified()
	results := s.proofOf(true, true, true, true, true)
	v := s.pull(false).view(results...)
	v.Goal.Work = "Mend it\n\nAll 214 tests pass.\n\n- one\n- two\n\n```sh\nmake\n\nmake test\n```\n\n## Evidence\n\n5 of 5 proven."
	v.Goal.Verdict.Children = append(v.Goal.Verdict.Children, app.Verdict{
		Rule: "claims", Status: app.StatusFail, Action: app.ActionFlag, Who: "anybody",
		Places: []app.Place{{Path: ".", Text: "All 214 tests pass.", Reason: "the agent says it, and nothing that goalkeeper ran shows 214 tests that pass."}},
	})
	body := PullBody(v)
	for _, fault := range markdowntest.Faults(body, allowed()...) {
		t.Error(fault)
	}
	head, _, _ := strings.Cut(body, "\n## Evidence")
	want := "1 for people to judge, 4 flags, 2 permitted, 1 void.\n\nThe agent says:\n\n> Mend it\n>\n> All 214 tests pass.\n>\n> - one\n> - two\n>\n> ```sh\n> make\n>\n> make test\n> ```\n>\n> **Evidence**\n>\n> 5 of 5 proven.\n\n" +
		"- **Not borne out:** “All 214 tests pass.”: nothing that goalkeeper ran shows 214 tests that pass.\n"
	if !strings.Contains(head, want) {
		t.Errorf("reads\n%s\nwant\n%s", head, want)
	}
}

// TestThreadsMarkWhatIsNotBorneOut, of what they quote and of nothing else.
func TestThreadsMarkWhatIsNotBorneOut(t *testing.T) {
	for summary, want := range map[string]int{
		"Mend it.\n\nAll 214 tests\npass.": 1,
		"Mend it.":                         0,
	} {
		s := newStory(t).verified()
		v := s.pull(false).view(s.proofOf(true, true, true, true, true)...)
		v.Goal.Finish = &app.Finish{Summary: summary}
		v.Goal.Verdict.Children = append(v.Goal.Verdict.Children, app.Verdict{
			Rule: "claims", Status: app.StatusFail, Action: app.ActionFlag, Who: "anybody",
			Places: []app.Place{{Path: ".", Text: "All 214 tests pass.", Reason: "the agent says it, and nothing that goalkeeper ran shows 214 tests that pass."}},
		})
		answer := ThreadReply(v, app.Instruction{Delivered: 3}, app.Thread{Path: "a.go"})
		if got := strings.Count(answer, "\n\n- **Not borne out:** “All 214 tests pass.”: nothing that goalkeeper ran shows 214 tests that pass."); got != want {
			t.Errorf("%q is answered\n%s", summary, answer)
		}
	}
}
