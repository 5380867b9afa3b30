package product

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var Branches = regexp.MustCompile(`^\s*\}?\s*(?:if|elif|elseif|else if|when|case)\b(.*)$`)
