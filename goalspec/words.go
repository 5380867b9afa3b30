package goalspec

import (
	"strings"
)

// isNoValue reports an answer that says nothing.
func isNoValue(s string) bool {
	if isHint(s) {
		return true
	}
	if len(s) > 20 {
		return false
	}
	switch strings.ToLower(strings.TrimRight(s, ".")) {
	case "", "_no response_", "none", "n/a", "na", "not applicable", "nothing", "-", "–", "—", "tbd", "todo", "?", "...", "…", "_none_":
		return true
	}
	return false
}
