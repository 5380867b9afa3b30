package goalspec

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// pattern is one that a statement names, with what it leaves out of it and why.
type pattern struct {
	Pattern string
	Except  []string
	Reason  string
}

// ruling is what a statement says of paths: that they must not change
// (field.Deny), or that nothing else may (field.Allow). A fault says why it
// cannot be read for certain.
type ruling struct {
	field  field.Field
	globs  []pattern
	fault  string
	doubt  string // why only its words hold
	leads  bool   // the statement begins with it
	whole  bool   // only what the paths hold is named
	part   bool   // only a part of the file is named
	strict bool   // it may forbid more than is said
}

// signs are the classes without which nothing is bounded.
const signs = "nNWkAsfFOoxulT~"

// rulings are what a statement says of paths.
func rulings(s string) []ruling {
	if len(s) > prose.MaxStatement {
		return nil
	}
	return newClause(codeMarked(rangesListed(s))).plainly()
}

// mayRule reports a clause with a path and a word that may bound it.
func (c clause) mayRule() bool {
	switch {
	case c.remarks:
		return true
	case c.glossed || strings.ContainsAny(c.classes, paths):
		return strings.ContainsAny(c.classes, signs) || c.sets()
	case strings.IndexByte(c.classes, prose.IsBefore) >= 0:
		return len(c.pointsTo(len(c.words), true)) > 0
	}
	return false
}

func (c clause) rulings() []ruling {
	if !c.mayRule() {
		return nil
	}
	if list, ok := c.alike(); ok {
		return list
	}
	if list, ok := c.closed(); ok {
		return list
	}
	switch {
	case strings.IndexByte(c.classes, prose.IsStruck) >= 0, strings.ContainsAny(c.s, "~<") && struckOut.MatchString(prose.BlankCode(c.s)):
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
		if m.field != field.Deny || !c.onlyMoves(m) {
			r := c.ruling(m, end)
			out = append(out, r)
			for j := m.to; j < len(c.words) && c.words[j].from < end; j++ {
				if slices.ContainsFunc(r.globs, func(g pattern) bool { return g.Pattern == prose.BareCode(c.word(j)) }) {
					rest[j] = prose.IsRuled
				}
			}
		}
		for j := m.from; j < m.to; j++ {
			rest[j] = prose.IsRuled
		}
	}
	out = c.leftOver(c.backward(out, rest), rest)
	if !strings.ContainsAny(c.classes, "nNWk") {
		rest = []byte(tellsWhich.ReplaceAllStringFunc(string(rest), func(m string) string { return strings.ReplaceAll(m, string(prose.IsFrozen), string(prose.IsWord)) }))
	}
	if front := strings.ToLower(c.s[:min(len(c.s), prose.MaxLead)]); len(rest) > 1 && strings.HasPrefix(front, "no ") && rest[1] == prose.IsWord && (len(rest) == 2 || rest[2] != prose.IsChange) && (!strings.HasPrefix(front, "no new ") || c.inFile()) {
		rest[1] = prose.IsGloss // "no function in X has" forbids nothing
	}
	switch faulty := slices.ContainsFunc(out, func(r ruling) bool { return r.fault != "" }); {
	case isTheCase(c.s), c.bansWay():
	case isUnclear(rest) && !c.merelyUses(), len(out) == 0 && c.sets():
		out = append(out, ruling{fault: unreadRuling})
	case !faulty && !c.merelyUses() && (c.forbidsIn(rest) || c.theirsIn(rest)):
		out = append(out, ruling{fault: unreadBan})
	}
	return c.strictly(out, rest)
}

var (
	// uses are things that may be forbidden with a path and leave it as it is.
	uses = regexp.MustCompile(`(?i)^\W*(?:(?:please|you|must|should|may)\s+)*(?:do not|don['’]?t|never|no(?: \w+){0,3})\s+(?:(?:use|import|depend|call|read|reference|link|load|run|include|log|execute|require|expose|mention|cite|follow|quote|show|print|send|assume|compare|publish|ship|mock|test|parse|cache|need)s?|rely|relies|copy|copies|fetch|duplicate|add dependencies)\b`)
	// setsAside are the words that may forbid the path behind them.
	setsAside = regexp.MustCompile("(?i)^(?:please )?(?:(?:freeze|ignore|skip|spare|bypass|(?:stick|keep) to|stay (?:in|with)|exclude|excluding|protect|guard)\\W+`?\\S+[/*]\\S*(?: (?:from|against) \\w+)?[.!]*$|(?:the )?(?:allowed|permitted)(?: paths| files)?(?: to (?:be )?chang\\w+)?:|(?:you )?(?:may|can) (?:be )?(?:chang|edit|modif|touch|updat)\\w*:|(?:the )?(?:paths|files) (?:that (?:may|can) (?:be )?chang\\w+|allowed to (?:be )?chang\\w+)(?: are)?\\b|(?:allow|white)list:|(?:all )?changes (?:(?:belong|happen|stay|are made) in `?\\S*[/*]|to \\S+ will be)|(?:all changes (?:must |should |will )?go|changes go only) (?:in|into|to|under) `?\\w+/|(?:treat|consider|regard)\\W+`?\\S+[/*]\\S*(?: as)? (?:immutable|frozen|read-only|off limits)|(?:everything to (?:be )?changed?|(?:all|the) (?:changes|edits)) (?:must|should|shall|has to|have to|needs? to) be (?:under|inside|within|below)\\b|only [^.`]{0,40}`?\\S+[/*]\\S* (?:is|are) in scope|i forbid |(?:the )?same (?:is true |holds |goes |applies )?(?:for|to|with) `?\\S*[/*])")
)

