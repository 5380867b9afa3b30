package demand

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// whichThing are participles that may only say which thing is meant.
	whichThing = `documented|described|listed|defined|named|declared|specified|given|mentioned|recorded|stored|used|needed|required|expected|failing|broken`

	adverbs = `(?: (?:now|also|then|both|all|each|too|itself))*`
	obliges = `(?: (?:has to|have to|must|should|needs? to|shall|will|is to|are to))?` + adverbs
	// altered is what was changed.
	altered = `(?:updated|changed|modified|altered|edited|adapted|adjusted|amended|extended|expanded|shortened|rewritten|reworded|renamed|replaced|removed|deleted|dropped|added|created|written|moved|split|merged|translated|ported|converted|migrated|upgraded|downgraded|bumped|raised|lowered|increased|reduced|corrected|fixed|regenerated|refreshed|reformatted|restructured|refactored|reworked|simplified|deprecated|introduced|inserted|appended|emptied|revised|switched|brought (?:up to date|in line)|up to date|gone|new)`
)

var (
	// container ends in front of the place of something that a clause begins with: "the
	// table of flags in"; owner in front of what it begins with.
	container = regexp.MustCompile("(?i)^(?:(?:the|a|an|our|its|both|this|that|one|all|each|every|any) )?(?:[\\w'’`-]+ +){1,7}?(?:in|of|under|inside|within|at|below) (?:the )?(?:file |page |directory |folder )?$")
	owner     = regexp.MustCompile(`(?i)^(?:(?:the|a|an|our|its|both|this|one) (?:[\w-]+ ){0,3}|(?:both |new |also |then |and )?(?:` + Documents + ` )?)$`)
	noThing   = regexp.MustCompile(`(?i)^(?:no|none|neither|nothing)\b|\b(?:copy|copies|clones?|backups?|imports?|parsers?|readers?|clients?|callers?|uses?|ports?|translations?|number|count|size|hash|rest|output) of (?:the )?$`)
	// noNoun is a word that no name of a thing holds.
	noNoun = regexp.MustCompile(`(?i)\b(?:that|which|who|whose|what|whatever|as|than|how|where|when|if|unless|because|since|until|is|are|was|were|be|been|has|have|had|does|do|can|may|must|should|will|with|by|via|against|using|without|like|pass(?:es|ing)?|runs?|running|reads?|reading|loads?|loading|prints?|returns?|gives?|shows?|uses?|follows?|matche?s|equals?|agrees?|found|kept|held|according|identical|equal|done|fails?|works?|` + whichThing + `)\b`)
	// whichOnes is a participle that only says which things are meant: "the expected values".
	whichOnes = regexp.MustCompile(`(?i)\b(the|an?|all|each|every|our) (?:` + whichThing + `) `)
	// documentIn ends in front of the place of what holds words, and wordsOn is said of it.
	documentIn = regexp.MustCompile(`(?i)^(?:(?:the|an?|all|each|every|any|all of the) )?(?:[\w-]+ )?` + Documents + ` (?:in|of|under|inside|within|below) (?:the )?$`)
	wordsOn    = regexp.MustCompile(`(?i)^` + obliges + ` (?:names?|mentions?|describes?|documents?|explains?)\b`)
	// recordingsIn ends in front of the place of what a program gave when it was recorded, and
	// rendered is said of that.
	recordingsIn = regexp.MustCompile(`(?i)^(?:(?:each|every|all)(?: of)? )?(?:the )?(?:[\w-]+ )?(?:snapshots?|golden files?|goldens?|screenshots?|recordings?|cassettes?|tapes?|baselines?|expected (?:outputs?|results?)) (?:in|of|under|inside|within|below) (?:the )?$`)
	rendered     = regexp.MustCompile("(?i)^" + obliges + " (?:shows?|displays?|renders?|reflects?|prints?) (?:the|an?|its|only|dates|[A-Z`])")
	whenLed      = regexp.MustCompile(`(?i)^(?:when|once|as soon as) `)
	// unitIn ends in front of the place of a part of what somebody wrote, and unitHas is said of it.
	unitIn  = regexp.MustCompile(`(?i)^(?:the|our|its) (?:[\w-]+ ){0,3}(?:lists?|tables?|index|sections?|headings?|rows?|entry|paragraphs?|sentences?|titles?|functions?|macros?|methods?|class|struct|types?|interfaces?|enums?|procedures?|views?|columns?|fields?|keys?|rules?|jobs?|steps?|targets?|stages?|services?|records?|signatures?|components?|hooks?|constants?|defaults?|headers?|footers?|diagrams?|legends?|menus?) (?:in|of|under|inside|within) (?:the )?$`)
	unitHas = regexp.MustCompile("(?i)^" + obliges + " (?:takes?|accepts?|has|have|contains?|lists?|carries|holds?|sets?|names?|includes?|defines?|declares?|mentions?) (?:`|\"|an?|the|one|two|its)")
	// hasLiteral is said of what holds something that is written out, definite begins a thing
	// there is one of, and eachUnitIn ends in front of the place of each part of some code.
	hasLiteral = regexp.MustCompile("(?i)^" + obliges + " (?:takes?|accepts?|has|have|contains?|lists?|carries|carry|holds?|sets?|names?|includes?|defines?|declares?|exports?|pins?|shows?|reads?|says?|is|are) (?:also |exactly )?(?:(?:an?|the|its|only|one|two) )?(?:[\\w-]+ )?`([^`]+)`")
	definite   = regexp.MustCompile(`(?i)^(?:the|our|its|that|this) `)
	eachUnitIn = regexp.MustCompile(`(?i)^(?:each|every|all) (?:[\w-]+ ){0,3}(?:functions?|methods?|class(?:es)?|structs?|types?|interfaces?|enums?|messages?|fields?|columns?|constants?|constructors?|handlers?|components?|modules?|jobs?|steps?|rules?|tables?) (?:in|of|under|inside|within) (?:the )?$`)
	// literalIn ends in front of the place where something written out is said to be.
	literalIn = regexp.MustCompile("(?i)^(?:(?:the|an?|our|its) )?(?:[\\w-]+ ){0,4}`([^`]+)`(?: [\\w-]+){0,3}? (?:has to |must |should )?(?:(?:now|also) )?(?:appears?|exists?|stands?|shows up|(?:is|be)(?: now| also)?(?: (?:listed|set|declared|defined|registered|present|pinned|part|there|found))?) (?:in|of|under|at) (?:the )?$")
	// oneIn ends in front of the place of a document that nothing named before, and makesThere
	// is what such a one is written for.
	oneIn      = regexp.MustCompile(`(?i)^(?:an?|one|two) (?:[\w-]+ )?` + Documents + ` (?:in|under|inside|within|below) (?:the )?$`)
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
	holdsThere = regexp.MustCompile(`(?i)^` + obliges + ` (?:describes?|lists?|documents?|mentions?|explains?|contains?|exists?|adds?|names?|defines?|declares?|introduces?|includes?|states?|says?|records?|reflects?|resolves? (?:to )?[^\s,;]+ (?:to )?v?\d)\b`)
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
	// StillSo is said of what does not change.
	StillSo = regexp.MustCompile(`(?i)\b(?:not|never|` + ruling.AsItIs + `|without|\pL+n['’]t|stays?|remains?|kept|identical|same|already|still|continues?|today|nothing|none|any ?where)\b`)
)

