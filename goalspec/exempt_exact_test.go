package goalspec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestOnlyExactExceptionsFree holds that paths are left out where the words say just that,
// and that whatever stands beside them which may let less change keeps the ban in words.
func TestOnlyExactExceptionsFree(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		// what stands behind the paths
		"Constraints:\n- Do not edit `lib/` except for `lib/gen/`, which is read-only.":         " GS022",
		"Constraints:\n- Do not edit `lib/` except for `lib/gen/`, which is ours.":              " GS046",
		"Constraints:\n- Do not edit `lib/` except for `lib/gen/`, only when tests break.":      "deny=[lib/] GS044 GS046",
		"Constraints:\n- Do not edit `lib/` except for `lib/gen/`, with approval.":              " GS046",
		"Constraints:\n- Do not edit `lib/` except for `lib/gen/`.":                             "deny=[lib/ but lib/gen/]",
		"Do not edit lib/ except lib/x.go, doc/.":                                               " GS046",
		"Do not modify:\n- `lib/` except `lib/gen/` (read only)":                                "deny=[lib/] GS044",
		"Do not modify:\n- `lib/` except `lib/gen/` (just the headers)":                         "deny=[lib/] GS044",
		"Do not modify:\n- `lib/` except `lib/gen/` (but not `lib/gen/c/`)":                     "deny=[lib/ lib/gen/c/] GS044",
		"Do not modify:\n- `lib/` (except `lib/gen/`) (comments)":                               "deny=[lib/] GS044",
		"Do not modify:\n- `lib/` except `lib/gen/` - read only":                                "deny=[lib/ lib/gen/] GS044",
		"Do not modify:\n- `lib/` (theirs) except `lib/gen/`":                                   "deny=[lib/ but lib/gen/]",
		"Do not modify:\n- `lib/` except `lib/gen.go` (new)":                                    "deny=[lib/ but lib/gen.go]",
		"Do not modify:\n- `lib/` except `lib/gen/`. Leave `lib/gen/c/` too.":                   "deny=[lib/ lib/gen/ lib/gen/c/] GS044",
		"Constraints:\n- `lib/`, except for `lib/gen/`, must not change":                        "deny=[lib/ but lib/gen/]",
		"Constraints:\n- `lib/` except `lib/gen/` and its tests must not change":                " GS046",
		"Constraints:\n- Except for `lib/gen/`, leave `lib/` alone":                             "deny=[lib/ but lib/gen/]",
		"Constraints:\n- Do not edit `lib/`, without exception, but `lib/gen/` may change":      " GS022",
		"Constraints:\n- Do not edit `api/` while `api/v2.yaml` may still change":               "deny=[api/] GS044",
		"Constraints:\n- Leave `db/` alone while `db/now.sql` is open":                          "deny=[db/]",
		"Constraints:\n- `lib/` other than `lib/gen/` may not be changed by hand but generated": " GS022",
		// the sentence behind
		"Do not edit `lib/` except for `lib/gen/`. Ask first.":                             " GS046",
		"Do not edit `lib/` except for `lib/gen/`. There only comments may change.":        " GS022",
		"Do not edit `lib/` except for `lib/gen/`. Leave `doc/` as it is.":                 "deny=[lib/ but lib/gen/ doc/]",
		"Do not edit `lib/` except for `lib/gen/`. The old printer keeps its colours.":     " GS046",
		"Do not edit `lib/` except for `lib/gen/`. Done when `make lint` passes.":          "deny=[lib/ but lib/gen/]",
		"Do not edit `lib/`. Except for `lib/gen/`. Only after a review.":                  "deny=[lib/]",
		"Phase 1: Parse\n- do not edit `lib/` except `lib/gen/`, which is read-only":       " GS022",
		"Phase 1: Parse\n- do not edit `lib/` except `lib/gen/`. Only comments there":      " GS022",
		"Phase 1: Parse\n- do not edit `lib/` except `lib/gen/`":                           "",
		"Constraints:\n- Leave `lib/` alone except `lib/gen/`, and never touch `lib/gen/`": " GS022",
		// the items below
		"Do not modify:\n- `lib/`\n  - except `lib/gen/`\n    - except `lib/gen/c/`": " GS022 GS022",
		"Do not modify:\n- `lib/`\n  - except `lib/gen/`\n  - but not `lib/gen/c/`":  " GS022 GS044",
		"Do not modify:\n- `lib/`\n  - theirs\n  - except `lib/gen/`":                " GS022",
		"Do not modify:\n- `lib/`\n- except `lib/gen/`":                              " GS022",
		// the one ban in front of it
		"Do not edit `data/` except `README.md`, and leave `a/` alone.":    " GS046",
		"Do not edit `src/api/` except `*.md`, and never touch `api/`.":    " GS046",
		"Do not modify:\n- `src/api/` (except `*.md`), `api/`":             "deny=[src/api/ but *.md api/]",
		"Do not modify:\n- `api/`, `src/api/` (except `*.md`)":             "deny=[api/ src/api/ but *.md]",
		"Do not modify:\n- `lib/`, `web/` (except `web/x`) and `cmd/`":     "deny=[lib/ web/ but web/x cmd/]",
		"Do not modify:\n- `lib/`, `web/` (except `lib/x`)":                "deny=[lib/ web/] GS044",
		"Do not edit `lib/` or `web/`, except `lib/x.go`.":                 "deny=[lib/ but lib/x.go web/]",
		"Do not edit `lib/` or `web/`, except `*.md`.":                     "deny=[lib/ web/] GS044 GS045",
		"Do not edit `lib/` and leave `web/` alone, except for `web/x.go`": "deny=[lib/ web/] GS044",
		// all else
		"Nothing else in `bill/` should change except `bill/round.py`.":               "deny=[bill/ but bill/round.py]",
		"Nothing else should change except **bill/gen**.":                             " GS022",
		"Nothing else should change except `bill/round.py`.":                          "allow=[bill/round.py]",
		"Constraints:\n- Do not edit anything else in `bill/` other than `bill/x.py`": "deny=[bill/ but bill/x.py]",
		"Constraints:\n- Only modify `bill/round.py`, nothing else":                   "allow=[bill/round.py]",
		// dashes, and one list of words
		"Do not modify:\n- `bill/**` — except `bill/hook.ts`":            "deny=[bill/** but bill/hook.ts]",
		"Do not modify:\n- `bill/**` – except for `bill/hook.ts`":        "deny=[bill/** but bill/hook.ts]",
		"Do not edit `bill/`—except for `bill/hook.ts`.":                 "deny=[bill/ but bill/hook.ts]",
		"Do not edit the `lib/` folder except the `lib/gen/` subfolder.": "deny=[lib/ but lib/gen/]",
		"Constraints:\n- `src/` minus `src/x/` stays as it is":           "deny=[src/ but src/x/]",
		"Constraints:\n- Leave `src/` alone bar `src/x/`":                "deny=[src/ but src/x/]",
		// nothing is left of it
		"Do not modify: `.github/` except `.github/**`": " GS010",
		"Do not modify: `secrets/` except `./secrets`":  " GS010",
		"Do not modify: `secrets/` except `secrets/*`":  " GS010",
		"Do not modify: `secrets/` except `secrets/x`":  "deny=[secrets/ but secrets/x]",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestExceptionsCostNoGoal: what a ban leaves out refuses no goal for its wildcards which is
// not refused without.
func TestExceptionsCostNoGoal(t *testing.T) {
	t.Parallel()
	var only, bans strings.Builder
	for i := range 25 {
		fmt.Fprintf(&only, "- `src/**/[a-k%d]*/*q%d*`\n", i, i)
		fmt.Fprintf(&bans, "- `**/*b*/[b-m%d]*/**/*r%d*`\n", i, i)
	}
	for ban, denied := range map[string]bool{"`src/**`": true, "`src/**` except `**/*x`": false} {
		_, findings := goalspec.Parse("", bounded+"Only modify:\n"+only.String()+"\nDo not modify:\n- "+ban+"\n"+bans.String()).Admit(goalspec.Options{})
		got := map[string]bool{}
		for _, f := range findings {
			if f.Code == "GS010" || f.Code == "GS029" {
				got[string(f.Code)] = true
			}
		}
		if got["GS029"] || got["GS010"] != denied {
			t.Errorf("%s: too wild %v, denied %v", ban, got["GS029"], got["GS010"])
		}
	}
}
