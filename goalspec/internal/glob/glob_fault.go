package glob

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var homeLike = regexp.MustCompile(`^\$[A-Z_]+(?:/|$)|^%[A-Z_]+%|\$\(|\$\{`)

// maxPattern bounds a pattern: the longest path that a commit may hold is not
// much longer.
const maxPattern = 300

// Fault says why a pattern is not one that people may write, as a clause about
// "it"; it is empty for a good one.
func Fault(p string) string {
	switch {
	case len(p) > maxPattern:
		return fmt.Sprintf("it is longer than %d bytes", maxPattern)
	case strings.ContainsFunc(p, unicode.IsControl):
		return "it holds a control character"
	case strings.Contains("/"+p+"/", "/../"):
		return "it leaves the repository"
	case strings.HasPrefix(p, "!") || strings.Contains(p, "[!"):
		return "! is not part of the pattern language; deny the path, or write a class as [^a]"
	case strings.HasPrefix(p, "~") || homeLike.MatchString(p):
		return "nothing stands for another directory; paths are relative to the root of the repository"
	case strings.ContainsAny(p, "{}"):
		return "braces are not part of the pattern language; write one pattern a line"
	case strings.Contains(p, `\`):
		return "paths are written with forward slashes"
	case len(p) > 1 && strings.ContainsAny(p[:1], `'"`) && p[len(p)-1] == p[0]:
		return "it stands in quotes; write it without"
	}
	for _, seg := range strings.Split(Clean(p), "/") {
		if !wellFormed(seg) {
			return "a class in brackets is not closed"
		}
	}
	if Clean(p) == "" {
		return "it is empty"
	}
	return ""
}
