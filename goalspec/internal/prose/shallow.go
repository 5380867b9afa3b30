package prose

import (
	"strings"
)

// Shallow reports that no parenthesis or quotation is open at the end.
func Shallow(s string) bool {
	return strings.Count(s, "(") == strings.Count(s, ")") && strings.Count(s, `"`)%2 == 0
}
