package specialcases

import (
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
)

// broughtAlong are answers to inputs that only the tests which come with the change try:
// each to one whole text, of words and several signs, of which nobody spoke, in a function
// that works out what it answers to others.
func broughtAlong(s *change.Set, f *change.File, pairs []product.Pair) []product.Pair {
	var known []product.Example
	for _, t := range s.TestsOf(f) {
		if c := s.Find(t.Path); c != nil && t == c.Is {
			known = append(known, product.ExamplesIn(s, t)...)
		}
	}
	return slices.DeleteFunc(slices.Clone(pairs), func(p product.Pair) bool {
		return p.Table || p.Part || p.Length > 0 || len(p.In) != 1 || !composite(p.In[0]) || !worksOut(f, p.Line) || s.Said(p.In[0]) || product.AllTrivial(p.Out) ||
			!slices.ContainsFunc(p.Out, func(v string) bool { return !product.Trivial(v) && !s.Said(v) }) ||
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
		answer, ok := product.Returned(l)
		return ok && !product.OnlyValue.MatchString(strings.TrimSpace(answer))
	})
}

// valuesIn are all values of a source.
func valuesIn(src *language.Source) map[string]bool {
	return language.Fact(&src.Facts, "values", func() map[string]bool { return product.ValueSet(strings.Join(src.Code, "\n")) })
}

// answers tells whether a test holds both sides of a pair at once, or asks for
// just these inputs together: what is expected may stand elsewhere then.
func answers(known []product.Example, p product.Pair) bool {
	if len(p.In) == 0 || len(p.Out) == 0 || product.AllTrivial(p.In) && product.AllTrivial(p.Out) {
		return false
	}
	for _, e := range known {
		if e.Asks(p) {
			return true
		}
		all := true
		for _, v := range p.Out {
			all = all && (e.Values[v] || v == "nil" && len(p.Out) > 1 || filled(e, v))
		}
		for _, v := range p.In {
			all = all && (e.Values[v] || inside(e, v) || p.Part && len(v) > 1 && begins(e, v) || p.Length > 0 && len(p.Out) > 1 && measures(e, p.Length))
		}
		if all && (len(p.In)+len(p.Out) > 2 || p.In[0] != p.Out[0] || strings.Count(e.Code, p.In[0]) > 1) {
			return true
		}
	}
	return false
}

// inside tells whether a written-out input is part of a value of the test, or
// is made of its values: "3,1,2" of 3, 1 and 2.
func inside(e product.Example, v string) bool {
	if len(v) >= 4 {
		for have := range e.Values {
			if strings.Contains(have, v) {
				return true
			}
		}
	}
	return len(product.Parts(v)) > 1 && strings.ContainsAny(v, product.Separators) && product.Made(e, v)
}

// begins tells whether a value of the test begins or ends with a text.
func begins(e product.Example, v string) bool {
	for have := range e.Values {
		if strings.HasPrefix(have, v) || strings.HasSuffix(have, v) {
			return true
		}
	}
	return false
}

// measures tells whether a text of the test is so long.
func measures(e product.Example, n int) bool {
	for have := range e.Values {
		if len(have) == n {
			return true
		}
	}
	return false
}
