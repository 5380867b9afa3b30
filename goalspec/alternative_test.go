package goalspec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestOneOfSeveralBindsNothing holds that a command of which it is enough that another
// one passes is bound to nothing, and that this is told.
func TestOneOfSeveralBindsNothing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"- either `make unit` or `make e2e` passes":                "",
		"- Either `make unit` passes, or `make e2e` does.":         "",
		"- One of `make unit` and `make e2e` passes":               "",
		"- any of `make unit`, `make e2e` passes":                  "",
		"- `make unit` or, if docker is missing, `make e2e` pass":  "",
		"- `make unit`/`make e2e` passes":                          "",
		"- `make unit` passes; alternatively `make e2e` passes":    "",
		"- `make unit` passes, or else `make e2e` passes":          "",
		"- either the page loads or `make e2e` passes":             "",
		"- `make unit` passes or the report is empty":              "",
		"- `make unit` passes\n- or `make e2e` passes":             "",
		"- `make unit` passes, or\n- `make e2e` passes":            "",
		"- Either\n  - `make unit` passes, or\n  - `make e2e`":     "",
		"- One of these passes:\n  - `make unit`\n  - `make e2e`":  "",
		"- Most of these pass:\n  - `make unit`\n  - `make e2e`":   "",
		"- Either coverage is at least 80% or `make e2e` passes":   "",
		"- `make unit` passes, or when `make e2e` passes":          "",
		"- `make unit` passes, or if that fails `make e2e` passes": "",
		"- `make unit` passes, otherwise `make e2e` passes":        "",
		"- `make unit` passes unless `make e2e` does":              "",
		"- `make unit` passes if `make e2e` does":                  "",
		"- if `make e2e` passes, `make unit` passes":               "",
		"- `make unit` passes, alternatively\n- `make e2e` passes": "",
		"- `make unit` passes\n- Alternatively, `make e2e` passes": "",
		"- `make unit` passes on either platform":                  "make unit",
		"- `make unit` passes on amd64 or arm64":                   "make unit",
		"- `make unit` passes for one of the two drivers":          "make unit",
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- The rows are in order.\n"+text+"\n").Admit(goalspec.Options{})
		if g.IsZero() || len(g.Criteria()) != 2 {
			t.Errorf("%q gives %v: %v", text, g.Criteria(), findings)
			continue
		}
		if c := g.Criteria()[1]; c.Command != want || want == "" && (c.Predicate != nil || !told(findings, "GS040")) {
			t.Errorf("%q binds %q %v: %v", text, c.Command, c.Predicate, findings)
		}
	}
	for _, label := range []string{"Done when all of these fail", "Done when none of these pass", "Done when two of these pass", "Done when most of these pass", "Success criteria (any)", "Evidence (must fail)", "Done when the following no longer pass", "Done when not all of these pass"} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\n"+label+":\n- `make unit` passes\n- `make e2e`\n").Admit(goalspec.Options{})
		if len(g.Criteria()) == 0 || slices.ContainsFunc(g.Criteria(), goalspec.Criterion.Runnable) || !told(findings, "GS040") {
			t.Errorf("%q gives %v: %v", label, g.Criteria(), findings)
		}
	}
	for _, label := range []string{"Done when all three of these pass", "Done when both pass", "Not done until these pass", "Done when the tests that fail today pass", "Success criteria (all)", "Done when these pass and no test fails"} {
		if list := goalspec.Parse("", "Goal: The export writes one row per item.\n\n"+label+":\n- `make unit` passes\n- `make e2e`\n").Criteria(); len(list) != 2 || !list[0].Runnable() || !list[1].Runnable() {
			t.Errorf("%q gives %v", label, list)
		}
	}
	for _, label := range []string{"Evidence (either)", "Success criteria, any one of", "Done when one of the following holds"} {
		d := goalspec.Parse("", "Goal: The export writes one row per item.\n\n"+label+":\n- `make unit` passes\n- `make e2e` passes\n")
		if list := d.Criteria(); len(list) != 1 || list[0].Command != "" {
			t.Errorf("%q gives %v", label, list)
		}
	}
}

func told(findings []goalspec.Finding, code string) bool {
	for _, f := range findings {
		if f.Code == code {
			return true
		}
	}
	return false
}

// TestMeasuredInTheNextSentence holds that the command which shows a number keeps its
// bound, and that a command of something else gets none.
func TestMeasuredInTheNextSentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Branch coverage reaches 85 %. Measure it with `make cover`.":             "make cover >= 85%",
		"- Branch coverage reaches 85 %\n- It is measured by `make cover`.":       "make cover >= 85%",
		"Target 85 % branch coverage. Run `make cover` to measure it.":            "make cover >= 85%",
		"- The p99 stays under 20 ms.\n- `make bench` prints it.":                 "make bench < 20 ms",
		"Branch coverage reaches 85 %. We like it. Measure it with `make cover`.": "",
	} {
		got := ""
		if list := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence: "+text+"\n").Criteria(); len(list) == 1 && list[0].Predicate != nil {
			got = list[0].Command + " " + list[0].Predicate.String()
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestSomeOfAFence holds that what is said over a fence or a table goes for each of its
// commands, and that nothing below "must fail" is bound, whatever else it says.
func TestSomeOfAFence(t *testing.T) {
	t.Parallel()
	const fence, table = "```sh\nmake unit\nmake e2e\n```\n", "| command |\n|---|\n| `make unit` |\n| `make e2e` |\n"
	for text, bound := range map[string]bool{
		"## Evidence\n\nThese fail:\n\n" + fence:                                            false,
		"## Evidence\n\nSome of these pass:\n\n" + fence:                                    false,
		"## Evidence\n\nOne of these is enough:\n\n" + fence:                                false,
		"## Evidence\n\nThese must fail:\n\n" + table:                                       false,
		"## Evidence\n\nSome of these pass:\n\n" + table:                                    false,
		"## Done when these fail\n\n" + fence:                                               false,
		"## Done when any of these passes\n\n" + fence:                                      false,
		"## Success criteria (any)\n\n" + fence:                                             false,
		"## Done when these fail\n\n" + table:                                               false,
		"## Must fail\n\n" + fence:                                                          false,
		"Must fail:\n- `make unit`\n- run `make e2e` after each change\n":                   false,
		"**Must fail:**\n\n- `make unit`\n- p95 is at most 5 ms, measured by `make e2e`\n":  false,
		"## Evidence\n\nThese pass:\n\n" + fence:                                            true,
		"## Evidence\n\nAll of these must pass:\n\n" + fence:                                true,
		"## Evidence\n\nAll three of these:\n\n" + table:                                    true,
		"## Done when these pass\n\n" + fence:                                               true,
		"**Must pass:**\n\n- `make unit`\n- `make e2e`\n":                                   true,
		"**Must fail:**\n\n- `make old`\n\n**Must pass:**\n\n- `make unit`\n- `make e2e`\n": true,
		"## Evidence\n\nNone of these must fail, so all of them count.\n\n" + fence:         true,
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\n"+text).Admit(goalspec.Options{})
		var commands []string
		for _, c := range g.Criteria() {
			if c.Command != "" {
				commands = append(commands, c.Command)
			}
		}
		if want := map[bool]string{true: "make unit; make e2e"}[bound]; strings.Join(commands, "; ") != want || !bound && !told(findings, "GS040") {
			t.Errorf("%q gives %v: %v", text, g.Criteria(), findings)
		}
	}
}
