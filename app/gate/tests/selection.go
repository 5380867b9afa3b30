package tests

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	configFile = regexp.MustCompile(`(?i)^(pytest\.ini|\.?pytest\.toml|setup\.cfg|tox\.ini|pyproject\.toml|conftest\.py|noxfile\.py|package\.json|jest[.-]?[\w.-]*\.(js|ts|json|cjs|mjs)|vite(st)?\.(config|workspace)\.[cm]?[jt]s|\.mocharc[\w.]*|karma\.conf\.[jt]s|playwright\.config\.[jt]s|cypress\.config\.[jt]s|\.?ava\.config\.[cm]?js|\.coveragerc|\.nycrc[\w.]*|\.?c8rc[\w.]*|codecov\.ya?ml|\.codecov\.ya?ml|\.golangci[\w.-]*\.(ya?ml|toml|json)|\.eslintrc[\w.]*|eslint\.config\.[cm]?[jt]s|\.eslintignore|tsconfig[\w.-]*\.json|mypy\.ini|\.mypy\.ini|ruff\.toml|\.ruff\.toml|\.flake8|\.pylintrc|pylintrc|pyrightconfig\.json|biome\.jsonc?|sonar-project\.properties|deno\.jsonc?|bunfig\.toml|nx\.json|turbo\.json|\.testcoverage\.ya?ml)$`)

	narrow  = regexp.MustCompile(`--(ignore(-glob)?|deselect|testPathIgnorePatterns|passWithNoTests|testNamePattern|testPathPattern|grep|fgrep|invert|changed|related|only-failures|onlyFailures|onlyChanged|changedSince|lastCommit|findRelatedTests|last-failed|lf|collect-only|co|listTests|dry-run|no-run|exclude|shard|skip|filter|updateSnapshot|snapshot-update|ci=false|test-name-pattern|test-skip-pattern|suppress-no-test-exit-code|allow-no-tests|pass-with-no-tests)\b|(^|\s|["'])-(k|m|run|skip|short|list|tags|t|g|u|o|DskipTests\S*|Dmaven\.test\.skip\S*|p\s+no:\w+)(\s|=|["'])`)
	keys    = regexp.MustCompile(`(?i)["']?\b(testPathIgnorePatterns|modulePathIgnorePatterns|watchPathIgnorePatterns|collect_ignore(_glob)?|norecursedirs|testNamePattern|passWithNoTests|forbidOnly|allowOnly|grepInvert|testIgnore)\b["']?\s*[=:(+]|^\s*["']?f?grep["']?\s*:`)
	places  = regexp.MustCompile(`(?i)^\s*(?:export\s+default\s*\{?\s*)?["']?(testMatch|testRegex|testpaths|python_files|python_functions|python_classes|roots|spec|testDir|testFiles|include|files|exclude|ignore|test\.include|bdd)["']?\s*[=:]`)
	addopts = regexp.MustCompile(`(?i)["']?(addopts|PYTEST_ADDOPTS|GOFLAGS|JEST_ARGS|VITEST_ARGS|testCommand|MOCHA_OPTS|TEST_FLAGS|TESTFLAGS|TESTARGS|TEST_ARGS|PYTEST_ARGS|GOTESTFLAGS)["']?\s*(?:[:?+]?=|:\s)`)
)

// Selection finds configuration and commands that make a runner run less.
func Selection(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		config, script := configures(f), language.IsScript(f.Path) || runs(f.Path)
		if !config && !script || f.New == "" {
			continue
		}
		told := false
		if config && f.From != "" {
			var less []change.Finding
			less, told = uncollected(s, f)
			out = append(out, less...)
		}
		for _, h := range f.Hunks {
			out = append(out, narrowed(s, f, h, config, told)...)
		}
		out = append(out, narrowedBy(s, f)...)
		out = append(out, lostOnTheWay(s, f)...)
	}
	return dedupe(append(out, markedOut(s)...)), nil
}

// configures tells whether a file tells tools of tests how to run.
func configures(f *change.File) bool { return configFile.MatchString(f.Base()) }

// runs tells whether a file may hold commands in other ways.
func runs(p string) bool {
	ext := path.Ext(p)
	return path.Base(p) == "package.json" || ext == ".yml" || ext == ".yaml" || ext == ".toml" || ext == ".bat" || ext == ".ps1"
}

