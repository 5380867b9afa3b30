package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var Words = regexp.MustCompile(`[A-Za-z_]\w*`)

// AlikeWords tells whether two lines share most of their words.
func AlikeWords(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return len(Without(a, b))*2 <= len(a)
}
