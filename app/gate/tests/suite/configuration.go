package suite

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// ConfigFile is the name of a file by which runners of tests are configured.
	ConfigFile = regexp.MustCompile(`(?i)^(pytest\.ini|\.?pytest\.toml|setup\.cfg|tox\.ini|pyproject\.toml|conftest\.py|noxfile\.py|package\.json|jest[.-]?[\w.-]*\.(js|ts|json|cjs|mjs)|vite(st)?\.(config|workspace)\.[cm]?[jt]s|\.mocharc[\w.]*|karma\.conf\.[jt]s|playwright\.config\.[jt]s|cypress\.config\.[jt]s|\.?ava\.config\.[cm]?js|\.coveragerc|\.nycrc[\w.]*|\.?c8rc[\w.]*|codecov\.ya?ml|\.codecov\.ya?ml|\.golangci[\w.-]*\.(ya?ml|toml|json)|\.eslintrc[\w.]*|eslint\.config\.[cm]?[jt]s|\.eslintignore|tsconfig[\w.-]*\.json|mypy\.ini|\.mypy\.ini|ruff\.toml|\.ruff\.toml|\.flake8|\.pylintrc|pylintrc|pyrightconfig\.json|biome\.jsonc?|sonar-project\.properties|deno\.jsonc?|bunfig\.toml|nx\.json|turbo\.json|\.testcoverage\.ya?ml)$`)
	// Keys are those that leave tests out of a run.
	Keys = regexp.MustCompile(`(?i)["']?\b(testPathIgnorePatterns|modulePathIgnorePatterns|watchPathIgnorePatterns|collect_ignore(_glob)?|norecursedirs|testNamePattern|passWithNoTests|forbidOnly|allowOnly|grepInvert|testIgnore|excludeSpecPattern)\b["']?\s*[=:(+]|^\s*["']?f?grep["']?\s*:`)
	// Places is a line that begins with a key that says where tests are.
	Places = regexp.MustCompile(`(?i)^\s*(?:export\s+default\s*\{?\s*)?["']?(testMatch|testRegex|testpaths|python_files|python_functions|python_classes|roots|spec|testDir|testFiles|include|files|exclude|ignore|test\.include|bdd)["']?\s*[=:]`)
	// Addopts are the keys under which a runner is given options in every run.
	Addopts = regexp.MustCompile(`(?i)["']?(addopts|PYTEST_ADDOPTS|GOFLAGS|JEST_ARGS|VITEST_ARGS|testCommand|MOCHA_OPTS|TEST_FLAGS|TESTFLAGS|TESTARGS|TEST_ARGS|PYTEST_ARGS|GOTESTFLAGS)["']?\s*(?:[:?+]?=|:\s)`)
)

// Configures tells whether a file tells tools of tests how to run.
func Configures(f *change.File) bool { return ConfigFile.MatchString(f.Base()) }

// Runs tells whether a file may hold commands in other ways.
func Runs(p string) bool {
	ext := path.Ext(p)
	return path.Base(p) == "package.json" || ext == ".yml" || ext == ".yaml" || ext == ".toml" || ext == ".bat" || ext == ".ps1"
}

// PlaceOf is the key of a line that says where tests are.
func PlaceOf(text string) string {
	if m := Places.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// Fresh tells whether a line matches in words that none of the old lines has.
func Fresh(re *regexp.Regexp, text string, old []string) bool {
	for _, m := range re.FindAllString(text, -1) {
		if !slices.ContainsFunc(old, func(o string) bool {
			return slices.ContainsFunc(re.FindAllString(o, -1), func(w string) bool {
				return strings.TrimSpace(w) == strings.TrimSpace(m) && argsAfter(o, w) == argsAfter(text, m)
			})
		}) {
			return true
		}
	}
	return false
}

func argsAfter(text, m string) string {
	_, rest, _ := strings.Cut(text, m)
	word := strings.Fields(rest)
	if len(word) == 0 {
		return ""
	}
	return strings.Trim(word[0], `"',`)
}

// Widened tells whether a line was added to the list that a key begins.
func Widened(re *regexp.Regexp, f *change.File, n int) bool {
	text := strings.TrimSpace(f.Is.Code[n])
	if text == "" || !strings.ContainsAny(text[:1], `"'/`) {
		return false
	}
	for up := n - 1; up >= max(0, n-15); up-- {
		line := f.Is.Code[up]
		if re.MatchString(line) {
			return !f.IsAdded(up) && !strings.Contains(line, "]")
		}
		if strings.ContainsAny(line, "]}") {
			return false
		}
	}
	return false
}

// TestsFor tells whose tests a file holds.
func TestsFor(s *change.Set, config *change.File, p string) int {
	text, err := fs.ReadFile(s.Candidate, p)
	if err != nil {
		return Theirs
	}
	src := language.Read(p, string(text))
	if !slices.ContainsFunc(src.Funcs(), func(fn language.Func) bool { return fn.Test }) {
		return nobodys
	}
	own := moduleOf(config)
	takes := takesRunner.FindAllStringSubmatch(src.Text, -1)
	if own == "" || len(takes) == 0 || slices.ContainsFunc(takes, func(m []string) bool { return m[1] == own }) {
		return Theirs
	}
	return Anothers
}

// moduleOf is what tests import from the runner that a configuration is for.
func moduleOf(config *change.File) (own string) {
	for name, module := range modules {
		if strings.Contains(config.Base(), name) {
			own = module
		}
	}
	return own
}

// RunnerOf is the name of the runner of JavaScript that a configuration is for.
func RunnerOf(config *change.File) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(moduleOf(config), "@"), "/")
	return name
}

// Whose tests a file of the result holds, as a configuration sees it.
const (
	nobodys  = iota // there are none in it
	Anothers        // another runner's
	Theirs          // those of the tool that is configured
)

var takesRunner = regexp.MustCompile(`(?m)(?:\bfrom\s*|^\s*import\s*|\brequire\(\s*)["'](vitest|@jest/globals|node:test|@playwright/test|cypress|ava|mocha|bun:test|tap|uvu|k6)(?:/[^"']*)?["']`)

// modules are what tests import from a runner, by a word in the names of its configurations.
var modules = map[string]string{"vite": "vitest", "jest": "@jest/globals", "playwright": "@playwright/test", "cypress": "cypress", "ava": "ava", "mocha": "mocha"}

// Checking is in the names of files that check a project rather than make it.
var Checking = regexp.MustCompile(`(?i)check|test|verif|lint|validat|(^|[^a-z])ci([^a-z]|$)|Makefile|Justfile`)

// Measures are the places of scripts that check, and are no product.
var Measures = regexp.MustCompile(`(^|/)(evals?|scripts?|tools?|bench\w*|ci|checks?|hack)/`)

// IsMake is the name of a file of rules for make and its like.
var IsMake = regexp.MustCompile(`(?i)makefile|justfile|\.mk$`)
