package regexp

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp/syntax"
	"strconv"
	"strings"
	"testing"
)

// TestExpressionsCanBeRead reads what the packages of this module give to MustCompile
// as constants: nobody else does before a text is held against it.
func TestExpressionsCanBeRead(t *testing.T) {
	read := 0
	err := filepath.WalkDir("../..", func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2 {
			return fs.SkipDir
		}
		at := token.NewFileSet()
		var files []*ast.File
		names, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, name := range names {
			f, err := parser.ParseFile(at, name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			files = append(files, f)
		}
		consts := constsOf(files)
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				expr, known := given(n, consts)
				if !known {
					return true
				}
				if _, err := syntax.Parse(expr, syntax.Perl); err != nil {
					t.Errorf("%s: %v", at.Position(n.Pos()), err)
				}
				read++
				return true
			})
		}
		return nil
	})
	if err != nil || read < 1500 {
		t.Fatalf("%d expressions read: %v", read, err)
	}
}

// given is what a call of MustCompile is given.
func given(n ast.Node, consts map[string]ast.Expr) (expr string, known bool) {
	call, is := n.(*ast.CallExpr)
	if !is || len(call.Args) != 1 {
		return "", false
	}
	if f, is := call.Fun.(*ast.SelectorExpr); !is || f.Sel.Name != "MustCompile" {
		return "", false
	}
	return value(call.Args[0], consts)
}

func constsOf(files []*ast.File) map[string]ast.Expr {
	consts := map[string]ast.Expr{}
	for _, f := range files {
		for _, d := range f.Decls {
			group, is := d.(*ast.GenDecl)
			if !is || group.Tok != token.CONST {
				continue
			}
			for _, s := range group.Specs {
				s := s.(*ast.ValueSpec)
				for n := range s.Values {
					consts[s.Names[n].Name] = s.Values[n]
				}
			}
		}
	}
	return consts
}

// value is a constant text; not known where it is worked out, or of another package.
func value(e ast.Expr, consts map[string]ast.Expr) (text string, known bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		if of, is := consts[e.Name]; is {
			return value(of, consts)
		}
	case *ast.BinaryExpr:
		left, known := value(e.X, consts)
		if !known {
			return "", false
		}
		right, known := value(e.Y, consts)
		return left + right, known
	}
	return "", false
}
