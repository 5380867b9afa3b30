package mutant

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// goEdits turns operators, boolean results and returned values of Go round; what
// would not compile for certain is left alone.
func goEdits(text []byte) (out []edit) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "x.go", text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	at := func(p token.Pos) int { return set.Position(p).Offset }
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if to, ok := swaps[n.Op.String()]; ok && !(n.Op == token.ADD && (stringy(n.X) || stringy(n.Y))) {
					start := at(n.OpPos)
					out = append(out, swap(start, start+len(n.Op.String()), to))
				}
			case *ast.Ident:
				if to := map[string]string{"true": "false", "false": "true"}[n.Name]; to != "" {
					out = append(out, swap(at(n.Pos()), at(n.End()), to))
				}
			}
			return true
		})
		for _, e := range returned(fn) {
			more := others[resultTypes(fn)[0]]
			out = append(out, edit{at(e.Pos()), at(e.End()), wrapping{"(", ")" + more}, wrapping{"(", ")"}, "another value"})
		}
	}
	return out
}

// others makes another value of one of a type.
var others = map[string]string{
	"string": ` + "x"`, "int": " + 1", "int8": " + 1", "int16": " + 1", "int32": " + 1", "int64": " + 1", "uint": " + 1", "uint8": " + 1", "byte": " + 1",
	"uint16": " + 1", "uint32": " + 1", "uint64": " + 1", "rune": " + 1", "float32": " + 1", "float64": " + 1",
}

// returned are the first values that a function returns, where others knows
// their type.
func returned(fn *ast.FuncDecl) (out []ast.Expr) {
	types := resultTypes(fn)
	if len(types) == 0 || others[types[0]] == "" {
		return nil
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // it returns something of its own
		case *ast.ReturnStmt:
			if len(n.Results) == len(types) {
				out = append(out, n.Results[0])
			}
		}
		return true
	})
	return out
}

// resultTypes are the types of a function's results, empty where they have no
// plain name.
func resultTypes(fn *ast.FuncDecl) (out []string) {
	if fn.Type.Results == nil {
		return nil
	}
	for _, field := range fn.Type.Results.List {
		name := ""
		if id, ok := field.Type.(*ast.Ident); ok {
			name = id.Name
		}
		for range max(1, len(field.Names)) {
			out = append(out, name)
		}
	}
	return out
}

// stringy tells whether an expression is a string for certain: those cannot be
// subtracted.
func stringy(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return stringy(e.X) || stringy(e.Y)
	case *ast.ParenExpr:
		return stringy(e.X)
	}
	return false
}
