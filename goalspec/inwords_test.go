package goalspec_test

import "testing"

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
		"Speed up `x/a.go` and `x/b.go`. Don't change existing examples.":                 " GS046",
		// it may permit something, or speak of another path
		"Constraints:\n- leave `db/` alone except for `db/seeds/`":     " GS046",
		"Constraints:\n- `db/` must not change, but `db/seeds/` may":   " GS022",
		"Constraints:\n- Only the seeds in `db/` may change":           " GS022",
		"The rows are in `x/a.go` and `x/b.go`. Leave it as it is.":    " GS022",
		"Constraints:\n- the tests under `db/` may change, not the db": " GS045",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
