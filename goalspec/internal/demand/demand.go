// Package demand reads what a statement demands of a path that it names: that it differs from
// today, or what it is or holds; and which names an outcome brings in or takes out. In comes
// text, out comes what it says. It keeps nothing, so a process that dies here has lost nothing.
package demand

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Mention is where a statement names a path: what stands before it in its sentence, and
// in its clause, and what behind it, all without what is in code marks.
type Mention struct {
	Sentence, clause, After string
	said, told              string // what stands behind, and before it in the clause, with it
	program                 bool   // what it names says something when it is run
}

// subject is how a clause has a path, or something in it, for what it is about.
func (m Mention) subject() (is, part, each bool) {
	part = container.MatchString(m.clause)
	if !part && !owner.MatchString(m.clause) || noNoun.MatchString(whichOnes.ReplaceAllString(m.clause, "$1 ")) || noThing.MatchString(m.clause) || strings.HasPrefix(m.After, ")") {
		return false, false, false
	}
	return true, part, quantified.MatchString(m.clause)
}

// Demand reads what the words around a path say of it; news reports something in a text
// that is not so today.
func (m Mention) Demand(news func(string) bool) Demand {
	if changes, certain := m.location(news); certain {
		return changes
	}
	if madeBy.MatchString(m.clause) && hasNew.MatchString(m.After) {
		return Change
	}
	if withinIt.MatchString(m.clause) && m.setsWithin() || oneIn.MatchString(m.clause) && makesThere.MatchString(m.After) && !StillSo.MatchString(m.After) {
		return Change
	}
	if m.literalThere() {
		return State
	}
	is, part, each := m.subject()
	if !is {
		return None
	}
	out, other := None, false
	for i, vp := range m.verbs() {
		switch said := vp.plain; {
		case goneThere.MatchString(said):
			return Change
		case performs.MatchString(said), StillSo.MatchString(said), nothingMore.MatchString(said), wasSeen.MatchString(said), part && getsWell.MatchString(said) && badThing.MatchString(m.clause):
		case changedThere.MatchString(said) && !(each && getsOne.MatchString(said)), !part && !each && getsThere.MatchString(said), part && !each && getsOne.MatchString(said):
			return Change
		case part && recordingsIn.MatchString(m.clause) && rendered.MatchString(said):
			out = State
		case !holdsThere.MatchString(said) && !hasThere.MatchString(said):
			if i == 0 && part {
				return None // it is about something else
			}
			other = true
		case other && !hasNow.MatchString(said):
		case newsIn.MatchString(said) || news(vp.said):
			return Change
		case part && documentIn.MatchString(m.clause) && (each && wordsOn.MatchString(said) || !each && holdsThere.MatchString(said)), part && !each && unitIn.MatchString(m.clause) && unitHas.MatchString(said), part && m.holdsLiteral(vp, each), !part && !each && !m.program:
			out = State
		}
	}
	return out
}

// Gone reports a path that a clause is about, of which it says what is no more so.
func (m Mention) Gone() bool {
	is, part, _ := m.subject()
	return is && !part && goneThere.MatchString(m.After)
}

// location reads what is said to be, or to come, where the path is; certain reports that
// nothing else is said.
func (m Mention) location(news func(string) bool) (d Demand, certain bool) {
	if told := comesTo.FindStringIndex(m.Sentence); told != nil {
		what := m.Sentence[:told[0]]
		if quantified.MatchString(strings.TrimSpace(what)) || pointing.MatchString(what) || StillSo.MatchString(what) {
			return None, true
		}
		return Change, true
	}
	for _, re := range []*regexp.Regexp{thereIs, isNewIn} {
		if there := re.FindStringSubmatch(m.Sentence); there != nil && !noNoun.MatchString(there[1]) {
			return Change, true
		}
	}
	if noneIn.MatchString(m.Sentence) && anyMore.MatchString(m.After) {
		return Change, true
	}
	if there := isThere.FindStringSubmatch(m.clause); there != nil && !quantified.MatchString(there[1]) && !pointing.MatchString(there[1]) && (anyNew.MatchString(there[1]) || news(there[1])) {
		return Change, true
	}
	if !counted(m.Sentence) && !ofWhich.MatchString(m.Sentence) {
		there := newThere.FindStringSubmatch(m.Sentence)
		if there != nil && !noNoun.MatchString(there[1]) && !besideIt.MatchString(there[1]) || newPath.MatchString(m.Sentence) {
			return Change, true
		}
	}
	if entryIn.MatchString(m.Sentence) && strings.Trim(m.After, " .,;)") == "" {
		return Change, true
	}
	return None, false
}

