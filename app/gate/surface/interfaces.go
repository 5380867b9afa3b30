package surface

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// surface is what a part of the product offers: exported names and their shape.
type offers map[string]offer

type offer struct {
	shape string
	file  *change.File
	line  int
}

// Interfaces finds exported names that went or changed and that neither the
// issue nor the plan names; a name that came with the same shape is a rename.
func Interfaces(s *change.Set) ([]change.Finding, error) {
	if s.Plan == nil {
		return nil, nil
	}
	before, after := map[string]offers{}, map[string]offers{}
	for _, f := range s.Files {
		if f.Is.Lang.Code() && !f.Is.Test() && reshaped(f) {
			read(before, f, f.Was, f.From)
		}
	}
	if len(before) == 0 {
		return nil, nil
	}
	for _, f := range s.Files {
		if f.Is.Lang.Code() && !f.Is.Test() {
			read(after, f, f.Is, f.Path)
		}
	}
	anywhere := map[string]bool{}
	for _, o := range after {
		for name, now := range o {
			anywhere[name+"\x00"+now.shape] = true
		}
	}
	var out []change.Finding
	for _, place := range sorted(before) {
		had, has := before[place], after[place]
		for _, name := range sorted(had) {
			old := had[name]
			now, kept := has[name]
			if kept && old.shape == now.shape || s.Said(name) || s.Said(name[strings.LastIndexByte(name, '.')+1:]) {
				continue
			}
			if !kept && (renamed(old, had, has) || anywhere[name+"\x00"+old.shape]) {
				continue
			}
			if (kept || old.file.New == "") && s.Asked(old.file.Path) {
				continue
			}
			reason := fmt.Sprintf("the exported %s is gone.", name)
			if kept {
				reason = fmt.Sprintf("the exported %s has another shape.", name)
			}
			out = append(out, change.Finding{
				Place:  app.Place{Path: old.file.Path, Line: now.line, Text: change.Clip(name), Bytes: change.Mark(name + now.shape)},
				Reason: reason,
			})
		}
	}
	return out, nil
}

var shapes = regexp.MustCompile(`^\s*(func|type|def|async|class|export|module|exports)\b|^\t[A-Z]\w*\(`)

// reshaped tells whether a line went that may have offered something.
func reshaped(f *change.File) bool {
	return slices.ContainsFunc(f.Removed(), func(n int) bool { return shapes.MatchString(f.Was.Bare[n]) })
}

func sorted[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func renamed(old offer, had, has offers) bool {
	for name, now := range has {
		if _, was := had[name]; !was && now.shape == old.shape {
			return true
		}
	}
	return false
}

func read(all map[string]offers, f *change.File, src *language.Source, at string) {
	if at == "" || src.Text == "" {
		return
	}
	place, found := at, offers{}
	switch src.Lang.Name {
	case "Go":
		if strings.Contains("/"+at, "/internal/") || strings.HasPrefix(path.Base(at), "main") {
			return
		}
		place = path.Dir(at)
		found = goOffers(f, src)
	case "Python":
		found = pyOffers(f, src)
	case "JavaScript":
		found = jsOffers(f, src)
	}
	if all[place] == nil {
		all[place] = offers{}
	}
	for name, o := range found {
		all[place][name] = o
	}
}

func goOffers(f *change.File, src *language.Source) offers {
	out := offers{}
	files := token.NewFileSet()
	tree, _ := parser.ParseFile(files, src.Path, src.Text, parser.SkipObjectResolution)
	if tree == nil || tree.Name == nil || tree.Name.Name == "main" {
		return out
	}
	note := func(name string, node ast.Node) {
		var b strings.Builder
		if printer.Fprint(&b, files, node) != nil {
			return
		}
		out[name] = offer{strings.Join(strings.Fields(b.String()), " "), f, files.Position(node.Pos()).Line}
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
						out[t.Name.Name] = offer{"type", f, files.Position(t.Pos()).Line}
					}
				}
			}
		}
	}
	return out
}

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
	jsExport = regexp.MustCompile(`^\s*export\s+(?:default\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var|interface|type|enum)\s+(\w+)`)
	jsCommon = regexp.MustCompile(`^\s*(?:module\.)?exports\.(\w+)\s*=`)
	jsList   = regexp.MustCompile(`^\s*(?:module\.exports\s*=|export)\s*\{([^}]*)\}`)
)

func pyOffers(f *change.File, src *language.Source) offers {
	out := offers{}
	for _, fn := range src.Funcs() {
		if !strings.HasPrefix(fn.Name, "_") && strings.HasPrefix(strings.TrimPrefix(src.Bare[fn.Head], "async "), "def ") {
			out[fn.Name] = offer{signature(src, fn), f, fn.Head + 1}
		}
	}
	for n, l := range src.Bare {
		if m := pyClass.FindStringSubmatch(l); m != nil && !strings.HasPrefix(m[1], "_") {
			out[m[1]] = offer{"class", f, n + 1}
		}
	}
	return out
}

var pyClass = regexp.MustCompile(`^class\s+(\w+)`)

// signature are the parameters that a caller has to give.
func signature(src *language.Source, fn language.Func) string {
	head := strings.Join(src.Bare[fn.Head:max(fn.Body, fn.Head+1)], " ")
	if _, list, ok := strings.Cut(head, "("); ok {
		head = language.Flat(list)
	}
	var must []string
	for _, p := range fn.Params {
		if !regexp.MustCompile(`\b`+regexp.QuoteMeta(p)+`\b\s*(:[^,=]+)?=`).MatchString(head) && !strings.Contains(head, "*"+p) {
			must = append(must, p)
		}
	}
	return fmt.Sprint(len(must))
}

func jsOffers(f *change.File, src *language.Source) offers {
	out := offers{}
	for n, l := range src.Bare {
		for _, re := range []*regexp.Regexp{jsExport, jsCommon} {
			if m := re.FindStringSubmatch(l); m != nil {
				out[m[1]] = offer{"export", f, n + 1}
			}
		}
		if m := jsList.FindStringSubmatch(l); m != nil {
			for w := range strings.SplitSeq(m[1], ",") {
				if name := strings.Fields(strings.ReplaceAll(w, ":", " ")); len(name) > 0 {
					out[name[len(name)-1]] = offer{"export", f, n + 1}
				}
			}
		}
	}
	return out
}

func offeredElsewhere(after map[string]offers, name string, old offer) bool {
	for _, o := range after {
		if now, ok := o[name]; ok && now.shape == old.shape {
			return true
		}
	}
	return false
}

// compatible tells whether callers of the old shape can call the new one.
func compatible(old, now string) bool { return old == now }
