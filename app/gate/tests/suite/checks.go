package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var Checking = regexp.MustCompile(`(?i)check|test|verif|lint|validat|(^|[^a-z])ci([^a-z]|$)|Makefile|Justfile`)
