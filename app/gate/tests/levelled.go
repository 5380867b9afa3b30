package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// levels are calls that make things alike which were not.
	levels  = regexp.MustCompile(`\b(sort\.(?:Strings|Ints|Float64s|Slice|SliceStable|Sort)|slices\.(?:Sort\w*|Compact\w*)|strings\.(?:ToLower|ToUpper|Title|Trim\w*|Fields)|math\.(?:Round|Floor|Ceil|Trunc|Abs)|sorted|round|frozenset|set|Counter|Math\.(?:round|floor|ceil|trunc|abs)|new Set)\(|\.(sort|toSorted|lower|upper|casefold|r?strip|lstrip|toLowerCase|toUpperCase|trim\w*|toFixed)\(`)
	givesTo = regexp.MustCompile(`^\s*(?:const\s+|let\s+|var\s+)?([A-Za-z_][\w.]*)\s*:?=\s*([^=].*)$`)
	inPlace = regexp.MustCompile(`^\s*(?:(?:sort|slices)\.\w+\(\s*([A-Za-z_][\w.]*)|([A-Za-z_][\w.]*)\.(?:sort|reverse)\()`)
	hoped   = regexp.MustCompile(`(?i)want|expect`)
)

// levelled finds lines that came to a test of the base and make what it got, under
// a name that it still compares, more alike before it does.
func (u unit) levelled(s *change.Set) []change.Finding {
	kept := map[string]bool{}
	for _, a := range assertions(u.was, u.old) {
		kept[a.squeezed] = true
	}
	var out []change.Finding
	for n := u.now.Head + 1; n < min(u.now.End, len(u.is.Bare)); n++ {
		text := u.is.Bare[n]
		how := levels.FindString(text)
		if how == "" || !u.file.IsAdded(n) || s.Went(u.is.Lines[n]) || u.is.Lang.Assertion.MatchString(text) {
			continue
		}
		name := levelledName(text)
		if name == "" || hoped.MatchString(name) || u.levelledBefore(name, how) || orderless.MatchString(text) && u.noOrderAsked(s) {
			continue
		}
		if slices.ContainsFunc(assertions(u.is, u.now), func(a statement) bool {
			return a.line > n && kept[a.squeezed] && a.strength() >= saysPart && regexp.HasWord(a.text, name)
		}) {
			out = append(out, u.file.At(n, u.old.Name+" makes what it got more alike before it compares."))
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
	if m := givesTo.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// levelledBefore tells whether a test did so before with what has a name.
func (u unit) levelledBefore(name, how string) bool {
	return slices.ContainsFunc(u.was.Bare[u.old.Head:min(u.old.End, len(u.was.Bare))], func(l string) bool {
		return levelledName(l) == name && strings.Contains(l, how)
	})
}
