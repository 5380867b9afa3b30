package publish

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown/markdowntest"
)

func TestPullComments(t *testing.T) {
	s := newStory(t).verified()
	results := s.proofOf(true, true, true, true, true)
	golden(t, "pull_ready", PullComment(s.pull(false).view(results...)))
	s = newStory(t).verified()
	results = s.proofOf(true, true, false, true)
	golden(t, "pull_draft", PullComment(s.pull(true).view(results...)))
}

func TestPullBodies(t *testing.T) {
	s := newStory(t).verified()
	results := s.proofOf(true, true, true, true, true)
	s.goal.Waivers = []app.Waiver{
		{Rule: "dependencies", Path: "go.mod", By: "github:alice", Bytes: "one"},
		{Rule: "dependencies", Path: "go.mod", By: "github:alice", Bytes: "two"},
		{Rule: "swallowed", Path: "internal/export/worker.go", By: "github:alice", Bytes: "one"},
		{Rule: "swallowed", Path: "internal/export/**", By: "github:bob", Until: time.Date(2027, 2, 19, 0, 0, 0, 0, time.UTC), Reason: "a | close can only fail late"},
	}
	body := PullBody(s.pull(false).view(results...))
	golden(t, "pull_body", body)
	headings := markdowntest.Headings(body)
	want := []string{"Evidence", "For people to judge", "Report", "Migration note", "How to review", "Flags raised by gates", "Instructions followed", "Budget used", "Follow-ups"}
	if len(headings) != len(want) {
		t.Fatalf("headings %q, want %q", headings, want)
	}
	for n, h := range headings {
		if h != want[n] {
			t.Errorf("heading %d is %q, want %q", n, h, want[n])
		}
	}
	table := markdowntest.Tables(body)[0]
	if len(table) != 6 {
		t.Errorf("evidence has %d rows, want a head and five", len(table))
	}
	if got := table[1][2]; got != testChecks()[0].Command {
		t.Errorf("the first check reads %q", got)
	}

	s = newStory(t).verified()
	results = s.proofOf(true, true, false, true)
	golden(t, "pull_body_draft", PullBody(s.pull(true).view(results...)))
}

// TestWorkUnderWay: what shows an unproven head claims nothing, however much
// was proven of other bytes.
func TestWorkUnderWay(t *testing.T) {
	s := newStory(t).working().checkpoint().say(app.Publishing{Commit: "9be1c77d20f34a6685aa", Draft: true, Early: true})
	if s.goal.State != app.StateWorking || !strings.Contains(PullBody(s.view()), "Nothing is proven") {
		t.Fatal("what is to open claims a proof")
	}
	s.pull(true)
	results := s.proofOf(true, true, true, true, true)
	if s.goal.State != app.StateWorking || !s.goal.Early || s.goal.Publishing != nil {
		t.Fatalf("%s, early %v", s.goal.State, s.goal.Early)
	}
	golden(t, "pull_body_early", PullBody(s.view(results...)))
	golden(t, "pull_early", PullComment(s.view(results...)))
	for what, change := range map[string]app.Payload{
		"at work":    nil,
		"asking":     app.BreakpointOpened{Breakpoint: app.Breakpoint{N: 9, Kind: app.BreakpointAsk, Question: "Why?"}},
		"merged":     app.Ended{State: app.StateDone, Reason: "the pull request was merged"},
		"given up":   app.Ended{State: app.StateStopped, Reason: "nobody wants it"},
		"next shown": app.Publishing{Commit: "1be1c77d20f34a6685aa", Draft: true, Early: true},
	} {
		s := newStory(t).working().checkpoint().say(app.Publishing{Commit: "9be1c77d20f34a6685aa", Draft: true, Early: true}).pull(true)
		if change != nil {
			s.say(change)
		}
		run := CheckRun(s.view(results...))
		if text := run.Title + run.Summary; run.Conclusion == "success" || run.Text != "" || strings.Contains(text, "criteria proven") {
			t.Errorf("%s: %s %s\n%s", what, run.Conclusion, text, run.Text)
		}
		if body := PullBody(s.view(results...)); strings.Contains(body, "## Evidence") || strings.Contains(body, "criteria proven") {
			t.Errorf("%s:\n%s", what, body)
		}
	}
}