// inFile reports a clause whose one path is a file: what may not come into it is none.
func (c clause) inFile() bool {
	at := strings.IndexAny(c.classes, paths)
	if at < 1 {
		return false
	}
	name := prose.BareCode(c.word(at))
	return strings.LastIndexAny(c.classes, paths) == at && c.classes[at-1] == prose.IsIn && prose.IsFileName(path.Base(name)) && !strings.Contains(name, "*")
}

// merelyUses reports a ban on something else than changing the path.
func (c clause) merelyUses() bool {
	return !strings.ContainsAny(c.classes, "tvoxulfF") && uses.MatchString(c.s)
}

// sets reports a statement that only names a path and what is done with it.
func (c clause) sets() bool {
	return setsAside.MatchString(c.s)
}

// maxRuled bounds the words that may bound the paths, in bytes.
const maxRuled = 8 << 10

// rulings are what a statement says of paths; with too many of them the goal is
// refused, and no more are looked at.
func (r *reader) rulings(words string, span Span) []ruling {
	if r.ruled > maxRuled {
		return nil
	}
	c := newClause(codeMarked(rangesListed(words[:min(len(words), prose.MaxStatement)])))
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
	list := c.plainly()
	if len(words) > prose.MaxStatement && len(list) > 0 {
		list = []ruling{{fault: fmt.Sprintf("it is longer than %d bytes", prose.MaxStatement)}}
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
	if !coded && prose.ASCII(words) && !strings.ContainsAny(words, "&*<\\") {
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
	if doubt := onlyBans(list, words); doubt != "" {
		list = onlyWords(list, words, doubt)
	}
	r.take(list, words, span)
	return list
}

// take puts what a statement says of paths into the scope.
func (r *reader) take(list []ruling, words string, span Span) {
	for _, b := range list {
		if b.fault != "" {
			r.note(unreadPath, span, "%q cannot be read for certain: %s", prose.Clip(words), b.fault)
		}
		switch {
		case b.doubt != "":
			r.note(saidInWords, span, "%q is not certain, so no change is stopped by it: %s", prose.Clip(words), b.doubt)
		case b.ofPart():
			r.note(saidInWords, span, "%q is about a part of what the path holds, so no change there is stopped", prose.Clip(words))
		}
		if b.whole && b.fault == "" {
			r.note(wholePath, span, "%q names what is in %s, and nothing there may change", prose.Clip(words), b.globs[0].Pattern)
		}
		if b.field == field.Allow && b.fault == "" && (b.part || onlyAdds.MatchString(words)) {
			r.note(saidInWords, span, "%q lets all of %s change; what is to stay there names no path, so no change of it is stopped", prose.Clip(words), patterns(b.globs))
		}
		if b.strict {
			r.note(readStrictly, span, "%q is read as: %s must not change", prose.Clip(words), patterns(b.globs))
		}
		for i := range b.globs {
			b.globs[i].Reason = "" // it stays in the statement
		}
		if b.field == field.Deny {
			r.perhaps(b.globs, words)
		}
		if b.field != field.Unknown {
			r.place(b.field, b.globs, span)
		}
	}
	r.onlyExisting(words, span)
	if slices.ContainsFunc(list, func(b ruling) bool { return b.field == field.Deny && len(b.globs) > 0 && b.fault == "" }) {
		r.wholeList(words, span)
		r.thingsBesides(words, span)
	}
}

// onlyAdds asks for nothing but new files.
var onlyAdds = regexp.MustCompile(`(?i)\bonly (?:add|create|append)|\b(?:add|create|append) only\b|\b(?:one|single)(?: new)? file (?:in|under|inside|below)\b`)

// leadsRuling reports a statement that begins with what it says of paths.
func leadsRuling(list []ruling) bool {
	return slices.ContainsFunc(list, func(b ruling) bool { return b.leads })
}

// mayBeAdded leads what is new and may come.
var mayBeAdded = regexp.MustCompile(`(?i)\b((?:may|can) be )(?:added|created)\b`)

// fieldRuled is the field of a label whose words alone rule on the paths below
// it.
func fieldRuled(label string) field.Field {
	if strings.ContainsAny(strings.Trim(label, "*_: "), "/`*") {
		return field.Unknown // it names a path itself
	}
	label = mayBeAdded.ReplaceAllString(label, "${1}changed")
	label = strings.TrimFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && r != ')' && r != '(' })
	cut := newCutter(label)
	for cut.at < len(label) {
		cut.next()
		if n := len(cut.classes); n > 0 && strings.IndexByte("wjVpqQer~c", cut.classes[n-1]) >= 0 {
			return field.Unknown
		}
	}
	c := cut.done().withPath()
	const before, filling = string(rune(prose.IsBefore)), string(rune(prose.IsFilling)) // what it points to stands below
	c.classes, c.wide = strings.ReplaceAll(c.classes, before, filling), strings.ReplaceAll(c.wide, before, filling)
	for _, l := range labels {
		if l.MatchString(c.classes) {
			return l.field
		}
	}
	if !c.mayRule() {
		return field.Unknown
	}
	found := c.matches()
	if len(found) != 1 || found[0].to != len(c.classes) {
		return field.Unknown
	}
	return found[0].field
}

// labelClause is a label with a path behind it.
func labelClause(label string) clause { return newClause(label).withPath() }

func (c clause) withPath() clause {
	c.classes, c.wide, c.words = c.classes+string(rune(prose.IsPath)), c.wide+string(rune(prose.IsPath)), append(c.words, word{len(c.s), len(c.s)})
	return c
}
