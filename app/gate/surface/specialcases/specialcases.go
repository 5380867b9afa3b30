// Package specialcases finds product code that answers the very examples of the
// tests. In comes a change, out go findings; each speaks only of what the change
// brought. It keeps nothing, so a process that dies here judges again.
package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds product code that answers the very examples of the tests.
func Judge(s *change.Set) ([]change.Finding, error) {
	out := keptAnswers(s)
	for _, f := range s.Files {
		if f.New == "" || !f.Product() || f.From != "" && product.Headed(f.Was.Lines) {
			continue
		}
		if found := answersOf(s, f); len(found) > 0 && !documented(s, f) {
			out = append(out, found...)
		}
	}
	return out, nil
}

// answersOf finds them in one file.
func answersOf(s *change.Set, f *change.File) []change.Finding {
	out := byRote(s, f)
	if !f.Holds("==", "case", " in ", ".test(", "match(", "equals(", "Equal(", "includes(", ".has(", "tarts", "HasPrefix", " is ", "?", ":", "[[", "= [", "++") {
		return out
	}
	out = append(out, lookups(s, f)...)
	out = append(out, disguised(s, f)...)
	for _, find := range []func(*change.Set, *change.File) []change.Finding{retold, enumerated, spelled, byEnds, byHeart, byWhole, oneInput, knowsInput, counted, vocabulary, respelled, fixedParts, compounds, dataRows, ranked, joined, phrases, leaked} {
		out = append(out, find(s, f)...)
	}
	for _, n := range hashes(f) {
		if hashed.MatchString(f.Is.Code[n]) && !s.Went(f.Is.Lines[n]) && strings.Contains(f.Is.Code[n], "if") {
			out = append(out, f.At(n, "it knows an input by its hash."))
		}
	}
	out = append(out, byDigest(s, f)...)
	pairs := pairsOf(s, f)
	if len(pairs) == 0 && !asksForValues(f) {
		return out
	}
	known := product.Examples(s, f)
	inTable, tableHits := 0, 0
	var hits, rows []product.Pair
	for _, p := range pairs {
		hit := answers(known, p)
		switch {
		case byHandAsAsked(s, p), p.Table && (ofRecord(f, p) || nameAsked(s, f, p)):
		case p.Table:
			inTable++
			if hit {
				tableHits++
				rows = append(rows, p)
			}
		case hit && (answeredBefore(f, p) || choosesOwn(f, p) || aliasAsked(s, p)):
		case hit && !ordinary(p) && !sentinel(s, p) && !ofSetting(s, f, p) && !ofUnion(s, f, p) && !asRuled(s, f, pairs, p):
			hits = append(hits, p)
		}
	}
	hits = append(hits, broughtAlong(s, f, pairs)...)
	hits = append(hits, expected(s, known, pairs)...)
	if inTable > 0 && tableHits*10 >= inTable*8 && telling(s, rows) {
		hits = append(hits, rows...)
	}
	if branches := len(pairs) - inTable - composedOf(pairs) - aliasesAsked(s, pairs); branches >= 4 && (len(hits)-tableHits)*10 < branches*7 {
		hits = rows // most of its branches are no examples: they are rules
	}
	hits = slices.DeleteFunc(hits, func(p product.Pair) bool { return !p.Table && classifies(f, p) || byHandAsAsked(s, p) })
	if len(hits) == 0 {
		hits = singled(s, f, known)
	}
	for _, p := range hits {
		out = append(out, f.At(p.Line, "it answers an example of the tests with a value written out."))
	}
	return out
}

// answeredBefore tells whether the file said all of a pair before: code that was
// put in another order answers as it did.
func answeredBefore(f *change.File, p product.Pair) bool {
	had := valuesIn(f.Was)
	lacks := func(v string) bool { return !product.Trivial(v) && !had[v] }
	return len(p.Out) > 0 && plainWord.MatchString(p.Out[0]) && !slices.ContainsFunc(p.In, lacks) && !slices.ContainsFunc(p.Out, lacks)
}

// choosesOwn tells whether a pair gives the one value back that it asks for, and that the
// file had before: of values it knows it chooses one.
func choosesOwn(f *change.File, p product.Pair) bool {
	return !p.Table && len(p.In) == 1 && slices.Equal(p.In, p.Out) && valuesIn(f.Was)[p.In[0]]
}

// composedOf is how many answers in branches are put together of parts: whether
// they are those of the tests cannot be read.
func composedOf(pairs []product.Pair) (n int) {
	for _, p := range pairs {
		if !p.Table && slices.ContainsFunc(p.Out, func(v string) bool { return strings.Contains(v, "${") }) {
			n++
		}
	}
	return n
}

// expected are the rows of a table whose every answer a test expects, whatever
// they are found by, and of which nobody spoke.
func expected(s *change.Set, known []product.Example, pairs []product.Pair) []product.Pair {
	var out []product.Pair
	for _, p := range pairs {
		if !p.Table {
			continue
		}
		if len(p.In) == 0 || len(p.Out) == 0 || plainWord.MatchString(p.In[0]) {
			return nil
		}
		for _, v := range p.Out {
			if !computed.MatchString(v) || s.Said(v) || !slices.ContainsFunc(known, func(e product.Example) bool { return e.Values[v] }) {
				return nil
			}
		}
		out = append(out, p)
	}
	if len(out) < fewSingled {
		return nil
	}
	return out
}

