package footing

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/doomed"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

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
	bent := slices.Sorted(maps.Keys(bendings))
	n := 1 + rng.IntN(3)
	liar := rng.IntN(n)
	if !allHonest && rng.IntN(4) == 0 {
		x.runs = 1 + rng.IntN(10)
	}
	for i := range n {
		sc := &scene{claim: honest, format: format(rng.IntN(len(formats))), shape: shape(rng.IntN(4)), turn: rng.IntN(12), dice: rng, runs: map[app.Arm]int{}, took: durations[rng.IntN(len(durations))]}
		kind := []app.Kind{goalspec.MustChange, goalspec.MustHold}[rng.IntN(2)]
		if !allHonest && (i == liar || rng.IntN(4) == 0) {
			of := [][]claim{claims, bent}[rng.IntN(2)]
			sc.claim = of[rng.IntN(len(of))]
		}
		sc.fails = map[bool]int{true: 50, false: 10}[sc.claim == flaky] + rng.IntN(41)
		kind = sc.fit(kind)
		command := fmt.Sprintf(formats[sc.format].command, i)
		if b, bent := bendings[sc.claim]; bent {
			sc.stands = &b
		} else if sc.claim == honest && rng.IntN(2) == 0 {
			sc.stands = &besides[rng.IntN(len(besides))]
		}
		if sc.stands != nil {
			sc.format, sc.shape = min(sc.format, tap), same
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

// fit makes a scene one that can be, and says of which kind its check is. Nothing
// tells of a run that says no more than its exit status, on no side, that it fails
// behind it, or was left early.
func (sc *scene) fit(kind app.Kind) app.Kind {
	switch sc.claim {
	case vacuous, weakened, skipped, removed, masked:
		sc.shape = same
	case vanished:
		sc.shape = adds
	case shrunk:
		sc.shape = takes
	case exits, forged:
		sc.format = max(sc.format, tap)
	}
	if sc.format == exitOnly && (slices.Contains([]claim{masked, vanished, shrunk}, sc.claim) || sc.claim == unrun && sc.turn%4 > 1) {
		sc.format = tap
	}
	switch {
	case sc.claim == vacuous, sc.shape == fresh:
		return goalspec.MustChange
	case sc.shape == takes:
		return goalspec.MustHold
	}
	return kind
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
	names := map[string]bool{"TestGreets": true, "TestParts": true, "TestWhole": true}
	made := doomed.Tests{Names: map[string]map[string]bool{"Go": names, "Python": names, "JavaScript": names}, All: map[string]bool{"Go": true, "Python": true}}
	for n, sc := range x.scenes {
		budget := verify.Budget{Time: 2 * time.Hour, Runs: maxRuns * len(x.scenes), Share: len(x.scenes) - n, Spent: spent, Used: used}
		if x.runs > 0 {
			budget.Runs, budget.Used = x.runs, 0
		}
		s := verify.Series{Check: sc.check, Baseline: round == 0, Sure: 12, Doomed: made}
		s.Arms, s.Agreed = arms(sc)
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
// code always, and what the check stands on by whoever bends it; and whether people
// agreed to what became of its tests.
func arms(sc *scene) (out []app.Arm, agreed bool) {
	base, change := tree{"greet.go": "package m\n", "greet_test.go": "package m\n"}, tree{"greet.go": "package m // new\n"}
	var let []string
	switch {
	case sc.stands != nil:
		base = base.with(sc.stands.base)
		maps.Copy(change, sc.stands.change)
	case slices.Contains([]claim{weakened, skipped, removed}, sc.claim):
		change["greet_test.go"] = "package m // weak\n"
	case sc.shape == adds, sc.shape == fresh:
		change["whole_test.go"] = "package m\n"
	case sc.shape == takes:
		change["greet_test.go"] = "package m // less\n"
		let = append(let, "greet_test.go")
	}
	p := base.sidesOf(sc.check.Command, change, let...)
	back := p.Back()
	sc.undone = sc.stands != nil
	for at := range change {
		sc.undone = sc.undone && (at == "greet.go" || slices.Contains(back, at))
	}
	if len(back) > 0 {
		out = append(out, app.ArmGuard)
	}
	if len(p.Tests) > 0 {
		out = append(out, app.ArmProof)
	}
	if len(p.Code) > 0 && sc.check.Kind == goalspec.MustHold {
		out = append(out, app.ArmPlanted)
	}
	return append(out, app.ArmDoomed), p.Agreed()
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
// over a check that fails, was weakened or stands on what was, skips, flickers, did
// not run or was left by the product before its end or answered in its place, with runs that take from a tenth of a second to minutes: none is proven, and
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
	if err := os.WriteFile((&scene{}).file(bench.Tree), []byte("import test from 'node:test';\n"), 0o644); err != nil {
		t.Fatal(err)
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
	for _, c := range slices.Concat(claims, []claim{honest}, slices.Collect(maps.Keys(bendings))) {
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