// Documents are files by what they hold.
const Documents = `(?:files?|pages?|documents?|readmes?|guides?|chapters?|migrations?|templates?|schemas?|manifests?|configs?|specs?|headers?|modules?|scripts?|snapshots?|fixtures?|changelog|examples?|charts?|workflows?|tests?|translations?|locales?)`

// Compares is said of files that are held against others, or against what they were.
var Compares = regexp.MustCompile(`(?i)\b(?:git (?:diff|status)|diff|cmp|byte[- ]for[- ]byte|compared?)\b`)

// counted reports the beginning of a statement on each of the things in a file,
// which is only read for them: "each endpoint in".
func counted(before string) bool {
	words := strings.Fields(strings.ToLower(before))
	if len(words) < 3 {
		return false
	}
	switch words[0] {
	case "each", "every", "all", "any", "no":
		if last := words[len(words)-1]; last == "the" {
			words = words[:len(words)-1]
		}
		switch words[len(words)-1] {
		case "in", "of", "from", "under", "within", "inside":
			return true
		}
	}
	return false
}

var (
	quantified = regexp.MustCompile(`(?i)^(?:each|every|all|any|no|only)\b`)
	besideIt   = regexp.MustCompile("(?i)\\b(?:besides?|next to|ones|those|each|every)\\b|`")
	newThere   = regexp.MustCompile(`(?i)\bnew\b([^.,;]{0,60})\b(?:in|under|at|below|to) $`)
	newPath    = regexp.MustCompile(`(?i)\b(?:a|the|one) new (?:[\w-]+ )?(?:` + Documents + ` )?(?:called |named |at )?$`)
)

// pointing is a word that leads to what only says which thing is meant.
var pointing = regexp.MustCompile(`(?i)\b(?:that|which|what|whatever|as|than|how|where|when|if|unless|whether|follows?|matche?s?|like)\b`)

// ofWhich ends in front of a path that only says which thing is meant: "the rules that".
var ofWhich = regexp.MustCompile(`(?i)\b(?:that|which|what|whatever|as|than|how|where|when|if) (?:the )?$`)
