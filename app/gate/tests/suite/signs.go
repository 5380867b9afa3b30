package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var CodeSpan = regexp.MustCompile("`([^`\\n]+)`")
