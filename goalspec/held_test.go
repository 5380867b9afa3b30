package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestCommandsAskedToPassAreCriteria: a command that has to pass is a criterion, also
// where the sentence says when to run it or forbids something besides.
func TestCommandsAskedToPassAreCriteria(t *testing.T) {
	const front = "The export should write one row per item. `make base` passes. "
	for text, want := range map[string]string{
		front + "`cabal test all` must pass at the end and after each module you convert.":                                   "make base; cabal test all; after cabal test all",
		front + "`npm test` has to stay green; run it after each new test file.":                                             "make base; npm test; after npm test",
		front + "After each file you port, `pytest -q` must still pass.":                                                     "make base; pytest -q; after pytest -q",
		front + "Run `make lint` after each change.":                                                                         "make base; after make lint",
		front + "After each change, if `make lint` passes, commit.":                                                          "make base; after ",
		front + "Keep `go test ./...` green throughout.":                                                                     "make base; go test ./...",
		front + "Keep the output of `go test ./...` short.":                                                                  "make base",
		front + "`make api` must pass and `src/a/` must not change.":                                                         "make base; make api",
		front + "Do not change `src/a/`.\n\nConstraints:\n- `make lint` stays clean":                                         "make base; make lint",
		front + "\n\nConstraints:\n- keep `make lint` passing\n- `make base` stays green":                                    "make base; make lint",
		front + "\n\nConstraints:\n- do not make `make lint` pass by skipping files":                                         "make base",
		front + "\n\nConstraints:\n- `make lint` may be slow":                                                                "make base",
		front + "\n\nOut of scope:\n- `make lint` passes":                                                                    "make base",
		front + "When you are done, `make e2e` passes.":                                                                      "make base; make e2e",
		front + "`make e2e` must pass on Linux and macOS.":                                                                   "make base; ",
		"The export should write one row per item. Run `make lint` after each change.":                                       "make lint; after make lint",
		"Goal: The export writes rows.\n\nEvidence:\n- [must_hold] Run `make lint` after each change\n":                      "make lint; after make lint",
		"Goal: The export writes rows.\n\nEvidence:\n- the page loads\n\nAfter each phase:\n- run `make lint`\n- `git push`": "; make lint; after make lint; after git push",
		"Goal: The export writes rows.\n\nEvidence:\n- `make test` passes\n\nAfter each phase:\n- run `make lint`":           "make test; after make lint",
	} {
		d := goalspec.Parse("", text+"\n")
		var got []string
		for _, c := range d.Criteria() {
			got = append(got, c.Command)
		}
		for _, s := range d.AfterPhase() {
			got = append(got, "after "+s.Command)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q gives %q, want %q", text, s, want)
		}
		if f := listFindings(d.Lint(goalspec.Options{})); strings.Contains(f, "GS030") {
			t.Errorf("%q does not read back: %s", text, f)
		}
	}
}
