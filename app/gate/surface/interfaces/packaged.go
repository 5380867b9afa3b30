package interfaces

import (
	"cmp"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// manifest is what a package of npm says of how others take it in.
type manifest struct {
	Private bool
	Main    string
	Type    string
	Exports any
}

// packaged finds packages of npm that others take in by another file or in another way, or
// no more by their files, of which nobody speaks.
func packaged(s *change.Set) (out []change.Finding) {
	if s.Speaks(ofPackage) {
		return nil
	}
	for _, f := range s.Files {
		if f.From == "" || f.New == "" || path.Base(f.Path) != "package.json" || product.Taken.MatchString(f.Path) {
			continue
		}
		var was, is manifest
		if json.Unmarshal([]byte(f.Was.Text), &was) != nil || json.Unmarshal([]byte(f.Is.Text), &is) != nil || was.Private || is.Private {
			continue
		}
		switch from, to := was.entries(), is.entries(); {
		case (was.Type == "module") != (is.Type == "module"):
			out = append(out, entryAt(f, `"type"`, "the package is of another kind of modules."))
		case len(from) > 0 && !slices.ContainsFunc(from, func(e string) bool { return slices.Contains(to, e) || movedTo(s, e, to) }):
			out = append(out, entryAt(f, `"main"`, "the package is taken in by another file."))
		case was.Exports == nil && is.Exports != nil:
			out = append(out, entryAt(f, `"exports"`, "the files of the package can no longer be taken in."))
		}
	}
	return out
}

// entryAt is a finding about an entry of a manifest, wherever it stands.
func entryAt(f *change.File, key, reason string) change.Finding {
	if n := slices.IndexFunc(f.Is.Lines, func(l string) bool { return strings.Contains(l, key) }); n >= 0 {
		return f.At(n, reason)
	}
	return f.About(key, reason)
}

var ofPackage = regexp.MustCompile(`\b(esm|es ?modules?|ecmascript modules?|commonjs|cjs|umd|entry ?points?|package\.json|exports (field|map)|bundl\w*|dist|build output|deep imports?)\b|["'\x60](main|type|exports|module)["'\x60]|\bmain (field|entry)\b`)

// entries are the files by which a package is taken in.
func (m manifest) entries() []string {
	if m.Exports != nil {
		return targets(m.Exports)
	}
	return []string{stemOf(cmp.Or(m.Main, "index"))}
}

// targets are the files that stand for a package itself among its exports.
func targets(exports any) (out []string) {
	switch e := exports.(type) {
	case string:
		return []string{stemOf(e)}
	case map[string]any:
		if root, ok := e["."]; ok {
			return targets(root)
		}
		for _, condition := range product.Sorted(e) {
			if condition != "types" && condition[:min(1, len(condition))] != "." {
				out = append(out, targets(e[condition])...)
			}
		}
	}
	return out
}

func stemOf(file string) string {
	file = path.Clean(file)
	return file[:len(file)-len(path.Ext(file))]
}

// movedTo tells whether a file stands at one of some paths now.
func movedTo(s *change.Set, stem string, to []string) bool {
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		return f.From != f.Path && f.From != "" && stemOf(f.From) == stem && slices.Contains(to, stemOf(f.Path))
	})
}
