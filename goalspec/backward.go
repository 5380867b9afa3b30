package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// ruleAfter takes what a statement says of paths into the scope. Where it speaks of
// those in the one before, both are one statement, which is given back.
func (r *reader) ruleAfter(before, words string, span Span) (list []ruling.Ruling, both string) {
	both, unsure := ruling.LeanOn(before, words)
	if both != "" {
		return r.rule(both, span), both
	}
	if list = r.rule(words, span); unsure {
		b := ruling.UnsureOf(words)
		r.take([]ruling.Ruling{b}, words, span)
		list = append(list, b)
	}
	return list, ""
}
