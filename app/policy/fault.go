package policy

import (
	"fmt"
	"sort"
	"strings"
)

// Fault is one thing wrong with a policy.
type Fault struct {
	Path  string `json:"path"` // of the key: risk.high.paths[0]; empty: the whole
	Line  int    `json:"line"` // from 1
	Value string `json:"value,omitempty"`
	Rule  string `json:"rule"` // what it must be
}

func (f Fault) Error() string {
	return fmt.Sprintf("line %d: %s", f.Line, f.Text())
}

// Text is the fault without its line.
func (f Fault) Text() string {
	switch {
	case f.Path == "":
		return f.Rule
	case f.Value == "":
		return f.Path + ": " + f.Rule
	}
	return fmt.Sprintf("%s: %q: %s", f.Path, f.Value, f.Rule)
}

// Faults are all that is wrong, in the order of the lines.
type Faults []Fault

// shownFaults is how many an error text names.
const shownFaults = 20

func (f Faults) Error() string {
	var texts []string
	for n, one := range f {
		if n == shownFaults {
			texts = append(texts, fmt.Sprintf("and %d more", len(f)-n))
			break
		}
		texts = append(texts, one.Error())
	}
	return strings.Join(texts, "; ")
}

func (f Faults) sort() {
	sort.SliceStable(f, func(a, b int) bool { return f[a].Line < f[b].Line })
}
