package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestPhasesAreLaidOut: however an author sets phases out, each has what is said below its
// name.
func TestPhasesAreLaidOut(t *testing.T) {
	const two = `1 Cut only q/ stop "it fails"; 2 Join only r/`
	for text, want := range map[string]string{
		"1. Cut\n   - work only on `q/`\n   - stop if it fails\n2. Join\n   - work only on `r/`":                                      two,
		"1. Cut:\n   - work only on `q/`\n   - stop if it fails\n2. Join:\n   - work only on `r/`":                                    two,
		"- Cut\n  work only on `q/`\n  stop if it fails\n- Join\n\n  Work only on `r/`.":                                              two,
		"1. Cut\n- work only on `q/`\n- stop if it fails\n2. Join\n- work only on `r/`":                                               two,
		"1. Cut\n   Scope: `q/`\n   Stop if: it fails\n2. Join\n   Scope: `r/`":                                                       two,
		"Phase 1: Cut\n- work only on `q/`\n- stop if it fails\n\nPhase 2: Join\n- work only on `r/`":                                 two,
		"Phase 1: Cut:\n- work only on `q/`\n- stop if it fails\n\nPhase 2: Join:\n- work only on `r/`":                               two,
		"**Phase 1: Cut:**\n\n- work only on `q/`\n- stop if it fails\n\n**Phase 2: Join:**\n\n- work only on `r/`":                   two,
		"We go in two phases.\n\n- Phase 1: Cut\n  - work only on `q/`\n  - stop if it fails\n- Phase 2: Join\n  - work only on `r/`": two,
		"Step 1: Cut\n- work only on `q/`\n- stop if it fails\n\nStep 2: Join\n- work only on `r/`":                                   two,
		"Cut:\n- work only on `q/`\n- stop if it fails\n\nJoin:\n- work only on `r/`":                                                 two,
		"**Cut**\n- work only on `q/`\n- stop if it fails\n\n**Join**\n- work only on `r/`":                                           two,
		"Cut\n- work only on `q/`\n- stop if it fails\n\nJoin\n- work only on `r/`":                                                   two,
		"#### Phase 1: Cut\n- work only on `q/`\n- stop if it fails\n\n#### Phase 2: Join\nWork only on `r/`.":                        two,
		"#### Cut\n\nWork only on `q/`. Stop if it fails.\n\n#### Join\n\n- work only on `r/`":                                        two,
		"| Phase | Scope | Stop if |\n|---|---|---|\n| Cut | `q/` | it fails |\n| Join | `r/` | - |":                                  two,
		"| # | Name | Work only on | Stop if |\n|---|---|---|---|\n| 1 | Cut | `q/` | it fails |\n| 2 | Join | `r/` | none |":         two,
		"1. **Cut:** work only on `q/`, stop if it fails\n2. **Join** (work only on `r/`)":                                            two,
		"Cut: work only on `q/`; stop if it fails\nJoin: work only on `r/`":                                                           two,
		"In this order:\n1. Cut: work only on `q/`, stop if it fails\n2. Join: work only on `r/`":                                     two,
		"Cut:\n- work only on `q/`\n- stop if it fails":                                                                               `1 Cut only q/ stop "it fails"`,
		"In this order:\n- Cut\n- Join": "1 Cut; 2 Join",
		"Cut\nJoin":                     "1 Cut; 2 Join",
		"Phase 1:\n- work only on `q/`\n\nPhase 2:\n- stop if it fails":           `1  only q/; 2  stop "it fails"`,
		"1. Work only on `q/`\n2. Work only on `r/`":                              "1  only q/; 2  only r/",
		"Phase 1: Cut\n- Phase 2 begins when it is done":                          `1 Cut step "Phase 2 begins when it is done"`,
		"#### Cut\n\n- go\n\n##### Scope\n\n- `q/`\n\n##### Stop if\n\nIt fails.": `1 Cut only q/ stop "It fails" step "go"`,
	} {
		const front = "Goal\n\nThe total is right.\n\n### Constraints\n\n- no new table\n\n### Evidence\n\n- `make test` passes\n\n"
		for kind, body := range map[string]string{
			"form":   "### Work type\n\nfeature\n\n### " + front + "### Phases\n\n" + text + "\n",
			"ticket": "## " + front + "## Phases\n\n" + text + "\n",
		} {
			g, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
			if got := laid(g); got != want {
				t.Errorf("in a %s %q is %q, want %q (%v)", kind, text, got, want, findings)
			}
		}
	}
}

