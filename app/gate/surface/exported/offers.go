package exported

import (
	"go/types"
	"strings"
)

// Name is something that a package offers.
type Name struct {
	Shape    string
	Path     string // file
	Line     int
	Promoted bool // from an exported type that is embedded: it is told there too
}

// Known tells whether the whole shape could be told.
func (n Name) Known() bool { return !strings.Contains(n.Shape, unknown) }

// Offers are the names that the package in a directory offers, those of fields
// and methods behind their type. A directory without a package, or with a
// program, offers nothing.
func (t *Tree) Offers(dir string) (map[string]Name, error) {
	pkg, err := t.load(dir)
	if err != nil || pkg == nil || pkg.Name() == "main" {
		return nil, err
	}
	o := offers{tree: t, pkg: pkg, all: map[string]Name{}, seen: map[any]bool{}}
	for _, name := range pkg.Scope().Names() {
		if obj := pkg.Scope().Lookup(name); obj.Exported() {
			o.object(obj)
		}
	}
	return o.all, nil
}

type offers struct {
	tree *Tree
	pkg  *types.Package
	all  map[string]Name
	seen map[any]bool
}

func (o *offers) write() *writer { return &writer{o.pkg, maxTypes} }

func (o *offers) note(name, shape string, at types.Object, promoted bool) {
	where := o.tree.sources.files.Position(at.Pos())
	if have, there := o.all[name]; !there || have.Promoted {
		o.all[name] = Name{shape, where.Filename, where.Line, promoted}
	}
}

func (o *offers) object(obj types.Object) {
	switch obj := obj.(type) {
	case *types.Func:
		o.note(obj.Name(), o.write().shape(obj.Type()), obj, false)
		o.shows(obj.Type())
	case *types.Var:
		o.note(obj.Name(), "var "+o.write().shape(obj.Type()), obj, false)
		o.shows(obj.Type())
	case *types.Const:
		o.note(obj.Name(), "const "+o.write().shape(obj.Type()), obj, false)
	case *types.TypeName:
		o.typeName(obj)
	}
}

func (o *offers) typeName(obj *types.TypeName) {
	t := types.Unalias(obj.Type())
	n, isNamed := t.(*types.Named)
	switch {
	case obj.IsAlias() && (!isNamed || !o.hidden(n.Obj())):
		o.note(obj.Name(), "= "+o.write().shape(t), obj, false)
		o.shows(t)
	case isNamed:
		o.seen[n.Obj()] = true
		o.note(obj.Name(), o.write().parameters(n.TypeParams())+o.kind(n), obj, false)
		o.members(obj.Name(), n)
	}
}

// kind is what a type is beside its members.
func (o *offers) kind(n *types.Named) string {
	if _, is := n.Underlying().(*types.Struct); is {
		return "struct"
	}
	return o.write().shape(n.Underlying())
}

// hidden tells whether a type can be seen by importers only through others.
func (o *offers) hidden(t *types.TypeName) bool {
	if t.Pkg() == nil || o.tree.outside[t.Pkg().Path()] == t.Pkg() {
		return false
	}
	return !t.Exported() || t.Pkg() != o.pkg && strings.Contains("/"+t.Pkg().Path()+"/", "/internal/")
}

// members are the fields and methods of a type under the name by which
// importers know it.
func (o *offers) members(name string, n *types.Named) {
	o.fields(name, n.Underlying(), false, map[types.Type]bool{})
	if types.IsInterface(n) {
		return
	}
	byValue := types.NewMethodSet(n)
	for selection := range types.NewMethodSet(types.NewPointer(n)).Methods() {
		m := selection.Obj().(*types.Func)
		if !m.Exported() {
			continue
		}
		form := o.write().shape(m.Type())
		if byValue.Lookup(m.Pkg(), m.Name()) == nil {
			form += " of the pointer"
		}
		o.note(name+"."+m.Name(), form, m, len(selection.Index()) > 1 && !o.through(n, selection.Index()))
		o.shows(m.Type())
	}
}

// through tells whether a member comes by an embedded type that is hidden.
func (o *offers) through(n *types.Named, index []int) bool {
	t := types.Type(n)
	for _, i := range index[:len(index)-1] {
		s, ok := deref(t).Underlying().(*types.Struct)
		if !ok {
			return false
		}
		t = s.Field(i).Type()
		if e, ok := deref(t).(*types.Named); ok && o.hidden(e.Obj()) {
			return true
		}
	}
	return false
}

func deref(t types.Type) types.Type {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		return types.Unalias(p.Elem())
	}
	return t
}

func (o *offers) fields(name string, t types.Type, promoted bool, within map[types.Type]bool) {
	s, ok := t.(*types.Struct)
	if !ok || within[s] {
		return
	}
	within[s] = true
	for f := range s.Fields() {
		if f.Exported() {
			o.note(name+"."+f.Name(), "field "+o.write().shape(f.Type()), f, promoted)
			o.shows(f.Type())
		}
	}
	for f := range s.Fields() {
		if e, ok := deref(f.Type()).(*types.Named); ok && f.Embedded() {
			o.fields(name, e.Underlying(), promoted || !o.hidden(e.Obj()), within)
		}
	}
}

// shows follows what importers get hold of to types that they cannot name.
func (o *offers) shows(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		for a := range t.TypeArgs().Types() {
			o.shows(a)
		}
		if obj := t.Obj(); o.hidden(obj) && !o.seen[obj] {
			o.seen[obj] = true
			name := obj.Name()
			if obj.Pkg() != o.pkg {
				name = obj.Pkg().Name() + "." + name
			}
			if i, ok := t.Underlying().(*types.Interface); ok {
				o.note(name, o.write().shape(i), obj, false)
			}
			o.members(name, t.Origin())
		}
	case interface{ Elem() types.Type }:
		o.shows(t.Elem())
	case *types.Signature:
		if o.seen[t] {
			return
		}
		o.seen[t] = true
		for v := range t.Results().Variables() {
			o.shows(v.Type())
		}
	}
}
