package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// everyFile is an entry that stands for all there is.
var everyFile = regexp.MustCompile("(?i)^`?(?:\\.|\\.?/|(?:\\.?/)?\\*{1,2}(?:/\\*{1,2})?|everything|anything|all|(?:all|any|every)(?: of)?(?: the)? (?:files?|code)|the (?:whole|entire) (?:repo(?:sitory)?|code ?base|project|tree))`?[.!]*$")

// leadsTo is said before a path that what must not change is not.
var leadsTo = regexp.MustCompile("(?i)\\b(?:to|into|via|with|see|by|through)(?: the)? `")

// denies takes an entry of what must not change that is no list of paths: all files, all
// others, or words. Each of its sentences is read as one would be that asks for no change
// of what it names; a path among words must stay as it is, whatever part of it is meant.
func (r *reader) denies(s section, words string, t page.Text) bool {
	entry := strings.TrimSpace(prose.InParens.ReplaceAllString(words, ""))
	switch at := spanOf(t); {
	case everyFile.MatchString(entry):
		r.note(readStrictly, at, "%q is read as: no file may change", prose.Clip(words))
		r.place(field.Deny, []ruling.Pattern{{Pattern: "**"}}, at)
		return true
	case ruling.AreOthers(entry):
		r.constraint(Constraint{Text: "Do not change " + words, Span: at})
		r.others = append(r.others, passageOf(t))
		return true
	}
	if strings.ContainsAny(words, "&<\\") {
		return false // shown otherwise than it is written
	}
	var list []page.Text
	for _, s := range page.Sentences(t) {
		list = append(list, semicolons(s)...)
	}
	said := make([]func(), len(list))
	for i, part := range list {
		if len(list) > 1 {
			words = strings.TrimRight(prose.StripMarkers(part.Words()), ". ")
		}
		if said[i] = r.denied(s, words, part, i > 0, len(list) > 1); said[i] == nil {
			return false
		}
	}
	for _, take := range said {
		take()
	}
	return true
}

// semicolons cuts a sentence at them, outside of code and parentheses.
func semicolons(t page.Text) (parts []page.Text) {
	plain, from := prose.MaskCode(t.S), 0
	for i := range len(plain) {
		if plain[i] == ';' && strings.HasPrefix(plain[i+1:], " ") && prose.Shallow(plain[:i]) {
			parts, from = append(parts, t.Slice(from, i)), i+2
		}
	}
	return append(parts, t.From(from))
}

var (
	// anAct is something that is not to be done, and names no file.
	anAct  = regexp.MustCompile(`(?i)^\pL+ing\b`)
	notAct = regexp.MustCompile(`(?i)^(?:existing|remaining|following|\pL*thing)\b`)
	// theAct are words for what is forbidden in front of what it is forbidden of.
	theAct = regexp.MustCompile(`(?i)^(?:(?:and|or|nor|also|any|all|the)\s+)*(?:(?:changes|edits|modifications)\s+(?:to|in|of|under|inside|within)|changing|editing|modifying|touching)\s+`)
	nor    = regexp.MustCompile(`(?i)^(?:(?:and|or|nor|also|neither)\s+)+`)
	// onlyThese begins a sentence that says what may change after all.
	onlyThese = regexp.MustCompile(`(?i)^(?:(?:so|that is|hence|meaning)[\s:,]+)?(?:only|just|solely)\s+(.*)$`)
)

// denied reads one sentence of an entry, behind others or not, alone or among others, and
// returns how to take it, or nil if that is not certain.
func (r *reader) denied(s section, words string, t page.Text, behind, among bool) func() {
	if rest := theAct.ReplaceAllString(words, ""); rest != "" {
		words = rest
	}
	ban := "Do not change " + words
	switch own := ruling.Rulings(words); {
	case behind && labels.ForbidsFirst(words):
		ban = words
	case among && (staysWhole(own) || opens(own) && ruling.Speaks(words, "tv")): // it says so itself
		return func() {
			r.take(own, words, spanOf(t))
			r.constraint(Constraint{Text: words, Span: spanOf(t)})
		}
	case behind && onlyThese.MatchString(words):
		may := "Change only " + onlyThese.FindStringSubmatch(words)[1]
		if list := ruling.Rulings(may); opens(list) {
			return func() {
				r.take(list, may, spanOf(t))
				r.constraint(Constraint{Text: words, Span: spanOf(t)})
			}
		}
	case behind:
		if words = nor.ReplaceAllString(words, ""); words == "" {
			return nil
		}
		ban = "Do not change " + words
	}
	c, list := ruling.NewClause(ruling.CodeMarked(words)), ruling.Rulings(ban)
	named := append(c.PathsIn(c.Classes, 0, len(c.Words)), c.FilesIn()...)
	sure := ruling.OnlyDenies(list) && !slices.ContainsFunc(list, func(b ruling.Ruling) bool {
		return b.Strict || slices.ContainsFunc(b.Globs, func(g ruling.Pattern) bool { return !strings.ContainsAny(g.Pattern, "/.*") })
	})
	asks := strings.ContainsAny(ruling.Banning.ReplaceAllString(c.Classes, ""), ruling.Asking)
	switch {
	case sure && !(asks && behind):
		return func() {
			r.take(list, ban, spanOf(t))
			r.constraint(Constraint{Text: ban, Span: spanOf(t)})
		}
	case check.AsksOfCommand(words) && behind:
		return func() { r.constraint(Constraint{Text: words, Span: spanOf(t)}) }
	case check.AsksOfCommand(words):
		return nil
	case len(named) == 0 && among && !ruling.MentionsPath(words) && anAct.MatchString(words) && !notAct.MatchString(words):
		return func() { r.constraint(Constraint{Text: "No " + words, Span: spanOf(t)}) }
	case len(named) == 0 && behind && !ruling.MentionsPath(words):
		return func() { r.context(passageOf(t)) }
	case len(named) == 0 && among && !ruling.MentionsPath(words) && !asks && !prose.Imperative.MatchString(words):
		return func() {
			r.inWords(s, words, t)
			r.constraint(Constraint{Text: noChange(words), Span: spanOf(t)})
		}
	case len(named) == 0, ruling.AllBut.MatchString(prose.MaskCode(words)), ruling.Turns.MatchString(words), prose.Imperative.MatchString(words), ruling.Instead.MatchString(words), leadsTo.MatchString(words), asks:
		return nil
	}
	return func() {
		r.note(readStrictly, spanOf(t), "%q is read as: %s must not change", prose.Clip(words), ruling.Patterns(named))
		why := asReason.Replace(words)
		if len(ruling.Rulings(why)) > 0 || len(named) > 1 {
			why = "" // it would bound paths itself where it is read again
		}
		for i := range named {
			named[i].Reason = why
		}
		r.place(field.Deny, named, spanOf(t))
	}
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

// withWords takes things without a path that are named beside patterns for words.
func (r *reader) withWords(s section, words string, globs []ruling.Pattern, t page.Text) ([]ruling.Pattern, string) {
	rest, _ := ruling.RestBehind(words, globs)
	if more, fault := ruling.Besides(words, globs); fault != "" || len(more) > len(globs) {
		return globs, ruling.UnreadTail
	}
	for i := range globs {
		globs[i].Reason = ""
	}
	r.inWords(s, rest, t)
	r.constraint(Constraint{Text: "Do not change " + rest, Span: spanOf(t)})
	return globs, ""
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
