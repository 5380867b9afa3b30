package goalspec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestCircumstances holds that no command is bound to what it is said to do elsewhere, at
// another time or with something else than a run of it has, and that what every run of it
// has changes nothing.
func TestCircumstances(t *testing.T) {
	t.Parallel()
	for where, held := range map[string]bool{
		"with the race detector":            false,
		"with the race detector enabled":    false,
		"(with the race detector)":          false,
		", with the race detector on":       false,
		"with all features enabled":         false,
		"with `-race`":                      false,
		"with Go 1.22":                      false,
		"with an empty config":              false,
		"using the in-memory store":         false,
		"under Node 22":                     false,
		"under valgrind":                    false,
		"without Docker":                    false,
		"without network access":            false,
		"offline":                           false,
		"on Windows":                        false,
		"on Linux and macOS":                false,
		"on Node 18 and 20":                 false,
		"with and without the cache":        false,
		"with CGO disabled":                 false,
		"when redis is blocked":             false,
		", also on Windows":                 false,
		"on main and under Node 22":         false,
		"on an empty database":              false,
		"on every commit":                   false,
		"in CI":                             false,
		"in strict mode":                    false,
		"in `pkg/cache`":                    false,
		"(run in `pkg`)":                    false,
		"(run from the root)":               true,
		"from `sub/`":                       false,
		"when run from `sub/`":              false,
		"from any directory":                false,
		"against Postgres 15":               false,
		"after `make seed`":                 false,
		"after seeding the database":        false,
		"after a restart":                   false,
		"as a non-root user":                false,
		"when `CI=1` is set":                false,
		"if docker is there":                false,
		"unless the cache is cold":          false,
		"except for the known flake":        false,
		"":                                  true,
		"on main too":                       true,
		"on the branch":                     true,
		"on Linux":                          true,
		"on a fresh clone":                  true,
		"in a clean checkout":               true,
		"in all packages":                   true,
		"in the end":                        true,
		"in full":                           true,
		"locally":                           true,
		"from the repository root":          true,
		"from scratch":                      true,
		"when run from the repository root": true,
		"for all packages":                  true,
		"for the new parser":                true,
		"as before":                         true,
		"as it does today":                  true,
		"before and after the change":       true,
		"after this change":                 true,
		"after the rename":                  true,
		"after renaming the package":        true,
		"after each module you convert":     true,
		"once the fix is in":                true,
		"with this change":                  true,
		"with the new parser":               true,
		"with the added tests":              true,
		"with the old flag removed":         true,
		"with React 19":                     true,
		"with no errors":                    true,
		"with or without a network":         true,
		"without changing the golden files": true,
		"without the legacy shim":           true,
		", while the slow ones may wait":    true,
	} {
		said := "`make unit` passes " + where
		if where != "" && where[0] == ',' {
			said = "`make unit` passes" + where
		}
		bindsAs(t, said, map[bool]string{true: "make unit"}[held])
	}
}

// TestCircumstancesInPlace holds that a circumstance counts wherever it stands, and not
// where the command sees to it, or where it is said of something else.
func TestCircumstancesInPlace(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"On Windows, `make unit` passes":                               "",
		"After `make seed`, `make unit` passes":                        "",
		"Unless the cache is cold, `make unit` passes":                 "",
		"When X is set, `make unit` passes":                            "",
		"Run `make unit` from `sub/`":                                  "",
		"Run `make unit`, it must pass on Windows":                     "",
		"`make unit` must still pass in CI":                            "",
		"`make unit` and `make e2e` both pass on Windows":              "",
		"The suite passes on Node 22: `make unit`":                     "",
		"`make size` prints at most 5 unless the cache is cold":        "",
		"`make size` prints at most 5 on Windows":                      "",
		"`go test -race ./a` passes with the race detector":            "go test -race ./a",
		"`mvn verify -Ph2` passes with the H2 profile":                 "mvn verify -Ph2",
		"`mvn verify` passes with the H2 profile":                      "",
		"`cd sub && make unit` passes from `sub/`":                     "cd sub && make unit",
		"`make seed && make unit` passes after `make seed`":            "make seed && make unit",
		"`make seed && make unit` passes after seeding the database":   "make seed && make unit",
		"`GOOS=windows go build ./...` passes for Windows":             "GOOS=windows go build ./...",
		"The suite passes against PostgreSQL 16: `make unit-pg16`":     "make unit-pg16",
		"In addition, `make unit` passes":                              "make unit",
		"With that in place, `make unit` passes":                       "make unit",
		"After upgrading to React 19, `make unit` passes":              "make unit",
		"When run locally, `make unit` passes":                         "make unit",
		"For `pkg/cache`, `go test ./pkg/cache/...` passes":            "go test ./pkg/cache/...",
		"We run `make unit` in CI and it must stay green":              "make unit",
		"All tests in `pkg/a` pass (`go test ./pkg/a/...`)":            "go test ./pkg/a/...",
		"The export works with 10k rows: `go test ./export` passes":    "go test ./export",
		"`make unit` passes in less than 5 minutes":                    "make unit",
		"`make size` prints at most 5 in the report":                   "make size",
		"`make unit` passes and the log says when the cache was built": "make unit",
	} {
		bindsAs(t, said, want)
	}
}

// bindsAs checks the command that a criterion gets, and that it is told if it gets none.
func bindsAs(t *testing.T, said, want string) {
	t.Helper()
	g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make all` passes\n- "+said+"\n").Admit(goalspec.Options{})
	if g.IsZero() || len(g.Criteria()) < 2 {
		t.Errorf("%q gives %v: %v", said, g.Criteria(), findings)
		return
	}
	if c := g.Criteria()[1]; c.Command != want || told(findings, "GS040") != (want == "") {
		t.Errorf("%q binds %q, want %q: %v", said, c.Command, want, findings)
	}
}

// TestCircumstancesAreNotLost holds that what a command is to do in some circumstance
// stays a criterion where a constraint or a step says it.
func TestCircumstancesAreNotLost(t *testing.T) {
	t.Parallel()
	for _, rest := range []string{
		"Constraints:\n- `make unit` must still pass on Windows\n",
		"The export should write one row per item. `make unit` must pass on Windows.\n",
		"After each phase:\n- `make unit` must pass on Windows\n",
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make all` passes\n\n"+rest).Admit(goalspec.Options{})
		if g.IsZero() || !told(findings, "GS040") || slices.ContainsFunc(g.Criteria(), func(c goalspec.Criterion) bool { return strings.Contains(c.Command, "unit") }) {
			t.Errorf("%q gives %v: %v", rest, g.Criteria(), findings)
		}
	}
}
