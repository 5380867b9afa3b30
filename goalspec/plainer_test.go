package goalspec_test

import "testing"

// TestBoundsInTheirOwnWords holds what is read of bounds that are said in other words than
// most, or beside a sentence that adds nothing, and what stays refused.
func TestBoundsInTheirOwnWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"- Permitted paths: ONLY `a/x.yml` and `b/**`":                                                                                                 "",
		"- `infra/prod/` and `infra/modules/` stay untouched. If a module would have to be changed, note it in the PR.":                                "deny=[infra/prod/ infra/modules/] GS044",
		"- `infra/prod/` stays untouched. If a module has to be changed, change it.":                                                                   "GS022",
		"- `infra/prod/` stays untouched. Except the modules.":                                                                                         " GS046",
		"- Leave `scripts/release.py` in place, unchanged, until two releases were done with the new tool.":                                            "deny=[scripts/release.py] GS044",
		"- Leave `scripts/release.py` unchanged until phase 2.":                                                                                        "deny=[scripts/release.py] GS044",
		"- Leave `charts/api/values.yaml` defaults as they are, and don't touch `charts/worker`.":                                                      "deny=[charts/worker] GS046",
		"- The traces are not to be modified, and neither is `src/storage/`.":                                                                          "deny=[src/storage/]",
		"- Don't change the output format (`exporter/format/` directory).":                                                                             "deny=[exporter/format/]",
		"- Not change signature of function, we have Python binding on it in `bindings/`, this directory also not change.":                             "deny=[bindings/] GS044",
		"- The time for a PR without changes in `third_party/` is 15 minutes or less":                                                                  "",
		"\nDo not modify:\n- The on-disk format (`kv/format.go`, and everything under `kv/testdata/`). Old segments must be readable by the new code.": "deny=[kv/format.go kv/testdata/] GS044",
		"\nMust stay unchanged: `tabular/export.py`, `tests/data/*.csv`. New sample files go in `tests/data/bom/`.":                                    "deny=[tabular/export.py tests/data/*.csv]",
		"\nMust stay unchanged: `tabular/export.py`. The rest of `tabular/` may change.":                                                               "deny=[tabular/export.py]",
	} {
		if got := heldAndTold("Constraints:\n"+text, "GS044"); got != want && heldAndTold("Constraints:\n"+text, "GS046") != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
