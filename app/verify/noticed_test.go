package verify

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/mutant"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

const (
	currency = "\"\"\"Amounts as text.\"\"\"\n\n\ndef show(cents):\n    \"\"\"Return cents as euros.\"\"\"\n    return \"%d.%02d EUR\" % (cents // 100, cents % 100)\n"
	purse    = "class Purse:\n    def __init__(self):\n        self.held = []\n\n    def put(self, coin):\n        self.held += [coin]\n        self.last = coin\n"
	people   = "class User:\n    def __init__(self, name):\n        self.name = name\n\n\ndef make(name):\n    return User(name.strip())\n"
	price    = "def discount(total, percent):\n    if total < 0:\n        raise ValueError(\"negative\")\n    return total * percent // 100\n"
)

// TestWhatNewTestsNotice plays tests of several kinds against mutants, with the
// runner itself: honest ones of any form prove, and none that hold nothing against
// what the code does.
func TestWhatNewTestsNotice(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil && os.Getenv("GOALKEEPER_REQUIRE") == "" {
		t.Skip(err)
	}
	for name, c := range map[string]struct {
		code, imports, test string
		want                app.Outcome
	}{
		"a value":          {currency, "", "self.assertEqual(m.show(1205), '12.05 EUR')", app.OutcomeProven},
		"a part of it":     {currency, "", "self.assertIn('12.05', m.show(1205))", app.OutcomeProven},
		"an error":         {price, "", "with self.assertRaises(ValueError):\n            m.discount(-1, 10)", app.OutcomeProven},
		"an amount":        {price, "", "self.assertEqual(m.discount(1000, 10), 100)", app.OutcomeProven},
		"a state":          {purse, "", "p = m.Purse()\n        p.put(3)\n        self.assertEqual(p.held, [3])", app.OutcomeProven},
		"an object":        {people, "", "self.assertEqual(m.make(' ann ').name, 'ann')", app.OutcomeProven},
		"by assert":        {currency, "", "assert m.show(5) == '0.05 EUR'", app.OutcomeProven},
		"it runs":          {currency, "", "m.show(1205)", app.OutcomeVoid},
		"its length":       {currency, "", "len(m.show(1205))", app.OutcomeVoid},
		"no TypeError":     {currency, "", "try:\n            m.show(1205)\n        except TypeError:\n            self.fail('broken')", app.OutcomeVoid},
		"no error at all":  {currency, "", "try:\n            m.show(1205).upper()\n        except Exception:\n            self.fail('broken')", app.OutcomeVoid},
		"its type":         {currency, "", "self.assertIsInstance(m.show(1205), str)", app.OutcomeVoid},
		"that it is":       {currency, "", "self.assertTrue(m.show(1205))", app.OutcomeVoid},
		"not None":         {currency, "", "self.assertIsNotNone(m.show(1205))", app.OutcomeVoid},
		"an object's type": {people, "", "self.assertIsInstance(m.make('ann'), m.User)", app.OutcomeVoid},
		"its bytes":        {currency, "hashlib", fmt.Sprintf("m.show(1)\n        self.assertEqual(hashlib.sha256(open(m.__file__, 'rb').read()).hexdigest(), '%x')", sha256.Sum256([]byte(currency))), app.OutcomeVoid},
		"its source":       {currency, "inspect", "self.assertIn('(cents // 100, cents % 100)', inspect.getsource(m.show))", app.OutcomeVoid},
		"its bytecode":     {currency, "", "def show(cents):\n            \"\"\"Return cents as euros.\"\"\"\n            return \"%d.%02d EUR\" % (cents // 100, cents % 100)\n        self.assertEqual(show.__code__.co_code, m.show.__code__.co_code)", app.OutcomeVoid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test := "import " + strings.TrimSuffix("unittest, "+c.imports, ", ") + "\n\nimport m\n\n\nclass ShowTest(unittest.TestCase):\n    def test_show(self):\n        " + c.test + "\n"
			s := Series{Check: app.Check{Criterion: "C1", Kind: goalspec.MustChange, From: "issue"}, Notice: true}
			run := func(arm app.Arm, code string) Run { return unittest(t, python, arm, code, test) }
			candidate := run(app.ArmCandidate, c.code)
			for range strict {
				s = s.And(Run{app.Evidence{Arm: app.ArmBaseline, Status: app.StatusFail, Tests: &app.TestCounts{}}, nil}).And(candidate)
			}
			trees := map[app.Arm]string{app.ArmRewritten: string(mutant.Rewritten("m.py", []byte(c.code)))}
			for n, m := range mutant.Of("m.py", []byte(c.code)) {
				arm := app.Arm(fmt.Sprintf("%s-%d", app.ArmMutant, n+1))
				trees[arm], s.Arms = string(m.Text()), append(s.Arms, arm)
			}
			s.Arms = append(s.Arms, app.ArmRewritten)
			for arm := s.Next(); arm != ""; arm = s.Next() {
				s = s.And(run(arm, trees[arm]))
			}
			if got, why := Weigh(s.Check, s.Trial(), false); got != c.want {
				t.Errorf("%s (%s), want %s", got, why, c.want)
			}
		})
	}
}

