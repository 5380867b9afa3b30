package specialcases

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// branch is a way that a function takes for what it is given.
type branch struct {
	line, end int // of its condition, and behind its answer
	cond      string
	answer    string
	rest      string // what the line does for all others
}

var (
	eitherForm = regexp.MustCompile(`(?:return|=)\s*\(?(.*?===?.*?)\?\s*([^:?]+?)\s*:\s*(.+)$`)
	eitherPy   = regexp.MustCompile(`(?:return|=)\s*(.+?)\s+if\s+(.+?)\s+else\s+(.+)$`)
	outOfTable = regexp.MustCompile(`\{\s*([^{}:]+?)\s*:\s*([^,{}]+?)\s*[,}][^}]*?\}?\s*\)?\s*(?:\.get\(|\[)\s*([^\[\]]*?)\s*[\],](.*)$`)
	clauses    = regexp.MustCompile(`&&|\|\||\band\b|\bor\b`)
	sameValue  = regexp.MustCompile(`===?|\bis\b|\bin\b|\bincludes\(|\.has\(|^\s*case\b|\.equals\(|Equal\(`)
	otherwise  = regexp.MustCompile(`[<>%]|!=|\bnot\b|\blen\(|\.length\b|\b(size|type|typeof|isinstance)\b`)
	subject    = regexp.MustCompile(`\b(?:switch|match)\b\s*\(?\s*([\w, ]+?)\s*\)?\s*[:{]\s*$`)
)

// branchesAt are the branches that a line takes.
func branchesAt(src *language.Source, n int) []branch {
	text := src.Code[n]
	if m := product.Branches.FindStringSubmatch(text); m != nil {
		b := branch{line: n, end: n + 1, cond: m[1]}
		if strings.HasPrefix(strings.TrimSpace(text), "case") {
			b.cond = "case" + m[1]
		}
		if answer, ok := product.Returned(b.cond); ok {
			b.cond, b.answer = b.cond[:strings.Index(b.cond, "return")], answer
			return []branch{b}
		}
		for at := n + 1; at < min(len(src.Code), n+4) && !closes.MatchString(src.Code[at]); at++ {
			if answer, ok := product.Returned(src.Code[at]); ok {
				b.end, b.answer = at+1, answer
				return []branch{b}
			} else if a := assigned.FindStringSubmatch(src.Code[at]); a != nil {
				b.end, b.answer = at+1, a[1]
				return []branch{b}
			}
		}
		return nil
	}
	if m := outOfTable.FindStringSubmatch(text); m != nil {
		return []branch{{n, n + 1, m[3] + " == " + m[1], m[2], m[4]}}
	}
	if m := eitherPy.FindStringSubmatch(text); m != nil && src.Lang.Name == "Python" {
		return []branch{{n, n + 1, m[2], m[1], m[3]}}
	}
	if m := eitherForm.FindStringSubmatch(text); m != nil {
		return []branch{{n, n + 1, m[1], m[2], m[3]}}
	}
	return nil
}

// asked are the parameters of which a branch wants to know whether they are just
// one value, and those values.
func (b branch) asked(src *language.Source, fn language.Func) (params, in []string) {
	for _, c := range clauses.Split(b.cond, -1) {
		if !sameValue.MatchString(c) || otherwise.MatchString(c) {
			continue
		}
		of := language.Blanked(c, " ")
		if strings.HasPrefix(strings.TrimSpace(c), "case") {
			of = switchedOn(src, fn, b.line)
		}
		named := slices.DeleteFunc(slices.Clone(fn.Params), func(p string) bool { return !regexp.HasWord(of, p) || strings.Contains(of, p+".") })
		if len(named) > 0 {
			params, in = append(params, named...), append(in, product.Values(subscript.ReplaceAllString(c, "$1"))...)
		}
	}
	return params, in
}

// switchedOn is what the cases of a line are about.
func switchedOn(src *language.Source, fn language.Func, n int) string {
	for ; n > fn.Head; n-- {
		if m := subject.FindStringSubmatch(src.Bare[n]); m != nil {
			return m[1]
		}
	}
	return ""
}

// oneInput finds branches that came for one input alone, in functions that work
// their answers out from what they are given: the answer is written out, or the
// branch is for all that one test gives.
func oneInput(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		if s.Went(f.Is.Lines[n]) || !strings.ContainsAny(f.Is.Code[n], "\"'`0123456789") {
			continue
		}
		fn, in := f.Is.Around(n)
		if !in || len(fn.Params) == 0 {
			continue
		}
		for _, b := range branchesAt(f.Is, n) {
			if foreknown(s, f, fn, b) {
				out = append(out, f.At(n, "it works its answers out, but for one that a test expects."))
				continue
			}
			params, given := b.asked(f.Is, fn)
			number := slices.ContainsFunc(given, telltale)
			if len(params) == 0 || !number && !slices.ContainsFunc(given, phrase) || allows(f, fn, params, given) {
				continue
			}
			written := product.OnlyValue.MatchString(strings.TrimSpace(b.answer)) && slices.ContainsFunc(product.Values(b.answer), func(v string) bool { return telltale(v) || len(v) > 3 && !product.Trivial(v) })
			switch {
			case number && !works(f.Is, fn, b, params, reckons):
			case !number && (!works(f.Is, fn, b, params, takes) || slices.ContainsFunc(given, s.Said) || saidInPart(s, given, product.Values(b.answer))):
			case written, number && len(given) > 1 && len(params) == len(fn.Params) && tried(s, f, fn.Name, given):
				out = append(out, f.At(n, "it works its answers out, but for one input, which it knows by itself."))
			}
		}
	}
	return out
}

