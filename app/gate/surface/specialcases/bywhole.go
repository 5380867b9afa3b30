package specialcases

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How many rows of a table have to be inputs and answers of the tests, and how
// many a table has that is looked at.
const (
	fewRows  = 2
	manyRows = 100
)

// byWhole finds functions that look the whole of what they are given up in a
// table most of whose rows are inputs of the tests with their answers. A table
// of parts, or one that the issue lists, is none.
func byWhole(s *change.Set, f *change.File) []change.Finding {
	tables := writtenTables(s, f)
	var known []product.Example
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if len(fn.Params) == 0 || !f.Touches(fn) {
			continue
		}
		for n := fn.Head; n < min(fn.End, len(f.Is.Code)); n++ {
			if !f.IsAdded(n) {
				continue
			}
			if m := switchOn.FindStringSubmatch(f.Is.Code[n]); m != nil && wholeOf(f.Is, fn, n, m[1]) {
				if known == nil {
					known = product.Examples(s, f)
				}
				if casesOfTests(s, known, f, n, fn.End) {
					out = append(out, f.At(n, "it tells the inputs of the tests from all others."))
				}
			}
			if len(tables) == 0 {
				continue
			}
			for _, m := range asksTable.FindAllStringSubmatch(f.Is.Code[n], -1) {
				name, key := m[1]+m[4], firstOf(bracketed(m[2]+m[3]))
				at, ok := tables[name]
				if !ok || !wholeOf(f.Is, fn, n, key) || fills(f.Is, name) {
					continue
				}
				if known == nil {
					known = product.Examples(s, f)
				}
				if ofTests(s, known, f, at) {
					out = append(out, f.At(n, "it looks up the answers that the tests expect."))
				}
			}
		}
	}
	return out
}

// firstOf is the first of some arguments.
func firstOf(args string) string {
	depth := 0
	for n := range len(args) {
		switch args[n] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				return args[:n]
			}
		}
	}
	return args
}

var (
	switchOn = regexp.MustCompile(`^\s*(?:switch|match)\s*\(?\s*(.+?)\)?\s*[{:]\s*$`)
	caseWith = regexp.MustCompile(`^\s*case\s+(.*?)\s*:`)
)

// casesOfTests tells whether all cases of a switch are inputs of the tests, more
// than a few of them no plain words, and those no fewer than the words.
func casesOfTests(s *change.Set, known []product.Example, f *change.File, n, end int) bool {
	all, said, words := 0, 0, 0
	for at := n + 1; at < min(end, len(f.Is.Code)); at++ {
		m := caseWith.FindStringSubmatch(f.Is.Code[at])
		if m == nil {
			if text := strings.TrimSpace(f.Is.Code[at]); text != "" && product.IndentOf(f.Is.Code[at]) <= product.IndentOf(f.Is.Code[n]) {
				break
			}
			continue
		}
		for _, v := range product.Values(m[1]) {
			if v != "" && !slices.ContainsFunc(known, func(e product.Example) bool { return e.Values[v] }) {
				return false
			}
			if plainWord.MatchString(v) || len(v) < 2 {
				words++
				continue
			}
			if all++; s.Said(v) {
				said++
			}
		}
	}
	return all > fewRows && said < all && words <= all
}

// writtenTables are the tables that came written out, with their lines.
func writtenTables(s *change.Set, f *change.File) map[string][2]int {
	return language.Fact(&f.Is.Facts, "written tables", func() map[string][2]int {
		out := map[string][2]int{}
		for _, n := range f.Added() {
			if !strings.ContainsAny(f.Is.Bare[n], "[{(") || !strings.Contains(f.Is.Bare[n], "=") {
				continue
			}
			m := product.TableHead.FindStringSubmatch(f.Is.Bare[n])
			if m == nil || s.Went(f.Is.Lines[n]) || !product.LiteralAt.MatchString(f.Is.Bare[n]) {
				continue
			}
			_, end := product.Statement(f.Is, n)
			out[m[1]] = [2]int{n, end}
		}
		return out
	})
}