// TestPhasesByHand: sections that name a phase in one way or another.
func TestPhasesByHand(t *testing.T) {
	for text, want := range map[string]string{
		"Phase 1: Cut:\n- work only on `q/`":                                                                          "1 Cut only q/",
		"**Phase 1: Cut:**\n- work only on `q/`":                                                                      "1 Cut only q/",
		"**Phase 1: Cut**:\n- work only on `q/`":                                                                      "1 Cut only q/",
		"### Phase 1: Cut (see #12):\n- work only on `q/`":                                                            "1 Cut (see #12) only q/",
		"### Phase 1: `a:`\n- work only on `q/`":                                                                      "1 `a:` only q/",
		"Phase I: Cut\n- work only on `q/`\n\nPhase II: Join":                                                         "1 Cut only q/; 2 Join",
		"Phase One: Cut\n- work only on `q/`\n\nPhase Two — Join":                                                     "1 Cut only q/; 2 Join",
		"## Phase A: Cut\n- work only on `q/`\n## Phase B: Join":                                                      "1 Cut only q/; 2 Join",
		"## Phase 1 of 2: Cut\n- work only on `q/`\n## Phase 2/2: Join":                                               "1 Cut only q/; 2 Join",
		"## Phase #1: Cut\n- work only on `q/`":                                                                       "1 Cut only q/",
		"Phase I is over and was short.":                                                                              "",
		"Phase a new table in slowly.":                                                                                "",
		"Phase out: the old flag.":                                                                                    "",
		"## Phase 1: Cut\n### Scope\n- `q/`\n### Do not touch\n- `q/out/`\n### Notes\n- it is slow":                   `1 Cut only q/ kept q/out/`,
		"### Phase 1: Cut\n\n**Scope:** `q/`\n\n**Keep unchanged:** `r/`\n\n**Stop if:** it fails":                    `1 Cut only q/ kept r/ stop "it fails"`,
		"### Phase 1: Cut\n\nScope:\n- `q/`\n\nStop if:\n- it fails\n\nKeep:\n- `r/` as it is":                        `1 Cut only q/ kept r/ stop "it fails"`,
		"### Phase 1: Cut\n- go\n\n### Phase 2: Join\n\n**Leave alone:** `r/`\n\n**Scope:** `s/`":                     `1 Cut step "go"; 2 Join only s/ kept r/`,
		"Phase 1: Cut\nWork only on q/\nKeep: r/ as it is\nStop if: it fails\n\nPhase 2: Join\nscope: only s/ and t/": `1 Cut only q/ kept r/ stop "it fails"; 2 Join only s/ only t/`,
		"Phase 1: Cut\nStop and report if: it fails\nPlease keep: r/\n\nKeep:\n- t/\n\nPhase 2: Join":                 `1 Cut kept r/ kept t/ stop "it fails"; 2 Join`,
		"Phase 1: Cut\nKeep: r/ as it is\nConstraints: no eval\nScope: s/":                                            "1 Cut kept r/",
		"Phase 1: Cut\n- go\n\nPhase 2: Join\n- go on\n\nKeep: r/ as it is":                                           `1 Cut step "go"; 2 Join step "go on"`,
		"Phases:\n1. Cut\n   Scope: `q/`\n   Stop if: it fails\n2. Join\n   work only on `r/`":                        `1 Cut only q/ stop "it fails"; 2 Join only r/`,
	} {
		g, findings := goalspec.Parse("", "Goal: The total is right.\n\nConstraints:\n- no new table\n\nEvidence:\n- `make test` passes\n\n"+text+"\n").Admit(goalspec.Options{})
		if got := laid(g); got != want {
			t.Errorf("%q is %q, want %q (%v)", text, got, want, findings)
		}
	}
}

// TestPhasesBeyondTheLimit: a field of more blocks than a contract has is refused, and a
// wish for a migration note behind a phase's name is heard.
func TestPhasesBeyondTheLimit(t *testing.T) {
	const front = "Goal: The total is right.\n\nConstraints:\n- no new table\n\nEvidence:\n- `make test` passes\n\nPhases:\n\n"
	if _, findings := goalspec.Parse("", front+strings.Repeat("- \n", 1000)+"- work only on `q/`\n").Admit(goalspec.Options{}); !goalspec.HasErrors(findings) {
		t.Errorf("1000 blocks are read: %v", findings)
	}
	g, findings := goalspec.Parse("", front+"1. Cut, stop if it fails. Write a migration note.\n2. Join\n").Admit(goalspec.Options{})
	if got, want := laid(g), `1 Cut stop "it fails" step "Write a migration note"; 2 Join`; got != want || !g.MigrationNote() {
		t.Errorf("%q with a migration note: %v; want %q (%v)", got, g.MigrationNote(), want, findings)
	}
}

// TestPhasesWithLetters: of 1a and 1b only the figures count, and that is told where it
// makes two of them one.
func TestPhasesWithLetters(t *testing.T) {
	for phases, want := range map[string]string{
		"Phase 1a: Cut\n- go\n\nPhase 1b: Join\n":  "Number the phases 1, 2, 3, without letters.",
		"## Phase 1a\n\n## Phase 1B: Join\n":       "Number the phases 1, 2, 3, without letters.",
		"Phase 1: Cut\n- go\n\nPhase 1: Join\n":    "Give each phase a number of its own.",
		"Phase 1a: Cut\n- go\n\nPhase 2: Join\n":   "",
		"Phase 1: Cut 2a: then 2b\n\nPhase 2: x\n": "",
	} {
		_, findings := goalspec.Parse("", "Goal: The total is right.\n\nConstraints:\n- no new table\n\nEvidence:\n- `make test` passes\n\n"+phases).Admit(goalspec.Options{})
		got := ""
		for _, f := range findings {
			got += f.Suggestion
		}
		if got != want {
			t.Errorf("%q says %q, want %q", phases, got, want)
		}
	}
}
