package testaware

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// branchAsked tells whether people want the part of the product that a finding is about
// to go another way under the variable of the environment that it asks for.
func branchAsked(s *change.Set, found change.Finding) bool {
	f := s.Find(found.Place.Path)
	if f == nil || found.Place.Line < 1 || found.Place.Line > len(f.Is.Code) {
		return false
	}
	n := found.Place.Line - 1
	stem, _, _ := strings.Cut(f.Base(), ".")
	subjects := partsOf(stem)
	if fn, in := f.Is.Around(n); in {
		subjects = append(subjects, partsOf(fn.Name)...)
	}
	return slices.ContainsFunc(variable.FindAllString(f.Is.Code[n], -1), func(name string) bool {
		return asks.ToBranch(s.Sentences(), name, subjects)
	})
}

// partsOf are the words that a name is made of, in lower case.
func partsOf(name string) (out []string) {
	for _, w := range nameParts.FindAllString(name, -1) {
		out = append(out, strings.ToLower(w))
	}
	return out
}

var (
	variable  = regexp.MustCompile(`\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b`)
	nameParts = regexp.MustCompile(`[A-Z]?[a-z]+|[A-Z]+`)
)
