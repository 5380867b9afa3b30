package report

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// A test that the code under it broke off has held nothing against what that code
// does: it is an error, where a failed assertion is a failure. Runners that call both
// a failure show by which exception a test ended.
var (
	// scriptThrew is an exception of JavaScript itself.
	scriptThrew = regexp.MustCompile(`^(?:Eval|Range|Reference|Syntax|Type|URI)Error\b`)
	// pythonRaised is any of Python: pytest writes an assertion without one, too.
	pythonRaised = regexp.MustCompile(`^(?:\w+\.)*(\w+)(?::|$)`)
)

// raised tells whether what pytest says of a failure names an exception that is no
// assertion.
func raised(message string) bool {
	m := pythonRaised.FindStringSubmatch(message)
	return m != nil && !strings.Contains(m[1], "Assert") && !strings.Contains(m[1], "Fail")
}

// brokeOff takes the failures of tests that crashed for errors, and with them those
// of tests around them that hold no other: sep stands between their names.
func (r *Report) brokeOff(crashed map[string]bool, sep string) {
	if len(crashed) == 0 {
		return
	}
	longest := func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) }
	broke, failed := map[string]bool{}, map[string]bool{} // by the test around them
	for _, name := range slices.SortedFunc(maps.Keys(r.Tests), longest) {
		around := name[:max(0, strings.LastIndex(name, sep))]
		switch {
		case r.Tests[name] != app.StatusFail:
		case crashed[name], broke[name] && !failed[name]:
			r.Tests[name] = app.StatusError
			broke[around] = true
		default:
			failed[around] = true
		}
	}
}
