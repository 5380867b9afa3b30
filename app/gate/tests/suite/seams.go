package suite

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

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