// holdsLiteral reports words by which a part of a file has something that is written out;
// each of several parts does only where they are code, of which nothing else has it.
func (m Mention) holdsLiteral(vp verbPhrase, each bool) bool {
	literal := hasLiteral.FindStringSubmatch(vp.said)
	if literal == nil || prose.LooksLikePath(literal[1]) || strings.Contains(literal[1], " -") || badThing.MatchString(m.clause) {
		return false
	}
	return !each && definite.MatchString(m.clause) || each && eachUnitIn.MatchString(m.clause)
}

// literalThere reports a path behind something written out that is said to be in it.
func (m Mention) literalThere() bool {
	in := literalIn.FindStringSubmatch(m.told)
	return in != nil && !prose.LooksLikePath(in[1]) && !StillSo.MatchString(m.After) && !StillSo.MatchString(prose.BlankCode(m.told)) && !pointing.MatchString(prose.BlankCode(m.told))
}

// verbs are the parts of what stands behind a path that may each begin with a verb.
func (m Mention) verbs() (out []verbPhrase) {
	from := 0
	cut := func(to int) {
		out = append(out, verbPhrase{" " + strings.TrimSpace(m.After[from:to]), m.said[from:min(to, len(m.said))]})
	}
	for _, loc := range verbJoint.FindAllStringIndex(m.After, prose.MaxCalls) {
		cut(loc[0])
		from = loc[1]
	}
	cut(len(m.After))
	return out
}

// setsWithin reports words behind "in" and a path that say what something there is to have.
func (m Mention) setsWithin() bool {
	of := itsPart.FindStringSubmatch(m.After)
	return of != nil && !StillSo.MatchString(m.After) && !nothingMore.MatchString(m.After) && (goneThere.MatchString(of[1]) || changedThere.MatchString(of[1]) || hasNow.MatchString(of[1]) && !quantified.MatchString(of[1]) && strings.ContainsAny(m.said, "`\"0123456789"))
}

// At reads what stands around a path in a statement.
func At(text, plain string, loc []int) Mention {
	m := Mention{program: programs.MatchString(text[loc[0]:loc[1]])}
	m.Sentence, _ = prose.BehindLast(sentenceEnd, plain[:loc[0]])
	m.clause, _ = prose.BehindLast(clauseStart, m.Sentence)
	m.told = text[loc[0]-len(m.clause) : loc[0]]
	to := len(plain)
	if end := sentenceEnd.FindStringIndex(plain[loc[1]:]); end != nil {
		to = loc[1] + end[0]
	}
	from := loc[1] + len(listedPaths.FindString(plain[loc[1]:to]))
	from += len(glossBehind.FindString(plain[from:to]))
	m.After, m.said = plain[from:to], text[from:to]
	if !strings.Contains(m.After, ",") { // it says when the work is done, and of nothing else when that is so
		m.clause = whenLed.ReplaceAllString(m.clause, "")
	}
	return m
}

var (
	clauseStart = regexp.MustCompile(`[.;:!?(–—]\s+|[(]|,\s+(?:(?:and|but|so|or)\s+)?|\s(?:and|but)\s+`)
	sentenceEnd = regexp.MustCompile(`[.;!?](?:\s|$)`)
	// listedPaths are more paths in a list with the one before.
	listedPaths = regexp.MustCompile("^\\)?(?:(?:,| and|, and|,? as well as) (?:the )?`[^`]*`)+")
	glossBehind = regexp.MustCompile(`^\)? \([^)]*\)`)
)

// programs are files that are run.
var programs = regexp.MustCompile("(?i)\\.(?:sh|bash|ps1|bat)`?$|^`?(?:bin|scripts?|tools?|hack|ci)/[^*]*$")

// Demand is what a clause tells of its path.
type Demand int

const (
	None   Demand = iota
	State         // what it is, or holds, and may today
	Change        // that it differs from today
)

type verbPhrase struct{ plain, said string }

var verbJoint = regexp.MustCompile(`,? (?:and|but) |, `)
