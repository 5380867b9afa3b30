package goalspec

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestCommandIsNew: a command that the work makes fails today, and no tree need have what
// it runs; one beside which something else is new may pass today.
func TestCommandIsNew(t *testing.T) {
	repo := fstest.MapFS{"Makefile": {Data: []byte("test:\n\ttrue\n")}}
	for words, want := range map[string]Kind{
		"`make e2e` (new) passes":                          MustChange,
		"`make e2e` [new] passes":                          MustChange,
		"`make e2e` passes (new)":                          MustChange,
		"`make e2e` exits 0 (new target).":                 MustChange,
		"(new) `make e2e` passes":                          MustChange,
		"New: `make e2e` passes":                           MustChange,
		"make e2e (new) passes":                            MustChange,
		"the new target `make e2e` passes":                 MustChange,
		"a new make target `make e2e` passes":              MustChange,
		"`make e2e` (to be added) passes":                  MustChange,
		"`make e2e` (added by this change) passes":         MustChange,
		"`make e2e` passes (the target is new)":            KindUnknown,
		"`make e2e` passes (target does not exist yet)":    MustChange,
		"`make e2e` (new) passes [must_hold]":              MustHold,
		"`make test` passes (new cases included)":          KindUnknown,
		"`make test` (newest Go) passes":                   KindUnknown,
		"`make test` passes with new cases":                KindUnknown,
		"the new check `make test` passes":                 KindUnknown,
		"with a new test, `make test` passes":              KindUnknown,
		"`make test` still passes with the added rows":     MustHold,
		"the newly written `make test` passes":             KindUnknown,
		"`make test` passes; `POST /orders` (new) answers": KindUnknown,
	} {
		text := "Goal: Orders show their total.\n\nConstraints:\n- Keep the API.\n\nEvidence:\n- " + words + "\n"
		d := Parse("", text)
		if list := d.Criteria(); len(list) != 1 || list[0].Kind != want {
			t.Errorf("%q: %+v, want the kind %q", words, list, want)
		}
		missing := false
		for _, f := range d.Lint(Options{Repo: repo}) {
			missing = missing || f.Code == "GS018"
		}
		if made := want == MustChange || strings.Contains(words, "make test") || strings.Contains(words, "that knows"); made == missing {
			t.Errorf("%q: the target is missing: %v", words, missing)
		}
	}
}

// TestCommandElsewhere: of a command that is said to pass in a directory it is told how to
// write that; it is bound to no run at the root, and not held against what is there.
func TestCommandElsewhere(t *testing.T) {
	repo := fstest.MapFS{"web/package.json": {Data: []byte(`{"scripts": {"test": "jest"}}`)}}
	for words, dir := range map[string]string{
		"`npm test` in `web/` passes":                      "web",
		"`npm test` (in `web/`) passes":                    "web",
		"`npm test` passes in `web/`":                      "web",
		"`npm test` passes (run in `web`)":                 "web",
		"`npm test` inside web/ succeeds":                  "web",
		"`npm test` in the web folder passes":              "web",
		"from the `web` directory, `npm test` passes":      "web",
		"`npm test` in the directory `apps/shop` is green": "apps/shop",
		"`npm test` passes":                                "",
		"`npm test` passes in `jest.config.js`":            "-",
		"`cd web && npm test` passes in `web/`":            "-",
		"`npm test` passes in CI":                          "-",
	} {
		d := Parse("", "Goal: Orders show their total.\n\nConstraints:\n- Keep the API.\n\nEvidence:\n- "+words+"\n")
		var told, missing bool
		for _, f := range d.Lint(Options{Repo: repo}) {
			told = told || strings.Contains(f.Suggestion, "cd "+dir+" && npm test")
			missing = missing || f.Code == "GS018"
		}
		named := dir != "" && dir != "-"
		if bound := d.Criteria()[0].Command != ""; told != named || missing != (dir == "") || named && bound {
			t.Errorf("%q: told %v, missing %v, bound %v", words, told, missing, bound)
		}
	}
}
