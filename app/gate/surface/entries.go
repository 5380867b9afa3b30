package surface

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// packageEntry is the shape of a path by which others take in a part of a package.
const packageEntry = "entry"

// packaged notes the paths by which packages of npm can be taken in.
func (both sides) packaged(s *change.Set) {
	for _, f := range s.Files {
		if f.From == "" || f.New == "" || path.Base(f.From) != "package.json" || taken.MatchString(f.From) {
			continue
		}
		both.before[f.From], both.after[f.From] = packageEntries(f, f.Was), packageEntries(f, f.Is)
	}
}

func packageEntries(f *change.File, src *language.Source) offers {
	out := offers{}
	var manifest struct {
		Private bool
		Exports map[string]any
	}
	if json.Unmarshal([]byte(src.Text), &manifest) != nil || manifest.Private {
		return out
	}
	for name := range manifest.Exports {
		if strings.HasPrefix(name, "./") && name != "./package.json" {
			line := slices.IndexFunc(src.Lines, func(l string) bool { return strings.Contains(l, `"`+name+`"`) })
			out[name] = offer{shape: packageEntry, path: f.Path, line: line + 1, file: f}
		}
	}
	return out
}
