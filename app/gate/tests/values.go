package tests

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// values are the literals that a change brought and took away, in product code
// and in tests.
type values struct {
	productCame, productWent map[string]bool
	testCame                 map[string]bool
}

func valuesOf(s *change.Set) values {
	return change.Memo(s, "values", func() values { return readValues(s) })
}

func readValues(s *change.Set) values {
	v := values{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, f := range s.Files {
		for _, n := range f.Added() {
			for _, l := range literals(f.Is.Code[n]) {
				if f.Is.Test() {
					v.testCame[unquote(l)] = true
				} else {
					v.productCame[unquote(l)] = true
				}
			}
		}
		for _, n := range f.Removed() {
			for _, l := range literals(f.Was.Code[n]) {
				if !f.Was.Test() {
					v.productWent[unquote(l)] = true
				}
			}
		}
	}
	return v
}

// explained tells whether a value of a test had to change: the product says the
// new one where it said the old one, or the issue asks for the new one and does
// not even know the old one.
func (v values) explained(s *change.Set, old, now string) bool {
	old, now = unquote(old), unquote(now)
	if v.productCame[now] && v.productWent[old] {
		return true
	}
	return s.Said(now) && !s.Said(old)
}

// trivial values stand everywhere.
func trivial(v string) bool {
	switch unquote(v) {
	case "", "0", "1", "-1", "2", "true", "false", "True", "False", "None", "null", "nil", "undefined", "0.0", "1.0":
		return true
	}
	return false
}
