package generated

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

func isWritten(f *change.File, m marks) bool {
	return product.Headed(f.Was.Lines) || m.mark(f.Path)
}

// marks are what says of files that tools write them, or that people do.
type marks struct{ generated, written goalspec.Globs }

func (m marks) mark(p string) bool { return m.generated.First(p) >= 0 && m.written.First(p) < 0 }

// marksOf are the policy's patterns and those of the base's attributes, of the directories
// above what changed.
func marksOf(s *change.Set) marks {
	generated, written := slices.Clone(s.Policy.Generated), []string(nil)
	seen := map[string]bool{}
	for _, f := range s.Files {
		for dir := path.Dir(f.Path); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			g, w := attributes(s, dir)
			generated, written = append(generated, g...), append(written, w...)
		}
	}
	return marks{goalspec.CompileGlobs(generated), goalspec.CompileGlobs(written)}
}

// attributes are the patterns that a directory of the base marks as generated, and those
// that it says are not.
func attributes(s *change.Set, dir string) (generated, written []string) {
	text, err := fs.ReadFile(s.Base, path.Join(dir, ".gitattributes"))
	if err != nil {
		return nil, nil
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		word := strings.Fields(line)
		if len(word) < 2 || strings.HasPrefix(word[0], "#") {
			continue
		}
		for _, one := range word[1:] {
			switch strings.ToLower(one) {
			case "linguist-generated", "linguist-generated=true":
				generated = append(generated, below(dir, word[0]))
			case "-linguist-generated", "!linguist-generated", "linguist-generated=false":
				written = append(written, below(dir, word[0]))
			}
		}
	}
	return generated, written
}

// below is a pattern of a directory's attributes as one of the tree.
func below(dir, pattern string) string {
	switch inner := strings.TrimPrefix(pattern, "/"); {
	case dir == ".":
		return pattern
	case strings.Contains(pattern, "/"):
		return path.Join(dir, inner)
	default:
		return path.Join(dir, "**", pattern)
	}
}
