package tests

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// Removed finds tests of the base that a runner collects no more, and those
// whose body is gone. A test that lives on under another name or in another
// file, or whose subject went with it, is no loss.
func Removed(s *change.Set) ([]change.Finding, error) {
	lines, shared := testLines(s), sharedLines(s)
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" && movedAway(s, f) {
			continue // its tests are looked at where they are now
		}
		for _, t := range f.Was.Tests() {
			body := telltale(f.Was, t)
			if len(body) == 0 && f.Was.Lang.Skip.MatchString(f.Was.Bare[t.Head]) {
				continue // a note of a test to write
			}
			if kept, ok := named(f.Is, t.Name); ok {
				if len(body) > 0 && len(telltale(f.Is, kept)) == 0 && !retired(s, f.Was, t) {
					out = append(out, f.At(kept.Head, fmt.Sprintf("the test %s has lost its body.", t.Name)))
				} else if examplesOnly(s, f, t, kept) && !retired(s, f.Was, t) {
					out = append(out, f.At(kept.Head, fmt.Sprintf("the test %s made up what it tries, and has examples now.", t.Name)))
				}
				continue
			}
			if lives(own(body, shared), lines) || retired(s, f.Was, t) || inherited(s, f, t) || renamed(f, t) {
				continue
			}
			out = append(out, f.About(t.Name, fmt.Sprintf("the test %s was removed, or no runner collects it any more.", t.Name)))
		}
	}
	return append(append(out, rows(s)...), shadowed(s)...), nil
}

var (
	row    = regexp.MustCompile(`^\s*(\{.*\}|\(.*\)|\[.*\]|pytest\.param\(.*\)|("[^"]*"|'[^']*'|[\w.]+)\s*:\s*.+)\s*,?\s*$`)
	params = regexp.MustCompile(`parametrize\(|\.each\(`)
)

// rows finds tables of tests that lost rows.
func rows(s *change.Set) []change.Finding {
	came := valuesOf(s).testCame
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || f.From == "" || !f.Is.Lang.Collects(f.Path) {
			continue
		}
		for _, h := range f.Hunks {
			more := 0
			for n := h.New; n < h.NewEnd; n++ {
				if row.MatchString(f.Is.Code[n]) {
					more++
				}
			}
			for o := h.Old; o < h.OldEnd; o++ {
				text := f.Was.Code[o]
				table := row.MatchString(text)
				if table {
					more--
				}
				if (table && more < 0 || params.MatchString(text)) && lost(text, came) && !s.Came(f.Was.Lines[o]) {
					if fn, ok := f.Was.Around(o); ok && retired(s, f.Was, fn) {
						continue
					}
					out = append(out, f.About(strings.TrimSpace(f.Was.Lines[o]), "a row of a test's table is gone."))
				}
			}
		}
	}
	return out
}

// lost tells whether a row holds a value that no test holds any more, and more
// than one.
func lost(text string, came map[string]bool) bool {
	all := language.Literals(text)
	return len(all) > 1 && slices.ContainsFunc(all, func(v string) bool { return !trivial(v) && !came[unquote(v)] })
}

// movedAway tells whether another file of the change is this one, moved.
func movedAway(s *change.Set, f *change.File) bool {
	return change.Memo(s, "moved", func() map[string]bool {
		out := map[string]bool{}
		for _, o := range s.Files {
			if o.Old == "" && o.From != "" {
				out[o.From] = true
			}
		}
		return out
	})[f.Path]
}

func named(src *language.Source, name string) (language.Func, bool) {
	for _, t := range src.Tests() {
		if t.Name == name {
			return t, true
		}
	}
	return language.Func{}, false
}

// telltale are the lines of a test that do something, without blanks.
func telltale(src *language.Source, t language.Func) []string {
	var out []string
	for n := t.Head; n < min(t.End, len(src.Code)); n++ {
		text := src.Code[n]
		if n == t.Head {
			_, text = cutHead(text)
		}
		text = squeeze(text)
		if len(text) < 4 || text == "pass" || text == "return" || text == "..." || strings.HasPrefix(text, "return;") || !telling.MatchString(text) {
			continue
		}
		out = append(out, text)
	}
	return out
}

