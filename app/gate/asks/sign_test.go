package asks

import (
	"strings"
	"testing"
)

// TestToReplaceSign holds which words ask for one sign in the place of another one.
func TestToReplaceSign(t *testing.T) {
	for text, want := range map[string]bool{
		"Begin each line with \"* \" in place of \"- \".":         true,
		"The list should use `* ` rather than `- `.":              true,
		"Use ` *` instead of ` -` in front of a name.":            true,
		"Replace the dashes by `*`.":                              true,
		"The list must not use \"* \" in place of \"- \".":        false,
		"Each line begins with \"* \" instead of \"- \" today.":   false,
		"The lines should begin with \"- \" instead of \"* \".":   false,
		"A name in \"* bold *\" is shown instead of \"- plain\".": false,
	} {
		if got := ToReplaceSign(Sentences(strings.ToLower(text)), '*', '-'); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
