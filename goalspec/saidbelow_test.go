package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestSaidBelowCommands holds that what a sentence below commands says of them is said of
// them, and that none is asked to pass of which it says something else.
func TestSaidBelowCommands(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"```sh\nmake a\nmake b\n```\n\nBoth exit 0, and\n\n```sh\nmake c\n```\n\nexits 1.\n":      {"make a", "make b", "make c; test $? -eq 1"},
		"```sh\nmake a\n```\n\nmust fail.\n":                                                      {""},
		"```sh\nrg old src\n```\n\nThis prints nothing.\n":                                        {"rg old src; test $? -eq 1"},
		"```sh\nrg old src\nmake a\n```\n\nAll of them pass.\n":                                   {"rg old src", "make a"},
		"```sh\nmake build\n./bin/app --bad\n```\n\nThe last one exits with 2.\n":                 {"make build", "./bin/app --bad; test $? -eq 2"},
		"```sh\ncd web\nmake a\n```\n\nIt must fail.\n":                                           {""},
		"```sh\nmake load\n```\n\nIt has thresholds.\n":                                           {"make load", ""},
		"$ make a\n$ make b\nall exit 0, and\n$ make c\nexits 1\n":                                {"make a", "make b", "make c; test $? -eq 1"},
		"The gates:\n\n    bazel test //net/...\n    ./tools/lint/no_raw_new.sh net\n":            {"bazel test //net/...", "./tools/lint/no_raw_new.sh net"},
		"- ownership is via `unique_ptr`\n":                                                       {""},
		"- `cargo run -p cli -- nonsense` ends with exit code 2\n":                                {"cargo run -p cli -- nonsense; test $? -eq 2"},
		"$ make a\n$ make b\n":                                                                    {"make a", "make b"},
		"```yaml\n# in CI as well\n- make a\n- helm lint charts/api\n```\n":                       {"make a", "helm lint charts/api"},
		"```yaml\n- name: api\n  replicas: 2\n```\n- `make a` passes\n":                           {"make a"},
		"```\ncoverage run --branch -m pytest tests\nmutmut run --paths-to-mutate a.py\n```\n":    {"coverage run --branch -m pytest tests", "mutmut run --paths-to-mutate a.py"},
		"- `make a` passes\n\n```\nok  example.com/app 0.5s\nok  example.com/app/web 0.1s\n```\n": {"make a"},
		"`make a`, `make b`, and `rg old src` has no matches\n":                                   {"make a && make b && (rg old src; test $? -eq 1)"},
		"`rg old src` and `rg older src` find nothing\n":                                          {"(rg old src; test $? -eq 1) && (rg older src; test $? -eq 1)"},
		"`make a` and `rg old src` find nothing\n":                                                {""},
	} {
		g, findings := goalspec.Parse("", "Goal: The export writes one row per item.\n\n## Evidence\n\n"+text).Admit(goalspec.Options{})
		var got []string
		for _, c := range g.Criteria() {
			got = append(got, c.Command)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q gives %q, want %q: %v", text, got, want, findings)
		}
	}
}
