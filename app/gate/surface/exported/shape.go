package exported

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
)

// unknown stands in a shape for a type that cannot be told.
const unknown = "?"

// writer writes a type so that two that are the same read the same: without the
// names of parameters and of the package itself, with aliases resolved and
// methods in order.
type writer struct {
	own  *types.Package
	left int // types that are written before the rest is unknown
}

// maxTypes bounds one shape: aliases can make a short source a very long type.
const maxTypes = 2000

func (w *writer) shape(t types.Type) string {
	if w.left--; w.left < 0 {
		return unknown
	}
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		if t.Kind() == types.Invalid {
			return unknown
		}
		return t.Name()
	case *types.Named:
		return w.named(t.Obj()) + w.arguments(t.TypeArgs())
	case *types.TypeParam:
		return fmt.Sprintf("$%d", t.Index())
	case *types.Pointer:
		return "*" + w.shape(t.Elem())
	case *types.Slice:
		return "[]" + w.shape(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), w.shape(t.Elem()))
	case *types.Map:
		return "map[" + w.shape(t.Key()) + "]" + w.shape(t.Elem())
	case *types.Chan:
		return [...]string{types.SendRecv: "chan ", types.SendOnly: "chan<- ", types.RecvOnly: "<-chan "}[t.Dir()] + "(" + w.shape(t.Elem()) + ")"
	case *types.Signature:
		return "func" + w.signature(t)
	case *types.Struct:
		var fields []string
		for f := range t.Fields() {
			fields = append(fields, f.Name()+" "+w.shape(f.Type()))
		}
		return "struct{" + strings.Join(fields, "; ") + "}"
	case *types.Interface:
		return w.interfaceOf(t)
	case *types.Union:
		var terms []string
		for term := range t.Terms() {
			terms = append(terms, strings.Repeat("~", tilde(term))+w.shape(term.Type()))
		}
		slices.Sort(terms)
		return strings.Join(terms, "|")
	}
	return unknown
}

func tilde(t *types.Term) int {
	if t.Tilde() {
		return 1
	}
	return 0
}

func (w *writer) named(o *types.TypeName) string {
	if o.Pkg() == nil || o.Pkg() == w.own {
		return o.Name()
	}
	return o.Pkg().Path() + "." + o.Name()
}

func (w *writer) arguments(list *types.TypeList) string {
	if list.Len() == 0 {
		return ""
	}
	var all []string
	for a := range list.Types() {
		all = append(all, w.shape(a))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

func (w *writer) parameters(list *types.TypeParamList) string {
	if list.Len() == 0 {
		return ""
	}
	var all []string
	for p := range list.TypeParams() {
		all = append(all, w.shape(p.Constraint()))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

func (w *writer) signature(s *types.Signature) string {
	in := w.tuple(s.Params())
	if s.Variadic() {
		in += "..."
	}
	return w.parameters(s.TypeParams()) + "(" + in + ") (" + w.tuple(s.Results()) + ")"
}

func (w *writer) tuple(t *types.Tuple) string {
	var all []string
	for v := range t.Variables() {
		all = append(all, w.shape(v.Type()))
	}
	return strings.Join(all, ", ")
}

// interfaceOf are all methods, those of embedded interfaces among them, and the
// names of what is embedded from outside.
func (w *writer) interfaceOf(t *types.Interface) string {
	var all []string
	for m := range t.Methods() {
		all = append(all, m.Name()+w.signature(m.Signature()))
	}
	for e := range t.EmbeddedTypes() {
		n, isNamed := types.Unalias(e).(*types.Named)
		if i, is := e.Underlying().(*types.Interface); !is || isNamed && i.NumMethods() == 0 {
			if isNamed {
				all = append(all, w.shape(n))
				continue
			}
			all = append(all, w.shape(e))
		}
	}
	slices.Sort(all)
	if len(all) == 0 {
		return "any"
	}
	return "interface{" + strings.Join(all, "; ") + "}"
}
