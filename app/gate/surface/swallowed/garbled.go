package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	garbles = regexp.MustCompile(`\b(?:errors\s*=\s*|decode\(\s*["'][\w-]*["']\s*,\s*)["'](?:ignore|replace|backslashreplace|xmlcharrefreplace)["']`)
	reading = regexp.MustCompile(`\b(?:de|en)code\(|\bopen\(|\.(?:read|write)_(?:text|bytes)\(`)
)

// readStrictly tells whether what stood in the place of a line read or wrote text with
// an error for all that is none.
func readStrictly(f *change.File, n int) bool {
	for _, h := range f.Hunks {
		if h.New <= n && n < h.NewEnd {
			return slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], func(l string) bool {
				return reading.MatchString(l) && !strings.Contains(l, "errors") && !readsStill(f, n, l)
			})
		}
	}
	return false
}

// readsStill tells whether a line that came reads what a line of the base read, and as
// strictly, where the one that garbles reads something else.
func readsStill(f *change.File, garbling int, was string) bool {
	m, other := decodes.FindStringSubmatch(was), decodes.FindStringSubmatch(f.Is.Code[garbling])
	return m != nil && other != nil && other[1] != m[1] && slices.ContainsFunc(f.Added(), func(n int) bool {
		now := decodes.FindStringSubmatch(f.Is.Code[n])
		return now != nil && now[1] == m[1] && !garbles.MatchString(f.Is.Code[n])
	})
}

// decodes is what a line makes a text of.
var decodes = regexp.MustCompile(`([A-Za-z_][\w.\[\]]*)\.decode\(`)
