package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

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

// statements are what may say when the phase is done.
func (p Phase) statements() []string {
	return slices.Concat([]string{p.Name}, p.Steps, p.Keep)
}

// Kept are the paths that must not change in the phase, by its "keep … unchanged" and "do
// not modify …", and by what it leaves out of where it works.
func (p Phase) Kept() []Glob {
	var out []Glob
	for _, k := range p.Keep {
		out = append(out, at(keptBy(k), p.Span)...)
	}
	return globs(out)
}

// upkeep is said behind a path that is to be kept in some state, and may change for that.
var upkeep = regexp.MustCompile(`(?i)^\W*(?:(?:as|well|fully|always|all) )*(?:in (?:sync|step|line|order|shape)|up[ -]to[ -]date|updated|current|consistent|aligned|synchroni[sz]ed|maintained|working|green|passing|compiling|building|running|tested|covered|documented|sorted|formatted|tidy|clean|readable|short|small|simple|thin|under|below)\b`)

// keptBy are the paths that a statement of a phase forbids to change.
func keptBy(s string) (out []Glob) {
	for _, b := range phaseRulings(s) {
		if b.field == fieldDeny && (b.leads || !b.strict) {
			out = append(out, b.globs...)
		}
	}
	if named := globsAfter(keepWords, s); len(named) > 0 && !upkeep.MatchString(behind(s, named)) {
		out = append(named, out...)
	}
	return out
}

// behind is what stands in a statement behind the last of its paths.
func behind(s string, paths []Glob) string {
	last := paths[len(paths)-1].Pattern
	return strings.TrimLeft(s[max(strings.LastIndex(s, last), 0)+len(last):], "`")
}