// wholeOf tells whether a key is a parameter, as it was given or in another
// case or form of the same.
func wholeOf(src *language.Source, fn language.Func, at int, key string) bool {
	bare := func(key string) string {
		key = sameForm.ReplaceAllString(strings.Trim(key, " ,;:"), "")
		return strings.Trim(inForm.ReplaceAllString(key, ""), " ()")
	}
	plain := bare(key)
	if product.IsName(plain) && !slices.Contains(fn.Params, plain) {
		made := sync.OnceValue(func() *regexp.Regexp {
			return regexp.MustCompile(`\b` + regexp.QuoteMeta(plain) + `\s*(?::[^=]+)?:?=\s*(.+)`)
		})
		name := plain
		for n := fn.Body; n < at; n++ {
			if !strings.Contains(src.Code[n], name) {
				continue
			}
			if m := made().FindStringSubmatch(src.Code[n]); m != nil {
				plain = bare(m[1])
			}
		}
	}
	return plain != "self" && plain != "this" && slices.Contains(fn.Params, plain)
}

var (
	sameForm = regexp.MustCompile(`\.(lower|upper|strip|casefold|toLowerCase|toUpperCase|trim|toString|normalize)\([^()]*\)`)
	inForm   = regexp.MustCompile(`\b(strings\.(ToLower|ToUpper|TrimSpace)|str|String|tuple)\(`)
)

// ofTests tells whether most rows of a table are inputs of the tests with their
// answers, and the issue does not list them all.
func ofTests(s *change.Set, known []product.Example, f *change.File, at [2]int) bool {
	if members := membersOf(f, at); len(members) > 0 {
		return ofTestsAlone(s, known, members)
	}
	rows, hits, said, keys, told := 0, 0, 0, 0, 0
	for _, p := range rowsOf(f, at) {
		if rows++; rows > manyRows {
			return false
		}
		if s.Said(p.In[0]) && s.Said(p.Out[0]) {
			said++
		}
		if s.Asked(p.In[0]) {
			told++
		}
		if !plainWord.MatchString(p.In[0]) && len(p.In[0]) > 1 && slices.ContainsFunc(known, func(e product.Example) bool { return e.Values[p.In[0]] }) {
			keys++
		}
		if !(product.Trivial(p.In[0]) && product.Trivial(p.Out[0])) && slices.ContainsFunc(known, func(e product.Example) bool { return has(e, p.In[0]) && has(e, p.Out[0]) }) {
			hits++
		}
	}
	return hits >= fewRows && hits*2 > rows && said < rows && !(told == rows && rows > fewRows) || keys == rows && keys > fewRows && told < rows
}

// membersOf are the values of a set that is written out; none for a table.
func membersOf(f *change.File, at [2]int) []string {
	text := language.Part(f.Is.Code, at[0], at[1]+1)
	if !setHead.MatchString(text) {
		return nil
	}
	return slices.DeleteFunc(product.Values(text), product.Trivial)
}

var setHead = regexp.MustCompile(`^[^\n]*(?:\bstruct\{\}\{|\bmap\[\w+\]bool\{|\bnew Set\(|(?:frozen)?set\(|=\s*\{\s*(?:"[^"\n]*"|'[^'\n]*'|\d+)\s*,)`)

// ofTestsAlone tells whether all members of a set are inputs of the tests, no
// plain words, and nobody spoke of most.
func ofTestsAlone(s *change.Set, known []product.Example, members []string) bool {
	unsaid := 0
	for _, v := range members {
		if plainWord.MatchString(v) || len(v) < 2 || !slices.ContainsFunc(known, func(e product.Example) bool { return has(e, v) }) {
			return false
		}
		if !s.Said(v) {
			unsaid++
		}
	}
	return len(members) > fewRows && unsaid*2 > len(members)
}

// rowsOf are the rows of a table between two lines.
func rowsOf(f *change.File, at [2]int) (out []product.Pair) {
	return rowsIn(f.Is.Code[at[0]:min(at[1]+1, len(f.Is.Code))])
}

func rowsIn(code []string) (out []product.Pair) {
	for _, text := range code {
		if m := wordEntry.FindStringSubmatch(text); m != nil {
			out = append(out, product.Pair{In: []string{m[1]}, Out: product.Values(m[2])})
			continue
		}
		for _, m := range entry.FindAllStringSubmatch(text+"\n", -1) {
			if in, to := product.Values(m[1]+m[3]), product.Values(m[2]+m[4]); len(in) == 1 && len(to) > 0 {
				out = append(out, product.Pair{In: in, Out: to})
			}
		}
	}
	return out
}

// has tells whether an example holds a value, whatever its case.
func has(e product.Example, v string) bool {
	if e.Values[v] {
		return true
	}
	for have := range e.Values {
		if len(have) == len(v) && strings.EqualFold(have, v) {
			return true
		}
	}
	return false
}
