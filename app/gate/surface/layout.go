package surface

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

// Directories finds new directories at the top that the plan knows nothing of.
func Directories(s *change.Set) ([]change.Finding, error) {
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

func isWritten(f *change.File, globs goalspec.Globs) bool {
	return headed(f.Was.Lines) || globs.First(f.Path) >= 0
}

func headed(lines []string) bool {
	head := strings.ToLower(language.Part(lines, 0, 8))
	return (strings.Contains(head, "generated") || strings.Contains(head, "edit")) && header.MatchString(head)
}

// attributes are the patterns that the base marks as generated.
func attributes(s *change.Set) []string {
	text, err := fs.ReadFile(s.Base, ".gitattributes")
	if err != nil {
		return nil
	}
	var out []string
	for line := range strings.SplitSeq(string(text), "\n") {
		word := strings.Fields(line)
		if len(word) > 1 && (slices.Contains(word[1:], "linguist-generated") || slices.Contains(word[1:], "linguist-generated=true")) {
			out = append(out, word[0])
		}
	}
	return out
}
