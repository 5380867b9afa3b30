package verify

import (
	"cmp"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestWeigh walks every pair of results: nothing but a green result with a
// base that says what it should is ever proven.
func TestWeigh(t *testing.T) {
	all := []app.Tally{{}, {Green: 3}, {Red: 3}, {Broken: 1}, {Absent: 3}, {Green: 2, Red: 1}, {Green: 2, Broken: 1}}
	for _, kind := range []app.Kind{goalspec.MustChange, goalspec.MustHold} {
		for _, base := range all {
			for _, candidate := range all {
				got, why := Weigh(app.Check{Kind: kind, From: "issue"}, app.Trial{Base: base, Candidate: candidate}, false)
				if why == "" {
					t.Errorf("%s %+v→%+v has no reason", kind, base, candidate)
				}
				green, red := app.Tally{Green: 3}, app.Tally{Red: 3}
				may := candidate == green && (base == red || base == green && kind == goalspec.MustHold)
				if (got == app.OutcomeProven) != may {
					t.Errorf("%s: base %+v, result %+v: %s", kind, base, candidate, got)
				}
				if candidate == red && got != app.OutcomeFailed {
					t.Errorf("%s: a red result is %s", kind, got)
				}
			}
		}
	}
}

// TestWeighTests: behind a check that went from red to green, or stayed green,
// one thing of each kind is wrong.
func TestWeighTests(t *testing.T) {
	green, red := app.Tally{Green: 5}, app.Tally{Red: 5}
	for name, c := range map[string]struct {
		spoil func(*app.Check, *app.Trial)
		want  app.Outcome
	}{
		"nothing":                    {func(*app.Check, *app.Trial) {}, app.OutcomeProven},
		"the budget":                 {func(_ *app.Check, t *app.Trial) { t.Spent = true }, app.OutcomeUnknown},
		"a hidden regression":        {func(_ *app.Check, t *app.Trial) { t.Counts = map[app.TestOutcome]int{app.TestRegression: 1} }, app.OutcomeFailed},
		"a hidden new failure":       {func(_ *app.Check, t *app.Trial) { t.Counts = map[app.TestOutcome]int{app.TestNewRed: 1} }, app.OutcomeFailed},
		"a test that is gone":        {func(_ *app.Check, t *app.Trial) { t.Counts = map[app.TestOutcome]int{app.TestMissing: 1} }, app.OutcomeUnknown},
		"an unstable test":           {func(_ *app.Check, t *app.Trial) { t.Counts = map[app.TestOutcome]int{app.TestUnstable: 1} }, app.OutcomeUnknown},
		"tests were bent":            {func(_ *app.Check, t *app.Trial) { t.Guard = &red }, app.OutcomeUnknown},
		"tests were not bent":        {func(_ *app.Check, t *app.Trial) { t.Guard = &green }, app.OutcomeProven},
		"its tests prove nothing":    {func(_ *app.Check, t *app.Trial) { t.Proof = &green }, app.OutcomeVoid},
		"its tests prove the change": {func(_ *app.Check, t *app.Trial) { t.Proof = &red }, app.OutcomeProven},
		"the agent's own, must hold": {func(c *app.Check, t *app.Trial) {
			*c, t.Base, t.Shown = app.Check{Kind: goalspec.MustHold, From: "plan"}, green, ""
		}, app.OutcomeVoid},
		"the agent's own, shown": {func(c *app.Check, t *app.Trial) {
			*c, t.Base, t.Shown = app.Check{Kind: goalspec.MustHold, From: "plan"}, green, "planted"
		}, app.OutcomeProven},
		"the issue's, must hold": {func(c *app.Check, t *app.Trial) {
			*c, t.Base, t.Shown = app.Check{Kind: goalspec.MustHold, From: "issue"}, green, ""
		}, app.OutcomeProven},
		"green on the base": {func(_ *app.Check, t *app.Trial) { t.Base, t.Shown = green, "" }, app.OutcomeVoid},
		"tests are the work, and nothing could be broken": {func(_ *app.Check, t *app.Trial) { t.Notice = true }, app.OutcomeUnknown},
		"green, and nothing could be broken":              {func(_ *app.Check, t *app.Trial) { t.Base, t.Shown, t.Notice = green, "", true }, app.OutcomeUnknown},
		"tests are the work, and notice nothing":          {func(_ *app.Check, t *app.Trial) { t.Notice, t.Mutants = true, 3 }, app.OutcomeVoid},
		"tests are the work, and notice":                  {func(_ *app.Check, t *app.Trial) { t.Notice, t.Mutants, t.Killed = true, 3, 1 }, app.OutcomeProven},
		"tests are the work, and read it":                 {func(_ *app.Check, t *app.Trial) { t.Notice, t.Mutants, t.Killed, t.Reads = true, 3, 1, true }, app.OutcomeVoid},
		"green, and a mutant is seen":                     {func(_ *app.Check, t *app.Trial) { t.Base, t.Shown = green, "mutant" }, app.OutcomeProven},
	} {
		check, trial := app.Check{Kind: goalspec.MustChange, From: "issue"}, app.Trial{Base: red, Candidate: green, Shown: "base"}
		c.spoil(&check, &trial)
		if got, why := Weigh(check, trial, false); got != c.want || why == "" {
			t.Errorf("%s: %s, want %s (%s)", name, got, c.want, why)
		}
	}
}

// TestWhoNotices: where no runner names tests, the reason does not speak of them.
func TestWhoNotices(t *testing.T) {
	named := map[app.TestOutcome]int{app.TestNew: 1}
	for want, trial := range map[string]app.Trial{
		"its new tests fail when the code they cover is broken":                              {Counts: named, Mutants: 2, Killed: 1},
		"the check, which names no tests, turns red when the code that they cover is broken": {Mutants: 2, Killed: 1},
		"its new tests notice none of 2 places in which code was broken":                     {Counts: named, Mutants: 2},
		"the check, which names no tests, notices none of 2 places in which code was broken": {Mutants: 2},
	} {
		trial.Base, trial.Candidate, trial.Shown = app.Tally{Green: 5}, app.Tally{Green: 5}, "mutant"
		if _, why := Weigh(check, trial, false); why != want {
			t.Errorf("%q, want %q", why, want)
		}
	}
}

// TestGuardIsToldForWhatItIs: where the base's tests do not let a result pass, the
// reason says whether they fail, flicker, fall silent or could not be run.
func TestGuardIsToldForWhatItIs(t *testing.T) {
	price := []string{"test_price.py"}
	for name, c := range map[string]struct {
		guard app.Tally
		back  []string
		want  string // empty: it is no reason
	}{
		"it passes":              {app.Tally{Green: 1}, price, ""},
		"it fails":               {app.Tally{Red: 3}, price, "it passes only with the changed test_price.py; as the base has it, it does not"},
		"with all of the tests":  {app.Tally{Red: 3}, nil, "it passes only with the changed tests; as the base has them, it does not"},
		"with many files":        {app.Tally{Red: 3}, []string{"a", "b", "c", "d", "e"}, "it passes only with the changed a, b, c and 2 more; as the base has them, it does not"},
		"it flickers":            {app.Tally{Green: 1, Red: 2}, price, "unstable: it passes with the changed test_price.py; as the base has it, it is red in 2 of 3 runs"},
		"it ends silent":         {app.Tally{Silent: 1}, price, "it passes with the changed test_price.py; as the base has it, it is green and silent about tests: " + aloud},
		"it is not to be had":    {app.Tally{Broken: 1}, price, "it passes with the changed test_price.py; as the base has it, it could not be run to its end"},
		"silent with two files":  {app.Tally{Silent: 1}, []string{"a", "b"}, "it passes with the changed a, b; as the base has them, it is green and silent about tests: " + aloud},
		"it passed, then failed": {app.Tally{Green: 2, Red: 1}, nil, "unstable: it passes with the changed tests; as the base has them, it is red in 1 of 3 runs"},
	} {
		trial := app.Trial{Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 3}, Guard: &c.guard, Back: c.back, Shown: "planted"}
		o, why := Weigh(app.Check{Kind: goalspec.MustHold, From: "issue"}, trial, false)
		if c.want == "" && o != app.OutcomeProven || c.want != "" && (o != app.OutcomeUnknown || why != c.want) {
			t.Errorf("%s: %s (%s), want %q", name, o, why, c.want)
		}
	}
}

