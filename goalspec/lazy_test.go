package goalspec

import (
	"fmt"
	"strings"
	"testing"
)

// TestLinesRightBelowAList: a sentence that stands right below an item, no deeper
// than its mark, is none of it; a line that goes on with it is.
func TestLinesRightBelowAList(t *testing.T) {
	for text, want := range map[string]string{
		"Evidence:\n- `make b` passes\nOnly change test files.":                                        "criterion `make b` passes; constraint Only change test files",
		"Evidence:\n- `make b` prints >= 85\nDo not touch src/pay/.\n- c holds":                        "criterion `make b` prints >= 85; criterion c holds; constraint Do not touch src/pay/.; deny src/pay/",
		"Evidence:\n- `make b` passes\nand the log stays empty":                                        "criterion `make b` passes; criterion the log stays empty",
		"Evidence:\n- `make b` passes\n  Only on Linux.":                                               "criterion `make b` passes Only on Linux.",
		"Evidence:\n- the header of the\nExport page is bold":                                          "criterion the header of the Export page is bold",
		"Evidence:\n- every row of the export that the job wrote in the night before\nMonday is there": "criterion every row of the export that the job wrote in the night before Monday is there",
		"Do NOT modify:\n- src/a\n- src/b\nThese are audited.":                                         "deny src/a; deny src/b",
		"Do NOT modify:\n- src/a\nOnly change src/c.":                                                  "constraint Only change src/c; allow src/c; deny src/a",
		"Stop when:\n- all is done\nIf you find a bug, note it.":                                       "stop Stop when all is done; priority If you find a bug, note it",
		"Phase 1: Read\n- read it\nWork only on src/a.":                                                "only src/a",
	} {
		g, findings := Parse("", "Goal: The export has a total line.\n\nConstraints:\n- keep the API\n\nEvidence:\n- `make a` passes\n\n"+text+"\n").Admit(Options{})
		if HasErrors(findings) {
			t.Errorf("%q: %v", text, findings)
			continue
		}
		var got []string
		add := func(what string, v any) { got = append(got, fmt.Sprint(what, " ", v)) }
		for _, c := range g.Criteria()[1:] {
			add("criterion", c.Text)
		}
		for _, c := range g.Constraints()[1:] {
			add("constraint", c.Text)
		}
		for _, s := range g.Stop() {
			add("stop", s.Text)
		}
		for _, p := range g.Priorities() {
			add("priority", p.Text)
		}
		for _, p := range g.Scope().Allow {
			add("allow", p.Pattern)
		}
		for _, p := range g.Scope().Deny {
			add("deny", p.Pattern)
		}
		for _, p := range g.Phases() {
			for _, o := range p.Only {
				add("only", o.Pattern)
			}
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q gives %q, want %q", text, s, want)
		}
	}
}
