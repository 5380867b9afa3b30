package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// ruled is what a line among the constraints does to the scope, or the code of the
// first error.
func ruled(line string) string {
	d := goalspec.Parse("", "Goal: the export has a total line.\n\nEvidence:\n- `make check` passes\n\nConstraints:\n- "+line+"\n")
	_, findings := d.Admit(goalspec.Options{})
	for _, f := range findings {
		if f.Severity == goalspec.Error {
			return f.Code
		}
	}
	var out []string
	for _, x := range d.Scope().Allow {
		out = append(out, "allow "+x.Pattern)
	}
	for _, x := range d.Scope().Deny {
		out = append(out, "deny "+x.Pattern)
	}
	return strings.Join(out, "; ")
}

// TestBoundsAsTyped: marks around a path neither loosen a bound nor make another
// path of it.
func TestBoundsAsTyped(t *testing.T) {
	for line, want := range map[string]string{
		"Do not touch src/auth!":                   "deny src/auth",
		"Do not touch src/auth/!":                  "deny src/auth/",
		"Do not modify src/auth...":                "deny src/auth",
		"_Do not modify src/auth/_":                "deny src/auth/",
		"[Do not modify src/auth/](http://x)":      "deny src/auth/",
		"Do not touch $src/auth/$":                 "GS022",
		"Do not touch src/auth+src/b/":             "GS022",
		"<b>Do not modify src/auth/</b>":           "deny src/auth/",
		"<i>Do not modify src/auth/</i>":           "deny src/auth/",
		"<sub>Do not modify src/auth/</sub>":       "deny src/auth/",
		"Do not modify <code>src/auth/</code>":     "deny src/auth/",
		"Do <b>not</b> modify src/auth/":           "deny src/auth/",
		"Do not modify (src/auth).":                "GS022",
		"Only modify (src/web/)!":                  "allow src/web/",
		"Do not modify src/auth、src/web/":          "deny src/auth; deny src/web/",
		"Do not modify src/auth。":                  "deny src/auth",
		"Do not modify src/auth，src/b/":            "deny src/auth; deny src/b/",
		"Do not modify src/auth—it is frozen.":     "deny src/auth",
		"Do not modify src/auth–ever.":             "deny src/auth",
		"Do not modify src/auth…":                  "deny src/auth",
		"Do not modify «src/auth»":                 "deny src/auth",
		"Do not modify „src/auth“":                 "deny src/auth",
		"Do not modify <src/auth>":                 "deny src/auth",
		"Do not modify src/auth's files":           "GS022",
		"Do not modify src/auth|src/b/":            "GS022",
		"Do not modify src/auth&src/b/":            "deny src/auth; deny src/b/",
		"Do not modify src/auth.go#L12":            "GS022",
		"Do not modify `src\\auth`":                "GS022",
		"Donʼt modify src/auth/":                   "deny src/auth/",
		"Do n&#111;t modify src/auth/":             "deny src/auth/",
		"Do not modify src&#47;auth/":              "deny src/auth/",
		"Do not modify src∕auth/":                  "GS022",
		"Do not modify src⁄auth":                   "GS035",
		"Do not modify src/au‑th":                  "GS022",
		"Do not modify src/ɡo":                     "GS035",
		"Do not modify src/ɑb":                     "GS035",
		"Do not modify src/a․go":                   "GS022",
		"Do not modify src/Ꭺb":                     "GS035",
		"Do not modify `docs/ꓮꓐ`":                  "GS035",
		"Do not change `docs/日本語.md`":              "deny docs/日本語.md",
		"Do not change `fixtures/فارسی.csv`":       "deny fixtures/فارسی.csv",
		"Do not change `ドキュメント/**`":                "deny ドキュメント/**",
		"Only `ソース/**` may change":                 "allow ソース/**",
		"Do not change docs/日本語.md":                "deny docs/日本語.md",
		"Do not change `docs/日本語`":                 "deny docs/日本語",
		"Do not modify src/auth (it is frozen).":   "deny src/auth",
		"Only modify src/web/.":                    "allow src/web/",
		"*Do not modify src/auth/*":                "deny src/auth/*",
		"Do not modify `src/auth.go:12`":           "GS022",
		"Do not modify src/auth (frozen)!":         "deny src/auth",
		"Only change ./internal/... please!":       "allow ./internal/",
		"Do not touch queue/queue.go's public API": "",
		"入力/出力の形式は変更しない":                           "",
		"DO NOT change `docs/日本語.md` or `ソース/**`":  "deny docs/日本語.md; deny ソース/**",
		"Kosten in km⁄h und 1⁄2 sind Text":         "GS035",
		"A ½ and a non‑breaking hyphen are prose":  "",
		"A 1⁄2 is prose":                           "",
	} {
		if got := ruled(line); got != want {
			t.Errorf("%q gives %q, want %q", line, got, want)
		}
	}
	for list, want := range map[string]string{
		"docs/日本語.md": "", "fixtures/فارسی.csv": "", "src∕auth/": "GS035", "src⁄auth": "GS035", "src/a․go": "GS035", "src/au‑th": "GS035",
	} {
		if d := goalspec.Parse("", "Do NOT modify:\n- "+list+"\n"); !strings.Contains(listFindings(d.Lint(goalspec.Options{})), want) || want == "" && (len(d.Scope().Deny) != 1 || d.Scope().Deny[0].Pattern != list) {
			t.Errorf("%q: %v", list, d.Scope())
		}
	}
}
