package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// everyFile is an entry that stands for all there is.
var everyFile = regexp.MustCompile("(?i)^`?(?:\\.|\\.?/|(?:\\.?/)?\\*{1,2}(?:/\\*{1,2})?|everything|anything|all|(?:all|any|every)(?: of)?(?: the)? (?:files?|code)|the (?:whole|entire) (?:repo(?:sitory)?|code ?base|project|tree))`?[.!]*$")

// denied reads an entry of what must not change: a list of paths, all there is, all others,
// or a sentence; of any other words the paths they name must stay, whatever part is meant.
func (r *reader) denied(s section, words string, t page.Text) {
	at := spanOf(t)
	if r.leavesPaths(words, at) {
		return
	}
	r.onlyExisting(words, at)
	words = r.wholeList(words, at)
	globs, fault := ruling.GlobsIn(words, false)
	if names := ruling.NamesIn(words); len(globs) > 0 && len(names) > len(globs) {
		if globs, fault = r.known(s, names), ""; len(globs) < len(names) {
			r.inWords(s, words, t)
			r.constraint(Constraint{Text: "Do not change " + words, Span: at})
		}
	}
	list := len(globs) > 0 && fault == "" && len(ruling.Added(words, globs)) == 0
	bare := strings.TrimSpace(prose.InParens.ReplaceAllString(words, ""))
	switch sentences := page.Sentences(t.From(len(ruling.Lettered.FindString(t.S)))); {
	case everyFile.MatchString(bare):
		r.note(readStrictly, at, "%q is read as: no file may change", prose.Clip(words))
		r.place(field.Deny, []ruling.Pattern{{Pattern: "**"}}, at)
	case ruling.AreOthers(bare):
		r.constraint(Constraint{Text: "Do not change " + words, Span: at})
		r.others = append(r.others, passageOf(t))
	case ownPart(words):
		r.inWords(s, words, t)
		r.constraint(Constraint{Text: words, Span: at})
	case list:
		r.deny(words, globs, at)
	case len(sentences) > 1 && len(globs) == 0 && ruling.MentionsPath(words):
		for i, one := range sentences {
			if i == 0 || !ruling.BansNothing(one.S) || ruling.PathFirst(one.S) && !ruling.Speaks(one.S, "tva") {
				r.denied(s, statement(one), one)
				continue
			}
			if ruling.MentionsPath(one.S) {
				r.note(namesPath, spanOf(one), "%q stands behind the paths and names one; no change is stopped by it", prose.Clip(one.S))
			}
			r.context(passageOf(one))
		}
	case r.bans(words, at), r.heldAtLeast(globs, words, t):
	case fault != "":
		r.note(unreadPath, at, "%q cannot be read for certain: %s", prose.Clip(words), fault)
		r.place(field.Deny, globs, at)
	default:
		names := ruling.NamesIn(ruling.AllUnder(words))
		if globs = r.known(s, names); len(globs) < len(names) || len(globs) == 0 {
			r.notPath(s, words, t)
		}
		r.place(field.Deny, globs, at)
	}
}

// deny takes paths that must not change, of which an entry is a list.
func (r *reader) deny(words string, globs []ruling.Pattern, at Span) {
	for _, g := range globs {
		if strings.HasPrefix(g.Reason, "of ") {
			r.note(readStrictly, at, "%q is read as: %s must not change", prose.Clip(words), g.Pattern)
		}
	}
	r.reasoned(globs, at)
	r.thingsBesides(words, at)
	r.place(field.Deny, globs, at)
}

// bans takes an entry of what must not change that is a ban by itself, or one behind "Do not
// change", if it is certain: it bounds no other paths than the entry names.
func (r *reader) bans(words string, at Span) bool {
	held, sure := ruling.AtLeast(words)
	for _, ban := range []string{words, "Do not change " + words} {
		list := ruling.Rulings(ban)
		var named []ruling.Pattern
		for _, b := range list {
			named = append(named, b.Globs...)
		}
		unsure := slices.ContainsFunc(list, func(b ruling.Ruling) bool { return b.Fault != "" || b.Part || b.Strict })
		switch {
		case len(list) == 0, unsure, ruling.OnlyDenies(list) && !(sure && sameGlobs(held, named)):
			continue
		case opens(list) && (ban == words && !ruling.Speaks(words, "tv") || ruling.BeginsLeaving(words)):
			continue
		}
		if r.take(list, ban, at); !opens(list) || ban == words {
			r.constraint(Constraint{Text: ban, Span: at})
		} else if thing := r.thingsBesides(words, at); thing != "" {
			r.constraint(Constraint{Text: "Do not change " + thing, Span: at})
		}
		return true
	}
	return false
}

// sameGlobs reports two lists of the same patterns.
func sameGlobs(a, b []ruling.Pattern) bool {
	has := func(list []ruling.Pattern, p ruling.Pattern) bool {
		return slices.ContainsFunc(list, func(g ruling.Pattern) bool { return g.Pattern == p.Pattern })
	}
	return !slices.ContainsFunc(a, func(p ruling.Pattern) bool { return !has(b, p) }) && !slices.ContainsFunc(b, func(p ruling.Pattern) bool { return !has(a, p) })
}

