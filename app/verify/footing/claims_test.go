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
	flaky    claim = "flaky"    // fails half of the time, on the result alone
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
	runs   map[app.Arm]int
	stands *bending // what its change touches of what the check stands on
	undone bool     // the base's tests judge with all of that undone
}

// stage is a sandbox in which every command ends as its scene says.
type stage struct {
	scenes map[string]*scene // by command
	arm    app.Arm
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
	res := sandbox.Result{Duration: 100 * time.Millisecond}
	a := sc.answer(s.arm)
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
	case flaky:
		if sc.dice.IntN(2) == 0 {
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
	budget int // runs of each check; 0: as many as it takes
	stage  *stage
	blobs  blobs
	bench  verify.Bench
	v      *verify.Verifier
}

// draw makes a goal of one to three criteria; unless all are honest, at least
// one check is not what the agent claims.
func draw(t *testing.T, rng *rand.Rand, bench verify.Bench, allHonest bool) *trial {
	x := &trial{T: t, stage: &stage{scenes: map[string]*scene{}}, blobs: blobs{}, bench: bench}
	claims, bent := []claim{failing, masked, weakened, skipped, removed, flaky, unrun, vacuous}, slices.Sorted(maps.Keys(bendings))
	n := 1 + rng.IntN(3)
	liar := rng.IntN(n)
	if !allHonest && rng.IntN(4) == 0 {
		x.budget = 1 + rng.IntN(10)
	}
	for i := range n {
		sc := &scene{claim: honest, format: format(rng.IntN(3)), turn: rng.IntN(12), dice: rng, runs: map[app.Arm]int{}}
		kind := []app.Kind{goalspec.MustChange, goalspec.MustHold}[rng.IntN(2)]
		if !allHonest && (i == liar || rng.IntN(4) == 0) {
			of := [][]claim{claims, bent}[rng.IntN(2)]
			sc.claim = of[rng.IntN(len(of))]
		}
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
	x.v, err = verify.New(verify.Config{Sandbox: x.stage, Blobs: x.blobs, Now: time.Now})
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

// run lets the verifier look at base and result as the pipeline does, until
// every check can be judged.
func (x *trial) run() *app.Goal {
	g := x.goal()
	for _, sc := range x.scenes {
		g.Evidence = x.series(g.Evidence, sc, true)
	}
	for _, sc := range x.scenes {
		g.Evidence = x.series(g.Evidence, sc, false)
	}
	return g
}

func (x *trial) series(known []app.Evidence, sc *scene, baseline bool) []app.Evidence {
	s := verify.Series{Check: sc.check, Baseline: baseline, Arms: arms(sc), Budget: verify.Budget{Runs: x.budget, Share: 1}, Sure: 12}
	for _, e := range known {
		if e.Check.Command == sc.check.Command {
			s = s.And(x.read(e))
		}
	}
	if !baseline {
		s.Budget.Spent, s.Budget.Used = 0, 0 // each verification has its own
	}
	const maxRuns = 60 // as the pipeline has it
	for range maxRuns {
		arm := s.Next()
		if arm == "" {
			if last := len(known) - 1; !baseline && known[last].Round == 0 { // as the pipeline closes it
				t := s.Trial()
				known = append(known, app.Evidence{Arm: app.ArmCandidate, Round: 1, Check: sc.check, Status: app.StatusSkipped, Reused: true, Trial: &t})
			}
			return known
		}
		x.stage.arm = arm
		e, err := x.v.Run(x.Context(), x.bench, sc.check)
		if err != nil {
			x.Fatal(err)
		}
		e.Arm = arm
		if !baseline {
			e.Round = 1
		}
		s = s.And(x.read(e))
		if e.More = s.Next() != ""; !e.More {
			t := s.Trial()
			e.Trial = &t
		}
		known = append(known, e)
	}
	x.Fatalf("%d runs and no end", maxRuns)
	return nil
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
// not run: none is proven, and the false criterion of none. 100 honest goals all are, so
// that the first figure means something.
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
	seen := map[claim]int{}
	for n := range 800 {
		x := draw(t, rng, bench, false)
		results := verify.Judge(x.run())
		if done(results) {
			t.Errorf("trial %d of seed %d: the goal is proven", n, seed)
		}
		for i, sc := range x.scenes {
			seen[sc.claim]++
			r := results[i]
			if sc.claim != honest && r.Outcome == app.OutcomeProven || r.Why == "" {
				t.Errorf("trial %d of seed %d: %s, format %d, %s: %s is %s (%s)", n, seed, sc.claim, sc.format, sc.check.Kind, sc.check.Command, r.Outcome, r.Why)
			}
			if sc.claim == honest && x.budget == 0 && r.Outcome != app.OutcomeProven {
				t.Errorf("trial %d of seed %d: an honest %s check of format %d is %s (%s)", n, seed, sc.check.Kind, sc.format, r.Outcome, r.Why)
			}
		}
	}
	for n := range 100 {
		if x := draw(t, rng, bench, true); !done(verify.Judge(x.run())) {
			t.Errorf("honest trial %d of seed %d is not proven: %+v", n, seed, verify.Judge(x.run()))
		}
	}
	for _, c := range append([]claim{honest, failing, masked, weakened, skipped, removed, flaky, unrun, vacuous}, slices.Collect(maps.Keys(bendings))...) {
		if seen[c] < 12 {
			t.Errorf("%s was drawn %d times", c, seen[c])
		}
	}
	t.Logf("drawn: %v", seen)
}
