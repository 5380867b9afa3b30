package product

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// handed is what a file offers that another one declares.
type handed struct {
	From string // the module, as it is written
	name string // by which it is known there; * for all
}

const (
	onHand = "export" // the shape of what is not declared where it is offered
	AllOf  = "star"   // the shape of all that a module offers
)

var (
	pyFrom   = regexp.MustCompile(`^\s*from\s+(\.*[\w.]*)\s+import\s+(.*)$`)
	pyAll    = regexp.MustCompile(`^__all__\s*(?::[^=]*)?(\+?=)\s*(.*)$`)
	quotedIn = regexp.MustCompile(`["'](\w+)["']`)
	jsAll    = regexp.MustCompile(`^\s*export\s*\*\s*(?:as\s+(\w+)\s+)?from\s*["']([^"']+)["']`)
	jsFrom   = regexp.MustCompile(`\bfrom\s*["']([^"']+)["']`)
)

// listedNames are those that a module of Python names as what it offers; known is false
// where it names none, or not in so many words.
func listedNames(src *language.Source) (names map[string]bool, known bool) {
	names = map[string]bool{}
	for n, l := range src.Code {
		m := pyAll.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		text := language.Part(src.Code, n, min(n+MaxList, len(src.Code)))
		at := strings.IndexAny(text, "[(")
		if at < 0 || at > len(l) {
			return names, false
		}
		end := closeOf(text, at)
		rest, _, _ := strings.Cut(text[min(end+1, len(text)):], "\n")
		inner := text[at+1 : min(end, len(text))]
		for _, one := range quotedIn.FindAllStringSubmatch(inner, -1) {
			names[one[1]] = true
		}
		known = strings.TrimSpace(rest) == "" && !strings.Contains(inner, "*") && (known || m[1] == "=")
		if !known {
			return names, false
		}
	}
	return names, known
}

// Hand notes what a module of Python takes from others of its package to offer it.
func (o Offers) Hand(f *change.File, src *language.Source) {
	listed, known := listedNames(src)
	whole := path.Base(src.Path) == "__init__.py"
	for n, l := range src.Code {
		m := pyFrom.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		if _, within := src.Around(n); within || !whole && !known || !ownModule(src.Path, m[1]) {
			continue
		}
		for _, one := range imported(src, n, m[2]) {
			name, as := one, one
			if words := strings.Fields(one); len(words) == 3 && words[1] == "as" {
				name, as = words[0], words[2]
			}
			h := &handed{m[1], name}
			switch _, declared := o[as]; {
			case name == "*":
				o[starName(m[1])] = Offer{Shape: AllOf, Path: f.Path, Line: n + 1, File: f, Handed: h}
			case declared || !IsName(as) || strings.HasPrefix(as, "_") || !known && usedIn(src, as):
			case listed[as] || whole:
				o[as] = Offer{Shape: onHand, Path: f.Path, Line: n + 1, File: f, Handed: h}
			}
		}
	}
	for name, one := range o {
		if known && OwnerOf(name) == "" && one.Shape != AllOf {
			one.Listed, one.Unlisted = listed[name], !listed[name]
			o[name] = one
		}
	}
}

// ownModule tells whether a module is one of the package that a file belongs to.
func ownModule(file, module string) bool {
	root, _, _ := strings.Cut(module, ".")
	return strings.HasPrefix(module, ".") || slices.Contains(strings.Split(path.Dir(file), "/"), root)
}

// imported are the names that an import lists, which may go on behind its line.
func imported(src *language.Source, n int, list string) (out []string) {
	if list = strings.TrimSpace(list); strings.HasPrefix(list, "(") {
		text := language.Part(src.Code, n, min(n+MaxList, len(src.Code)))
		at := strings.IndexByte(text, '(')
		list = text[at+1 : min(closeOf(text, at), len(text))]
	}
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one != "" {
			out = append(out, one)
		}
	}
	return out
}

