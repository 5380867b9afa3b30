package tests

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// unit is a function of a test file beside what it was in the base.
type unit struct {
	was, is  *language.Source
	old, now language.Func
	file     *change.File // that holds it now
}

// units pairs the functions of test files that both sides have, in the same
// file or, where it moved, in another.
func units(s *change.Set) []unit {
	return change.Memo(s, "units", func() []unit { return pairUnits(s) })
}

func pairUnits(s *change.Set) []unit {
	type home struct {
		file *change.File
		fn   language.Func
	}
	elsewhere := map[string]home{}
	for _, f := range s.Files {
		if f.Is.Test() {
			for _, fn := range f.Is.Funcs() {
				elsewhere[fn.Name] = home{f, fn}
			}
		}
	}
	var out []unit
	for _, f := range s.Files {
		if !f.Was.Test() || f.New == "" && movedAway(s, f) {
			continue
		}
		here := map[string][]language.Func{}
		for _, fn := range f.Is.Funcs() {
			here[fn.Name] = append(here[fn.Name], fn)
		}
		for _, fn := range f.Was.Funcs() {
			if same := here[fn.Name]; len(same) > 0 {
				out = append(out, unit{f.Was, f.Is, fn, same[0], f})
				here[fn.Name] = same[1:]
			} else if h, ok := elsewhere[fn.Name]; ok && h.file != f && h.file.From == "" {
				out = append(out, unit{f.Was, h.file.Is, fn, h.fn, h.file})
			} else if now, ok := retitled(f, fn); ok {
				out = append(out, unit{f.Was, f.Is, fn, now, f})
			}
		}
	}
	return out
}

// same tells whether a function reads as it did.
func (u unit) same() bool {
	return slices.Equal(u.was.Lines[u.old.Start:min(u.old.End, len(u.was.Lines))], u.is.Lines[u.now.Start:min(u.now.End, len(u.is.Lines))])
}

// statement is one assertion with everything that belongs to it.
type statement struct {
	line     int
	text     string // its code
	squeezed string
	strength func() int
}

// assertions are those of a function: what can fail it, and under which
// condition where the language asserts by one.
func assertions(src *language.Source, fn language.Func) []statement {
	if src.Lang.Assertion == nil {
		return nil
	}
	type within struct{ start, end int }
	return slices.Clone(language.Fact(&src.Facts, within{fn.Start, fn.End}, func() []statement { return asserting(src, fn) }))
}

func asserting(src *language.Source, fn language.Func) []statement {
	re := src.Lang.Assertion
	var out []statement
	for n := fn.Start; n < min(fn.End, len(src.Code)); n++ {
		if n == fn.Head && !fn.Test {
			continue
		}
		if !re.MatchString(src.Bare[n]) {
			continue
		}
		text, end := whole(src, n, fn.End)
		if src.Lang.Name == "Go" {
			text = guarded(src, n, fn, text)
		}
		st := statement{n, text, squeeze(text), sync.OnceValue(func() int { return strength(src.Lang.Name, text) })}
		if k := len(out); k == 0 || out[k-1].squeezed != st.squeezed || end > n {
			out = append(out, st)
		}
		n = max(n, end)
	}
	return out
}

// whole joins the lines of one statement; end is its last.
func whole(src *language.Source, n, limit int) (text string, end int) {
	depth := 0
	for end = n; end < min(limit, len(src.Bare), n+60); end++ {
		b := src.Bare[end]
		depth += strings.Count(b, "(") + strings.Count(b, "[") + strings.Count(b, "{") - strings.Count(b, ")") - strings.Count(b, "]") - strings.Count(b, "}")
		next := ""
		if end+1 < len(src.Bare) {
			next = strings.TrimSpace(src.Bare[end+1])
		}
		if depth <= 0 && !strings.HasPrefix(next, ".") && !strings.HasSuffix(strings.TrimSpace(b), "\\") {
			break
		}
	}
	end = min(end, len(src.Code)-1, limit-1)
	end = max(end, n)
	return language.Part(src.Code, n, end+1), end
}

// guarded is the condition under which Go code complains.
func guarded(src *language.Source, n int, fn language.Func, text string) string {
	if !complains.MatchString(text) {
		return text
	}
	for up := n; up >= max(fn.Start, n-6); up-- {
		head := strings.TrimSpace(src.Code[up])
		if strings.HasPrefix(head, "if ") || strings.HasPrefix(head, "} else") || strings.HasPrefix(head, "case ") || strings.HasPrefix(head, "default:") {
			if i := strings.Index(head, "{"); i > 0 && up == n {
				head = head[:i]
			}
			return head
		}
	}
	return text
}

