package product

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
	PackageEntry   = "entry"   // the shape of a path by which others take in a part of a package
	PackageProgram = "program" // that of a program that a package installs
)

// packaged notes the paths by which packages of npm can be taken in, and the programs
// that packages install.
func (both Sides) packaged(s *change.Set) {
	for _, f := range s.Files {
		if f.From == "" || f.New == "" || Taken.MatchString(f.From) {
			continue
		}
		switch path.Base(f.From) {
		case "package.json":
			both.Before[f.From], both.After[f.From] = packageEntries(f, f.Was), packageEntries(f, f.Is)
		case "pyproject.toml":
			both.Before[f.From], both.After[f.From] = Offers{}, Offers{}
			both.Before[f.From].programs(f, f.Was, PyCommands(f.Was.Text))
			both.After[f.From].programs(f, f.Is, PyCommands(f.Is.Text))
		}
	}
}

func (o Offers) programs(f *change.File, src *language.Source, names []string) {
	for _, name := range names {
		line := slices.IndexFunc(src.Lines, func(l string) bool { return regexp.HasWord(l, name) })
		o[name] = Offer{Shape: PackageProgram, Path: f.Path, Line: line + 1, File: f}
	}
}

func packageEntries(f *change.File, src *language.Source) Offers {
	out := Offers{}
	var manifest struct {
		Private bool
		Exports any
		Bin     any
	}
	if json.Unmarshal([]byte(src.Text), &manifest) != nil || manifest.Private {
		return out
	}
	programs, _ := manifest.Bin.(map[string]any)
	out.programs(f, src, Sorted(programs))
	entries, _ := manifest.Exports.(map[string]any)
	for name := range entries {
		if strings.HasPrefix(name, "./") && name != "./package.json" {
			line := slices.IndexFunc(src.Lines, func(l string) bool { return strings.Contains(l, `"`+name+`"`) })
			out[name] = Offer{Shape: PackageEntry, Path: f.Path, Line: line + 1, File: f}
		}
	}
	return out
}

var (
	section = regexp.MustCompile(`^\s*\[+([\w.-]+)\]+`)
	// EntryKey is a key of TOML before what it is set to.
	EntryKey = regexp.MustCompile(`^\s*["']?([A-Za-z_][\w.-]*)["']?\s*=`)
	scripts  = regexp.MustCompile(`^(project\.(gui-)?scripts|tool\.poetry\.scripts)$`)
)

// PyCommands are the programs that a package of Python installs, by its settings.
func PyCommands(text string) (names []string) {
	in := ""
	for l := range strings.Lines(text) {
		if m := section.FindStringSubmatch(l); m != nil {
			in = m[1]
		} else if m := EntryKey.FindStringSubmatch(l); m != nil && scripts.MatchString(in) {
			names = append(names, m[1])
		}
	}
	return names
}
