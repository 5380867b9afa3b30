package goalspec

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// TestRowsThatMayChange: of a table of paths, only a plain yes or no in a column that says
// which may change parts them, and only where the work is bounded.
func TestRowsThatMayChange(t *testing.T) {
	const front = "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"
	table := func(over, titles string, rows ...string) string {
		return front + over + "\n\n" + titles + "\n" + strings.Repeat("|---", strings.Count(titles, "|")-1) + "|\n" + strings.Join(rows, "\n") + "\n"
	}
	for _, text := range []string{
		table("## Boundaries", "| Directory | Locked |", "| `sql/` | yes |", "| `web/` | no |"),
		table("Scope:", "| Path | May change | Owner |", "| `sql/` | no | data |", "| `web/` | yes | pages |"),
		table("## Paths", "| Folder | Editable |", "| `sql/` | ❌ |", "| `web/` | ✔️ |"),
		table("These are the parts you may edit and those you may not:", "| Path | Allowed |", "| `sql/` | No |", "| `web/` | **Yes** |"),
	} {
		d := Parse("", text)
		g, found := d.Admit(Options{})
		if HasErrors(found) || ruling.Patterns(patternsOf(g.Scope().Allow)) != "web/" || ruling.Patterns(patternsOf(g.Scope().Deny)) != "sql/" {
			t.Errorf("%q gives %v: %v", text, g.Scope(), found)
		}
	}
	for _, text := range []string{
		table("## Boundaries", "| Path | Frozen |", "| `sql/` | yes |", "| `web/` | untouched |"),
		table("## Boundaries", "| Path | Protected |", "| `sql/` | yes |", "| `web/` | hands off |"),
		table("## Boundaries", "| Path | Off-limits |", "| `sql/` | ✅ |", "| `web/` | ❌ |"),
		table("## Boundaries", "| Path | Allowed | Frozen |", "| `sql/` | no | yes |", "| `web/` | yes | yes |"),
		table("## Boundaries", "| Path | Allowed | Only when |", "| `sql/` | no | |", "| `web/` | yes | a test needs it |"),
		table("## Boundaries", "| Path | Allowed | Notes |", "| `sql/` | no | |", "| `web/` | yes | only comments |"),
		table("The rights page lists:", "| Path | Allowed |", "| `/admin/` | no |", "| `/home/` | yes |"),
		table("## Boundaries", "| Endpoint | Allowed |", "| `/api/rows` | no |", "| `/api/me` | yes |"),
		table("### Sample of the table", "| File | Locked |", "| `a.pdf` | yes |", "| `b.pdf` | no |"),
	} {
		d := Parse("", text)
		d.Admit(Options{})
		if len(d.scope.Allow) > 0 && len(d.scope.Deny) > 0 && !HasErrors(d.Lint(Options{})) {
			t.Errorf("%q gives %v", text, d.scope)
		}
	}
}
