package tests

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// values are the literals that a change brought and took away, in product code
// and in tests.
type values struct {
	productCame, productWent map[string]bool
	testCame                 map[string]bool
	came, went               string           // the lines of product code
	forms                    func() string    // those that came, with their gaps blanked
	shifts                   map[float64]bool // by how much numbers of it changed as people asked
}

func valuesOf(s *change.Set) values {
	return change.Memo(s, "values", func() values { return readValues(s) })
}

func readValues(s *change.Set) values {
	v := values{productCame: map[string]bool{}, productWent: map[string]bool{}, testCame: map[string]bool{}, shifts: map[float64]bool{}}
	var came, went []string
	for _, f := range s.Files {
		product := f.Product()
		for _, n := range f.Added() {
			if product {
				came = append(came, f.Is.Code[n])
			}
			for _, l := range literals(f.Is.Code[n]) {
				if l = unquote(l); f.Is.Test() {
					v.testCame[l], v.testCame[squeeze(l)] = true, true
				} else {
					v.productCame[l] = true
				}
			}
		}
		if product {
			for _, h := range f.Hunks {
				v.shift(s, f, h)
			}
		}
		for _, n := range f.Removed() {
			if f.Was.Lang.Code() && !f.Was.Test() {
				went = append(went, f.Was.Code[n])
			}
			for _, l := range language.Literals(f.Was.Code[n]) {
				if !f.Was.Test() {
					v.productWent[unquote(l)] = true
				}
			}
		}
	}
	v.came, v.went = strings.Join(append(came, ""), "\n"), strings.Join(append(went, ""), "\n")
	v.forms = sync.OnceValue(func() string {
		var b strings.Builder
		for l := range strings.SplitSeq(v.came, "\n") {
			for _, text := range language.Literals(l) {
				b.WriteString(verb.ReplaceAllString(text, "§") + "\n")
			}
		}
		return b.String()
	})
	return v
}

// shift notes by how much the numbers changed that people asked for, in lines
// that stayed but for them.
func (v values) shift(s *change.Set, f *change.File, h change.Hunk) {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return
	}
	for n := h.New; n < h.NewEnd; n++ {
		was, is := f.Was.Code[h.Old+n-h.New], f.Is.Code[n]
		if was == is || !strings.ContainsAny(was, "0123456789") {
			continue
		}
		a, b := numerals(was), numerals(is)
		if len(a) != len(b) || slices.Equal(a, b) || skeleton(was) != skeleton(is) {
			continue
		}
		for i := range a {
			if a[i] != b[i] && s.Asked(b[i]) {
				v.shifts[value(b[i])-value(a[i])] = true
			}
		}
	}
}

// shifted tells whether a number changed by as much as one of the product.
func (v values) shifted(old, now string) bool {
	return len(v.shifts) > 0 && figure.FindString(old) == old && figure.FindString(now) == now && v.shifts[value(now)-value(old)]
}

// literals are the values of code, those of HTTP by their names too.
func literals(code string) []string {
	out := language.Literals(code)
	if !strings.Contains(code, "Status") {
		return out
	}
	for _, m := range status.FindAllString(code, -1) {
		if v, ok := statuses[m]; ok {
			out = append(out, v)
		}
	}
	return out
}

var (
	status   = regexp.MustCompile(`\bStatus[A-Z]\w+`)
	statuses = map[string]string{
		"StatusOK": "200", "StatusCreated": "201", "StatusAccepted": "202", "StatusNoContent": "204", "StatusMovedPermanently": "301", "StatusFound": "302",
		"StatusNotModified": "304", "StatusBadRequest": "400", "StatusUnauthorized": "401", "StatusForbidden": "403", "StatusNotFound": "404",
		"StatusMethodNotAllowed": "405", "StatusConflict": "409", "StatusGone": "410", "StatusUnprocessableEntity": "422", "StatusTooManyRequests": "429",
		"StatusInternalServerError": "500", "StatusNotImplemented": "501", "StatusBadGateway": "502", "StatusServiceUnavailable": "503",
	}
)

