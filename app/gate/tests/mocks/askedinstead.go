package mocks

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	heldFake   = regexp.MustCompile(`(?:^|[^\w.])(?:var\s+|const\s+|let\s+)?(\w+)\s*(?::\s*[\w.<>\[\]]+|\s[\w.*]+)?\s*:?=\s*(?:await\s+)?(?:&|new\s+)?(?:\w+\.)?(\w+)\s*[({<]`)
	heldObject = regexp.MustCompile(`(?:^|[^\w.])(?:const|let|var)\s+(\w+)\s*(?::\s*[\w.<>\[\]]+)?\s*=\s*\{`)
	anyMock    = regexp.MustCompile(`^(?:Magic|Async|NonCallable)?Mock$|^(?:create_autospec|mock|createMock|mockDeep|createStubInstance|SimpleNamespace|fromPartial)$`)
	localFake  = regexp.MustCompile(`^\s*(?:type\s+(\w+)\s+(?:struct|map|func|int|\[\])|(?:export\s+)?class\s+(\w+))`)
)

// askedInstead finds tests that came and ask a double of their own for what the change
// is about: they call it by the name that the product has for it, and nothing of the
// product at all.
func askedInstead(s *change.Set, f *change.File) []change.Finding {
	if f.New == f.Old {
		return nil
	}
	types := sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, l := range f.Is.Bare {
			if m := localFake.FindStringSubmatch(l); m != nil {
				out[m[1]+m[2]] = true
			}
		}
		return out
	})
	var out []change.Finding
	for _, t := range f.Is.Tests() {
		if !f.Touches(t) || generated(f.Is, t) {
			continue
		}
		if _, was := suite.Named(f.Was, t.Name); was {
			continue
		}
		if name := doubleAsked(s, f, t, types()); name != "" {
			out = append(out, f.At(t.Head, "the test asks a double of its own for "+name+", and not the product."))
		}
	}
	return out
}

// generated tells whether a test is none that somebody can read.
func generated(src *language.Source, t language.Func) bool {
	return t.End <= t.Head+1 || t.End > len(src.Bare)
}

// doubleAsked is the method of a double that a test makes and asks, which the change is
// about in the product, while it calls nothing else of that; empty for none.
func doubleAsked(s *change.Set, f *change.File, t language.Func, types map[string]bool) string {
	body := language.Part(f.Is.Bare, t.Head+1, t.End)
	doubles := map[string]string{} // by the name that each has in the test
	if len(types) > 0 || f.Holds("ock", "autospec", "createStubInstance", "SimpleNamespace", "fromPartial") {
		for _, m := range heldFake.FindAllStringSubmatch(body, -1) {
			if types[m[2]] || anyMock.MatchString(m[2]) {
				doubles[m[1]] = m[2]
			}
		}
	}
	if strings.Contains(body, "{") {
		for _, m := range heldObject.FindAllStringSubmatch(body, -1) {
			doubles[m[1]] = ""
		}
	}
	if len(doubles) == 0 {
		return ""
	}
	about, own := "", map[string]bool{}
	for _, fn := range f.Is.Funcs() {
		own[fn.Name] = own[fn.Name] || types[fn.Owner] || fn.Owner == "" && !fn.Test
	}
	for _, v := range slices.Sorted(maps.Keys(doubles)) {
		of := doubles[v]
		for _, m := range regexp.MustCompile(`\b`+regexp.QuoteMeta(v)+`\.(\w+)\(`).FindAllStringSubmatch(body, -1) {
			method := m[1]
			defined := slices.ContainsFunc(f.Is.Funcs(), func(fn language.Func) bool { return fn.Name == method && types[fn.Owner] && fn.Owner == of })
			switch {
			case types[of] && !defined:
			case of == "" && !regexp.MustCompile(`(?m)^\s*(?:async\s+)?`+method+`\s*[:(]|[{,]\s*(?:async\s+)?`+method+`\s*[:(]`).MatchString(body):
			case !suite.Spoken[method] && worksOn(s, f, method):
				about, own[method] = method, true
			}
		}
	}
	if about == "" {
		return ""
	}
	for name := range language.Calls(withBare(f.Is, t)) {
		if !own[name] && !suite.Builtins[name] && ofOurs(s, f, name) {
			return ""
		}
	}
	return about
}

// withBare is what a test does, with the functions of its file that it calls.
func withBare(src *language.Source, t language.Func) string {
	code := suite.Within(src.Bare, t)
	for name := range language.Calls(code) {
		if own, ok := src.Named(name); ok && !own.Test && own.Owner == "" {
			code += "\n" + language.Part(src.Bare, own.Head+1, own.End)
		}
	}
	return code
}

// worksOn tells whether the product has a function of a name on which the change works,
// or of which people spoke.
func worksOn(s *change.Set, f *change.File, name string) bool {
	if len(name) < 3 {
		return false
	}
	asked := s.Asked(name)
	return slices.ContainsFunc(s.Files, func(p *change.File) bool {
		if !p.Product() || p.Is.Lang != f.Is.Lang {
			return false
		}
		fn, ok := p.Is.Named(name)
		return ok && (asked || p.Touches(fn))
	})
}

// ofOurs tells whether a name is one of a function or type of the product.
func ofOurs(s *change.Set, f *change.File, name string) bool {
	return ofProduct(s, &change.File{Is: f.Is, Was: f.Is, From: f.Path, Change: f.Change}, name) || slices.ContainsFunc(s.Files, func(p *change.File) bool {
		if !p.Product() || p.Is.Lang != f.Is.Lang {
			return false
		}
		_, ok := p.Is.Named(name)
		return ok || strings.Contains(p.Is.Text, "class "+name) || strings.Contains(p.Is.Text, "type "+name)
	})
}
