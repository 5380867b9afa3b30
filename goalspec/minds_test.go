package goalspec

import "testing"

// TestMinds: what people feel or think, what leaves nothing to be wished for, what is to
// hold in times to come, and what comes of it in the world can never be checked; what
// people do, see or get, and what a program orders or limits, can.
func TestMinds(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{
		"everyone who works with the module is comfortable with it":  true,
		"whoever opens the form knows immediately what to enter":     true,
		"our customers trust us more":                                true,
		"attackers give up":                                          true,
		"all developers agree that it was the right decision":        true,
		"every visitor understands the notice and is satisfied":      true,
		"the team is proud of the result":                            true,
		"users find their way without thinking":                      true,
		"each reader finds what they need":                           true,
		"no colleague has a reason to complain":                      true,
		"editors and readers alike will love it":                     true,
		"the layout is the best one imaginable":                      true,
		"there is no better way to do it":                            true,
		"the algorithm is optimal":                                   true,
		"the import is as fast as it can be":                         true,
		"the chosen format is the right one":                         true,
		"the queue copes with whatever the business needs":           true,
		"every question a reader may have is answered":               true,
		"the schema will do for the next ten years":                  true,
		"it reads any format that anybody anywhere may come up with": true,
		"sales go up": true,
		"the change has no negative impact on anything":                 true,
		"errors never occur":                                            true,
		"the refactoring makes the code easier to work with":            true,
		"it looks stunning":                                             true,
		"storage is infinitely scalable":                                true,
		"anybody sensible would have done it like that":                 true,
		"under no circumstances can a contact get lost":                 true,
		"visitors instinctively trust the dialog":                       true,
		"the search finds what one has in mind":                         true,
		"the code is beyond reproach":                                   true,
		"we can be absolutely certain that nothing will ever be lost":   true,
		"a user who likes a post sees the new count":                    false,
		"readers find the page under Guides":                            false,
		"users see an error when the file is too large":                 false,
		"the user agrees to the terms before the first order":           false,
		"customers who trust a device are not asked again for 30 days":  false,
		"nobody but admins can open the page":                           false,
		"everyone in the group gets the mail":                           false,
		"the sender knows from the exit code whether the mail was sent": false,
		"the function returns the best match first":                     false,
		"the right column shows the total":                              false,
		"certificates expire in two years":                              false,
		"dates in the future are rejected":                              false,
		"the parser never reads past the end of the buffer":             false,
		"the cheapest tariff wins":                                      false,
		"workers retry forever":                                         false,
		"a person with a screen reader hears the label of each field":   false,
		"someone from support has followed the guide on a fresh box":    false,
		"users are happy with the page: at least 4 of 5 in the survey":  false,
	} {
		if got := isUnverifiable(words); got != want {
			t.Errorf("%q can never be checked: %v", words, got)
		}
	}
}
