package removed

import (
	"io/fs"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// unwaited tells whether a test of Python became one that has to be waited for, where
// neither its file nor the settings around it say who does.
func unwaited(s *change.Set, f *change.File, was, is language.Func) bool {
	async := func(src *language.Source, fn language.Func) bool {
		return strings.HasPrefix(strings.TrimSpace(src.Bare[fn.Head]), "async def ")
	}
	if f.Is.Lang.Name != "Python" || !async(f.Is, is) || async(f.Was, was) || waitsForTests.MatchString(f.Is.Text) {
		return false
	}
	for dir := path.Dir(f.Path); ; dir = path.Dir(dir) {
		for _, name := range settingsOfPytest {
			if text, err := fs.ReadFile(s.Candidate, path.Join(dir, name)); err == nil && waitsForTests.Match(text) {
				return false
			}
		}
		if dir == "." || dir == "/" {
			return true
		}
	}
}

var (
	waitsForTests    = regexp.MustCompile(`\b(pytest[.-]?mark\.\w*(asyncio|anyio|trio|tornado)|pytest[_-](asyncio|trio|aiohttp|tornasync|twisted)|anyio|(asyncio|trio|anyio)_mode|IsolatedAsyncioTestCase|AsyncTestCase|gen_test|asynctest|pytest_pyfunc_call)\b`)
	settingsOfPytest = []string{"conftest.py", "pyproject.toml", "pytest.ini", ".pytest.ini", "setup.cfg", "tox.ini", "requirements.txt", "requirements-dev.txt", "dev-requirements.txt"}
)
