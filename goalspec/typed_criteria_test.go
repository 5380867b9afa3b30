package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestCriteriaInARow holds that a command is heard behind the wish on the same line, and what
// is to pass behind what it is to run.
func TestCriteriaInARow(t *testing.T) {
	for text, want := range map[string]string{
		"We should limit the tries of /login. go test ./... must pass.":                              "go test ./... must pass",
		"Please drop empty rows. pytest tests/import passes.":                                        "pytest tests/import passes",
		"The importer drops empty rows.\n\n`npm test` has to run the same tests as before and pass.": "`npm test` has to run the same tests as before and pass",
	} {
		g, findings := goalspec.Parse("", text+"\n").Admit(goalspec.Options{})
		if c := g.Criteria(); len(c) != 1 || c[0].Text != want {
			t.Errorf("%q has the criteria %v, want %q: %v", text, c, want, findings)
		}
	}
}

// TestDoD holds that the short label of what is to be done is known, whatever its items say.
func TestDoD(t *testing.T) {
	g, findings := goalspec.Parse("", "Replace logrus by slog.\n\n## DoD\n\n- `go test ./...` passes\n- go.mod doesn't list logrus any more\n- log output stays JSON with the same keys\n").Admit(goalspec.Options{})
	if c := g.Criteria(); len(c) != 3 {
		t.Errorf("criteria %v: %v", c, findings)
	}
}
