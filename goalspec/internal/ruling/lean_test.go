package ruling

import (
	"fmt"
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
)

// TestBoundsThatLean: what leans on what stands before, in another sentence or around a
// parenthesis, bounds the path that it speaks of, or stops the goal.
func TestBoundsThatLean(t *testing.T) {
	for words, want := range map[string]string{
		"`gen/` is written by the build. Do not edit it by hand.":                        "deny gen/",
		"`gen/` is written by the build. Don't touch!":                                   "deny gen/",
		"`a/` is theirs. Never change that directory.":                                   "deny a/",
		"`a/` and `b/` are theirs. Never change them.":                                   "deny a/ b/",
		"`a/` and `b/` are theirs. Never change it.":                                     "deny a/ b/",
		"The format of a job (`a/b.py`) is read by others. Don't edit it.":               "deny a/b.py",
		"The client in `gen/` is generated. Do not edit these files.":                    "deny gen/",
		"The table in `db/schema.sql` is shared. Please do not alter it.":                "deny db/schema.sql",
		"Rewrite `docs/a.md`. Do not change it twice.":                                   "unread",
		"Move the parser to `src/p/`. Do not touch it again.":                            "unread",
		"Functions in `a/b.h` keep their names; in fact, do not edit that header.":       "deny a/b.h",
		"`a/` is being audited, so no commits there.":                                    "deny a/",
		"`a/` stays at 17, i.e. no changes in there.":                                    "deny a/",
		"The job reads `b.csv` and must not move it":                                     "",
		"Do not change `a/`. The same goes for `b/` and `c/`.":                           "deny a/; deny b/ c/",
		"Do not change `a/`. Same for `b/`. Same for `c/`.":                              "deny a/; deny b/; deny c/",
		"Leave `a/` alone; likewise `b/`.":                                               "deny a/; deny b/",
		"`a/` is frozen. So is `b/`.":                                                    "deny a/; deny b/",
		"`a/` must stay untouched. Also `b/`.":                                           "deny a/; deny b/",
		"Do not change `a/`. Nor `b/`.":                                                  "deny a/; deny b/",
		"It is forbidden to modify `a/b.yml` and all what is in `c/`. The `d/` neither.": "deny a/b.yml c/; deny d/",
		"Only `a/` may change. Same for `b/`.":                                           "allow a/; unread",
		"The parser in `a/` is slow. Same for `b/`.":                                     "",
		"Do not change `a/`. `b/` can be changed.":                                       "deny a/",
		"Add the flag to `a/b.go` (do not touch `c/d.go`).":                              "deny c/d.go",
		"The port is in `conf/app.yml` (do not edit).":                                   "deny conf/app.yml",
		"Do not lower the limits in `a/b.ts` (don't edit that file at all).":             "deny a/b.ts",
		"Snapshots cover it (`**/__snapshots__/**` stays untouched).":                    "deny **/__snapshots__/**",
		"Retries are set in `a/b.go` (three, not two).":                                  "",
		"I'd rather you didn't touch `a/`, and `b/` because of the freeze.":              "deny a/ b/",
		"Keep `a/b.rb` and `C.md` out of the diff, a script writes these.":               "deny a/b.rb C.md",
		"Keep secrets out of `config/a.yml`.":                                            "",
		"The vendor code under `a/b` is generated and shall not be edited.":              "deny a/b",
		"Do not, ever, change `a/`.":                                                     "unread",
		"We will not now change the rows of `a/b.csv`.":                                  "deny a/b.csv",
		"`a/` is owned by others, do not touch.":                                         "deny a/",
		"`a/`, which lies apart, is theirs and must not be changed.":                     "deny a/",
		"The mapping in `a/b.json` must not change because it is shared.":                "deny a/b.json",
		"Rows in `a/b.csv` must not change in this release.":                             "deny a/b.csv",
	} {
		if got := ruledAs(words); got != want {
			t.Errorf("%q is %q, want %q (%s)", words, got, want, NewClause(CodeMarked(words)).Classes)
		}
	}
}

// TestNoBanIsSilent: a sentence that forbids a change and names a path denies the path
// or stops the goal, whatever stands around them.
func TestNoBanIsSilent(t *testing.T) {
	bans := []string{
		"do not change %s", "never edit %s", "please don't touch %s", "you must not modify %s", "no changes to %s", "without touching %s", "never silently change %s",
		"%s must not be changed", "%s shall not be edited", "%s may never be touched", "%s must stay untouched",
		"I'd rather you didn't touch %s", "nobody should edit %s",
	}
	things := []string{"`a/b/`", "the string resources in `a/b/`", "the price list (`a/b/c.csv`)", "the translations, `a/b/`", "any of the fixtures that lie in `a/b/`", "the old client under src/old"}
	frames := []string{"%s", "%s.", "We agreed on this: %s", "For now, %s", "%s, the release depends on it", "%s because others read it", "The rest is free; %s", "Rewrite the parser and %s"}
	for _, ban := range bans {
		for _, thing := range things {
			for _, frame := range frames {
				words := fmt.Sprintf(frame, fmt.Sprintf(ban, thing))
				if !slices.ContainsFunc(Rulings(words), func(r Ruling) bool { return r.Fault != "" || r.Field == field.Deny && len(r.Globs) > 0 }) {
					t.Errorf("%q bounds nothing (%s)", words, NewClause(CodeMarked(words)).Classes)
				}
			}
		}
	}
}

// TestWordsThatForbidNoPath: a ban on something else leaves the path beside it free.
func TestWordsThatForbidNoPath(t *testing.T) {
	for _, words := range []string{
		"Fix `a/b.go` without changing its API.",
		"Fix `a/b.go`, do not change the public API.",
		"Do not change the output format of `a/b.go`.",
		"Do not forget to update `docs/x.md`.",
		"Don't edit the generated client, run `scripts/gen.sh` instead.",
		"Do not change the database by hand, write a migration in `db/migrations/`.",
		"Write the rows to `out/a.csv`, and don't change the header.",
		"You won't need to change `a/`.",
		"Do not use `a/b` for new code.",
		"The page in `docs/a.md` does not mention the flag.",
		"Do not add dependencies to `go.mod`.",
	} {
		if got := ruledAs(words); got != "" {
			t.Errorf("%q is %q, want nothing (%s)", words, got, NewClause(CodeMarked(words)).Classes)
		}
	}
}
