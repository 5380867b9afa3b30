package expectations

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxRowsAway is how many lines above an assertion its table of cases may begin.
const maxRowsAway = 60

// intoRow tells whether an assertion of the base became a row of a table: it stands
// there with names for some of its values, and those stand together in a row above it.
func intoRow(f *change.File, o int) bool {
	if !f.Was.Lang.Assertion.MatchString(f.Was.Bare[o]) {
		return false
	}
	was := codeParts.FindAllString(f.Was.Code[o], -1)
	for _, n := range f.Added() {
		if !f.Is.Lang.Assertion.MatchString(f.Is.Bare[n]) {
			continue
		}
		values := valuesNamed(was, codeParts.FindAllString(f.Is.Code[n], -1))
		if len(values) == 0 {
			continue
		}
		for _, at := range f.Added() {
			if at <= n && n-at < maxRowsAway && rowWith(f.Is.Code[at], values) {
				return true
			}
		}
	}
	return false
}

// valuesNamed are the values in whose place other code, the same but for that, has names.
func valuesNamed(was, is []string) (out []string) {
	if len(was) != len(is) {
		return nil
	}
	for n := range was {
		switch {
		case was[n] == is[n]:
		case valuePart.MatchString(was[n]) && namePart.MatchString(is[n]):
			out = append(out, was[n])
		default:
			return nil
		}
	}
	return out
}

// rowWith tells whether values stand in one row of a line, in their order.
func rowWith(text string, values []string) bool {
	for _, row := range tableRow.FindAllString(text, -1) {
		left := values
		for _, l := range language.Literals(row) {
			if len(left) > 0 && (l == left[0] || sameText(l, left[0])) {
				left = left[1:]
			}
		}
		if len(left) == 0 && strings.ContainsAny(row, ",:") {
			return true
		}
	}
	return false
}

var (
	codeParts = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d[\d_]*(?:\.\d+)?|[A-Za-z_][\w.]*|[^\s\w]`)
	valuePart = regexp.MustCompile(`^["'\d]`)
	namePart  = regexp.MustCompile(`^[A-Za-z_]`)
	tableRow  = regexp.MustCompile(`[(\[{][^()\[\]{}]+[)\]}]`)
)
