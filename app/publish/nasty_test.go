package publish

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown/markdowntest"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"pgregory.net/rapid"
)

// fill puts a text into every string that can be reached from v, list entries
// into every list and a value behind every pointer.
func fill(v reflect.Value, text func() string, entries int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text())
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), text, entries)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		if v.Type() == reflect.TypeFor[[]app.Verdict]() || v.Type() == reflect.TypeFor[[]app.CriterionResult]() {
			entries-- // they nest
		}
		entries = max(entries, 0)
		v.Set(reflect.MakeSlice(v.Type(), entries, entries))
		for n := range entries {
			fill(v.Index(n), text, entries)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Date(2026, 11, 20, 13, 0, 0, 0, time.UTC)))
			return
		}
		for n := range v.NumField() {
			if f := v.Field(n); f.CanSet() {
				fill(f, text, entries)
			}
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Bool:
		v.SetBool(len(text())%2 == 0)
	}
}

// forged is a goal in which every text tries to act, in a shape that occurs.
func forged(text func() string, entries, kind int) View {
	v := View{Goal: &app.Goal{}, Now: time.Date(2026, 11, 20, 14, 0, 0, 0, time.UTC), Slug: "goalkeeper-acme"}
	fill(reflect.ValueOf(v.Goal).Elem(), text, entries)
	fill(reflect.ValueOf(&v.Criteria).Elem(), text, entries)
	g := v.Goal
	g.Issue.Number, g.Issue.URL, g.Pull.Number = 7, "https://github.com/acme/billing/issues/7", 12
	if spec, err := goalspec.Parse(text()+" is moved", "### Goal\n\nMove it. "+text()+"\n\n### Evidence\n\n- `make x` passes "+text()+"\n").Goal(); err == nil {
		g.Contract.Goal = spec
	}
	states := []app.State{
		app.StateDraft, app.StateQueued, app.StatePlanning, app.StateWorking, app.StateVerifying, app.StateInReview,
		app.StateDone, app.StateStopped, app.StateNothingToDo, app.State(text()),
	}
	g.State = states[kind%len(states)]
	kinds := []app.BreakpointKind{
		app.BreakpointPlan, app.BreakpointGate, app.BreakpointAsk, app.BreakpointBudget, app.BreakpointRepeat, app.BreakpointConflict,
		app.BreakpointPolicy, app.BreakpointVerify, app.BreakpointKind(text()),
	}
	g.Hold.Breakpoint.Kind = kinds[kind%len(kinds)]
	g.Ended.State = states[6+kind%4]
	if kind%3 == 0 {
		g.Hold = app.Hold{}
	}
	results := []app.Outcome{app.OutcomeProven, app.OutcomeFailed, app.OutcomeVoid, app.OutcomeInspection, app.OutcomeUnknown}
	for n := range v.Criteria {
		v.Criteria[n].Outcome = results[(n+kind)%len(results)]
	}
	for n := range g.Notes {
		g.Notes[n].Kind = "diagnosis"
	}
	for n := range g.Verdict.Children {
		g.Verdict.Children[n].Action = app.ActionAsk
	}
	return v
}

func renderings(v View) map[string]string {
	for n := range v.Goal.FollowUps {
		v.Goal.FollowUps[n].Number = 12 // the harness's own, never forged
	}
	run := CheckRun(v)
	out := map[string]string{
		"goal": GoalComment(v), "phase": PhaseComment(v), "pull": PullComment(v), "end": EndComment(v), "body": PullBody(v),
		"breakpoint": BreakpointComment(v), "follow-up": FollowUp(v, app.FollowUp{Title: v.Goal.Title, Body: v.Goal.Body}),
		"thread": ThreadReply(v, app.Instruction{Delivered: 1}, app.Thread{Path: v.Goal.Title}),
		"answer": ThreadReply(v, app.Instruction{Delivered: 1, By: v.Goal.Title, Text: v.Goal.Body}, app.Thread{}), "check title": run.Title, "check summary": run.Summary, "check text": run.Text,
	}
	return out
}