func narrowed(s *change.Set, f *change.File, h change.Hunk, config, told bool) []change.Finding {
	var out []change.Finding
	old := f.Was.Code[h.Old:h.OldEnd]
	if f.From == "" {
		old = oldSection(s, f)
	}
	for n := h.New; n < h.NewEnd; n++ {
		text := f.Is.Code[n]
		if s.Went(f.Is.Lines[n]) {
			continue
		}
		command := runner.MatchString(text) || addopts.MatchString(text) || config && continued(f.Is.Code, n)
		switch {
		case command && fresh(narrow, untagged(s, module.ReplaceAllString(runnersPart(text), ""), old), old) && (addopts.MatchString(text) || config && !runner.MatchString(text) || slices.ContainsFunc(old, ranTests) && !(besides.MatchString(text) && !slices.ContainsFunc(old, inChecks))):
			if !complemented(s, f.Is, n) && !(addopts.MatchString(text) && askedMarker(s, text)) && !(runner.MatchString(text) && stand(f.Is, old)) {
				out = append(out, f.At(n, "the command runs fewer tests than it did."))
			}
		case config && idleKey(s, f, text, old), config && elsewhereRun(s, f, n, newIn(text, old)):
		case config && fresh(keys, text, old), config && f.From != "" && widened(keys, f, n):
			out = append(out, f.At(n, "the configuration leaves tests out."))
		case !f.Is.Lang.Code() && fewerMembers(s, text, old):
			out = append(out, f.At(n, "fewer parts are tested than before."))
		case !f.Is.Lang.Code() && filtered(f, n, old) && !leftOutAsAsked(s, text) && !ranBeside(f, n), !f.Is.Lang.Code() && shorter(f, n, old):
			out = append(out, f.At(n, "something is left out of what feeds the tests."))
		case f.From != "" && never.MatchString(text) && !slices.ContainsFunc(old, never.MatchString):
			out = append(out, f.At(n, "a step is never run any more."))
		case config && f.From != "" && !(told && collects.MatchString(placeOf(text)) || told && leavesOut.MatchString(placeOf(text))) && places.MatchString(text) && replaced(text, old):
			out = append(out, f.At(n, "the configuration says anew where tests are."))
		case !f.Is.Lang.Code() && runner.MatchString(text) && !keyed.MatchString(text) && !besides.MatchString(text) && fewer(text, old) && !stand(f.Is, old) && !keptBeside(f, n, old) && !dealt(s, f.Is, text) && !spans(s, text) && !setApart(s, f, h, n):
			out = append(out, f.At(n, "the command names the tests it runs, and named more before."))
		}
	}
	return slices.Concat(out, unrun(s, f, h), uncalled(s, f, h), narrowedIn(s, f, h), laxer(s, f, h))
}

// idles is a command that does nothing.
var idles = regexp.MustCompile(`^\s*(?:-?\s*run:\s*|"[\w:-]+":\s*"|commands?\s*=\s*)?[@-]*\s*(?:/usr)?(?:/bin/)?(?:true|:|echo|printf|exit\s+0)(?:\s|$|["'])`)

// narrowedBy finds commands that run less by the variables they take.
func narrowedBy(s *change.Set, f *change.File) []change.Finding {
	x, ok := s.Spelled(f)
	if !ok {
		return nil
	}
	var out []change.Finding
	for _, h := range x.Hunks {
		old := x.Was.Code[h.Old:h.OldEnd]
		for n := h.New; n < h.NewEnd; n++ {
			text := x.Is.Code[n]
			if idles.MatchString(text) && !runner.MatchString(text) && h.OldEnd-h.Old == 1 && ranTests(old[0]) {
				out = append(out, f.At(n, "what ran the tests stands for nothing now."))
			}
			if !runner.MatchString(text) || s.Went(f.Is.Lines[n]) || slices.Contains(old, text) || !slices.ContainsFunc(old, inChecks) || stand(x.Is, old) {
				continue
			}
			switch {
			case fresh(narrow, untagged(s, module.ReplaceAllString(runnersPart(text), ""), old), old) && !complemented(s, x.Is, n) && !askedMarker(s, text):
				out = append(out, f.At(n, "the command runs fewer tests than it did."))
			case filters.MatchString(text) || len(old) > 1 || h.NewEnd-h.New > 1:
			case fewer(text, old) && !keptBeside(x, n, old) && !keptBeside(f, n, f.Was.Code[h.Old:h.OldEnd]) && !dealt(s, x.Is, text) && !spans(s, text):
				out = append(out, f.At(n, "the command names the tests it runs, and named more before."))
			}
		}
	}
	return out
}

