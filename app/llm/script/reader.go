package script

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Fault is one thing wrong in a script: the line and the rule that does not hold there.
type Fault struct {
	File string
	Line int
	Rule string
}

func (f Fault) String() string {
	if f.File == "" {
		return fmt.Sprintf("line %d: %s", f.Line, f.Rule)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Rule)
}

// Faults is all that is wrong in a script.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, one := range f {
		lines[i] = one.String()
	}
	return "script: " + strings.Join(lines, "\nscript: ")
}

// reader takes values out of YAML nodes and gathers the faults.
type reader struct {
	faults Faults
}

func (r *reader) fault(n *yaml.Node, format string, args ...any) {
	r.faults = append(r.faults, Fault{Line: max(n.Line, 1), Rule: fmt.Sprintf(format, args...)})
}

// mapping hands each value of a mapping to the function of its key.
func (r *reader) mapping(n *yaml.Node, what string, fields map[string]func(*yaml.Node)) {
	switch n.Kind {
	case yaml.MappingNode:
	case yaml.AliasNode:
		r.fault(n, "%s must be written out: aliases are not known here", what)
		return
	default:
		r.fault(n, "%s must be a mapping with keys", what)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		read, known := fields[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode || !known:
			r.fault(key, "%s has no key %q; it may have %s", what, key.Value, strings.Join(slices.Sorted(maps.Keys(fields)), ", "))
		case seen[key.Value]:
			r.fault(key, "%s has the key %q twice", what, key.Value)
		default:
			seen[key.Value] = true
			read(n.Content[i+1])
		}
	}
}

// list hands each item of a list to read.
func (r *reader) list(n *yaml.Node, what string, read func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		r.fault(n, "%s must be a list with at least one item", what)
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

func (r *reader) text(what string, to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" {
			r.fault(n, "%s must be a text", what)
			return
		}
		*to = n.Value
	}
}

// word reads a text that must not be empty.
func (r *reader) word(what string, to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		before := len(r.faults)
		if r.text(what, to)(n); *to == "" && len(r.faults) == before {
			r.fault(n, "%s must not be empty", what)
		}
	}
}

// words reads one text or a list of them.
func (r *reader) words(what string, to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		one := func(n *yaml.Node) {
			var s string
			r.word(what, &s)(n)
			*to = append(*to, s)
		}
		if n.Kind == yaml.SequenceNode {
			r.list(n, what, one)
			return
		}
		one(n)
	}
}

func (r *reader) number(what string, low, high int, to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || v < low || v > high {
			r.fault(n, "%s must be a whole number from %d to %d", what, low, high)
			return
		}
		*to = v
	}
}

func (r *reader) duration(what string, to *time.Duration) func(*yaml.Node) {
	return func(n *yaml.Node) {
		d, err := time.ParseDuration(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || d < 0 || d > time.Hour {
			r.fault(n, "%s must be a duration such as 200ms or 2s, at most 1h", what)
			return
		}
		*to = d
	}
}

func (r *reader) expression(what string, to **regexp.Regexp) func(*yaml.Node) {
	return func(n *yaml.Node) {
		re, err := regexp.Compile(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil {
			r.fault(n, "%s must be a regular expression: %v", what, err)
			return
		}
		*to = re
	}
}
