package specialcases

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// byRote finds functions all of whose answers came written out, chosen by whether what
// they are given is one of the inputs of the tests, where they worked their answers out,
// or were not written. What people, or the page that they name, say of the answers is a
// rule, and so is what the file had.
func byRote(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	var known []product.Example
	for _, fn := range f.Is.Funcs() {
		if len(fn.Params) == 0 || !f.Touches(fn) {
			continue
		}
		now, ok := roteOf(f.Is, fn)
		if !ok {
			continue
		}
		was, had := f.Was.Before(fn)
		if had {
			if _, before := roteOf(f.Was, was); before {
				continue
			}
		}
		if known == nil {
			known = product.Examples(s, f)
		}
		if triedBy(s, f, fn.Name) && now.ofTests(known) && !now.ruled(s, f, fn) {
			out = append(out, f.At(now.rows[0].Line, "all that "+fn.Name+" answers is written out, as the tests expect it."))
		}
	}
	return out
}

// triedBy tells whether a test that may speak of a file calls a function of its name.
func triedBy(s *change.Set, f *change.File, name string) bool {
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool { return t.Holds(name + "(") })
}

// rote are the answers of a function that are written out: those to inputs that it knows,
// and those to all others.
type rote struct {
	rows []product.Pair
	rest []string
}

// ofTests tells whether a test has each row whole, and one of them is no matter of course.
func (r rote) ofTests(known []product.Example) bool {
	expects := func(values []string) bool {
		return slices.ContainsFunc(known, func(e product.Example) bool {
			return !slices.ContainsFunc(values, func(v string) bool { return !e.Values[v] })
		})
	}
	told := 0
	for _, p := range r.rows {
		if slices.ContainsFunc(p.In, nameLike.MatchString) {
			return false // and what it stands for
		}
		if product.AllTrivial(p.In) && product.AllTrivial(p.Out) {
			continue
		}
		if !expects(slices.Concat(p.In, p.Out)) {
			return false
		}
		told++
	}
	oneOrMany := len(r.rows) == 1 && slices.ContainsFunc(r.rest, nameLike.MatchString)
	return told > 1 || told == 1 && !oneOrMany && !product.AllTrivial(r.rest) && expects(r.rest)
}

var nameLike = regexp.MustCompile(`^\pL[\w.-]*$`)

// ruled tells whether all answers of a function that are no matter of course stood in its
// file, or in a page that people name, or people say them, and not as what a call gives.
func (r rote) ruled(s *change.Set, f *change.File, fn language.Func) bool {
	rules := f.Was.Text + "\n" + namedPages(s)
	for _, text := range s.Sentences() {
		if !strings.Contains(text, strings.ToLower(fn.Name)+"(") && !givesToday.MatchString(text) {
			rules += "\n" + text
		}
	}
	rules += "\n" + strings.Join(byHand(s), "\n")
	answers := slices.Clone(r.rest)
	for _, p := range r.rows {
		if byHandAsAsked(s, p) {
			continue
		}
		answers = append(answers, p.Out...)
	}
	return !slices.ContainsFunc(answers, func(v string) bool {
		return !product.Trivial(v) && !regexp.HasWord(rules, v) && !regexp.HasWord(rules, strings.ToLower(v))
	})
}

// givesToday tells of what comes out, or of an example.
var givesToday = regexp.MustCompile(`\b(gives?|gets?|got|returns?|returned|prints?|yields?|actual|e\.g|for (example|instance)|expected|expects)\b`)

// Bounds of the pages that people name and that are read.
const (
	maxPages    = 5
	maxPageSize = 64 << 10
)

var pageName = regexp.MustCompile(`[\w./-]+\.(md|rst|txt|adoc|csv|html)\b`)

// namedPages are the texts of the documents of the base that people name.
func namedPages(s *change.Set) string {
	return change.Memo(s, "named pages", func() string {
		if s.Goal == nil {
			return ""
		}
		var b strings.Builder
		for _, at := range pageName.FindAllString(s.Goal.Body, maxPages) {
			if text, err := fs.ReadFile(s.Base, path.Clean(at)); err == nil && len(text) <= maxPageSize && !language.IsTest(at) {
				b.Write(text)
				b.WriteByte('\n')
			}
		}
		return b.String()
	})
}
