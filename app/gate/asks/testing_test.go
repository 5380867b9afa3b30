package asks

import (
	"strings"
	"testing"
)

// TestOnlyTests holds which issues ask for work on tests and nothing else.
func TestOnlyTests(t *testing.T) {
	for issue, want := range map[string]bool{
		"Add tests for the parser":                                          true,
		"Deflake TestSplit":                                                 true,
		"Move tests to their package":                                       true,
		"Refactor the tests\nNo change in product code.":                    true,
		"test: cover empty input":                                           true,
		"TestSplit is flaky\nIt depends on the map. Make it deterministic.": true,
		"Use helpers in the parser tests":                                   true,
		"More cases for TestSplit":                                          true,
		"Fix the flaky TestSplit":                                           true,
		"Split\nOnly the tests need work.":                                  true,
		"Branch coverage of the parser is too low":                          true,
		"The retry loop has no tests":                                       true,
		"Coverage fell below 90 %\nFix the parser and bring it back.":       false,
		"Users without test accounts cannot log in":                         false,
		"Add a test mode to the server":                                     false,
		"Fix failing tests":                                                 false,
		"Make the tests pass":                                               false,
		"Add tests for the parser\nAnd fix what they find.":                 false,
		"TestSplit is flaky\nSplit loses a part now and then.":              false,
		"Empty input\nAdd tests for it.":                                    false,
		"Move the parser to its own package, with tests":                    false,
		"Write test reports to a file":                                      false,
		"Split is wrong for empty input\nSee TestSplit.":                    false,
		"Rename Split\nThe tests follow.":                                   false,
	} {
		title, body, _ := strings.Cut(issue, "\n")
		if got := OnlyTests(title, Sentences(strings.ToLower(title+"\n\n"+body)), []string{"TestSplit"}); got != want {
			t.Errorf("%q: %t, want %t", issue, got, want)
		}
	}
}

// TestAboutTests holds which titles are about tests.
func TestAboutTests(t *testing.T) {
	for title, want := range map[string]bool{
		"The suite reads the real home directory": true,
		"Tests depend on the zone of the machine": true,
		"TestNext is red":                         false,
		"The tests fail in winter":                false,
		"Attests are dated wrong":                 false,
	} {
		if got := AboutTests(title); got != want {
			t.Errorf("%q: %t, want %t", title, got, want)
		}
	}
}
