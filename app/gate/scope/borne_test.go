package scope

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestBorne leaves out of a text what it claims of runs and these do not show, and
// not a word of what it says of the work.
func TestBorne(t *testing.T) {
	ran := []app.Evidence{{Status: app.StatusPass, Tests: &app.TestCounts{Passed: 41}}}
	for text, want := range map[string]string{
		"Round half up\n\nAll 214 tests pass, coverage rose to 97 %, and I\nverified it by hand. Zero stays zero.": "Round half up\n\nZero stays zero.",
		"Round half up. All tests pass.\n\nZero stays zero.":                                                       "Round half up. All tests pass.\n\nZero stays zero.",
		"Round half up\n\n- Add 12 tests\n- 312 tests pass\n- Say so in the notes\n":                               "Round half up\n\n- Add 12 tests\n- Say so in the notes",
		"- 312 tests pass. Say so.\n- Done":                                                                        "Say so.\n- Done",
		"Do it\n\n- 312 tests pass. Say so":                                                                        "Do it\n\n- Say so",
		"312 tests pass":                                                                                           "",
		"All 41 tests pass. Done by a half.":                                                                       "All 41 tests pass. Done by a half.",
		"Tested locally with Chrome. Round it up.":                                                                 "Round it up.",
		"Ask for a coverage of at least 80 %\n\nRows are 3x faster; the code is the same.":                         "Ask for a coverage of at least 80 %\n\nthe code is the same.",
		"": "",
	} {
		if got := Borne(text, ran); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	if got := Borne("Round half up. All tests pass.", nil); got != "Round half up." {
		t.Errorf("before anything ran: %q", got)
	}
}
