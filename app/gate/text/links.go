package text

import "github.com/goalkeeper-dev/goalkeeper/app/gate/change"

// Links finds everything that is not a plain file with its plain mode:
// symbolic links, submodules, changed modes, attributes that change how others
// are read.
func Links(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		switch {
		case f.Mode == 0o120000 && f.OldMode != 0o120000:
			out = append(out, f.Whole("a symbolic link was added."))
		case f.Mode == 0o120000:
			out = append(out, f.Whole("a symbolic link leads elsewhere now."))
		case f.Mode == 0o160000:
			out = append(out, f.Whole("a submodule was added or moved."))
		case f.OldMode != 0 && f.Mode != 0 && f.OldMode != f.Mode:
			out = append(out, f.Whole("the file's mode was changed."))
		}
		if name := f.Base(); name == ".gitattributes" || name == ".gitmodules" {
			out = append(out, f.Whole("it changes how git treats other files."))
		}
	}
	return out, nil
}
