package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var Telling = regexp.MustCompile(`\w`)
