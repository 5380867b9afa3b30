package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Tolerates is a comparison of how far two things are apart with what is near
// enough.
var Tolerates = regexp.MustCompile(`\b((?:[mM]ath\.)?[aA]bs\(.*\))\s*(?:<=?|>=?)\s*([^;:{)]+(?:\([^()]*\)[^;:{)]*)?)`)

// NumberOf is the number that a name stands for in a file; the name itself where
// none is told.
func NumberOf(code []string, name string) string {
	if name == "" || slices.ContainsFunc([]byte(name), func(c byte) bool { return strings.IndexByte("()*+-/ ", c) >= 0 }) {
		return name
	}
	held := regexp.MustCompile(`^\s*(?:const|var|let)?\s*` + regexp.QuoteMeta(name) + `\s*(?:\w+\s*)?:?=\s*([\d.eE+-]+)\s*;?\s*$`)
	for _, l := range code {
		if m := held.FindStringSubmatch(l); m != nil {
			return m[1]
		}
	}
	return name
}