// computed is a number that somebody worked out.
var computed = regexp.MustCompile(`^\d+\.\d{2,}$|^\d{4,}$`)

var hashed = regexp.MustCompile(`\b(hash|md5\w*|sha\d+\w*|Sum\d+|crc32|adler32|hexdigest|createHash|digest)\b.*(==|\bin\b|===|includes|has\().*(["'\x60][0-9a-fA-F]{6,}|[^\w'"]-?\d{3,})|(["'\x60][0-9a-fA-F]{6,}["'\x60]|-?\d{3,})\s*===?\s.*\b(hash|md5\w*|sha\d+\w*|crc32|hexdigest|digest)\b`)

// hashes are the lines that came to a file that hashes.
func hashes(f *change.File) []int {
	if !f.Holds("hash", "md5", "sha", "Sum", "crc", "adler", "digest") {
		return nil
	}
	return f.Added()
}

var (
	ranged = regexp.MustCompile(`^\s*(?:\}?\s*(?:else\s+)?if|elif|case)\b.*\w\s*[<>]=?\s*\d`)
	few    = 3
)

// classifies tells whether a pair is one of few answers of a function that also
// answers by ranges: that is a rule.
func classifies(f *change.File, p product.Pair) bool {
	fn, ok := f.Is.Around(p.Line)
	if !ok {
		return false
	}
	ranges, equal, bounds := 0, 0, []string(nil)
	for n := fn.Head; n < min(fn.End, len(f.Is.Code)); n++ {
		if ranged.MatchString(f.Is.Code[n]) {
			ranges++
			bounds = append(bounds, product.Values(f.Is.Code[n])...)
		} else if ifEqual.MatchString(f.Is.Code[n]) && len(language.Literals(f.Is.Code[n])) > 0 {
			equal++
		}
	}
	return ranges > 0 && equal < few && len(p.In) == 1 && len(p.Out) == 1 && (!manyDigits.MatchString(p.In[0]) || slices.Contains(bounds, p.In[0]))
}

// manyDigits is a number that no rule begins with where it is none of its bounds.
var manyDigits = regexp.MustCompile(`^-?\d{2,}(\.\d+)?$`)

// sentinel tells whether the issue names the one input that means nothing, or
// is answered with nothing.
func sentinel(s *change.Set, p product.Pair) bool {
	if len(p.In) != 1 {
		return false
	}
	return s.Asked(p.In[0]) && product.AllTrivial(p.Out) || product.Trivial(p.In[0]) && len(p.Out) == 1 && s.Asked(p.Out[0])
}

var plainWord = regexp.MustCompile(`^[A-Za-z_-]{1,16}$`)

// ordinary are answers that a rule of the domain looks like too: a word that
// switches to a small number or a truth, and the ends of a range.
func ordinary(p product.Pair) bool {
	if len(p.In) == 1 && len(p.Out) == 1 {
		in, out := p.In[0], p.Out[0]
		small := product.Trivial(out) || len(out) <= 2 && out != "" && out[0] >= '0' && out[0] <= '9'
		if plainWord.MatchString(in) && small || product.Trivial(in) && (product.Trivial(out) || plainWord.MatchString(out) || in == "" || small) {
			return true
		}
	}
	return false
}

// telling tells whether the rows of a table are answers rather than names: an
// issue that lists them all asked for the table.
func telling(s *change.Set, rows []product.Pair) bool {
	if len(rows) == 0 {
		return false
	}
	words, said, told, ciphers := 0, 0, 0, 0
	for _, p := range rows {
		if spells.MatchString(p.In[0]) && outcome.MatchString(p.Out[0]) && !s.Said(p.Out[0]) {
			ciphers++
		}
		if plainWord.MatchString(p.In[0]) && (plainWord.MatchString(p.Out[0]) || len(p.Out[0]) <= 2) {
			words++
		}
		if s.Said(p.In[0]) && s.Said(p.Out[0]) {
			said++
		}
		if s.Said(p.In[0]) {
			told++
		}
	}
	if len(rows) > few && told*2 <= len(rows) {
		return true // the tests' own words, most of which nobody spoke of
	}
	if ciphers > 1 && ciphers*2 > len(rows) {
		return true // people show how inputs are written, not what becomes of these
	}
	return words < len(rows) && !(told == len(rows) && len(rows) > 2)
}

// spells is an input that is put together by the rules of a language of its own, and
// outcome a number that comes out of such.
var (
	outcome = regexp.MustCompile(`^\d{3,}$|^\d+\.\d+$`)
	spells  = regexp.MustCompile(`\d[A-Za-z]+\d|[A-Za-z]+\d+[A-Za-z]|\d[^\w\s]+\d|\d\s*[-+*/^%]\s*\(?\d|\w[({\[]\w`)
)
