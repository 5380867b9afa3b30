package surface

import (
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// example is a statement of a test with the values it holds.
type example struct {
	code   string
	values map[string]bool
}

// examples are what the tests of the base say about a product file: those that
// come with a change follow from it.
func examples(s *change.Set, f *change.File) []example {
	return language.Fact(&f.Is.Facts, "examples", func() []example {
		var all [][]example
		for _, t := range s.TestsOf(f) {
			if c := s.Find(t.Path); c == nil || t != c.Is {
				all = append(all, examplesIn(s, t))
			}
		}
		return slices.Concat(all...)
	})
}

// broughtAlong are answers to inputs that only the tests which come with the change try:
// each to one whole text, of words and several signs, of which nobody spoke, in a function
// that works out what it answers to others.
func broughtAlong(s *change.Set, f *change.File, pairs []pair) []pair {
	var known []example
	for _, t := range s.TestsOf(f) {
		if c := s.Find(t.Path); c != nil && t == c.Is {
			known = append(known, examplesIn(s, t)...)
		}
	}
	return slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool {
		return p.table || p.part || p.length > 0 || len(p.in) != 1 || !composite(p.in[0]) || !worksOut(f, p.line) || s.Said(p.in[0]) || allTrivial(p.out) ||
			!slices.ContainsFunc(p.out, func(v string) bool { return !trivial(v) && !s.Said(v) }) ||
			answeredBefore(f, p) || choosesOwn(f, p) || sentinel(s, p) || !answers(known, p)
	})
}

// composite tells whether a text has words and different signs that no name has.
func composite(text string) bool {
	signs := strings.Map(func(r rune) rune {
		if r == '_' || r == '.' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return -1
		}
		return r
	}, text)
	return len(signs) < len(text) && signs != "" && strings.Trim(signs, signs[:1]) != ""
}

// worksOut tells whether the function around a line gives back what is not written out.
func worksOut(f *change.File, n int) bool {
	fn, in := f.Is.Around(n)
	return in && slices.ContainsFunc(f.Is.Code[fn.Body:min(fn.End, len(f.Is.Code))], func(l string) bool {
		answer, ok := returned(l)
		return ok && !onlyValue.MatchString(strings.TrimSpace(answer))
	})
}

func examplesIn(s *change.Set, t *language.Source) []example {
	return change.Memo(s, t, func() []example { return statements(t) })
}

// statements are the lines of a test, and with each what its brackets hold.
func statements(src *language.Source) []example {
	var out []example
	for n := 0; n < len(src.Code); n++ {
		depth, end := 0, n
		for ; end < min(len(src.Code), n+12); end++ {
			b := src.Bare[end]
			depth += strings.Count(b, "(") + strings.Count(b, "[") - strings.Count(b, ")") - strings.Count(b, "]")
			if depth <= 0 {
				break
			}
		}
		code := language.Part(src.Code, n, min(end+1, len(src.Code)))
		if end == n && n+2 < len(src.Code) && strings.Contains(code, "=") {
			code += "\n" + src.Code[n+1] + "\n" + src.Code[n+2] // a value, and what is done with it
		}
		if head := strings.TrimSpace(src.Bare[n]); head == "{" || strings.HasSuffix(head, "{") && !control.MatchString(head) {
			code = braced(src, n)
		}
		if e := (example{code, valueSet(code)}); len(e.values) > 0 {
			out = append(out, e)
		}
	}
	for _, fn := range src.Funcs() { // a short test is one example
		if fn.Test && fn.End-fn.Start <= 8 {
			code := language.Part(src.Code, fn.Start, fn.End)
			out = append(out, example{code, valueSet(code)})
		}
	}
	return out
}

var control = regexp.MustCompile(`\b(func|function|if|for|switch|while|describe|it|test|class|else|struct|range|try|select)\b|=>`)

// braced is a short stretch between a brace and its partner.
func braced(src *language.Source, n int) string {
	depth := 0
	for end := n; end < min(len(src.Bare), n+12); end++ {
		depth += strings.Count(src.Bare[end], "{") - strings.Count(src.Bare[end], "}")
		if depth <= 0 {
			return language.Part(src.Code, n, end+1)
		}
	}
	return src.Code[n]
}

