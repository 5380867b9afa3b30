package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestPathsBelowABanInAnAnswer holds that a path below words which forbid a change is told
// where a form's answer does not bound it, however it is written.
func TestPathsBelowABanInAnAnswer(t *testing.T) {
	t.Parallel()
	for _, label := range []string{"Do not modify:\n", "**Do not touch these:**\n", "These must not change:\n"} {
		for below, want := range map[string]bool{
			"- lib/pay\n":                         true,
			"- lib/pay and lib/tax — audited\n":   true,
			"1. `lib/pay`\n":                      true,
			"* lib/pay (another team)\n":          true,
			"- lib/pay/visa.rb\n":                 true,
			"- the wire format\n":                 false,
			"- read/write access\n":               false,
			"- client/server\n":                   false,
			"- the import/export of orders\n":     false,
			"- behaviour\n- Node.js 20 support\n": false,
		} {
			_, findings := goalspec.Parse("", "### Work type\n\nfeature\n\n### Goal\n\nThe invoice shows a total per customer.\n\n"+label+below+"\n### Constraints\n\n- The CSV stays.\n\n### Evidence\n\n- `make test` passes\n").Admit(goalspec.Options{})
			if told(findings, "GS022") != want {
				t.Errorf("%q in an answer: %v", label+below, findings)
			}
		}
	}
}
