package autoload

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// choosesFor tells whether a hook puts a list of its own choice in the place of
// one that its runner has; what it chooses to show is its own.
func choosesFor(src *language.Source, fn language.Func) bool {
	body := src.Bare[fn.Body:min(fn.End, len(src.Bare))]
	return slices.ContainsFunc(body, func(text string) bool {
		list := choice.FindStringSubmatch(text)
		return list != nil && slices.ContainsFunc(body, func(by string) bool {
			put := putBack.FindStringSubmatch(by)
			return put != nil && slices.Contains(suite.Words.FindAllString(howMany.ReplaceAllString(put[1]+put[2], ""), -1), list[1])
		})
	})
}

var (
	choice  = regexp.MustCompile(`^\s*(\w+)\s*(?::[^=]+)?=\s*(?:\[\s*\]?\s*$|\[.*\bif\b|list\(.*\bif\b)`)
	howMany = regexp.MustCompile(`\blen\(\w+\)`)
	putBack = regexp.MustCompile(`(?:\]|\.\w+)\s*=\s*([^=].*)$|^\s*return\b(.*)$`)
)