// TestOthersMoved: what was proven of a head says nothing of the one that
// somebody pushed, nor on a base that has moved.
func TestOthersMoved(t *testing.T) {
	pushed := func(s *story) {
		s.say(app.CheckpointMade{Checkpoint: app.Checkpoint{
			Tree: "cd34", Commit: "77aa77aa77aa77aa77aa", Summary: "ann pushed to the branch", Stat: testStat(),
			Merged: &app.Merged{By: "github:ann", Head: "77aa77aa77aa77aa77aa", Pull: "77aa77aa77aa77aa77aa"},
		}})
	}
	for name, move := range map[string]func(*story){
		"pushed": pushed,
		"pushed into a conflict": func(s *story) {
			s.say(app.TreeExported{Tree: "ee", Merge: &app.Merged{By: "github:ann", Head: "77", Pull: "77"}, Conflicts: []string{"a.go"}})
		},
		"base": func(s *story) {
			next := *s.goal.Contract
			next.Version, next.Base, next.BaseTree = 2, "b1b1", "bb22"
			s.say(app.ContractFrozen{Contract: next})
		},
		"pushed, then merged": func(s *story) {
			pushed(s)
			s.say(app.Ended{State: app.StateDone, Reason: "the pull request was merged"})
		},
		"pushed, then proven on": nil,
	} {
		s := newStory(t).verified()
		results := s.proofOf(true, true, true, true, true)
		s.pull(false)
		if run := CheckRun(s.view(results...)); run.Conclusion != "success" {
			t.Fatalf("%s: before it the check run says %s", name, run.Conclusion)
		}
		if move == nil {
			pushed(s)
			s.say(app.VerificationStarted{Arm: app.ArmCandidate, Round: 2, Tree: "cd34", Plan: 1}, app.HeadMoved{Commit: "77aa77aa77aa77aa77aa"})
			if run := CheckRun(s.view(results...)); run.Conclusion != "success" || !strings.Contains(PullBody(s.view(results...)), "criteria proven") {
				t.Errorf("%s: %s %s", name, run.Conclusion, run.Title)
			}
			continue
		}
		move(s)
		v := s.view(results...)
		if run := CheckRun(v); run.Conclusion == "success" || strings.Contains(run.Title+run.Summary+run.Text, "criteria proven") {
			t.Errorf("%s: %s %s\n%s", name, run.Conclusion, run.Title, run.Summary)
		}
		body, earlier := PullBody(v), "This head was proven on an earlier base."
		if strings.Contains(body, "criteria proven") || strings.Contains(body, earlier) != (name == "base") || name != "base" && !strings.Contains(strings.ToLower(body), "proven of this head") {
			t.Errorf("%s:\n%s", name, body)
		}
		if summary := CheckRun(v).Summary; strings.Contains(summary, earlier) != (name == "base") || strings.Contains(summary, "Nothing is proven of this head") == (name == "base") {
			t.Errorf("%s:\n%s", name, summary)
		}
		if end := EndComment(v); end != "" && !strings.Contains(end, "**Nothing was proven of `77aa77aa77`**") {
			t.Errorf("%s:\n%s", name, end)
		}
	}
}

func TestCheckRuns(t *testing.T) {
	s := newStory(t).verified()
	results := s.proofOf(true, true, false, true)
	run := CheckRun(s.pull(true).view(results...))
	golden(t, "check_run", "# "+run.Title+"\n\n"+run.Summary+"\n\n---\n\n"+run.Text)

	s.goal.PlanBy, s.goal.Waivers = "github:alice", []app.Waiver{{Rule: "swallowed", Path: "internal/export/worker.go", By: "github:bob", Bytes: "one"}}
	want := []string{
		"warning go.mod 1: it says what the project depends on, and the approved plan does not name it.",
		"notice internal/invoice/csv_test.go 1: the test TestOld was removed.",
		"notice internal/export/worker.go 31: every error is dropped. Permitted by bob until the goal ends, no reason given.",
		"notice internal/export/worker.go 88: every error is dropped. Permitted by alice until the goal ends, because the approved plan names it.",
	}
	s.goal.Stat.Files = append(slices.Clip(s.goal.Stat.Files), app.FileStat{Path: "go.mod"}, app.FileStat{Path: "internal/invoice/csv_test.go"})
	var got []string
	for _, a := range CheckRun(s.view(results...)).Annotations {
		got = append(got, fmt.Sprintf("%s %s %d: %s", a.Level, a.Path, a.Line, a.Message))
	}
	if !slices.Equal(got, want) {
		t.Errorf("annotated %q,\nwant %q", got, want)
	}
	s.goal.Verdict = &app.Verdict{Children: []app.Verdict{{Rule: "directories", Status: app.StatusFail, Action: app.ActionFlag, Places: []app.Place{{Path: "tools"}, {Path: "never/written.go"}}}}}
	s.goal.Stat.Files = []app.FileStat{{Path: "toolsmith.go"}, {Path: "tools/gen/main.go"}, {Path: "tools/go.mod"}}
	if notes := CheckRun(s.view(results...)).Annotations; len(notes) != 1 || notes[0].Path != "tools/gen/main.go" {
		t.Errorf("a directory and a file that did not change are annotated at %+v", notes)
	}
}
