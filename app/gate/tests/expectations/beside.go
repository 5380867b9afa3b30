package expectations

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// livesBeside tells whether line n is of a new test, while the test of line o is still
// there, has each value of that line and asserts no less: o is not edited into n.
func livesBeside(f *change.File, o, n int) bool {
	was, in := f.Was.Around(o)
	now, of := f.Is.Around(n)
	if !in || !of || !was.Test || !now.Test || now.Name == was.Name {
		return false
	}
	if _, had := suite.Named(f.Was, now.Name); had {
		return false
	}
	kept, has := suite.Named(f.Is, was.Name)
	if !has {
		return false
	}
	values := language.Literals(language.Part(f.Is.Code, kept.Start, kept.End))
	if slices.ContainsFunc(language.Literals(suite.Message(f.Was.Code[o])), func(l string) bool { return !suite.Trivial(l) && !slices.Contains(values, l) }) {
		return false
	}
	gone, come := suite.Apart(suite.Assertions(f.Was, was), suite.Assertions(f.Is, kept))
	return !slices.ContainsFunc(gone, func(g suite.Statement) bool {
		return !slices.ContainsFunc(come, func(c suite.Statement) bool { return c.Strength() >= g.Strength() })
	})
}

// reachedAnew tells whether texts differ only in how they reach a part of something:
// each gap of them that is another one begins with the same name, and ends with the
// same one or with one that the product came to say.
func reachedAnew(v suite.Values, old, now string) bool {
	was, is := inGap.FindAllStringSubmatch(old, -1), inGap.FindAllStringSubmatch(now, -1)
	if len(was) == 0 || len(was) != len(is) || inGap.ReplaceAllString(old, "§") != inGap.ReplaceAllString(now, "§") {
		return false
	}
	for n := range was {
		a, b := suite.Names.FindAllString(was[n][1], -1), suite.Names.FindAllString(is[n][1], -1)
		if was[n][1] == is[n][1] {
			continue
		}
		if len(a) < 2 || len(b) < 2 || a[0] != b[0] || a[len(a)-1] != b[len(b)-1] && !regexp.HasWord(v.Came, b[len(b)-1]) || !partPath.MatchString(is[n][1]) {
			return false
		}
	}
	return true
}

var (
	// inGap is a part of a text that code fills in with what it reaches.
	inGap = regexp.MustCompile(`\{([^{}]+)\}`)
	// partPath is how a part of something is reached.
	partPath = regexp.MustCompile(`^[A-Za-z_][\w.]*(\(\))?$`)
)
