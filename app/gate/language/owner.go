package language

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	receiver  = regexp.MustCompile(`^func\s*\(\s*(\w*)\s*\*?(\w+)`)
	classHead = regexp.MustCompile(`^\s*(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s+(\w+)`)
)

// Owner is the type that a function is a method of, and how the method calls
// its own object; empty for a function of its own.
func (s *Source) Owner(fn Func) (name, self string) {
	switch s.Lang.Name {
	case "Go":
		if m := receiver.FindStringSubmatch(s.Bare[fn.Head]); m != nil {
			return m[2], m[1]
		}
		return "", ""
	case "Python":
		self = "self"
	default:
		self = "this"
	}
	depth := indent(s.Bare[fn.Head])
	for n := fn.Head - 1; n >= 0 && depth > 0; n-- {
		if !strings.Contains(s.Bare[n], "class ") {
			continue
		}
		if m := classHead.FindStringSubmatch(s.Bare[n]); m != nil && indent(s.Bare[n]) < depth {
			return m[1], self
		}
	}
	return "", ""
}

// Before is the function that one of a later text was: of the same name, and
// of the same type.
func (s *Source) Before(later *Source, fn Func) (was Func, ok bool) {
	owner, _ := later.Owner(fn)
	for _, one := range s.Funcs() {
		if one.Name != fn.Name {
			continue
		}
		if of, _ := s.Owner(one); of == owner {
			return one, true
		}
	}
	return was, false
}

func indent(text string) int { return len(text) - len(strings.TrimLeft(text, " \t")) }
