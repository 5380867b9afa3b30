package change

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/regexp"
)

// Undone are the files of code that the plan names and the change leaves as they
// were, be it that they do not exist yet.
func (s *Set) Undone() []string { return Memo(s, "undone", s.undone) }

func (s *Set) undone() []string {
	if s.Plan == nil {
		return nil
	}
	moved := map[string]bool{}
	for _, f := range s.Files {
		moved[f.From] = true
	}
	var out []string
	for _, p := range s.Plan.Files {
		if s.at[p] == nil && !moved[p] && language.Of(p).Code() {
			out = append(out, p)
		}
	}
	return out
}

// Tried tells whether the tests say more than before: more lines that can fail a
// test came than went.
func (s *Set) Tried() bool { return Memo(s, "tried", s.tried) }

func (s *Set) tried() bool {
	more := 0
	for _, f := range s.Files {
		if !f.Is.Test() && !f.Was.Test() {
			continue
		}
		if re := f.Is.Lang.Assertion; re != nil {
			for _, n := range f.Added() {
				if re.MatchString(f.Is.Bare[n]) {
					more++
				}
			}
		}
		if re := f.Was.Lang.Assertion; re != nil {
			for _, n := range f.Removed() {
				if re.MatchString(f.Was.Bare[n]) {
					more--
				}
			}
		}
	}
	return more > 0
}

// Agreed tells whether it is agreed that a change touches a file in a certain
// way: people speak of it, the plan names the file, and the work itself was
// done, so that tests say more of product code that changed.
func (s *Set) Agreed(f *File, about *regexp.Regexp) bool {
	return s.Planned(f.Path) && s.Mentions(about) && s.Done()
}

// Done tells whether the change is what a change should be: product code that
// changed, tests that say more than before, and nothing of the plan left out.
func (s *Set) Done() bool {
	return Memo(s, "done", func() bool {
		return len(s.Undone()) == 0 && s.Tried() && s.Works()
	})
}

// Works tells whether product code changed.
func (s *Set) Works() bool {
	return Memo(s, "works", func() bool {
		for _, f := range s.Files {
			if f.Product() && f.New != "" && len(f.Added()) > 0 {
				return true
			}
		}
		return false
	})
}
