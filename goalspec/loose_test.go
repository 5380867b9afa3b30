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

// TestNotToBeChanged: what is said not to be changed is kept, and told where that bans a part
// of what a path holds.
func TestNotToBeChanged(t *testing.T) {
	for words, want := range map[string]struct{ kept, told bool }{
		"The wording in `legal/` is old and is not to be changed.":             {true, true},
		"The wording in `legal/` is not to be edited.":                         {true, true},
		"The tone of `legal/terms.txt` is stiff and is never to be altered":    {true, true},
		"The sums and the order are not to be changed.":                        {true, false},
		"The pages in `legal/` are old and are not to be changed.":             {true, true},
		"The parser in `legal/` is old and is to be changed.":                  {false, false},
		"The wording in `legal/` is old and is not known to everybody.":        {false, false},
		"What `legal/` says is not to be seen on the page before it is saved.": {false, false},
	} {
		g, found := Parse("", "Goal: Split the parser in two.\n\n"+words+"\n\nEvidence:\n- `make test` passes\n").Admit(Options{})
		kept := len(g.Constraints()) == 1
		told := has(found, namesPath) || has(found, saidInWords) || has(found, wholePath)
		if kept != want.kept || told != want.told || g.IsZero() {
			t.Errorf("%q is kept %v and told %v, want %v: %v", words, kept, told, want, found)
		}
	}
}
