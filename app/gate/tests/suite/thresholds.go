package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var QuotedKey = regexp.MustCompile(`^\s*"[^"]*"\s*:`)

// NewIn are the quoted values of a line that none of the old lines has.
func NewIn(text string, old []string) []string {
	return slices.DeleteFunc(QuotedIn(QuotedKey.ReplaceAllString(text, "")), func(v string) bool {
		return Unreachable.MatchString(v) || slices.ContainsFunc(old, func(o string) bool { return strings.Contains(o, v) })
	})
}