func values(code string) []string {
	all := language.Literals(code)
	for n, v := range all {
		all[n] = strings.ReplaceAll(strings.Trim(v, "\"'`"), "_", "")
		if v[0] != '"' && v[0] != '\'' && v[0] != '`' {
			all[n] = strings.TrimSuffix(all[n], ".0") // the same number
		}
	}
	return all
}

func valueSet(code string) map[string]bool {
	all := values(code)
	if len(all) == 0 {
		return nil
	}
	out := make(map[string]bool, len(all))
	for _, v := range all {
		out[v] = true
	}
	return out
}

// valuesIn are all values of a source.
func valuesIn(src *language.Source) map[string]bool {
	return language.Fact(&src.Facts, "values", func() map[string]bool { return valueSet(strings.Join(src.Code, "\n")) })
}

func trivial(v string) bool {
	switch v {
	case "", "0", "1", "true", "false", "True", "False", "None", "null", "nil", "undefined", "0.0", "1.0":
		return true
	}
	return false
}

// answers tells whether a test holds both sides of a pair at once, or asks for
// just these inputs together: what is expected may stand elsewhere then.
func answers(known []example, p pair) bool {
	if len(p.in) == 0 || len(p.out) == 0 || allTrivial(p.in) && allTrivial(p.out) {
		return false
	}
	for _, e := range known {
		if e.asks(p) {
			return true
		}
		all := true
		for _, v := range p.out {
			all = all && (e.values[v] || v == "nil" && len(p.out) > 1 || e.filled(v))
		}
		for _, v := range p.in {
			all = all && (e.values[v] || e.inside(v) || p.part && len(v) > 1 && e.begins(v) || p.length > 0 && len(p.out) > 1 && e.measures(p.length))
		}
		if all && (len(p.in)+len(p.out) > 2 || p.in[0] != p.out[0] || strings.Count(e.code, p.in[0]) > 1) {
			return true
		}
	}
	return false
}

// asks tells whether an example holds all inputs of a pair that has several.
func (e example) asks(p pair) bool {
	if p.table {
		return len(p.in) == 1 && len(parts(p.in[0])) > 2 && strings.ContainsAny(p.in[0], separators) && e.made(p.in[0])
	}
	if !p.whole || p.fn == "" || len(p.in) < 2 || allTrivial(p.in) || !strings.Contains(e.code, p.fn+"(") {
		return false
	}
	for _, v := range p.in {
		if !e.values[v] {
			return false
		}
	}
	return true
}

// inside tells whether a written-out input is part of a value of the test, or
// is made of its values: "3,1,2" of 3, 1 and 2.
func (e example) inside(v string) bool {
	if len(v) >= 4 {
		for have := range e.values {
			if strings.Contains(have, v) {
				return true
			}
		}
	}
	return len(parts(v)) > 1 && strings.ContainsAny(v, separators) && e.made(v)
}

// begins tells whether a value of the test begins or ends with a text.
func (e example) begins(v string) bool {
	for have := range e.values {
		if strings.HasPrefix(have, v) || strings.HasSuffix(have, v) {
			return true
		}
	}
	return false
}

// measures tells whether a text of the test is so long.
func (e example) measures(n int) bool {
	for have := range e.values {
		if len(have) == n {
			return true
		}
	}
	return false
}

// made tells whether a text consists of values of the test.
func (e example) made(v string) bool {
	for _, p := range parts(v) {
		if !e.values[p] {
			return false
		}
	}
	return true
}

const separators = ",:|;_-/ "

var pieces = regexp.MustCompile(`[A-Za-z]+|\d+`)

// parts are the words and numbers of a text; a letter alone joins them.
func parts(v string) []string {
	return slices.DeleteFunc(pieces.FindAllString(v, -1), func(p string) bool {
		return len(p) == 1 && (p[0] < '0' || p[0] > '9')
	})
}

func allTrivial(all []string) bool {
	for _, v := range all {
		if !trivial(v) {
			return false
		}
	}
	return true
}
