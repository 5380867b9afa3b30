package stubs

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// chooses tells whether all that a function answers is written out, and one of
// it is a collection that holds something, or it says that there is more to do.
func chooses(src *language.Source, fn language.Func) bool {
	some, filled := false, false
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		answer, ok := product.Returned(src.Code[n])
		if !ok {
			continue
		}
		answer = inValue.ReplaceAllString(answer, "0")
		answers := []string{answer}
		if w := choice.FindStringSubmatch(answer); w != nil {
			answers = []string{w[1] + w[3], w[2] + w[4]}
		}
		for _, a := range answers {
			if !product.OnlyValue.MatchString(a) {
				return false
			}
			some, filled = true, filled || strings.ContainsAny(a[:min(1, len(a))], "[{(") && len(product.Values(a)) > 0 && !strings.Contains(product.Values(a)[0], " ")
		}
	}
	return some && (filled && !leavesToOwn(src, fn) || toDo.MatchString(language.Part(src.Notes(), fn.Body, fn.End)))
}

var (
	// inValue is a choice between values written out inside of another one, or what
	// is no number.
	inValue = regexp.MustCompile(`[\w.]+\s*(?:[=!]==?|[<>]=?)\s*` + written + `\s*\?\s*` + written + `\s*:\s*` + written + `|` + written + `\s+if\s+[\w.]+\s*(?:[=!]=|[<>]=?|is)\s*` + written + `\s+else\s+` + written + `|\b(?:NaN|Infinity|math\.NaN\(\)|math\.nan|float\(["']nan["']\))`)
	choice  = regexp.MustCompile(`\?\s*(.+?)\s+:\s*(.+)$|^(.+?)\s+if\s+.+\s+else\s+(.+)$`)
)

// written is a single value written out.
const written = `(?:"[^"]*"|'[^']*'|-?\d[\d.]*|true|false|True|False|None|null)`

// leavesToOwn tells whether a condition of a function asks another one of the file,
// which works for its answer.
func leavesToOwn(src *language.Source, fn language.Func) bool {
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		if !asksFirst.MatchString(src.Bare[n]) {
			continue
		}
		for _, m := range callsBare.FindAllStringSubmatch(src.Bare[n], -1) {
			if by, ok := src.Named(m[2]); ok && by.Head != fn.Head && len(by.Params) > 0 {
				if _, constant := constantBody(src, by); !constant && !idle(src, by) {
					return true
				}
			}
		}
	}
	return false
}

var (
	asksFirst = regexp.MustCompile(`^\s*(\}?\s*(else\s+)?if|elif|case|when|switch|match|return\b.*\?)`)
	callsBare = regexp.MustCompile(`(^|[^.\w])([A-Za-z_]\w*)\(`)
)
