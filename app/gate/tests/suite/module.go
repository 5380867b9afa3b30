package suite

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ByPath puts something in the place of what a dotted path leads to.
var ByPath = regexp.MustCompile(`\b(?:patch|setattr)\(\s*["']([\w.]+)\.(\w+)["']`)

// ByObject puts something in the place of a member of an object.
var ByObject = regexp.MustCompile(`\b(?:patch\.object|setattr|spyOn|stub|replace|method|defineProperty)\(\s*(?:[\w.]+?\.)??(\w+?)(?:\.prototype)?\s*,\s*["'](\w+)["']`)

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

// Importing is a line by which a file takes something from a module.
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

// ModulesOf are the files in which a module that a file imports a name from may stand.
func ModulesOf(p *change.File, name string) (out []string) {
	for _, module := range ImportedFrom(p, name) {
		dir := path.Dir(p.Path)
		if p.Is.Lang.Name == "Python" {
			rest := strings.TrimLeft(module, ".")
			for range max(0, len(module)-len(rest)-1) {
				dir = path.Dir(dir)
			}
			if rest == module {
				out = append(out, FilesOf(module)...)
			} else {
				out = append(out, path.Join(dir, strings.ReplaceAll(rest, ".", "/")+".py"))
			}
			continue
		}
		if !strings.HasPrefix(module, ".") {
			continue
		}
		file := path.Join(dir, module)
		stem := strings.TrimSuffix(file, path.Ext(file))
		for _, ext := range []string{".ts", ".js", ".mjs", ".tsx", ".jsx", ".cjs"} {
			out = append(out, stem+ext, file+ext)
		}
	}
	return slices.DeleteFunc(out, func(p string) bool { return !fs.ValidPath(p) })
}

// FilesOf are where a module of Python may stand.
func FilesOf(module string) []string {
	p := strings.ReplaceAll(module, ".", "/")
	return []string{p + ".py", "src/" + p + ".py", p + "/__init__.py"}
}

// Siblings are the other files of Go in the folder of one, tests aside.
func Siblings(s *change.Set, of string) (out []string) {
	entries, err := fs.ReadDir(s.Candidate, path.Dir(of))
	if err != nil || len(entries) > 200 {
		return nil
	}
	for _, e := range entries {
		if p := path.Join(path.Dir(of), e.Name()); path.Ext(p) == ".go" && p != of && !strings.HasSuffix(p, "_test.go") {
			out = append(out, p)
		}
	}
	return out
}
