package publish

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown/markdowntest"
)

func outcomes(list ...app.Outcome) []app.CriterionResult {
	out := make([]app.CriterionResult, len(list))
	for n, o := range list {
		out[n] = app.CriterionResult{ID: "C1", Outcome: o}
	}
	return out
}

func TestDraft(t *testing.T) {
	for _, c := range []struct {
		name    string
		results []app.CriterionResult
		want    bool
	}{
		{"nothing known", nil, true},
		{"all proven", outcomes(app.OutcomeProven, app.OutcomeProven), false},
		{"proven and for people", outcomes(app.OutcomeProven, app.OutcomeInspection), false},
		{"one unknown", outcomes(app.OutcomeProven, app.OutcomeUnknown), true},
		{"one failed", outcomes(app.OutcomeProven, app.OutcomeFailed), true},
		{"one void", outcomes(app.OutcomeVoid), true},
		{"nothing can be run", outcomes(app.OutcomeInspection), false},
		{"no outcome at all", outcomes(""), true},
	} {
		if got := Draft(c.results); got != c.want {
			t.Errorf("%s: draft is %v", c.name, got)
		}
	}
}

func TestCheckRunConclusions(t *testing.T) {
	proven, open, failed := outcomes(app.OutcomeProven), outcomes(app.OutcomeProven, app.OutcomeUnknown), outcomes(app.OutcomeFailed, app.OutcomeUnknown)
	review := func(s *story) *story { return s.verified().pull(false) }
	ask := app.BreakpointOpened{Breakpoint: app.Breakpoint{N: 2, Kind: app.BreakpointGate, Question: "May it?"}}
	for _, c := range []struct {
		name               string
		view               View
		status, conclusion string
	}{
		{"in review, proven", review(newStory(t)).view(proven...), "completed", "success"},
		{"in review, open", review(newStory(t)).view(open...), "completed", "neutral"},
		{"in review, failed", review(newStory(t)).view(failed...), "completed", "failure"},
		{"in review, no criteria", review(newStory(t)).view(), "completed", "neutral"},
		{"working again", review(newStory(t)).say(app.PhaseStarted{Phase: app.Phase{N: 3, Title: "Review"}}).view(proven...), "in_progress", ""},
		{"asking", review(newStory(t)).say(ask).view(proven...), "completed", "action_required"},
		{"merged", review(newStory(t)).say(app.Ended{State: app.StateDone}).view(proven...), "completed", "success"},
		{"stopped", review(newStory(t)).say(app.Ended{State: app.StateStopped}).view(proven...), "completed", "neutral"},
	} {
		run := CheckRun(c.view)
		if run.Status != c.status || run.Conclusion != c.conclusion {
			t.Errorf("%s: %s %s, want %s %s", c.name, run.Status, run.Conclusion, c.status, c.conclusion)
		}
		if want := string(testGoal) + "/9be1c77d20f34a6685aa"; run.ExternalID != want {
			t.Errorf("%s: external id %s, want %s", c.name, run.ExternalID, want)
		}
		if run.Title == "" || run.Summary == "" {
			t.Errorf("%s: empty title or summary", c.name)
		}
	}
}

