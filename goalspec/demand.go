package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// mention is where a statement names a path: what stands before it in its sentence, and
// in its clause, and what behind it, all without what is in code marks.
type mention struct {
	sentence, clause, after string
	said                    string // what stands behind, with it
	program                 bool   // what it names says something when it is run
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

// mentionAt reads what stands around a path in a statement.
func mentionAt(text, plain string, loc []int) mention {
	m := mention{program: programs.MatchString(text[loc[0]:loc[1]])}
	m.sentence = plain[:loc[0]]
	if ends := sentenceEnd.FindAllStringIndex(m.sentence, -1); len(ends) > 0 {
		m.sentence = m.sentence[ends[len(ends)-1][1]:]
	}
	m.clause = m.sentence
	if starts := clauseStart.FindAllStringIndex(m.clause, -1); len(starts) > 0 {
		m.clause = m.clause[starts[len(starts)-1][1]:]
	}
	to := len(plain)
	if end := sentenceEnd.FindStringIndex(plain[loc[1]:]); end != nil {
		to = loc[1] + end[0]
	}
	from := loc[1] + len(listedPaths.FindString(plain[loc[1]:to]))
	from += len(glossBehind.FindString(plain[from:to]))
	m.after, m.said = plain[from:to], text[from:to]
	return m
}

// adverbs may stand before a verb, and obliges ends in one that says what has to be.
const (
	adverbs = `(?: (?:now|also|then|both|all|each|too|itself))*`
	obliges = `(?: (?:has to|have to|must|should|needs? to|shall|will|is to|are to))?` + adverbs
	// altered is what was changed.
	altered = `(?:updated|changed|modified|altered|edited|adapted|adjusted|amended|extended|expanded|shortened|rewritten|reworded|renamed|replaced|removed|deleted|dropped|added|created|written|moved|split|merged|translated|ported|converted|migrated|upgraded|downgraded|bumped|raised|lowered|increased|reduced|corrected|fixed|regenerated|refreshed|reformatted|restructured|refactored|reworked|simplified|deprecated|introduced|inserted|appended|emptied|revised|switched|brought (?:up to date|in line)|up to date|gone|new)`
)

var (
	// container ends in front of the place of something that a clause begins with: "the
	// table of flags in"; owner in front of what it begins with.
	container = regexp.MustCompile("(?i)^(?:(?:the|a|an|our|its|both|this|that|one|all|each|every|any) )?(?:[\\w'’`-]+ +){1,7}?(?:in|of|under|inside|within|at|below) (?:the )?(?:file |page |directory |folder )?$")
	owner     = regexp.MustCompile(`(?i)^(?:(?:the|a|an|our|its|both|this|one) (?:[\w-]+ ){0,3}|(?:both |new |also |then |and )?(?:` + documents + ` )?)$`)
	noThing   = regexp.MustCompile(`(?i)^(?:no|none|neither|nothing)\b|\b(?:copy|copies|clones?|backups?|imports?|parsers?|readers?|clients?|callers?|uses?|ports?|translations?|number|count|size|hash|rest|output) of (?:the )?$`)
	// noNoun is a word that no name of a thing holds.
	noNoun = regexp.MustCompile(`(?i)\b(?:that|which|who|whose|what|whatever|as|than|how|where|when|if|unless|because|since|until|is|are|was|were|be|been|has|have|had|does|do|can|may|must|should|will|with|by|via|against|using|without|like|pass(?:es|ing)?|runs?|running|reads?|reading|loads?|loading|prints?|returns?|gives?|shows?|uses?|follows?|matche?s|equals?|agrees?|documented|described|listed|defined|named|declared|specified|given|mentioned|recorded|found|stored|kept|held|used|needed|required|expected|according|identical|equal|done|fails?|failing|broken|works?)\b`)

	// whichOnes is a participle that only says which things are meant: "the expected values".
	whichOnes = regexp.MustCompile(`(?i)\b(the|an?|all|each|every|our) (?:documented|described|listed|defined|named|declared|specified|given|mentioned|recorded|stored|used|needed|required|expected|failing|broken) `)

	// documentIn ends in front of the place of what holds words, and wordsOn is said of it.
	documentIn = regexp.MustCompile(`(?i)^(?:(?:the|an?|all|each|every|any|all of the) )?(?:[\w-]+ )?` + documents + ` (?:in|of|under|inside|within|below) (?:the )?$`)
	wordsOn    = regexp.MustCompile(`(?i)^` + obliges + ` (?:names?|mentions?|describes?|documents?|explains?)\b`)

	// unitIn ends in front of the place of a part of what somebody wrote, and unitHas is said of it.
	unitIn  = regexp.MustCompile(`(?i)^(?:the|our|its) (?:[\w-]+ ){0,3}(?:lists?|tables?|index|sections?|headings?|rows?|entry|paragraphs?|sentences?|titles?|functions?|macros?|methods?|class|struct|types?|interfaces?|enums?|procedures?|views?|columns?|fields?|keys?|rules?|jobs?|steps?|targets?|stages?|services?|records?|signatures?|components?|hooks?|constants?|defaults?|headers?|footers?|diagrams?|legends?|menus?) (?:in|of|under|inside|within) (?:the )?$`)
	unitHas = regexp.MustCompile("(?i)^" + obliges + " (?:takes?|accepts?|has|have|contains?|lists?|carries|holds?|sets?|names?|includes?|defines?|declares?|mentions?) (?:`|\"|an?|the|one|two|its)")
	// oneIn ends in front of the place of a document that nothing named before, and makesThere
	// is what such a one is written for.
	oneIn      = regexp.MustCompile(`(?i)^(?:an?|one|two) (?:[\w-]+ )?` + documents + ` (?:in|under|inside|within|below) (?:the )?$`)
	makesThere = regexp.MustCompile(`(?i)^` + obliges + ` (?:creates?|adds?|drops?|renames?|introduces?|describes?|explains?|documents?|reproduces?|proves?|registers?|defines?|declares?|covers?|lists?|contains?|backfills?|converts?)\b`)
	// withinIt ends in front of a path in which something is, which is said behind it.
	withinIt = regexp.MustCompile(`(?i)^(?:(?:and|then|also),? )*(?:in|inside|within|under|below) (?:the )?(?:file |page |directory |folder )?$`)
	itsPart  = regexp.MustCompile(`(?i)^,? (?:(?:the|an?|each|every|all|both|one|its) [^,;:.]{1,60}?|there)( (?:(?:has|have|is|are|gets?|contains?|lists?|takes?|carry|carries|holds?|no longer) .*)$)`)

	// changedThere is what is said of what was changed; wasSeen what is done to it besides.
	changedThere = regexp.MustCompile(`(?i)^` + obliges + ` (?:(?:has|have) been (?:\w+ly )?\pL+(?:ed|en|wn|pt|ut|ilt|ft)|be (?:called|named)|(?:is|are|be|gets?|got) (?:\w+ly |now |also )?` + altered + `|gains?|loses|drops|(?:has|have) [^,;]{1,60}? (?:added|removed|renamed|replaced|inserted|appended|dropped))\b`)
	// getsThere is said of a file, and of other things that are only in it.
	getsThere = regexp.MustCompile(`(?i)^` + obliges + ` (?:becomes?|gets? (?:the|an?|its|one|two|new)|` + altered + `(?: (?:with|to|by|for|accordingly|so)\b.*)?$)`)
	getsOne   = regexp.MustCompile(`(?i)^` + obliges + ` (?:gets?|gains?) (?:the|an?|its|one|two|new)\b`)
	// badThing is in a file where it shows, and not where it comes from.
	badThing = regexp.MustCompile(`(?i)\b(?:tests?|specs?|cases?|fail\w*|red|flaky|broken|errors?|bugs?|crash\w*|warnings?|findings?|leaks?|vulnerabilit\w+)\b`)
	getsWell = regexp.MustCompile(`(?i)^` + obliges + ` (?:(?:is|are|be|gets?|has been|have been) (?:fixed|corrected|gone)|becomes?|gets?)\b`)
	// goneThere is what is no more so of a file.
	goneThere = regexp.MustCompile(`(?i)^` + obliges + ` (?:no longer (?:lists?|names?|mentions?|contains?|describes?|has|have|holds?|imports?|uses?|calls?|depends?|references?|sets?|pins?|requires?|defines?|declares?|exports?|includes?|runs?|says?|installs?|loads?|points?|links?|exists?|shows?)|(?:does|do)(?: not|n['’]t) exist any ?more)\b`)
	wasSeen   = regexp.MustCompile(`(?i)^` + obliges + ` (?:has|have) been (?:\w+ly )?(?:read|run|reviewed|checked|tested|executed|approved|validated|verified|used|loaded|parsed|seen|compared|followed|proofread|imported|applied|replayed|rendered|compiled|built|copied|left|kept|skipped|deployed|published|frozen|tried|inspected|confirmed|watched|measured|opened|signed)\b`)
	// holdsThere is what a file is said to hold, of which the verb is said of nothing else.
	holdsThere = regexp.MustCompile(`(?i)^` + obliges + ` (?:describes?|lists?|documents?|mentions?|explains?|contains?|exists?|adds?|names?|defines?|declares?|introduces?|includes?|states?|says?)\b`)
	// hasThere is what it has, or does to something.
	hasThere    = regexp.MustCompile(`(?i)^` + obliges + " (?:(?:has|have)(?: got)?|takes?|accepts?|holds?|carry|carries|gives?|shows?|tells?|warns?|provides?|offers?|exposes?|exports?|imports?|uses?|calls?|sets?|pins?|enables?|disables?|installs?|requires?|references?|passes|points to|links to|targets?|registers?|covers?|expects?|asserts?|depends on|runs?|begins with|starts with|ends with) (?:`|\"|\\d|the|an?|each|every|all|no|one|two|three|its|only)|^" + obliges + " (?:is|are|is at) (?:`|\"|\\d)")
	hasNow      = regexp.MustCompile("(?i)^" + obliges + " (?:(?:has|have)(?: got)?|holds?|includes?|carries|sets?|contains?|lists?|names?|mentions?|describes?|documents?|defines?|declares?|exports?) (?:`|an?|the|one|two)")
	nothingMore = regexp.MustCompile(`(?i)\bno (?:new|other|additional|further|more|extra)\b`)
	// performs is what it takes to work on a file, whatever that holds.
	performs = regexp.MustCompile(`(?i)^` + obliges + ` (?:only |still )?(?:takes?|needs?|requires?|uses?|costs?|runs?(?: for| in)?)(?: (?:only|just|about|around|roughly|up to|at (?:most|least)|no (?:more|longer) than|(?:less|more|longer|fewer) than|under|over|below|within))* (?:[<>≤≥~]=? ?)?\d[\d.,]* ?(?:[mnµu]?s|secs?|(?:milli|micro|nano)?seconds?|m|mins?|minutes?|h|hours?|[kmgt]i?b|bytes?|(?:kilo|mega|giga)bytes?|%|percent)(?:[^\w]|$)`)
	// newsIn is a word for what was not there.
	newsIn = regexp.MustCompile(`(?i)\b(?:new|no longer|instead of|rather than)\b`)
	// comesTo ends in front of the place where something is put, and nothing is there yet.
	comesTo = regexp.MustCompile(`(?i)\b(?:is|are|be|been|gets?) (?:now |also )?` + altered + ` (?:to|into|in|at|under|from|out of) (?:the )?$|\bno longer (?:appears?|stands?|exists?|(?:is |are )?(?:listed|mentioned|named|found|present|there)) (?:in|under) (?:the )?$|` +
		`\b(?:(?:is|are|be|been|gets?|and|was|were) (?:now |also )?|, (?:which is )?)(?:added|appended|inserted|written|recorded|documented|described|mentioned|explained|listed|registered|noted|put) (?:to|into|in|at|under) (?:the )?$`)
	// isThere ends in front of the place where something is.
	isThere = regexp.MustCompile(`(?i)^(.*)\b(?:exists?|appears?|shows? up|lives?|lies|stands?|is found|(?:is|are) present) (?:in|under|at|inside|within|below) (?:the )?$`)
	thereIs = regexp.MustCompile(`(?i)\bthere (?:is|are) (?:now )?(?:an?|one|two) ((?:[^,;:.]{0,50} )?)(?:in|under|at|inside|to|below) (?:the )?$`)
	// noneIn and anyMore say that there is no more what is there today.
	noneIn  = regexp.MustCompile(`(?i)\bthere(?: is|['’]s| are) no [^,;:.]{1,50} (?:in|under|at|to) (?:the )?$`)
	anyMore = regexp.MustCompile(`(?i)^ (?:any ?more|any longer|left)\b`)
	anyNew  = regexp.MustCompile(`(?i)^(?:an?|one|two|\w+ new|new)\b`)
	// madeBy ends in front of what makes something, and hasNew is said of that.
	madeBy = regexp.MustCompile(`(?i)^(?:the|an?|each|every) (?:[\w-]+ ){1,4}(?:written|printed|made|produced|generated|built|rendered|emitted|returned|exported|sent) by (?:the )?$`)
	hasNew = regexp.MustCompile(`(?i)^` + obliges + ` (?:has|have|gets?|gains?|shows?|contains?|includes?|lists?|ends with|begins with) (?:an?|one|two|the) new\b`)
	// isNewIn ends in front of the place of something that is new.
	isNewIn = regexp.MustCompile(`(?i)\b(?:is|are|gets?|has|have) (?:an?|one|the|two) new\b([^.,;]{0,60})\b(?:in|under|at|below|to) (?:the )?$`)
	// entryIn is nothing but a thing that is written into the file behind it.
	entryIn = regexp.MustCompile(`(?i)^\W*(?:an? |one |the )?(?:new )?(?:[\w-]+ ){0,3}(?:entry|section|note|paragraph|page|chapter|migration|line|row|mention|documentation|docs|description|explanation)(?: (?:for|on|about|of) [^.,;:()]{1,60})? (?:in|under|to|\() ?(?:the )?$`)
	// stillSo is said of what does not change.
	stillSo = regexp.MustCompile(`(?i)\b(?:not|never|` + ruling.AsItIs + `|without|\pL+n['’]t|stays?|remains?|kept|identical|same|already|still|continues?|today|nothing|none|any ?where)\b`)
)

// subject is how a clause has a path, or something in it, for what it is about.
func (m mention) subject() (is, part, each bool) {
	part = container.MatchString(m.clause)
	if !part && !owner.MatchString(m.clause) || noNoun.MatchString(whichOnes.ReplaceAllString(m.clause, "$1 ")) || noThing.MatchString(m.clause) || strings.HasPrefix(m.after, ")") {
		return false, false, false
	}
	return true, part, quantified.MatchString(m.clause)
}

// demand is what a clause tells of its path.
type demand int

const (
	demandsNone   demand = iota
	demandsState         // what it is, or holds, and may today
	demandsChange        // that it differs from today
)

// demand reads what the words around a path say of it; news reports something in a text
// that is not so today.
func (m mention) demand(news func(string) bool) demand {
	if changes, certain := m.location(news); certain {
		return changes
	}
	if madeBy.MatchString(m.clause) && hasNew.MatchString(m.after) {
		return demandsChange
	}
	if withinIt.MatchString(m.clause) && m.setsWithin() || oneIn.MatchString(m.clause) && makesThere.MatchString(m.after) && !stillSo.MatchString(m.after) {
		return demandsChange
	}
	is, part, each := m.subject()
	if !is {
		return demandsNone
	}
	out, other := demandsNone, false
	for i, vp := range m.verbs() {
		switch said := vp.plain; {
		case goneThere.MatchString(said):
			return demandsChange
		case performs.MatchString(said), stillSo.MatchString(said), nothingMore.MatchString(said), wasSeen.MatchString(said), part && getsWell.MatchString(said) && badThing.MatchString(m.clause):
		case changedThere.MatchString(said) && !(each && getsOne.MatchString(said)), !part && !each && getsThere.MatchString(said), part && !each && getsOne.MatchString(said):
			return demandsChange
		case !holdsThere.MatchString(said) && !hasThere.MatchString(said):
			if i == 0 && part {
				return demandsNone // it is about something else
			}
			other = true
		case other && !hasNow.MatchString(said):
		case newsIn.MatchString(said) || news(vp.said):
			return demandsChange
		case part && documentIn.MatchString(m.clause) && (each && wordsOn.MatchString(said) || !each && holdsThere.MatchString(said)), part && !each && unitIn.MatchString(m.clause) && unitHas.MatchString(said), !part && !each && !m.program:
			out = demandsState
		}
	}
	return out
}

// location reads what is said to be, or to come, where the path is; certain reports that
// nothing else is said.
func (m mention) location(news func(string) bool) (d demand, certain bool) {
	if told := comesTo.FindStringIndex(m.sentence); told != nil {
		what := m.sentence[:told[0]]
		if quantified.MatchString(strings.TrimSpace(what)) || pointing.MatchString(what) || stillSo.MatchString(what) {
			return demandsNone, true
		}
		return demandsChange, true
	}
	for _, re := range []*regexp.Regexp{thereIs, isNewIn} {
		if there := re.FindStringSubmatch(m.sentence); there != nil && !noNoun.MatchString(there[1]) {
			return demandsChange, true
		}
	}
	if noneIn.MatchString(m.sentence) && anyMore.MatchString(m.after) {
		return demandsChange, true
	}
	if there := isThere.FindStringSubmatch(m.clause); there != nil && !quantified.MatchString(there[1]) && !pointing.MatchString(there[1]) && (anyNew.MatchString(there[1]) || news(there[1])) {
		return demandsChange, true
	}
	if !counted(m.sentence) && !ofWhich.MatchString(m.sentence) {
		there := newThere.FindStringSubmatch(m.sentence)
		if there != nil && !noNoun.MatchString(there[1]) && !besideIt.MatchString(there[1]) || newPath.MatchString(m.sentence) {
			return demandsChange, true
		}
	}
	if entryIn.MatchString(m.sentence) && strings.Trim(m.after, " .,;)") == "" {
		return demandsChange, true
	}
	return demandsNone, false
}

type verbPhrase struct{ plain, said string }

var verbJoint = regexp.MustCompile(`,? (?:and|but) |, `)

// verbs are the parts of what stands behind a path that may each begin with a verb.
func (m mention) verbs() (out []verbPhrase) {
	from := 0
	cut := func(to int) {
		out = append(out, verbPhrase{" " + strings.TrimSpace(m.after[from:to]), m.said[from:min(to, len(m.said))]})
	}
	for _, loc := range verbJoint.FindAllStringIndex(m.after, prose.MaxCalls) {
		cut(loc[0])
		from = loc[1]
	}
	cut(len(m.after))
	return out
}

// setsWithin reports words behind "in" and a path that say what something there is to have.
func (m mention) setsWithin() bool {
	of := itsPart.FindStringSubmatch(m.after)
	return of != nil && !stillSo.MatchString(m.after) && !nothingMore.MatchString(m.after) && (goneThere.MatchString(of[1]) || changedThere.MatchString(of[1]) || hasNow.MatchString(of[1]) && !quantified.MatchString(of[1]) && strings.ContainsAny(m.said, "`\"0123456789"))
}
