package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestBoundsOnNoPath holds that a bound on what is no path stays words and is told so,
// and that one on a path whose extent is open stops the goal.
func TestBoundsOnNoPath(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Constraints:\n- leave `db/` alone except for one new file with the index":        " GS046",
		"Constraints:\n- in `LIESMICH.md` nothing changes apart from the second link":     " GS046",
		"Constraints:\n- no change to the session handling in `lib/web/`":                 " GS046",
		"Constraints:\n- the recordings in `spec/tapes/` of other hosts don't change":     " GS046",
		"Constraints:\n- the upload step in `ci/push/` isn't altered":                     " GS046",
		"The scripts in `bin/` are only run, not edited.":                                 "deny=[bin/] GS041",
		"Other chapters aren't touched apart from the link in `book/index.yml`.":          " GS046",
		"Evidence:\n- `make cover` passes, existing cases unmodified except `t/old_t.go`": " GS046",
		"Constraints:\n- leave `db/` alone except for `db/seeds/`":                        "deny=[db/ but db/seeds/]",
		"Constraints:\n- `db/` must not change, but `db/seeds/` may":                      "deny=[db/ but db/seeds/]",
		"Speed up `x/a.go` and `x/b.go`. Don't change existing examples.":                 " GS046",
		// it may permit something, or speak of another path
		"Constraints:\n- Only the seeds in `db/` may change":           " GS022",
		"The rows are in `x/a.go` and `x/b.go`. Leave it as it is.":    " GS022",
		"Constraints:\n- the tests under `db/` may change, not the db": " GS045",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestWordsBesideAPath holds that files which a ban names by what they are are told to be
// held by no path, although another half of the sentence names one.
func TestWordsBesideAPath(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"You must not modify any migration files, and leave `src/auth` alone.":    "deny=[src/auth] GS046",
		"Do not change `src/auth`, and do not edit the generated files.":          "deny=[src/auth] GS046",
		"You must not modify the migration files, and leave `db/migrate/` alone.": "deny=[db/migrate/]",
		"Do not change `src/auth` and `src/pay`, and keep the API.":               "deny=[src/auth src/pay]",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestConstraintsThatLeadASentence holds that what must not change ends where the sentence
// says what is wanted.
func TestConstraintsThatLeadASentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Without changing the public API, move the parser into its own package.":                     "Without changing the public API",
		"Without changing the API, the CLI, or the schema, split the parser.":                        "Without changing the API, the CLI, or the schema",
		"Without touching the tests, the parser gets its own package.":                               "Without touching the tests",
		"Move the parser into its own package without changing the API, the CLI, or the schema.":     "without changing the API",
		"Without breaking the callers, including the importer, rename the parser to reader, please.": "Without breaking the callers, including the importer",
	} {
		list := goalspec.Parse("", text+" `make test` passes.").Constraints()
		if len(list) != 1 || list[0].Text != want {
			t.Errorf("%q gives %v, want %q", text, list, want)
		}
	}
}
