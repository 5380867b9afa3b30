package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// SectionAt is the line at which the part of a file begins that is for a tool; -1 for none.
func SectionAt(src *language.Source, mark string) int {
	return slices.IndexFunc(src.Code, func(l string) bool {
		l = strings.TrimSpace(l)
		return strings.HasPrefix(l, mark) && (strings.HasPrefix(mark, "[") || strings.HasSuffix(l, "{"))
	})
}
