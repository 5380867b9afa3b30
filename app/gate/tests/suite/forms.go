package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Verb is a gap in a text that code fills.
var Verb = regexp.MustCompile(`%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|\$?\{[^{}]*\}`)
