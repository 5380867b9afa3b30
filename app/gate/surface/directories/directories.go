// Package directories finds new directories at the top that the plan knows
// nothing of. In comes a change, out go findings; each speaks only of what the
// change brought. It keeps nothing, so a process that dies here judges again.
package directories

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Judge finds new directories at the top that the plan knows nothing of.
func Judge(s *change.Set) ([]change.Finding, error) {
	if s.Plan == nil || len(s.Plan.Files) == 0 {
		return nil, nil
	}
	seen := map[string]bool{}
	var out []change.Finding
	for _, f := range s.Files {
		top, _, below := strings.Cut(f.Path, "/")
		if !below || f.New == "" || seen[top] {
			continue
		}
		seen[top] = true
		planned := slices.ContainsFunc(s.Plan.Files, func(p string) bool { return strings.HasPrefix(p, top+"/") || goalspec.MatchGlob(p, f.Path) })
		if _, err := fs.Stat(s.Base, top); planned || !errors.Is(err, fs.ErrNotExist) || s.Said(top) || language.IsTest(f.Path) {
			continue
		}
		out = append(out, change.Finding{
			Place:  app.Place{Path: top, Bytes: change.Mark(top)},
			Reason: "there was no such directory, and the plan does not name it.",
		})
	}
	return out, nil
}
