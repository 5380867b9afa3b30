package interfaces

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// namesOf are the names by which issue or plan speak of what is offered.
func namesOf(s *change.Set, name string) []string {
	last := product.LastOf(name)
	return slices.DeleteFunc([]string{name, last, last + "s"}, func(name string) bool { return !s.Names(name) })
}

// reshapes tells whether issue or plan speak by its name of what has another shape: of that
// shape, where callers have to give something else or people want it to stay as it is.
func reshapes(s *change.Set, name string, old, now product.Offer) bool {
	names := namesOf(s, name)
	if len(names) == 0 {
		return false
	}
	if !keepsForm(s) && !takesOther(old, now) {
		return true
	}
	return typesNamed(s, old.Shape, now.Shape) || partsNamed(s, name, old, now) ||
		slices.ContainsFunc(names, func(name string) bool { return !s.Asked(name) || asks.ToReshape(s.Sentences(), name) })
}

// takesOther tells whether callers have to give more, less or something else by its name.
func takesOther(old, now product.Offer) bool {
	if old.Used != nil && now.Used != nil {
		return !component(now) && !untyped(old.Used).CalledAs(untyped(now.Used))
	}
	was, is := closingOf(old.Shape), closingOf(now.Shape)
	return was > 0 && is > 0 && parameters(old.Shape[:was]) != parameters(now.Shape[:is])
}

// component tells whether what is offered may be a part of a page, which its pages give
// what it shows.
func component(o product.Offer) bool {
	return strings.HasSuffix(path.Ext(o.Path), "x") && o.Used.Takes != nil
}

// parameters counts what a function takes, by the beginning of its shape.
func parameters(head string) (all int) {
	depth := 0
	for _, c := range head {
		switch {
		case strings.ContainsRune("([{", c):
			depth++
		case strings.ContainsRune(")]}", c):
			depth--
		case c == ',' && depth == 1:
			all++
		}
	}
	if !strings.HasSuffix(head, "(") {
		all++
	}
	return all
}

// keepsForm tells whether people want what others use to stay as it is.
func keepsForm(s *change.Set) bool {
	return change.Memo(s, "keeps its form", func() bool { return asks.KeepForm(s.Sentences()) })
}

// letsGo tells whether people want what is gone, by its name, not to be there under it, or
// whether the plan alone names it.
func letsGo(s *change.Set, name string) bool {
	return slices.ContainsFunc(namesOf(s, name), func(name string) bool { return !s.Asked(name) || asks.ToDiffer(s.Sentences(), name) })
}

// typesNamed tells whether people name each word of a shape that it did not have.
func typesNamed(s *change.Set, old, now string) bool {
	came := slices.DeleteFunc(product.WordsOf.FindAllString(qualifier.ReplaceAllString(now, ""), -1), func(w string) bool { return regexp.HasWord(old, w) })
	return len(came) > 0 && !slices.ContainsFunc(came, func(w string) bool {
		return !s.Mentions(regexp.MustCompile(`\b`+regexp.QuoteMeta(strings.ToLower(w)))) && (w != "Context" || !s.Mentions(aboutEnds))
	})
}

// qualifier is what stands before the name of another package's type.
var qualifier = regexp.MustCompile(`[\w./-]+\.\b`)

// aboutEnds is about work that its caller ends.
var aboutEnds = regexp.MustCompile(`\b(cancel\w*|deadlines?|time-?outs?|time limits?|abort\w*|interrupt\w*|shut(s|ting)? ?down|context)\b`)

// partsNamed tells whether people named each parameter that came and that went.
func partsNamed(s *change.Set, name string, old, now product.Offer) bool {
	was, is := partsOf(s, name, old, false), partsOf(s, name, now, true)
	parts := append(without(was, is), without(is, was)...)
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(p string) bool { return !spoken(s, p) })
}

// spoken tells whether people use the words of a parameter's name, or such as begin so.
func spoken(s *change.Set, name string) bool {
	words := strings.Fields(strings.ToLower(spaced(name)))
	return len(name) > 2 && !slices.ContainsFunc(words, func(w string) bool {
		return !s.Mentions(regexp.MustCompile(`\b` + regexp.QuoteMeta(w)))
	})
}

// partsOf are the names of what is given to what is offered on one side.
func partsOf(s *change.Set, name string, o product.Offer, after bool) []string {
	if o.Used != nil {
		return o.Used.Names()
	}
	f := s.Find(o.Path)
	if f == nil {
		return nil
	}
	src := f.Was
	if after {
		src = f.Is
	}
	for _, fn := range src.Funcs() {
		if fn.Name == product.LastOf(name) && fn.Head == o.Line-1 {
			return fn.Params
		}
	}
	return nil
}

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return slices.Contains(some, one) })
}

// closingOf is where the parameters of a function's shape end.
func closingOf(shape string) int {
	depth := 0
	for n := range len(shape) {
		switch shape[n] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return n
			}
		}
	}
	return -1
}
