package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestEntriesOfWhatMustNotChange holds that each entry below "Do not modify" holds its
// paths, is told to be words, or is refused.
func TestEntriesOfWhatMustNotChange(t *testing.T) {
	t.Parallel()
	for entry, want := range map[string]string{
		".": "deny=[**] GS044", "*": "deny=[**] GS044", "/": "deny=[**] GS044", "`./`": "deny=[**] GS044", "everything": "deny=[**] GS044", "all files": "deny=[**] GS044",
		"`a/b.go`'s exported names": " GS046", "`a/b.go`’s public types keep their fields (`make api` prints nothing)": " GS046", "`a/`'s wire format": " GS046",
		"`a/b.go`'s names, only `a/c.go` may change": "",
		"everything else": "GS022", "all other files": "GS022", "everything except `x/`": "",
		"any grants": " GS046", "the tests": " GS046", "the signature of `Export()`": " GS046",
		"the REST contract in `x/` (used by the app)":                          "deny=[x/] GS044",
		"the API of `a/b.go`, `a/c.go` and `a/d.go`":                           "deny=[a/b.go a/c.go a/d.go] GS044",
		"`x/` and the grants":                                                  "deny=[x/] GS046",
		"the code of go.mod":                                                   "deny=[go.mod]",
		"the tests in `x/` unless asked":                                       "deny=[x/] GS044",
		"the exported API of `x/y` and all in `x/z/`":                          "deny=[x/y x/z/] GS044",
		"Public headers: `x/*.h`. Vendored code in `y/` is not ours.":          "deny=[x/*.h y/] GS044",
		"The output: `x.json` is golden and may not be edited":                 "deny=[x.json] GS044",
		"No changes to the production target in `x.yml`":                       "deny=[x.yml] GS044",
		"The tests in `x/`. What they use today is still used.":                "deny=[x/] GS044",
		"the API of `x/`. `x/y.go` may change.":                                "deny=[x/] GS044",
		"the API of `x/`, which is described in `y.md`; see `z.md`":            "deny=[x/] GS044",
		"the tests; new ones go to `x/`":                                       "GS022",
		"go test ./... passes":                                                 "GS022",
		"other modules than `x/`":                                              "GS022",
		"Use `x/` as an example.":                                              "GS022",
		"changes in `x/y/`, release engineering owns that":                     "deny=[x/y/] GS044 GS046",
		"editing the files of `x/`":                                            "deny=[x/] GS044",
		"the root `base.json`":                                                 "deny=[base.json]",
		"Existing migrations, they ran in production. Nor the models in `x/`.": "deny=[x/] GS046 GS044",
		"`x/` will be deleted in May, it is excluded from the build":           "deny=[x/]",
		"`x/` excluding the tests":                                             "deny=[x/] GS044",
		"The servers. So: only files below `x/`.":                              "GS022",
		"src/ auth/": "GS022",
		`src\auth`:   "GS022",
	} {
		for _, shape := range []string{"Do not modify:\n- " + entry, "Do not modify: " + entry, "Do not modify:\n\n```\n" + entry + "\n```"} {
			g, findings := goalspec.Parse("", bounded+shape+"\n").Admit(goalspec.Options{})
			got := listed("deny", g.Scope().Deny)
			for _, f := range findings {
				switch {
				case f.Severity == goalspec.Error:
					got = f.Code
				case f.Code == "GS044" || f.Code == "GS046":
					got += " " + f.Code
				}
			}
			if got != want {
				t.Errorf("%q gives %q, want %q: %v", shape, got, want, findings)
			}
		}
	}
	for text, want := range map[string]string{
		"DO modify:\n- `src/`\n\nNothing else may change.\n":                                 "allow=[src/]",
		"DO modify:\n- `src/`\n\nDon't:\n- Do not touch anything else\n":                     "allow=[src/]",
		"Do not touch anything else.\n":                                                      "",
		"DO modify:\n- `src/`\n\nOnly modify:\n- `src/a/`\n\nNothing else may be changed.\n": "allow=[src/a/]",
	} {
		g, findings := goalspec.Parse("", bounded+text).Admit(goalspec.Options{})
		if got := listed("allow", g.Scope().Allow); got != want || g.IsZero() {
			t.Errorf("%q gives %q, want %q: %v", text, got, want, findings)
		}
	}
	const focus = "DO modify:\n- `src/`\n\nDo not modify:\n- anything else\n"
	if got := listed("allow", goalspec.Parse("", bounded+focus).Scope().Allow); got != "allow=[src/]" {
		t.Errorf("%q gives %q", focus, got)
	}
}