// helpers are the new functions of the test's file, no tests themselves, that
// the test calls.
func (u unit) helpers() []language.Func {
	body := language.Part(u.is.Bare, u.now.Start, u.now.End)
	var out []language.Func
	for _, fn := range u.is.Funcs() {
		if _, was := u.was.Named(fn.Name); !was && !fn.Test && calling(body, fn.Name) {
			out = append(out, fn)
		}
	}
	return out
}

// asserts counts the assertions of the test and of what it calls in the tests of
// the change; a helper that only sounds like one asserts nothing.
func (u unit) asserts(s *change.Set) int {
	count := 0
	for _, a := range u.asserted() {
		if !u.sounds(a) {
			count++
		}
	}
	if count > 0 {
		return count
	}
	helpers := change.Memo(s, "asserting helpers", func() map[string]bool {
		out := map[string]bool{}
		for _, f := range s.Files {
			if f.Is.Test() && f.New != "" {
				for _, fn := range f.Is.Funcs() {
					if !fn.Test && len(assertions(f.Is, fn)) > 0 {
						out[fn.Name] = true
					}
				}
			}
		}
		return out
	})
	for name := range language.Calls(within(u.is.Bare, u.now)) {
		if helpers[name] {
			count++
		}
	}
	return count
}

// sounds tells whether a statement is an assertion by the name alone of a helper
// of the file that has none.
func (u unit) sounds(a statement) bool {
	for name := range language.Calls(a.text) {
		if fn, ok := u.is.Named(name); ok && !fn.Test && strings.HasPrefix(strings.TrimSpace(a.text), name) {
			return len(assertions(u.is, fn)) == 0
		}
	}
	return false
}

// asserted are the assertions of the test as it is, and of the new helpers it
// calls, each of which says as much as what it asserts.
func (u unit) asserted() []statement {
	out := assertions(u.is, u.now)
	for _, fn := range u.helpers() {
		most := saysNothing
		own := assertions(u.is, fn)
		for _, a := range own {
			most = max(most, a.strength())
		}
		for n := range out {
			if calling(out[n].text, fn.Name) {
				own := out[n].strength
				out[n].strength = func() int { return max(own(), most) }
			}
		}
		for n := range own {
			own[n].strength = func() int { return most } // it judges by all of them
		}
		out = append(out, own...)
		body := within(u.is.Code, fn)
		loose := agreesWithMore.FindString(language.Part(u.is.Code, fn.Start, fn.End))
		same := loose == "" && alike.MatchString(body)
		if same {
			loose = orderless.FindString(body)
		}
		if loose != "" || same {
			for n, a := range out {
				if same && strings.Count(a.text, fn.Name+"(") < 2 {
					continue // it is no form in which two things are compared
				}
				if calling(a.text, fn.Name) && a.line >= u.now.Start && a.line < u.now.End {
					out[n].text += " " + loose
					if same {
						out[n].strength = func() int { return min(a.strength(), saysShape) }
						continue
					}
					out[n].strength = func() int { return min(a.strength(), strength(u.is.Lang.Name, out[n].text)) }
				}
			}
		}
	}
	return out
}

// alike makes different things the same.
var alike = regexp.MustCompile(`\bstrings\.(Fields|ToLower|ToUpper|TrimSpace|Trim\w*|Replace\w*|Map)\(|\.(lower|upper|strip|casefold|split|replace|replaceAll|toLowerCase|toUpperCase|trim|toFixed)\(|\bre\.sub\(|\bReplaceAll\w*\(|\bmath\.(Round|Floor|Trunc)\(|\bMath\.(round|floor|trunc)\(|\b(sorted|set|round|frozenset)\(|\.(sort|toSorted)\(|\b(slices|sort)\.\w+\(`)

// agreesWithMore makes something that is equal to more than itself.
var agreesWithMore = regexp.MustCompile(`\bexpect\.(any|anything|objectContaining|arrayContaining|stringContaining|stringMatching)\b|\bmock\.ANY\b|\b(mock|gomock)\.(Anything|AnythingOfType|Any)\b|\bcmpopts\.Ignore\w*`)

// calling tells whether code calls a function by its name.
func calling(code, name string) bool {
	for rest := code; ; {
		at := strings.Index(rest, name+"(")
		if at < 0 {
			return false
		}
		if at == 0 || !regexp.InWord(rest[at-1]) {
			return true
		}
		rest = rest[at+len(name):]
	}
}
