package suite

import (
	"io/fs"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	wiring  = regexp.MustCompile(`["'\x60\s=,\[](?:<rootDir>/|\./)([\w./-]+)|(?:-p[ =]?\s*|plugins.*["'\[])((?:\w+\.)+\w+)`)
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
				p := path.Join(dir, m[1])
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
