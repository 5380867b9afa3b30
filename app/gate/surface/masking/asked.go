package masking

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// masksAsAsked tells whether people want the one command of a line to end well whatever
// happens: by its own words, or by the name of a script or recipe that is new.
func masksAsAsked(s *change.Set, f *change.File, n int) bool {
	m := oneMasked.FindStringSubmatch(f.Is.Code[n])
	if m == nil {
		return false
	}
	var called []*regexp.Regexp
	if command := commandOf(m[2]); command != "" {
		called = append(called, regexp.MustCompile("`(?:[a-z_]+=\\S+ )?"+regexp.QuoteMeta(strings.ToLower(command))+"[ `]"))
	}
	if name := unitOf(f, n, m[1]); name != "" && !had(f, name) {
		name = regexp.QuoteMeta(strings.ToLower(name))
		called = append(called, regexp.MustCompile("[`\"'](?:(?:npm|yarn|pnpm|bun|make|just)(?: run)? )?"+name+"[`\"']|\\b"+name+" (?:script|target|recipe|task)\\b"))
	}
	return asks.LetFail(s.Sentences(), spokenIn(m[2])) || asks.LetEndWell(s.Sentences(), func(text string) bool {
		return slices.ContainsFunc(called, func(re *regexp.Regexp) bool { return re.MatchString(text) })
	})
}

// unitOf is the name of the script or recipe that a line belongs to, where the line itself
// does not begin with it.
func unitOf(f *change.File, n int, key string) string {
	for up := n; key == "" && isMake(f.Path) && up >= 0; up-- {
		if m := recipeHead.FindStringSubmatch(f.Is.Code[up]); m != nil {
			return m[1]
		}
	}
	return key
}

// had tells whether the base has a script or recipe of a name.
func had(f *change.File, name string) bool {
	return slices.ContainsFunc(f.Was.Code, func(l string) bool {
		l = strings.TrimLeft(l, " \t\"")
		return strings.HasPrefix(l, name) && strings.HasPrefix(strings.TrimLeft(l[len(name):], " \""), ":")
	})
}

// oneMasked is a line with one command that ends well whatever happens.
var (
	oneMasked  = regexp.MustCompile(`^\s*(?:"([\w:.-]+)"\s*:\s*"|-?\s*run:\s*)?[-@]*\s*([^|;&]+)\|\|\s*(?:true|:|exit 0)\s*"?,?\s*$`)
	recipeHead = regexp.MustCompile(`^([\w.-]+)\s*:(?:[^=]|$)`)
)
