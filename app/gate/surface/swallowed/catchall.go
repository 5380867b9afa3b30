package swallowed

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	others = `\b((everything|anything|all|any|every|each)( \w+)? (else|others?)|(all|any|every) others?( \w+)?|other (errors?|failures?|exceptions?|statuses|status codes?|codes?|problems?|faults?))\b`
	goesOn = `\b(rejects?|rejected|throws?|thrown|raises?|raised|fails?|propagates?|propagated|passed on|pass on|come|comes|go|goes|returned|re-?raised?|re-?throws?n?|abort\w*|reported|surface[sd]?|bubbles? up|reach\w*|stay an error|remains? an error)\b`
)

// toldOn is what people say who want one kind of errors to be handled and all
// others to go on.
var toldOn = regexp.MustCompile(others + `[^.;]{0,60}\b(must|has to|have to|should|shall|still|needs? to|is to|are to|will|continues? to|keeps?)\b[^.;]{0,30}` + goesOn + `|\b(errors?|failures?|exceptions?) (of|from|by|in) [^.;]{1,60}\b(must|has to|have to|should|shall) still\b[^.;]{0,30}` + goesOn + `|` + others + `( \([^)]*\))?( is| are)?( still| always)? ` + goesOn)

// catchesAll tells whether a handler that came around statements of the base
// takes every error alike, asking for no kind and letting none go on, where people
// want others than the one they speak of to be told.
func catchesAll(s *change.Set, f *change.File, n int) bool {
	if !change.Memo(s, toldOn, func() bool { return s.Mentions(toldOn) }) {
		return false
	}
	text, body, name := f.Is.Bare[n], "", ""
	switch f.Is.Lang.Name {
	case "Python":
		if !wide.MatchString(text) {
			return false
		}
		body, name = pyBody(f.Is, n), boundName(text)
	case "JavaScript":
		m := product.Catches.FindStringSubmatch(text)
		if m == nil {
			return false
		}
		body, name = handler(f.Is, n), m[1]
	case "Go":
		m := product.GoGuard.FindStringSubmatch(text)
		if m == nil {
			return false
		}
		body, name = handler(f.Is, n), m[1]
	}
	body = product.Muted(body)
	return strings.TrimSpace(body) != "" && !regexp.HasWord(body, name) && !product.Passes.MatchString(body) && !asksOrFails.MatchString(body) && wraps(f, n)
}

// asksOrFails is in a handler that tells cases apart, or keeps what failed.
var asksOrFails = regexp.MustCompile(`\b(if|switch|match|fail\w*|[eE]rr\w*)\b`)
