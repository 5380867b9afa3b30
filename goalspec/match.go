package goalspec

import (
	"cmp"
	"path"
	"slices"
	"strings"

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
func (c clause) matches() []match {
	var all, out []match
	in := classesIn(c.classes)
	for _, g := range grammar {
		if !g.may(in) {
			continue
		}
		said := c.said(g.field)
		for _, loc := range g.FindAllStringSubmatchIndex(said, -1) {
			if g.named && partOf.MatchString(c.word(loc[2]-1)) || g.says != nil && !g.says.MatchString(c.s[c.words[loc[0]].from:c.words[loc[1]-1].to]) {
				continue
			}
			if name := prose.BareCode(c.word(loc[2])); g.part && (!prose.IsFileName(path.Base(name)) || strings.Contains(name, "*")) {
				continue
			}
			doubtful := g.alone && c.hasObject(loc[3], loc[1])
			if doubtful && !strings.ContainsAny(said[loc[3]:loc[1]], "ma") {
				continue // it tells what the code does
			}
			all = append(all, match{field: g.field, strict: doubtful, part: g.part, from: loc[0], to: loc[1], first: loc[2], last: loc[3], whole: c.classes[loc[0]:loc[1]] != said[loc[0]:loc[1]]})
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
func (c clause) hasObject(from, to int) bool {
	return strings.IndexByte(c.classes[from:to], prose.IsBe) < 0 && to < len(c.words) && strings.IndexByte("iwj"+paths, c.classes[to]) >= 0 && !adjunct.MatchString(c.word(to))
}

// said are the classes in which something is said that forbids or permits.
func (c clause) said(f field.Field) string {
	if f == field.Deny {
		return c.wide
	}
	return c.classes
}

// ruling reads the paths of a match; end is where the next one begins.
func (c clause) ruling(m match, end int) ruling {
	permits, next := m.field == field.Allow, end
	r := ruling{field: m.field, whole: m.whole, strict: m.strict, part: m.part, leads: strings.Trim(c.classes[:m.from], "imdg") == ""}
	if m.last < m.to { // the grammar goes on behind the paths
		end = c.words[m.last-1].to
	}
	if at := strings.IndexByte(c.classes[m.last:], prose.IsStop); at >= 0 && !permits {
		end = min(end, c.words[m.last+at].from)
	}
	before := c.classes[:m.from]
	if before = before[strings.LastIndexAny(before, ".,")+1:]; strings.IndexByte(".,:", c.classes[m.from]) >= 0 {
		before = ""
	}
	if r.globs, r.fault = c.globs(m, end, permits); r.fault == partPermitted {
		r.fault, r.part = "", true
	}
	also, _ := globsIn(m.also, permits)
	r.globs = append(r.globs, also...)
	switch {
	case strings.IndexByte("xu", c.classes[m.from]) >= 0 && exceptOf.MatchString(c.classes[:m.from]):
		r.fault = unreadExcept
	case strings.ContainsAny(before, "nNW"):
		r.fault = "a negation before it may turn it around"
	case strings.HasPrefix(c.classes, string(rune(prose.IsWhen))) && !strings.HasPrefix(c.classes, "c:"): // "Where:" is a label
		r.fault = unreadCondition
	case !permits && m.last < m.to && excepts.MatchString(c.s[c.words[m.to-1].to:max(next, c.words[m.to-1].to)]):
		r.fault = unreadExcept
	case permits && m.last < m.to && takesAway(c.s[c.words[m.to-1].to:max(next, c.words[m.to-1].to)]):
		r.fault = "what stands behind it may take it back; write what must not change as a path of its own"
	}
	return r
}

// moreBehind are paths and nothing else behind what is said of others.
var moreBehind = regexp.MustCompile(`^,*i?[per][,per]*(?:\.|$)`)

// alsoPermitted is the list of paths that the words behind a match add to its own, as
// in "only X may change, plus Y", and where it ends.
func (c clause) alsoPermitted(m match) (list string, to int) {
	loc := moreBehind.FindStringIndex(c.classes[m.to:])
	if loc == nil || m.field != field.Allow || m.last == m.to {
		return "", m.to
	}
	from := m.to
	for c.classes[from-1] == prose.IsJoint {
		from--
	}
	to = m.to + loc[1]
	if list = addsPaths(c.s[c.words[from].from:c.words[to-1].to]); list == "" {
		return "", m.to
	}
	return list, to
}

// moves are the verbs of what leaves a file as it is, in another place.
var moves = regexp.MustCompile(`(?i)^(?:renam|mov)(?:e|es|ed|ing)$`)

// onlyMoves reports a ban on nothing but giving a path another name: what it holds
// may change.
func (c clause) onlyMoves(m match) bool {
	n := 0
	if ofOthers.MatchString(c.classes[m.first:]) || strings.IndexByte(c.classes[m.to:], prose.IsChange) >= 0 {
		return false // more is said of it, or of others
	}
	for i := m.from; i < m.to; i++ {
		switch w := c.word(i); {
		case moves.MatchString(w):
			n++
		case c.classes[i] == prose.IsChange || prose.ClassOf(strings.ToLower(w)) == prose.IsChange:
			return false
		}
	}
	return n > 0
}

// ofOthers is a path in a list with one before it.
var ofOthers = regexp.MustCompile(`,[iyzhwj]*[perQ]`)

// exceptOf ends in a path of which what is left out is a part.
var exceptOf = regexp.MustCompile(`[zhy]i*[perQ]$`)

// excepts begins what is left out of a bound, or a condition of it.
var excepts = regexp.MustCompile(`(?i)^\W*(?:except|unless|apart from|other than|but)\b|^[^\w:;–—]*if\b`)

// ofTheRest says of all else that it must not change.
var ofTheRest = regexp.MustCompile(`(?i)^\W*(?:and |but )?(?:(?:do not|don['’]t|never) (?:modify|change|touch|edit) (?:any |the )?` + otherCode + `(?: (?:code|files?|sources?))?[\s.!]*$|no (?:` + otherCode + ` )?(?:code|files?|sources?)(?: changes?)?[\s.!]*$|(?:the )?` + otherCode + ` (?:code|files?|sources?) (?:(?:must|should|shall|may|can|is|are) ?(?:not|n['’]t) (?:to )?(?:be )?(?:change|touch|edit|modif)|(?:stays?|remains?) as)[^/]*$)`)

const otherCode = `(?:source|production|application|product|other|rest)`

// takesAway reports words behind what permits that may permit less.
func takesAway(tail string) bool {
	said := newClause(strings.NewReplacer("(", ", ", ")", " ").Replace(tail)).classes
	return strings.IndexByte(said, prose.IsExcept) >= 0 || restrains.MatchString(tail) || takesBack.MatchString(said) && !ofTheRest.MatchString(tail) && !plainTail.MatchString(tail) && !bansOthers(tail)
}

// globs are the paths of a match.
func (c clause) globs(m match, end int, permits bool) (out []pattern, fault string) {
	if strings.ContainsAny(c.classes[m.first:m.last], "er") {
		return nil, "its paths are not all patterns; put each in code marks"
	}
	for i := m.first; i < m.last; i++ {
		if strings.EqualFold(c.word(i), "but") {
			return nil, unreadExcept
		}
	}
	for m.last > m.first+1 && c.classes[m.last-1] == prose.IsJoint {
		m.last--
	}
	s := c.listed(m) + c.s[c.words[m.last-1].to:max(end, c.words[m.last-1].to)]
	if front, behind, ok := strings.Cut(s, ")"); ok && !strings.Contains(front, "(") {
		s = front // its parenthesis opened before the paths
		if permits {
			s += behind
		}
	}
	if out, fault = globsIn(s, permits); fault == unreadTail && !permits {
		out, fault = besides(s, out)
	}
	if len(out) == 0 && fault == "" {
		fault = unreadTail
	}
	return out, fault
}

// besides takes what is named beside patterns that must not change, as it would read
// alone: others, and things without a path, as in "or any migration files", which
// stay words.
func besides(s string, have []pattern) ([]pattern, string) {
	rest, listed := restBehind(s, have)
	if !listed || speaks(rest, "axuoWNlc") {
		return have, unreadTail
	}
	var more []pattern
	for _, b := range newClause(codeMarked("do not change " + rest)).rulings() {
		if b.fault != "" || b.field != field.Deny {
			return have, unreadTail
		}
		more = append(more, b.globs...)
	}
	if len(more) == 0 && mentionsPath(rest) {
		return have, unreadTail
	}
	return append(have, more...), ""
}

// restBehind is what stands in a list behind the last of its patterns.
func restBehind(s string, have []pattern) (rest string, listed bool) {
	last := have[len(have)-1].Pattern
	tail := strings.TrimSpace(strings.TrimPrefix(s[strings.LastIndex(s, last)+len(last):], "`"))
	rest = strings.TrimSpace(listMark.ReplaceAllString(tail, ""))
	return rest, rest != tail
}

// listed writes the paths of a match in code marks, each as it was cut, with the
// reasons between them.
func (c clause) listed(m match) string {
	var b strings.Builder
	for i := m.first; i < m.last; i++ {
		switch w := c.s[c.words[i].from:c.words[i].to]; {
		case w == "", strings.IndexByte("yizhb", c.said(m.field)[i]) >= 0: // below a label, or only leads a path
		case c.classes[i] == prose.IsJoint && c.classes[i-1] == prose.IsJoint: // ", and"
		case c.classes[i] == prose.IsJoint || c.classes[i] == prose.IsNot:
			b.WriteString(", ")
		case c.classes[i] == prose.IsGloss || w[0] == '`':
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
