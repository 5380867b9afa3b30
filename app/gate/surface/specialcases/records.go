package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxRecord is how many lines above and below a field the record that it is in goes.
const maxRecord = 20

// ofRecord tells whether a row stands in one pair of braces with what its function was
// given: it is a field by its name, and no input with its answer.
func ofRecord(f *change.File, p product.Pair) bool {
	fn, in := f.Is.Around(p.Line)
	if !in || len(p.In) != 1 || !plainWord.MatchString(p.In[0]) {
		return false
	}
	before := language.Part(f.Is.Code, max(fn.Head, p.Line-maxRecord), p.Line)
	text := before + "\n" + language.Part(f.Is.Code, p.Line, min(fn.End, p.Line+maxRecord))
	at := len(before) + max(0, strings.Index(text[len(before):], p.In[0]))
	from, to := strings.LastIndexByte(text[:at], '{'), strings.IndexByte(text[at:], '}')
	if from < 0 || to < 0 {
		return false
	}
	return answeredWhole.MatchString(text[:from]) && !asksFurther.MatchString(text[at+to+1:]) ||
		slices.ContainsFunc(givenField.FindAllStringSubmatch(text[from+1:at+to], -1), func(m []string) bool { return slices.Contains(fn.Params, m[1]) })
}

var (
	// givenField is a field of a record with the name that its value begins with.
	givenField = regexp.MustCompile(`(?:^|[,:\n])\s*(\w+)`)
	// answeredWhole gives back what follows beside other things.
	answeredWhole = regexp.MustCompile(`\breturn\b[^\n;{}]*,\s*(?:[\w.]*\[\w+\][\w.]*)?$`)
	asksFurther   = regexp.MustCompile(`^\s*[\[.]`)
)

// newRows are the rows of a table that the file did not have before.
func newRows(f *change.File, at [2]int) []product.Pair {
	return slices.DeleteFunc(rowsOf(f, at), func(p product.Pair) bool { return rowsGone(f)[p.Row()] })
}

// rowsGone are the rows on the lines that went.
func rowsGone(f *change.File) map[string]bool {
	return language.Fact(&f.Was.Facts, "rows", func() map[string]bool {
		out := map[string]bool{}
		for _, o := range f.Removed() {
			for _, p := range rowsIn(f.Was.Code[o : o+1]) {
				out[p.Row()] = true
			}
		}
		return out
	})
}

// nameAsked tells whether a row stood in the file before, or gives a name that people
// asked for to a table that did.
func nameAsked(s *change.Set, f *change.File, p product.Pair) bool {
	if rowsGone(f)[p.Row()] {
		return true
	}
	if len(p.In) != 1 || !plainWord.MatchString(p.In[0]) || !s.Asked(p.In[0]) {
		return false
	}
	for n := p.Line; n >= max(0, p.Line-manyRows); n-- {
		if m := product.TableHead.FindStringSubmatch(f.Is.Bare[n]); m != nil && product.LiteralAt.MatchString(f.Is.Bare[n]) {
			return slices.ContainsFunc(f.Was.Bare, func(l string) bool {
				was := product.TableHead.FindStringSubmatch(l)
				return was != nil && was[1] == m[1] && product.LiteralAt.MatchString(l)
			})
		}
	}
	return false
}
