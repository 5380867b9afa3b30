package surface

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	packageEntry   = "entry"   // the shape of a path by which others take in a part of a package
	packageProgram = "program" // that of a program that a package installs
)

// packaged notes the paths by which packages of npm can be taken in, and the programs
// that packages install.
func (both sides) packaged(s *change.Set) {
	for _, f := range s.Files {
		if f.From == "" || f.New == "" || taken.MatchString(f.From) {
			continue
		}
		switch path.Base(f.From) {
		case "package.json":
			both.before[f.From], both.after[f.From] = packageEntries(f, f.Was), packageEntries(f, f.Is)
		case "pyproject.toml":
			both.before[f.From], both.after[f.From] = offers{}, offers{}
			both.before[f.From].programs(f, f.Was, pyCommands(f.Was.Text))
			both.after[f.From].programs(f, f.Is, pyCommands(f.Is.Text))
		}
	}
}

func (o offers) programs(f *change.File, src *language.Source, names []string) {
	for _, name := range names {
		line := slices.IndexFunc(src.Lines, func(l string) bool { return regexp.HasWord(l, name) })
		o[name] = offer{shape: packageProgram, path: f.Path, line: line + 1, file: f}
	}
}

func packageEntries(f *change.File, src *language.Source) offers {
	out := offers{}
	var manifest struct {
		Private bool
		Exports any
		Bin     any
	}
	if json.Unmarshal([]byte(src.Text), &manifest) != nil || manifest.Private {
		return out
	}
	programs, _ := manifest.Bin.(map[string]any)
	out.programs(f, src, sorted(programs))
	entries, _ := manifest.Exports.(map[string]any)
	for name := range entries {
		if strings.HasPrefix(name, "./") && name != "./package.json" {
			line := slices.IndexFunc(src.Lines, func(l string) bool { return strings.Contains(l, `"`+name+`"`) })
			out[name] = offer{shape: packageEntry, path: f.Path, line: line + 1, file: f}
		}
	}
	return out
}