// goal is one with two criteria, the second by inspection, and one check.
func goal(t *testing.T, evidence ...app.Evidence) *app.Goal {
	t.Helper()
	spec, err := goalspec.Parse("Speed up the export", "Goal: Export ten thousand invoices faster than today\n\nConstraints:\n- keep the format\n\nEvidence:\n- The benchmark runs below 1.5s: `make bench` [must_change]\n- The notes read well [inspection]\n").Goal()
	if err != nil {
		t.Fatal(err)
	}
	return &app.Goal{
		State: app.StateVerifying, Round: 1, Evidence: evidence, Contract: &app.Contract{Goal: spec},
		Plan: &app.Plan{Version: 1, Checks: []app.Check{check}},
	}
}

var check = app.Check{Criterion: "C1", Command: "make bench", Kind: goalspec.MustChange}

// TestEveryCheckSpeaks: the worst decides, and what the others show stands beside it,
// red as it was first seen.
func TestEveryCheckSpeaks(t *testing.T) {
	lint := app.Check{Criterion: "C1", Command: "make lint", Kind: goalspec.MustHold}
	ran := func(arm app.Arm, c app.Check, s app.Status) app.Evidence {
		e := app.Evidence{Arm: arm, Check: c, Status: s}
		if arm == app.ArmCandidate {
			e.Round = 1
		}
		return e
	}
	g := goal(t,
		ran(app.ArmBaseline, check, app.StatusFail), ran(app.ArmBaseline, lint, app.StatusPass),
		ran(app.ArmCandidate, check, app.StatusPass), ran(app.ArmCandidate, lint, app.StatusFail), ran(app.ArmCandidate, lint, app.StatusPass))
	for _, checks := range [][]app.Check{{check, lint}, {lint, check}} {
		g.Plan.Checks = checks
		r := Judge(g)[0]
		if r.Outcome != app.OutcomeFailed || *r.Check != lint || r.Candidate.Status != app.StatusFail {
			t.Errorf("%+v decides", r)
		}
		if len(r.Beside) != 1 || r.Beside[0].Outcome != app.OutcomeProven || *r.Beside[0].Check != check || r.Beside[0].Candidate == nil {
			t.Errorf("beside it stands %+v", r.Beside)
		}
	}
}