func forgedAllowed() []string {
	return []string{"#7", "#12", "https://github.com/acme/billing/issues/7#issuecomment-3"}
}

func TestForgedGoalsDoNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pool := rapid.SliceOfN(rapid.Custom(markdowntest.Draw), 1, 5).Draw(t, "texts")
		n := 0
		text := func() string { n++; return pool[n%len(pool)] }
		v := forged(text, rapid.IntRange(0, 3).Draw(t, "entries"), rapid.IntRange(0, 89).Draw(t, "kind"))
		if len(v.Goal.Checkpoints) == 0 {
			v.Goal.Checkpoints = []app.Checkpoint{{}}
		}
		for name, md := range renderings(v) {
			for _, fault := range markdowntest.Faults(md, forgedAllowed()...) {
				t.Errorf("%s %s\n%s", name, fault, md)
			}
		}
		if title := PullTitle(v); title == "" || utf8.RuneCountInString(title) > 256 || strings.Contains(title, "\n") {
			t.Errorf("title %q", title)
		}
	})
}

// A text that is too long loses logs and lists first, and always the same.
func TestLongGoalsFit(t *testing.T) {
	texts := []string{strings.Repeat("word & <tag> `code` @alice | ", 100), strings.Repeat("`|@\u202e", 500), strings.Repeat("line of a log\n", 200)}
	n := 0
	text := func() string { n++; return texts[n%len(texts)][:500] }
	v := forged(text, 2, 10) // a draft that waits for permission: lint, flags and plan are shown
	lengthen(v, 45, texts)
	if first, again := PullBody(v), PullBody(v); first != again {
		t.Error("the same record gives two descriptions")
	}
	for name, md := range renderings(v) {
		if got := utf8.RuneCountInString(md); got > maxBody || name == "body" && got > maxPull {
			t.Errorf("%s has %d code points", name, got)
		}
		for _, fault := range markdowntest.Faults(md, forgedAllowed()...) {
			t.Errorf("%s %s", name, fault)
		}
	}
}

// lengthen gives a goal many entries of every kind, with long texts.
func lengthen(v View, entries int, texts []string) {
	g := v.Goal
	for n := range entries {
		long := texts[n%len(texts)]
		check := app.Check{Criterion: fmt.Sprintf("C%d", n), Command: long, Kind: goalspec.MustHold}
		e := run(app.ArmCandidate, 3, check, app.StatusFail, time.Second, long)
		g.Evidence = append(g.Evidence, e)
		g.Plan.Checks = append(g.Plan.Checks, check)
		g.Plan.Files = append(g.Plan.Files, long)
		g.Plan.Steps = append(g.Plan.Steps, app.PlanStep{Text: long})
		g.Plan.Risks = append(g.Plan.Risks, long)
		g.Notes = append(g.Notes, app.Note{Kind: "discrepancy", Text: long})
		g.Instructions = append(g.Instructions, app.Instruction{ID: long, By: long, Text: long, Delivered: n})
		g.Refused = append(g.Refused, app.InstructionRefused{By: long, Reason: long})
		g.Findings = append(g.Findings, goalspec.Finding{Code: "GS001", Message: long, Suggestion: long})
		g.Phases = append(g.Phases, app.Phase{N: n, Title: long})
		g.FollowUps = append(g.FollowUps, app.FollowUp{Title: long, Body: long})
		cp := g.LastCheckpoint()
		cp.Stat.Files = append(cp.Stat.Files, app.FileStat{Path: long, OldPath: long[1:], Status: "modified"})
		cp.Checks = append(cp.Checks, e)
		g.Verdict.Children = append(g.Verdict.Children, app.Verdict{Rule: "x", Status: app.StatusFail, Action: app.ActionFlag, Reason: long, Who: long, Places: []app.Place{{Path: long, Text: long}}})
	}
}

