package removed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// suiteLines are the lines of tests which stand where no runner looks and are run by
// tests that came: in a function that those call, or in a class that theirs are made of.
func suiteLines(s *change.Set) (out []string) {
	var called map[string]bool
	for _, f := range s.Files {
		if f.New == "" || !f.Is.Lang.Code() || f.Is.Lang.Collects(f.Path) {
			continue
		}
		for _, g := range suitesIn(f.Is) {
			if called == nil {
				called = namedByTests(s)
			}
			if called[g.name] {
				for n := g.from; n < min(g.to, len(f.Is.Code)); n++ {
					out = append(out, suite.Squeeze(f.Is.Code[n]))
				}
			}
		}
	}
	return out
}

// group is a stretch of tests that belongs to a name.
type group struct {
	name     string
	from, to int
}

func suitesIn(src *language.Source) (out []group) {
	all := src.Funcs()
	for _, fn := range all {
		switch src.Lang.Name {
		case "Go":
			if strings.Contains(src.Bare[fn.Head], "testing.T") {
				out = append(out, group{fn.Name, fn.Body, fn.End})
			}
		case "Python":
			if fn.Owner != "" && strings.HasPrefix(fn.Name, "test") {
				out = append(out, group{fn.Owner, fn.Body, fn.End})
			}
		default:
			holds := func(in language.Func) bool { return in.Test && fn.Head < in.Head && in.End <= fn.End }
			if !fn.Test && slices.ContainsFunc(all, holds) {
				out = append(out, group{fn.Name, fn.Body, fn.End})
			}
		}
	}
	return out
}

// namedByTests are the functions that lines which came to collected files call, and the
// classes that theirs are made of.
func namedByTests(s *change.Set) map[string]bool {
	out := map[string]bool{}
	for _, f := range s.Files {
		if !f.Is.Lang.Collects(f.Path) {
			continue
		}
		for _, n := range f.Added() {
			if m := madeOf.FindStringSubmatch(f.Is.Bare[n]); m != nil {
				for _, name := range suite.Names.FindAllString(m[1], -1) {
					out[name] = true
				}
			}
			for name := range language.Calls(f.Is.Bare[n]) {
				out[name] = true
			}
		}
	}
	return out
}

var madeOf = regexp.MustCompile(`^\s*class\s+\w+\((.*)\)`)
