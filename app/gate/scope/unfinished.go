package scope

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// Unfinished finds code that the plan names and the change left as it was, while
// no test says more than before: what nobody tried was perhaps not done. Tests
// that grew elsewhere tell that the work went another way than planned.
func Unfinished(s *change.Set) ([]change.Finding, error) {
	undone := s.Undone()
	if len(s.Files) == 0 || len(undone) == 0 || s.Tried() {
		return nil, nil
	}
	var out []change.Finding
	for _, p := range undone {
		if awaited(s, p) {
			continue
		}
		text := fmt.Sprintf("unchanged %s", p)
		out = append(out, change.Finding{
			Place:  app.Place{Path: p, Bytes: change.Mark(text)},
			Reason: "the plan names this file, the change leaves it as it was, and no test says more than before.",
		})
	}
	return out, nil
}

// awaited tells whether a file has a test already that people named: the work is
// what makes it pass, and product code changed.
func awaited(s *change.Set, p string) bool {
	if !language.IsTest(p) || !slices.ContainsFunc(s.Files, func(f *change.File) bool { return f.Product() && f.Recoded() }) {
		return false
	}
	text, err := fs.ReadFile(s.Candidate, p)
	return err == nil && slices.ContainsFunc(language.Read(p, string(text)).Tests(), func(t language.Func) bool { return s.Asked(t.Name) })
}
