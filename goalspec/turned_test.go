package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestBoundsNeverTurned: what the words freeze is frozen, or refused.
func TestBoundsNeverTurned(t *testing.T) {
	for line, want := range map[string]string{
		"Do not rename src/a/ or touch src/b/.":                "GS022",
		"Do not move src/a/ or anything in src/b/.":            "deny src/a/; deny src/b/",
		"src/a/ must not change, nor must src/b/.":             "deny src/a/; deny src/b/",
		"src/a/ must not change and the same holds for src/b/": "deny src/a/; deny src/b/",
		"Leave `src/a/` and everything in `src/b/` alone.":     "deny src/a/; deny src/b/",
		"Leave `src/a/` and the tests in `src/b/` alone.":      "",
		"Keep `src/a/` small and `src/b/` unchanged.":          "",
		"You may change `src/a/`, not `src/b/`.":               "GS022",
		"Nobody may touch `src/a/`.":                           "deny src/a/",
		"src/a/ only.":                                         "allow src/a/",
		"Do not modify `src/a/` or its callers in `src/b/`.":   "GS022",
		"Do not modify `src/a/` and keep `src/b/` too.":        "deny src/a/; deny src/b/",
		"Nothing in src/a/ but src/a/x.go may change.":         "deny src/a/ but src/a/x.go",
		"Do not modify src/a/ (but src/a/x.go may change).":    "deny src/a/ but src/a/x.go",
		"Never rename a/b.go":                                  "",
	} {
		if got := ruled(line); got != want {
			t.Errorf("%q gives %q, want %q", line, got, want)
		}
	}
}

// TestCommandsThatAreNotSaidToPass are bound to nothing.
func TestCommandsThatAreNotSaidToPass(t *testing.T) {
	for _, words := range []string{
		"go test ./... (must fail)", "`make slow` (dropped)", "go test ./... - dropped", "skip `make slow`", "Known failures: `make x`",
		"make test rarely passes", "npm test shouldn't pass", "make test stops passing", "go test ./... passed yesterday", "`make test` used to pass",
		"`make test || true` passes", "`make test; exit 0` passes", "`make test &` passes", "`make -n test` passes", "`make --dry-run test` passes", "`make test | tee log` passes", "`make test 2>&1 | tail -5` passes",
		"`make test` passes or is skipped", "`make test \\` exits 2",
	} {
		if c := criteriaOf(words); len(c) != 1 || c[0].Command != "" {
			t.Errorf("%q gives %v", words, c)
		}
	}
	for words, want := range map[string]string{
		"`set -o pipefail; make x | tee log` passes": "set -o pipefail; make x | tee log",
		"`make x | grep -q ok` passes":               "make x | grep -q ok",
		"`make -C n test` passes":                    "make -C n test",
		"make clean":                                 "make clean",
		"npm run build && npm test pass":             "npm run build && npm test",
		"go test ./... passes, then make clean":      "go test ./... && make clean",
	} {
		if c := criteriaOf(words); len(c) != 1 || c[0].Command != want {
			t.Errorf("%q gives %v, want %q", words, c, want)
		}
	}
}

func criteriaOf(words string) []goalspec.Criterion {
	return goalspec.Parse("", "Goal: the export has a total line.\n\nEvidence:\n- "+words+"\n").Criteria()
}

// TestHeadingsOfOtherThings are no labels for one of their words.
func TestHeadingsOfOtherThings(t *testing.T) {
	for _, heading := range []string{
		"Checks we dropped", "Optional checks", "Things we have done", "Health checks", "Success rate", "Nothing is out of scope", "Not out of scope",
		"Must fix", "Limits to lift", "Known limitations", "Stop words", "The report page", "Finishing touches", "Order of columns", "Decisions log", "Not ready",
	} {
		d := goalspec.Parse("", "## Goal\nThe export has a total line.\n\n## "+heading+"\n- `make old` passes\n")
		if len(d.Criteria())+len(d.Constraints())+len(d.Stop())+len(d.Priorities()) > 0 {
			t.Errorf("%q opens a field", heading)
		}
	}
	for heading, is := range map[string]func(d goalspec.Document) bool{
		"Verified by":                 func(d goalspec.Document) bool { return len(d.Criteria()) == 1 },
		"Ground rules":                func(d goalspec.Document) bool { return len(d.Constraints()) == 1 },
		"Stop rule":                   func(d goalspec.Document) bool { return len(d.Stop()) == 1 },
		"If it gets ugly":             func(d goalspec.Document) bool { return len(d.Stop()) == 1 },
		"How to choose the next step": func(d goalspec.Document) bool { return len(d.Priorities()) == 1 },
		"When should work stop?":      func(d goalspec.Document) bool { return len(d.Stop()) == 1 },
		"What must not regress":       func(d goalspec.Document) bool { return len(d.Constraints()) == 1 },
		"Order of work":               func(d goalspec.Document) bool { return len(d.Priorities()) == 1 },
	} {
		if d := goalspec.Parse("", "## Goal\nThe export has a total line.\n\n## "+heading+"\n- the importer first\n"); !is(d) {
			t.Errorf("%q opens no field of its own", heading)
		}
	}
}
