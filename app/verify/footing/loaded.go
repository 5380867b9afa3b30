package footing

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	runnerConfig = regexp.MustCompile(`^(\.?pytest\.(ini|toml)|tox\.ini|setup\.cfg|pyproject\.toml|package\.json|noxfile\.py|\.coveragerc|\.npmrc|\.yarnrc(\.yml)?|bunfig\.toml|\.rspec|\.?(jest|vitest|mocharc|mocha|ava|karma|playwright|cypress|wdio|jasmine|nycrc|c8rc|tap|taprc)([.-][\w.-]+)?\.([cm]?[jt]s|json|ya?ml|opts)|\.(mocha|nyc|c8|tap)rc|phpunit\.xml(\.dist)?|nextest\.toml)$`)
	// linterConfig is of a linter: the work may bring one, and weaken none.
	linterConfig = regexp.MustCompile(`^\.?(eslint|stylelint|golangci|ruff|flake8|pylint|mypy|pyright|biome|oxlint|rubocop|shellcheck|yamllint|hadolint|clippy|markdownlint)(rc|config|\.config)?(\.([cm]?[jt]s|jsonc?|ya?ml|toml|ini))?$`)
	viteConfig   = regexp.MustCompile(`^vite\.config\.[cm]?[jt]s$`)
	setsTests    = regexp.MustCompile(`\btest\s*:`)
	// startup is what every program of a language loads, or finds in place of the
	// runner.
	startup  = regexp.MustCompile(`(^|/)(sitecustomize|usercustomize)\.py$|\.pth$|^((unittest|pytest|_pytest|doctest|coverage|nose2?)(\.py|/__init__\.py))$`)
	anything = regexp.MustCompile(`\S`)
	mains    = regexp.MustCompile(`(?m)^func TestMain\(`)
)

// loads tells whether a file that is new comes between the tests of the tree and
// their runner: one that it loads by itself, or finds before what it found.
func (f *footing) loads(p string, now fs.FS) bool {
	holds := func(re *regexp.Regexp) bool {
		text, ok := textOf(now, p)
		return !ok || re.Match(text)
	}
	base := path.Base(p)
	switch {
	case startup.MatchString(p):
		return true
	case base == "conftest.py", base == "__init__.py" && language.IsTest(p) && holds(anything):
		return f.tested(path.Dir(p), p)
	case strings.HasSuffix(p, "_test.go") && holds(mains):
		return f.tested(path.Dir(p), p)
	case path.Base(path.Dir(p)) == "__mocks__":
		return f.tested(path.Dir(path.Dir(p)), p)
	case runnerConfig.MatchString(base):
		return !inParts(p) && f.tested(path.Dir(p), "")
	}
	return slices.ContainsFunc(f.recipes, func(at string) bool { return path.Dir(at) == path.Dir(p) && recipe.Alike(at, p) })
}

// tested tells whether tests of the tree lie in a directory, in the language of
// a file if it has one.
func (f *footing) tested(dir, like string) bool {
	for p := range f.files {
		if language.IsTest(p) && program(p) && (dir == "." || strings.HasPrefix(p, dir+"/")) && (like == "" || language.Of(p) == language.Of(like)) {
			return true
		}
	}
	return false
}

var defining = regexp.MustCompile(`\b(?:def|func(?:\s*\([^()]*\))?|function\*?|class|const|let|var|type)\s+(\w{3,})|^\s*(?:export\s+)?(\w{3,})\s*(?:=|:=|\(\))`)

// needs tells whether a new test needs what a file has by the change alone: a
// name that it defines, or the data in it.
func (f *footing) needs(test, p string, now fs.FS) bool {
	text, ok := textOf(now, test)
	is, stays := textOf(now, p)
	if !ok || !stays {
		return false
	}
	if !program(p) && !f.script(p) {
		return mentioned(string(text), path.Base(p))
	}
	fresh, told := f.fresh[p]
	if !told {
		was := nameSet(f.text(p))
		for name := range nameSet(string(is)) {
			if !was[name] {
				fresh = append(fresh, name)
			}
		}
		f.fresh[p] = fresh
	}
	return slices.ContainsFunc(fresh, func(name string) bool { return mentioned(string(text), name) })
}

func nameSet(text string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.SplitSeq(text, "\n") {
		for _, m := range defining.FindAllStringSubmatch(line, -1) {
			out[m[1]+m[2]] = true
		}
	}
	return out
}
