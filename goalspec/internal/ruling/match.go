package ruling

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// match is where a way to bound the paths stands among the words, and its
// paths.
type match struct {
	field                 field.Field
	from, to, first, last int
	also                  string // more paths behind it
	whole                 bool   // of which only what they hold is named
	part                  bool   // of which only a part is named
	strict                bool   // it may be said of what the path does
}

// matches are those of the grammar, in order, none inside another.
func (c Clause) matches() []match {
	var all, out []match
	in := ClassesIn(c.Classes)
	for _, g := range grammar {
		if !g.may(in) {
			continue
		}
		said := c.said(g.field)
		for _, loc := range g.FindAllStringSubmatchIndex(said, -1) {
			if g.named && partOf.MatchString(c.word(loc[2]-1)) || g.says != nil && !g.says.MatchString(c.S[c.Words[loc[0]].From:c.Words[loc[1]-1].To]) {
				continue
			}
			if name := prose.BareCode(c.word(loc[2])); g.part && (!prose.IsFileName(path.Base(name)) || strings.Contains(name, "*")) {
				continue
			}
			doubtful := g.alone && c.hasObject(loc[3], loc[1])
			if doubtful && !strings.ContainsAny(said[loc[3]:loc[1]], "ma") {
				continue // it tells what the code does
			}
			all = append(all, match{field: g.field, strict: doubtful, part: g.part, from: loc[0], to: loc[1], first: loc[2], last: loc[3], whole: c.Classes[loc[0]:loc[1]] != said[loc[0]:loc[1]]})
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.to, a.to)) })
	end := 0
	for _, m := range all {
		if m.first >= end {
			m.also, m.to = c.alsoPermitted(m)
			out, end = append(out, m), m.to
		}
	}
	return out
}

// hasObject reports a verb at the end of some words, and not in the passive, of which
// what it changes stands behind it.
func (c Clause) hasObject(from, to int) bool {
	return strings.IndexByte(c.Classes[from:to], prose.IsBe) < 0 && to < len(c.Words) && strings.IndexByte("iwj"+Paths, c.Classes[to]) >= 0 && !adjunct.MatchString(c.word(to))
}

// said are the classes in which something is said that forbids or permits.
func (c Clause) said(f field.Field) string {
	if f == field.Deny {
		return c.wide
	}
	return c.Classes
}

// ruling reads the paths of a match; end is where the next one begins.
func (c Clause) ruling(m match, end int) Ruling {
	permits, next := m.field == field.Allow, end
	r := Ruling{Field: m.field, Whole: m.whole, Strict: m.strict, Part: m.part, Leads: strings.Trim(c.Classes[:m.from], "imdg") == ""}
	if m.last < m.to { // the grammar goes on behind the paths
		end = c.Words[m.last-1].To
	}
	if at := strings.IndexByte(c.Classes[m.last:], prose.IsStop); at >= 0 && !permits {
		end = min(end, c.Words[m.last+at].From)
	}
	before := c.Classes[:m.from]
	if before = before[strings.LastIndexAny(before, ".,")+1:]; strings.IndexByte(".,:", c.Classes[m.from]) >= 0 {
		before = ""
	}
	if r.Globs, r.Fault = c.globs(m, end, permits); r.Fault == PartPermitted {
		r.Fault, r.Part = "", true
	}
	also, _ := GlobsIn(m.also, permits)
	r.Globs = append(r.Globs, also...)
	switch {
	case strings.IndexByte("xu", c.Classes[m.from]) >= 0 && exceptOf.MatchString(c.Classes[:m.from]):
		r.Fault = UnreadExcept
	case strings.ContainsAny(before, "nNW"):
		r.Fault = "a negation before it may turn it around"
	case strings.HasPrefix(c.Classes, string(rune(prose.IsWhen))) && !strings.HasPrefix(c.Classes, "c:"): // "Where:" is a label
		r.Fault = UnreadCondition
	case !permits && m.last < m.to && excepts.MatchString(c.S[c.Words[m.to-1].To:max(next, c.Words[m.to-1].To)]):
		r.Fault = UnreadExcept
	case permits && m.last < m.to && takesAway(c.S[c.Words[m.to-1].To:max(next, c.Words[m.to-1].To)]):
		r.Fault = "what stands behind it may take it back; write what must not change as a path of its own"
	}
	return r
}

