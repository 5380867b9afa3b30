package product

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/exported"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// declarations are the sides of changed files by the part of the product that
// they belong to; they are read where types do not tell.
type declarations struct {
	before, after map[string][]*language.Source
	files         map[*language.Source]*change.File
}

func (d declarations) add(to map[string][]*language.Source, f *change.File, src *language.Source) {
	place := src.Path
	if src.Text == "" {
		return
	}
	if src.Lang.Name == "Go" {
		if isHidden(path.Dir(place)) || strings.HasPrefix(path.Base(place), "main") {
			return
		}
		if exported.Built(place, src.Text) {
			place = path.Dir(place)
		}
	}
	to[place], d.files[src] = append(to[place], src), f
}

// of are what some sources declare.
func (d declarations) of(sources []*language.Source) Offers {
	out := Offers{}
	for _, src := range sources {
		switch f := d.files[src]; src.Lang.Name {
		case "Go":
			maps.Copy(out, goOffers(f, src))
		case "Python":
			maps.Copy(out, pyOffers(f, src))
		case "JavaScript":
			maps.Copy(out, jsOffers(f, src))
		}
	}
	return out
}

func goOffers(f *change.File, src *language.Source) Offers {
	out := Offers{}
	files := token.NewFileSet()
	tree, _ := parser.ParseFile(files, src.Path, heads(src), parser.SkipObjectResolution)
	if tree == nil || tree.Name == nil || tree.Name.Name == "main" {
		return out
	}
	note := func(name string, node ast.Node) {
		var b strings.Builder
		if printer.Fprint(&b, files, node) != nil {
			return
		}
		out[name] = Offer{Shape: strings.Join(strings.Fields(b.String()), " "), Path: f.Path, Line: files.Position(node.Pos()).Line, File: f}
	}
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if !d.Name.IsExported() {
				continue
			}
			name := d.Name.Name
			if d.Recv != nil && len(d.Recv.List) > 0 {
				var b strings.Builder
				_ = printer.Fprint(&b, files, d.Recv.List[0].Type)
				if t := strings.TrimLeft(b.String(), "*"); ast.IsExported(t) {
					name = t + "." + name
				} else {
					continue
				}
			}
			note(name, unnamed(d.Type))
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && t.Name.IsExported() {
					if i, ok := t.Type.(*ast.InterfaceType); ok {
						note(t.Name.Name, i)
					} else {
						out[t.Name.Name] = Offer{Shape: "type", Path: f.Path, Line: files.Position(t.Pos()).Line, File: f}
					}
				}
			}
		}
	}
	return out
}

// heads is a Go source without what its functions do, each name in its line.
func heads(src *language.Source) string {
	var b strings.Builder
	b.Grow(len(src.Text))
	at := 0
	write := func(to int) {
		for ; at < to; at++ {
			b.WriteString(src.Lines[at])
			b.WriteByte('\n')
		}
	}
	for _, fn := range src.Funcs() {
		head := strings.TrimRight(src.Bare[fn.Head], " \t\r")
		opens := strings.HasSuffix(head, "{") && strings.Count(head, "(") == strings.Count(head, ")") && !typeOpens.MatchString(head)
		if opens && fn.Body < fn.End && strings.TrimRight(src.Bare[fn.End-1], " \t\r") == "}" {
			write(fn.Body)
			b.WriteString(strings.Repeat("\n", fn.End-1-fn.Body))
			at = fn.End - 1
		}
	}
	write(len(src.Lines))
	return b.String()
}

// typeOpens is the end of a line that goes on in a type.
var typeOpens = regexp.MustCompile(`\b(struct|interface)\s*\{$`)

// unnamed is a function's type without the names of its parameters.
func unnamed(t *ast.FuncType) *ast.FuncType {
	plain := func(l *ast.FieldList) *ast.FieldList {
		if l == nil {
			return nil
		}
		out := &ast.FieldList{}
		for _, field := range l.List {
			for range max(1, len(field.Names)) {
				out.List = append(out.List, &ast.Field{Type: field.Type})
			}
		}
		return out
	}
	return &ast.FuncType{Params: plain(t.Params), Results: plain(t.Results)}
}

var (
	jsExport = regexp.MustCompile(`^\s*export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?|class|const\s+enum|const|let|var|interface|type|enum)\s+(\w+)`)
	jsCommon = regexp.MustCompile(`^\s*(?:module\.)?exports\.(\w+)\s*=`)
	jsList   = regexp.MustCompile(`^\s*(?:module\.exports\s*=|export)\s*\{`)
)

func pyOffers(f *change.File, src *language.Source) Offers {
	out := Offers{}
	for _, m := range PythonMembers(src) {
		out.add(f, m)
	}
	out.Hand(f, src)
	return out
}

// maxWays bounds the ways to call one function that are told apart.
const maxWays = 40

// add notes what a declaration offers; of a function that is said to be called in several
// ways all of them, and not the one that does the work.
func (o Offers) add(f *change.File, m member) {
	if was, had := o[m.Name]; had && was.Used != nil && was.Used.declared && was.File == f {
		if m.declared && len(was.Used.also) < maxWays {
			was.Used.also = append(was.Used.also, m.Callable)
			was.Shape = was.Used.Shape()
			o[m.Name] = was
		}
		return
	}
	o[m.Name] = Offer{Shape: m.Shape(), Path: f.Path, Line: m.Line + 1, File: f, Used: &m.Callable}
}

func jsOffers(f *change.File, src *language.Source) Offers {
	out := Offers{}
	declared := ScriptMembers(src)
	note := func(name string, n int) {
		out[name] = Offer{Shape: onHand, Path: f.Path, Line: n + 1, File: f}
		for _, m := range declared[name] {
			out.add(f, m)
		}
	}
	for n, l := range src.Bare {
		if !strings.Contains(l, "export") {
			continue
		}
		for _, re := range []*regexp.Regexp{jsExport, jsCommon} {
			if m := re.FindStringSubmatch(l); m != nil {
				note(m[1], n)
			}
		}
		if jsList.MatchString(l) {
			for _, w := range entries(src.Bare[n:]) {
				if name := exportedAs(w); IsName(name) {
					note(name, n)
				}
			}
		}
	}
	out.handAll(f, src)
	return out
}

// MaxList is how many lines a list of exports is read for.
const MaxList = 300

// entries are the members of the list in braces that some lines begin with.
func entries(lines []string) (out []string) {
	depth, entry := 0, ""
	for _, l := range lines[:min(len(lines), MaxList)] {
		for _, c := range l + "\n" {
			switch c {
			case '{', '(', '[':
				if depth++; depth == 1 {
					continue
				}
			case '}', ')', ']':
				if depth--; depth == 0 {
					return append(out, entry)
				}
			case ',':
				if depth == 1 {
					out, entry = append(out, entry), ""
					continue
				}
			}
			if depth == 1 || depth == 2 && c == '(' {
				entry += string(c)
			}
		}
	}
	return out
}

// writtenOut is a value that stands there.
var writtenOut = regexp.MustCompile(`^\s*["'\x60\d\[{-]`)

// exportedAs is the name by which importers know an entry of a list of exports;
// empty for data.
func exportedAs(entry string) string {
	key, value, _ := strings.Cut(entry, ":")
	if writtenOut.MatchString(value) {
		return ""
	}
	key, _, _ = strings.Cut(key, "(")
	if name := strings.Fields(key); len(name) > 0 {
		return name[len(name)-1]
	}
	return ""
}
