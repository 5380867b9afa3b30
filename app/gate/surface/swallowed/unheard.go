package swallowed

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// halfTaken takes what a call of Go gives that reads or parses, without its error.
	halfTaken = regexp.MustCompile(`^\s*\w+\s*,\s*_\s*:?=\s*(?:os\.(?:ReadFile|ReadDir|Open|OpenFile|Create)|io\.ReadAll|http\.(?:Get|Post|NewRequest\w*)|strconv\.(?:Atoi|Parse\w+)|time\.Parse\w*)\(`)
	// undecoded drops the error of a call that fills what the function goes on with.
	undecoded = regexp.MustCompile(`^\s*_\s*=\s*(?:json|xml|yaml|toml)\.Unmarshal\(`)
)

// unheard tells whether a line of Go goes on with what could not be read: in a function
// that could tell of it, where no expression has shown that it can be, or without a word
// of why.
func unheard(src *language.Source, n int) bool {
	text := src.Bare[n]
	fn, in := src.Around(n)
	switch {
	case !in:
		return false
	case halfTaken.MatchString(text):
		return returnsError(src, n) && !strings.Contains(language.Part(src.Bare, fn.Body, n), "Submatch")
	case undecoded.MatchString(text):
		return src.Lines[n] == src.Code[n] && (n == 0 || src.Lines[n-1] == src.Code[n-1])
	}
	return false
}