func TestJudge(t *testing.T) {
	red := app.Evidence{Arm: app.ArmBaseline, Check: check, Status: app.StatusFail}
	green := app.Evidence{Arm: app.ArmCandidate, Round: 1, Check: check, Status: app.StatusPass}
	stale := green
	stale.Round = 0
	phase := green
	phase.Arm = app.ArmPhase
	other := green
	other.Check.Command = "true"
	for name, c := range map[string]struct {
		evidence []app.Evidence
		want     app.Outcome
	}{
		"nothing ran":                 {nil, app.OutcomeUnknown},
		"red then green":              {[]app.Evidence{red, green}, app.OutcomeProven},
		"green of an earlier round":   {[]app.Evidence{red, stale}, app.OutcomeUnknown},
		"green at the end of a phase": {[]app.Evidence{red, phase}, app.OutcomeUnknown},
		"another command's green":     {[]app.Evidence{red, other}, app.OutcomeUnknown},
		"no baseline":                 {[]app.Evidence{green}, app.OutcomeUnknown},
		"green on the base as well":   {[]app.Evidence{{Arm: app.ArmBaseline, Check: check, Status: app.StatusPass}, green}, app.OutcomeVoid},
		"a red beside a green":        {[]app.Evidence{red, green, {Arm: app.ArmCandidate, Round: 1, Check: check, Status: app.StatusFail}}, app.OutcomeFailed},
	} {
		t.Run(name, func(t *testing.T) {
			got := Judge(goal(t, c.evidence...))
			if len(got) != 2 || got[0].Outcome != c.want || got[1].Outcome != app.OutcomeInspection {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestNewTestsNoticeElsewhere: a check that only measures or counts new tests
// leaves it to another to show what they notice; one that runs some may not.
func TestNewTestsNoticeElsewhere(t *testing.T) {
	one := map[app.TestOutcome]int{app.TestNew: 1}
	for name, c := range map[string]struct {
		measures, runs app.Trial
		want           app.Outcome
	}{
		"it notices":         {app.Trial{Notice: true}, app.Trial{Mutants: 2, Killed: 1}, app.OutcomeProven},
		"mutants tell of it": {app.Trial{Notice: true, Mutants: 2}, app.Trial{Mutants: 2, Killed: 1}, app.OutcomeProven},
		"it reads the code":  {app.Trial{Notice: true}, app.Trial{Mutants: 2, Killed: 1, Reads: true}, app.OutcomeUnknown},
		"nothing notices":    {app.Trial{Notice: true}, app.Trial{Mutants: 2}, app.OutcomeUnknown},
		"it runs tests":      {app.Trial{Notice: true, Mutants: 2, Counts: one}, app.Trial{Mutants: 2, Killed: 1}, app.OutcomeVoid},
	} {
		c.measures.Base, c.measures.Candidate, c.measures.Shown = app.Tally{Red: 5}, app.Tally{Green: 5}, "base"
		other := check
		other.Criterion = "C3"
		g := goal(t, app.Evidence{Arm: app.ArmBaseline, Check: check, Status: app.StatusFail},
			app.Evidence{Arm: app.ArmCandidate, Round: 1, Check: check, Status: app.StatusPass, Trial: &c.measures},
			app.Evidence{Arm: app.ArmCandidate, Round: 1, Check: other, Status: app.StatusPass, Trial: &c.runs})
		if got := Judge(g)[0]; got.Outcome != c.want {
			t.Errorf("%s: %s (%s), want %s", name, got.Outcome, got.Why, c.want)
		}
	}
}

// TestOneTestUnderTwoChecks: a test that flips under one check proves and
// refutes nothing under another of the same bytes, whichever runs first.
func TestOneTestUnderTwoChecks(t *testing.T) {
	flips := app.Trial{Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 2, Red: 1}, ByTests: true, Counts: map[app.TestOutcome]int{app.TestUnstable: 1}, Tests: []app.TestResult{
		{Name: "a", Outcome: app.TestUnstable, Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 2, Red: 1}},
	}}
	red := func(byTests bool, names ...string) app.Trial {
		x := app.Trial{Base: app.Tally{Green: 7}, Candidate: app.Tally{Red: 7}, ByTests: byTests, Counts: map[app.TestOutcome]int{app.TestRegression: len(names)}}
		for _, name := range names {
			x.Tests = append(x.Tests, app.TestResult{Name: name, Outcome: app.TestRegression, Base: x.Base, Candidate: x.Candidate})
		}
		return x
	}
	steady := flips
	steady.Tests = []app.TestResult{{Name: "a", Outcome: app.TestUnstable, Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 3}}}
	for name, c := range map[string]struct {
		this, other app.Trial
		want        app.Outcome
		format      string
	}{
		"red by chance each time":         {red(true, "a"), flips, app.OutcomeUnknown, ""},
		"another test is red as well":     {red(true, "a", "b"), flips, app.OutcomeFailed, ""},
		"only another test is red":        {red(true, "b"), flips, app.OutcomeFailed, ""},
		"something besides tests is red":  {red(false, "a"), flips, app.OutcomeFailed, ""},
		"perhaps another of that name":    {red(true, "a"), flips, app.OutcomeFailed, "TAP"},
		"it does not flip there itself":   {red(true, "a"), steady, app.OutcomeFailed, ""},
		"it is not known to flip at all":  {red(true, "a"), app.Trial{}, app.OutcomeFailed, ""},
		"green by chance, and known then": {steady, flips, app.OutcomeUnknown, ""},
	} {
		other := check
		other.Criterion = "C3"
		for _, first := range []bool{true, false} {
			told := &app.TestCounts{Format: cmp.Or(c.format, "unittest")}
			g := goal(t, app.Evidence{Arm: app.ArmCandidate, Round: 1, Check: check, Trial: &c.this, Tests: told}, app.Evidence{Arm: app.ArmCandidate, Round: 1, Check: other, Trial: &c.other, Tests: told})
			g.Plan.Checks = []app.Check{{Criterion: check.Criterion, Command: check.Command, Kind: goalspec.MustHold}}
			if first {
				g.Evidence[0], g.Evidence[1] = g.Evidence[1], g.Evidence[0]
			}
			if got := Judge(g)[0]; got.Outcome != c.want || c.this.Counts[app.TestUnstable] > 1 {
				t.Errorf("%s: %s (%s), want %s", name, got.Outcome, got.Why, c.want)
			}
		}
	}
}

// TestTheBaseAsItIsNow: what ran on a base that has moved on is not shown.
func TestTheBaseAsItIsNow(t *testing.T) {
	g := goal(t, app.Evidence{Arm: app.ArmBaseline, Tree: "old", Check: check, Status: app.StatusError},
		app.Evidence{Arm: app.ArmBaseline, Tree: "new", Check: check, Status: app.StatusFail})
	g.Contract.BaseTree = "new"
	if got := Judge(g)[0].Baseline; got == nil || got.Tree != "new" {
		t.Errorf("on the base stands %+v", got)
	}
}

func TestNothingToDo(t *testing.T) {
	met := app.Evidence{Arm: app.ArmBaseline, Check: check, Status: app.StatusPass}
	if !NothingToDo(goal(t, met)) {
		t.Error("met on the base, and yet something to do")
	}
	seen := goal(t, met)
	spec, err := goalspec.Parse("Speed up the export", "Goal: Export ten thousand invoices faster than today\n\nEvidence:\n- The benchmark runs below 1.5s: `make bench` [must_change]\n- The notes read well [must_change] [inspection]\n").Goal()
	if err != nil {
		t.Fatal(err)
	}
	if seen.Contract.Goal = spec; NothingToDo(seen) {
		t.Error("nothing to do, and people have not judged what must change")
	}
	met.Status = app.StatusFail
	if NothingToDo(goal(t, met)) || NothingToDo(goal(t)) {
		t.Error("nothing to do without proof")
	}
}

// TestNothingToDoBeforeAPlan: the issue has to say how each criterion is run,
// and the runs have to be all that a plan would ask for.
func TestNothingToDoBeforeAPlan(t *testing.T) {
	pass := app.Evidence{Arm: app.ArmBaseline, Check: check, Status: app.StatusPass}
	pass.Tests = &app.TestCounts{Passed: 2}
	pass.Check.Predicate = &goalspec.Predicate{Op: "<", Value: 1.5, Unit: "s"}
	fail, other, old, alone := pass, pass, pass, pass
	alone.Tests = nil
	fail.Status, other.Check.Command, old.Tree = app.StatusFail, "true", "old"
	met := []app.Evidence{pass, pass, pass}
	const text = "Goal: Export ten thousand invoices faster than today\n\nEvidence:\n- The benchmark runs below 1.5s: `make bench` [must_change]\n"
	for name, c := range map[string]struct {
		more     string
		evidence []app.Evidence
		want     bool
	}{
		"all runs are green":              {"", met, true},
		"with one for people":             {"- The notes read well [inspection]\n", met, true},
		"with one that must hold":         {"- The form stays: `make form` [must_hold]\n", met, true},
		"runs are left":                   {"", met[:2], false},
		"more, of what decides alone":     {"", []app.Evidence{alone, alone, alone, alone}, false},
		"all of what decides alone":       {"", []app.Evidence{alone, alone, alone, alone, alone}, true},
		"one was red":                     {"", append(met[:3:3], fail), false},
		"of another command":              {"", []app.Evidence{pass, pass, other}, false},
		"of a base that has moved":        {"", []app.Evidence{pass, pass, old}, false},
		"the plan binds one":              {"- The import is no slower\n", met, false},
		"the plan says of which kind":     {"- The import is no slower: `make bench-import`\n", met, false},
		"people judge what is to be made": {"- The README explains how to install it [inspection]\n", met, false},
		"and what it leaves alone":        {"- The README still explains how to install it [must_hold] [inspection]\n", met, true},
		"people judge what has to change": {"- The notes read well [must_change] [inspection]\n", met, false},
	} {
		spec, err := goalspec.Parse("Speed up the export", text+c.more).Goal()
		if err != nil {
			t.Fatal(err)
		}
		g := &app.Goal{State: app.StatePlanning, Evidence: c.evidence, Contract: &app.Contract{Goal: spec}}
		if got := NothingToDo(g); got != c.want {
			t.Errorf("%s: %v, want %v (%+v)", name, got, c.want, spec.Criteria())
		}
		if first := Judge(g)[0]; c.want && (first.Check == nil || first.Baseline == nil) {
			t.Errorf("%s: the proof is not shown: %+v", name, first)
		}
	}
}

// TestToBeMade: what people are to look at is the goal's work, but for a quality of
// whatever is there.
func TestToBeMade(t *testing.T) {
	for text, want := range map[string]bool{
		"The README explains how to greet somebody else": true,
		"NEWS.md has an entry for this change":           true,
		"Every option is documented":                     true,
		"A screenshot is in the pull request":            true,
		"The error says which line is wrong":             true,
		"`docs/flags.md` lists every flag":               true,
		"The README is about greeting":                   true,
		"A reviewer agrees with the names":               true,
		"The log has no duplicate line":                  true,
		"The notes read well":                            false,
		"The code is simple.":                            false,
		"The new page looks good":                        false,
		"The diff is easy to review":                     false,
		"The messages are clear":                         false,
		"The wording is still good":                      false,
		"The sentences are reasonably short":             false,
		"The default is loud":                            true, // of a word that may be a deed, the safe side
	} {
		if got := toBeMade(goalspec.Criterion{Text: text, ByInspection: true}); got != want {
			t.Errorf("%q: to be made %v, want %v", text, got, want)
		}
		if c := (goalspec.Criterion{Text: text, ByInspection: true, Kind: goalspec.MustHold}); toBeMade(c) {
			t.Errorf("%q must hold, and is to be made", text)
		}
	}
}

// TestPeopleAnswerForAnUnshownCheck: what nothing has shown able to fail counts
// when a person approved it with the plan, and the reason still says so.
func TestPeopleAnswerForAnUnshownCheck(t *testing.T) {
	check := app.Check{Kind: goalspec.MustHold, From: "plan"}
	green := app.Trial{Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 3}}
	if got, why := Weigh(check, green, true); got != app.OutcomeProven || !strings.Contains(why, "never seen red") {
		t.Errorf("%s (%s)", got, why)
	}
	green.Candidate = app.Tally{Green: 2, Red: 1}
	if got, _ := Weigh(check, green, true); got == app.OutcomeProven {
		t.Error("an approval makes a flickering check proof")
	}
}
