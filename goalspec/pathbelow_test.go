package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestPathsBelowADirectory holds that a directory over a list of paths stands in front of
// each of them, and that one of which more is said is never lost.
func TestPathsBelowADirectory(t *testing.T) {
	t.Parallel()
	for below, want := range map[string]string{
		"- lib/pay:\n  - card/visa.rb\n":                            "lib/pay/card/visa.rb",
		"- lib/pay/:\n  - `visa.rb`\n  - ./bank.rb (audited)\n":     "lib/pay/visa.rb lib/pay/bank.rb",
		"- In `lib/pay`:\n  - `card/visa.rb`, iban.rb\n":            "lib/pay/card/visa.rb lib/pay/iban.rb",
		"- Inside the directory lib/pay\n  - visa.rb\n":             "lib/pay/visa.rb",
		"- the package `lib/pay`:\n  1. visa.rb\n":                  "lib/pay/visa.rb",
		"- lib/:\n  - pay/:\n    - visa.rb\n  - tax/*.rb\n- doc/\n": "lib/pay/visa.rb lib/tax/*.rb doc/",
		"- lib/pay/: visa.rb and bank.rb\n":                         "lib/pay/visa.rb lib/pay/bank.rb",
		"- lib/pay/:\n  - lib/pay/visa.rb\n  - /etc/x/y.rb\n":       "lib/pay/visa.rb /etc/x/y.rb",
		"- lib/pay/**:\n  - visa.rb\n":                              "lib/pay/visa.rb",
		"- lib/pay/:\n  ```\n  visa.rb\n  ```\n":                    "lib/pay/visa.rb",
		"- lib/pay/:\n\n  visa.rb\n":                                "lib/pay/visa.rb",
		"```\nlib/pay/:\n  visa.rb\ndoc/x.md\n```\n":                "lib/pay/visa.rb doc/x.md",
		"\nUnder `lib/pay/`:\n- visa.rb\n\n**lib/tax**\n- eu.rb\n":  "lib/pay/visa.rb lib/tax/eu.rb",
		"\nlib/pay/:\n\n| file |\n|---|\n| visa.rb |\n":             "lib/pay/visa.rb",
		"lib/pay/:\nvisa.rb\nbank.rb\n":                             "lib/pay/visa.rb lib/pay/bank.rb",
		"\n#### lib/pay/\n\n- visa.rb\n":                            "lib/pay/visa.rb",
		"- lib/pay.rb:\n  - the rounding\n":                         "lib/pay.rb",
		"- lib/pay/:\n  - the whole ledger\n":                       "lib/pay/",
		// neighbours
		"- lib/pay/:\n- visa.rb\n":                  "lib/pay/ visa.rb",
		"- lib/pay/: lib/tax/\n":                    "lib/pay/ lib/tax/",
		"- Billing:\n  - lib/pay/visa.rb\n":         "lib/pay/visa.rb",
		"- Read/Write:\n  - lib/pay/visa.rb\n":      "lib/pay/visa.rb",
		"- Payments:\n  - lib/pay/\n  - doc/x.md\n": "lib/pay/ doc/x.md",
	} {
		for _, label := range []string{"Do NOT modify:\n", "Only modify:\n"} {
			g, findings := goalspec.Parse("", bounded+label+below).Admit(goalspec.Options{})
			told := slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS022" })
			if told && want == "GS022" {
				continue
			}
			if got := listed("", slices.Concat(g.Scope().Deny, g.Scope().Allow)); got != "=["+want+"]" && !(told && label[0] == 'O') {
				t.Errorf("%q gives %q, want %q: %v", label+below, got, want, findings)
			}
		}
	}
}

// TestMoreSaidOfADirectory holds that a directory over paths of which more is said is kept
// as a whole where it must not change, and refused where it may.
func TestMoreSaidOfADirectory(t *testing.T) {
	t.Parallel()
	for _, below := range []string{"Everything in `lib/pay/`, especially:\n- `visa.rb`\n", "- lib/pay/ (mostly):\n  - visa.rb\n"} {
		g, _ := goalspec.Parse("", bounded+"Do NOT modify:\n"+below).Admit(goalspec.Options{})
		if got := listed("deny", g.Scope().Deny); got != "deny=[lib/pay/ visa.rb]" {
			t.Errorf("%q gives %s", below, got)
		}
		_, findings := goalspec.Parse("", bounded+"Only modify:\n"+below).Admit(goalspec.Options{})
		if !slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS022" }) {
			t.Errorf("%q may change, and %v", below, findings)
		}
	}
}

// TestWordsBelowADirectory holds that words below a directory do not let all of it change.
func TestWordsBelowADirectory(t *testing.T) {
	t.Parallel()
	for below, want := range map[string]string{
		"- lib/pay:\n  - the ledger\n":                  "GS022",
		"- lib/pay/:\n  - visa.rb\n  - its tests\n":     "GS022",
		"\nIn `lib/pay`:\n\n- nothing but the ledger\n": "GS022",
		"- lib/pay/visa.rb:\n  - the rounding\n":        "GS046",
		"- lib/pay:\n  - visa.rb\n":                     "",
	} {
		_, findings := goalspec.Parse("", bounded+"Only modify:\n"+below).Admit(goalspec.Options{})
		got := ""
		for _, f := range findings {
			if got == "" && (f.Code == "GS022" || f.Code == "GS046") {
				got = f.Code
			}
		}
		if got != want {
			t.Errorf("%q gives %q, want %q: %v", below, got, want, findings)
		}
	}
}

// TestPlacesBelowADirectory holds that what is said of a directory in a list stands where
// the list has it, also in part.
func TestPlacesBelowADirectory(t *testing.T) {
	t.Parallel()
	for _, list := range []string{"Under the package `lib/pay`:\n```\nlib/tax/:\n    - ", "- lib/pay/:\n  - x.\n  - a. Do not change b.\n", "- lib/pay/card/:\n  - It. Is. The. Parser.\n"} {
		for _, label := range []string{"Only modify:\n", "Do NOT modify:\n", "Scope:\n"} {
			reads(t, goalspec.Options{}, "", bounded+label+list)
		}
	}
}
