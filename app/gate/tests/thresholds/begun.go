package thresholds

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// toolOf are the names by which a base runs the tool that a configuration is for.
var toolOf = []struct{ config, runs *regexp.Regexp }{
	{regexp.MustCompile(`^\.coveragerc$`), regexp.MustCompile(`\bcoverage\b|pytest-cov|--cov\b`)},
	{regexp.MustCompile(`^\.nycrc`), regexp.MustCompile(`\bnyc\b`)},
	{regexp.MustCompile(`^\.?c8rc`), regexp.MustCompile(`\bc8\b`)},
	{regexp.MustCompile(`^\.?ruff\.toml$`), regexp.MustCompile(`\bruff\b`)},
	{regexp.MustCompile(`^\.flake8$`), regexp.MustCompile(`\bflake8\b`)},
	{regexp.MustCompile(`^\.?mypy\.ini$`), regexp.MustCompile(`\bmypy\b`)},
	{regexp.MustCompile(`^\.golangci\.`), regexp.MustCompile(`\bgolangci`)},
}

var (
	// leavesFiles are the keys whose values are files that a check passes by.
	leavesFiles = regexp.MustCompile(`^(omit|exclude|extend-exclude|exclude-files|exclude-dirs|skip-files|skip-dirs|paths)$`)
	// leavesRules are those whose values are rules that a check has no more.
	leavesRules = regexp.MustCompile(`^(ignore|extend-ignore)$`)
	// byItself is what linters of Python look for where they are told nothing.
	byItself = regexp.MustCompile(`^(ALL|[EFW]|F\d+|E[479]\d*)$`)
)

// begun finds what a configuration that came leaves out of a check which the base ran
// without one.
func begun(s *change.Set, f *change.File) []change.Finding {
	if f.From != "" || f.New == "" || len(f.Is.Lines) > maxSettings || !ranTool(s, f.Base()) {
		return nil
	}
	is := suite.SettingsOf(f.Is)
	var out []change.Finding
	for _, at := range slices.Sorted(maps.Keys(is)) {
		key := suite.Leaf(at)
		key = key[strings.LastIndexByte(key, '.')+1:]
		for _, v := range is[at] {
			switch {
			case s.Went(f.Is.Lines[v.Line]) || askedPath(s, v.Text):
			case leavesFiles.MatchString(key) && ofProduct(s, v.Text), leavesRules.MatchString(key) && byItself.MatchString(strings.Trim(v.Text, ",")):
				out = append(out, f.At(v.Line, "more is left out of a check than before."))
			case key == "ignore_errors" && yes(v.Text) && !strings.Contains(at, "-"):
				out = append(out, f.At(v.Line, "failures of a check are let pass."))
			case (key == "disable-all" && yes(v.Text) || key == "default" && v.Text == "none") && slices.ContainsFunc(linters, func(name string) bool { return !still(is, name) }):
				out = append(out, f.At(v.Line, "what a check looked for by itself is turned off."))
			}
		}
	}
	return out
}

// linters are those that golangci-lint runs where it is told nothing.
var linters = []string{"errcheck", "govet", "ineffassign", "staticcheck", "unused"}

// ofProduct tells whether a pattern of paths names code of the product.
func ofProduct(s *change.Set, pattern string) bool {
	pattern = strings.Trim(strings.TrimPrefix(pattern, "./"), "/,")
	seen, found := 0, false
	_ = fs.WalkDir(s.Base, ".", func(p string, d fs.DirEntry, err error) error {
		if seen++; err != nil || found || seen > suite.MaxCollected {
			return fs.SkipAll
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor" || d.Name() == ".git") {
			return fs.SkipDir
		}
		found = !d.IsDir() && language.Of(p).Code() && language.Read(p, "").Product() && (suite.Selects("", []string{pattern}, p) || strings.Contains("/"+p, "/"+pattern+"/"))
		return nil
	})
	return found
}

// ranTool tells whether the base ran the tool that a configuration is for.
func ranTool(s *change.Set, config string) bool {
	n := slices.IndexFunc(toolOf, func(t struct{ config, runs *regexp.Regexp }) bool { return t.config.MatchString(config) })
	if n < 0 {
		return false
	}
	at := []string{"package.json", "Makefile", "justfile", "tox.ini", "pyproject.toml", "setup.cfg", "noxfile.py", ".pre-commit-config.yaml", "requirements-dev.txt", ".gitlab-ci.yml"}
	if jobs, err := fs.ReadDir(s.Base, ".github/workflows"); err == nil {
		for _, d := range jobs {
			at = append(at, path.Join(".github/workflows", d.Name()))
		}
	}
	return slices.ContainsFunc(at, func(p string) bool {
		text, err := fs.ReadFile(s.Base, p)
		return err == nil && toolOf[n].runs.Match(text)
	})
}
