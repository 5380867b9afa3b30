package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// givesForm tells whether an assertion expects a pattern that is a form which came
// to the product, with gaps where that has some.
func givesForm(v suite.Values, a suite.Statement) bool {
	return slices.ContainsFunc(textsIn(a.Text), func(text string) bool {
		form := anything.ReplaceAllString(strings.Trim(text, "^$"), "§")
		return form != text && suite.Letters.MatchString(form) && strings.Contains(v.Forms(), form)
	})
}
