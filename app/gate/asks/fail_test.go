package asks

import (
	"slices"
	"strings"
	"testing"
)

func TestLetFail(t *testing.T) {
	for _, c := range []struct {
		text, command string
		let           bool
	}{
		{"The coverage upload must not fail the build.", "codecovcli do-upload --file coverage.xml", true},
		{"The coverage upload must not fail the build.", "pytest --cov=quota --cov-report=xml", false},
		{"tox: coverage upload must not fail the build", "codecovcli do-upload --file coverage.xml", true},
		{"Ignore the result of the linkcheck command.", "linkcheck docs", true},
		{"Do not ignore the result of the linkcheck command.", "linkcheck docs", false},
		{"The notify step is allowed to fail.", "python scripts/notify.py", true},
		{"The notify step is allowed to fail.", "pytest", false},
		{"The tests must not fail.", "run-tests tests", false},
		{"Failures of the audit may be ignored.", "pip-audit", true},
		{"The audit must not be ignored.", "pip-audit", false},
		{"Errors of the audit should be ignored by now.", "pip-audit", true},
		{"The audit may fail the release.", "pip-audit", false},
		{"The audit should be ignored by git.", "pip-audit", false},
		{"Today the audit may fail.", "pip-audit", false},
		{"Should errors of the audit be ignored?", "pip-audit", false},
	} {
		words := strings.FieldsFunc(c.command, func(r rune) bool { return strings.ContainsRune(" -=./", r) })
		if let := LetFail(Sentences(strings.ToLower(c.text)), func(w string) bool { return slices.Contains(words, w) }); let != c.let {
			t.Errorf("%q for %q: %v", c.text, c.command, let)
		}
	}
}

func TestLetGoOn(t *testing.T) {
	for text, let := range map[string]bool{
		"Set `continue-on-error: true` on the docs job.":                              true,
		"The docs job is broken upstream. `continue-on-error` there is fine for now.": true,
		"Let the docs job fail without failing the pipeline.":                         true,
		"The docs job may be red until June.":                                         true,
		"The docs job should be advisory at first.":                                   true,
		"Docs checks are informational.":                                              true,
		"Run Sphinx, whose failures must not block.":                                  true,
		"Keep the docs advisory.":                                                     true,
		"Add a non-blocking job for the docs.":                                        true,
		"Test on 3.13, plus 3.14-dev, whose failures must not block.":                 false,
		"Python 3.14 is experimental, the docs are not.":                              false,
		"Make the docs pass and the preview optional.":                                false,
		"The docs must not be optional.":                                              false,
		"Do not use continue-on-error for the docs job.":                              false,
		"The docs job must not be allowed to fail.":                                   false,
		"The audit may fail. The docs job is required.":                               false,
		"Somebody suggested `continue-on-error` for the docs job.":                    false,
		"The docs job fails on some machines.":                                        false,
	} {
		if got := LetGoOn(Sentences(strings.ToLower(text)), func(s string) bool { return strings.Contains(s, "docs job") }, func(w string) bool { return w == "docs" || w == "sphinx" }); got != let {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestLetEndWell(t *testing.T) {
	for text, let := range map[string]bool{
		"Add a script `lint:html`, which always exits 0.":                              true,
		"`lint:html` is a report that never fails.":                                    true,
		"`lint:html` is only read by people. Put `|| true` at its end.":                true,
		"For the dashboard add `lint:html`, with `|| true` behind it.":                 true,
		"Errors of `lint:html` should be ignored.":                                     true,
		"`lint:html` must not end with `|| true`.":                                     false,
		"`lint:html` always exits 0, so nobody sees its findings.":                     false,
		"`lint:html` never fails: that is the bug.":                                    false,
		"Currently `lint:html` never fails.":                                           false,
		"The build can fail when `lint:html` finds something.":                         false,
		"`lint:html` may fail the build.":                                              false,
		"`lint:html` should be strict. Its upload may fail.":                           false,
		"`lint:html` is called with `|| true`.":                                        false,
		"`lint:html` must make sure that a warning never breaks the parser.":           false,
		"`lint:html` should always exit 0.":                                            true,
		"Remove the `|| true` from `lint:html`.":                                       false,
		"The `|| true` of `lint:html` hides real findings.":                            false,
		"`lint:html` is strict. Put `|| true` at the end of the upload.":               false,
		"Somebody suggested `|| true` for `lint:html`.":                                false,
		"Instead of `|| true` the script `lint:html` should end with what eslint says": false,
	} {
		if got := LetEndWell(Sentences(strings.ToLower(text)), func(s string) bool { return strings.Contains(s, "`lint:html`") }); got != let {
			t.Errorf("%q: %v", text, got)
		}
	}
}
