package goalspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// rulings are what a statement says of paths; with too many of them the goal is
// refused, and no more are looked at.
func (r *reader) rulings(words string, span Span) []ruling.Ruling {
	if r.ruled > ruling.MaxRuled {
		return nil
	}
	c := ruling.NewClause(ruling.CodeMarked(ruling.RangesListed(prose.Stated(words))))
	if !c.MayRule() {
		if ruling.HiddenBound(c.S) {
			return []ruling.Ruling{{Fault: "odd letters or marks hide what it says; write it in plain words"}}
		}
		return nil
	}
	if r.ruled += len(words); r.ruled > ruling.MaxRuled {
		r.full = true
		r.note(manyStatements, span, "what bounds the paths takes more than %d bytes", ruling.MaxRuled)
		return nil
	}
	list := c.Plainly()
	if len(words) > prose.MaxStatement && len(list) > 0 {
		list = []ruling.Ruling{{Fault: fmt.Sprintf("it is longer than %d bytes", prose.MaxStatement)}}
	}
	return list
}

// rule takes what a statement says of paths into the scope; what cannot be read
// for certain is a finding.
func (r *reader) rule(words string, span Span) []ruling.Ruling {
	list := r.rulings(words, span)
	if doubt := onlyBans(list, words); doubt != "" {
		list = onlyWords(list, words, doubt)
	}
	r.take(list, words, span)
	return list
}

// take puts what a statement says of paths into the scope.
func (r *reader) take(list []ruling.Ruling, words string, span Span) {
	for _, b := range list {
		if b.Fault != "" {
			r.note(unreadPath, span, "%q cannot be read for certain: %s", prose.Clip(words), b.Fault)
		}
		switch {
		case b.Doubt != "":
			r.note(saidInWords, span, "%q is not certain, so no change is stopped by it: %s", prose.Clip(words), b.Doubt)
		case b.OfPart():
			r.note(saidInWords, span, "%q is about a part of what the path holds, so no change there is stopped", prose.Clip(words))
		}
		if b.Whole && b.Fault == "" {
			r.note(wholePath, span, "%q names what is in %s, and nothing there may change", prose.Clip(words), b.Globs[0].Pattern)
		}
		if b.Field == field.Allow && b.Fault == "" && (b.Part || ruling.OnlyAdds.MatchString(words)) {
			r.note(saidInWords, span, "%q lets all of %s change; what is to stay there names no path, so no change of it is stopped", prose.Clip(words), ruling.Patterns(b.Globs))
		}
		if b.Strict {
			r.note(readStrictly, span, "%q is read as: %s must not change", prose.Clip(words), namedWithExceptions(b.Globs))
		}
		for i := range b.Globs {
			b.Globs[i].Reason = "" // it stays in the statement
		}
		if b.Field == field.Deny {
			r.perhaps(b.Globs, words)
		}
		if b.Field != field.Unknown {
			r.place(b.Field, b.Globs, span)
		}
	}
	r.onlyExisting(words, span)
	if slices.ContainsFunc(list, func(b ruling.Ruling) bool { return b.Field == field.Deny && len(b.Globs) > 0 && b.Fault == "" }) {
		r.wholeList(words, span)
		r.thingsBesides(words, span)
	}
}

// namedWithExceptions are patterns as a list, each with what it leaves out.
func namedWithExceptions(globs []ruling.Pattern) string {
	list := make([]string, len(globs))
	for i, g := range globs {
		if list[i] = g.Pattern; len(g.Except) > 0 {
			list[i] += " (but for " + strings.Join(g.Except, ", ") + ")"
		}
	}
	return strings.Join(list, ", ")
}
