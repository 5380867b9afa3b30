package goalspec

import "slices"

// Phase is one stretch of work the author laid out.
type Phase struct {
	Number int      `json:"number"`
	Name   string   `json:"name"`
	Only   []Glob   `json:"only,omitempty"`    // the only paths this phase may change
	Keep   []string `json:"keep,omitempty"`    // what stays as it is
	StopIf []string `json:"stop_if,omitempty"` // conditions that end the phase with a question
	Steps  []string `json:"steps,omitempty"`   // everything else, in order
	Span            // from the name to the last statement
}

func (p Phase) clone() Phase {
	p.Only, p.Keep = slices.Clone(p.Only), slices.Clone(p.Keep)
	p.StopIf, p.Steps = slices.Clone(p.StopIf), slices.Clone(p.Steps)
	return p
}

// Kept are the paths that the phase's "keep … unchanged" and "do not modify …"
// name.
func (p Phase) Kept() []Glob {
	var out []Glob
	for _, k := range p.Keep {
		out = append(out, at(globsAfter(keepWords, k), p.Span)...)
		for _, b := range rulings(k) {
			if b.field == fieldDeny && !keepWords.MatchString(k) {
				out = append(out, at(b.globs, p.Span)...)
			}
		}
	}
	return out
}
