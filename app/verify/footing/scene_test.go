package footing

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// claims are those that are not so, but for what a check stands on.
var claims = []claim{failing, masked, weakened, skipped, removed, vanished, shrunk, exits, forged, flaky, rare, unrun, vacuous}

// A claim is how a check stands to the truth when an agent says it is done.
type claim string

const (
	honest   claim = "honest"   // the check shows what its criterion says
	failing  claim = "failing"  // red on the result
	masked   claim = "masked"   // red on the result behind an exit status of 0
	weakened claim = "weakened" // green because its test was changed
	skipped  claim = "skipped"  // its test was made to skip
	removed  claim = "removed"  // its test is gone, another one is green
	vanished claim = "vanished" // so it is by the product alone, beside a test that is new
	shrunk   claim = "shrunk"   // or beside a change of tests to which people agreed
	exits    claim = "exits"    // the product ends the run before a test is told of
	forged   claim = "forged"   // the product says in the runner's place that its tests passed
	flaky    claim = "flaky"    // fails half of the time or more, on the result alone
	rare     claim = "rare"     // so does this, but less often
	unrun    claim = "unrun"    // never comes to its end, or runs nothing
	vacuous  claim = "vacuous"  // green on the base as well, where it must change
)

// shape is what became of the tests of a check.
type shape int

const (
	same  shape = iota // they are those of the base
	adds               // one is new beside them
	fresh              // all are new: the base cannot load them
	takes              // one is taken out with agreement
)

// scene is one check of a trial.
type scene struct {
	claim  claim
	format format
	shape  shape
	check  app.Check
	turn   int        // which way it does not run, or its tests do not load
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
	case "red", "unloaded":
		res.Exit = 1
	}
	shown := sc.format.show(told{a, sc.tests(s.arm, a), sc.check.Criterion, sc.file(c.Tree)})
	if sc.format == junit && shown != "" {
		dir := filepath.Join(c.Home, ".goalkeeper")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return res, err
		}
		return res, os.WriteFile(filepath.Join(dir, "pytest.xml"), []byte(shown), 0o644)
	}
	fmt.Fprint(c.Output, shown)
	return res, nil
}

// plain tells whether the tests are a script for node's runner, which tells of no more
// than that all of it passed.
func (sc *scene) plain() bool {
	return sc.claim == honest && sc.format == spec && sc.shape == fresh && sc.turn%4 == 0
}

// file is what node calls the tests of a check when it can tell of none.
func (sc *scene) file(tree string) string {
	if sc.plain() {
		return filepath.Join(tree, "script.test.js")
	}
	return filepath.Join(tree, "greet.test.js")
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
		if sc.shape == fresh {
			return "unloaded"
		}
		return before
	case app.ArmProof:
		if sc.shape == fresh && sc.turn%2 == 0 {
			return "unloaded"
		}
		return before
	case app.ArmPlanted:
		return "red"
	case app.ArmDoomed:
		if sc.claim == forged {
			return "green"
		}
		return "red"
	case app.ArmGuard: // the base's tests on the result's code
		if sc.stands != nil && !sc.undone || sc.stands == nil && (sc.claim == honest || sc.claim == vacuous) {
			return "green"
		}
		return "red"
	}
	switch sc.claim {
	case honest:
		if sc.plain() {
			return "plain"
		}
	case failing:
		return "red"
	case masked, skipped, exits:
		return string(sc.claim)
	case removed, vanished, shrunk:
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

// tests are those that a run tells of, with what became of each.
func (sc *scene) tests(arm app.Arm, a string) [][2]string {
	const greets, parts, whole = "TestGreets", "TestParts", "TestWhole"
	out := map[string][][2]string{
		"green":   {{greets, "pass"}, {parts, "pass"}},
		"red":     {{greets, "fail"}, {parts, "pass"}},
		"masked":  {{greets, "fail"}, {parts, "pass"}},
		"skipped": {{greets, "skip"}, {parts, "pass"}},
		"removed": {{parts, "pass"}},
		"dies":    {{greets, "pass"}},
	}[a]
	switch changed := arm != app.ArmBaseline && arm != app.ArmGuard; {
	case !changed || len(out) == 0:
	case sc.shape == adds && a != "dies":
		out = append(out, [2]string{whole, out[0][1]})
	case sc.shape == takes && sc.claim != shrunk:
		out = slices.DeleteFunc(out, func(t [2]string) bool { return t[0] == greets })
	}
	return out
}