// unittest runs a test of the module m.
func unittest(t *testing.T, python string, arm app.Arm, code, test string) Run {
	t.Helper()
	dir := t.TempDir()
	for p, text := range map[string]string{"m.py": code, "test_m.py": test} {
		if err := os.WriteFile(filepath.Join(dir, p), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), python, "-m", "unittest", "-v", "test_m")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	e := app.Evidence{Arm: arm, Status: app.StatusPass}
	if err != nil {
		e.Status = app.StatusFail
	}
	r, ok := report.Of("python3 -m unittest -v test_m").Output(out)
	if !ok {
		t.Fatalf("%s: no report in %s", arm, out)
	}
	counts := r.Counts()
	e.Tests = &counts
	if arm == app.ArmCandidate && err != nil {
		t.Fatalf("%s", out)
	}
	return Run{e, r.Tests}
}

// TestNoticed: a mutant is noticed by a test that the base does not have and that
// is green without it; where no runner names tests, by the check.
func TestNoticed(t *testing.T) {
	type tests = map[string]app.Status
	for name, c := range map[string]struct {
		base, candidate, broken tests
		unnamed                 int // tests that ran on the result beside the named
		want                    int
	}{
		"by a new test":                 {tests{"b": p}, tests{"a": p, "b": p}, tests{"a": f, "b": p}, 0, 1},
		"by an error in one":            {tests{}, tests{"a": p}, tests{"a": app.StatusError}, 0, 0},
		"by one beside an error":        {tests{}, tests{"a": p, "b": p}, tests{"a": app.StatusError, "b": f}, 0, 1},
		"by a test that was there":      {tests{"b": p}, tests{"a": p, "b": p}, tests{"a": p, "b": f}, 0, 0},
		"by none":                       {tests{}, tests{"a": p}, tests{"a": p}, 0, 0},
		"by the check":                  {nil, nil, nil, 0, 1},
		"it does not build":             {tests{}, tests{"a": p}, nil, 0, 0},
		"nothing loads":                 {tests{}, tests{"a": p}, tests{}, 0, 0},
		"named only while red":          {tests{}, tests{}, tests{"a": f}, 2, 1},
		"named only while red, old too": {tests{"b": f}, tests{}, tests{"a": f}, 2, 0},
	} {
		s := Series{}
		for arm, of := range map[app.Arm]tests{app.ArmBaseline: c.base, app.ArmCandidate: c.candidate, "mutant-1": c.broken} {
			e := app.Evidence{Arm: arm, Status: f}
			if of != nil {
				e.Tests = &app.TestCounts{Passed: len(of)}
			}
			if arm == app.ArmCandidate && of != nil {
				e.Tests.Passed += c.unnamed
			}
			s.Runs = append(s.Runs, Run{e, of})
		}
		if all, killed := s.mutants(); all != 1 || killed != c.want {
			t.Errorf("%s: %d of %d, want %d", name, killed, all, c.want)
		}
	}
}
