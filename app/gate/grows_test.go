package gate

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRecipesThatGrow holds that a makefile whose variables grow, or that ends in blank
// lines, neither breaks the rules nor hides from them that it runs fewer tests.
func TestRecipesThatGrow(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	test := "test:\n\tpytest tests/ $(ARGS)\n"
	for name, rest := range map[string]string{
		"words":  "W = " + strings.Repeat("w", 1500) + "\n" + strings.Repeat("x: $(W)$(W)$(W)$(W)$(W)$(W)\n", 1900),
		"lines":  "E =\nA = " + strings.Repeat("$(E)", 4000) + "\n" + strings.Repeat("$(A)$(A)$(A)$(A)\n", 500),
		"blanks": "\n\n\n",
	} {
		c := ruleCase{base: tree{"Makefile": "ARGS = -q\n" + test}, issue: "Build the docs, too.", check: "make test"}
		cheat := tree{"Makefile": "ARGS = -q --ignore=tests/test_pay.py\n" + test + rest}
		began := time.Now()
		if found := judged(t, gates, c, cheat); !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, "selection ") }) {
			t.Errorf("%s: found %q", name, found)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("%s: it takes %s", name, took)
		}
		if _, err := gates.Judge(input("Makefile", "", cheat["Makefile"])); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
