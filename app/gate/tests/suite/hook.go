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
	loaded   = regexp.MustCompile(`(?i)^conftest\.py$|^[\w.-]*(setup|teardown|reporter|environment|runner|plugin|hooks|globals|preload|bootstrap|matchers?|register)[\w.-]*\.([cm]?[jt]s|py)$|^(jest|vitest|mocha|karma)[\w.-]*\.[cm]?[jt]s$|^(test|spec)-?helpers?\.[\w.]+$|^helpers?\.[\w.]+$`)
	packages = regexp.MustCompile(`(?i)(^|/)(tests?|__tests__|spec)/__init__\.py$`)
)

// Loads tells whether runners load a file: by its name, or because they are told
// to.
func Loads(s *change.Set, f *change.File) bool {
	base := f.Base()
	return wired(s)[f] || loaded.MatchString(base) || strings.EqualFold(base, "__init__.py") && packages.MatchString(f.Path)
}

// OptedOut tells whether a line belongs to a hook that leaves tests out unless an
// option is given that people asked for.
func OptedOut(s *change.Set, f *change.File, n int) bool {
	fn, ok := f.Is.Around(n)
	if !ok || fn.Name != "pytest_collection_modifyitems" && fn.Name != "pytest_runtest_setup" {
		return false
	}
	body := language.Part(f.Is.Code, fn.Head, fn.End)
	m := option.FindStringSubmatch(body)
	return m != nil && s.Asked(m[1]) && !s.Forbidden(m[1]) && !slices.ContainsFunc(QuotedIn(body), func(v string) bool { return plainMark.MatchString(v) && !s.Asked(v) })
}

var (
	option    = regexp.MustCompile(`getoption\(\s*["'](--[\w-]+)["']`)
	plainMark = regexp.MustCompile(`^[a-z]\w+$`)
)

var (
	wiring  = regexp.MustCompile(`["'\x60\s=,\[](?:<rootDir>/|\./)([\w./-]+)|(?:-p[ =]?\s*|plugins.*["'\[])((?:\w+\.)+\w+)|["']((?:[\w-]+/)+[\w-]+\.[cm]?[jt]s)["']`)
	configs = []string{
		"package.json", ".npmrc", "pytest.ini", "pyproject.toml", "setup.cfg", "tox.ini", "conftest.py", "tests/conftest.py", ".mocharc.json", ".mocharc.yml", ".mocharc.cjs", ".mocharc.js",
		"jest.config.js", "jest.config.ts", "jest.config.cjs", "jest.config.mjs", "jest.config.json", "vitest.config.ts", "vitest.config.js", "vitest.config.mts", "vite.config.ts", "vite.config.js",
		"playwright.config.ts", "playwright.config.js", "cypress.config.ts", "cypress.config.js",
	}
)

// wired are the files of the change that a configuration tells a runner to load.
func wired(s *change.Set) map[*change.File]bool {
	return change.Memo(s, "wired", func() map[*change.File]bool {
		out := map[*change.File]bool{}
		read := func(dir, text string) {
			for _, m := range wiring.FindAllStringSubmatch(text, -1) {
				p := path.Join(dir, m[1]+m[3])
				if m[2] != "" {
					p = strings.ReplaceAll(m[2], ".", "/")
				}
				for _, ext := range []string{"", ".js", ".ts", ".mjs", ".cjs", ".mts", ".py"} {
					if f := s.Find(p + ext); f != nil && f.New != "" && f.Is.Lang.Code() {
						out[f] = true
					}
				}
			}
		}
		for _, f := range s.Files {
			if Configures(f) || f.Base() == ".npmrc" {
				read(path.Dir(f.Path), f.Is.Text)
			}
		}
		for _, at := range configs {
			if text, err := fs.ReadFile(s.Candidate, at); err == nil && s.Find(at) == nil {
				read(path.Dir(at), string(text))
			}
		}
		return out
	})
}

// handed are the names under which a hook has what its runner handed to it: its
// parameters, what comes of a yield, and what was made of those.
func handed(src *language.Source, fn language.Func) map[string]bool {
	out := map[string]bool{}
	for _, p := range fn.Params {
		out[p] = true
	}
	for grew := true; grew; {
		grew = false
		for _, text := range src.Bare[fn.Body:min(fn.End, len(src.Bare))] {
			m := takes.FindStringSubmatch(text)
			if m == nil || !slices.ContainsFunc(Words.FindAllString(m[2]+m[4], -1), func(w string) bool { return out[w] || w == "yield" }) {
				continue
			}
			for _, w := range Words.FindAllString(m[1]+m[3], -1) {
				grew = grew || !out[w]
				out[w] = true
			}
		}
	}
	return out
}

// WritesTo tells whether a hook sets or takes out something of what its runner
// handed to it; what it keeps for itself is its own.
func WritesTo(src *language.Source, fn language.Func) bool {
	theirs := handed(src, fn)
	return slices.ContainsFunc(src.Bare[fn.Body:min(fn.End, len(src.Bare))], func(text string) bool {
		return slices.ContainsFunc(writes.FindAllStringSubmatch(text, -1), func(m []string) bool { return theirs[strings.Join(m[1:], "")] })
	})
}

var (
	takes  = regexp.MustCompile(`^\s*(?:(?:const|let|var)\s+)?([\w\s,{}\[\]:.()*]+?)\s*=\s*([^=>].*)$|^\s*(?:async\s+)?for\s*\(?\s*(?:(?:const|let|var)\s+)?([\w\s,{}\[\]]+?)\s+(?:in|of)\s+(.*)$`)
	writes = regexp.MustCompile(`\b(\w+)(?:[\w.\[\]()?!]*)\.(?:remove|clear|pop|splice|shift|fill|delete)\(|\bdel(?:ete)?\s+(\w+)|\b(\w+)(?:\.\w+|\[[^\]]*\])*\.(?:length|errors?|status|state|mode|fn|failureMessages?|stats|testsfailed|exitstatus|shouldfail|items|obj|runtest|function)(?:\[[^\]]*\])?\s*(?:[-+*|&?]{0,2}=[^=>]|--|\+\+)|\bObject\.assign\(\s*(\w+)`)
)

// OfSetup names what is there for tests before one of them runs.
var OfSetup = regexp.MustCompile(`\b(?:conftest|fixtures?|set-?up|beforeeach|beforeall|testmain|tests?|suite)\b`)

// PutsInPlace says that something is set to stand in another's place, or to stand still.
var PutsInPlace = regexp.MustCompile(`\b(?:sets?|patch\w*|freez\w*|frozen|replac\w*|pins?|pinned|stub\w*|mock\w*|fak\w+|swap\w*|overrid\w*|points?)\b`)