func TestPullTitle(t *testing.T) {
	for in, want := range map[string]string{
		"[Goal]: Move the export":      "Move the export",
		"Goal: fix #5 for @alice":      "fix no. 5 for alice",
		"[skip ci] (closes GH-4)":      "(closes GH 4)",
		"goalkeeper: keep it":          "goalkeeper: keep it",
		"  ":                           "Goal of issue 7",
		strings.Repeat("long ", 100):   strings.TrimSpace(strings.Repeat("long ", 51)) + "…",
		"Keep \u202e hidden\ntext out": `Keep \u202E hidden text out`,
	} {
		v := View{Goal: &app.Goal{Title: in, Issue: app.Issue{Number: 7}}}
		if got := PullTitle(v); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestWrapPull(t *testing.T) {
	const mark = "<!-- goalkeeper v1 goal=X kind=pull n=1 -->"
	if got, want := WrapPull("ours", "", mark), "<!-- goalkeeper:begin -->\nours\n<!-- goalkeeper:end -->\n"+mark; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	template := "## Checklist\n<!-- say why -->\n- [ ] tests\n<!-- goalkeeper:end -->"
	got := WrapPull("ours", template, mark)
	if !strings.HasPrefix(got, "## Checklist\n<!-- say why -->\n- [ ] tests\n<! -- goalkeeper:end -->\n\n<!-- goalkeeper:begin -->\n") || !strings.HasSuffix(got, "\n"+mark) {
		t.Errorf("the template is not kept: %q", got)
	}
	got = WrapPull(strings.Repeat("x", 50_000), strings.Repeat("a line of the template\n", 2000), mark)
	if n := len([]rune(got)); n > 60_000 || n < 55_000 || !strings.Contains(got, "<!-- goalkeeper:begin -->\nxxx") {
		t.Errorf("a long template leaves %d code points", n)
	}
}

func TestStages(t *testing.T) {
	for name, c := range map[string]struct {
		story *story
		want  string
	}{
		"opened":    {newStory(t), "▱▱▱▱▱ **contract** → plan → work → verification → review"},
		"frozen":    {newStory(t).frozen(), "▰▱▱▱▱ contract → **plan** → work → verification → review"},
		"working":   {newStory(t).working(), "▰▰▱▱▱ contract → plan → **implementation** → verification → review"},
		"verifying": {newStory(t).verified(), "▰▰▰▰▱▱ contract → plan → implementation → integration → **verification** → review"},
		"stopped":   {newStory(t).working().say(app.Ended{State: app.StateStopped}), "▰▰▱▱▱ contract → plan → implementation → verification → review"},
		"done":      {newStory(t).verified().pull(false).say(app.Ended{State: app.StateDone}), "▰▰▰▰▰▰ contract → plan → implementation → integration → verification → review"},
	} {
		if got := (page{View: c.story.view()}).life(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	s := newStory(t).working()
	for n := 2; n < 30; n++ {
		s.say(app.PhaseStarted{Phase: app.Phase{N: n, Title: "Correction"}})
	}
	if got := (page{View: s.view()}).life(); !strings.Contains(got, "24 more → ") || !strings.Contains(got, "**correction** → verification") {
		t.Errorf("many phases read %s", got)
	}
}

func TestMeterWords(t *testing.T) {
	for _, c := range []struct {
		used float64
		want string
	}{
		{0, "actions    ▱▱▱▱▱▱▱▱▱▱  0 of 50"},
		{1, "actions    ▰▱▱▱▱▱▱▱▱▱  1 of 50"},
		{41, "actions    ▰▰▰▰▰▰▰▰▰▱  41 of 50  soon used up"},
		{46, "actions    ▰▰▰▰▰▰▰▰▰▰  46 of 50  only the reserve for wrapping up is left"},
		{50, "actions    ▰▰▰▰▰▰▰▰▰▰  50 of 50  used up"},
		{70, "actions    ▰▰▰▰▰▰▰▰▰▰  70 of 50  used up"},
	} {
		if got := meterLine(app.Meter{Name: "actions", Used: c.used, Limit: 50}); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	if got := meterLine(app.Meter{Name: "questions", Used: 3, Limit: 3, Whole: true}); !strings.HasSuffix(got, "3 of 3  at its limit") {
		t.Error(got)
	}
}

// Every check of a criterion stands in the table with its own mark, not only the one
// that decided.
func TestEvidenceOfSeveralChecks(t *testing.T) {
	s := newStory(t).verified()
	results := s.proofOf(true, true, true, true, true)
	second := app.Check{Criterion: "C2", Command: "make | tee log", Kind: "must_hold"}
	made := run(app.ArmCandidate, 1, second, app.StatusPass, 0, "made")
	results[1].Beside = []app.CriterionResult{{
		ID: "C2", Text: results[1].Text, Check: &second, Candidate: &made, Outcome: app.OutcomeUnknown, Trial: &app.Trial{Candidate: app.Tally{Green: 3}},
	}}
	table := markdowntest.Tables(PullBody(s.view(results...)))[0]
	if len(table) != 7 {
		t.Fatalf("%d rows, want a head and six", len(table))
	}
	if row := table[3]; row[0] != mark(app.OutcomeUnknown) || row[2] != second.Command || row[3] != "not run" || row[4] != "green ×3" {
		t.Errorf("the second check of C2 reads %q", row)
	}
}

func TestReviewOrder(t *testing.T) {
	p := page{View{Goal: &app.Goal{Stat: app.DiffStat{Risks: []app.Risk{{Path: "shop/orders.py", Kind: "external call", Line: 3}}}}}, sizes()[0]}
	for path, c := range map[string]struct {
		status string
		want   part
	}{
		"api/v1/service.proto":     {"modified", partStructure},
		"db/migrations/01_x.sql":   {"added", partStructure},
		"internal/new.go":          {"added", partStructure},
		"internal/a.go":            {"modified", partRest},
		"internal/a_test.go":       {"added", partTests},
		"internal/a_gone_test.go":  {"deleted", partDeletions},
		"internal/auth/token.go":   {"modified", partRisky},
		"web/UserAuthPanel.tsx":    {"modified", partRisky},
		"shop/authors.py":          {"modified", partRest},
		"lex/tokenizer.go":         {"modified", partRest},
		"client/src/App.tsx":       {"modified", partRest},
		"src/HttpClient.java":      {"modified", partRisky},
		"shop/orders.py":           {"modified", partRisky}, // by what it does
		".github/workflows/ci.yml": {"modified", partRisky},
		"docs/auth.md":             {"modified", partDocs},
		"go.mod":                   {"modified", partStructure},
		"go.sum":                   {"modified", partRisky},
	} {
		if got := p.sort(app.FileStat{Path: path, Status: c.status}); got != c.want {
			t.Errorf("%s (%s) goes to part %d, want %d", path, c.status, got, c.want)
		}
	}
	p.Goal.Verdict = &app.Verdict{Children: []app.Verdict{{Rule: "x", Status: app.StatusFail, Action: app.ActionFlag, Places: []app.Place{{Path: "internal/a.go"}}}}}
	if got := p.sort(app.FileStat{Path: "internal/a.go", Status: "modified"}); got != partRisky {
		t.Errorf("a flagged path goes to part %d", got)
	}
}

// TestReviewTellsOnce: what was moved is no deletion, and what is read with care
// says why.
func TestReviewTellsOnce(t *testing.T) {
	s := newStory(t).working()
	s.goal.Stat = app.DiffStat{NewDirs: []string{"auth"}, Files: []app.FileStat{
		{Path: "auth/login.go", OldPath: "login.go", Status: "added", Added: 9},
		{Path: "login.go", Status: "deleted", Removed: 9},
		{Path: "old.go", Status: "deleted", Removed: 2},
		{Path: "shop/test_price.py", Status: "modified", Added: 1},
		{Path: "shop/auth.py", Status: "modified", Added: 1},
		{Path: "shop/orders.py", Status: "modified", Added: 1},
		{Path: "logo.png", Status: "modified", Added: -1, Removed: -1},
	}}
	s.goal.Stat.Risks = []app.Risk{{Path: "shop/orders.py", Kind: "external call", Line: 3}, {Path: "shop/orders.py", Kind: "error handling"}, {Path: "shop/test_price.py", Kind: "query", Line: 9}}
	flag := func(rule, path string) app.Verdict {
		return app.Verdict{Rule: rule, Status: app.StatusFail, Action: app.ActionFlag, Reason: "seen.", Places: []app.Place{{Path: path}, {Path: path, Line: 2}}}
	}
	s.goal.Verdict = &app.Verdict{Children: []app.Verdict{flag("assertions", "shop/test_price.py"), flag("directories", "auth"), flag("locks", "go.sum")}}
	guide := page{s.view(), sizes()[0]}.reviewGuide()
	for text, want := range map[string]int{
		"`auth/`": 1, "- `auth`": 0, "`go.sum`": 2, "- `old.go` ": 1, "- `login.go` +0": 0, "`login.go` → `auth/login.go`": 1, "**Deletions** (1 file, +0 −2)": 1,
		"- `shop/test_price.py` +1 −0, flagged: assertions, query in line 9\n":          1,
		"- `shop/orders.py` +1 −0, external call in line 3, error handling taken out\n": 1, "- `shop/auth.py` +1 −0, its name says `auth`": 1, "- `logo.png` binary\n": 1,
	} {
		if got := strings.Count(guide+"\n", text); got != want {
			t.Errorf("%q stands there %d times, want %d:\n%s", text, got, want, guide)
		}
	}
}

// TestReviewByThePolicy: what the repository calls risky is read with care, and
// a manifest stays with the architecture whatever a gate says of it.
func TestReviewByThePolicy(t *testing.T) {
	rules, err := policy.Parse([]byte("risk: {high: {paths: [ledger/**]}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := page{View{Goal: &app.Goal{Verdict: &app.Verdict{Children: []app.Verdict{{Rule: "dependencies", Status: app.StatusFail, Places: []app.Place{{Path: "go.mod"}}}}}}, Policy: rules}, sizes()[0]}
	for path, want := range map[string]part{"ledger/sum.go": partRisky, "ledger/sum_test.go": partTests, "ledge/sum.go": partRest, "go.mod": partStructure} {
		if got := p.sort(app.FileStat{Path: path, Status: "modified"}); got != want {
			t.Errorf("%s goes to part %d, want %d", path, got, want)
		}
	}
}

// TestMinutes: nobody reads a lock file line by line.
func TestMinutes(t *testing.T) {
	p := page{View{Goal: &app.Goal{}}, sizes()[0]}
	for _, c := range []struct {
		path string
		want int
	}{{"internal/a.go", 140}, {"a/token.go", 210}, {"a_test.go", 55}, {"go.sum", 4}, {"web/package-lock.json", 4}, {"Cargo.lock", 4}, {"pnpm-lock.yaml", 4}, {"lock.go", 140}} {
		if got := p.minutes([]app.FileStat{{Path: c.path, Status: "modified", Added: 2000, Removed: 50}}); got != c.want {
			t.Errorf("%s takes %d minutes, want %d", c.path, got, c.want)
		}
	}
}

// TestClaimsLeadToTheirLogs, and every text of a follow-up and a remark is
// scrubbed.
func TestClaimsLeadToTheirLogs(t *testing.T) {
	s := newStory(t).verified()
	v := s.view(s.proofOf(true, true, true, true, true)...)
	v.LogURL = func(d app.Digest) string { return "https://keeper.example/logs/" + string(d) }
	log := v.Criteria[0].Candidate.Log
	if body := PullBody(v); !strings.Contains(body, "header and invalid invoices.” _(proven, log [`"+string(log)[:10]+"`](https://keeper.example/logs/"+string(log)+"))_") {
		t.Errorf("a claim leads to no log:\n%s", body)
	}
	v.Scrub = func(text string) string { return strings.ReplaceAll(text, "TestOld", "[secret]") }
	f := app.FollowUp{Title: "TestOld leaks", Body: "Look at TestOld."}
	if text := FollowUpTitle(v, f) + FollowUp(v, f); strings.Contains(text, "TestOld") {
		t.Errorf("the follow-up says %s", text)
	}
	if notes := (page{View: v}).annotations(); len(notes) == 0 || strings.Contains(notes[0].Message+notes[1].Message, "TestOld") {
		t.Errorf("remarks %+v", notes)
	}
}

// TestMigrationNoteStands: a correction that says nothing of it takes it not back.
func TestMigrationNoteStands(t *testing.T) {
	s := newStory(t).verified().pull(false)
	finish := func(f app.Finish) string {
		s.say(
			app.PhaseStarted{Phase: app.Phase{N: 3, Title: "Review"}}, app.ToolStarted{Turn: 12, Call: "f", Tool: "finish"},
			app.ToolFinished{Turn: 12, Call: "f", Tool: "finish", Finish: &f},
			app.VerificationStarted{Arm: app.ArmCandidate, Round: 2, Tree: "ab12", Plan: 1}, app.HeadMoved{Commit: "9be1c77d20f34a6685aa"},
		)
		return PullBody(s.view())
	}
	if body := finish(app.Finish{Summary: "Shout"}); !strings.Contains(body, "alters._\n\nNothing has to be done") || !strings.Contains(body, "Shout") {
		t.Errorf("the note is gone:\n%s", body)
	}
	if body := finish(app.Finish{Summary: "Shout", MigrationNote: "Restart it."}); !strings.Contains(body, "alters._\n\nRestart it.") {
		t.Errorf("the note is not replaced:\n%s", body)
	}
}

func TestFitLeavesOutWholeSections(t *testing.T) {
	v := View{Goal: &app.Goal{}}
	got := fit(100, v, func(page) []string {
		return []string{"### Head", "", strings.Repeat("a", 40), strings.Repeat("b", 80), strings.Repeat("c", 10)}
	})
	if want := "### Head\n\n" + strings.Repeat("a", 40) + "\n\n_Cut here: the record holds the rest._"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestProseIsScrubbed: what a check printed reaches a comment as the detail of
// a breakpoint, too.
func TestProseIsScrubbed(t *testing.T) {
	s := newStory(t).working()
	s.say(app.BreakpointOpened{Breakpoint: app.Breakpoint{
		N: 2, Kind: app.BreakpointPolicy, Question: "`echo hunter2` fails. Go on?", Detail: "It printed:\n\n```\nhunter2\n```", Points: []string{"a check fails"}, At: s.now,
	}})
	v := s.view(s.proofOf()...)
	if text := BreakpointComment(v); !strings.Contains(text, "hunter2") {
		t.Fatalf("the case shows nothing: %s", text)
	}
	v.Scrub = func(text string) string { return strings.ReplaceAll(text, "hunter2", "[secret]") }
	for name, text := range map[string]string{"question": BreakpointComment(v), "reminder": ReminderComment(v)} {
		if strings.Contains(text, "hunter2") || !strings.Contains(text, "secret") {
			t.Errorf("%s: %s", name, text)
		}
	}
}
