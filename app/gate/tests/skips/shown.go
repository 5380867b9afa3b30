package skips

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var asksToSkip = regexp.MustCompile(`\b(skip\w*|leave\w* (\w+ )?out|left out|omit\w*|run only|only run)\b`)
