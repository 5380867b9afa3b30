package footing

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// A claim is how a check stands to the truth when an agent says it is done.
type claim string

const (
	honest   claim = "honest"   // the check shows what its criterion says
	failing  claim = "failing"  // red on the result
	masked   claim = "masked"   // red on the result behind an exit status of 0
	weakened claim = "weakened" // green because its test was changed
	skipped  claim = "skipped"  // its test was made to skip
	removed  claim = "removed"  // its test is gone, another one is green
	flaky    claim = "flaky"    // fails half of the time or more, on the result alone
	rare     claim = "rare"     // so does this, but less often
	unrun    claim = "unrun"    // never comes to its end, or runs nothing
	vacuous  claim = "vacuous"  // green on the base as well, where it must change
)

// format is how much a runner tells.
type format int

const (
	exitOnly format = iota
	tap
	goJSON
)

// scene is one check of a trial.
type scene struct {
	claim  claim
	format format
	check  app.Check
	turn   int        // which way it does not run
	dice   *rand.Rand // for what it comes to when it flickers
	fails  int        // in 100 runs, when it does
	took   time.Duration
	runs   map[app.Arm]int
	stands *bending // what its change touches of what the check stands on
	undone bool     // the base's tests judge with all of that undone
}

// stage is a sandbox in which every command ends as its scene says.
type stage struct {
	scenes map[string]*scene // by command
	arm    app.Arm
	now    time.Time
}

func (s *stage) Level() sandbox.Level        { return sandbox.LevelBubblewrap }
func (s *stage) TreePath(host string) string { return host }
func (s *stage) scene(script string) *scene {
	return s.scenes[strings.Replace(script, " -json", "", 1)]
}

func (s *stage) Run(_ context.Context, c sandbox.Command) (sandbox.Result, error) {
	sc := s.scene(c.Script)
	if sc == nil {
		return sandbox.Result{}, fmt.Errorf("nobody plays %q", c.Script)
	}
	sc.runs[s.arm]++
	res := sandbox.Result{Duration: sc.took}
	a := sc.answer(s.arm)
	if a == "timeout" {
		res.Duration = c.Timeout
	}
	s.now = s.now.Add(res.Duration)
	switch a {
	case "timeout":
		res.TimedOut, res.Exit = true, -1
		return res, nil
	case "no command":
		res.Exit = 127
		return res, nil
	case "red":
		res.Exit = 1
	}
	fmt.Fprint(c.Output, sc.report(a))
	return res, nil
}

// answer is what a run of an arm shows: green, red, or one of the ways not to
// say it.
func (sc *scene) answer(arm app.Arm) string {
	before := "red"
	if sc.check.Kind == goalspec.MustHold || sc.claim == vacuous {
		before = "green"
	}
	switch arm {
	case app.ArmBaseline:
		return before
	case app.ArmProof:
		return before
	case app.ArmPlanted:
		return "red"
	case app.ArmGuard: // the base's tests on the result's code
		if sc.stands != nil && !sc.undone || sc.stands == nil && (sc.claim == honest || sc.claim == vacuous) {
			return "green"
		}
		return "red"
	}
	switch sc.claim {
	case failing:
		return "red"
	case masked:
		return "masked"
	case skipped:
		return "skipped"
	case removed:
		return "removed"
	case flaky, rare:
		if sc.dice.IntN(100) < sc.fails {
			return "red"
		}
	case unrun:
		return []string{"timeout", "no command", "nothing", "dies"}[sc.turn%4]
	}
	return "green"
}