// moreBehind are paths and nothing else behind what is said of others.
var moreBehind = regexp.MustCompile(`^,*i?[per][,per]*(?:\.|$)`)

// alsoPermitted is the list of paths that the words behind a match add to its own, as
// in "only X may change, plus Y", and where it ends.
func (c Clause) alsoPermitted(m match) (list string, to int) {
	loc := moreBehind.FindStringIndex(c.Classes[m.to:])
	if loc == nil || m.field != field.Allow || m.last == m.to {
		return "", m.to
	}
	from := m.to
	for c.Classes[from-1] == prose.IsJoint {
		from--
	}
	to = m.to + loc[1]
	if list = addsPaths(c.S[c.Words[from].From:c.Words[to-1].To]); list == "" {
		return "", m.to
	}
	return list, to
}

// moves are the verbs of what leaves a file as it is, in another place.
var moves = regexp.MustCompile(`(?i)^(?:renam|mov)(?:e|es|ed|ing)$`)

// onlyMoves reports a ban on nothing but giving a path another name: what it holds
// may change.
func (c Clause) onlyMoves(m match) bool {
	n := 0
	if ofOthers.MatchString(c.Classes[m.first:]) || strings.IndexByte(c.Classes[m.to:], prose.IsChange) >= 0 {
		return false // more is said of it, or of others
	}
	for i := m.from; i < m.to; i++ {
		switch w := c.word(i); {
		case moves.MatchString(w):
			n++
		case c.Classes[i] == prose.IsChange || prose.ClassOf(strings.ToLower(w)) == prose.IsChange:
			return false
		}
	}
	return n > 0
}

// impossible ends in what cannot be.
var impossible = regexp.MustCompile(`(?i)\b(?:can(?:not|['’]t| not)|could(?: not|n['’]t)|impossible|(?:not|n['’]t) (?:be )?(?:possible|doable|feasible|able)|no way)\b[^.;,:]*$`)

// needs reports what cannot be without a change, and so forbids none.
func (c Clause) needs(m match) bool {
	return c.Classes[m.from] == prose.IsWithout && impossible.MatchString(c.S[:c.Words[m.from].From])
}

// ofRun reports a clause that says of a command that it passes but for a path, and bans
// no change.
func (c Clause) ofRun() bool {
	at := strings.IndexByte(c.Classes, prose.IsExcept)
	return at > 0 && !strings.ContainsAny(c.Classes, "nWkfFAOTouer~") && !strings.ContainsAny(c.Classes[:at], Paths) && check.AsksOfCommand(c.S[:c.Words[at].From])
}

// ofOthers is a path in a list with one before it.
var ofOthers = regexp.MustCompile(`,[iyzhwj]*[perQ]`)

// exceptOf ends in a path of which what is left out is a part.
var exceptOf = regexp.MustCompile(`[zhy]i*[perQ]$`)

// excepts begins what is left out of a bound, or a condition of it.
var excepts = regexp.MustCompile(`(?i)^\W*(?:` + prose.LeavesOut + `|unless|but)\b|^[^\w:;–—]*if\b`)

// ofTheRest says of all else that it must not change.
var ofTheRest = regexp.MustCompile(`(?i)^\W*(?:and |but )?(?:(?:do not|don['’]t|never) (?:modify|change|touch|edit) (?:any |the )?` + otherCode + `(?: (?:code|files?|sources?))?[\s.!]*$|no (?:` + otherCode + ` )?(?:code|files?|sources?)(?: changes?)?[\s.!]*$|(?:the )?` + otherCode + ` (?:code|files?|sources?) (?:(?:must|should|shall|may|can|is|are) ?(?:not|n['’]t) (?:to )?(?:be )?(?:change|touch|edit|modif)|(?:stays?|remains?) as)[^/]*$)`)

