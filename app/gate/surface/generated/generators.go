package generated

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Generator is a command that writes files of the base.
type Generator struct {
	Command string
	Files   []string // that it may be the one to write
}

// What is read of a base to find its generators, and how many files are held
// against one.
const (
	maxLooked = 2000
	maxHeld   = 200
)

var directive = regexp.MustCompile(`(?m)^//go:generate\s`)

// Known are the generators that the base has for a change: the policy's, for
// all that a tool has written, and go generate in directories where something
// changes.
func Known(s *change.Set) []Generator {
	marked, looked := marksOf(s), 0
	var out []Generator
	var beside []string
	for _, dir := range touched(s) {
		entries, err := fs.ReadDir(s.Base, dir)
		var files []string
		directs := false
		for _, e := range entries {
			p := path.Join(dir, e.Name())
			if looked++; err != nil || !e.Type().IsRegular() || looked > maxLooked {
				continue
			}
			text, err := fs.ReadFile(s.Base, p)
			if err != nil {
				continue
			}
			directs = directs || path.Ext(p) == ".go" && directive.Match(text)
			if marked.mark(p) || product.Headed(strings.SplitN(string(text[:min(len(text), 4096)]), "\n", product.MaxHead+1)) {
				files = append(files, p)
			}
		}
		if beside = append(beside, files...); directs && len(files) > 0 {
			out = append(out, Generator{inDir(dir, "go generate ."), files[:min(len(files), maxHeld)]})
		}
	}
	if len(s.Policy.Generate) == 0 {
		return out
	}
	_ = fs.WalkDir(s.Base, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && len(beside) < maxHeld && marked.mark(p) && !slices.Contains(beside, p) {
			beside = append(beside, p)
		}
		return nil
	})
	for _, command := range s.Policy.Generate {
		out = append(out, Generator{command, beside})
	}
	return out
}

func inDir(dir, command string) string {
	if dir == "." {
		return command
	}
	return "cd '" + strings.ReplaceAll(dir, "'", `'\''`) + "' && " + command
}

// touched are the directories of the base in which something changes.
func touched(s *change.Set) (dirs []string) {
	seen := map[string]bool{}
	for _, f := range s.Files {
		for _, p := range []string{f.From, f.Path} {
			if dir := path.Dir(p); p != "" && !seen[dir] {
				seen[dir] = true
				dirs = append(dirs, dir)
			}
		}
	}
	return dirs
}

// Compare tells what runs of generators showed: files that stand in another
// way than their generator writes them. One that could not show on the base that
// it writes anything holds nothing against the change, and that is said.
func Compare(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, e := range s.Probes {
		switch e.Status {
		case app.StatusFail:
			for _, p := range e.Differs {
				out = append(out, change.Finding{
					Place:  app.Place{Path: p, Bytes: bytesAt(s, p)},
					Reason: fmt.Sprintf("it stands in another way than `%s` writes it%s.", e.Check.Command, whyOf(e)),
				})
			}
		case app.StatusError:
			at := append(slices.Clone(e.Planted), ".")[0] // the repository, where nothing is known to be generated
			out = append(out, change.Finding{
				Place: app.Place{Path: at, Bytes: change.Mark(e.Check.Command)}, Void: true,
				Reason: fmt.Sprintf("void: `%s` %s, so that nothing is held against it.", e.Check.Command, e.Why),
			})
		}
	}
	return out, nil
}

func whyOf(e app.Evidence) string {
	if e.Why == "" {
		return ""
	}
	return ": it " + e.Why
}

func bytesAt(s *change.Set, p string) string {
	text, err := fs.ReadFile(s.Candidate, p)
	if err != nil {
		return "gone"
	}
	return change.Mark(string(text))
}

// held tells whether a generator showed that it writes a file and was run on the
// result.
func held(s *change.Set, p string) bool {
	return slices.ContainsFunc(s.Probes, func(e app.Evidence) bool {
		return e.Status != app.StatusError && slices.Contains(e.Planted, p)
	})
}
