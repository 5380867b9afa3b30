package assertions

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// asserts counts the assertions of the test and of what it calls in the tests of
// the change; a helper that only sounds like one asserts nothing.
func asserts(u suite.Unit, s *change.Set) int {
	count := 0
	for _, a := range asserted(u) {
		if !sounds(u, a) {
			count++
		}
	}
	if count > 0 {
		return count
	}
	helpers := change.Memo(s, "asserting helpers", func() map[string]bool {
		out := map[string]bool{}
		for _, f := range s.Files {
			if f.Is.Test() && f.New != "" {
				for _, fn := range f.Is.Funcs() {
					if !fn.Test && len(suite.Assertions(f.Is, fn)) > 0 {
						out[fn.Name] = true
					}
				}
			}
		}
		return out
	})
	for name := range language.Calls(suite.Within(u.Is.Bare, u.Now)) {
		if helpers[name] {
			count++
		}
	}
	return count
}

// sounds tells whether a statement is an assertion by the name alone of a helper
// of the file that has none.
func sounds(u suite.Unit, a suite.Statement) bool {
	for name := range language.Calls(a.Text) {
		if fn, ok := u.Is.Named(name); ok && !fn.Test && strings.HasPrefix(strings.TrimSpace(a.Text), name) {
			return len(suite.Assertions(u.Is, fn)) == 0
		}
	}
	return false
}

// asserted are the assertions of the test as it is, and of the new helpers it
// calls, each of which says as much as what it asserts.
func asserted(u suite.Unit) []suite.Statement {
	out := suite.Assertions(u.Is, u.Now)
	for _, fn := range u.Helpers() {
		most := suite.SaysNothing
		own := suite.Assertions(u.Is, fn)
		for _, a := range own {
			most = max(most, a.Strength())
		}
		for n := range out {
			if suite.Calling(out[n].Text, fn.Name) {
				own := out[n].Strength
				out[n].Strength = func() int { return max(own(), most) }
			}
		}
		for n := range own {
			own[n].Strength = func() int { return most } // it judges by all of them
		}
		out = append(out, own...)
		body := suite.Within(u.Is.Code, fn)
		loose := agreesWithMore.FindString(language.Part(u.Is.Code, fn.Start, fn.End))
		same := loose == "" && alike.MatchString(body)
		if same {
			loose = orderless.FindString(body)
		}
		if loose != "" || same {
			for n, a := range out {
				if same && strings.Count(a.Text, fn.Name+"(") < 2 {
					continue // it is no form in which two things are compared
				}
				if suite.Calling(a.Text, fn.Name) && a.Line >= u.Now.Start && a.Line < u.Now.End {
					out[n].Text += " " + loose
					if same {
						out[n].Strength = func() int { return min(a.Strength(), suite.SaysShape) }
						continue
					}
					out[n].Strength = func() int { return min(a.Strength(), suite.Strength(u.Is.Lang.Name, out[n].Text)) }
				}
			}
		}
	}
	return out
}

// alike makes different things the same.
var alike = regexp.MustCompile(`\bstrings\.(Fields|ToLower|ToUpper|TrimSpace|Trim\w*|Replace\w*|Map)\(|\.(lower|upper|strip|casefold|split|replace|replaceAll|toLowerCase|toUpperCase|trim|toFixed)\(|\bre\.sub\(|\bReplaceAll\w*\(|\bmath\.(Round|Floor|Trunc)\(|\bMath\.(round|floor|trunc)\(|\b(sorted|set|round|frozenset)\(|\.(sort|toSorted)\(|\b(slices|sort)\.\w+\(`)

// agreesWithMore makes something that is equal to more than itself.
var agreesWithMore = regexp.MustCompile(`\bexpect\.(any|anything|objectContaining|arrayContaining|stringContaining|stringMatching)\b|\bmock\.ANY\b|\b(mock|gomock)\.(Anything|AnythingOfType|Any)\b|\bcmpopts\.Ignore\w*`)
