package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestBoundsInAnyPlace puts bounds where people put them: what is not read is
// found.
func TestBoundsInAnyPlace(t *testing.T) {
	const front = "Goal: The export writes one row per item.\n\nConstraints:\n- Keep the column order\n%\nEvidence:\n- `make test` passes\n\n"
	for text, want := range map[string]string{
		"DO ~~not~~ modify:\n- api/**\n":                                         "finding",
		"DO ~~not~~ modify: api/**\n":                                            "finding",
		"## ~~Do not~~ modify\n- api/**\n":                                       "finding",
		"Constraints:\n\n| path | may change |\n|---|---|\n| `api/**` | no |\n":  "finding",
		"## Areas\n\n| path | may change |\n|---|---|\n| `api/**` | no |\n":      "finding",
		"| path | frozen? |\n|---|---|\n| `api/**` | yes |\n":                    "finding",
		"Do NOT modify:\n\n| path | may change |\n|---|---|\n| api/** | yes |\n": "finding",
		"Constraints:\n**Do NOT modify:**\n- api/**\n":                           "deny=[api/**]",
		"Constraints:\n- **Do NOT modify:**\n  - api/**\n":                       "deny=[api/**]",
		"Constraints:\n- `api/**` is frozen\n":                                   "deny=[api/**]",
		"Constraints:\n- changes are limited to `web/**`\n":                      "allow=[web/**]",
		"Constraints:\nThese never ever get touched by hand:\n- api/**\n":        "finding",
		"## Ground rules\n- `api/**` is frozen\n":                                "finding",
		"## Ground rules\nThe `api/**` tree stays. Do not touch `web/**`.\n":     "deny=[web/**]",
		"## What we never change\n- api/**\n":                                    "deny=[api/**]",
		"## What the team refuses to change, and never touches\n- api/**\n":      "finding",
		"Notes:\n- Do not touch `api/**`\n":                                      "finding",
		"Notes:\n- The log is in `api/x.log`\n":                                  "",
		"> Do not touch `api/**`\n":                                              "finding",
		"Per item:\n- fix it, but do not touch `api/**`\n":                       "deny=[api/**]",
		"Resources:\n- `make x`, and hands off `api/**`\n":                       "deny=[api/**]",
	} {
		body := front[:slices.Index([]byte(front), '%')] + "\n" + front[slices.Index([]byte(front), '%')+1:] + text
		g, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
		got := listed("allow", g.Scope().Allow) + listed("deny", g.Scope().Deny)
		if g.IsZero() {
			got = "finding"
		}
		if got != want {
			t.Errorf("%q gives %q, want %q: %v", text, got, want, findings)
		}
	}
}
