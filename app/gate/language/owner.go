package language

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	receiver  = regexp.MustCompile(`^func\s*\(\s*(\w*)\s*\*?(\w+)`)
	classHead = regexp.MustCompile(`^\s*(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s+(\w+)`)
)

// owned notes the type that each function is a method of.
func (s *Source) owned(all []Func) []Func {
	if s.Lang.Name == "Go" {
		for n := range all {
			if m := receiver.FindStringSubmatch(s.Bare[all[n].Head]); m != nil {
				all[n].Owner = m[2]
			}
		}
		return all
	}
	classes := s.classes()
	for n := range all {
		depth := indent(s.Bare[all[n].Head])
		for _, c := range slices.Backward(classes) {
			if c.line < all[n].Head && c.indent < depth {
				all[n].Owner = c.name
				break
			}
		}
	}
	return all
}

// class is a line that begins one.
type class struct {
	line, indent int
	name         string
}

func (s *Source) classes() (out []class) {
	for n, l := range s.Bare {
		if !strings.Contains(l, "class ") {
			continue
		}
		if m := classHead.FindStringSubmatch(l); m != nil {
			out = append(out, class{n, indent(l), m[1]})
		}
	}
	return out
}

// Self is how a method calls its own object.
func (s *Source) Self(fn Func) string {
	switch {
	case fn.Owner == "":
		return ""
	case s.Lang.Name == "Go":
		return receiver.FindStringSubmatch(s.Bare[fn.Head])[1]
	case s.Lang.Name == "Python":
		return "self"
	}
	return "this"
}

// Before is the function that one of a later text was: of the same name, and
// of the same type.
func (s *Source) Before(fn Func) (was Func, ok bool) {
	for _, one := range s.Funcs() {
		if one.Name == fn.Name && one.Owner == fn.Owner {
			return one, true
		}
	}
	return was, false
}

func indent(text string) int { return len(text) - len(strings.TrimLeft(text, " \t")) }
