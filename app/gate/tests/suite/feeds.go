package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var Variable = regexp.MustCompile(`\$[({]\w+[)}]`)
