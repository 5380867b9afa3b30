package goalspec

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ruling is what a statement says of paths: that they must not change
// (fieldDeny), or that nothing else may (fieldAllow). A fault says why it
// cannot be read for certain.
type ruling struct {
	field field
	globs []Glob
	fault string
	leads bool // the statement begins with it
}

// signs are the classes without which nothing is bounded.
const signs = "nNWkAsfFOoxul~"

// rulings are what a statement says of paths.
func rulings(s string) []ruling {
	if len(s) > maxStatement {
		return nil
	}
	return newClause(codeMarked(s)).rulings()
}

// mayRule reports a clause with a path and a word that may bound it.
func (c clause) mayRule() bool {
	return strings.ContainsAny(c.classes, paths) && (strings.ContainsAny(c.classes, signs) || c.sets())
}

func (c clause) rulings() []ruling {
	if !c.mayRule() {
		return nil
	}
	switch {
	case strings.IndexByte(c.classes, isStruck) >= 0, strings.ContainsAny(c.s, "~<") && struckOut.MatchString(blankCode(c.s)):
		return []ruling{{fault: "part of it is struck out"}}
	case strings.ContainsAny(c.s, "\"“") && strings.ContainsAny(c.classes, "tkfF") && blankPath.MatchString(c.s):
		return []ruling{{fault: "a path with a blank is not read; put ? in place of the blank"}}
	}
	found := c.matches()
	rest := []byte(c.classes)
	var out []ruling
	for i, m := range found {
		end := len(c.s)
		if i+1 < len(found) {
			end = c.words[found[i+1].from].from
		}
		if m.field != fieldDeny || !c.onlyMoves(m) {
			r := c.ruling(m, end)
			out = append(out, r)
			for j := m.to; j < len(c.words) && c.words[j].from < end; j++ {
				if slices.ContainsFunc(r.globs, func(g Glob) bool { return g.Pattern == bareCode(c.word(j)) }) {
					rest[j] = isRuled
				}
			}
		}
		for j := m.from; j < m.to; j++ {
			rest[j] = isRuled
		}
	}
	if !strings.ContainsAny(c.classes, "nNWk") {
		rest = tellsWhich.ReplaceAllFunc(rest, func(m []byte) []byte { return bytes.ReplaceAll(m, []byte{isFrozen}, []byte{isWord}) })
	}
	if front := strings.ToLower(c.s[:min(len(c.s), maxLead)]); len(rest) > 1 && strings.HasPrefix(front, "no ") && rest[1] == isWord && (!strings.HasPrefix(front, "no new ") || c.inFile()) {
		rest[1] = isGloss // "no function in X has" forbids nothing
	}
	if ((isUnclear(rest) || sameFor.MatchString(c.s)) && !c.merelyUses() || len(out) == 0 && c.sets()) && !isTheCase(c.s) {
		out = append(out, ruling{fault: "it bounds the paths and is not read as a bound"})
	}
	return out
}

var (
	// uses are things that may be forbidden with a path and leave it as it is.
	uses = regexp.MustCompile(`(?i)^\W*(?:(?:please|you|must|should|may)\s+)*(?:do not|don['’]?t|never|no(?: \w+){0,3})\s+(?:(?:use|import|depend|call|read|reference|link|load|run|include|log|execute|require|expose|mention|cite|follow|quote|show|print|send|assume|compare|publish|ship|mock|test|parse|cache|need)s?|rely|relies|copy|copies|fetch|duplicate|add dependencies)\b`)
	// setsAside are the words that may forbid the path behind them, and allots those
	// behind a path.
	setsAside = regexp.MustCompile("(?i)^(?:please )?(?:(?:freeze|ignore|skip|spare|bypass|(?:stick|keep) to|stay (?:in|with)|exclude|excluding|protect|guard)\\W+`?\\S+[/*]\\S*(?: (?:from|against) \\w+)?[.!]*$|(?:the )?(?:allowed|permitted)(?: paths| files)?(?: to (?:be )?chang\\w+)?:|(?:may|can) (?:be )?chang\\w+:|(?:the )?(?:paths|files) (?:that (?:may|can) (?:be )?chang\\w+|allowed to (?:be )?chang\\w+)(?: are)?\\b|(?:allow|white)list:|(?:all )?changes (?:(?:belong|happen|stay|are made) in `?\\S*[/*]|to \\S+ will be)|(?:all changes (?:must |should |will )?go|changes go only) (?:in|into|to|under) `?\\w+/|(?:treat|consider|regard)\\W+`?\\S+[/*]\\S*(?: as)? (?:immutable|frozen|read-only|off limits)|only `?\\S+[/*]\\S* (?:is|are) in scope|i forbid |(?:the )?same (?:is true |holds |goes |applies )?(?:for|to|with) `?\\S*[/*])")
)

// inFile reports a clause whose one path is a file: what may not come into it is none.
func (c clause) inFile() bool {
	at := strings.IndexAny(c.classes, paths)
	name := bareCode(c.word(at))
	return strings.LastIndexAny(c.classes, paths) == at && at > 0 && c.classes[at-1] == isIn && isFileName(path.Base(name)) && !strings.Contains(name, "*")
}

