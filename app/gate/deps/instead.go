package deps

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// taken is an import: from where, and under which names.
type taken struct {
	from  string
	names []string
}

var imported = map[string]*regexp.Regexp{
	"Python":     regexp.MustCompile(`^\s*from\s+([\w.]+)\s+import\s+\(?\s*(.+?)\)?\s*$|^\s*import\s+([\w.]+)(?:\s+as\s+(\w+))?\s*$`),
	"JavaScript": regexp.MustCompile(`^\s*(?:import|export|(?:const|let|var))\s+(?:type\s+)?(.+?)\s*(?:from|=\s*(?:await\s+)?(?:require|import)\()\s*["']([^"']+)["']`),
	"Go":         regexp.MustCompile(`^\s*(?:import\s+)?(\w+\s+)?"([\w.-]+/[\w./-]+)"\s*$`),
}

var bareName = regexp.MustCompile(`[A-Za-z_]\w*`)

// importIn is what a line of code imports.
func importIn(language, code string) (taken, bool) {
	re := imported[language]
	if re == nil {
		return taken{}, false
	}
	m := re.FindStringSubmatch(code)
	switch {
	case m == nil:
		return taken{}, false
	case language == "Python":
		return taken{m[1] + m[3], bareName.FindAllString(m[2]+" "+m[4]+" "+m[3][strings.LastIndexByte(m[3], '.')+1:], -1)}, true
	case language == "Go":
		return taken{m[2], bareName.FindAllString(m[1]+" "+path.Base(m[2]), -1)}, true
	}
	return taken{m[2], bareName.FindAllString(m[1], -1)}, true
}

// instead finds product code that takes a name from a file of the change where it
// took it from a dependency of which nobody spoke, nor that file.
func instead(s *change.Set, f *change.File) []change.Finding {
	if !f.Product() || f.From == "" || f.New == "" {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		now, ok := importIn(f.Is.Lang.Name, f.Is.Code[n])
		if !ok || s.Went(f.Is.Lines[n]) {
			continue
		}
		own := came(s, f, now.from)
		if own == nil {
			continue
		}
		for _, o := range f.Removed() {
			was, ok := importIn(f.Is.Lang.Name, f.Was.Code[o])
			if ok && slices.ContainsFunc(was.names, func(name string) bool { return slices.Contains(now.names, name) }) && dependency(s, was.from) && !own.Is.Holds(was.from) && !s.Said(was.from) && !s.Said(path.Base(was.from)) {
				out = append(out, f.At(n, "something of the repository stands in the place of "+was.from+"."))
			}
		}
	}
	return out
}

// came is the new file of the change that code imports; nil for none.
func came(s *change.Set, f *change.File, from string) *change.File {
	at := strings.TrimLeft(from, "./@~")
	if f.Is.Lang.Name == "Python" {
		at = strings.TrimPrefix(strings.ReplaceAll(at, ".", "/"), "src/")
	}
	n := slices.IndexFunc(s.Files, func(o *change.File) bool {
		if o.From != "" || o.New == "" || o.Is.Lang != f.Is.Lang || o.Is.Test() {
			return false
		}
		if f.Is.Lang.Name == "Go" {
			return strings.HasSuffix(from, "/"+path.Dir(o.Path))
		}
		ext := path.Ext(o.Path)
		stem := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(o.Path, ext), "/__init__"), "/index")
		at := strings.TrimSuffix(at, ext)
		return at != "" && (stem == at || strings.HasSuffix(stem, "/"+at))
	})
	if n < 0 {
		return nil
	}
	return s.Files[n]
}

// dependency tells whether a manifest of the base names what a module comes with.
func dependency(s *change.Set, module string) bool {
	top, _, _ := strings.Cut(strings.ToLower(module), ".")
	for _, at := range manifests {
		m, _ := manifestOf(at)
		text, err := fs.ReadFile(s.Base, at)
		if err != nil {
			continue
		}
		for dep := range m(string(text)) {
			switch name := strings.ReplaceAll(dep, "_", "-"); {
			case path.Ext(at) == ".mod" || path.Ext(at) == ".json":
				if module == dep || strings.HasPrefix(module, dep+"/") {
					return true
				}
			case len(top) > 2 && strings.Contains(name, strings.ReplaceAll(top, "_", "-")):
				return true
			}
		}
	}
	return false
}

// manifests are where a repository says what it needs.
var manifests = []string{"go.mod", "package.json", "requirements.txt", "pyproject.toml", "setup.cfg", "requirements-dev.txt", "requirements/base.txt"}
