package product

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var Gap = regexp.MustCompile(`\$\{[^{}]*\}`)