// sameFor says of a path what another sentence, or another part of it, does.
var sameFor = regexp.MustCompile("(?i)\\bsame (?:is true |holds |goes |applies )?(?:for|to|with)\\W+`?\\S*[/*.]\\S")

// merelyUses reports a ban on something else than changing the path.
func (c clause) merelyUses() bool {
	return !strings.ContainsAny(c.classes, "tvoxulfF") && uses.MatchString(c.s)
}

// sets reports a statement that only names a path and what is done with it.
func (c clause) sets() bool {
	return setsAside.MatchString(c.s)
}

// match is where a way to bound the paths stands among the words, and its
// paths.
type match struct {
	field                 field
	from, to, first, last int
	also                  string // more paths behind it
}

// matches are those of the grammar, in order, none inside another.
func (c clause) matches() []match {
	var all, out []match
	in := classesIn(c.classes)
	for _, g := range grammar {
		if !g.may(in) {
			continue
		}
		for _, loc := range g.FindAllStringSubmatchIndex(c.classes, -1) {
			if g.named && partOf.MatchString(c.word(loc[2]-1)) || g.says != nil && !g.says.MatchString(c.s[c.words[loc[0]].from:c.words[loc[1]-1].to]) {
				continue
			}
			all = append(all, match{field: g.field, from: loc[0], to: loc[1], first: loc[2], last: loc[3]})
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

// ruling reads the paths of a match; end is where the next one begins.
func (c clause) ruling(m match, end int) ruling {
	permits, next := m.field == fieldAllow, end
	r := ruling{field: m.field, leads: strings.Trim(c.classes[:m.from], "imdg") == ""}
	if m.last < m.to { // the grammar goes on behind the paths
		end = c.words[m.last-1].to
	}
	before := c.classes[:m.from]
	if before = before[strings.LastIndexAny(before, ".,")+1:]; strings.IndexByte(".,:", c.classes[m.from]) >= 0 {
		before = ""
	}
	r.globs, r.fault = c.globs(m, end, permits)
	also, _ := globsIn(m.also, permits)
	r.globs = append(r.globs, also...)
	switch {
	case strings.ContainsAny(before, "nW"):
		r.fault = "a negation before it may turn it around"
	case strings.HasPrefix(c.classes, string(rune(isWhen))):
		r.fault = "it depends on a condition"
	case !permits && m.last < m.to && excepts.MatchString(c.s[c.words[m.to-1].to:max(next, c.words[m.to-1].to)]):
		r.fault = "an exception to a pattern is not read; list what remains without the exception"
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
	if loc == nil || m.field != fieldAllow || m.last == m.to {
		return "", m.to
	}
	from := m.to
	for c.classes[from-1] == isJoint {
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
	if ofOthers.MatchString(c.classes[m.first:]) || strings.IndexByte(c.classes[m.to:], isChange) >= 0 {
		return false // more is said of it, or of others
	}
	for i := m.from; i < m.to; i++ {
		switch w := c.word(i); {
		case moves.MatchString(w):
			n++
		case c.classes[i] == isChange || classOf(strings.ToLower(w)) == isChange:
			return false
		}
	}
	return n > 0
}

// ofOthers is a path in a list with one before it.
var ofOthers = regexp.MustCompile(`,[iyzhwj]*[perQ]`)

// excepts begins what is left out of a bound, or a condition of it.
var excepts = regexp.MustCompile(`(?i)^\W*(?:except|unless|apart from|other than|but|if)\b`)

// confirms says of the rest that it stays as it is.
var confirms = regexp.MustCompile(`^[.,:]*[yi]+(?:[mabsk]i*)+[fF]?\.*$`)

// ofTheRest says of all else that it must not change.
var ofTheRest = regexp.MustCompile(`(?i)^\W*(?:and |but )?(?:do not|don['’]t|never) (?:modify|change|touch|edit) (?:any |the )?(?:source|production|application|product|other|rest)(?: (?:code|files?|sources?))?[\s.!]*$`)

// takesAway reports words behind what permits that may permit less.
func takesAway(tail string) bool {
	said := newClause(strings.NewReplacer("(", ", ", ")", " ").Replace(tail)).classes
	return strings.IndexByte(said, isExcept) >= 0 || takesBack.MatchString(said) && !ofTheRest.MatchString(tail) && !plainTail.MatchString(tail) && !confirms.MatchString(said)
}

// globs are the paths of a match.
func (c clause) globs(m match, end int, permits bool) (out []Glob, fault string) {
	if strings.ContainsAny(c.classes[m.first:m.last], "er") {
		return nil, "its paths are not all patterns; put each in code marks"
	}
	for i := m.first; i < m.last; i++ {
		if strings.EqualFold(c.word(i), "but") {
			return nil, "an exception to a pattern is not read; list what remains without the exception"
		}
	}
	for m.last > m.first+1 && c.classes[m.last-1] == isJoint {
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
func besides(s string, have []Glob) ([]Glob, string) {
	last := have[len(have)-1].Pattern
	tail := strings.TrimSpace(strings.TrimPrefix(s[strings.LastIndex(s, last)+len(last):], "`"))
	rest := strings.TrimSpace(listMark.ReplaceAllString(tail, ""))
	if rest == tail || speaks(rest, "axuoWNlc") {
		return have, unreadTail
	}
	var more []Glob
	for _, b := range newClause(codeMarked("do not change " + rest)).rulings() {
		if b.fault != "" || b.field != fieldDeny {
			return have, unreadTail
		}
		more = append(more, b.globs...)
	}
	if len(more) == 0 && mentionsPath(rest) {
		return have, unreadTail
	}
	return append(have, more...), ""
}

// listed writes the paths of a match in code marks, each as it was cut, with the
// reasons between them.
func (c clause) listed(m match) string {
	var b strings.Builder
	for i := m.first; i < m.last; i++ {
		switch w := c.s[c.words[i].from:c.words[i].to]; {
		case w == "", strings.IndexByte("yizh", c.classes[i]) >= 0: // below a label, or only leads a path
		case c.classes[i] == isJoint || c.classes[i] == isNot:
			b.WriteString(", ")
		case c.classes[i] == isGloss || w[0] == '`':
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

// maxRuled bounds the words that may bound the paths, in bytes.
const maxRuled = 8 << 10

// rulings are what a statement says of paths; with too many of them the goal is
// refused, and no more are looked at.
func (r *reader) rulings(words string, span Span) []ruling {
	if r.ruled > maxRuled {
		return nil
	}
	c := newClause(codeMarked(words[:min(len(words), maxStatement)]))
	if !c.mayRule() {
		if hiddenBound(c.s) {
			return []ruling{{fault: "odd letters or marks hide what it says; write it in plain words"}}
		}
		return nil
	}
	if r.ruled += len(words); r.ruled > maxRuled {
		r.full = true
		r.note(manyStatements, span, "what bounds the paths takes more than %d bytes", maxRuled)
		return nil
	}
	list := c.rulings()
	if len(words) > maxStatement && len(list) > 0 {
		list = []ruling{{fault: fmt.Sprintf("it is longer than %d bytes", maxStatement)}}
	}
	return list
}

// blankPath is a path with a blank in quotation marks.
var blankPath = regexp.MustCompile(`["“][^"“”/]*\S\s+\S[^"“”/]*/[^"“”]*["”]|["“][^"“”]*/[^"“”/]*\S\s+\S[^"“”]*["”]`)

// codedWord is a word that forbids, in code marks.
var codedWord = regexp.MustCompile("(?i)`(do|not|do not|don't|never|no|only|must not|unchanged)`")

// hiddenBound reports words that bound the paths as they are shown, and not as they
// are written.
func hiddenBound(words string) bool {
	coded := strings.IndexByte(words, '`') >= 0 && codedWord.MatchString(words)
	if !coded && ascii(words) && !strings.ContainsAny(words, "&*<\\") {
		return false
	}
	shown := latin(plainWords(codedWord.ReplaceAllString(words, "$1")))
	if shown == words {
		return false
	}
	c := newClause(shown)
	return c.mayRule() && len(c.rulings()) > 0
}

// rule takes what a statement says of paths into the scope; what cannot be read
// for certain is a finding.
func (r *reader) rule(words string, span Span) []ruling {
	list := r.rulings(words, span)
	for _, b := range list {
		if b.fault != "" {
			r.note(unreadPath, span, "%q cannot be read for certain: %s", clip(words), b.fault)
		}
		for i := range b.globs {
			b.globs[i].Reason = "" // it stays in the statement
		}
		if b.field != fieldUnknown {
			r.place(b.field, b.globs, span)
		}
	}
	return list
}

// leadsRuling reports a statement that begins with what it says of paths.
func leadsRuling(list []ruling) bool {
	return slices.ContainsFunc(list, func(b ruling) bool { return b.leads })
}

// fieldRuled is the field of a label whose words alone rule on the paths below
// it.
func fieldRuled(label string) field {
	if strings.ContainsAny(strings.Trim(label, "*_: "), "/`*") {
		return fieldUnknown // it names a path itself
	}
	label = strings.TrimFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && r != ')' && r != '(' })
	cut := newCutter(label)
	for cut.at < len(label) {
		cut.next()
		if n := len(cut.classes); n > 0 && strings.IndexByte("wjVpqQer~c", cut.classes[n-1]) >= 0 {
			return fieldUnknown
		}
	}
	c := cut.done().withPath()
	for _, l := range labels {
		if l.MatchString(c.classes) {
			return l.field
		}
	}
	if !c.mayRule() {
		return fieldUnknown
	}
	found := c.matches()
	if len(found) != 1 || found[0].to != len(c.classes) {
		return fieldUnknown
	}
	return found[0].field
}

// labelClause is a label with a path behind it.
func labelClause(label string) clause { return newClause(label).withPath() }

func (c clause) withPath() clause {
	c.classes, c.words = c.classes+string(rune(isPath)), append(c.words, word{len(c.s), len(c.s)})
	return c
}
