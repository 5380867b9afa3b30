package asks

import (
	"strings"
	"testing"
)

// TestMeans holds which words about a value say that it is to be, or leave it open.
func TestMeans(t *testing.T) {
	for text, want := range map[string]bool{
		"The total is 312 with the new fee.":              true,
		"A missing user gives 312.":                       true,
		"The sum must be 312, we get 314.":                true,
		"It gives 314 instead of 312.":                    true,
		"Round down so that it gives 312 instead of 314.": true,
		"| a | 312 |":                            true,
		"There is no such number here.":          true,
		"It gives 312 instead of 314.":           false,
		"We get 312, it should be 314.":          false,
		"Currently it is 312.":                   false,
		"It returns 312, which is a cent short.": false,
		"It should be 314 instead of 312.":       false,
		"Expected 314, got 312.":                 false,
		"See #312.":                              false,
		"Broken since version 312.":              false,
		"Line 312 of the file is lost.":          false,
		"312 customers complained.":              false,
		"It broke 312 days ago.":                 false,
		"It prints 312; our style guide asks for three digits and a blank.": false,
		"It prints 312. The spec has the bare number.":                      false,
		"It prints 312. The docs say the same.":                             true,
		"It prints 312. The spec is silent.":                                true,
		"It prints 312. The spec has 312 in its table.":                     true,
		"It prints 312. That is wrong.":                                     false,
		"Vouchers are valid for 312 days.":                                  true,
		"Vouchers are valid for 312.5 days.":                                false,
		"The answer of the server reads 312 now.":                           true,
		"Write the fee as 312 instead of 314.":                              true,
		"Please show 312 in place of 314.":                                  true,
		"1. Print 312 rather than 314.":                                     true,
		"Our reports write 312 instead of 314.":                             false,
		"The pages show 312 rather than 314.":                               false,
	} {
		if got := Means(Sentences(strings.ToLower(text)), "312"); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
