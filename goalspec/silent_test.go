package goalspec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestNoBanIsSilent: what asks for a path to stay is held or told, wherever it stands.
func TestNoBanIsSilent(t *testing.T) {
	const front = "## Outcome\n\nAdd a cache to the parser so that the second read is served from memory.\n\n## Done when\n\n- `go test ./zz` passes\n\n"
	for text, want := range map[string]string{
		"DO modify:\n- `parse/`\n- `parse/gen.go` must not change":                   "deny=[parse/gen.go] focus=[parse/]",
		"DO modify:\n- `parse/`\n- `parse/gen.go` (leave as is)":                     "deny=[parse/gen.go] focus=[parse/]",
		"DO modify:\n- `a/x.go`, `a/y.go` (leave as is)":                             "deny=[a/x.go a/y.go] focus=[]",
		"## Files to change\n\n- `parse/`\n- parse/gen.go: don't":                    "deny=[parse/gen.go] focus=[parse/]",
		"DO modify:\n- `parse/` except `parse/gen.go`":                               "deny=[parse/gen.go] focus=[parse/]",
		"DO modify:\n- `parse/`, but not `parse/gen.go`":                             "deny=[parse/gen.go] focus=[parse/]",
		"DO modify:\n- `parse/gen.go` must not change its signature":                 "deny=[] focus=[parse/gen.go] GS046",
		"DO modify:\n- `parse/gen.go` (do not touch `parse/x.go`)":                   "deny=[parse/x.go] focus=[parse/gen.go]",
		"DO modify:\n- `parse/gen.go` (keep the public API unchanged)":               "deny=[] focus=[parse/gen.go]",
		"DO modify:\n- `parse/gen.go` (no new dependency)":                           "deny=[] focus=[parse/gen.go]",
		"## Stop if\n\n- Stop if `db/` would have to change; it must not be changed": "deny=[] focus=[] GS045",
		"## Stop if\n\n- `db/` would have to change":                                 "deny=[] focus=[]",
		"## Priorities\n\n- First `parse/`, and never `db/`":                         "deny=[] focus=[] GS045",
		"## Priorities\n\n- First `parse/`, then `db/`":                              "deny=[] focus=[]",
		"### No-touch list\n\n- `db/`":                                               "deny=[db/] focus=[]",
		"❌ `db/`\n✅ `parse/`":                                                        "deny=[] focus=[] GS045",
		"## Constraints\n\n- ❌ `db/`\n- ✅ `parse/`":                                  "deny=[] focus=[] GS045",
		"## Phase 1: the docs\n\n- work only on `docs/`\n- `docs/api/` stays frozen": "deny=[] focus=[]",
		"## Phase 1: the docs\n\n- work only on `docs/`\n- `src/` stays frozen":      "deny=[] focus=[]",
		"Do not touch [the schema](db/x.sql).":                                       "deny=[db/x.sql] focus=[]",
		"Do not touch [`x.sql`](db/x.sql).":                                          "deny=[db/x.sql] focus=[]",
		"Do not touch [`x.sql`](https://example.com/db/x.sql).":                      "deny=[x.sql] focus=[]",
		"Do not touch `.sql` files.":                                                 "deny=[**/*.sql] focus=[]",
		"Dont' touch `db/x.sql`.":                                                    "deny=[db/x.sql] focus=[]",
		"A PR that touches `db/` will be rejected.":                                  "deny=[] focus=[] GS045",
		"The change should be contained in `parse/`.":                                "deny=[] focus=[] GS045",
		"The patch must live entirely in `parse/`.":                                  "deny=[] focus=[] GS045",
		"A single file changes: `parse/a.go`.":                                       "deny=[] focus=[] GS045",
		"Just `parse/a.go`, please.":                                                 "deny=[] focus=[] GS045",
		"`db/x.sql` must be byte-for-byte identical afterwards.":                     "deny=[] focus=[] GS045",
		"`db/x.sql` is to be preserved.":                                             "deny=[] focus=[] GS045",
		"Whatever you do, `db/x.sql` stays.":                                         "deny=[] focus=[] GS045",
		"`db/x.sql` is sacrosanct.":                                                  "deny=[] focus=[] GS045",
		"`db/x.sql` is append-only.":                                                 "deny=[] focus=[] GS045",
		"`db/x.sql`: no.":                                                            "deny=[] focus=[] GS045",
		"Do not bump `db/setup.cfg`.":                                                "deny=[db/setup.cfg] focus=[]",
		"The order of the rows in `db/x.sql` is preserved on a restart.":             "deny=[] focus=[]",
		"The bug lives in `parse/a.go`.":                                             "deny=[] focus=[]",
		"`db/x.sql` is identical to `db/y.sql` today.":                               "deny=[] focus=[]",
		"`db/x.sql` contains one row per item.":                                      "deny=[] focus=[]",
	} {
		g, findings := goalspec.Parse("", front+text+"\n").Admit(goalspec.Options{})
		patterns := func(globs []goalspec.Glob) string {
			var out []string
			for _, g := range globs {
				out = append(out, g.Pattern)
			}
			return strings.Join(out, " ")
		}
		got := fmt.Sprintf("deny=[%s] focus=[%s]", patterns(g.Scope().Deny), patterns(g.Scope().Focus))
		for _, f := range findings {
			if f.Code != "GS009" {
				got += " " + f.Code
			}
		}
		if got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}
