package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestBansAreReadStrictly holds that a sentence which forbids a change, in words that no
// way to say so knows, forbids it for all that it names; and that one which permits or
// asks for something beside is refused.
func TestBansAreReadStrictly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The golden files in `testdata/golden/` must not be regenerated. If one no longer matches, the fix is wrong.":           "deny=[testdata/golden/]",
		"The public header `include/png.h` shall not be altered, as the ABI is guaranteed; nor shall any file below `vendor/`.": "deny=[include/png.h vendor/]",
		"Do not change the wire format, the schema or `api/v1.proto`.":                                                          "deny=[api/v1.proto]",
		"Where: only files under `tf/staging/` may change.":                                                                     "allow=[tf/staging/]",
		"Work in `src/test/` only; production code must not change, not even to make something visible.":                        "allow=[src/test/]",
		"**Hard limits.** Not allowed to change: `tokens/**`, `shots/**`. At most 40 minutes for one.":                          "deny=[tokens/** shots/**]",
		"Changing the wire format (`internal/wire/`, leave it untouched).":                                                      "deny=[internal/wire/]",
		"You should only need `a/**` and `b.ini`, and I ask you to change nothing else.":                                        "GS022",
		"Do not touch the fixtures (`x/`) or the snapshots (`y/`).":                                                             "deny=[x/ y/]",
		"Do not change `a/x.go`, its test `a/x_test.go` and the doc `d.md`.":                                                    "deny=[a/x.go a/x_test.go d.md]",
		"Do not change `a/x.go` (and all of `b/`).":                                                                             "deny=[a/x.go b/]",
		"Do not change `a/x.go` (see `docs/why.md`).":                                                                           "deny=[a/x.go]",
		"Do not change `a/x.go` (and `b/`, unless asked).":                                                                      "deny=[a/x.go b/]",

		"Change nothing in `api/`.":                                    "deny=[api/]",
		"Modify neither `api/` nor `lib/`.":                            "deny=[api/ lib/]",
		"Neither `a/x.go` nor `b/y.go` changes.":                       "deny=[a/x.go b/y.go]",
		"Only files in `docs/` are changed.":                           "allow=[docs/]",
		"You may edit `a/**` and `b/**` only.":                         "allow=[a/** b/**]",
		"You may change only `a/**`.":                                  "allow=[a/**]",
		"Only those two files (`a.json`, `b.json`) may be changed.":    "GS022",
		"Keep:\n- `charts/**` — it belongs to the platform team.":      "deny=[charts/**]",
		"Please leave:\n- `hal/`\n- the vectors themselves":            "deny=[hal/]",
		"The PR changes only `a/`.":                                    "allow=[a/]",
		"Everything may change but `a/`.":                              "deny=[a/]",
		"Anything except `a/` may be changed.":                         "deny=[a/]",
		"You may change everything but `a/`.":                          "deny=[a/]",
		"Leave `a/` as is; that also goes for `b/`.":                   "deny=[a/ b/]",
		"`a/` may be read but not written.":                            "deny=[a/]",
		"We freeze `a/`.":                                              "deny=[a/]",
		"Legal forbids touching `a/`.":                                 "deny=[a/]",
		"Our contract prohibits changes to `a/`.":                      "deny=[a/]",
		"The licence does not forbid changing `a/`.":                   "GS022",
		"The client lives in `a/x.go`. It stays untouched.":            "deny=[a/x.go]",
		"The client lives in `a/x.go`. That file is off limits.":       "deny=[a/x.go]",
		"The client lives in `a/x.go`. It must remain as it is.":       "deny=[a/x.go]",
		"The client lives in `a/x.go`. This file must not be changed.": "deny=[a/x.go]",
		"The client lives in `a/x.go`. Hands off!":                     "deny=[a/x.go]",
		"The client lives in `a/x.go`. It is unchanged since 2019.":    "",
		"Copy `x/a.go` to `y/b.go`. It stays untouched.":               "GS022",
		"`a/x.go` must not change the rows.":                           "deny=[a/x.go]",
		"`a/x.go` does not change the rows.":                           "",
		"`a/x.go` never changes.":                                      "deny=[a/x.go]",
		// a part of what a path holds, or what hangs on something
		"Production code in `src/` must not be edited.":           "",
		"Do not remove timeouts in `src/`.":                       "",
		"Don't touch other charts than `charts/x`.":               "",
		"`a/x.go` must not be altered, nor `b/` unless asked.":    "deny=[a/x.go b/]",
		"Do not alter the API, or `a/b.go` other than its names.": "",
		"If `a/` is full, the rows, or `b/`, must not be edited.": "",
		// another thing is asked of a path
		"Update `docs/a.md`, and nobody may then edit the rows or `docs/b.md`.":     "GS022",
		"Copy `x/a.go` to `y/b.go`; do not edit it.":                                "GS022",
		"`x/a.go` writes the rows, do not change them.":                             "GS022",
		"Do not change the API, or `a/b.go`, but regenerate `c/d.go`.":              "GS022",
		"Public API in `pkg/sql` may only grow, nothing renamed or removed.":        "",
		"Work in `src/test/` only; production code in `lib/` must not change much.": "GS022",
	} {
		g, findings := goalspec.Parse("", bounded+text+"\n").Admit(goalspec.Options{})
		got := listed("allow", g.Scope().Allow) + listed("deny", g.Scope().Deny)
		if i := slices.IndexFunc(findings, func(f goalspec.Finding) bool { return f.Severity == goalspec.Error }); i >= 0 {
			got = findings[i].Code
		}
		if got != want {
			t.Errorf("%q gives %q, want %q: %v", text, got, want, findings)
		}
	}
}