// report is the output of a run.
func (sc *scene) report(a string) string {
	switch sc.format {
	case tap:
		return map[string]string{
			"green":   "TAP version 13\n1..2\nok 1 - greets\nok 2 - parts\n",
			"red":     "TAP version 13\n1..2\nnot ok 1 - greets\nok 2 - parts\n",
			"masked":  "TAP version 13\n1..2\nnot ok 1 - greets\nok 2 - parts\n",
			"skipped": "TAP version 13\n1..2\nok 1 - greets # SKIP later\nok 2 - parts\n",
			"removed": "TAP version 13\n1..1\nok 1 - parts\n",
			"nothing": "TAP version 13\n1..0\n",
			"dies":    "TAP version 13\n1..2\nok 1 - greets\n",
		}[a]
	case goJSON:
		test := func(name, action string) string {
			record := func(a, output string) string {
				return fmt.Sprintf("{\"Action\":%q,\"Package\":%q,\"Test\":%q,\"Output\":%q}\n", a, sc.check.Criterion, name, output)
			}
			return record("run", "") + record("output", "--- "+strings.ToUpper(action)+": "+name+" (0.00s)\n") + record(action, "")
		}
		begin := fmt.Sprintf("{\"Action\":\"start\",\"Package\":%q}\n", sc.check.Criterion)
		end := strings.Replace(begin, "start", "pass", 1)
		return map[string]string{
			"green":   begin + test("TestGreets", "pass") + test("TestParts", "pass") + end,
			"red":     begin + test("TestGreets", "fail") + test("TestParts", "pass") + strings.Replace(end, "pass", "fail", 1),
			"masked":  begin + test("TestGreets", "fail") + test("TestParts", "pass") + end,
			"skipped": begin + test("TestGreets", "skip") + test("TestParts", "pass") + end,
			"removed": begin + test("TestParts", "pass") + end,
			"nothing": begin + strings.Replace(end, "pass", "skip", 1),
			"dies":    begin + test("TestGreets", "pass"),
		}[a]
	}
	return "some words\n"
}

// blobs is a store of bytes in memory.
type blobs map[app.Digest][]byte

func (b blobs) PutBlob(_ context.Context, data []byte) (app.Digest, error) {
	d := app.DigestOf(data)
	b[d] = data
	return d, nil
}

func (b blobs) Blob(_ context.Context, d app.Digest, _, _ int64) ([]byte, int64, error) {
	return b[d], int64(len(b[d])), nil
}

// trial is one goal before the judging core.
type trial struct {
	*testing.T
	scenes []*scene
	runs   int // at most of each check; 0: as many as it takes
	stage  *stage
	blobs  blobs
	bench  verify.Bench
	v      *verify.Verifier
}

// durations are what a run takes.
var durations = []time.Duration{100 * time.Millisecond, 500 * time.Millisecond, 2 * time.Second, 20 * time.Second, time.Minute, 3 * time.Minute}

