// Package ruling reads what a statement says of paths: that they must not change,
// or that nothing else may. In comes one statement, cut into a clause of classed
// words; out come a [Ruling] for each thing said, with the patterns it names and
// what it leaves out of them, or the fault that forbids to take it for certain.
// It keeps nothing, so a process that dies here has lost nothing.
package ruling

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Pattern is one that a statement names, with what it leaves out of it and why.
type Pattern struct {
	Pattern string
	Except  []string
	Reason  string
}

// Ruling is what a statement says of paths: that they must not change
// (field.Deny), or that nothing else may (field.Allow). A fault says why it
// cannot be read for certain.
type Ruling struct {
	Field  field.Field
	Globs  []Pattern
	Fault  string
	Doubt  string // why only its words hold
	Leads  bool   // the statement begins with it
	Whole  bool   // only what the paths hold is named
	Part   bool   // only a part of the file is named
	Strict bool   // it may forbid more than is said
}

// Signs are the classes without which nothing is bounded.
const Signs = "nNWkAsfFOoxulT~"

// Rulings are what a statement says of paths.
func Rulings(s string) []Ruling {
	if len(s) > prose.MaxStatement {
		return nil
	}
	return NewClause(CodeMarked(RangesListed(s))).Plainly()
}

// MayRule reports a clause with a path and a word that may bound it.
func (c Clause) MayRule() bool {
	switch {
	case c.remarks:
		return true
	case c.glossed || strings.ContainsAny(c.Classes, Paths):
		return strings.ContainsAny(c.Classes, Signs) || c.Sets()
	case strings.IndexByte(c.Classes, prose.IsBefore) >= 0:
		return len(c.PointsTo(len(c.Words), true)) > 0
	}
	return false
}

