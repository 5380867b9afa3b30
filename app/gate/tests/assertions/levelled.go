package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// levels are calls that make things alike which were not.
	levels  = regexp.MustCompile(`\b(sort\.(?:Strings|Ints|Float64s|Slice|SliceStable|Sort)|slices\.(?:Sort\w*|Compact\w*)|strings\.(?:ToLower|ToUpper|Title|Trim\w*|Fields)|math\.(?:Round|Floor|Ceil|Trunc|Abs)|sorted|round|frozenset|set|Counter|Math\.(?:round|floor|ceil|trunc|abs)|new Set)\(|\.(sort|toSorted|lower|upper|casefold|r?strip|lstrip|toLowerCase|toUpperCase|trim\w*|toFixed)\(`)
	inPlace = regexp.MustCompile(`^\s*(?:(?:sort|slices)\.\w+\(\s*([A-Za-z_][\w.]*)|([A-Za-z_][\w.]*)\.(?:sort|reverse)\()`)
	hoped   = regexp.MustCompile(`(?i)want|expect`)
)

// levelled finds lines that came to a test of the base and make what it got, under
// a name that it still compares, more alike before it does.
func levelled(u suite.Unit, s *change.Set) []change.Finding {
	kept := map[string]bool{}
	for _, a := range suite.Assertions(u.Was, u.Old) {
		kept[a.Squeezed] = true
	}
	var out []change.Finding
	for n := u.Now.Head + 1; n < min(u.Now.End, len(u.Is.Bare)); n++ {
		text := u.Is.Bare[n]
		how := levels.FindString(text)
		if how == "" || !u.File.IsAdded(n) || s.Went(u.Is.Lines[n]) || u.Is.Lang.Assertion.MatchString(text) {
			continue
		}
		name := levelledName(text)
		if name == "" || hoped.MatchString(name) || levelledBefore(u, name, how) || orderless.MatchString(text) && noOrderAsked(u, s) {
			continue
		}
		if slices.ContainsFunc(suite.Assertions(u.Is, u.Now), func(a suite.Statement) bool {
			return a.Line > n && kept[a.Squeezed] && a.Strength() >= suite.SaysPart && regexp.HasWord(a.Text, name)
		}) {
			out = append(out, u.File.At(n, u.Old.Name+" makes what it got more alike before it compares."))
		}
	}
	return out
}

// levelledName is the name of what a line makes more alike, or gives what it did so
// to; empty for none.
func levelledName(text string) string {
	if m := inPlace.FindStringSubmatch(text); m != nil {
		return m[1] + m[2]
	}
	if m := suite.GivesTo.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// levelledBefore tells whether a test did so before with what has a name.
func levelledBefore(u suite.Unit, name, how string) bool {
	return slices.ContainsFunc(u.Was.Bare[u.Old.Head:min(u.Old.End, len(u.Was.Bare))], func(l string) bool {
		return levelledName(l) == name && strings.Contains(l, how)
	})
}