// staysWhole reports a sentence that asks by itself for all it names to stay.
func staysWhole(list []ruling.Ruling) bool {
	return ruling.LeadsRuling(list) && ruling.OnlyDenies(list) && !slices.ContainsFunc(list, func(b ruling.Ruling) bool { return b.Whole || b.Strict })
}

// opens reports a sentence that only says which paths may change.
func opens(list []ruling.Ruling) bool {
	return len(list) == 1 && list[0].Field == field.Allow && list[0].Fault == ""
}

// asReason writes words such that they can stand in parentheses behind a pattern.
var asReason = strings.NewReplacer("`", "", " (", ", ", "(", "", ")", "")

// settleOthers says what the others are that must not change: all but what may, or else
// all but where the change is expected.
//
// A sentence says so of where the change is expected, and nothing where that is not said.
func (r *reader) settleOthers() {
	d := r.doc
	if len(d.facts.focused) > 0 {
		r.others = append(r.others, r.elses...)
	}
	if len(d.facts.focused) == 0 && len(d.facts.allowed) == 0 {
		for _, p := range r.elses {
			r.note(saidInWords, p.Span, "%q stops no change: nothing says which paths may change", prose.Clip(p.Text))
		}
	}
	bound := len(d.facts.allowed) > 0 || slices.ContainsFunc(d.contract.phases, func(p Phase) bool { return len(p.Only) > 0 })
	for _, p := range r.others {
		switch {
		case bound:
		case len(d.facts.focused) == 0:
			r.note(unreadPath, p.Span, "%q must not change, and nothing says what may; list that under \"Only modify\"", prose.Clip(p.Text))
		default:
			r.note(readStrictly, p.Span, "%q is read as: only %s may change", prose.Clip(p.Text), ruling.Patterns(patternsOf(d.facts.focused)))
			for _, g := range slices.Clone(d.facts.focused) {
				r.place(field.Allow, []ruling.Pattern{{Pattern: g.Pattern}}, p.Span)
			}
			bound = true
		}
	}
}

// inWords says that an entry of what must not change holds no path, unless its label
// only asks for it.
func (r *reader) inWords(s section, words string, t page.Text) {
	if !strings.HasSuffix(strings.TrimRight(s.name.S, ":*_ "), "?") {
		r.note(saidInWords, spanOf(t), "%q names no path, so no change of it is stopped", prose.Clip(words))
	}
}

// ofIts begins with a path in the possessive: what is said is said of something it has.
var ofIts = regexp.MustCompile("^(?i:the )?(?:" + ruling.CodedPath + "|[\\w.@/-]*[/.][\\w.@/-]*)['’](?:s)? \\pL")

// ownPart reports an entry of what must not change that asks so of a part of its one path.
func ownPart(words string) bool {
	return ofIts.MatchString(words) && !ruling.Speaks(words, "xuol") && len(ruling.PathWord.FindAllString(prose.InParens.ReplaceAllString(words, ""), 2)) < 2
}

// leavesPaths takes an entry of what must not change that leaves paths out.
func (r *reader) leavesPaths(words string, at Span) bool {
	globs, ok := ruling.GlobsLeaving(words)
	if ok {
		r.reasoned(globs, at)
		r.place(field.Deny, globs, at)
	}
	return ok
}

// heldAtLeast takes an entry of what must not change that names paths and says more of them
// than is read: what it protects whichever way it is meant does not change.
func (r *reader) heldAtLeast(globs []ruling.Pattern, words string, t page.Text) bool {
	held, ok := ruling.AtLeast(withoutRemarks(words))
	if !ok || len(globs) == 0 && check.AsksOfCommand(words) {
		return false
	}
	why := words
	if len(globs) > 0 {
		why, _ = ruling.RestBehind(words, globs)
	}
	if why = strings.Trim(asReason.Replace(why), " .,;:–—-"); !readsBack(held, why) {
		why = ""
	}
	for i := range held {
		held[i].Reason = why
	}
	r.thingsBesides(words, spanOf(t))
	r.heldStrictly(held, words, spanOf(t))
	return true
}

// readsBack reports a reason with which paths that must not change are read as they are.
func readsBack(held []ruling.Pattern, why string) bool {
	line := "`" + held[0].Pattern + "` (" + why + ")"
	if _, leaves := ruling.ExceptionIn(line); leaves || slices.ContainsFunc(held, func(g ruling.Pattern) bool { return strings.Contains(why, g.Pattern) }) {
		return false
	}
	if _, fault := ruling.GlobsIn(line, false); fault == "" {
		return len(ruling.Rulings(why)) == 0
	}
	again, ok := ruling.AtLeast(line)
	return ok && !slices.ContainsFunc(again, func(g ruling.Pattern) bool {
		return !slices.ContainsFunc(held, func(h ruling.Pattern) bool { return h.Pattern == g.Pattern })
	})
}

// heldStrictly takes paths that must not change where some of them, or a part, perhaps may.
func (r *reader) heldStrictly(globs []ruling.Pattern, words string, at Span) {
	r.note(readStrictly, at, "%q is read as: %s must not change", prose.Clip(words), ruling.Patterns(globs))
	r.place(field.Deny, globs, at)
}

// withoutRemarks are words without what stands in parentheses and names no path.
func withoutRemarks(words string) string {
	return prose.InParens.ReplaceAllStringFunc(words, func(s string) string {
		if strings.ContainsAny(s, "/`") {
			return s
		}
		return ""
	})
}
