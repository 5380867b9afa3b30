package doomed

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
)

// collected are the names of functions that go test runs.
var collected = regexp.MustCompile(`^(?:Test|Fuzz|Benchmark|Example)(?:$|[^a-z])`)

// golang lets each test defer its failure; an example has nothing to say so with.
func golang(text []byte) (f File) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "x.go", text, parser.SkipObjectResolution)
	if err != nil {
		return File{Spares: true}
	}
	out := slices.Clone(text)
	for _, d := range slices.Backward(file.Decls) {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || fn.Recv != nil || fn.Name.Name == "TestMain" || !collected.MatchString(fn.Name.Name) {
			continue
		}
		t := param(fn)
		if t == "" {
			f.Spares = true
			continue
		}
		at := set.Position(fn.Body.Lbrace).Offset + 1
		out = slices.Insert(out, at, []byte("defer "+t+".Error("+strconv.Quote(why)+");")...)
		f.Names = append(f.Names, fn.Name.Name)
	}
	if len(f.Names) > 0 {
		f.Text = out
	}
	return f
}

// param is the name by which a test knows the testing.T, B or F that it is given.
func param(fn *ast.FuncDecl) string {
	list := fn.Type.Params.List
	if len(list) != 1 || len(list[0].Names) != 1 || list[0].Names[0].Name == "_" {
		return ""
	}
	if star, ok := list[0].Type.(*ast.StarExpr); ok {
		if is, ok := star.X.(*ast.SelectorExpr); ok && slices.Contains([]string{"T", "B", "F"}, is.Sel.Name) {
			return list[0].Names[0].Name
		}
	}
	return ""
}