// usedIn tells whether a module itself uses what it takes from another one.
func usedIn(src *language.Source, name string) bool {
	return language.Fact(&src.Facts, "lines of words", func() map[string]int {
		out := map[string]int{}
		for _, l := range src.Bare {
			if text := strings.TrimRight(strings.TrimSpace(l), ","); IsName(text) {
				continue // of a list
			}
			seen := map[string]bool{}
			for _, w := range WordsOf.FindAllString(l, -1) {
				if !seen[w] {
					seen[w] = true
					out[w]++
				}
			}
		}
		return out
	})[name] > 1
}

// handAll notes the modules of which a script offers all, and where what it lists is from.
func (o Offers) handAll(f *change.File, src *language.Source) {
	for n, l := range src.Code {
		if !strings.Contains(l, "export") {
			continue
		}
		if m := jsAll.FindStringSubmatch(l); m != nil && m[1] == "" {
			o[starName(m[2])] = Offer{Shape: AllOf, Path: f.Path, Line: n + 1, File: f, Handed: &handed{m[2], "*"}}
		} else if m != nil {
			o[m[1]] = Offer{Shape: onHand, Path: f.Path, Line: n + 1, File: f, Handed: &handed{m[2], "*"}}
		}
	}
}

// starName is how all that a module offers is called.
func starName(module string) string {
	return "* of " + strings.ReplaceAll(ModuleStem(module), ".", " ")
}

// ModuleStem is the last part of a module's name.
func ModuleStem(module string) string {
	base := strings.TrimLeft(path.Base(module), ".")
	for _, ext := range scriptEnds {
		base = strings.TrimSuffix(base, ext)
	}
	return base
}

var scriptEnds = []string{".js", ".ts", ".mjs", ".mts", ".cjs", ".cts", ".jsx", ".tsx"}

// WentAlone tells whether what a file handed on is still there to be handed on, and the
// file says nothing of it any more.
func WentAlone(s *change.Set, name string, old Offer) bool {
	h, is := old.Handed, old.File.Is
	if h.name == "*" {
		said := func(l string) bool {
			for _, re := range []*regexp.Regexp{pyFrom, jsFrom} {
				if m := re.FindStringSubmatch(l); m != nil && ModuleStem(m[1]) == ModuleStem(h.From) {
					return true
				}
			}
			return false
		}
		return !slices.ContainsFunc(is.Code, said) && (!ownModule(old.File.From, h.From) || sourceOf(s.Candidate, old.File.From, h.From) != "")
	}
	if old.Unlisted || is.Holds(name) && slices.ContainsFunc(is.Code, func(l string) bool { return regexp.HasWord(l, name) }) {
		return false
	}
	return !ownModule(old.File.From, h.From) || regexp.HasWord(sourceOf(s.Candidate, old.File.From, h.From), h.name)
}

// sourceOf is the text of the module that a file of a tree takes something from.
func sourceOf(tree fs.FS, file, module string) string {
	for _, at := range placesOf(file, module) {
		if text, err := fs.ReadFile(tree, at); err == nil {
			return string(text)
		}
	}
	return ""
}

// placesOf are the files that a module, as a file names it, may be.
func placesOf(file, module string) (out []string) {
	dir := path.Dir(file)
	if strings.Contains(module, "/") || path.Ext(file) != ".py" {
		stem := path.Join(dir, module)
		for _, ext := range scriptEnds {
			stem = strings.TrimSuffix(stem, ext)
		}
		for _, ext := range append([]string{".d.ts"}, scriptEnds...) {
			out = append(out, stem+ext, path.Join(stem, "index"+ext))
		}
		return out
	}
	name := strings.TrimLeft(module, ".")
	up := len(module) - len(name)
	rest := strings.ReplaceAll(name, ".", "/")
	if up == 0 { // by the package's own name
		root, _, _ := strings.Cut(rest, "/")
		for path.Base(dir) != root && dir != "." && dir != "/" {
			dir = path.Dir(dir)
		}
		dir = path.Dir(dir)
	}
	for range up - 1 {
		dir = path.Dir(dir)
	}
	stem := path.Join(dir, rest)
	return []string{stem + ".py", path.Join(stem, "__init__.py"), stem + ".pyi"}
}
