package app

// TestOutcome is what repeated runs on the base and on the result show of one
// test, or of a check as a whole.
type TestOutcome string

// The outcomes of a test.
const (
	TestHolding     TestOutcome = "holding"       // green on the base and on the result
	TestFixed       TestOutcome = "fixed"         // red on the base, green on the result
	TestStillRed    TestOutcome = "still_failing" // red on both
	TestRegression  TestOutcome = "regression"    // green on the base, red on the result
	TestUnstable    TestOutcome = "unstable"      // flips on identical bytes
	TestProving     TestOutcome = "new_proving"   // new, and red on the base's code
	TestVacuous     TestOutcome = "new_vacuous"   // new, and green on the base's code too
	TestNew         TestOutcome = "new"           // new, green, and not run on the base's code
	TestNewRed      TestOutcome = "new_failing"   // new, and red on the result
	TestMissing     TestOutcome = "missing"       // ran on the base, or on its code with the result's tests, and is not there on the result
	TestSkippedNow  TestOutcome = "skipped_now"   // so did this, and the result skips it
	TestTaken       TestOutcome = "taken"         // ran on the base, and is gone with a change of tests to which people agreed
	TestContradicts TestOutcome = "contradicted"  // green on the result only because the test was changed: as the base has it, it is red
	TestEnvironment TestOutcome = "environment"   // a run could not be had, so nothing is known
	TestSkipped     TestOutcome = "skipped"       // runs on neither
)

// Tally counts the results of a test over the runs of one arm.
type Tally struct {
	Green  int `json:"green,omitempty"`
	Red    int `json:"red,omitempty"`
	Absent int `json:"absent,omitempty"` // not collected, or skipped
	Broken int `json:"broken,omitempty"` // the run could not be had
	Silent int `json:"silent,omitempty"` // green, and it tells less of tests than the base did
}

// Runs is how often the test was asked for.
func (t Tally) Runs() int { return t.Green + t.Red + t.Absent + t.Void() }

// Void is how many of the runs are no answer.
func (t Tally) Void() int { return t.Broken + t.Silent }

// Flips tells whether identical bytes gave different results.
func (t Tally) Flips() bool {
	return t.Green > 0 && t.Red > 0 || t.Absent > 0 && t.Green+t.Red > 0
}

// Plus counts one more result.
func (t Tally) Plus(s Status) Tally {
	switch s {
	case StatusPass:
		t.Green++
	case StatusFail:
		t.Red++
	case StatusSkipped:
		t.Absent++
	default:
		t.Broken++
	}
	return t
}

// TestCounts sums the report of one run up.
type TestCounts struct {
	Format   string `json:"format"`
	Complete bool   `json:"complete"` // the runner came to its last record
	Passed   int    `json:"passed"`
	Failed   int    `json:"failed,omitempty"`
	Skipped  int    `json:"skipped,omitempty"`
	Errors   int    `json:"errors,omitempty"`
	Unloaded int    `json:"unloaded,omitempty"` // files, classes and packages that could not be loaded or set up
}

// Ran is how many tests ran.
func (c TestCounts) Ran() int { return c.Passed + c.Failed + c.Errors }

// TestResult is one test with its results on both sides.
type TestResult struct {
	Name      string      `json:"name"`
	Outcome   TestOutcome `json:"outcome"`
	Base      Tally       `json:"base"`
	Candidate Tally       `json:"candidate"`
}

// Trial is what the runs of a check in one verification show together.
type Trial struct {
	Base      Tally               `json:"base"`
	Candidate Tally               `json:"candidate"`
	Guard     *Tally              `json:"guard,omitempty"`    // the base's tests on the result's code
	Back      []string            `json:"back,omitempty"`     // what of the change was undone for that: tests, and what the check stands on
	Proof     *Tally              `json:"proof,omitempty"`    // the result's tests on the base's code
	Doomed    *Tally              `json:"doomed,omitempty"`   // where its tests were made to fail
	Deaf      bool                `json:"deaf,omitempty"`     // there it was green all the same, and told of them as of tests that passed
	Shown     string              `json:"shown,omitempty"`    // where the check was seen red; empty: it never was
	Mutants   int                 `json:"mutants,omitempty"`  // of covered code, that the tests were run on
	Killed    int                 `json:"killed,omitempty"`   // of these, that new tests turned red
	Reads     bool                `json:"reads,omitempty"`    // new tests are red where that code is only written in another way
	Notice    bool                `json:"notice,omitempty"`   // its new tests have to notice a mutant: they are the goal's work
	Spent     bool                `json:"spent,omitempty"`    // the verification's budget ended it
	Asked     int                 `json:"asked,omitempty"`    // green runs of the result that it had to come to
	ByTests   bool                `json:"by_tests,omitempty"` // where the result is red, tests that are named say so, and nothing else does
	Counts    map[TestOutcome]int `json:"counts,omitempty"`
	Tests     []TestResult        `json:"tests,omitempty"` // those worth a look, bounded
}

// Named are the tests of an outcome among those worth a look.
func (t Trial) Named(o TestOutcome) []string {
	var out []string
	for _, r := range t.Tests {
		if r.Outcome == o {
			out = append(out, r.Name)
		}
	}
	return out
}
