package goalspec

import (
	"slices"
	"testing"
)

// TestNoPartOfTheWork: an entry of what stays that says of its path that it is no part of the
// work holds that path, also where it says what is.
func TestNoPartOfTheWork(t *testing.T) {
	const front = "Goal: The ride page offers a GPX file of a ride.\n\nEvidence:\n- `npm test` passes\n\nWhat must stay:\n- old links work\n- "
	for _, words := range []string{
		"`lib/rides/**` isn't part of this", "`lib/rides/**` is not part of this task.", "`lib/rides/**`: not part of the job",
		"`lib/rides/**` isn't part of it; only `web/rides/**` and the two scripts are.", "`lib/rides/**` isn’t part of the change; but only `web/**` is",
		"`lib/rides/**` aren't ours",
	} {
		g, found := Parse("", front+words+"\n").Admit(Options{})
		if HasErrors(found) || !slices.ContainsFunc(g.Scope().Deny, func(g Glob) bool { return g.Pattern == "lib/rides/**" }) {
			t.Errorf("%q holds %v: %v", words, g.Scope().Deny, found)
		}
	}
	for _, words := range []string{"`lib/rides/**` isn't part of this, but `lib/rides/x.ts` may change", "`lib/rides/**` isn't part of this; `lib/rides/x.ts` can be edited"} {
		if found := Parse("", front+words+"\n").Lint(Options{}); !has(found, unreadPath) {
			t.Errorf("%q is not refused: %v", words, found)
		}
	}
}
