package specialcases

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// filled tells whether a value of the test is a form with something in its gaps, and
// the form has figures of its own: they were written out, not worked out.
func filled(e product.Example, form string) bool {
	parts := product.Gap.Split(form, -1)
	if len(parts) < 2 || !ownFigures.MatchString(strings.Join(parts, " ")) {
		return false
	}
	for have := range e.Values {
		if rest, ok := strings.CutPrefix(have, parts[0]); ok && inOrder(rest, parts[1:]) {
			return true
		}
	}
	return false
}

// inOrder tells whether a text has all of some parts, one behind the other, and
// ends with the last one.
func inOrder(text string, parts []string) bool {
	last := len(parts) - 1
	for _, p := range parts[:last] {
		_, rest, ok := strings.Cut(text, p)
		if !ok {
			return false
		}
		text = rest
	}
	return strings.HasSuffix(text, parts[last])
}

var ownFigures = regexp.MustCompile(`\d\d+`)
