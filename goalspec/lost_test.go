package goalspec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestNothingThatBoundsIsLost: what bounds the work is read, or stops the goal,
// however it is put.
func TestNothingThatBoundsIsLost(t *testing.T) {
	const front = "Goal: The export writes one row per item.\n\nConstraints:\n- Keep the column order\n\nEvidence:\n- `make test` passes\n\n"
	for text, want := range map[string]string{
		"Do NOT modify:\n- src/b/**\n- src/pay/**\nThese are audited:":                    "deny src/b/** src/pay/**",
		"Do NOT modify:\n- Payments:\n  - src/pay/**":                                     "deny src/pay/**",
		"Do NOT modify: src/pay/**\nStop when:\n- two attempts failed\nReviewers:\n- Ann": "deny src/pay/**; stop Stop when two attempts failed",

		"Do not modify these:\n- src/a/**":                              "deny src/a/**",
		"Please do not modify these files:\n\n- src/a/**":               "deny src/a/**",
		"Do not modify these files: src/a.go, src/b.go":                 "deny src/a.go src/b.go",
		"Do not modify these files `src/a.go`.":                         "deny src/a.go; constraint Do not modify these files `src/a.go`",
		"They must not change:\n- src/a/**":                             "deny src/a/**",
		"Do not modify\n\n```\nsrc/a/\n```":                             "deny src/a/",
		"Please do not modify these files:\n\n```\nsrc/a/\n```":         "deny src/a/",
		"Only modify\n\n```\nsrc/a/\n```":                               "allow src/a/",
		"The client lives in `src/a.go`. It is frozen.":                 "deny src/a.go; constraint The client lives in `src/a.go`. It is frozen",
		"The client lives in `src/a.go`. It is frozen at the start-up.": "",
		"DO modify these files:\n- src/a/**":                            "focus src/a/**",
		"Please do modify:\n- src/a/**":                                 "focus src/a/**",
		"DO change:\n- src/a/**":                                        "focus src/a/**",
		"DO modify only these:\n- src/a/**":                             "allow src/a/**",
		"DO only modify:\n- src/a/**":                                   "allow src/a/**",
		"DO modify, and only:\n- src/a/**":                              "allow src/a/**",
		"DO modify (only these):\n- src/a/**":                           "allow src/a/**",
		"DO modify (nothing else):\n- src/a/**":                         "allow src/a/**",
		"DO modify:\n- only src/a/**":                                   "GS022",
		"DO modify:\n- src/a/** (only this)":                            "GS022",
		"DO modify:\nOnly these:\n- src/a/**":                           "allow src/a/**; focus src/a/**",
		"DO modify exclusively:\n- src/a/**":                            "allow src/a/**",
		"Do not modify anything except:\n- src/a/**":                    "allow src/a/**",
		"Do not modify files outside:\n- src/a/**":                      "allow src/a/**",
		"Only do not touch:\n- src/a/**":                                "deny src/a/**",
		"Only modify:\n- src/a/** (forbidden)":                          "GS022",
		"Only modify:\n- src/a/** (not src/a/b)":                        "GS022",
		"Only modify:\n- src/a/**: frozen":                              "GS022",
		"Only modify:\n- src/a/** (the exporter)":                       "allow src/a/**",
		"Do NOT modify:\n- api/ as well as web/":                        "deny api/ web/; constraint Do not change api/ as well as web/",
		"Do NOT modify:\n- api/: web/":                                  "deny api/ web/",
		"Do NOT modify:\n- api/ (and web/ too)":                         "deny api/ web/",
		"Do NOT modify:\n- api/ (generated from web/)":                  "deny api/",
		"Do NOT modify:\n- api&#47;x":                                   "GS022",
		"Don't ever touch:\n- src/a/**":                                 "deny src/a/**",
		"Don't forget to edit:\n- src/a/**":                             "GS022",

		"Phase 1: Switch — work only on src/b/**, keep `go.mod` unchanged, stop if the build breaks": "phase 1 Switch only src/b/** kept go.mod stop the build breaks",
		"Phase 1: Switch (work only on src/b/**)":                                                    "phase 1 Switch only src/b/**",
		"Phase 1: Switch, working only on `src/b/**`":                                                "phase 1 Switch only src/b/**",
		"Phase 1: Work only on `src/b/**`, keep the API unchanged, stop if tests fail.":              "phase 1  only src/b/** stop tests fail",
		"Phase 1: Switch\n- Work only on `src/b/**`, keep the API unchanged, stop if tests fail.":    "phase 1 Switch only src/b/** stop tests fail",
		"Phase 1: Switch\n- do not modify `src/c/**`":                                                "phase 1 Switch kept src/c/**",
		"Phase 1: Switch — work only on src/{a,b}/**":                                                "GS027",
		"Do NOT modify: src/b/**\n\nPhase 1: Switch\n- work only on src/b/**":                        "GS010",
		"## Stop and report\n- stop if any test fails\n- a table of what changed":                    "stop stop if any test fails; stop a table of what changed",
		"## Report\n- a table of what changed":                                                       "stop Report: a table of what changed",
		"Stop if:\n- any test fails":                                                                 "stop Stop if any test fails",
		"Stop when: stop if any test fails":                                                          "stop stop if any test fails",
		"Evidence:\n- all snapshots are right without changing any of `web/snap/**`":                 "deny web/snap/**; constraint without changing any of `web/snap/**`",
		"Constraints:\n- Keep `config/prod.yml` unchanged":                                           "deny config/prod.yml; constraint Keep `config/prod.yml` unchanged",
		"Constraints:\n- Leave files under `src/legacy/` untouched.":                                 "deny src/legacy/; constraint Leave files under `src/legacy/` untouched.",
		"Constraints:\n- Avoid changing `src/a.go`":                                                  "deny src/a.go; constraint Avoid changing `src/a.go`",
		"Constraints:\n- No changes to src/legacy/**":                                                "deny src/legacy/**; constraint No changes to src/legacy/**",
		"Constraints:\n- Keep the behaviour of `src/a.go` unchanged":                                 "constraint Keep the behaviour of `src/a.go` unchanged",
		"Constraints:\n- Keep `Export()` unchanged":                                                  "constraint Keep `Export()` unchanged",
		"Don't:\n- add dependencies that are not needed":                                             "constraint Do not add dependencies that are not needed",
		"Don't:\n- change the schema without asking":                                                 "constraint Do not change the schema without asking",
		"Don't:\n- keep dead code":                                                                   "constraint Do not keep dead code",
		"Don't:\n- change `db/schema.sql` without asking":                                            "deny db/schema.sql; constraint Do not change `db/schema.sql` without asking",
		"Must not:\n- leave temporary files behind":                                                  "constraint Do not leave temporary files behind",
		"Don't:\n- leave `src/old/**` unchanged":                                                     "constraint Do not leave `src/old/**` unchanged",
		"Don't:\n- work only on `src/a/**`":                                                          "GS022",
		"Never:\n- without asking, change the schema\n- No new dependencies":                         "constraint without asking, change the schema; constraint No new dependencies",
		"Never:\n- stay out of `src/a/**`":                                                           "deny src/a/**; constraint stay out of `src/a/**`",
		"Do not rename\n- public functions\n- the exported types":                                    "constraint Do not change public functions; constraint Do not change the exported types",
		"Do not delete\n- `src/a/**`":                                                                "deny src/a/**",
		"Please do not replace\n- src/a/**":                                                          "deny src/a/**",
		"Leave alone\n- src/a/**":                                                                    "deny src/a/**",
		"Keep out of\n- src/a/**":                                                                    "deny src/a/**",
		"Phase 1: Read\n- work only on `src/**`\n\nPhase 2: Write\n- work only on `src/**`\n\nConstraints:\n- No new dependencies\n\nDo NOT modify:\n- src/pay/** (audited)\n\nStop and report:\n- report what was done\n- stop when the API would change": "deny src/pay/**; constraint No new dependencies; phase 1 Read only src/**; phase 2 Write only src/**; stop report what was done; stop stop when the API would change",
		"Phase 1: Read\n- work only on `src/**`\n\nPhase 2: Write\n- work only on `src/**`\n\n**Do NOT modify:**\n\n- src/pay/** (audited)":                                                                                                                "deny src/pay/**; phase 1 Read only src/**; phase 2 Write only src/**",
		"Phase 1: Read\n- x\n\nPhase 2: Write\n- work only on `src/**`\nDo NOT modify:\n- src/pay/**":                                                                                                                                                      "phase 1 Read; phase 2 Write only src/** kept src/pay/**",
		"Phase 1: Read\n\n- x\n\nDo NOT modify:\n- src/pay/**\n\nPhase 2: Write\n- x\n\nDo NOT modify:\n- src/a/**":                                                                                                                                        "phase 1 Read kept src/pay/**; phase 2 Write kept src/a/**",
		"Phase 1: Read\n\nDo NOT modify:\n- src/pay/**":                                                                           "phase 1 Read kept src/pay/**",
		"Phase 1: Read\n- x\n\nOnly modify:\n- src/pay/**":                                                                        "allow src/pay/**; phase 1 Read",
		"Phase 1: Read\n- x\n\nDo NOT modify: src/pay/**":                                                                         "deny src/pay/**; phase 1 Read",
		"Phase 1: Read\n- x\n\nStop if:\n- it breaks":                                                                             "phase 1 Read stop it breaks",
		"**Phase 1: Read**\n\n- x\n\n**Constraints**\n\n- No new dependency\n\n**Phase 2: Write**\n\n- y":                         "constraint No new dependency; phase 1 Read; phase 2 Write",
		"## Phase 1: Read\n- x\n\nConstraints:\n- No new dependency\n":                                                            "constraint No new dependency; phase 1 Read",
		"## Phase 1: Read\n- x\n\n**Do not modify:**\n- src/pay/**\n":                                                             "deny src/pay/**; phase 1 Read",
		"## Phase 1: Read\n- x\n\n**Do not modify:**\n- src/pay/**\n\n## Phase 2: Write\n- y\n\n**Do not modify:**\n- src/a/**\n": "phase 1 Read kept src/pay/**; phase 2 Write kept src/a/**",
		"## Phase 1: Read\n- x\n\n**Only modify:**\n- src/pay/**\n":                                                               "phase 1 Read only src/pay/**",
		"Phase 1: Read\nWork only on src/a/**\n\nDo NOT modify:\n- src/pay/**":                                                    "deny src/pay/**; phase 1 Read only src/a/**",
		"Constraints: Nothing is renamed. Do not change any file.":                                                                "constraint Nothing is renamed; constraint Do not change any file",
		"## Constraints\nDo not touch any existing code path.":                                                                    "constraint Do not touch any existing code path.",
		"## Constraints\n- No new dependency\n- Keep unchanged.":                                                                  "constraint No new dependency; constraint Keep unchanged.",
		"## Constraints\nNo new dependency.\nDo not change files":                                                                 "constraint No new dependency.; constraint Do not change files",
		"## Constraints\nDo not touch:\n- src/pay/**":                                                                             "deny src/pay/**",
		"## Stop and report\nDo not change any file.":                                                                             "stop Do not change any file.",
		"Phase 1: Read. Do not change any file.":                                                                                  "phase 1 Read. Do not change any file.",
		"**Phase 1: Read.** Do not change any file.\n**Phase 2: Write.** Do so.":                                                  "phase 1 Read. Do not change any file.; phase 2 Write. Do so.",

		"DO modify:\n- src/a. Do not modify `src/b/`.":              "deny src/b/; focus src/a; constraint Do not modify `src/b/`",
		"DO modify:\n- src/a, src/c (never change src/b/x)":         "deny src/b/x; focus src/a src/c; constraint never change src/b/x",
		"DO modify:\n- src/a - leave src/b/x alone":                 "deny src/b/x; focus src/a; constraint leave src/b/x alone",
		"DO modify:\n- src/a (the parser; do not rename functions)": "focus src/a",
		"DO modify:\n- src/a (the code)":                            "focus src/a",
		"DO modify:\n- src/a (only src/a/x may change)":             "allow src/a/x; focus src/a; constraint only src/a/x may change",
		"DO modify:\n- src/a\n- do not touch src/b":                 "deny src/b; focus src/a; constraint do not touch src/b",
		"Focus on: src/a/. Keep src/b unchanged.":                   "deny src/b; focus src/a/; constraint Keep src/b unchanged",
		"Do NOT modify:\n- src/a (only src/b may change)":           "allow src/b; deny src/a; constraint only src/b may change",
		"Do NOT modify:\n- src/a (generated; do not edit)":          "deny src/a",
		"## Do not touch `src/b/`\nIt is audited.":                  "deny src/b/; constraint Do not touch `src/b/`",
		"## src/b is off limits\n- a.go":                            "GS022",
		"## Only change files in src/b":                             "allow src/b; constraint Only change files in src/b",
		"## Only the tests in src/b may change":                     "GS022",
		"## Why src/b changes often\nIt does.":                      "",
		"**Do not touch src/b**\n\nIt is audited.":                  "deny src/b; constraint **Do not touch src/b**",

		"### Phase 1 (read)\nWork only on src/a/**\n### Phase 2 (write): the code\n- keep it small": "phase 1 read only src/a/**; phase 2 write: the code",
		"Phase 1 (read) takes a day.":                                            "",
		"Phases:\n- Read: work only on src/a/**, stop if it is unclear\n- Write": "phase 1 Read only src/a/** stop it is unclear; phase 2 Write",

		"Constraints\n- No new dependency":                           "constraint No new dependency",
		"Out of scope\n- the API":                                    "constraint Out of scope: the API",
		"Phases\n- Read: work only on src/a\n\nStop if\n- it breaks": "phase 1 Read only src/a; stop Stop if it breaks",
		"We like these constraints\n- No new dependency":             "",
		"Constraints\nNo new dependency":                             "constraint No new dependency",
		"Notes\n- No new dependency":                                 "",

		"Migration note: no":                               "",
		"Migration note: not needed":                       "",
		"Constraints:\n- Do not write a migration note":    "constraint Do not write a migration note",
		"Constraints:\n- Do not forget the migration note": "constraint Do not forget the migration note; migration note",
		"Evidence:\n- There is a migration note":           "migration note",
	} {
		g, findings := goalspec.Parse("", front+text+"\n").Admit(goalspec.Options{})
		if got := strings.Join(bounds(g, findings), "; "); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// bounds are what a goal adds to the one above, or the codes that forbid it.
func bounds(g goalspec.Goal, findings []goalspec.Finding) (out []string) {
	if g.IsZero() {
		for _, f := range findings {
			if f.Severity == goalspec.Error {
				out = append(out, f.Code)
			}
		}
		return out
	}
	list := func(what string, globs []goalspec.Glob) string {
		for _, p := range globs {
			what += " " + p.Pattern
		}
		return what
	}
	for i, globs := range [][]goalspec.Glob{g.Scope().Allow, g.Scope().Deny, g.Scope().Focus} {
		if len(globs) > 0 {
			out = append(out, list([]string{"allow", "deny", "focus"}[i], globs))
		}
	}
	for _, c := range g.Constraints()[1:] {
		out = append(out, "constraint "+c.Text)
	}
	for _, p := range g.Phases() {
		s := fmt.Sprintf("phase %d %s", p.Number, p.Name)
		if len(p.Only) > 0 {
			s = list(s+" only", p.Only)
		}
		if kept := p.Kept(); len(kept) > 0 {
			s = list(s+" kept", kept)
		}
		for _, c := range p.StopIf {
			s += " stop " + c.Text
		}
		out = append(out, s)
	}
	for _, s := range g.Stop() {
		out = append(out, "stop "+s.Text)
	}
	if g.MigrationNote() {
		out = append(out, "migration note")
	}
	return out
}
