package publish

import (
	"os"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

const (
	testGoal = app.GoalID("01JD5K3Q8ZV7M2X4N6P8R0T2W4")
	testSlug = "goalkeeper-acme"
)

// story tells a goal's life event by event, as the log would.
type story struct {
	t    testing.TB
	goal *app.Goal
	now  time.Time
}

func newStory(t testing.TB) *story {
	t.Helper()
	s := &story{t: t, goal: &app.Goal{}, now: time.Date(2026, 11, 20, 14, 0, 0, 0, time.UTC)}
	s.say(app.GoalOpened{
		Host: "github.com", Installation: 9, Label: "goal", Previous: "01JD4ZZZZZV7M2X4N6P8R0T2W4",
		Repo: app.Repo{ID: 1, Owner: "acme", Name: "billing", DefaultBranch: "main"},
		Issue: app.Issue{
			ID: 70, Number: 7, Title: "[Goal]: Move the invoice export from the legacy worker to the queue",
			URL: "https://github.com/acme/billing/issues/7", Author: app.User{ID: 5, Login: "mallory"},
		},
		By: app.User{ID: 3, Login: "alice"},
	})
	return s
}

func (s *story) say(payloads ...app.Payload) *story {
	s.t.Helper()
	for _, p := range payloads {
		s.now = s.now.Add(7 * time.Second)
		e, err := app.Seal(testGoal, s.goal.Seq, s.goal.Hash, 1, s.now, app.Say(p))
		if err == nil {
			err = s.goal.Apply(e)
		}
		if err != nil {
			s.t.Fatal(err)
		}
	}
	return s
}

func (s *story) view(criteria ...app.CriterionResult) View {
	return View{Goal: s.goal, Policy: policy.Default(), Criteria: criteria, Now: s.now, Slug: testSlug}
}

func (s *story) frozen() *story {
	s.t.Helper()
	body, err := os.ReadFile("testdata/issue.md")
	if err != nil {
		s.t.Fatal(err)
	}
	spec, err := goalspec.Parse("Move the invoice export from the legacy worker to the queue", string(body)).Goal()
	if err != nil {
		s.t.Fatal(err)
	}
	limits := app.DefaultBudget()
	limits.USD = 5
	return s.say(
		app.ContractLinted{Title: s.goal.Issue.Title, Body: string(body)},
		app.ContractFrozen{Contract: app.Contract{
			Version: 1, Goal: spec, Base: "4f1c9a02bd77e1aa30c5", BaseTree: "aa11", BaseBranch: "main",
			Branch: "goalkeeper/7-move-the-invoice-export-r0t2w4", Frozen: []string{"internal/legacy/**"},
			Limits: limits,
		}},
	)
}

func testChecks() []app.Check {
	return []app.Check{
		{Criterion: "C1", Command: "go test -list '^TestEncoder' ./internal/invoice | grep '^TestEncoder' && go test -count=1 -run '^TestEncoder' ./internal/invoice", Kind: goalspec.MustChange, From: "plan"},
		{Criterion: "C2", Command: "go test -count=1 ./integration/...", Kind: goalspec.MustHold, From: "issue"},
		{Criterion: "C3", Command: "go test -count=1 -run '^(TestExportColumns|TestExportRows)$' ./internal/invoice", Kind: goalspec.MustHold, From: "plan"},
		{Criterion: "C4", Command: "go test -count=1 -v ./internal/export", Kind: goalspec.MustChange, From: "plan"},
		{Criterion: "C5", Command: "go test -count=1 -run '^TestRollbackFlag' ./internal/service", Kind: goalspec.MustChange, From: "plan"},
	}
}

func (s *story) planned() *story {
	s.frozen().say(
		app.Admitted{},
		app.RequestSent{Turn: 1},
		app.ResponseReceived{Turn: 1, Finish: "tool_calls", Input: 9200, Cached: 0, Output: 310, USD: 0.02, Active: 4 * time.Second},
		app.PlanSubmitted{NeedsAsk: true, Plan: app.Plan{
			Version: 1,
			Summary: "Export one queue job per invoice. The CSV writer becomes a row-wise encoder that the old and the new worker share, so that there is still one column list. " +
				"`BILLING_LEGACY_WORKER=true` brings the old worker back; payment capture is not touched.",
			Steps: []app.PlanStep{
				{ID: "S1", Text: "Take `invoice.WriteCSV` apart into an Encoder that writes row by row. Unit tests for the encoder."},
				{ID: "S2", Text: "Add internal/export with a worker that queues pending invoices."},
				{ID: "S3", Text: "Read the rollback flag BILLING_LEGACY_WORKER in internal/config."},
			},
			Files:     []string{"internal/invoice/csv.go", "internal/invoice/encoder_test.go", "internal/export/worker.go", "internal/config/config.go", "docs/export.md"},
			Checks:    testChecks(),
			Risks:     []string{"The queue lives in memory: after a restart every invoice counts as pending again, as it does today."},
			Questions: []string{"Shall the old worker's log line stay as it is?"},
			Migration: true,
		}},
		app.BreakpointOpened{Breakpoint: app.Breakpoint{
			N: 1, Kind: app.BreakpointPlan, Question: "Shall the agent work by plan version 1?",
			Options: []string{"approve", "reply with what to change", "/goal stop"}, At: s.now,
		}},
	)
	return s
}

func run(arm app.Arm, round int, c app.Check, status app.Status, took time.Duration, excerpt string) app.Evidence {
	e := app.Evidence{
		Arm: arm, Round: round, Check: c, Status: status, Duration: took, Excerpt: excerpt, Sandboxed: "bwrap", Tree: "ab12",
		Log: app.DigestOf([]byte(excerpt)), At: time.Date(2026, 11, 20, 14, 20, 0, 0, time.UTC),
	}
	if status == app.StatusFail {
		e.Exit = 1
	}
	return e
}

func testBaseline() []app.Evidence {
	c := testChecks()
	return []app.Evidence{
		run(app.ArmBaseline, 0, c[0], app.StatusFail, 900*time.Millisecond, ""),
		run(app.ArmBaseline, 0, c[1], app.StatusPass, 1700*time.Millisecond, "ok  \tbilling/integration\t0.412s\n"),
		run(app.ArmBaseline, 0, c[2], app.StatusPass, 800*time.Millisecond, "ok  \tbilling/internal/invoice\t0.006s\n"),
		run(app.ArmBaseline, 0, c[3], app.StatusFail, 300*time.Millisecond, "# ./internal/export\nstat /work/tree/internal/export: directory not found\nFAIL\n"),
		run(app.ArmBaseline, 0, c[4], app.StatusFail, 700*time.Millisecond, "ok  \tbilling/internal/service\t0.002s [no tests to run]\n"),
	}
}

func testStat() app.DiffStat {
	return app.DiffStat{
		Added: 412, Removed: 57,
		Files: []app.FileStat{
			{Path: "CHANGELOG.md", Status: "modified", Added: 3},
			{Path: "docs/export.md", Status: "modified", Added: 14, Removed: 3},
			{Path: "internal/config/config.go", Status: "modified", Added: 12, Removed: 2},
			{Path: "internal/export/worker.go", Status: "added", Added: 131},
			{Path: "internal/export/worker_test.go", Status: "added", Added: 118},
			{Path: "internal/invoice/csv.go", Status: "modified", Added: 54, Removed: 24},
			{Path: "internal/invoice/encoder_test.go", Status: "added", Added: 61},
			{Path: "internal/legacy/old.go", Status: "deleted", Removed: 21},
			{Path: "internal/service/auth.go", Status: "modified", Added: 19, Removed: 7},
		},
		NewDirs: []string{"internal/export"},
		Public: []app.Public{
			{Kind: "dependency", Name: "github.com/acme/queue", Path: "go.mod", Change: "added"},
			{Kind: "dependency", Name: "github.com/acme/csv", Path: "go.mod", Change: "changed"},
			{Kind: "exported name", Name: "WriteCSV", Path: "internal/invoice/csv.go", Change: "changed"},
			{Kind: "exported name", Name: "Old", Path: "internal/legacy/old.go", Change: "removed"},
			{Kind: "configuration key", Name: "export.attempts", Path: "internal/config/config.go", Change: "added"},
		},
	}
}

func (s *story) working() *story {
	s.planned().say(
		app.ApprovalGiven{Plan: 1, By: "github:alice"},
		app.BreakpointAnswered{N: 1, By: "github:alice", Answer: "approve"},
		app.VerificationStarted{Arm: app.ArmBaseline, Tree: "aa11", Plan: 1, Runs: testChecks()},
	)
	for _, e := range testBaseline() {
		s.say(app.EvidenceRecorded{Evidence: e})
	}
	stat := testStat()
	return s.say(
		app.PhaseStarted{Phase: app.Phase{N: 1, Kind: app.PhaseImplementation, Title: "Implementation"}},
		app.InstructionAccepted{Instruction: app.Instruction{
			ID: "comment:11", Comment: 11, Number: 7, By: "github:bob", Text: "Please keep the log line of the old worker, @carol greps for it.", At: s.now,
		}},
		app.RequestSent{Turn: 6},
		app.InstructionDelivered{ID: "comment:11", Turn: 6},
		app.ResponseReceived{Turn: 6, Finish: "tool_calls", Input: 131_000, Cached: 88_000, Output: 5200, USD: 0.31, Active: 9 * time.Minute},
		app.ToolStarted{Turn: 6, Call: "a", Tool: "edit_file"},
		app.ToolFinished{
			Turn: 6, Call: "a", Tool: "edit_file", PostTree: "ab12", Stat: &stat, Active: 2 * time.Second,
			Note: &app.Note{Kind: "discrepancy", Text: "docs/export.md gives 30 seconds as the default of BILLING_POLL_INTERVAL; internal/config says one minute. Left as it is."},
		},
		app.InstructionAccepted{Instruction: app.Instruction{
			ID: "comment:12", Comment: 12, Number: 7, By: "github:bob", Text: "Add an entry to the changelog too.", Queued: true, At: s.now,
		}},
		app.InstructionRefused{ID: "comment:13", By: "github:mallory", Reason: "mallory lacks write permission", Number: 7},
	)
}

func (s *story) checkpoint() *story {
	phase := s.goal.Phase
	c := testChecks()
	return s.say(app.CheckpointMade{Checkpoint: app.Checkpoint{
		Phase: phase, Tree: "ab12", Commit: "9be1c77d20f34a6685aa", Seq: s.goal.Seq, Stat: testStat(), At: s.now,
		Summary: "Add an export worker on the queue\n\nRow-wise CSV encoder, export worker and rollback flag, each with unit tests. The service still\nstarts the old worker; switching it over is the next phase.",
		Checks: []app.Evidence{
			run(app.ArmPhase, phase.N, app.Check{Command: "gofmt -l . | wc -l", Kind: goalspec.MustHold, From: "policy"}, app.StatusPass, 200*time.Millisecond, "0\n"),
			run(app.ArmPhase, phase.N, c[1], app.StatusPass, 1600*time.Millisecond, "ok\n"),
			run(app.ArmPhase, phase.N, c[2], app.StatusPass, 900*time.Millisecond, "ok\n"),
		},
	}})
}

// verified goes through the rest of the work up to the end of a round.
func (s *story) verified() *story {
	return s.working().checkpoint().say(
		app.PhaseStarted{Phase: app.Phase{N: 2, Kind: app.PhaseIntegration, Title: "Integration"}},
		app.GateJudged{Tree: "ab12", Full: true, Verdict: app.Verdict{Rule: "gates", Status: app.StatusFail, Action: app.ActionAsk, Children: []app.Verdict{
			{Rule: "scope", Status: app.StatusPass, Action: app.ActionAllow},
			{
				Rule: "commands", Status: app.StatusFail, Action: app.ActionFlag, Reason: "the agent ran it, and it reaches out of its work.",
				Who: "a person with write permission (`/goal allow commands PATH`)", Places: []app.Place{{Path: ".", Text: "git push origin main"}},
			},
			{
				Rule: "skips", Status: app.StatusError, Action: app.ActionFlag, Reason: "void for Go: it does not see a violation that was planted, so that its silence says nothing.",
				Who: "a person with write permission (`/goal allow skips PATH`)", Places: []app.Place{{Path: ".", Text: "Go"}},
			},
			{
				Rule: "tests-removed", Status: app.StatusFail, Action: app.ActionFlag, Reason: "the test TestOld was removed.",
				Who: "a person with write permission (`/goal allow GLOB`)", Places: []app.Place{{Path: "internal/invoice/csv_test.go", Text: "TestOld"}},
			},
			{Rule: "swallowed", Status: app.StatusPass, Action: app.ActionAllow, Permitted: []app.Place{
				{Path: "internal/export/worker.go", Line: 31, Text: "_ = job.Close()", Reason: "every error is dropped.", Bytes: "one"},
				{Path: "internal/export/worker.go", Line: 88, Text: "_ = file.Close()", Reason: "every error is dropped.", Bytes: "two"},
			}},
			{
				Rule: "dependencies", Status: app.StatusFail, Action: app.ActionAsk, Reason: "it says what the project depends on, and the approved plan does not name it.",
				Who: "a person with write permission (`/goal allow GLOB`)", Places: []app.Place{{Path: "go.mod"}},
			},
		}}},
		app.ToolStarted{Turn: 9, Call: "b", Tool: "follow_up"},
		app.ToolFinished{
			Turn: 9, Call: "b", Tool: "follow_up", Active: time.Second,
			FollowUp: &app.FollowUp{Title: "README names a setting that does not exist", Body: "README.md documents `BILLING_RETRY`, which nothing reads.\n\nFixes #3 if you ask me, @carol."},
		},
		app.ToolStarted{Turn: 10, Call: "c", Tool: "finish"},
		app.ToolFinished{Turn: 10, Call: "c", Tool: "finish", Active: time.Second, Finish: &app.Finish{
			Summary: "Export invoices through the queue\n\nEvery invoice is a job of its own, so that one that does not validate is retried and set aside\ninstead of holding back the file. Both workers share one CSV encoder with the columns of before;\nBILLING_LEGACY_WORKER=true brings the old one back. Payment capture is untouched.",
			MigrationNote: "Nothing has to be done: after the release invoices are exported through the queue, into files of the same form and name.\n\n" +
				"- **What changes:** an invoice that does not validate is left out, logged and tried five times; the others go out. Watch the log for `export, attempt`.\n" +
				"- **To go back:** set `BILLING_LEGACY_WORKER=true` and restart. No new build is needed.\n" +
				"- **At the switch:** neither worker keeps state on disk.\n",
			Claims: []app.Claim{
				{Criterion: "C1", Statement: "internal/invoice/encoder_test.go tests rows, header and invalid invoices."},
				{Criterion: "C6", Statement: "The migration note says what changes and how to go back."},
			},
		}},
		app.VerificationStarted{Arm: app.ArmCandidate, Round: 1, Tree: "ab12", Plan: 1, Runs: testChecks()},
	)
}

// proofOf fills a round: ok tells which checks are green.
func (s *story) proofOf(ok ...bool) []app.CriterionResult {
	texts := map[string]string{}
	for _, c := range s.goal.Contract.Goal.Criteria() {
		texts[c.ID] = c.Text
	}
	out := make([]app.CriterionResult, 0, len(ok)+1)
	for n, c := range testChecks() {
		base := testBaseline()[n]
		r := app.CriterionResult{ID: c.Criterion, Text: texts[c.Criterion], Kind: c.Kind, Check: &c, Baseline: &base, Outcome: app.OutcomeUnknown, Why: "the check has not run on the result yet"}
		if n < len(ok) {
			e := run(app.ArmCandidate, 1, c, app.StatusPass, time.Duration(n+1)*640*time.Millisecond, "=== RUN   TestIt\n--- PASS: TestIt (0.00s)\nok  \tbilling/internal\t0.011s\n")
			r.Outcome, r.Why = app.OutcomeProven, "red on the base, green on the result"
			if !ok[n] {
				e = run(app.ArmCandidate, 1, c, app.StatusFail, 1100*time.Millisecond, "--- FAIL: TestExportColumns (0.00s)\n    csv_test.go:31: column 6 is \"amount\", want \"amount_cents\"\nFAIL\n")
				r.Outcome, r.Why = app.OutcomeFailed, "the check fails on the result"
			}
			r.Candidate, r.Trial = &e, trialFor(c, ok[n])
			s.say(app.EvidenceRecorded{Evidence: e})
		}
		out = append(out, r)
	}
	return append(out, app.CriterionResult{ID: "C6", Text: texts["C6"], Outcome: app.OutcomeInspection, Why: "for people to judge"})
}

// trialFor is what the runs of a check show together.
func trialFor(c app.Check, ok bool) *app.Trial {
	t := &app.Trial{Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 3}, Shown: "planted", Counts: map[app.TestOutcome]int{app.TestHolding: 41}}
	if c.Kind == goalspec.MustChange {
		t.Base, t.Candidate, t.Shown = app.Tally{Red: 5}, app.Tally{Green: 5}, "base"
		t.Proof = &app.Tally{Red: 5}
		t.Counts = map[app.TestOutcome]int{app.TestProving: 2, app.TestHolding: 40, app.TestUnstable: 1}
		t.Tests = []app.TestResult{{Name: "TestEncoderHeader", Outcome: app.TestProving}, {Name: "TestEncoder|Rows", Outcome: app.TestProving}, {Name: "TestClock", Outcome: app.TestUnstable}}
	}
	if !ok {
		t.Candidate = app.Tally{Red: 5}
		t.Counts[app.TestRegression] = 1
		t.Tests = append(t.Tests, app.TestResult{Name: "TestExportColumns", Outcome: app.TestRegression})
	}
	return t
}

func (s *story) pull(draft bool) *story {
	return s.say(app.PROpened{Pull: app.Pull{
		Number: 12, URL: "https://github.com/acme/billing/pull/12", Head: "goalkeeper/7-move-the-invoice-export-r0t2w4", Base: "main",
		Commit: "9be1c77d20f34a6685aa", Draft: draft,
	}})
}
