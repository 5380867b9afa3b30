package gate

import "github.com/goalkeeper-dev/goalkeeper/app"

// links asks about everything that is not a plain file: symbolic links,
// submodules, changed modes.
func links(in Input) ([]finding, error) {
	var out []finding
	for _, c := range in.Changes {
		switch {
		case c.Mode == 0o120000 && c.OldMode != 0o120000:
			out = append(out, finding{app.Place{Path: c.Path}, "a symbolic link was added."})
		case c.Mode == 0o160000:
			out = append(out, finding{app.Place{Path: c.Path}, "a submodule was added or moved."})
		case c.OldMode != 0 && c.Mode != 0 && c.OldMode != c.Mode:
			out = append(out, finding{app.Place{Path: c.Path}, "the file's mode was changed."})
		}
	}
	return out, nil
}
