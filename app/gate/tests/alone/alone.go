// Package alone finds tests of the base that read differently now while no
// product code changed. In comes a change, out go findings; each speaks only of
// what the change brought. It keeps nothing, so a process that dies here judges
// again.
package alone

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds tests of the base that read differently now, and what came to run before
// them, while nothing but tests, comments and documentation changed; for work on tests
// that is the work itself.
func Judge(s *change.Set) ([]change.Finding, error) {
	if s.Contract != nil && !s.Contract.Goal.IsZero() && s.Contract.Goal.WorkType() == goalspec.WorkTestCoverage {
		return nil, nil
	}
	if slices.ContainsFunc(s.Files, works) || asks.OnlyTests(s.Title(), s.Sentences(), suite.TestsNamed(s)) {
		return nil, nil
	}
	setUp := asks.AboutTests(s.Title()) && !shows.MatchString(strings.ToLower(s.Title())) || slices.ContainsFunc(s.Sentences(), func(text string) bool {
		return suite.OfSetup.MatchString(text) && asks.CallFor([]string{text}, suite.PutsInPlace)
	})
	var out []change.Finding
	for _, f := range s.Files {
		if !language.IsTest(f.Path) || f.New == "" {
			continue
		}
		if n := preparation(f); n >= 0 && !setUp && !(s.Asked(f.Base()) && asks.CallFor(s.Sentences(), regexp.MustCompile(regexp.QuoteMeta(strings.ToLower(f.Base()))))) {
			out = append(out, f.At(n, "what runs before all tests came, and no product code changed."))
		}
		if f.From == "" {
			continue
		}
		lost := slices.ContainsFunc(f.Removed(), func(n int) bool {
			text := strings.TrimSpace(f.Was.Code[n])
			return suite.Telling.MatchString(text) && !s.Came(f.Was.Lines[n]) && !strings.HasPrefix(text, "import ") && !strings.HasPrefix(text, "from ")
		})
		if lost {
			out = append(out, f.Whole("a test that was there before was changed, and no product code was."))
		}
	}
	return out, nil
}

// preparation is the line of what came and runs before all tests of a file's kind, without
// being one itself; -1 for none.
func preparation(f *change.File) int {
	if f.Base() == "conftest.py" {
		for _, n := range f.Added() {
			if text := f.Is.Bare[n]; beforeAll.MatchString(text) && !offers.MatchString(text) {
				return n
			}
		}
	}
	if f.Is.Lang.Name != "Go" {
		return -1
	}
	for _, name := range []string{"init", "TestMain"} {
		fn, is := f.Is.Named(name)
		if _, was := f.Was.Named(name); is && !was {
			return fn.Head
		}
	}
	return -1
}

// shows says of a test what of the product it shows.
var shows = regexp.MustCompile(`\b(wrong\w*|incorrect\w*|expect\w*|got|gets?|returns?|bugs?|crash\w*|errors?|off by|instead of|rather than|too (many|few|high|low|long|short|late|early)|should|must)\b`)

var beforeAll = regexp.MustCompile(`\bautouse\s*=\s*True\b|^(async )?def pytest_\w+|^[A-Za-z_]\w*(\.\w+)+(\[.*\])?\s*=[^=]|^[A-Za-z_]\w*(\.\w+)+\(`)

// offers only says where the product is, or what people may ask of the runner.
var offers = regexp.MustCompile(`^sys\.path\b|\bpytest_addoption\b`)

// works tells whether a file is neither test nor documentation, and more than its
// comments changed.
func works(f *change.File) bool {
	return !language.IsTest(f.Path) && !(f.Is.Lang.Code() && !f.Recoded()) && !slices.Contains([]string{".md", ".rst", ".txt", ".adoc"}, path.Ext(f.Path))
}
