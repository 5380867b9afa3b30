package suite

import (
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

// Touched tells whether the change wrote into a function, or took out of it.
func Touched(f *change.File, fn language.Func) bool {
	for _, h := range f.Hunks {
		if h.New < fn.End && h.NewEnd > fn.Start || h.New == h.NewEnd && fn.Start < h.New && h.New < fn.End {
			return true
		}
	}
	return false
}
