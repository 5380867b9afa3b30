package goalspec

import "testing"

// TestPlainWishes: a wish stays one where its words also stand in what people say of the work
// or ask each other.
func TestPlainWishes(t *testing.T) {
	t.Parallel()
	const rest = "\n\nEvidence:\n- `npm test` passes\n\nConstraints:\n- no new dependencies\n"
	for text, want := range map[string]bool{
		"Users can add comments on invoices":               true,
		"Validate input on the sign-up form":               true,
		"Track views on articles":                          true,
		"The API returns feedback on invalid fields":       true,
		"Show likes on posts":                              true,
		"Commit the offset after each batch":               true,
		"Push notifications reach Android devices":         true,
		"Fetch avatars when they are first shown":          true,
		"Follow redirects in the crawler":                  true,
		"Update the changelog view in the app":             true,
		"Ideas on the board can be voted for":              true,
		"Nobody but the owner can delete a project":        true,
		"Letters are returned with a reason":               true,
		"Comments on this would be nice":                   false,
		"Get feedback on the plan":                         false,
		"Commit often and push to a branch":                false,
		"Commit your changes after each step":              false,
		"Follow the style guide":                           false,
		"Update the changelog":                             false,
		"Sam likes the old one, Kim prefers the new panel": false,
	} {
		for _, title := range []string{text, "Issue 12"} {
			if got := !has(Parse(title, "Goal: "+text+rest).Lint(Options{}), noOutcome); got != want {
				t.Errorf("%q below %q is an outcome: %v", text, title, got)
			}
		}
	}
}

// TestHoldsInAnyWords: a run that finds nothing, and what of the code is neither added nor lost,
// measure no quality, in whatever words.
func TestHoldsInAnyWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"`make vet` is silent":                                               true,
		"`rspec spec/mail` is green, all 41 examples":                        true,
		"`doctest docs` has no failures":                                     true,
		"`make plan` in both folders -> exit 0":                              true,
		"no route in `routes.ts` is removed (by inspection)":                 true,
		"no gem is added to the `Gemfile`":                                   true,
		"`make bench` is not slower than main":                               true,
		"`make size` grows by no more than 20 KB":                            true,
		"no message is lost on a reconnect, `make soak` passes":              false,
		"`make bench` prints at most 90 ms":                                  true,
		"`make drops` prints at most 2 of 1000":                              false,
		"`rspec spec/mail` is green, with a new example for a wrong address": false,
		"a mail to a wrong address names the address in its answer":          false,
	} {
		doc := Parse("", "Goal: Make the mailer more robust.\n\nEvidence:\n- "+text+"\n- `make test` passes\n")
		if got := has(doc.Lint(Options{}), vagueOutcome); got != want {
			t.Errorf("%q leaves it vague: %v", text, got)
		}
	}
}

// TestBranchIsNoPath: what is said of the main branch freezes no directory of its name.
func TestBranchIsNoPath(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"Leave `main` alone; work on a branch of your own.": 0,
		"Leave `main/` alone.":                              1,
		"Do not change `src/main/gen`.":                     1,
	} {
		if got := Parse("", "Goal: Users can export CSV.\n\nEvidence:\n- `make test` passes\n\n"+text+"\n").Scope().Deny; len(got) != want {
			t.Errorf("%q denies %v", text, got)
		}
	}
}
