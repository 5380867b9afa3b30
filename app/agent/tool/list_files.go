package tool

import (
	"context"
	_ "embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed list_files.md
var listFilesText string

type listArgs struct {
	Path  string `json:"path"`
	Depth int    `json:"depth"`
}

// maxListed bounds one listing.
const maxListed = 500

// skipped directories hold what tools install or build, not the project.
var skipped = map[string]bool{".git": true, "node_modules": true, "vendor": true, "__pycache__": true, "target": true, ".venv": true, "dist": true}

func listFiles(f Files) Tool {
	return proposal[listArgs]{
		spec: Spec{Name: "list_files", Description: listFilesText, Parameters: object(`
			"path":{"type":"string"},"depth":{"type":"integer","minimum":1,"maximum":20}`)},
		call: func(_ context.Context, _ Call, a listArgs) (Answer, error) {
			if a.Path == "" {
				a.Path = "."
			}
			p, fault := clean(a.Path)
			if fault != nil {
				return *fault, nil
			}
			if a.Depth <= 0 {
				a.Depth = 3
			}
			return f.list(p, a.Depth)
		},
	}
}

func (f Files) list(top string, depth int) (Answer, error) {
	var out []string
	more := 0
	err := fs.WalkDir(f.view(), top, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			if at == top {
				return err
			}
			return nil // unreadable, as a command left it
		}
		if at == top {
			return nil
		}
		deep := strings.Count(strings.TrimPrefix(strings.TrimPrefix(at, top), "/"), "/") + 1
		switch {
		case d.IsDir() && skipped[d.Name()]:
			return fs.SkipDir
		case len(out) >= maxListed:
			more++
		case d.IsDir():
			out = append(out, at+"/")
		default:
			out = append(out, at)
		}
		if d.IsDir() && (deep >= depth || more > 100000) {
			return fs.SkipDir
		}
		return nil
	})
	if err != nil {
		return *f.missing(top, err), nil
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("… %d more; list a directory below %s", more, path.Clean(top)))
	}
	if len(out) == 0 {
		return OK("(empty)"), nil
	}
	return OK(strings.Join(out, "\n")), nil
}
