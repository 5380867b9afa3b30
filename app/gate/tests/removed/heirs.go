package removed

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// heir is a test that came, or that the change wrote into.
type heir struct {
	file  *change.File
	fn    language.Func
	calls map[string]bool // of helpers too, and what those call
}

// heirs are those tests by what they call.
func heirs(s *change.Set) map[string][]heir {
	return change.Memo(s, "heirs", func() map[string][]heir {
		out := map[string][]heir{}
		for _, f := range s.Files {
			if !f.Is.Test() || f.New == f.Old {
				continue
			}
			for _, fn := range f.Is.Tests() {
				if !f.Touches(fn) || shutIn(s, f, fn) {
					continue
				}
				h := heir{f, fn, suite.ProductCalls(f.Is, fn)}
				for name := range language.Calls(suite.Within(f.Is.Bare, fn)) { // a helper of this file is another one's as well
					h.calls[name] = h.calls[name] || !suite.Spoken[name] && !suite.Builtins[name]
				}
				for name, is := range h.calls {
					if is {
						out[name] = append(out[name], h)
					}
				}
			}
		}
		return out
	})
}

// inherited tells whether a new test of the change calls all that a test called,
// says as much of it, and has each of its values: in itself, or in what stands
// beside the functions of its file, as tables do.
func inherited(s *change.Set, f *change.File, t language.Func) bool {
	old, want := suite.Assertions(f.Was, t), suite.ProductCalls(f.Was, t)
	for was, is := range suite.Renames(s) {
		if want[was] {
			delete(want, was)
			want[is] = true
		}
	}
	if subjects := ofSubjects(s, want); len(subjects) > 0 {
		want = subjects
	}
	if len(old) == 0 || len(want) == 0 {
		return false
	}
	if toldByRows(f, want, t) {
		return true
	}
	var able []heir // that call the rarest of it
	first := true
	for name, is := range want {
		if list := heirs(s)[name]; is && (first || len(list) < len(able)) {
			able, first = list, false
		}
	}
	told := sync.OnceValue(func() spelled { return spelledIn(f.Was, t) })
	return slices.ContainsFunc(able[:min(len(able), suite.MaxHeirs)], func(h heir) bool {
		if !suite.Includes(h.calls, want) {
			return false
		}
		if _, was := suite.Named(f.Was, h.fn.Name); was && h.fn.Name != t.Name && h.file != f {
			return false
		}
		now := suite.Assertions(h.file.Is, h.fn)
		if len(now) < len(old) && !tabled.MatchString(language.Part(h.file.Is.Bare, h.fn.Start, h.fn.End)) && !strings.Contains(h.file.Is.Text, "parametrize(") {
			return false
		}
		far := needsNot(s, f, t, h)
		retold := strings.HasPrefix(h.fn.Name, t.Name) && len(t.Name) > 12
		return asStrong(f.Was, old, now) && (retold || told().but(far).stands(s, h.file.Is, h.fn, f.Was) && heldTogether(f, t, h, far))
	})
}

// asStrong tells whether each assertion of a test has one that says as much, or
// that asserts in a way that its file knew.
func asStrong(was *language.Source, old, now []suite.Statement) bool {
	forms := language.Fact(&was.Facts, "forms", func() map[string]bool {
		out := map[string]bool{"": false}
		for _, fn := range was.Tests() {
			for _, a := range suite.Assertions(was, fn) {
				name := formOf(a)
				out[name] = name != ""
			}
		}
		return out
	})
	return !slices.ContainsFunc(old, func(g suite.Statement) bool {
		return !slices.ContainsFunc(now, func(a suite.Statement) bool {
			return forms[formOf(a)] || a.Strength() >= min(g.Strength(), suite.SaysShape)
		})
	})
}

// ofSubjects are the calls of a test to what the change or the test's imports
// name as the product's.
func ofSubjects(s *change.Set, calls map[string]bool) map[string]bool {
	product := change.Memo(s, "product functions", func() map[string]bool {
		out := map[string]bool{}
		for _, p := range s.Files {
			if !p.Is.Test() {
				for _, fn := range append(slices.Clone(p.Was.Funcs()), p.Is.Funcs()...) {
					out[fn.Name] = true
				}
			}
		}
		return out
	})
	out := map[string]bool{}
	for name, is := range calls {
		if is && product[name] {
			out[name] = true
		}
	}
	return out
}

