package swallowed

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// unraised finds functions in which a call raised when it failed, does so no more,
// and nobody looks at how it ended.
func unraised(s *change.Set, f *change.File) []change.Finding {
	if f.Is.Lang.Name != "Python" || !f.Was.Holds("check") && !f.Was.Holds("raise_for_status") {
		return nil
	}
	var out []change.Finding
	for _, o := range f.Removed() {
		if !raises.MatchString(f.Was.Bare[o]) || s.Speaks(mayFail) {
			continue
		}
		was, in := f.Was.Around(o)
		fn, still := f.Is.Named(was.Name)
		if !in || !still {
			continue
		}
		body := f.Is.Bare[fn.Body:min(fn.End, len(f.Is.Bare))]
		if slices.ContainsFunc(body, goesOut.MatchString) && !slices.ContainsFunc(body, looksAtEnd.MatchString) {
			out = append(out, f.Gone(f.Was, o, "a call raised when it failed, and nobody looks at that now."))
		}
	}
	return out
}

var (
	raises     = regexp.MustCompile(`\bcheck\s*=\s*True\b|\.check_returncode\(|\.raise_for_status\(|\bcheck_(call|output)\(`)
	mayFail    = regexp.MustCompile(`instead of (an? )?(\w+ )?(rais|fail)|(must|should|may)( not|n't|n’t) (raise|fail|stop|abort|break)|(^|\b(should|must|may|can|could|shall|will|please|just|then|simply|and) )(be )?(ignor|skip|tolera)\w*[^.;]{0,60}\b(fail\w*|error\w*|command|exit|status|answer|respon\w*|host|server)\b|\b(fail\w*|error\w*)\b[^.;]{0,40}\b(ignor|skip|tolera)|\bbest.effort\b|\bgo(es)? on\b`)
	goesOut    = regexp.MustCompile(`\bsubprocess\.\w+\(|\brun\(|\b(requests|httpx|session|client)\.(get|post|put|patch|delete|request)\(`)
	looksAtEnd = regexp.MustCompile(`\bcheck\s*=\s*True\b|\bcheck_(call|output|returncode)\(|\.raise_for_status\(|\breturncode\b|\bstatus(_code)?\b|\.(ok|is_error|is_success)\b|\braise\b`)
)