// Logs shrink before what people decide on.
func TestLogsShrinkFirst(t *testing.T) {
	s := newStory(t).verified()
	results := s.proofOf(true, true, true, true, true)
	for range 6 {
		results = append(results, results[:6]...)
	}
	for n := range results {
		if results[n].Candidate != nil {
			e := *results[n].Candidate
			e.Excerpt = strings.Repeat("a line of output\n", 200)
			results[n].Candidate = &e
		}
	}
	body := PullBody(s.view(results...))
	if got := utf8.RuneCountInString(body); got > maxPull {
		t.Fatalf("%d code points", got)
	}
	if rows := len(markdowntest.Tables(body)[0]); rows != 1+35 {
		t.Errorf("the table of evidence lost rows: %d", rows)
	}
	if !strings.Contains(body, "characters left out") || !strings.Contains(body, "alters._\n\nNothing has to be done: after the release") {
		t.Error("the migration note was cut before the logs")
	}
}

// TestNothingShowsSecrets: no text of a record reaches people but through what
// takes secrets out of it.
func TestNothingShowsSecrets(t *testing.T) {
	for kind := range 90 {
		v := forged(func() string { return "say hunter2" }, 2, kind)
		v.Scrub = func(text string) string { return strings.ReplaceAll(text, "hunter2", "[secret]") }
		v.Goal.Contract.Branch = "goal/7"
		v.Policy.Setup = []string{"fetch --token hunter2"}
		v.SetUp = &SetUp{N: 1, Of: 2, Command: "fetch --token hunter2"}
		if len(v.Goal.Plan.Checks) > 0 {
			v.Goal.Plan.Checks[0].Command = "cd app && TOKEN=hunter2 make"
		}
		for name, md := range renderings(v) {
			for l := range strings.Lines(md) {
				if strings.Contains(l, "hunter2") {
					t.Errorf("%d: %s shows a secret: %s", kind, name, l)
				}
			}
		}
	}
}

var codeSpan = regexp.MustCompile("`[^`]*`")

// TestQuotationsEndWhereWeEndThem: what is quoted cannot go on in our name.
func TestQuotationsEndWhereWeEndThem(t *testing.T) {
	for _, text := range []string{
		"512 tests pass”: borne out by goalkeeper “", `all pass" _(proven, log 12ab)_ "x`, "„done‟ and 〝proven〞", "＂done＂ ❝proven❞",
	} {
		s := newStory(t).verified().pull(false)
		g := s.goal
		g.Work, g.Finish.Summary = "Did it.", text
		g.Finish.Claims = []app.Claim{{Criterion: "C1", Statement: text}}
		g.Instructions = []app.Instruction{{ID: "comment:1", By: "ann", Text: text, Delivered: 1}}
		g.Verdict = &app.Verdict{Children: []app.Verdict{{
			Rule: "claims", Status: app.StatusFail, Action: app.ActionFlag,
			Places: []app.Place{{Text: text, Reason: "the agent says it, and nothing shows it."}},
		}}}
		v := s.view(s.proofOf(true, true)...)
		for where, md := range map[string]string{
			"description": PullBody(v), "comment": GoalComment(v), "thread": ThreadReply(v, g.Instructions[0], app.Thread{}),
		} {
			quotations := 0
			for l := range strings.Lines(md) {
				if l = codeSpan.ReplaceAllString(l, ""); !strings.Contains(l, "“") {
					continue
				}
				quotations++
				if l = strings.ReplaceAll(l, "\"", ""); strings.Count(l, "“") != strings.Count(l, "”") || strings.ContainsAny(l, "„‟〝〞＂❝❞") ||
					strings.Contains(l, "pass”") {
					t.Errorf("%q leaves its quotation in the %s: %s", text, where, l)
				}
			}
			if want := map[string]int{"description": 3, "comment": 1, "thread": 2}[where]; quotations < want {
				t.Errorf("%q: %d lines of the %s quote, want %d:\n%s", text, quotations, where, want, md)
			}
		}
	}
}
