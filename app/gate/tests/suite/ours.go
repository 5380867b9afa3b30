package suite

import (
	"io/fs"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Ours tells whether a dotted name or module path leads into the product, by
// the files of the result and by what the test imports under the name.
func Ours(s *change.Set, f *change.File, target string) bool {
	if strings.HasPrefix(target, ".") {
		return true
	}
	first, _, _ := strings.Cut(strings.ReplaceAll(target, "/", "."), ".")
	for _, name := range append([]string{first}, ImportedFrom(f, first)...) {
		if strings.HasPrefix(name, ".") {
			return true
		}
		name, _, _ = strings.Cut(name, ".")
		if name == "" || name == "os" || name == "sys" || name == "time" {
			continue
		}
		for _, at := range []string{name, name + ".py", "src/" + name, "src/" + name + ".py", "lib/" + name, "app/" + name + ".py", path.Join(path.Dir(f.Path), name+".py")} {
			if !fs.ValidPath(at) {
				continue
			}
			if _, err := fs.Stat(s.Candidate, at); err == nil {
				return true
			}
		}
	}
	return false
}

var Importing = regexp.MustCompile(`^\s*from\s+([\w.]+)\s+import\s+(.*)$|^\s*import\s+([\w.]+)(?:\s+as\s+(\w+))?|^\s*(?:import\s+(.+?)\s+from|(?:const|let|var)\s+(.+?)\s*=\s*(?:await\s+)?(?:require|import)\()\s*["']([^"']+)["']`)

// ImportedFrom are the modules that a file imports a name from.
func ImportedFrom(f *change.File, name string) []string {
	var out []string
	holds := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`)
	for _, l := range f.Is.Code {
		m := Importing.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		switch {
		case m[1] != "" && holds.MatchString(m[2]):
			out = append(out, m[1])
		case m[4] == name && name != "":
			out = append(out, m[3])
		case m[7] != "" && holds.MatchString(m[5]+m[6]):
			out = append(out, m[7])
		}
	}
	return out
}
