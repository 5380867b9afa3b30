package exported

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// importer gives the packages of the module by their sources and all others by
// their names.
type importer struct {
	tree   *Tree
	module module
	err    error // what kept a package of the module from being read
}

// Import is a package as the checker of types asks for it: one of the module is read, of any
// other only its name is known.
func (in *importer) Import(name string) (*types.Package, error) {
	if name == "unsafe" {
		return types.Unsafe, nil
	}
	if dir, ours := in.module.holds(name); ours {
		pkg, err := in.tree.load(dir)
		if err != nil {
			in.err = err
		}
		if pkg != nil {
			return pkg, nil
		}
	}
	return in.tree.foreign(name), nil
}

// foreign is a package that is known by what others say of it.
func (t *Tree) foreign(name string) *types.Package {
	pkg, known := t.outside[name]
	if !known {
		pkg = types.NewPackage(name, callNames(name)[0])
		pkg.MarkComplete()
		t.outside[name] = pkg
	}
	return pkg
}

var major = regexp.MustCompile(`^v\d+$`)

// callNames are what a package may call itself, the likeliest first.
func callNames(imported string) []string {
	base := path.Base(imported)
	names := []string{base}
	if up := path.Dir(imported); major.MatchString(base) && up != "." {
		names = append([]string{path.Base(up)}, base)
	}
	for _, n := range names {
		short, _, _ := strings.Cut(n, ".")
		names = append(names, short, strings.TrimPrefix(short, "go-"), strings.TrimSuffix(short, "-go"), strings.ReplaceAll(short, "-", "_"), strings.ReplaceAll(short, "-", ""))
	}
	return names
}

// meet names the imports of a file as the file calls them, and makes a type of
// everything of other modules that stands where only a type can stand.
func (t *Tree) meet(f *ast.File, m module) {
	called := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := s.X.(*ast.Ident); ok {
				called[id.Name] = true
			}
		}
		return true
	})
	v := visitor{tree: t, paths: map[string]string{}}
	for _, spec := range f.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if _, ours := m.holds(name); err != nil || ours || name == "C" || name == "unsafe" {
			continue
		}
		if spec.Name == nil {
			for _, as := range callNames(name) {
				if called[as] && token.IsIdentifier(as) {
					spec.Name = ast.NewIdent(as)
					break
				}
			}
		}
		if spec.Name != nil {
			v.paths[spec.Name.Name] = name
		}
	}
	ast.Inspect(f, v.visit)
}

type visitor struct {
	tree  *Tree
	paths map[string]string // by the name that the file uses
}

func (v visitor) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return false
	case *ast.Field:
		v.isType(n.Type, 0)
	case *ast.ValueSpec:
		v.isType(n.Type, 0)
	case *ast.TypeSpec:
		v.isType(n.Type, 0)
	case *ast.CompositeLit:
		v.isType(n.Type, 0)
	case *ast.TypeAssertExpr:
		v.isType(n.Type, 0)
	case *ast.ArrayType:
		v.isType(n.Elt, 0)
	case *ast.ChanType:
		v.isType(n.Value, 0)
	case *ast.MapType:
		v.isType(n.Key, 0)
		v.isType(n.Value, 0)
	case *ast.InterfaceType:
		for _, f := range n.Methods.List {
			if s, ok := f.Type.(*ast.SelectorExpr); ok && len(f.Names) == 0 {
				if named := v.isType(s, 0); named != nil {
					named.SetUnderlying(types.NewInterfaceType(nil, nil))
				}
			}
		}
	case *ast.CallExpr:
		if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "new" || id.Name == "make") && len(n.Args) > 0 {
			v.isType(n.Args[0], 0)
		}
	}
	return true
}

// isType makes a type of what a selector names, with as many parameters as it
// is given.
func (v visitor) isType(x ast.Expr, parameters int) *types.Named {
	switch x := x.(type) {
	case *ast.StarExpr:
		return v.isType(x.X, 0)
	case *ast.ParenExpr:
		return v.isType(x.X, 0)
	case *ast.Ellipsis:
		return v.isType(x.Elt, 0)
	case *ast.UnaryExpr:
		return v.isType(x.X, 0)
	case *ast.BinaryExpr:
		v.isType(x.X, 0)
		return v.isType(x.Y, 0)
	case *ast.IndexExpr:
		v.isType(x.Index, 0)
		return v.isType(x.X, 1)
	case *ast.IndexListExpr:
		for _, i := range x.Indices {
			v.isType(i, 0)
		}
		return v.isType(x.X, len(x.Indices))
	case *ast.SelectorExpr:
		id, ok := x.X.(*ast.Ident)
		if !ok || v.paths[id.Name] == "" {
			return nil
		}
		return opaque(v.tree.foreign(v.paths[id.Name]), x.Sel.Name, parameters)
	}
	return nil
}

func opaque(pkg *types.Package, name string, parameters int) *types.Named {
	if o := pkg.Scope().Lookup(name); o != nil {
		named, _ := o.Type().(*types.Named)
		return named
	}
	o := types.NewTypeName(token.NoPos, pkg, name, nil)
	named := types.NewNamed(o, types.NewStruct(nil, nil), nil)
	var list []*types.TypeParam
	for n := range parameters {
		list = append(list, types.NewTypeParam(types.NewTypeName(token.NoPos, pkg, "P"+strconv.Itoa(n), nil), types.Universe.Lookup("any").Type().Underlying()))
	}
	named.SetTypeParams(list)
	pkg.Scope().Insert(o)
	return named
}
