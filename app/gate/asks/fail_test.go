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
	} {
		words := strings.FieldsFunc(c.command, func(r rune) bool { return strings.ContainsRune(" -=./", r) })
		if let := LetFail(Sentences(strings.ToLower(c.text)), func(w string) bool { return slices.Contains(words, w) }); let != c.let {
			t.Errorf("%q for %q: %v", c.text, c.command, let)
		}
	}
}