// cutHead parts the head of a test from what follows on its line.
func cutHead(text string) (head, rest string) {
	for _, sep := range []string{"=> {", "=>{", ") {", "):", "{"} {
		if h, r, ok := strings.Cut(text, sep); ok {
			return h, r
		}
	}
	if h, r, ok := strings.Cut(text, "=>"); ok {
		return h, r
	}
	return text, ""
}

// squeeze drops the blanks of a line, and what ends it.
func squeeze(s string) string {
	return strings.Trim(strings.Map(func(c rune) rune {
		switch c {
		case ' ', '\t', '\n', '\f', '\r':
			return -1
		}
		return c
	}, s), ";,")
}

// testLines are the lines that stand in collected tests of the result.
func testLines(s *change.Set) map[string]bool {
	out := map[string]bool{}
	for _, f := range s.Files {
		for _, t := range f.Is.Tests() {
			for _, l := range telltale(f.Is, t) {
				out[l] = true
			}
		}
		if f.Is.Lang.Collects(f.Path) {
			for _, n := range f.Added() { // tables and helpers beside the tests
				out[squeeze(f.Is.Code[n])] = true
			}
		}
	}
	return out
}

// sharedLines are the lines that stood in more than one test of a changed file.
func sharedLines(s *change.Set) map[string]bool {
	seen, out := map[string]string{}, map[string]bool{}
	for _, f := range s.Files {
		for _, t := range f.Was.Tests() {
			at := f.From + "\x00" + t.Name
			for _, l := range telltale(f.Was, t) {
				if was, ok := seen[l]; ok && was != at {
					out[l] = true
				}
				seen[l] = at
			}
		}
	}
	return out
}

// own are the lines that only one test had; all of them where it had none of
// its own.
func own(body []string, shared map[string]bool) []string {
	if out := slices.DeleteFunc(slices.Clone(body), func(l string) bool { return shared[l] }); len(out) > 0 {
		return out
	}
	return body
}

// lives tells whether most of what a test did is still done by some test.
func lives(body []string, lines map[string]bool) bool {
	found := 0
	for _, l := range body {
		if lines[l] {
			found++
		}
	}
	return len(body) > 0 && found*2 > len(body)
}

// inherited tells whether a new test of the change calls all that a test called,
// says as much of it, and has each of its values: in itself, or in what stands
// beside the functions of its file, as tables do.
func inherited(s *change.Set, f *change.File, t language.Func) bool {
	old, want := assertions(f.Was, t), productCalls(f.Was, t)
	if subjects := ofSubjects(s, f, want); len(subjects) > 0 {
		want = subjects
	}
	if len(old) == 0 || len(want) == 0 {
		return false
	}
	forms := map[string]bool{"": false} // the file asserted in this way before
	for _, fn := range f.Was.Tests() {
		for _, a := range assertions(f.Was, fn) {
			name := form.FindString(strings.TrimSpace(a.text))
			forms[name] = name != ""
		}
	}
	if toldByRows(f, want, t) {
		return true
	}
	return slices.ContainsFunc(s.Files, func(h *change.File) bool {
		return h.Is.Test() && h.New != h.Old && slices.ContainsFunc(h.Is.Tests(), func(fn language.Func) bool {
			if _, was := named(f.Was, fn.Name); was && fn.Name != t.Name && !(h == f && touched(h, fn)) {
				return false
			}
			if _, was := named(h.Was, fn.Name); was && !touched(h, fn) {
				return false
			}
			now := assertions(h.Is, fn)
			if len(now) < len(old) && !tabled.MatchString(language.Part(h.Is.Bare, fn.Start, fn.End)) && !strings.Contains(h.Is.Text, "parametrize(") {
				return false
			}
			return includes(productCalls(h.Is, fn), want) && (strings.HasPrefix(fn.Name, t.Name) && len(t.Name) > 12 || holdsValues(h.Is, fn, f.Was, t)) && !slices.ContainsFunc(old, func(g statement) bool {
				return !slices.ContainsFunc(now, func(a statement) bool {
					return a.strength() >= min(g.strength(), saysShape) || forms[form.FindString(strings.TrimSpace(a.text))]
				})
			})
		})
	})
}