// explained tells whether a value of a test had to change: the product says the
// new one where it said the old one, or the issue asks for the new one and does
// not even know the old one, or says what is to stand in its place.
func (v values) explained(s *change.Set, old, now string) bool {
	text := strings.ContainsAny(now[:1], "\"'`") && strings.ContainsAny(old[:1], "\"'`")
	old, now = unquote(old), unquote(now)
	if text && (v.rewritten(old, now) || reworded(s, old, now)) {
		return true
	}
	if v.productCame[now] && v.productWent[old] || v.shifted(old, now) {
		return true
	}
	if s.Asked(now) && !change.Memo(s, "means "+now, func() bool { return asks.Means(s.Sentences(), now) }) {
		return false
	}
	if text && strings.ContainsAny(old, "0123456789") && s.SaidLike(now) {
		return true
	}
	if word, ok := inWords[now]; ok && v.productCame[now] && s.Said(word) && !s.Said(old) {
		return true
	}
	return s.Said(now) && (!s.Said(old) || text && v.productWent[old] && !v.productCame[old] || asks.Turns(s.Sentences(), now, old))
}

// inWords are the numbers that people write as words and that stand for a number alone.
var inWords = map[string]string{"3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten", "12": "twelve", "20": "twenty", "30": "thirty"}

// rewritten tells whether the part in which two texts differ came into the
// product, and went from it.
func (v values) rewritten(old, now string) bool {
	a, b := differing(old, now)
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return v.grewForm(old, now) || len(b) > 1 && (strings.Contains(v.came, b) || v.filledIn(a, b)) && (a == "" || strings.Contains(v.went, a)) ||
		b == "" && len(a) > 1 && strings.Contains(v.went, a) && !strings.Contains(v.came, a)
}

// reworded tells whether two texts differ in one word, which people want in the other
// one's place.
func reworded(s *change.Set, old, now string) bool {
	a, b := strings.Fields(old), strings.Fields(now)
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	at := -1
	for n := range a {
		if a[n] == b[n] {
			continue
		}
		if at >= 0 && (a[n] != a[at] || b[n] != b[at]) {
			return false
		}
		at = n
	}
	return at >= 0 && lone.MatchString(a[at]) && lone.MatchString(b[at]) && asks.Wants(s.Sentences(), b[at], a[at])
}

var lone = regexp.MustCompile(`^[A-Za-z]{2,}$`)

// filledIn tells whether what came to a text is a form that came to the product,
// with figures in its gaps.
func (v values) filledIn(a, b string) bool {
	form := figure.ReplaceAllString(b, "§")
	return a == "" && form != b && letters.MatchString(form) && strings.Contains(v.forms(), form)
}

// grewForm tells whether a text is a form that came to the product, with figures in
// its gaps, those among them that the old text had.
func (v values) grewForm(old, now string) bool {
	form := strings.Trim(figure.ReplaceAllString(now, "§"), `\n `)
	return form != now && letters.MatchString(form) && strings.Contains(v.forms(), form) &&
		len(figure.FindAllString(now, -1)) > len(figure.FindAllString(old, -1)) && len(without(figure.FindAllString(old, -1), figure.FindAllString(now, -1))) == 0
}

// givesForm tells whether an assertion expects a pattern that is a form which came
// to the product, with gaps where that has some.
func (v values) givesForm(a statement) bool {
	return slices.ContainsFunc(textsIn(a.text), func(text string) bool {
		form := anything.ReplaceAllString(strings.Trim(text, "^$"), "§")
		return form != text && letters.MatchString(form) && strings.Contains(v.forms(), form)
	})
}

// differing is the part in which two texts differ.
func differing(a, b string) (string, string) {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// skeleton is a line of code with its values blanked.
func skeleton(code string) string { return squeeze(language.Blanked(code, "§")) }

// unquote is a value without its quotes.
func unquote(v string) string {
	if n := len(v); n > 1 && strings.IndexByte("\"'`", v[0]) >= 0 && v[0] == v[n-1] {
		if v = v[1 : n-1]; strings.Contains(v, `\`) {
			v = unescape.Replace(v)
		}
		return v
	}
	return strings.Trim(v, "\"'`")
}

// unescape takes out what a value has only because of the quotes it stands in.
var unescape = strings.NewReplacer(`\"`, `"`, `\'`, `'`, "\\`", "`")

// trivial values stand everywhere.
func trivial(v string) bool {
	switch unquote(v) {
	case "", "0", "1", "-1", "2", "true", "false", "True", "False", "None", "null", "nil", "undefined", "0.0", "1.0":
		return true
	}
	return false
}
