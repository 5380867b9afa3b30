package surface

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxRecord is how many lines above and below a field the record that it is in goes.
const maxRecord = 20

// ofRecord tells whether a row stands in one pair of braces with what its function was
// given: it is a field by its name, and no input with its answer.
func ofRecord(f *change.File, p pair) bool {
	fn, in := f.Is.Around(p.line)
	if !in || len(p.in) != 1 || !plainWord.MatchString(p.in[0]) {
		return false
	}
	before := language.Part(f.Is.Code, max(fn.Head, p.line-maxRecord), p.line)
	text := before + "\n" + language.Part(f.Is.Code, p.line, min(fn.End, p.line+maxRecord))
	at := len(before) + max(0, strings.Index(text[len(before):], p.in[0]))
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
func newRows(f *change.File, at [2]int) []pair {
	return slices.DeleteFunc(rowsOf(f, at), func(p pair) bool { return rowsGone(f)[p.row()] })
}

// rowsGone are the rows on the lines that went.
func rowsGone(f *change.File) map[string]bool {
	return language.Fact(&f.Was.Facts, "rows", func() map[string]bool {
		out := map[string]bool{}
		for _, o := range f.Removed() {
			for _, p := range rowsIn(f.Was.Code[o : o+1]) {
				out[p.row()] = true
			}
		}
		return out
	})
}

func (p pair) row() string {
	return strings.Join(p.in, "\x00") + "\x00\x00" + strings.Join(p.out, "\x00")
}

// nameAsked tells whether a row stood in the file before, or gives a name that people
// asked for to a table that did.
func nameAsked(s *change.Set, f *change.File, p pair) bool {
	if rowsGone(f)[p.row()] {
		return true
	}
	if len(p.in) != 1 || !plainWord.MatchString(p.in[0]) || !s.Asked(p.in[0]) {
		return false
	}
	for n := p.line; n >= max(0, p.line-manyRows); n-- {
		if m := tableHead.FindStringSubmatch(f.Is.Bare[n]); m != nil && literalAt.MatchString(f.Is.Bare[n]) {
			return slices.ContainsFunc(f.Was.Bare, func(l string) bool {
				was := tableHead.FindStringSubmatch(l)
				return was != nil && was[1] == m[1] && literalAt.MatchString(l)
			})
		}
	}
	return false
}
