package goalspec_test

import (
	"slices"
	"strings"
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
		"Constraints:\nThese never ever get touched by hand:\n- api/**\n":        "deny=[api/**]",
		"## Ground rules\n- `api/**` is frozen\n":                                "deny=[api/**]",
		"## Ground rules\nThe `api/**` tree stays. Do not touch `web/**`.\n":     "deny=[web/**]",
		"## What we never change\n- api/**\n":                                    "deny=[api/**]",
		"## What the team refuses to change, and never touches\n- api/**\n":      "finding",
		"Notes:\n- Do not touch `api/**`\n":                                      "deny=[api/**]",
		"Notes:\n- Do not touch `api/**`\n\nDo not modify:\n- api/**\n":          "deny=[api/**]",
		"## More\n\nIt works without editing `api/x.go`.\n":                      "deny=[api/x.go]",
		"Notes:\n- The log is in `api/x.log`\n":                                  "",
		"> Do not touch `api/**`\n":                                              "deny=[api/**]",
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

// TestNoBoundIsLost holds that a bound is read as it is meant, or found, in
// whatever words and marks it is put, and wherever it stands.
func TestNoBoundIsLost(t *testing.T) {
	t.Parallel()
	const front = "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"
	sentences := map[string][]string{
		"deny": {
			"do not change %", "never touch files in %", "you must not edit %", "keep % unchanged", "leave % alone", "% is frozen", "% must stay as it is",
			"% must not be modified", "% is off limits", "hands off %", "no changes to %", "no edits in %", "% may never be touched", "% is out of bounds", "**Do NOT modify:** %",
			"avoid touching %", "% stays untouched", "% and its tests are read-only", "do not, under any circumstances, change %", "% should be left alone",
		},
		"allow": {
			"only change %", "change only %", "changes are limited to %", "restrict the work to %", "only % may change", "nothing outside % may change", "everything except % is frozen",
			"do not touch anything but %", "keep the change inside %", "stay within %", "no changes outside %", "work only in %", "% is the only tree that may change",
		},
	}
	places := []string{
		"Constraints:\n- $\n", "Constraints:\n- the order stays; $\n", "Constraints:\n$.\n", "$.\n", "The rest is as it was. $.\n", "## Ground rules\n- $\n", "## Ground rules\n\n$.\n",
		"Notes:\n- $\n", "> $\n", "| rule |\n|---|\n| $ |\n", "Constraints:\n- For the API:\n  - $\n", "Per item:\n- $\n", "Non-goals:\n- $\n", "Stop when:\n- done\n\n$.\n", "- [ ] $\n", "## $\n", "**$**\n",
	}
	forms := []string{"`api/**`", "api/gen.go", "`api/`", "\"api/gen.go\"", "**api/gen**", "`api/a.go` and `api/b.go`", "api/x, api/y/"}
	n := 0
	for what, list := range sentences {
		for _, words := range list {
			for i, place := range places {
				for j, form := range forms {
					if i > 0 && j > 1 && j != i%len(forms) {
						continue
					}
					lead := []string{"", "please ", "also, ", "note: "}[n%4]
					s := strings.ReplaceAll(lead+words, "%", form)
					if n++; n%3 == 0 && !strings.HasPrefix(s, "api") {
						s = strings.ToUpper(s[:1]) + s[1:]
					}
					lost(t, what, front+strings.ReplaceAll(place, "$", s))
				}
			}
		}
	}
}

// lost reports a body whose bound is neither read as what it is nor found.
func lost(t *testing.T, what, body string) {
	t.Helper()
	g, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
	list := g.Scope().Deny
	if what == "allow" {
		list = g.Scope().Allow
	}
	switch {
	case goalspec.HasErrors(findings):
	case len(list) == 0 || len(g.Scope().Deny)+len(g.Scope().Allow) != len(list):
		t.Errorf("not read as %s: scope %+v of\n%s", what, g.Scope(), body)
	case !strings.HasPrefix(list[0].Pattern, "api/"):
		t.Errorf("read as %q:\n%s", list[0].Pattern, body)
	}
}

// TestVersionIsNoNumber: what a command prints is compared as a number only where all of
// it is one.
func TestVersionIsNoNumber(t *testing.T) {
	for said, want := range map[string]string{
		"prints 2":                     "== 2",
		"prints 2.":                    "== 2",
		"prints 2, and nothing else":   "== 2",
		"prints 1.2.3":                 "prints `1.2.3`",
		"prints 1.2.3.":                "prints `1.2.3`",
		"prints 2.0.1-rc1":             "prints `1.2.3`",
		"outputs 1.2.3 and exits 0":    "prints `1.2.3`",
		"prints 2.5":                   "operator and a number",
		"prints 2-rc1":                 "operator and a number",
		"prints 2;x":                   "operator and a number",
		"must print `1.2.3` and exits": "",
	} {
		d := goalspec.Parse("", "Goal: The tool says which one it is.\n\nEvidence:\n- `go test ./...` passes\n- `go run . --version` "+said+"\n")
		c := d.Criteria()[1]
		got := ""
		if c.Predicate != nil {
			got = c.Predicate.String()
		}
		for _, f := range d.Lint(goalspec.Options{}) {
			if f.Code == "GS040" && c.Command == "" {
				got += f.Suggestion
			}
		}
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q gives %q, want %q", said, got, want)
		}
	}
}
