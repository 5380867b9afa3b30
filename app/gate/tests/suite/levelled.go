package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var GivesTo = regexp.MustCompile(`^\s*(?:const\s+|let\s+|var\s+)?([A-Za-z_][\w.]*)\s*:?=\s*([^=].*)$`)
