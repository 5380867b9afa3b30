package goalspec

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
)

// inPhase reports whether a label inside a phase belongs to the phase.
func inPhase(f field.Field) bool {
	return slices.Contains([]field.Field{field.Scope, field.Allow, field.Stop, field.Deny, field.Focus, field.Constraints}, f)
}

// ofOnePhase reports a label that says of the phase it stands in what it says, and not of
// the whole goal as "Constraints:" and "Report:" do.
func ofOnePhase(f field.Field, bare string) bool {
	switch f {
	case field.Constraints:
		return labels.KeepWords.MatchString(bare)
	case field.Stop:
		return saying.StopIf.MatchString(bare)
	}
	return true
}

// belowPhases reports a label in the last phase that stands for itself, below an
// empty line, as none does in a phase before: what it says is said of all of them.
// Below a heading, where to work is said of its phase.
func belowPhases(blocks []page.Block) func(i int) bool {
	isLabel := func(i int) bool { return blocks[i].Kind == page.Label }
	first, last, heading := -1, -1, false
	for i := range blocks {
		heads := blocks[i].Kind == page.Heading && labels.StartsPhase(unmarked(blocks[i].Name.S))
		if heads || isLabel(i) && field.Field(blocks[i].Field) == field.Phase {
			if last, heading = i, heads; first < 0 {
				first = i
			}
		}
	}
	inner := map[int]bool{}
	for i := max(first, 0); i < last; i++ {
		if isLabel(i) {
			inner[blocks[i].Field] = true
		}
	}
	return func(i int) bool {
		if last < 0 || i <= last || !isLabel(i) || blocks[i].First <= blocks[i-1].Last+1 || inner[blocks[i].Field] {
			return false
		}
		f, bare := field.Field(blocks[i].Field), labels.Bare(blocks[i].Name.S)
		ofHeading := heading && (f == field.Allow || f == field.Scope || labels.KeepWords.MatchString(bare))
		return !ofHeading && !saying.StopIf.MatchString(bare)
	}
}
