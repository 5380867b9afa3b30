package prose

import (
	"unicode/utf8"
)

// IsLetter reports a letter of ASCII.
func IsLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// ASCII reports text of ASCII only.
func ASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
