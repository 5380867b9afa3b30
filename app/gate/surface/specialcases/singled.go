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

var (
	// Values are data, and no names, when they have a number and something beside.
	data = regexp.MustCompile(`\d.*[^\w.]|[^\w.].*\d|^\d{6,}$|[A-Za-z]\w*\d{4,}|\d{4,}\w*[A-Za-z]`)
	// Forms in which others are written are none.
	forms = regexp.MustCompile(`(?i)%[-+#0 \d.]*[a-z]|\{\w*[:}]|\\[dwsb]|^(utf|iso|sha|md|latin|cp|utc|gmt|http|base|x)[-_ /]?\d|2006|15:04|^[\^]|^application/|^(v|h|w|m|p)\d$`)
)

// fewSingled is how many inputs of the tests code has to know by themselves.
const fewSingled = 2

// asksForValues tells whether a line came in which singled may find something.
func asksForValues(f *change.File) bool {
	return slices.ContainsFunc(f.Added(), func(n int) bool { return len(dataIn(f.Is.Code[n])) > 0 })
}

// dataIn are the texts of a line that are data.
func dataIn(code string) []string {
	var out []string
	for _, l := range language.Literals(code) {
		if v := strings.Trim(l, "\"'`"); len(v) >= 5 && len(v)+2 == len(l) && data.MatchString(v) && !forms.MatchString(v) {
			out = append(out, v)
		} else if len(v) == len(l) && computed.MatchString(v) && !wellKnown(v) {
			out = append(out, v)
		}
	}
	return out
}

// wellKnown tells whether a number is one that code has for its own reasons:
// a power of two, or one that time or decimal numbers are made of.
func wellKnown(v string) bool {
	n, err := strconv.Atoi(v)
	return err == nil && (n%100 == 0 || n%60 == 0 || n%365 == 0 || n&(n-1) == 0 || n&(n+1) == 0 || n > 1900 && n < 2100 || n == 9999)
}

// singled are the lines that came with data which the tests have and nobody spoke
// of: at least two, and hardly any other beside them.
func singled(s *change.Set, f *change.File, known []product.Example) []product.Pair {
	var out []product.Pair
	seen, others := map[string]bool{}, 0
	for _, n := range f.Added() {
		if s.Went(f.Is.Lines[n]) {
			continue
		}
		for _, v := range dataIn(f.Is.Code[n]) {
			switch {
			case seen[v]:
			case s.Said(v) || keyAsked(s, f.Is.Code[n]) || strings.Contains(f.Was.Text, v):
				others++
			case slices.ContainsFunc(known, func(e product.Example) bool { return e.Values[v] || spaced(e, v) || len(v) > 7 && inside(e, v) }):
				seen[v] = true
				out = append(out, product.Pair{Line: n})
			default:
				others++
			}
		}
	}
	if len(out) < fewSingled || others > len(out)/2 {
		return nil
	}
	return out
}

// keyAsked tells whether a line is a row of a table with one answer to a key that
// people named.
func keyAsked(s *change.Set, text string) bool {
	m := entry.FindStringSubmatch(text + "\n")
	return m != nil && len(m[1]) > 4 && len(product.Values(text)) == 2 && s.Asked(product.Values(m[1])[0])
}

// spaced tells whether a value of the test is this one but for case and blanks.
func spaced(e product.Example, v string) bool {
	v = strings.ToLower(strings.Join(strings.Fields(v), ""))
	for have := range e.Values {
		if strings.ToLower(strings.Join(strings.Fields(have), "")) == v {
			return true
		}
	}
	return false
}
