package steering

import "testing"

func TestAsks(t *testing.T) {
	for text, want := range map[string]bool{
		"Shout it, please: the exclamation mark is missing.": true,
		"please also rename X":                               true,
		"Why a map?":                                         true,
		"merge this?":                                        true,
		"Don't merge this.":                                  true,
		"Thanks! The README still says 3.":                   true,
		"Great. Fix this":                                    true,
		"/usr/bin is not on every path":                      true,
		"> Which one?\n\nthe first":                          true,
		"The build is red on Windows, @bob agrees":           true,
		"x": true,

		"LGTM":                              false,
		"lgtm 👍":                            false,
		"LGTM :+1: :rocket:":                false,
		"+1":                                false,
		"Nice work, thank you so much!":     false,
		"Thanks for the fix.":               false,
		"Looks good to me, will merge soon": false,
		"Nice, I am still reading.":         false,
		"I like it.":                        false,
		"approved":                          false,
		"cc @acme/payments":                 false,
		"FYI @bob, @eve":                    false,
		"/retest":                           false,
		"/lgtm\n/approve":                   false,
		"/cherry-pick release-1.2":          false,
		"/label add bug":                    false,
		"### Coverage 81 %\n\n<!-- coverage-report -->": false,
		"": false,
	} {
		if Asks(text) != want {
			t.Errorf("%q: asks %v", text, !want)
		}
	}
}
