package goalspec

import (
	"strings"
	"testing"
)

// TestFrozenByPolicy: what is to change where the policy lets nothing change is told, and
// is no error, for a person may let it; what is only read or held there is not told, nor
// is what the goal itself denies told twice.
func TestFrozenByPolicy(t *testing.T) {
	o := Options{Frozen: []string{"migrations/**", "*.lock", ".github/**"}}
	const keep = "\n\nConstraints:\n- Keep the totals.\n"
	for text, want := range map[string]string{
		"Goal: Invoices carry a due date.\n\nEvidence:\n- `migrations/0042_due.sql` adds the column" + keep:                                         `C1 demands touching "migrations/0042_due.sql"`,
		"Goal: Invoices carry a due date.\n\nEvidence:\n- `test -f migrations/0042_due.sql` [must_change]" + keep:                                   `C1 demands touching "migrations/0042_due.sql"`,
		"Goal: Fix the typo in `.github/workflows/release.yml`.\n\nEvidence:\n- `make lint` passes" + keep:                                          `the outcome demands touching ".github/workflows/release.yml"`,
		"Goal: Change `.github/workflows/ci.yml` so that the cache is kept.\n\nEvidence:\n- `make lint` passes" + keep:                              `the outcome demands touching ".github/workflows/ci.yml"`,
		"Goal: Jobs keep their cache. Please update the file `.github/workflows/ci.yml`.\n\nEvidence:\n- `make lint` passes" + keep:                 `the outcome demands touching ".github/workflows/ci.yml"`,
		"Goal: Rename `migrations/0042_due.sql` to `0043_due.sql`.\n\nEvidence:\n- `make due` passes [must_change]" + keep:                          `the outcome demands touching "migrations/0042_due.sql"`,
		"Goal: Change the totals to those of `migrations/seed.sql`.\n\nEvidence:\n- `make due` passes [must_change]" + keep:                         "",
		"Goal: Invoices carry a due date.\n\nOnly modify:\n- `migrations/2026/**`\n\nEvidence:\n- `make due` passes [must_change]" + keep:           `"migrations/2026/**" is to change, and the policy freezes all of it`,
		"Goal: Upgrade lodash to 4.17.21.\n\nEvidence:\n- `yarn test` passes\n- `yarn why lodash` prints 4.17.21 [must_change]" + keep:              "",
		"Goal: Invoices carry a due date.\n\nEvidence:\n- `migrations/0001.sql` is unchanged\n- `make due` passes [must_change]" + keep:             "",
		"Goal: Invoices carry a due date, read from `migrations/seed.json`.\n\nEvidence:\n- `make due` passes [must_change]" + keep:                 "",
		"Goal: Invoices carry a due date.\n\nOnly modify:\n- `billing/**`\n- `**/*.sql`\n\nEvidence:\n- `make due` passes [must_change]" + keep:     "",
		"Goal: Invoices carry a due date.\n\nEvidence:\n- `billing/due.go` adds the field\n- `make due` passes [must_change]" + keep:                "",
		"Goal: Invoices carry a due date.\n\nDo not modify: `migrations/**`\n\nEvidence:\n- `migrations/0042_due.sql` adds the column" + keep:       "-",
		"Goal: Fix the typo in `migrations/a.sql`.\n\nDo not modify: `migrations/**`\n\nEvidence:\n- `make due` passes [must_change]" + keep:        "-",
		"Goal: Invoices carry a due date.\n\nEvidence:\n- `go test ./migrations/...` passes\n- `grep -c due billing/due.go` prints 1" + keep:        "",
		"Goal: Invoices carry a due date.\n\nEvidence:\n- each file in `billing/` adds the field\n- as today, `migrations/1.sql` adds a row" + keep: "",
	} {
		d := Parse("", text)
		var said string
		for _, f := range d.Lint(o) {
			if f.Code == "GS049" {
				said += f.Message + "\n"
			}
			if f.Severity == Error && want != "-" {
				t.Errorf("%q has the error %s", text, f)
			}
		}
		if want == "-" {
			want = ""
		}
		if (said == "") != (want == "") || !strings.Contains(said, want) {
			t.Errorf("%q: said %q, want %q", text, said, want)
		}
		for _, f := range d.Lint(Options{}) {
			if f.Code == "GS049" {
				t.Errorf("%q without a policy: %s", text, f)
			}
		}
	}
}

// TestManyFrozenPaths wants no goal refused for what its policy freezes.
func TestManyFrozenPaths(t *testing.T) {
	var o Options
	for range 2000 {
		o.Frozen = append(o.Frozen, "**/a/**/b/**/c*d*e")
	}
	text := "Goal: Invoices carry a due date.\n\nConstraints:\n- Keep the totals.\n\nEvidence:\n" + strings.Repeat("- `a/x/b/y/b/z/a/b/x/y/z/c/d/e.go` adds the field\n", 60)
	if _, findings := Parse("", text).Admit(o); HasErrors(findings) {
		t.Errorf("refused: %v", findings)
	}
}
