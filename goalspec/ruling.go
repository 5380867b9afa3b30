package goalspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
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
	} else if but := ruling.ButInWords(words); but != nil && faulty(list) {
		list = but
	}
	r.take(list, words, span)
	return list
}

// faulty reports rulings of which one cannot be read for certain.
func faulty(list []ruling.Ruling) bool {
	return slices.ContainsFunc(list, func(b ruling.Ruling) bool { return b.Fault != "" })
}

// take puts what a statement says of paths into the scope.
func (r *reader) take(list []ruling.Ruling, words string, span Span) {
	bans := ruling.OnlyDenies(list)
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
		if b.Strict || bans && ruling.LeavesInWords(words, b.Globs) {
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

// permit remembers the paths of which a sentence asks for a change, or permits it, to
// hold them against what must not change.
func (r *reader) permit(t page.Text) {
	at := spanOf(t)
	if at.Line == 0 || len(t.S) > prose.MaxStatement || !strings.ContainsAny(t.S, "/.`") {
		return
	}
	for _, g := range ruling.NewClause(ruling.CodeMarked(t.S)).AsksFor() {
		r.doc.facts.permitted = append(r.doc.facts.permitted, globAt(g, at))
	}
}

// loosely keeps a sentence that may bound the paths it names and of which nothing was
// read, to be told.
func (r *reader) loosely(t page.Text) {
	if at := spanOf(t); at.Line > 0 && len(t.S) <= prose.MaxStatement && strings.ContainsAny(t.S, "/*.`") {
		r.doc.facts.loose = append(r.doc.facts.loose, Constraint{Text: t.S, Span: at})
	}
}

// inOtherHands takes the paths of which an entry of what is out of scope says that they
// are in other hands for what must not change.
func (r *reader) inOtherHands(words string, span Span) []ruling.Ruling {
	globs := ruling.NewClause(ruling.CodeMarked(prose.Stated(words))).Standing()
	if len(globs) == 0 {
		return nil
	}
	list := []ruling.Ruling{{Field: field.Deny, Globs: globs, Strict: true}}
	r.take(list, words, span)
	return list
}

// putAside are the paths with which an entry begins that says they are no part of the work;
// behind that it may say what is.
func putAside(words string) []ruling.Pattern {
	front, more, _ := strings.Cut(words, "; ")
	if !ruling.SetAside.MatchString(front) || permitsToo.MatchString(front) || more != "" && !thoseAre.MatchString(more) {
		return nil
	}
	list, _ := ruling.GlobsIn(front, false)
	for i := range list {
		list[i].Reason = ""
	}
	if named := ruling.NewClause(ruling.CodeMarked(front)); len(named.PathsIn(named.Classes, 0, len(named.Words))) != len(list) {
		return nil
	}
	return list
}

// thoseAre says which paths are part of what others are no part of.
var thoseAre = regexp.MustCompile("(?i)^(?:but )?only (?:[^`.;]{0,40}" + ruling.CodedPath + ")+[^`.;]{0,40} (?:is|are)[.!]*$")

// noOthers takes what is said of all others beside a list of paths; below a label by which
// nothing else may change it says no more.
func (r *reader) noOthers(f field.Field, t page.Text) {
	if f == field.Deny || f == field.Focus {
		r.elses = append(r.elses, passageOf(t))
	}
	if f == field.Deny {
		r.constraint(Constraint{Text: t.Words(), Span: spanOf(t)})
		return
	}
	r.context(passageOf(t))
}

// allBut takes an entry of what may change, or is expected to, that leaves some paths out.
func (r *reader) allBut(f field.Field, words string, at Span) bool {
	list := ruling.NewClause(ruling.CodeMarked("Change only " + prose.Stated(words))).LeavingOut()
	for i := range list {
		if list[i].Field == field.Allow {
			list[i].Field = f
		}
	}
	r.take(list, words, at)
	return len(list) > 0
}
