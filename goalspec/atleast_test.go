package goalspec_test

import "testing"

// TestHeldAtLeast holds that what a label forbids stays forbidden whatever is said beside
// it, that what only tells something is not forbidden with it, and that an entry which
// protects more than it names is refused.
func TestHeldAtLeast(t *testing.T) {
	t.Parallel()
	for entry, want := range map[string]string{
		// an owner, a reason, a history, a way around
		"`a/**`, that's the printers' part. Ours is `b/`.":                    "deny=[a/** b/] GS044",
		"`a/**`, it's the printers'; subclass in `b/**`":                      "deny=[a/**] GS045",
		"`a/v1/**` — v1 is settled. All in `a/v2` may change once it builds.": "deny=[a/v1/**]",
		"`a/**` (rewritten twice; talk to Pia first)":                         "deny=[a/**]",
		"`a/**`, built from `b/x.tmpl`; put yours into `c/`":                  "deny=[a/**] GS044",
		"`a/**`; run `bin/gen.sh` when the schema moves":                      "deny=[a/**] GS045",
		// more of them
		"`a/**`, and the recorded pages in `b/**`":               "deny=[a/** b/**]",
		"`a/**` as well as, sadly, `b/**`":                       "deny=[a/** b/**] GS044",
		"`a/**`, read by `b/x.py` – both are signed off":         "deny=[a/** b/x.py]",
		"`a/**`, made by `bin/gen.sh`; edit neither":             "deny=[a/** bin/gen.sh]",
		"`a/**`, in addition to `b/**`":                          "deny=[a/** b/**]",
		"`a/**`, generated from `b/**`, which is frozen as well": "deny=[a/** b/**] GS041",
		"`a/**`, though `b/**` is theirs too":                    "deny=[a/** b/**] GS044",
		"`a/**`; add `b/**` to that":                             "deny=[a/** b/**] GS044",
		// what is left out in words is not left out
		"`a/x.c` except for the `#ifdef OLD` lines":               "deny=[a/x.c] GS044",
		"The cluster (`a/**`), except that the quota may go up":   "deny=[a/**] GS044",
		"`a/**`, except that the limit in `a/b.tf` may be raised": "deny=[a/**] GS044",
		"`a/**` (except for nothing, all of it)":                  "deny=[a/**] GS044",
		// of more than is named, or of nothing for certain
		"`a/**`, and whatever is outside `c/`": " GS022",
		"`a/**`. Only `c/**` may change.":      "allow=[c/**]",
		"the whole tree but for notes in `c/`": " GS022",
		"all files but those of `c/x.go`":      " GS022",
		"`a/**`, and any file below lib":       " GS022",
		"`a/my files/**`, it's the printers'":  " GS022",
		"see `a/x.md`":                         " GS022",
	} {
		for _, shape := range []string{"Do not modify:\n- " + entry, "### Notes\n\n**Frozen.** " + entry} {
			if got := heldBy(shape); got != want {
				t.Errorf("%q gives %q, want %q", shape, got, want)
			}
		}
	}
}

// TestExceptionsInAColumn holds that a column of exceptions leaves out the paths in it, and
// nothing by words.
func TestExceptionsInAColumn(t *testing.T) {
	t.Parallel()
	const head = "Do not modify:\n\n| path | reason | exception |\n|---|---|---|\n"
	for rows, want := range map[string]string{
		"| `a/**` | theirs | `a/b/**` |\n| `c/` | old | none |": "deny=[a/** but a/b/** c/]",
		"| `a/**` | theirs | `a/b/**` and `a/c.go` |":           "deny=[a/** but a/b/** but a/c.go]",
		"| `a/**` | theirs | the comments |":                    "deny=[a/**] GS044",
		"| `a/**` | theirs | `a/b/**` if need be |":             "deny=[a/**] GS044",
		"| `a/**` | theirs | - |":                               "deny=[a/**]",
	} {
		if got := heldBy(head + rows); got != want {
			t.Errorf("%q gives %q, want %q", rows, got, want)
		}
	}
}

// TestNoBanOnPaths holds what speaks of a run, of when to stop, or of what stands in a list.
func TestNoBanOnPaths(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Constraints:\n- `make test` green apart from `t/old.t`, which is to be deleted with the page": " GS040 GS045",
		"Constraints:\n- `make test` green apart from `t/old.t`, which is not to be touched":           "deny=[t/old.t] GS040",
		"Stop: after two hours, or if it cannot be done without touching `a/x.go`. Report then.":       "",
		"Stop: after two hours. Report then.\n\nConstraints:\n- done without touching `a/x.go`":        "deny=[a/x.go]",
		"Constraints:\n- `a/**` is off limits, except that `a/b.tf` may get a higher limit":            "deny=[a/**] GS044",
		"Constraints:\n- `a/**` is off limits, except that `a/b.tf` may change, and never `c/`":        "deny=[a/** a/b.tf c/] GS044",
		"Constraints:\n- Touching the cluster (`a/**`) is off limits, except that its quota may go up": "deny=[a/**] GS044",
		"Scope:\n- DO modify: `a/**`, `b/**`\n- Do NOT modify: `c/**`":                                 "deny=[c/**]",
		"Scope:\n- Only modify: `a/**` (the parser)\n- Frozen: `c/**`":                                 "deny=[c/**]allow=[a/**]",
		"Do NOT modify:\n- `a/**`\n\n`b.yml` in the same directory is what this is about.":             "deny=[a/**] GS045",
		"Do NOT modify:\n- `a/**`\n\nThe last one is an exception to `b/**` above.":                    "deny=[a/**] GS045",
		"Do NOT modify:\n- `a/**`\n\nThe same is true of `b/**`.":                                      " GS022",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
