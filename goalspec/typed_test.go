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
		out = append(out, strings.Join(append([]string{"deny " + x.Pattern}, x.Except...), " but "))
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

// TestBoundsInCommonWords: what forbids a change is read or refused, and what only
// names a path bounds nothing.
func TestBoundsInCommonWords(t *testing.T) {
	for line, want := range map[string]string{
		"Keep the API schema `openapi.yaml` unchanged":                      "deny openapi.yaml",
		"Do not modify `a/**` or any database migration files":              "deny a/**",
		"Do not modify `a/x.parquet` or anything in `b/`":                   "deny a/x.parquet; deny b/",
		"Do not modify `a/x.js` or the `.npmrc`.":                           "deny a/x.js; deny .npmrc",
		"Please work just in `a/` and `b/`":                                 "allow a/; allow b/",
		"`a/**` looks similar but belongs to another team":                  "deny a/**",
		"Only Markdown files in `docs/a/` get edited, so no file in `src/`": "GS022",
		"`a/**` is synced from upstream; it is to be left as it is":         "deny a/**",
		"Build `a/b` first; it stays the same size":                         "",
		"Do not modify `a/**` or the tests, except `b/c.go`":                "deny a/**",
		"Do not alter the Avro schemas in `schemas/**`":                     "deny schemas/**",
		"Do not change the retry behaviour in `src/backoff.go`":             "",
		"Do not add or modify files under `migrations/`":                    "deny migrations/",
		"Do not read or print `a/b.env`":                                    "",
		"There is no new package in pubspec.yaml":                           "",
		"No new package in `pubspec.yaml`":                                  "",
		"No new files in `src/`":                                            "",
		"Keep the generated client in `client/gen` as it is":                "deny client/gen",
		"Leave the schema `schema.sql` untouched":                           "deny schema.sql",
		"Do not change the schema `schema2.sql`":                            "deny schema2.sql",
		"The schema `openapi.yaml` must stay as it is":                      "deny openapi.yaml",
		"The schema in `openapi.yaml` must not change":                      "deny openapi.yaml",
		"It is forbidden to change `src/auth/`":                             "deny src/auth/",
		"It is not allowed to change `src/auth/`":                           "deny src/auth/",
		"Under no circumstances change `src/auth/`":                         "deny src/auth/",
		"On no account touch `src/auth/`":                                   "deny src/auth/",
		"Make sure `src/auth/` does not change":                             "deny src/auth/",
		"Ensure that `src/auth/` is not modified":                           "deny src/auth/",
		"Do not write to `src/auth/`":                                       "",
		"Do not add files to `src/auth/`":                                   "",
		"Do not create files in `src/auth/`":                                "",
		"Do not reformat `src/auth/`":                                       "deny src/auth/",
		"`src/auth/` must not be renumbered":                                "deny src/auth/",
		"Do not deploy `src/auth/`":                                         "",
		"Do not translate `docs/`":                                          "",
		"`src/web/` is the only place for changes":                          "allow src/web/",
		"`src/web/` is the only place where you may work":                   "allow src/web/",
		"The only directory that may change is `src/web/`":                  "allow src/web/",
		"`src/auth/` is not part of this":                                   "deny src/auth/",
		"`src/auth/` is no part of this work.":                              "deny src/auth/",
		"`src/auth/` is off-bounds":                                         "deny src/auth/",
		"`src/auth/` is not ours":                                           "deny src/auth/",
		"`src/auth/` belongs to another team":                               "GS022",
		"Everything but `src/auth/` is fair game":                           "deny src/auth/",
		"Everything but the tests in `src/auth/` may change":                "GS022",
		"Vectors in `src/auth/` are shared: do not change them here":        "deny src/auth/",
		"The schema in `db/schema.sql` is shared; do not change it.":        "deny db/schema.sql",
		"`src/auth/` is owned by team B, do not touch":                      "deny src/auth/",
		"`src/auth/` is generated and must not be edited":                   "deny src/auth/",
		"Nothing in `src/auth/` may be changed by us":                       "deny src/auth/",
		"Edits in `src/auth/` are not welcome":                              "deny src/auth/",
		"Leave `src/auth/` be":                                              "deny src/auth/",
		"All changes happen in `src/web/`":                                  "allow src/web/",
		"Keep to `src/web/`":                                                "allow src/web/",
		"`dist/` is built by CI: do not commit it":                          "deny dist/",
		"No refactoring of `src/a.go` beyond what is needed":                "GS022",
		"The job reads `b.csv` and must not move it":                        "",
		"`port/8080` is closed to the outside":                              "",
		"The bug in `src/a.go` is not ours but one of the driver":           "",
		"Changes are made in small commits, see `CONTRIBUTING.md`":          "",
		"Do not bump `react` in `package.json`":                             "",
		"`src/a.go` is not part of the build":                               "",
		"`src/a.go` is the only place where the config is read":             "",
		"`src/a.go` is used by another team: keep its signature":            "",
		"All changes go into `CHANGELOG.md`":                                "",
		"Everything but `a.csv` is empty":                                   "",
		"Do not trim the output of `src/a.go`":                              "",
		"Don't mess with `src/auth/`":                                       "deny src/auth/",
		"`src/auth/` is locked":                                             "deny src/auth/",
		"`src/auth/` should stay the way it is":                             "deny src/auth/",
		"Freeze `src/auth/`":                                                "deny src/auth/",
		"Protect `src/auth/` from changes":                                  "GS022",
		"Zero changes to `src/auth/`":                                       "deny src/auth/",
		"Exclude: `src/auth/`":                                              "GS022",
		"Let `src/auth/` alone":                                             "deny src/auth/",
		"Only `src/web/`.":                                                  "allow src/web/",
		"Just change `src/web/`":                                            "allow src/web/",
		"Changes go in `src/web/` and nowhere else":                         "GS022",
		"Keep the change to `src/web/`":                                     "GS022",
		"Touch `src/web/` and only `src/web/`":                              "GS022",
		"Allowed paths: `src/web/`":                                         "allow src/web/",
		"Scope: only `src/web/`":                                            "allow src/web/",
		"You may change anything except `src/auth/`":                        "deny src/auth/",
		"Ignore `src/auth/`":                                                "GS022",
		"Skip `src/auth/`":                                                  "GS022",
		"Stick to `src/web/`":                                               "allow src/web/",
		"Stick to `docs/style.md`":                                          "GS022",
		"Changes to `src/auth/` will be rejected":                           "GS022",
		"`src/auth/` is sacred":                                             "deny src/auth/",
		"`src/auth/` is immutable":                                          "deny src/auth/",
		"All changes belong in `src/web/`":                                  "allow src/web/",
		"I forbid changes to `src/auth/`":                                   "deny src/auth/",
		"Leave `src/auth/` the way it is":                                   "deny src/auth/",
		"No edits in `src/auth/`":                                           "deny src/auth/",
		"Do not import `internal/legacy` from the new code":                 "",
		"Do not add dependencies to `go.mod`":                               "",
		"Read `docs/style.md` first":                                        "",
		"The tests in `internal/api` keep passing":                          "",
		"Follow the style of `src/web/list.ts`":                             "",
		"The parser lives in `src/parse/`, and its errors name a line":      "",
		"Use the helpers in `src/lib/` and no others":                       "",
		"The output of `bin/export` stays the same":                         "",
		"Only admins may call `api/v1/users`":                               "",
		"Keep the order of the rows in `testdata/a.csv` unchanged":          "",
		"Error messages in `src/cli/` keep their codes":                     "",
		"Fix the freeze in `src/ui/list.js`":                                "",
		"The file `docs/api.md` is updated":                                 "",
		"New code has tests next to it, as in `src/web/list_test.ts`":       "",
		"No new warnings from `src/web/`":                                   "",
		"`config/app.yml` stays valid YAML":                                 "",
		"Do not call `src/net/http.go` from the tests":                      "",
		"The rows must be in the order of `testdata/a.csv`":                 "",
		"Exports only include rows of `data/a.csv`":                         "",
		"Existing tests in `a/b` must keep passing":                         "",
		"Do not use `src/old/`":                                             "",
		"The importer must not write outside `tmp/`":                        "",
		"Log to `logs/app.log` only once":                                   "",
		"The API in `openapi/v1.yaml` must not break clients":               "",
	} {
		if got := ruled(line); got != want {
			t.Errorf("%q gives %q, want %q", line, got, want)
		}
	}
}

// TestReasonsThatPermitLess: words behind a path that may change, which take a part
// of it back, are no reason.
func TestReasonsThatPermitLess(t *testing.T) {
	for line, want := range map[string]bool{
		"src/ (ask first)": true, "src/ (just the tests)": true, "src/ (tests)": true, "src/ (Go files)": true, "src/ (new files)": true,
		"src/ (comments)": true, "src/ - new files": true,
		"tests/ (tests)": false, "src/ (new package)": false, "src/ (the exporter lives here)": false, "lib (the helpers)": false,
	} {
		d := goalspec.Parse("", "Only modify:\n- "+line+"\n")
		if found := listFindings(d.Lint(goalspec.Options{})); (strings.Contains(found, "GS022") || strings.Contains(found, "GS046")) != want {
			t.Errorf("%q is told: %v; %s", line, !want, found)
		}
	}
}
