package praise

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
		if got := IsUnverifiable(words); got != want {
			t.Errorf("%q can never be checked: %v", words, got)
		}
	}
}

// TestBeyondSight: what goes on in anybody's heart, what would have been, what is the best of
// all that could be, and what nobody can know, is never seen; what a program tells of such
// things is.
func TestBeyondSight(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{
		"nobody in the club would want the old form back":                              true,
		"had this been live last winter, no parcel would have been late":               true,
		"the nurses are glad that we did this":                                         true,
		"a pilot feels safe with it":                                                   true,
		"deep in their hearts the operators know that it was worth it":                 true,
		"the accountant is deep down happy":                                            true,
		"no one could have written it better":                                          true,
		"it is out of the question that a rider ever gets the wrong bill":              true,
		"every farmer, today and a hundred years from now, is served":                  true,
		"the wisest migration we have ever made":                                       true,
		"the layout is the most elegant one that any designer could have come up with": true,
		"this is the fastest way there could have been":                                true,
		"our grandparents would have been proud of it":                                 true,
		"whoever sees it falls in love with it":                                        true,
		"it can be ruled out that anything is forgotten":                               true,
		"the bakers secretly hope that it stays":                                       true,
		"`make spec` runs through and no courier worries any more when it rains":       true,
		"those who left last year would not have left":                                 true,
		"the bus company's passengers, wherever they sit, enjoy it":                    true,
		"no other choice would even have been thinkable":                               true,
		"every carillonneur will say that this is what was missing":                    true,
		"no librarian says that it is worse":                                           true,
		"every list is sorted":                                                         false,
		"no man page is missing":                                                       false,
		"if it would exceed the limit, the upload is refused":                          false,
		"if the file would be empty, none is written":                                  false,
		"customers would like to see the total, and do":                                false,
		"a reader who would miss a page gets a notice":                                 false,
		"the report names the rows that would have been skipped":                       false,
		"it prints what the old command would have deleted":                            false,
		"a driver without a licence sees the reason":                                   false,
		"the mail goes out only if the donor has agreed":                               false,
		"the patient confirms twice before an entry is deleted":                        false,
		"no more than one request per tile is sent":                                    false,
		"the colour can be switched off with `--plain`":                                false,
		"the button is disabled as long as nothing would be saved":                     false,
		"a nurse who is not on duty does not get the alarm":                            false,
		"the best match comes first, the most recent one second":                       false,
		"the server trusts the header only from the proxy":                             false,
		"a rule the linter knows is listed once":                                       false,
		"every member who has paid gets the number of the locker":                      false,
		"the longest line that the file has is cut":                                    false,
		"the most recent page that a reader could see is marked":                       false,
		"the survey asks \"How happy are you?\"":                                       false,
		"an owner can be removed from the list":                                        false,
		"all drivers are listed with their vehicle and the date":                       false,
		"the tenant is asked for the reading, and the value of last year is shown":     false,
		"no student sees the marks of another one":                                     false,
		"the preview shows the file as it would be written":                            false,
		"a second vote that could have been cast offline is counted once":              false,
		"every expert mode option is hidden":                                           false,
		"the look and feel of the two dialogs is the same: same font, same border":     false,
		"feel free to add a case; the table has one row per currency":                  false,
		"the estimate says how long the run would have taken":                          false,
		"the highest number that was ever assigned is kept":                            false,
		"the worst case that the planner could find is printed":                        false,
	} {
		if got := IsUnverifiable(words); got != want {
			t.Errorf("%q can never be checked: %v", words, got)
		}
	}
}
