package text

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/regexp"
)

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
		if name := f.Base(); name == ".gitmodules" || name == ".gitattributes" && !onlyEnds(f) {
			out = append(out, f.Whole("it changes how git treats other files."))
		}
	}
	return out, nil
}

// lineEnds is an attribute that says how lines end, or nothing.
var lineEnds = regexp.MustCompile(`^\s*(#.*)?$|^\s*[^\s]+(\s+(text|text=auto|eol=\w+))+\s*$`)

// onlyEnds tells whether a change of attributes says no more than how lines end.
func onlyEnds(f *change.File) bool {
	return len(f.Removed()) == 0 && !slices.ContainsFunc(f.Added(), func(n int) bool { return !lineEnds.MatchString(f.Is.Lines[n]) })
}