// ofSubjects are the calls of a test to what the change or the test's imports
// name as the product's.
func ofSubjects(s *change.Set, f *change.File, calls map[string]bool) map[string]bool {
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
		for _, m := range called.FindAllStringSubmatch(f.Is.Bare[n], -1) {
			have[m[1]] = true
		}
		if macro.MatchString(f.Is.Bare[n]) {
			rows += f.Is.Code[n] + "\n"
		}
	}
	var values []string
	for _, l := range language.Literals(rows) {
		values = append(values, unquote(l))
	}
	return rows != "" && includes(have, want) && !slices.ContainsFunc(language.Literals(within(f.Was.Code, t)), func(l string) bool {
		return !trivial(l) && !slices.Contains(values, unquote(l))
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
			owner, _ := f.Is.Owner(t)
			at := owner + "." + t.Name
			if was, twice := first[at]; twice && touched(f, t) && !f.IsAdded(was.Head) || twice && touched(f, was) && !f.IsAdded(t.Head) {
				out = append(out, f.At(was.Head, "the test "+t.Name+" has the name of a later one, and no runner collects it."))
			}
			first[at] = t
		}
	}
	return out
}

var form = regexp.MustCompile(`^[\w.]+\(`)

var macro = regexp.MustCompile(`^\s*(test|it)(\.serial)?\(\s*\w+\s*,`)

var tabled = regexp.MustCompile(`\bfor\b|\.each\b|\.forEach\(`)

// productCalls are the functions that a test calls, by way of its file's own
// too, but for those that assert.
func productCalls(src *language.Source, fn language.Func) map[string]bool {
	out := map[string]bool{}
	for _, m := range called.FindAllStringSubmatch(within(src.Bare, fn), -1) {
		if !spoken[m[1]] && !strings.HasPrefix(m[1], "to") && !strings.HasPrefix(m[1], "assert") && !builtins[m[1]] {
			if own, ok := src.Named(m[1]); ok && !own.Test && own.Start != fn.Start {
				for _, by := range called.FindAllStringSubmatch(language.Part(src.Bare, own.Head+1, own.End), -1) {
					out[by[1]] = out[by[1]] || !spoken[by[1]] && !builtins[by[1]]
				}
			} else {
				out[m[1]] = true
			}
		}
	}
	return out
}

// within is what a function does, without its head.
func within(view []string, fn language.Func) string {
	_, rest := cutHead(view[fn.Head])
	return rest + "\n" + language.Part(view, fn.Head+1, fn.End)
}

// builtins are what every test calls.
var builtins = map[string]bool{"equal": true, "eql": true, "equals": true, "strictEqual": true, "deepEqual": true, "deepStrictEqual": true, "include": true, "contain": true, "throw": true, "throws": true, "rejects": true, "ok": true, "is": true, "Run": true, "len": true, "func": true, "function": true, "Helper": true, "range": true, "list": true, "dict": true, "str": true, "int": true, "enumerate": true, "Parallel": true, "Sprintf": true, "if": true, "for": true, "raises": true}

func includes(have, want map[string]bool) bool {
	for w := range want {
		if want[w] && !have[w] {
			return false
		}
	}
	return true
}

// holdsValues tells whether a test has the values of another one, whole or put
// together in a text with gaps.
func holdsValues(src *language.Source, fn language.Func, was *language.Source, t language.Func) bool {
	have := beside(src)
	var gaps []string
	for _, l := range language.Literals(language.Part(src.Code, fn.Start, fn.End)) {
		if have = append(have, unquote(l)); strings.Contains(l, "{") || strings.Contains(l, "%") {
			gaps = append(gaps, unquote(l))
		}
	}
	for _, l := range language.Literals(message(within(was.Code, t))) {
		if v := unquote(l); !trivial(l) && !slices.Contains(have, v) && !slices.ContainsFunc(gaps, func(g string) bool { return fits(g, v, have) }) {
			return false
		}
	}
	return true
}

