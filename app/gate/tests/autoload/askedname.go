package autoload

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// nameAsked tells whether people want tests to be set up with something else under the
// very name that a line replaces.
func nameAsked(s *change.Set, f *change.File, n int, target string) bool {
	names := []string{target}
	if m := suite.ByObject.FindStringSubmatch(f.Is.Code[n]); m != nil {
		names = []string{m[1] + "." + m[2]}
	}
	if object, member, dotted := strings.Cut(names[0], "."); dotted {
		for _, from := range suite.ImportedFrom(f, object) {
			names = append(names, from+"."+object+"."+member, from+"."+member)
		}
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return strings.Contains(name, ".") && s.Asked(name) && slices.ContainsFunc(s.Sentences(), func(text string) bool {
			return strings.Contains(text, strings.ToLower(name)) && suite.OfSetup.MatchString(text) && asks.Speak([]string{text}, suite.PutsInPlace)
		})
	})
}