// toldByRows tells whether the values of a test stand in statements of its file
// that belong to no function, as those that hand rows to a macro, and what came
// to the file calls what the test called.
func toldByRows(f *change.File, want map[string]bool, t language.Func) bool {
	if f.New == "" || f.Is.Lang.Name != "JavaScript" {
		return false
	}
	have, rows := map[string]bool{}, ""
	for _, n := range f.Added() {
		for name := range language.Calls(f.Is.Bare[n]) {
			have[name] = true
		}
		if macro.MatchString(f.Is.Bare[n]) {
			rows += f.Is.Code[n] + "\n"
		}
	}
	var values []string
	for _, l := range language.Literals(rows) {
		values = append(values, suite.Unquote(l))
	}
	return rows != "" && suite.Includes(have, want) && !slices.ContainsFunc(language.Literals(suite.Within(f.Was.Code, t)), func(l string) bool {
		return !suite.Trivial(l) && !slices.Contains(values, suite.Unquote(l))
	})
}

// shadowed finds tests of Python that a later one of the same name takes the
// place of.
func shadowed(s *change.Set) []change.Finding {
	var out []change.Finding
	for _, f := range s.Files {
		if f.Is.Lang.Name != "Python" || f.New == f.Old {
			continue
		}
		first := map[string]language.Func{}
		for _, t := range f.Is.Tests() {
			at := t.Owner + "." + t.Name
			if was, twice := first[at]; twice && f.Touches(t) && !f.IsAdded(was.Head) || twice && f.Touches(was) && !f.IsAdded(t.Head) {
				out = append(out, f.At(was.Head, "the test "+t.Name+" has the name of a later one, and no runner collects it."))
			}
			first[at] = t
		}
	}
	return out
}

// withHelpers is the code of a test and of what it calls of its file.
func withHelpers(src *language.Source, fn language.Func) string {
	return language.Part(src.Code, fn.Start, fn.End) + helpersOf(src, fn)
}

// helpersOf is the code of what a test, or a mark above it, calls of its file.
func helpersOf(src *language.Source, fn language.Func) (code string) {
	for name := range language.Calls(language.Part(src.Bare, fn.Start, fn.Head) + "\n" + suite.Within(src.Bare, fn)) {
		if own, ok := src.Named(name); ok && !own.Test && own.Start != fn.Start {
			code += "\n" + language.Part(src.Code, own.Start, own.End)
		}
	}
	return code
}

// beside are the values that stand in no function of a file, or in one that is called
// where no function is, as rows of a table do.
func beside(src *language.Source) []string {
	return slices.Clip(language.Fact(&src.Facts, "beside", func() (out []string) {
		at := 0
		for _, fn := range append(slices.Clone(src.Funcs()), language.Func{Start: len(src.Code)}) {
			for _, l := range language.Literals(language.Part(src.Code, at, fn.Start)) {
				out = append(out, suite.Unquote(l))
			}
			for name := range language.Calls(language.Part(src.Bare, at, fn.Start)) {
				if own, ok := src.Named(name); ok && !own.Test {
					for _, l := range language.Literals(language.Part(src.Code, own.Start, own.End)) {
						out = append(out, suite.Unquote(l))
					}
				}
			}
			at = max(at, fn.End)
		}
		return out
	}))
}

// fits tells whether a value is a text whose gap holds one of some values.
func fits(gapped, v string, have []string) bool {
	m := gap.FindStringIndex(gapped)
	if m == nil {
		return false
	}
	head, tail := gapped[:m[0]], gapped[m[1]:]
	return len(head)+len(tail) <= len(v) && strings.HasPrefix(v, head) && strings.HasSuffix(v, tail) && slices.Contains(have, v[len(head):len(v)-len(tail)])
}

var gap = regexp.MustCompile(`\$?\{[^{}]*\}|%[a-z]`)

// generates marks a test that makes up what it puts in.
var generates = regexp.MustCompile(`@(hypothesis\.)?given\b|\bfc\.(assert|property|asyncProperty)\(|\brapid\.Check\(|\bquick\.Check\w*\(|\.Fuzz\(|\b(jsc|testcheck|gen)\.(forall|property)\(|\b(test|it)\.prop\(`)

// generators are words of which a test that makes up what it puts in has one.
var generators = []string{"given", "fc.", "rapid.", "quick.", ".Fuzz(", "jsc.", "testcheck.", "gen.", ".prop("}

// examplesOnly tells whether a test tried what was made up, and no test of the
// result that calls as much does so.
func examplesOnly(s *change.Set, f *change.File, t, kept language.Func) bool {
	makesUp := func(src *language.Source, fn language.Func) bool {
		return generates.MatchString(language.Part(src.Bare, fn.Start, fn.End))
	}
	if !slices.ContainsFunc(generators, f.Was.Holds) || !makesUp(f.Was, t) || makesUp(f.Is, kept) {
		return false
	}
	want := suite.ProductCalls(f.Was, t)
	for name := range want {
		return !slices.ContainsFunc(heirs(s)[name], func(h heir) bool { return makesUp(h.file.Is, h.fn) && suite.Includes(h.calls, want) })
	}
	return true
}
