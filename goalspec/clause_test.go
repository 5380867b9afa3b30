package goalspec

import (
	"strings"
	"testing"
)

// TestRulings: what a statement says of paths, whatever marks they stand in.
func TestRulings(t *testing.T) {
	for words, want := range map[string]string{
		"Do not change `a/**`":                              "deny a/**",
		"Please do not ever touch any files in `a/`":        "deny a/",
		"Don’t edit a/b.go, c/d.go or `e/**`":               "deny a/b.go c/d.go e/**",
		"You must not touch `a/**`":                         "deny a/**",
		"Never rename \"a/b.go\"":                           "deny a/b.go",
		"**Do NOT modify:** `a/**`":                         "deny a/**",
		"fix it without changing `a/b.go`":                  "deny a/b.go",
		"No changes to a/b.go (it is generated)":            "deny a/b.go",
		"Keep `a/**` and `b/**` exactly as they are":        "deny a/** b/**",
		"Leave `a/` alone":                                  "deny a/",
		"Leave unchanged: `a/`":                             "deny a/",
		"`a/**` is frozen":                                  "deny a/**",
		"`a/**`, `b/**` and c/d.go must stay unchanged":     "deny a/** b/** c/d.go",
		"files in `a/` are off limits":                      "deny a/",
		"`a/` is read-only":                                 "deny a/",
		"`a/**` must not be touched":                        "deny a/**",
		"`a/x.go` does not change":                          "deny a/x.go",
		"Hands off `a/**`":                                  "deny a/**",
		"Frozen: `a/**`":                                    "deny a/**",
		"Protected: `a/**`":                                 "deny a/**",
		"Do not touch `a/**`, keep `b/**` unchanged":        "deny a/**; deny b/**",
		"Do not touch `a/**`. `b/**` is frozen.":            "deny a/**; deny b/**",
		"Do not move `Makefile`":                            "deny Makefile",
		"Only change `a/**`":                                "allow a/**",
		"change only `a/**`":                                "allow a/**",
		"Change `a/**` only":                                "allow a/**",
		"Change `a/**` (nothing else)":                      "allow a/**",
		"Work only in `a/`, nothing else":                   "allow a/",
		"changes are limited to `a/**`":                     "allow a/**",
		"Limit the changes to a/b.go and `c/`":              "allow a/b.go c/",
		"Restrict the work to `a/`":                         "allow a/",
		"Only `a/` may be changed":                          "allow a/",
		"Only files in `a/` should need changes":            "allow a/",
		"Only files in `a/` may be new":                     "unread",
		"Nothing outside `a/` may change":                   "allow a/",
		"nothing but `a/` may change":                       "allow a/",
		"Keep the change inside `a/`":                       "allow a/",
		"Stay within `a/`":                                  "allow a/",
		"Do not touch anything but `a/**`":                  "allow a/**",
		"No changes outside `a/`":                           "allow a/",
		"Everything but `a/` must stay unchanged":           "allow a/",
		"Everything outside of `a/` is frozen":              "allow a/",
		"leave everything except `a/` alone":                "allow a/",
		"do not change only `a/**`":                         "unread",
		"Do not touch the storage layer (`a/**`).":          "deny a/**",
		"Never modify the old client (a/b.go, `c/`)":        "deny a/b.go c/",
		"The storage layer (`a/`) must not change":          "deny a/",
		"Please leave the exporter alone (`a/`), and stop":  "deny a/",
		"Keep the API unchanged in `a/b.go`":                "",
		"Leave the storage layer alone: `a/`":               "deny a/",
		"Do not touch the storage layer: `a/`":              "deny a/",
		"Only change the web part (`a/`)":                   "allow a/",
		"All changes must stay within `a/`":                 "allow a/",
		"The contents of `a/` stay the same":                "deny a/",
		"Do not change the wording (see `a/b.md`)":          "",
		"Do not change the format: `a/b.md` describes it":   "",
		"Keep the order of the rows (`a/b.go`) unchanged":   "",
		"Admins cannot delete invoices (`a/b.go`)":          "",
		"The importer (`a/b.go`) cannot change the date":    "",
		"Use the same format as `a/b.md`":                   "",
		"DO ~~not~~ modify `a/**`":                          "unread",
		"Do not touch **a/b**":                              "unread",
		"Do not touch `a/my files/**`":                      "unread",
		"Do not touch the tests in `a/`":                    "unread",
		"Do not change the API, or `a/b.go`":                "unread",
		"Only change the importer of `a/**`":                "unread",
		"Only change `a/**` when needed":                    "unread",
		"Only change `a/**`, but not `a/b/**`":              "unread",
		"If in doubt, do not touch `a/**`":                  "unread",
		"Changes beyond `a/` need a reason":                 "unread",
		"the schema in `a/` is frozen":                      "unread",
		"You do not have to change `a/**`":                  "",
		"Do not change the behaviour of `a/b.go`":           "",
		"Keep the behaviour of `a/b.go` unchanged":          "",
		"Keep `Export()` unchanged":                         "",
		"`Config.Name` stays unchanged":                     "",
		"`/v1/users` must not change":                       "",
		"Fields that are read-only in `a/b.go` are grey":    "",
		"The read-only fields in `a/b.go` show a lock":      "",
		"Only edit fields that are read-only in `a/b.go`":   "unread",
		"Never edit modules that are read-only in `a/`":     "unread",
		"Modules are read-only in `a/`":                     "unread",
		"access to `a/b/c` is denied":                       "",
		"the export does not update `a/b.csv`":              "",
		"users cannot edit `a/b.csv`":                       "",
		"The script only updates `a/b.csv`":                 "",
		"`a/b.csv` has no header":                           "",
		"Do not add dependencies to `go.mod`":               "",
		"Stop if the fix needs changes outside `a/`":        "",
		"the tests in `a/` pass":                            "",
		"`go test ./...` must not change":                   "",
		"Do not run `make deploy`":                          "",
		"Do not change the public signatures in `a/b`":      "",
		"Only admins may change `a/b.yml` through the API":  "",
		"Existing tests in `a/b` must keep passing":         "",
		"Keep the public API of `a/b` backwards compatible": "",
		"The exporter must not write outside `a/`":          "",
		"Add `a/b.go` and update `c.md`":                    "",
		"The import keeps the order of `a/b.csv`":           "",
	} {
		var out []string
		for _, r := range rulings(words) {
			s := map[field]string{fieldDeny: "deny", fieldAllow: "allow"}[r.field]
			for _, g := range r.globs {
				s += " " + g.Pattern
			}
			if r.fault != "" {
				s = "unread"
			}
			out = append(out, s)
		}
		if got := strings.Join(out, "; "); got != want {
			t.Errorf("%q is %q, want %q (%s)", words, got, want, newClause(words).classes)
		}
	}
}
