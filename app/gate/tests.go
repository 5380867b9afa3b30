package gate

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var testName = regexp.MustCompile(`(?i)(_test\.go|_test\.py|(^|/)test_[^/]*\.py|\.(test|spec)\.[jt]sx?|_spec\.rb|Test\.java)$|(^|/)(tests?|__tests__|spec)/`)

// IsTest tells whether a path is test code by the conventions of its language.
func IsTest(p string) bool { return testName.MatchString(p) }

// testsChanged flags test files of the base that read differently now: what
// they said before no longer stands behind a check that runs them.
func testsChanged(in Input) ([]finding, error) {
	var out []finding
	for _, c := range in.Changes {
		if c.Old != "" && c.New != "" && IsTest(c.Path) {
			out = append(out, finding{app.Place{Path: c.Path}, "a test that was there before was changed."})
		}
	}
	return out, nil
}

// checksTouched flags files of the base that a check names in its command.
func checksTouched(in Input) ([]finding, error) {
	if in.Plan == nil {
		return nil, nil
	}
	var out []finding
	for _, c := range in.Changes {
		for _, k := range in.Plan.Checks {
			if c.Old != "" && slices.ContainsFunc(strings.Fields(k.Command), func(word string) bool {
				return path.Clean(strings.Trim(word, "'\"`;()")) == c.Path
			}) {
				out = append(out, finding{app.Place{Path: c.Path}, "the check of " + k.Criterion + " runs or reads it."})
			}
		}
	}
	return out, nil
}

// testsRemoved flags deleted test files and files that lost test functions.
func testsRemoved(in Input) ([]finding, error) {
	var out []finding
	for _, c := range in.Changes {
		if c.Old == "" || c.OldPath != "" || !IsTest(c.Path) {
			continue
		}
		if c.New == "" {
			out = append(out, finding{app.Place{Path: c.Path}, "a test file was removed."})
			continue
		}
		lost, err := lostTests(in, c.Path)
		if err != nil {
			return nil, err
		}
		for _, name := range lost {
			out = append(out, finding{app.Place{Path: c.Path, Text: name}, "the test " + name + " was removed."})
		}
	}
	return out, nil
}

var testFuncs = map[string]*regexp.Regexp{
	".go": regexp.MustCompile(`(?m)^func (Test\w*|Fuzz\w*|Example\w*)\(`),
	".py": regexp.MustCompile(`(?m)^\s*(?:async )?def (test\w*)\(`),
	".js": regexp.MustCompile(`(?m)^\s*(?:it|test)\(\s*['"\x60]([^'"\x60]+)`),
}

func lostTests(in Input, p string) ([]string, error) {
	ext := path.Ext(p)
	switch ext {
	case ".ts", ".tsx", ".jsx", ".mjs":
		ext = ".js"
	}
	re, ok := testFuncs[ext]
	if !ok {
		return nil, nil
	}
	before, err := in.Base(p)
	if err != nil {
		return nil, err
	}
	after, err := in.Candidate(p)
	if err != nil {
		return nil, err
	}
	kept := map[string]bool{}
	for _, m := range re.FindAllStringSubmatch(string(after), -1) {
		kept[m[1]] = true
	}
	var lost []string
	for _, m := range re.FindAllStringSubmatch(string(before), -1) {
		if !kept[m[1]] {
			lost = append(lost, strings.TrimSpace(m[1]))
		}
	}
	return lost, nil
}
