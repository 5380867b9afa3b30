package removed

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// called tells whether a function of a file of tests is one that a runner knows, that
// was there, or that something else in the changed tests names.
func called(s *change.Set, f *change.File, fn language.Func) bool {
	if _, had := f.Was.Named(fn.Name); had || fn.Test || fn.Start < fn.Head || ofRunners.MatchString(fn.Name) {
		return true
	}
	type head struct {
		path string
		at   int
	}
	return change.Memo(s, head{f.Path, fn.Head}, func() bool {
		return slices.ContainsFunc(s.Files, func(o *change.File) bool {
			return o.Is.Lang == f.Is.Lang && o.Is.Holds(fn.Name) && slices.ContainsFunc(o.Is.Bare, func(l string) bool {
				return regexp.HasWord(l, fn.Name) && !(o == f && l == f.Is.Bare[fn.Head])
			})
		})
	})
}

// ofRunners are the names by which runners know what they call beside tests.
var ofRunners = regexp.MustCompile(`(?i)^(test|pytest_|set_?up|tear_?down|async|before|after|init$)`)

// shutIn tells whether a test of a script stands in a function that nothing calls.
func shutIn(s *change.Set, f *change.File, t language.Func) bool {
	by, shut := language.Fact(&f.Is.Facts, "around tests", func() map[int]language.Func { return aroundTests(f.Is) })[t.Start]
	return shut && t.Test && !called(s, f, by)
}

// aroundTests are the functions of a script in which tests stand, by where those begin.
func aroundTests(src *language.Source) map[int]language.Func {
	out := map[int]language.Func{}
	if src.Lang.Name != "JavaScript" {
		return out
	}
	around := language.Func{}
	for _, fn := range src.Funcs() {
		switch {
		case fn.Test && fn.End <= around.End:
			out[fn.Start] = around
		case !fn.Test && fn.End > max(around.End, fn.Head+1):
			around = fn
		}
	}
	return out
}
