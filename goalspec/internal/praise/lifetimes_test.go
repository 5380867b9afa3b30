package praise

import "testing"

// TestLifetimes: what takes years to see, or a world in which the work was not done, is
// beyond any run; years as data, or as a period that a program keeps, are not.
func TestLifetimes(t *testing.T) {
	for words, want := range map[string]bool{
		"the archive will still open in 50 years":                                       true,
		"links must still resolve after ten years":                                      true,
		"decades from now the tapes can be read":                                        true,
		"the adapter will serve us for many years to come":                              true,
		"over the years, teams save more time than they lose":                           true,
		"shops sell more than they would have sold without this change":                 true,
		"we release sooner than we would have released if nobody had split the package": true,
		"each reader, no matter how young, enjoys the chapter":                          true,
		"any customer, regardless of age, is delighted":                                 true,
		"the log is kept for 10 years":                                                  false,
		"a certificate that expires in 30 years is accepted":                            false,
		"the user will be asked again in 2 years":                                       false,
		"the chart sums the turnover over the years 2019 to 2024":                       false,
		"each user, whatever their role, sees the banner":                               false,
		"the report lists the files that would have been removed had the flag been set": false,
		"holidays are computed for the next 10 years":                                   false,
		"the dry run prints what it would have written without the flag":                false,
		"every user, including admins, gets the mail":                                   false,
		"a subscription of three years is renewed":                                      false,
		"entries older than 7 years are gone":                                           false,
	} {
		if got := IsUnverifiable(words); got != want {
			t.Errorf("%q can never be checked: %v", words, got)
		}
	}
}
