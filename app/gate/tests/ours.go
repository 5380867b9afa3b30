package tests

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ours tells whether a dotted name or module path leads into the product, by
// the files of the result and by what the test imports under the name.
func ours(s *change.Set, f *change.File, target string) bool {
	if strings.HasPrefix(target, ".") {
		return true
	}
	first, _, _ := strings.Cut(strings.ReplaceAll(target, "/", "."), ".")
	for _, name := range append([]string{first}, importedFrom(f, first)...) {
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

// borrowed tells whether a module of the product has a name from a module that
// is none: what is replaced there is where the product ends.
func borrowed(s *change.Set, f *change.File, target string) bool {
	at := strings.LastIndexByte(target, '.')
	if at < 0 || f.Is.Lang.Name != "Python" {
		return false
	}
	for _, module := range append([]string{target[:at]}, importedFrom(f, target[:at])...) {
		p := strings.ReplaceAll(module, ".", "/")
		for _, file := range []string{p + ".py", "src/" + p + ".py", p + "/__init__.py", "src/" + p + "/__init__.py"} {
			text, err := fs.ReadFile(s.Candidate, file)
			if err != nil {
				continue
			}
			for _, m := range importLine.FindAllStringSubmatch(string(text), -1) {
				if slices.Contains(word.FindAllString(m[2]+" "+m[3], -1), target[at+1:]) {
					return !ours(s, &change.File{Change: f.Change, Is: language.Read(file, ""), Was: f.Was}, m[1]+m[3])
				}
			}
		}
	}
	return false
}

var importLine = regexp.MustCompile(`(?m)^from\s+([\w.]+)\s+import\s+(\([\w\s,]+\)|[\w ,]+)|^import\s+([\w.]+)\s*$`)

var importing = regexp.MustCompile(`^\s*from\s+([\w.]+)\s+import\s+(.*)$|^\s*import\s+([\w.]+)(?:\s+as\s+(\w+))?|^\s*(?:import\s+(.+?)\s+from|(?:const|let|var)\s+(.+?)\s*=\s*(?:await\s+)?(?:require|import)\()\s*["']([^"']+)["']`)

// importedFrom are the modules that a file imports a name from.
func importedFrom(f *change.File, name string) []string {
	var out []string
	holds := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`)
	for _, l := range f.Is.Code {
		m := importing.FindStringSubmatch(l)
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
