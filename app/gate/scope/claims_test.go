package scope

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// TestSummaryIsBorneOut: what a summary says of runs is held against the runs.
func TestSummaryIsBorneOut(t *testing.T) {
	report := app.Evidence{Arm: app.ArmCandidate, Round: 1, Status: app.StatusPass, Tests: &app.TestCounts{Passed: 41}}
	cover := app.Evidence{Arm: app.ArmCandidate, Round: 1, Status: app.StatusPass, Excerpt: "ok x 0.1s\ntotal: (statements) 97.0%\n# pass 12\n"}
	measured := app.Evidence{Arm: app.ArmCandidate, Round: 1, Status: app.StatusPass, Measured: "88.5"}
	failed := app.Evidence{Arm: app.ArmCandidate, Round: 1, Status: app.StatusFail, Tests: &app.TestCounts{Passed: 40, Failed: 1}}
	old := app.Evidence{Arm: app.ArmCandidate, Status: app.StatusPass, Tests: &app.TestCounts{Passed: 500}}
	printed := func(log string) app.Evidence {
		return app.Evidence{Arm: app.ArmCandidate, Round: 1, Status: app.StatusPass, Excerpt: log}
	}
	read := func(reading string) app.Evidence {
		return app.Evidence{Arm: app.ArmCandidate, Round: 1, Status: app.StatusPass, Measured: reading}
	}
	for name, c := range map[string]struct {
		says string
		ran  []app.Evidence
		want int
	}{
		"three at once":            {"Mend it\n\nAll 214 tests pass, coverage rose to 97 % and I verified\nthe release build by hand.", []app.Evidence{report}, 3},
		"borne out":                {"All 41 tests pass, and coverage is 97%.", []app.Evidence{report, cover}, 0},
		"as many at least":         {"3 new tests pass.", []app.Evidence{report}, 0},
		"not all":                  {"All 40 tests pass.", []app.Evidence{report}, 1},
		"of so many":               {"12/12 tests are green.", []app.Evidence{cover}, 0},
		"more than there are":      {"The 60 unit tests passed.", []app.Evidence{report}, 1},
		"in an earlier round":      {"All 500 tests pass.", []app.Evidence{old, report}, 1},
		"one is red":               {"The whole test suite passes.", []app.Evidence{report, failed}, 1},
		"none is red":              {"All existing tests still pass.", []app.Evidence{report}, 0},
		"measured":                 {"Coverage of the parser went from 70 % to 88.5 %.", []app.Evidence{measured}, 0},
		"measured, said alone":     {"88.5 % line coverage.", []app.Evidence{measured}, 0},
		"checked manually":         {"- Manually tested the upload in a browser", []app.Evidence{report}, 1},
		"said of the product":      {"Invoices need not be checked one by one; rows were written by hand before.", []app.Evidence{report}, 0},
		"a bound, and no outcome":  {"The gate asks for a coverage of at least 80 %.", []app.Evidence{report}, 0},
		"tests that are told of":   {"Add 12 tests for the parser; one passes a list.", []app.Evidence{failed}, 0},
		"numbers of other things":  {"It passes 3 flags on. 2 tests cover the pass.", []app.Evidence{failed}, 0},
		"a suite with its size":    {"The full suite (312 tests) passes.", []app.Evidence{report}, 1},
		"as pytest says":           {"Ran pytest: 41 passed, 0 failed.", []app.Evidence{report}, 0},
		"all of them, behind":      {"I ran 312 tests, all green.", []app.Evidence{report}, 1},
		"elsewhere":                {"The upload was tested on staging and confirmed in the browser.", []app.Evidence{report}, 1},
		"a figure of speed":        {"Imports are 3x faster now, 40 % faster for small files.", []app.Evidence{report}, 2},
		"a number of other things": {"Imports are 12 times faster.", []app.Evidence{cover}, 1},
		"a share of other things":  {"Imports are 97 % faster.", []app.Evidence{cover}, 1},
		"a speed that was shown":   {"Imports are 3x faster.", []app.Evidence{printed("import: 3.02x")}, 0},
		"a speed-up":               {"Imports are 3 times faster.", []app.Evidence{printed("speedup: 3.0")}, 0},
		"beside its error":         {"Imports are 3.02-fold faster.", []app.Evidence{printed("  3.02 ± 0.11 times faster than old")}, 0},
		"a share of the time":      {"Imports are 40 % faster.", []app.Evidence{printed("Import-8  12ms  7.2ms  -40.00%  (p=0.000)")}, 0},
		"another ratio":            {"Imports are 3x faster.", []app.Evidence{printed("import: 2.1x; ran 3 times; faster in 3 runs; -3%; faster\n3 passed")}, 1},
		"a ratio for a share":      {"Imports are 40 % faster.", []app.Evidence{printed("40x\nspeedup 40")}, 1},
		"a ratio that was read":    {"Imports are 3.5x faster.", []app.Evidence{read("3.5x, the worst of 3 numbers")}, 0},
		"a share that was read":    {"Coverage is 85 % now.", []app.Evidence{read("85%")}, 0},
		"the worst of several":     {"Coverage reached 85.5 per cent.", []app.Evidence{read("85.5%, the worst of 3 numbers")}, 0},
		"how many were read":       {"Coverage is 3 % now.", []app.Evidence{read("85.5%, the worst of 3 numbers")}, 1},
		"a count with its unit":    {"12 tests pass.", []app.Evidence{read("12tests")}, 0},
		"arguments":                {"The list of 3 passed arguments is checked; 2 filters passed on.", []app.Evidence{report}, 0},
		"what the product does":    {"Sessions are checked locally before the server is asked, and rows validated in the browser.", []app.Evidence{report}, 0},
		"as a remark":              {"Tested locally with Chrome.", []app.Evidence{report}, 1},
		"by several":               {"We have also manually verified the release.", []app.Evidence{report}, 1},
		"nothing ran":              {"All 9 tests pass.", []app.Evidence{old}, 0},
	} {
		g := &app.Goal{Round: 1, Plan: &app.Plan{}, Evidence: c.ran, Work: c.says, Finish: &app.Finish{Summary: c.says}}
		found, err := Claims(&change.Set{Input: change.Input{Goal: g}})
		if err != nil {
			t.Fatal(err)
		}
		missing := 0
		for _, f := range found {
			missing += 1 + strings.Count(f.Reason, ", or ")
		}
		if missing != c.want || len(found) > 1 {
			t.Errorf("%s: %d missing, want %d: %+v", name, missing, c.want, found)
		}
	}
}
