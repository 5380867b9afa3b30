package selection

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var feeds = regexp.MustCompile(`=|\bset\s+--|\$\(|\x60|["']$`) // it sets a variable, or ends inside of an argument

// module is how Python or a shell is told what to run: no option of a runner.
var module = regexp.MustCompile(`(?:\bpython[\d.]*|\$[({]?(?:\w*PYTHON\w*|PY)[)}]?"?)\s+-m\b|(?:^|[\s;&|(/"'])(?:ba|da|k|z)?sh(?:\s+[-+](?:[a-z]*o\s+[a-z]+|[a-z]+)\b)+`)

// runnersPart is a line without the commands that stand in it beside a runner's, and
// give it nothing: their options are their own.
func runnersPart(text string) string {
	if !suite.Runner.MatchString(text) {
		return text
	}
	return strings.Join(slices.DeleteFunc(suite.Separates.Split(text, -1), func(one string) bool {
		return !suite.Runner.MatchString(one) && !feeds.MatchString(one)
	}), " ")
}

// spans tells whether what a command names holds each test of the result.
func spans(s *change.Set, text string) bool {
	all := change.Memo(s, "spanned", func() []string {
		tests := collected(s)
		for _, f := range s.Files {
			if f.Old == "" && f.New != "" && f.Is.Test() && f.Is.Lang.Code() {
				tests = append(tests, f.Path)
			}
		}
		return tests
	})
	named := suite.Arguments(text)
	return len(all) > 0 && !slices.ContainsFunc(all, func(t string) bool { return !suite.Selects("", named, t) })
}

// keyed is a line of JSON whose runner is the name of a key.
var keyed = regexp.MustCompile(`^\s*"(jest|mocha|ava|tap|vitest|nyc|c8)"\s*:`)

// besides are the keys of package scripts that no check runs, but for people at
// work.
var besides = regexp.MustCompile(`^\s*"(pre-?commit|pre-?push|lint-staged|dev|[\w:-]*:(watch|staged|changed|related|update|quick|debug|dev))"\s*:`)

// inChecks tells whether a line of the base ran tests for more than that.
func inChecks(old string) bool { return suite.RanTests(old) && !besides.MatchString(old) }

// dealt tells whether a command names what the lists of a matrix deal out, and
// they have a place for each test of the tree.
func dealt(s *change.Set, src *language.Source, text string) bool {
	m := ofMatrix.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	list := regexp.MustCompile(`(?m)^\s*` + regexp.QuoteMeta(m[1]) + `\s*:\s*\[(.*)\]`).FindStringSubmatch(strings.Join(src.Code, "\n"))
	tests := change.Memo(s, "collected", func() []string { return collected(s) })
	if list == nil || len(tests) == 0 {
		return false
	}
	var places []string
	for p := range strings.SplitSeq(list[1], ",") {
		places = append(places, strings.TrimSuffix(strings.Trim(p, " \"'"), "..."))
	}
	return !slices.ContainsFunc(tests, func(t string) bool { return !suite.Selects("", places, t) })
}

var ofMatrix = regexp.MustCompile(`\$\{\{\s*matrix\.([\w-]+)\s*\}\}`)

// fewer tells whether a runner's command lost arguments, or names some where it
// named none.
func fewer(text string, old []string) bool {
	for _, o := range old {
		a, b := suite.Runner.FindString(o), suite.Runner.FindString(text)
		if a == "" || strings.Fields(a)[0] != strings.Fields(b)[0] {
			continue
		}
		before, after := suite.Arguments(o), suite.Arguments(untilNext(text))
		for _, w := range before {
			if !slices.Contains(after, w) && !slices.Contains(after, "./...") && !slices.Contains(after, ".") && len(after) > 0 {
				return true
			}
		}
		return len(before) == 0 && len(after) > 0 && !slices.Contains(after, "./...")
	}
	return false
}

// untilNext is a line up to the command behind the one that runs tests, where what
// follows goes by how that one ended.
func untilNext(text string) string {
	if head, _, more := strings.Cut(text, ";"); more && strings.Contains(text, "$?") && suite.Runner.MatchString(head) {
		return head
	}
	return text
}

// unrun finds a command of tests that nothing replaces.
func unrun(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	var out []change.Finding
	for o := h.Old; o < h.OldEnd; o++ {
		text := f.Was.Code[o]
		if !suite.Runner.MatchString(text) || installs(text) || keyed.MatchString(text) && movedOut(s, text) || suite.SectionHead.MatchString(text) || s.Came(f.Was.Lines[o]) || path.Base(f.Path) == "pyproject.toml" && !suite.Addopts.MatchString(text) {
			continue
		}
		again := slices.ContainsFunc(f.Is.Code, func(l string) bool { return suite.Runner.MatchString(l) && !installs(l) && !strings.HasPrefix(l, "[") })
		near := slices.ContainsFunc(f.Is.Code[h.New:h.NewEnd], func(l string) bool {
			return suite.Runner.MatchString(l) && !installs(l) || sideBySide.MatchString(l) || handsTo(s, l)
		})
		if path.Base(f.Path) == "package.json" {
			again = near
		}
		if !again && !near && !suite.Depends.MatchString(text) {
			out = append(out, f.Gone(f.Was, o, "the command that ran the tests is gone."))
		}
	}
	return out
}

// movedOut tells whether a new file holds what a line says to a tool by a key.
func movedOut(s *change.Set, text string) bool {
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		return f.From == "" && f.New != "" && slices.ContainsFunc(suite.Supersedes[f.Base()], func(mark string) bool { return strings.HasPrefix(strings.TrimSpace(text), mark) })
	})
}

// installs tells whether a line names a runner only to have it there.
func installs(text string) bool {
	return suite.Depends.MatchString(text) || installing.MatchString(text)
}

var installing = regexp.MustCompile(`\b(pip3?|pipx|uv|npm|yarn|pnpm|bun|poetry|conda|apt(-get)?|brew|apk|go|cargo|session)[ .](\S+ )*?(install|add|i|ci|get|sync)\b[^&|;]*$`)

// sideBySide runs a package's script of tests among others.
var sideBySide = regexp.MustCompile(`\b(concurrently|npm-run-all2?|run-[ps])\b.*["\s:]tests?\b`)

// handsTo tells whether a line runs a script of the result that runs tests.
func handsTo(s *change.Set, text string) bool {
	return slices.ContainsFunc(suite.HandedTo(s, text), func(script string) bool { return suite.Runner.MatchString(script) || runsListed([]byte(script)) })
}

// runsListed tells whether a script starts a package's script of tests by a list of
// words: a literal one, or what it starts takes the name from a list.
func runsListed(script []byte) bool {
	for _, m := range listedWords.FindAllSubmatch(script, -1) {
		words := strings.Join(suite.QuotedIn(string(m[2])), " ")
		if suite.Runner.MatchString(string(m[1]) + " " + words) {
			return true
		}
		if packager.Match(m[1]) && bytes.Contains(m[2], []byte("run")) && testName.Match(script) {
			return true
		}
	}
	return false
}

var (
	listedWords = regexp.MustCompile(`\b(?:spawn|spawnSync|execFile|execFileSync|execa|execaSync|run|call|check_call|check_output|Popen|Command)\(\s*\[?["'](\w+)["']\s*,\s*(\[[^\]]*\]|[^)\n]*)`)
	packager    = regexp.MustCompile(`^(?:npm|yarn|pnpm|bun)$`)
	testName    = regexp.MustCompile(`["']tests?["']`)
)