func (c Clause) Rulings() []Ruling {
	if !c.MayRule() {
		return nil
	}
	if list, ok := c.alike(); ok {
		return list
	}
	if list, ok := c.closed(); ok {
		return list
	}
	switch {
	case strings.IndexByte(c.Classes, prose.IsStruck) >= 0, strings.ContainsAny(c.S, "~<") && StruckOut.MatchString(prose.BlankCode(c.S)):
		return []Ruling{{Fault: "part of it is struck out"}}
	case strings.ContainsAny(c.S, "\"“") && strings.ContainsAny(c.Classes, "tkfF") && blankPath.MatchString(c.S):
		return []Ruling{{Fault: "a path with a blank is not read; put ? in place of the blank"}}
	}
	found := c.matches()
	rest := []byte(c.Classes)
	var out []Ruling
	for i, m := range found {
		end := len(c.S)
		if i+1 < len(found) {
			end = c.Words[found[i+1].from].From
		}
		if m.field != field.Deny || !c.onlyMoves(m) && !c.needs(m) {
			r := c.ruling(m, end)
			out = append(out, r)
			for j := m.to; j < len(c.Words) && c.Words[j].From < end; j++ {
				if slices.ContainsFunc(r.Globs, func(g Pattern) bool { return g.Pattern == prose.BareCode(c.word(j)) }) {
					rest[j] = prose.IsRuled
				}
			}
		}
		for j := m.from; j < m.to; j++ {
			rest[j] = prose.IsRuled
		}
	}
	out = c.leftOver(c.backward(out, rest), rest)
	if !strings.ContainsAny(c.Classes, "nNWk") {
		rest = []byte(tellsWhich.ReplaceAllStringFunc(string(rest), func(m string) string { return strings.ReplaceAll(m, string(prose.IsFrozen), string(prose.IsWord)) }))
	}
	if front := strings.ToLower(c.S[:min(len(c.S), prose.MaxLead)]); len(rest) > 1 && strings.HasPrefix(front, "no ") && rest[1] == prose.IsWord && (len(rest) == 2 || rest[2] != prose.IsChange) && (!strings.HasPrefix(front, "no new ") || c.inFile()) {
		rest[1] = prose.IsGloss // "no function in X has" forbids nothing
	}
	switch faulty := slices.ContainsFunc(out, func(r Ruling) bool { return r.Fault != "" }); {
	case prose.IsTheCase(c.S), c.bansWay(), len(out) == 0 && c.ofRun():
	case isUnclear(rest) && !c.MerelyUses(), len(out) == 0 && c.Sets():
		out = append(out, Ruling{Fault: UnreadRuling})
	case !faulty && !c.MerelyUses() && (c.forbidsIn(rest) || c.theirsIn(rest)):
		out = append(out, Ruling{Fault: UnreadBan})
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
func (c Clause) inFile() bool {
	at := strings.IndexAny(c.Classes, Paths)
	if at < 1 {
		return false
	}
	name := prose.BareCode(c.word(at))
	return strings.LastIndexAny(c.Classes, Paths) == at && c.Classes[at-1] == prose.IsIn && prose.IsFileName(path.Base(name)) && !strings.Contains(name, "*")
}

// MerelyUses reports a ban on something else than changing the path.
func (c Clause) MerelyUses() bool {
	return !strings.ContainsAny(c.Classes, "tvoxulfF") && uses.MatchString(c.S)
}

// Sets reports a statement that only names a path and what is done with it.
func (c Clause) Sets() bool {
	return setsAside.MatchString(c.S)
}

// MaxRuled bounds the words that may bound the paths, in bytes.
const MaxRuled = 8 << 10

// blankPath is a path with a blank in quotation marks.
var blankPath = regexp.MustCompile(`["“][^"“”/]*\S\s+\S[^"“”/]*/[^"“”]*["”]|["“][^"“”]*/[^"“”/]*\S\s+\S[^"“”]*["”]`)

// codedWord is a word that forbids, in code marks.
var codedWord = regexp.MustCompile("(?i)`(do|not|do not|don't|never|no|only|must not|unchanged)`")

// HiddenBound reports words that bound the paths as they are shown, and not as they
// are written.
func HiddenBound(words string) bool {
	coded := strings.IndexByte(words, '`') >= 0 && codedWord.MatchString(words)
	if !coded && prose.ASCII(words) && !strings.ContainsAny(words, "&*<\\") {
		return false
	}
	shown := prose.Latin(prose.PlainWords(codedWord.ReplaceAllString(words, "$1")))
	if shown == words {
		return false
	}
	c := NewClause(shown)
	return c.MayRule() && len(c.Rulings()) > 0
}

// OnlyAdds asks for nothing but new files.
var OnlyAdds = regexp.MustCompile(`(?i)\bonly (?:add|create|append)|\b(?:add|create|append) only\b|\b(?:one|single)(?: new)? file (?:in|under|inside|below)\b`)

// LeadsRuling reports a statement that begins with what it says of paths.
func LeadsRuling(list []Ruling) bool {
	return slices.ContainsFunc(list, func(b Ruling) bool { return b.Leads })
}

// mayBeAdded leads what is new and may come.
var mayBeAdded = regexp.MustCompile(`(?i)\b((?:may|can) be )(?:added|created)\b`)

// FieldRuled is the field of a label whose words alone rule on the paths below
// it.
func FieldRuled(label string) field.Field {
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
	c.Classes, c.wide = strings.ReplaceAll(c.Classes, before, filling), strings.ReplaceAll(c.wide, before, filling)
	for _, l := range labels {
		if l.MatchString(c.Classes) {
			return l.field
		}
	}
	if !c.MayRule() {
		return field.Unknown
	}
	found := c.matches()
	if len(found) != 1 || found[0].to != len(c.Classes) {
		return field.Unknown
	}
	return found[0].field
}

// LabelClause is a label with a path behind it.
func LabelClause(label string) Clause { return NewClause(label).withPath() }

func (c Clause) withPath() Clause {
	c.Classes, c.wide, c.Words = c.Classes+string(rune(prose.IsPath)), c.wide+string(rune(prose.IsPath)), append(c.Words, word{len(c.S), len(c.S)})
	return c
}
