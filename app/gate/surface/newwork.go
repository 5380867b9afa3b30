package surface

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofNewWork tells whether the error that a line of Go looks at is of a call that came to
// a function which told no error less than before: nobody heard of such errors until then.
func ofNewWork(f *change.File, n int, name string) bool {
	fn, in := f.Is.Around(n)
	was, had := f.Was.Before(fn)
	if !in || !had || slices.ContainsFunc(f.Removed(), func(o int) bool { return tellsOn.MatchString(f.Was.Bare[o]) }) {
		return false
	}
	gives := regexp.MustCompile(`\b` + name + `\s*:?=[^=]`)
	for at := n; at >= max(fn.Body, n-5); at-- {
		m := gives.FindStringIndex(f.Is.Bare[at])
		if m == nil {
			continue
		}
		before := language.Part(f.Was.Bare, was.Head, was.End)
		for call := range language.Calls(f.Is.Bare[at][m[0]:]) {
			return f.IsAdded(at) && !strings.Contains(before, call+"(")
		}
		return false
	}
	return false
}

// tellsOn is a line of Go that tells an error, or is about to.
var tellsOn = regexp.MustCompile(`\b\w*[eE]rr\w*\s*!=\s*nil|\breturn\b.*\b\w*[eE]rr\w*|\bpanic\(|\.Fatal`)