// idleKey tells whether all that a key leaves out holds no test of the runner.
func idleKey(s *change.Set, f *change.File, text string, old []string) bool {
	come := newIn(text, old)
	return keys.MatchString(text) && len(come) > 0 && !slices.ContainsFunc(come, func(v string) bool {
		return !idle(s, f, v, func(p string) bool { return testsFor(s, f, p) == theirs })
	})
}

// placeOf is the key of a line that says where tests are.
func placeOf(text string) string {
	if m := places.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// fresh tells whether a line matches in words that none of the old lines has.
func fresh(re *regexp.Regexp, text string, old []string) bool {
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

// otherKey begins another key of an INI file.
var otherKey = regexp.MustCompile(`^[a-z_]+\s*=`)

// continued tells whether a line goes on with options of the lines above.
func continued(code []string, n int) bool {
	for up := n; up >= max(0, n-6); up-- {
		if addopts.MatchString(code[up]) {
			return true
		}
		if otherKey.MatchString(code[up]) {
			return false
		}
		if up < n && strings.TrimSpace(code[up]) == "" || strings.HasPrefix(strings.TrimSpace(code[up]), "[") && up < n {
			return false
		}
	}
	return false
}

// widened tells whether a line was added to the list that a key begins.
func widened(re *regexp.Regexp, f *change.File, n int) bool {
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

// replaced tells whether one of the old lines had the same key with another
// value, or the key is one that nobody needs to write.
func replaced(text string, old []string) bool {
	key := strings.ToLower(places.FindStringSubmatch(text)[1])
	for _, o := range old {
		if m := places.FindStringSubmatch(o); m != nil && strings.ToLower(m[1]) == key {
			return !slices.Equal(language.Literals(o), language.Literals(text)) && len(language.Literals(text)) <= len(language.Literals(o)) || language.Literals(o) == nil
		}
	}
	return key == "testmatch" || key == "testregex" || key == "python_files" || key == "python_functions" || key == "python_classes" ||
		strings.Contains(text, ".py") || strings.Contains(text, ".test.") || strings.Contains(text, ".spec.") && !strings.Contains(text, "*")
}

// depends is a line that names a runner as a dependency.
var depends = regexp.MustCompile(`^\s*["']?(@?[\w/-]+)["']?\s*[:=]\s*["']?[\^~>=<]*\d|^\s*["']?[\w-]+\s*[><=~!]=`)

// never is a step that is switched off.
var never = regexp.MustCompile(`^\s*(-\s*)?if:\s*["']?(\$\{\{\s*)?false\b|^\s*when:\s*never\b|^\s*enabled:\s*false\b`)

var members = regexp.MustCompile(`(?i)^\s*["']?(envlist|env_list|workspaces|projects|members|sessions|python|node|node-version|python-version|go-version|os)["']?\s*[:=]\s*(.*)$`)

// envOf is how an environment of a runner names a version of Python.
var envOf = regexp.MustCompile(`^py(\d)(\d+)$`)

// fewerMembers tells whether a list of what is tested lost one.
func fewerMembers(s *change.Set, text string, old []string) bool {
	m := members.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	words := regexp.MustCompile(`[\w.*/-]+`)
	now := words.FindAllString(m[2], -1)
	return slices.ContainsFunc(old, func(o string) bool {
		w := members.FindStringSubmatch(o)
		if w == nil || !strings.EqualFold(w[1], m[1]) {
			return false
		}
		before := words.FindAllString(w[2], -1)
		wanted := s.Speaks(dropping) && !slices.ContainsFunc(without(before, now), func(x string) bool { return !s.Asked(envOf.ReplaceAllString(x, "$1.$2")) })
		return len(now) < len(before) && !wanted && !slices.ContainsFunc(now, func(x string) bool { return strings.Contains(x, "*") })
	})
}