// beside are the values that stand in no function of a file.
func beside(src *language.Source) []string {
	var out []string
	at := 0
	for _, fn := range append(slices.Clone(src.Funcs()), language.Func{Start: len(src.Code)}) {
		for _, l := range language.Literals(language.Part(src.Code, at, fn.Start)) {
			out = append(out, unquote(l))
		}
		at = max(at, fn.End)
	}
	return out
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

// examplesOnly tells whether a test tried what was made up, and no test of the
// result that calls as much does so.
func examplesOnly(s *change.Set, f *change.File, t, kept language.Func) bool {
	makesUp := func(src *language.Source, fn language.Func) bool {
		return generates.MatchString(language.Part(src.Bare, fn.Start, fn.End))
	}
	if !makesUp(f.Was, t) || makesUp(f.Is, kept) {
		return false
	}
	want := productCalls(f.Was, t)
	return !slices.ContainsFunc(s.Files, func(h *change.File) bool {
		return slices.ContainsFunc(h.Is.Tests(), func(fn language.Func) bool {
			return makesUp(h.Is, fn) && includes(productCalls(h.Is, fn), want)
		})
	})
}

// renamed tells whether most of a test stayed where it was, in a test under
// another name that asserts as much.
func renamed(f *change.File, t language.Func) bool {
	var stayed []string
	all := 0
	for n := t.Head + 1; n < min(t.End, len(f.Was.Code)); n++ {
		if text := f.Was.Code[n]; telling.MatchString(text) {
			if all++; !f.IsRemoved(n) {
				stayed = append(stayed, strings.TrimSpace(text))
			}
		}
	}
	return len(stayed) > 0 && len(stayed)*2 >= all && slices.ContainsFunc(f.Is.Tests(), func(fn language.Func) bool {
		_, was := named(f.Was, fn.Name)
		code, now := language.Part(f.Is.Code, fn.Start, fn.End), len(assertions(f.Is, fn))
		return !was && now > 0 && now >= len(assertions(f.Was, t)) && !slices.ContainsFunc(stayed, func(l string) bool { return !strings.Contains(code, l) })
	})
}

var called = regexp.MustCompile(`\b([A-Za-z_]\w*)\(`)

var word = regexp.MustCompile(`[A-Za-z_]\w{2,}`)

// retired tells whether a test named something that the product had and has no
// more: it went with its subject.
func retired(s *change.Set, src *language.Source, t language.Func) bool {
	gone := change.Memo(s, "retired", func() map[string]bool { return goneFuncs(s) })
	if v := valuesOf(s); slices.ContainsFunc(language.Literals(within(src.Code, t)), func(l string) bool {
		word := unquote(l)
		return len(word) > 3 && v.productWent[word] && !v.productCame[word] && s.Asked(word) && s.Mentions(dropping)
	}) {
		return true
	}
	if len(gone) == 0 {
		return false
	}
	return slices.ContainsFunc(word.FindAllString(language.Part(src.Bare, t.Start, t.End), -1), func(w string) bool { return gone[w] })
}

var dropping = regexp.MustCompile(`\b(drop|remove|delete|retire|get rid of|no longer (need|support)|nobody uses)`)

// goneFuncs are the functions that the product has no more.
func goneFuncs(s *change.Set) map[string]bool {
	gone := map[string]bool{}
	for _, f := range s.Files {
		if f.Old == "" && f.From == "" || f.Was.Test() {
			continue
		}
		for _, fn := range f.Was.Funcs() {
			gone[fn.Name] = true
		}
	}
	for _, f := range s.Files {
		for _, fn := range f.Is.Funcs() {
			delete(gone, fn.Name)
		}
	}
	return gone
}
