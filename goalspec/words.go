package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// isNoValue reports an answer that says nothing, or is a hint of the form's.
func isNoValue(s string) bool { return prose.NoValue(s) || isHint(s) }
