package goalspec

import (
	"strings"
)

// isNoValue reports an answer that says nothing, or is a hint of the form's.
func isNoValue(s string) bool { return noValue(s) || isHint(s) }

// noValue reports words for nothing.
func noValue(s string) bool {
	if len(s) > 20 {
		return false
	}
	switch strings.ToLower(strings.TrimRight(s, ".")) {
	case "", "_no response_", "none", "n/a", "na", "not applicable", "nothing", "-", "–", "—", "tbd", "todo", "?", "...", "…", "_none_":
		return true
	}
	return false
}
