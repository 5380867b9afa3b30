package change

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// Undone are the files of code that the plan names and the change leaves as they
// were, a product's but perhaps for its comments, or that do not exist yet.
func (s *Set) Undone() []string {
	return Memo(s, "undone", func() (out []string) {
		from := map[string]bool{}
		for _, f := range s.Files {
			from[f.From] = from[f.From] || f.Recoded()
		}
		for _, p := range s.plannedCode() {
			if f := s.at[p]; !from[p] && (f == nil || !f.Recoded()) {
				out = append(out, p)
			}
		}
		return out
	})
}

func (s *Set) plannedCode() []string {
	if s.Plan == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Plan.Files), func(p string) bool { return !language.Of(p).Code() })
}

// Recoded tells whether more changed than the comments and blanks of a product.
func (f *File) Recoded() bool {
	if f.From != f.Path || !f.Product() {
		return len(f.Hunks) > 0 || f.From != f.Path
	}
	for _, h := range f.Hunks {
		if squeezed(f.Was.Code[h.Old:h.OldEnd]) != squeezed(f.Is.Code[h.New:h.NewEnd]) {
			return true
		}
	}
	return false
}

func squeezed(lines []string) string {
	return strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
}

// Tried tells whether the tests say more than before: more lines that can fail a
// test came than went.
func (s *Set) Tried() bool {
	return Memo(s, "tried", func() bool {
		more := 0
		for _, f := range s.Files {
			if f.Is.Test() {
				more += failing(f.Is, f.Added())
			}
			if f.Was.Test() {
				more -= failing(f.Was, f.Removed())
			}
		}
		return more > 0
	})
}

// failing counts the lines that can fail a test.
func failing(src *language.Source, lines []int) (all int) {
	for _, n := range lines {
		if src.Lang.Assertion != nil && src.Lang.Assertion.MatchString(src.Bare[n]) {
			all++
		}
	}
	return all
}

// Carried tells whether all that the plan names of code was worked on, or product
// code where there is no plan, and the tests say more than before.
func (s *Set) Carried() bool {
	if len(s.Undone()) > 0 || !s.Tried() {
		return false
	}
	return len(s.plannedCode()) > 0 || slices.ContainsFunc(s.Files, func(f *File) bool { return f.Product() && f.Recoded() })
}
