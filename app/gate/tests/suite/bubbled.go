package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var InBubble = regexp.MustCompile(`\bsynctest\.(Test|Run)\(`)
