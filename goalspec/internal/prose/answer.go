package prose

import (
	"strings"
)

// NoValue reports words for nothing.
func NoValue(s string) bool {
	if len(s) > 20 {
		return false
	}
	switch strings.ToLower(strings.TrimRight(s, ".")) {
	case "", "_no response_", "none", "n/a", "na", "not applicable", "nothing", "-", "–", "—", "tbd", "todo", "?", "...", "…", "_none_":
		return true
	}
	return false
}