const otherCode = `(?:source|production|application|product|other|rest)`

// takesAway reports words behind what permits that may permit less.
func takesAway(tail string) bool {
	said := NewClause(strings.NewReplacer("(", ", ", ")", " ").Replace(tail)).Classes
	return strings.IndexByte(said, prose.IsExcept) >= 0 || restrains.MatchString(tail) || takesBack.MatchString(said) && !ofTheRest.MatchString(tail) && !plainTail.MatchString(tail) && !BansOthers(tail)
}

// globs are the paths of a match.
func (c Clause) globs(m match, end int, permits bool) (out []Pattern, fault string) {
	if strings.ContainsAny(c.Classes[m.first:m.last], "er") {
		return nil, "its paths are not all patterns; put each in code marks"
	}
	for i := m.first; i < m.last; i++ {
		if strings.EqualFold(c.word(i), "but") {
			return nil, UnreadExcept
		}
	}
	for m.last > m.first+1 && c.Classes[m.last-1] == prose.IsJoint {
		m.last--
	}
	s := c.listed(m) + c.S[c.Words[m.last-1].To:max(end, c.Words[m.last-1].To)]
	if front, behind, ok := strings.Cut(s, ")"); ok && !strings.Contains(front, "(") {
		s = front // its parenthesis opened before the paths
		if permits {
			s += behind
		}
	}
	if out, fault = GlobsIn(s, permits); fault == UnreadTail && !permits {
		out, fault = Besides(s, out)
	}
	if len(out) == 0 && fault == "" {
		fault = UnreadTail
	}
	return out, fault
}

// Besides takes what is named beside patterns that must not change, as it would read
// alone: others, and things without a path, as in "or any migration files", which
// stay words.
func Besides(s string, have []Pattern) ([]Pattern, string) {
	rest, listed := RestBehind(s, have)
	if !listed || Speaks(rest, "axuoWNlc") {
		return have, UnreadTail
	}
	var more []Pattern
	for _, b := range NewClause(CodeMarked("do not change " + rest)).Rulings() {
		if b.Fault != "" || b.Field != field.Deny {
			return have, UnreadTail
		}
		more = append(more, b.Globs...)
	}
	if len(more) == 0 && MentionsPath(rest) {
		return have, UnreadTail
	}
	return append(have, more...), ""
}

// RestBehind is what stands in a list behind the last of its patterns.
func RestBehind(s string, have []Pattern) (rest string, listed bool) {
	last := have[len(have)-1].Pattern
	tail := strings.TrimSpace(strings.TrimPrefix(s[strings.LastIndex(s, last)+len(last):], "`"))
	rest = strings.TrimSpace(listMark.ReplaceAllString(tail, ""))
	return rest, rest != tail
}

// listed writes the paths of a match in code marks, each as it was cut, with the
// reasons between them.
func (c Clause) listed(m match) string {
	var b strings.Builder
	for i := m.first; i < m.last; i++ {
		switch w := c.S[c.Words[i].From:c.Words[i].To]; {
		case w == "", strings.IndexByte("yizhb", c.said(m.field)[i]) >= 0: // below a label, or only leads a path
		case c.Classes[i] == prose.IsJoint && c.Classes[i-1] == prose.IsJoint: // ", and"
		case c.Classes[i] == prose.IsJoint || c.Classes[i] == prose.IsNot:
			b.WriteString(", ")
		case c.Classes[i] == prose.IsGloss || w[0] == '`':
			b.WriteString(" " + w)
		default:
			if strings.HasSuffix(w, "/...") { // as Go writes a tree of packages
				w = w[:len(w)-3]
			}
			b.WriteString(" `" + w + "`")
		}
	}
	return b.String()
}