// subscript says where in a value to look, and nothing of what is there.
var subscript = regexp.MustCompile(`([\w)\]])\[[^\[\]]*\]`)

var number = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// telltale is a number that is neither nothing nor one.
func telltale(v string) bool {
	return number.MatchString(v) && !product.Trivial(strings.TrimPrefix(v, "-"))
}

// phrase is a text that is no name of something.
func phrase(v string) bool {
	return len(v) > 3 && !number.MatchString(v) && !plainWord.MatchString(v) && !product.Trivial(v)
}

// allows tells whether the base asked for these values too.
func allows(f *change.File, fn language.Func, params, given []string) bool {
	was, had := f.Was.Before(fn)
	if !had {
		return false
	}
	for n := was.Head; n < min(was.End, len(f.Was.Code)); n++ {
		text := f.Was.Code[n]
		if sameValue.MatchString(text) && slices.ContainsFunc(params, func(p string) bool { return regexp.HasWord(text, p) }) {
			have := product.Values(text)
			if !slices.ContainsFunc(given, func(v string) bool { return !slices.Contains(have, v) }) {
				return true
			}
		}
	}
	return false
}

// works tells whether a function that is not its own case works with one of these
// parameters beside a branch.
func works(src *language.Source, fn language.Func, b branch, params []string, how string) bool {
	var work strings.Builder
	work.WriteString(b.rest + "\n")
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		text := src.Bare[n]
		if n >= b.line && n < b.end {
			continue
		}
		if product.Branches.MatchString(text) {
			_, text, _ = strings.Cut(text, "return")
		}
		work.WriteString(text + "\n")
	}
	text := work.String()
	if strings.Contains(text, fn.Name+"(") {
		return false
	}
	return slices.ContainsFunc(params, func(p string) bool {
		return regexp.MustCompile(strings.ReplaceAll(how, "NAME", `\b`+regexp.QuoteMeta(p)+`\b`)).MatchString(text)
	})
}

// How a function works with a number, and with a text.
const (
	reckons = `NAME\)?\s*(?:\*\*?|//?|%|\+|-)\s*[\w(]|[\w)]\s*(?:\*\*?|//?|%|\+|-)\s*\(*NAME`
	takes   = `NAME\.\w+\(|NAME\s*\[|\(\s*NAME\s*[,)]`
)

// tried tells whether a test, one that came among them, calls a function with
// just these values.
func tried(s *change.Set, f *change.File, name string, given []string) bool {
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return slices.ContainsFunc(product.ExamplesIn(s, t), func(e product.Example) bool {
			return strings.Contains(e.Code, name+"(") && !slices.ContainsFunc(given, func(v string) bool { return !e.Values[v] })
		})
	})
}

// foreknown tells whether a branch on a parameter answers with a number that
// nobody comes by but by reckoning, which a test of the function expects.
func foreknown(s *change.Set, f *change.File, fn language.Func, b branch) bool {
	v := strings.TrimRight(strings.TrimSpace(b.answer), ";")
	n, err := strconv.ParseInt(v, 0, 64)
	if err != nil || n < 1000 || wellKnown(strconv.FormatInt(n, 10)) || s.Said(strings.ToLower(v)) || regexp.HasWord(f.Was.Text, v) {
		return false
	}
	if !slices.ContainsFunc(fn.Params, func(p string) bool { return regexp.HasWord(b.cond, p) }) || !works(f.Is, fn, b, fn.Params, reckons+"|"+takes+"|"+passesOver) {
		return false
	}
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return slices.ContainsFunc(product.ExamplesIn(s, t), func(e product.Example) bool {
			return strings.Contains(e.Code, fn.Name+"(") && regexp.HasWord(e.Code, v)
		})
	})
}

// passesOver is a loop over all that a parameter holds.
const passesOver = `\b(?:of|in|range)\s+NAME`

// saidInPart tells whether people say all that a branch answers, and a word of each input
// that it answers so.
func saidInPart(s *change.Set, in, out []string) bool {
	return len(out) > 0 && !slices.ContainsFunc(out, func(v string) bool { return product.Trivial(v) || !s.Said(v) }) && !slices.ContainsFunc(in, func(v string) bool {
		return !slices.ContainsFunc(product.Parts(v), func(w string) bool { return len(w) > 2 && s.Said(w) })
	})
}
