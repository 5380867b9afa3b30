package goalspec

import "regexp"

var (
	eachChange = regexp.MustCompile(`(?i)\bafter (?:making )?(?:each|every) (?:change|edit|write|commit|modification)\b`)
	onFailure  = regexp.MustCompile(`(?i)\b(?:any|a|an|the|some|one|tests?|checks?|builds?|suite|lint\w*|commands?)\b.*\b(?:fails?|failing|failed|breaks?|broken|red)\b`)
)

// AfterChange tells whether the step is for each change, not for the end of a
// phase.
func (s Step) AfterChange() bool { return eachChange.MatchString(s.Text) }

// Stops tells whether the step says when to stop, and is nothing to be done.
func (s Step) Stops() bool { return stopIf.MatchString(s.Text) }

// at gives globs their place.
func at(globs []Glob, span Span) []Glob {
	for i := range globs {
		globs[i].Span = span
	}
	return globs
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

// StopsOnFailure tells whether a failing check stops the work in a phase for
// a question: "stop if any test fails", said of that phase or of all.
func (c contract) StopsOnFailure(phase int) bool {
	for _, s := range c.stop {
		if says(s.Text) {
			return true
		}
	}
	for _, s := range c.afterPhase {
		if says(s.Text) {
			return true
		}
	}
	for _, p := range c.phases {
		for _, condition := range p.StopIf {
			if p.Number == phase && onFailure.MatchString(condition) {
				return true
			}
		}
	}
	return false
}

func says(words string) bool {
	loc := stopIf.FindStringIndex(words)
	return loc != nil && onFailure.MatchString(words[loc[1]:])
}
