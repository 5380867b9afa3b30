package mutant

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// goEdits turns operators, boolean results and whole numbers of Go round; what
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
					out = append(out, edit{start, start + len(n.Op.String()), to})
				}
			case *ast.Ident:
				if to := map[string]string{"true": "false", "false": "true"}[n.Name]; to != "" {
					out = append(out, edit{at(n.Pos()), at(n.End()), to})
				}
			}
			return true
		})
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