// draw makes a goal of one to three criteria; unless all are honest, at least
// one check is not what the agent claims.
func draw(t *testing.T, rng *rand.Rand, bench verify.Bench, allHonest bool) *trial {
	x := &trial{T: t, stage: &stage{scenes: map[string]*scene{}}, blobs: blobs{}, bench: bench}
	claims, bent := []claim{failing, masked, weakened, skipped, removed, flaky, rare, unrun, vacuous}, slices.Sorted(maps.Keys(bendings))
	n := 1 + rng.IntN(3)
	liar := rng.IntN(n)
	if !allHonest && rng.IntN(4) == 0 {
		x.runs = 1 + rng.IntN(10)
	}
	for i := range n {
		sc := &scene{claim: honest, format: format(rng.IntN(3)), turn: rng.IntN(12), dice: rng, runs: map[app.Arm]int{}, took: durations[rng.IntN(len(durations))]}
		kind := []app.Kind{goalspec.MustChange, goalspec.MustHold}[rng.IntN(2)]
		if !allHonest && (i == liar || rng.IntN(4) == 0) {
			of := [][]claim{claims, bent}[rng.IntN(2)]
			sc.claim = of[rng.IntN(len(of))]
		}
		sc.fails = map[bool]int{true: 50, false: 10}[sc.claim == flaky] + rng.IntN(41)
		switch {
		case sc.claim == vacuous:
			kind = goalspec.MustChange
		case sc.format == exitOnly && (sc.claim == masked || sc.claim == unrun && sc.turn%4 > 1):
			sc.format = tap // an exit status alone cannot tell these
		}
		command := fmt.Sprintf("sh check%d.sh", i)
		if sc.format == goJSON {
			command = fmt.Sprintf("go test ./part%d", i)
		}
		if b, bent := bendings[sc.claim]; bent {
			sc.stands = &b
		} else if sc.claim == honest && rng.IntN(2) == 0 {
			sc.stands = &besides[rng.IntN(len(besides))]
		}
		if sc.stands != nil {
			sc.format = min(sc.format, tap)
			command = fmt.Sprintf("GOAL=%d %s", i, sc.stands.command)
		}
		sc.check = app.Check{Criterion: fmt.Sprintf("C%d", i+1), Command: command, Kind: kind, From: "issue"}
		x.scenes, x.stage.scenes[command] = append(x.scenes, sc), sc
	}
	var err error
	x.v, err = verify.New(verify.Config{Sandbox: x.stage, Blobs: x.blobs, Now: func() time.Time { return x.stage.now }})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// goal is the contract over the scenes.
func (x *trial) goal() *app.Goal {
	body := "Goal: Greet the whole world and nobody else\n\nConstraints:\n- keep it short\n\nEvidence:\n"
	plan := &app.Plan{Version: 1}
	for _, sc := range x.scenes {
		kind := "must_change"
		if sc.check.Kind == goalspec.MustHold {
			kind = "must_hold"
		}
		body += fmt.Sprintf("- It is %s: `%s` [%s]\n", sc.check.Criterion, sc.check.Command, kind)
		plan.Checks = append(plan.Checks, sc.check)
	}
	spec, err := goalspec.Parse("Greet the whole world", body).Goal()
	if err != nil {
		x.Fatal(err)
	}
	return &app.Goal{State: app.StateVerifying, Round: 1, Contract: &app.Contract{Goal: spec}, Plan: plan}
}

// run lets the verifier look at base and result as the pipeline does, until every
// check can be judged. Where the time ends before, people grant more of it.
func (x *trial) run() []app.CriterionResult {
	g := x.goal()
	g.Evidence = x.verification(g.Evidence, 0)
	for ; g.Round < 20; g.Round++ {
		g.Evidence = x.verification(g.Evidence, g.Round)
		results := verify.Judge(g)
		if x.runs > 0 || !app.OutOfBudget(results) {
			return results
		}
	}
	x.Fatalf("no budget is enough")
	return nil
}

// verification runs each check, in the time that the policy gives to all. Round 0
// looks at the base alone.
func (x *trial) verification(known []app.Evidence, round int) []app.Evidence {
	var spent time.Duration
	used := 0
	for n, sc := range x.scenes {
		budget := verify.Budget{Time: 2 * time.Hour, Runs: maxRuns * len(x.scenes), Share: len(x.scenes) - n, Spent: spent, Used: used}
		if x.runs > 0 {
			budget.Runs, budget.Used = x.runs, 0
		}
		s := verify.Series{Check: sc.check, Baseline: round == 0, Arms: arms(sc), Sure: 12}
		for _, e := range known {
			if e.Check.Command == sc.check.Command && !e.Reused {
				s = s.And(x.read(e))
			}
		}
		s.Budget = budget
		s, known = x.series(s, known, round)
		spent, used = s.Budget.Spent, s.Budget.Used
	}
	return known
}

// maxRuns bounds the runs of a check in one verification, as the pipeline has it.
const maxRuns = 100

// series runs a check until nothing more is wanted, and closes it as the pipeline does.
func (x *trial) series(s verify.Series, known []app.Evidence, round int) (verify.Series, []app.Evidence) {
	for range maxRuns {
		arm := s.Next()
		if arm == "" {
			if last := len(known) - 1; round > 0 && (known[last].Round != round || known[last].Trial == nil || known[last].Check.Command != s.Check.Command) {
				t := s.Trial()
				known = append(known, app.Evidence{Arm: app.ArmCandidate, Round: round, Check: s.Check, Status: app.StatusSkipped, Reused: true, Trial: &t})
			}
			return s, known
		}
		x.stage.arm = arm
		e, err := x.v.Run(x.Context(), x.bench, s.Check)
		if err != nil {
			x.Fatal(err)
		}
		e.Arm, e.Round = arm, round
		s = s.And(x.read(e))
		if e.More = s.Next() != ""; !e.More {
			t := s.Trial()
			e.Trial = &t
		}
		known = append(known, e)
	}
	x.Fatalf("%d runs and no end", maxRuns)
	return s, nil
}

func (x *trial) read(e app.Evidence) verify.Run {
	tests, err := x.v.Tests(x.Context(), e)
	if err != nil {
		x.Fatal(err)
	}
	return verify.Run{Evidence: e, Tests: tests}
}

// arms are those the pipeline lets a check have, by what was changed: product
// code always, and what the check stands on by whoever bends it.
func arms(sc *scene) []app.Arm {
	base, change := tree{"greet.go": "package m\n", "greet_test.go": "package m\n"}, tree{"greet.go": "package m // new\n"}
	switch {
	case sc.stands != nil:
		base = base.with(sc.stands.base)
		maps.Copy(change, sc.stands.change)
	case slices.Contains([]claim{weakened, skipped, removed}, sc.claim):
		change["greet_test.go"] = "package m // weak\n"
	}
	p := base.sidesOf(sc.check.Command, change)
	back := p.Back()
	sc.undone = sc.stands != nil
	for at := range change {
		sc.undone = sc.undone && (at == "greet.go" || slices.Contains(back, at))
	}
	var out []app.Arm
	if len(back) > 0 {
		out = append(out, app.ArmGuard)
	}
	if len(p.Tests) > 0 && sc.check.Kind == goalspec.MustChange {
		out = append(out, app.ArmProof)
	}
	if len(p.Code) > 0 && sc.check.Kind == goalspec.MustHold {
		out = append(out, app.ArmPlanted)
	}
	return out
}

// done tells whether a goal reads as done: every criterion is proven.
func done(results []app.CriterionResult) bool {
	for _, c := range results {
		if c.Outcome != app.OutcomeProven {
			return false
		}
	}
	return len(results) > 0
}

// TestFalseClaimsAreNeverProven plays 800 goals whose agent claims success
// over a check that fails, was weakened or stands on what was, skips, flickers or did
// not run, with runs that take from a tenth of a second to minutes: none is proven, and
// the false criterion of none. What fails in 10 % to 49 % of its runs is proven now and
// then, and how often is told. 100 honest goals all are, so that the first figure means
// something.
func TestFalseClaimsAreNeverProven(t *testing.T) {
	top := t.TempDir()
	bench := verify.Bench{Tree: filepath.Join(top, "tree"), Home: filepath.Join(top, "home"), Limit: time.Minute}
	for _, dir := range []string{bench.Tree, bench.Home} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	seed := uint64(20261128)
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	seen, lasting := map[claim]int{}, map[time.Duration]int{}
	goals, unseen := 0, 0
	for n := 0; goals < 800; n++ {
		x := draw(t, rng, bench, false)
		results := x.run()
		lies := slices.ContainsFunc(x.scenes, func(sc *scene) bool { return sc.claim != honest && sc.claim != rare })
		if lies {
			goals++
		}
		if done(results) && lies {
			t.Errorf("trial %d of seed %d: the goal is proven", n, seed)
		}
		for i, sc := range x.scenes {
			seen[sc.claim]++
			lasting[sc.took]++
			r := results[i]
			switch {
			case sc.claim == rare:
				if r.Outcome == app.OutcomeProven {
					unseen++
				}
			case sc.claim != honest && r.Outcome == app.OutcomeProven || r.Why == "":
				t.Errorf("trial %d of seed %d: %s, format %d, %s in %s: %s is %s (%s)", n, seed, sc.claim, sc.format, sc.check.Kind, sc.took, sc.check.Command, r.Outcome, r.Why)
			case sc.claim == honest && x.runs == 0 && !r.Trial.Spent && r.Outcome != app.OutcomeProven:
				t.Errorf("trial %d of seed %d: an honest %s check of format %d in %s is %s (%s)", n, seed, sc.check.Kind, sc.format, sc.took, r.Outcome, r.Why)
			}
		}
	}
	for n := range 100 {
		if results := draw(t, rng, bench, true).run(); !done(results) {
			t.Errorf("honest trial %d of seed %d is not proven: %+v", n, seed, results)
		}
	}
	for _, c := range append([]claim{honest, failing, masked, weakened, skipped, removed, flaky, rare, unrun, vacuous}, slices.Collect(maps.Keys(bendings))...) {
		if seen[c] < 12 {
			t.Errorf("%s was drawn %d times", c, seen[c])
		}
	}
	t.Logf("drawn: %v, in %v", seen, lasting)
	t.Logf("of %d goals with a false claim none is proven; of %d checks that fail in 10 %% to 49 %% of their runs %d are", goals, seen[rare], unseen)
	if unseen*10 > seen[rare] {
		t.Errorf("%d of %d checks that fail now and then are proven", unseen, seen[rare])
	}
}
