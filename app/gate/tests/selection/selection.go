// Package selection finds configuration and commands that make a runner run less.
// In comes a change, out go findings; each speaks only of what the change
// brought. It keeps nothing, so a process that dies here judges again.
package selection

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var narrow = regexp.MustCompile(`--(ignore(-glob)?|deselect|testPathIgnorePatterns|passWithNoTests|testNamePattern|testPathPattern|grep|fgrep|invert|changed|related|only-failures|onlyFailures|onlyChanged|changedSince|lastCommit|findRelatedTests|last-failed|lf|collect-only|co|listTests|dry-run|no-run|exclude|shard|skip|filter|updateSnapshot|snapshot-update|ci=false|test-name-pattern|test-only|test-skip-pattern|suppress-no-test-exit-code|allow-no-tests|pass-with-no-tests)\b|(^|\s|["']|(?:ADDOPTS|GOFLAGS|(?:TEST|JEST|VITEST|MOCHA)_?(?:ARGS|OPTS|FLAGS))\s*[:?+]?=)-(k|m|run|skip|short|list|tags|t|g|u|o|DskipTests\S*|Dmaven\.test\.skip\S*|p\s+no:\w+)(\s|=|["'])`)

// Judge finds configuration and commands that make a runner run less.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		config, script := suite.Configures(f), language.IsScript(f.Path) || suite.Runs(f.Path)
		if !config && !script || f.New == "" {
			continue
		}
		told := false
		if config {
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
	return suite.Dedupe(append(out, markedOut(s)...)), nil
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
		command := suite.Runner.MatchString(text) || suite.Addopts.MatchString(text) || config && continued(f.Is.Code, n)
		switch {
		case command && suite.Fresh(narrow, untagged(s, module.ReplaceAllString(runnersPart(text), ""), old), old) && (suite.Addopts.MatchString(text) || config && !suite.Runner.MatchString(text) || slices.ContainsFunc(old, suite.RanTests) && !(besides.MatchString(text) && !slices.ContainsFunc(old, inChecks))):
			if !complemented(s, f.Is, n) && !(suite.Addopts.MatchString(text) && askedMarker(s, text)) && !(suite.Runner.MatchString(text) && suite.Stand(f.Is, old)) {
				out = append(out, f.At(n, "the command runs fewer tests than it did."))
			}
		case config && idleKey(s, f, text, old), config && suite.ElsewhereRun(s, f, n, suite.NewIn(text, old)), config && keyLeavesAsAsked(s, text, old):
		case config && suite.Fresh(suite.Keys, text, old), config && f.From != "" && suite.Widened(suite.Keys, f, n):
			out = append(out, f.At(n, "the configuration leaves tests out."))
		case !f.Is.Lang.Code() && fewerMembers(s, text, old):
			out = append(out, f.At(n, "fewer parts are tested than before."))
		case !f.Is.Lang.Code() && filtered(f, n, old) && !leftOutAsAsked(s, text) && !ranBeside(f, n), !f.Is.Lang.Code() && shorter(f, n, old):
			out = append(out, f.At(n, "something is left out of what feeds the tests."))
		case f.From != "" && never.MatchString(text) && !slices.ContainsFunc(old, never.MatchString):
			out = append(out, f.At(n, "a step is never run any more."))
		case config && f.From != "" && !(told && suite.Collects.MatchString(suite.PlaceOf(text)) || told && leavesOut.MatchString(suite.PlaceOf(text))) && suite.Places.MatchString(text) && replaced(text, old):
			out = append(out, f.At(n, "the configuration says anew where tests are."))
		case !f.Is.Lang.Code() && suite.Runner.MatchString(text) && !keyed.MatchString(text) && !besides.MatchString(text) && fewer(text, old) && !suite.Stand(f.Is, old) && !keptBeside(f, n, old) && !dealt(s, f.Is, text) && !spans(s, text) && !setApart(s, f, h, n):
			out = append(out, f.At(n, "the command names the tests it runs, and named more before."))
		}
	}
	return slices.Concat(out, unrun(s, f, h), uncalled(s, f, h), narrowedIn(s, f, h), laxer(s, f, h))
}

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
			if suite.Idles.MatchString(text) && !suite.Runner.MatchString(text) && h.OldEnd-h.Old == 1 && suite.RanTests(old[0]) {
				out = append(out, f.At(n, "what ran the tests stands for nothing now."))
			}
			if !suite.Runner.MatchString(text) || s.Went(f.Is.Lines[n]) || slices.Contains(old, text) || !slices.ContainsFunc(old, inChecks) || suite.Stand(x.Is, old) {
				continue
			}
			switch {
			case suite.Fresh(narrow, untagged(s, module.ReplaceAllString(runnersPart(text), ""), old), old) && !complemented(s, x.Is, n) && !askedMarker(s, text):
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
	come := suite.NewIn(text, old)
	return suite.Keys.MatchString(text) && len(come) > 0 && !slices.ContainsFunc(come, func(v string) bool {
		return !suite.Idle(s, f, v, func(p string) bool { return suite.TestsFor(s, f, p) == suite.Theirs }) || anywhere.MatchString(text) && foundIn(s, f, v)
	})
}

// anywhere are the keys whose values are looked for in the whole of a path.
var anywhere = regexp.MustCompile(`\b\w+PathIgnorePatterns\b`)

// foundIn tells whether an expression is in the path of a test of a configuration's runner.
func foundIn(s *change.Set, config *change.File, expression string) bool {
	re, err := regexp.Compile(strings.ReplaceAll(strings.TrimPrefix(expression, "<rootDir>"), `\\`, `\`))
	return err == nil && slices.ContainsFunc(collectedBelow(s, config), func(t aTest) bool {
		return re.MatchString("/"+t.at) && suite.TestsFor(s, config, t.path) == suite.Theirs
	})
}

// otherKey begins another key of an INI file.
var otherKey = regexp.MustCompile(`^[a-z_]+\s*=`)

// continued tells whether a line goes on with options of the lines above.
func continued(code []string, n int) bool {
	for up := n; up >= max(0, n-6); up-- {
		if suite.Addopts.MatchString(code[up]) {
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

// replaced tells whether one of the old lines had the same key with another
// value, or the key is one that nobody needs to write.
func replaced(text string, old []string) bool {
	key := strings.ToLower(suite.Places.FindStringSubmatch(text)[1])
	for _, o := range old {
		if m := suite.Places.FindStringSubmatch(o); m != nil && strings.ToLower(m[1]) == key {
			return !slices.Equal(language.Literals(o), language.Literals(text)) && len(language.Literals(text)) <= len(language.Literals(o)) || language.Literals(o) == nil
		}
	}
	return key == "testmatch" || key == "testregex" || key == "python_files" || key == "python_functions" || key == "python_classes" ||
		strings.Contains(text, ".py") || strings.Contains(text, ".test.") || strings.Contains(text, ".spec.") && !strings.Contains(text, "*")
}

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
		wanted := s.Speaks(suite.Dropping) && !slices.ContainsFunc(suite.Without(before, now), func(x string) bool { return !s.Asked(envOf.ReplaceAllString(x, "$1.$2")) })
		return len(now) < len(before) && !wanted && !slices.ContainsFunc(now, func(x string) bool { return strings.Contains(x, "*") })
	})
}
