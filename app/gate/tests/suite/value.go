package suite

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// Values are the literals that a change brought and took away, in product code
// and in tests.
type Values struct {
	ProductCame, ProductWent map[string]bool
	TestCame                 map[string]bool
	Came, Went               string           // the lines of product code
	Forms                    func() string    // those that came, with their gaps blanked
	Shifts                   map[float64]bool // by how much numbers of it changed as people asked
}

// ValuesOf are the values that the change brought and took away.
func ValuesOf(s *change.Set) Values {
	return change.Memo(s, "values", func() Values { return readValues(s) })
}

func readValues(s *change.Set) Values {
	v := Values{ProductCame: map[string]bool{}, ProductWent: map[string]bool{}, TestCame: map[string]bool{}, Shifts: map[float64]bool{}}
	var came, went []string
	for _, f := range s.Files {
		product := f.Product()
		for _, n := range f.Added() {
			if product {
				came = append(came, f.Is.Code[n])
			}
			for _, l := range Literals(f.Is.Code[n]) {
				if l = Unquote(l); f.Is.Test() {
					v.TestCame[l], v.TestCame[Squeeze(l)] = true, true
				} else {
					v.ProductCame[l] = true
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
					v.ProductWent[Unquote(l)] = true
				}
			}
		}
	}
	v.Came, v.Went = strings.Join(append(came, ""), "\n"), strings.Join(append(went, ""), "\n")
	v.Forms = sync.OnceValue(func() string {
		var b strings.Builder
		for l := range strings.SplitSeq(v.Came, "\n") {
			for _, text := range language.Literals(l) {
				b.WriteString(Verb.ReplaceAllString(text, "§") + "\n")
			}
		}
		return b.String()
	})
	return v
}

// shift notes by how much the numbers changed that people asked for, in lines
// that stayed but for them.
func (v Values) shift(s *change.Set, f *change.File, h change.Hunk) {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return
	}
	for n := h.New; n < h.NewEnd; n++ {
		was, is := f.Was.Code[h.Old+n-h.New], f.Is.Code[n]
		if was == is || !strings.ContainsAny(was, "0123456789") {
			continue
		}
		a, b := Numerals(was), Numerals(is)
		if len(a) != len(b) || slices.Equal(a, b) || Skeleton(was) != Skeleton(is) {
			continue
		}
		for i := range a {
			if a[i] != b[i] && s.Asked(b[i]) {
				v.Shifts[Value(b[i])-Value(a[i])] = true
			}
		}
	}
}

// Rewritten tells whether the part in which two texts differ came into the
// product, and went from it.
func (v Values) Rewritten(old, now string) bool {
	a, b := Differing(old, now)
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return v.grewForm(old, now) || len(b) > 1 && (strings.Contains(v.Came, b) || v.filledIn(a, b)) && (a == "" || strings.Contains(v.Went, a)) ||
		b == "" && len(a) > 1 && strings.Contains(v.Went, a) && !strings.Contains(v.Came, a)
}

// filledIn tells whether what came to a text is a form that came to the product,
// with figures in its gaps.
func (v Values) filledIn(a, b string) bool {
	form := Figure.ReplaceAllString(b, "§")
	return a == "" && form != b && Letters.MatchString(form) && strings.Contains(v.Forms(), form)
}

// grewForm tells whether a text is a form that came to the product, with figures in
// its gaps, those among them that the old text had.
func (v Values) grewForm(old, now string) bool {
	form := strings.Trim(Figure.ReplaceAllString(now, "§"), `\n `)
	return form != now && Letters.MatchString(form) && strings.Contains(v.Forms(), form) &&
		len(Figure.FindAllString(now, -1)) > len(Figure.FindAllString(old, -1)) && len(Without(Figure.FindAllString(old, -1), Figure.FindAllString(now, -1))) == 0
}

// Differing is the part in which two texts differ.
func Differing(a, b string) (string, string) {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}
