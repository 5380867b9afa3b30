package backlog

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// takesNext asks for the same work on another thing, keepsOn to keep on with it.
	takesNext = regexp.MustCompile(`(?i)\b(?:take|pick|choose|grab|look (?:for|at)|turn to|start|do|fix|migrate|convert|port|with|to|then|and) (?:(?:any|some|a|the|same|with|to|for|of|on) )*(?:next|another|following|second|subsequent|others|rest)\b(?: (?:one|most|\pL+)\b)?|\bfrom one (?:\pL+ )?to (?:the next|another|the other)\b|\bthe next (?:one|\pL+) (?:only )?(?:when|once|after|as soon as|until)\b`)
	keepsOn   = regexp.MustCompile(`(?i)(?:^|[.;:!?,)] +|\b(?:and|then|please) )(?:please |then |also )*(?:(?:continue|proceed|go on|move on|carry on|keep going|keep on|resume|repeat)(?:,? (?:it|this|that|with|to|like|through|until|from)\b|[.;,]|$)|(?:profile|measure|search|look|start|begin|check|pick|choose|take|grab) again\b|(?:and )?so (?:on|forth)(?: (?:with|through|until)\b|[.;,]|$))`)
	// keepsDoing asks to go on with work on code, and recurs for it time and again.
	keepsDoing = regexp.MustCompile(`(?i)(?:^|[.;:!?,)] +|\b(?:and|then|please|to) )(?:(?:please|then|also|just) )*(?:(?:continue|go on|carry on|proceed)(?: with)?|keep(?: on)?) (?:(?:fix|convert|migrat|port|improv|add|remov|replac|updat|upgrad|translat|document|refactor|rewrit|writ|clos|resolv|review|implement|go|annotat|split|clean|tidy|mov|bump|mend|repair|simplify|shorten|extract|delet|chip|pick|tak|choos|grabb)ing)\b`)
	recurs     = regexp.MustCompile(`(?i)^(?:please )?(?:(?:every|each|once an?|twice an?) (?:\w+ )?(?:week|month|day|morning|sprint|release|(?:mon|tues|wednes|thurs|fri)day)|regularly|periodically|(?:every )?now and (?:then|again)|from time to time),? (?:please )?(?:` + goOver + `|` + mend + `|review|check)\b`)
	// takesUp asks to work on things.
	takesUp = regexp.MustCompile(`(?i)^(?:please )?(?:take|go|work|tackle|pick|choose|grab) (?:the|each|every|an?|one|any|on|off|down|through|over|your)\b`)
	// thenTheRest asks to begin somewhere, and to end with what there is besides.
	thenTheRest = regexp.MustCompile(`(?i)^(?:please )?(?:start|begin) with\b.*\b(?:whatever|the rest|(?:the|all) others?|everything else)\b`)
	// startsWith says of some things with which of them to begin.
	startsWith = regexp.MustCompile(`(?i)\b(?:start|begin)(?:ning|ing)? (?:with|at|from) (?:the (?:ones?|\w+est|most|least|first|top|those)|those|whichever|whatever|any)\b|\b(?:start|begin)(?:ning)? where\b`)
	// bestFirst is the order of things, or the next of them.
	bestFirst = regexp.MustCompile(`(?i)\b(?:\w{3,}est|most [\w-]+) (?:\w+ )?first\b|\b(?:always|then) (?:take |do |go for )?the \w+est\b|^(?:please )?always \w+ [^.;]{3,80} next[.;,]?$`)
	bestAt    = regexp.MustCompile(`(?i)^(?:the )?(?:\w{3,}est|most [\w-]+)(?: ones)? first\b|^always (?:\w+ )?the [^.;]{2,60} next[.;,]?$|, (?:and )?repeat[.;,]?$`)
	// inTurn says of work that it is done one after another.
	inTurn = regexp.MustCompile(`(?i)\bone (?:\w+ )?(?:after|by|at) (?:another|the other|one|a time)\b|\ban? [\pL-]+ at a time\b|\bin turn\b`)
	// eachBy may be a thing by, or after, itself: "page by page".
	eachBy = regexp.MustCompile(`(?i)\b(\pL{3,}) (?:by|after|for) (\pL{3,})\b(?: (\pL{3,})\b)?`)
	stages = regexp.MustCompile(`(?i)^(?:phases?|steps?|changes?|stages?|milestones?|parts?|concerns?|topics?|logical|features?|days?|weeks?|years?|sides?|hands?|words?|lines?|rows?|bytes?|bits?|letters?|face|back|little)$`)
	// handedInEach hands something in on each of many things.
	handedInEach = regexp.MustCompile(`(?i)\b(?:` + handedIn + `) (?:per|for (?:each|every)|each) (\pL+)|\b(?:one|a single|only one) (?:\w+ )?(\pL+) (?:per|in (?:each|every|an?)) (?:` + handedIn + `)\b|\b(?:each|every) (?:one|\pL+) (?:is|in|as|gets|becomes) (?:in )?(?:an?|its) (?:own |separate |single )+(?:` + handedIn + `)\b|\beach in an? (?:` + handedIn + `)\b`)
)

const handedIn = `commits?|prs?|pull requests?|branch(?:es)?|merge requests?|mrs?|patch(?:es)?|migrations?`

var (
	// goesAbout says how to go about the work.
	goesAbout = regexp.MustCompile(`(?i)^(?:please )?(?:take|do|go|proceed|work|walk|step|comb|start|begin|tackle|handle|pick|choose|grab|look|commit|push|merge|finish)\b`)
	// onOccasion leads a sentence and says after what.
	onOccasion = regexp.MustCompile(`(?i)^(?:please )?(?:whenever|when|once|as soon as|after) [^,;.]{1,60}, (?:then )?`)
	// workedOn is what is done to code, and not by it.
	workedOn = regexp.MustCompile(`(?i)\b(?:converted|migrated|ported|rewritten|refactored|fixed|repaired|documented|translated|cleaned|moderni[sz]ed|replaced|resolved|implemented|reviewed|covered|worked off|worked through|dealt with|taken care of|addressed|tackled|typed|annotated|moved|extracted|removed|renamed|split|upgraded|updated|written|made \w+|gets? (?:\w+(?:ed|en|wn)|split|cut))\b`)
)

// Iterates reports a sentence that asks for the same work on one thing after another.
func Iterates(s string) bool {
	bare := saying.Joining.ReplaceAllString(s, "")
	if bestAt.MatchString(bare) || saying.Behaves.MatchString(bare) {
		return bestAt.MatchString(bare)
	}
	if keepsOn.MatchString(s) || keepsDoing.MatchString(s) || recurs.MatchString(bare) || whateverIs.MatchString(bare) || takesUp.MatchString(bare) && oneByOne(s) || EachHandedIn(s) {
		return true
	}
	if loc := ofProgram.FindStringIndex(s); loc != nil && loc[0] > 0 {
		_, order, _ := strings.Cut(s[loc[0]:], ", ")
		s = s[:loc[0]] + startsWith.FindString(order)
	}
	bare = onOccasion.ReplaceAllString(bare, "")
	if goesAbout.MatchString(bare) && takesNext.MatchString(bare) {
		return true
	}
	if _, rest, ok := strings.Cut(s, ": "); ok && forEachOne.MatchString(s) && saying.AsksToDo(rest) && !saying.Behaves.MatchString(rest) {
		return true
	}
	if m := eachBy.FindStringSubmatchIndex(s); m != nil && m[0] == 0 {
		bare = "Go " + bare
	}
	asks := goesAbout.MatchString(bare) || saying.AsksToDo(bare) || workedOn.MatchString(s)
	return asks && (bestFirst.MatchString(s) || startsWith.MatchString(s) || oneByOne(s))
}

// oneByOne reports a sentence by which something is done with one thing after another.
func oneByOne(s string) bool {
	return inTurn.MatchString(s) || slices.ContainsFunc(eachBy.FindAllStringSubmatch(s, prose.MaxParts), func(m []string) bool {
		return (strings.EqualFold(m[1], m[2]) || strings.EqualFold(m[1], m[3])) && !stages.MatchString(m[1])
	})
}

// GoesOn reports a statement by which the same is done to one thing after another, until
// nobody says when.
func GoesOn(s string) bool {
	bare := saying.Joining.ReplaceAllString(s, "")
	return keepsOn.MatchString(s) || keepsDoing.MatchString(s) || goesAbout.MatchString(onOccasion.ReplaceAllString(bare, "")) && takesNext.MatchString(bare) || forEachOne.MatchString(s)
}

// SaysHow reports a statement beside the outcome that asks to keep on with the same work, or
// how to go about things one after another.
func SaysHow(s string) bool {
	return keepsDoing.MatchString(s) || thenTheRest.MatchString(s) || takesUp.MatchString(s) && oneByOne(s)
}

// forEachOne leads what is to be done on each.
var forEachOne = regexp.MustCompile(`(?i)^(?:for|with) (?:each|every)(?: one)?(?: of (?:them|these|the))?(?: \pL+){0,3}: `)

// ofProgram begins what is said of what a program does.
var ofProgram = regexp.MustCompile(`(?i)\b(?:that|which|who|when|if|where|so) `)

// isLeave permits rather than asks.
var isLeave = regexp.MustCompile(`(?i)\b(?:fine|ok|okay|enough|allowed|at most|may|can|no more than)\b`)

// EachHandedIn reports a statement by which something is handed in for each of many things.
func EachHandedIn(s string) bool {
	m := handedInEach.FindStringSubmatch(s)
	return m != nil && !isLeave.MatchString(s) && !stages.MatchString(m[1]+m[2])
}

// flawed are words for what somebody has to look for: of things that are so, nobody has
// counted how many there are.
const flawed = `(?:untested|undocumented|uncovered|untyped|untranslated|unhandled|unused|deprecated|outdated|obsolete|stale|slow|flaky|brittle|flickering|broken|dead|duplicated?|missing|insecure|vulnerable|hard-?coded|overly? long|large|huge|oversized|confusing|unclear|misleading|inconsistent|unsafe|redundant|inaccessible|skipped|disabled|ignored|legacy|leftover)`

var (
	// flawedThings asks for work on such, and thatAreFlawed says what becomes of things of code that are as
	// they should not be.
	flawedThings  = regexp.MustCompile(`(?i)^(?:please |let[’']?s )?(?:fix|replace|get rid of|clean up|tidy up|update|upgrade|bump|convert|migrate|port|rewrite|refactor|document|test|cover|write (?:\w+ )?\w+s (?:for|to)|add (?:\w+ )?\w+s (?:for|to)|add|translate|simplify|shorten|split|speed up|improve|eliminate|moderni[sz]e|stabili[sz]e) (?:(?:the|our|all|any|calls|uses|usages?|some|of|to|more) )*` + flawed + ` (?:[\w-]+ ){0,2}?(?:[\w-]*[a-hj-rtv-z]s|apis|classes|processes|queries|dependencies)\b`)
	thatAreFlawed = regexp.MustCompile(`(?i)^(?:the |our |all )?(?:[\w-]+ ){0,2}?(?:functions|methods|class(?:es)?|modules|packages|files|components|screens|pages|tables|queries|endpoints|handlers|tests|scripts|dashboards|dependencies|libraries|plugins|templates|forms|annoyances|complaints|documents|articles|texts|strings|messages)(?: (?:that|which|with|without|longer|larger|bigger|slower|older|over|above|still)\b[^.;]{3,80}?)? (?:should|must|shall|are|get|become|need)(?: to)?(?: be)? (?:split|renamed|shortened|simplified|moved|faster|smaller|shorter|clearer|converted|migrated|ported|rewritten|refactored|fixed|repaired|documented|translated|cleaned|moderni[sz]ed|replaced|resolved|covered|typed|annotated|improved|upgraded|updated)\b`)
)

// convertsThem asks to turn things that nobody counted, nor says where they are, into others.
var convertsThem = regexp.MustCompile(`(?i)^(?:please |let[’']?s )?(?:convert|migrate|port|rewrite|transition|moderni[sz]e|refactor|turn) (?:the )?(?:(?:all|our|any|remaining|old|legacy|existing|outdated|deprecated) (?:of )?(?:the |our )?)+(?:[\w-]+ ){0,2}?[\w-]*[a-hj-rtv-z]s (?:to|into|onto|over to|by|with|in|as) [^.;:,` + "`" + `\d]{1,40}[.!]?$`)

// suiteItself are things of which the suite shows whether one is left.
var suiteItself = regexp.MustCompile(`(?i)\b(?:tests|specs|suites|fixtures|snapshots)\b`)

// settledBy is what becomes of things that are there already.
const settledBy = `(?:fixed|repaired|corrected|resolved|closed|answered|label(?:l)?ed|triaged|converted|migrated|ported|rewritten|refactored|moderni[sz]ed|simplified|shortened|documented|annotated|translated|reviewed|revised|upgraded|cleaned up|tidied up|looked at|looked into|worked on|dealt with|brought up to date|moved into)`

var (
	// worksOnThem asks for work on what others hand in, and areSettled says of things of which only the
	// kind is named that it is done.
	worksOnThem = regexp.MustCompile(`(?i)^(?:please |let[’']?s |just )?(?:answer|close|merge|triage|work on|look at|look into|take care of|deal with|go over|search for) ` + ofList + kindOf + `(?:` + task + `|` + mishap + `|pull request)s` + nounEnd)
	areSettled  = regexp.MustCompile(`(?i)^(?:(?:the|our|all|old|open|existing|remaining) )*(?:[\w-]+ ){0,2}?[\w-]*[a-hj-rtv-z]s(?: (?:in|of|on|with|from|that|which|under|labelled|tagged) [^.;,]{2,60}?)? (?:are|get|become|can be|should be|must be|should get|shall be)(?: all)? (?:[\w-]+(?:ed|en), )?` + settledBy + `\b`)
	// whateverIs says so of all that is of some kind.
	whateverIs = regexp.MustCompile(`(?i)^(?:whatever|anything(?: that)?|everything that) [^.;]{3,60}? (?:(?:can|should|must|may|shall) be|is to be|gets?|is) (?:[\w-]+ly )?` + settledBy + `\b`)
	// noEnd says that there are many, or ever more.
	noEnd = regexp.MustCompile(`(?i)\bthere (?:are|is) (?:many|(?:an? )?(?:heaps?|piles?|loads?|tons?|bunch(?:es)?|dozens?) of|lots|plenty|dozens|hundreds|(?:quite )?a (?:lot|bunch|few)|more)\b|\b(?:\d+|ten|twenty|dozens|several|a few) (?:of (?:them|these) )?(?:a|per|every|each) (?:day|week)\b|(?:^|[;,.] (?:and )?|\band )(?:ever )?more (?:of them )?(?:come|arrive|appear|are added|turn up|pile up)\b|\b(?:every|each) (?:release|week|day|month|sprint|build) (?:adds|brings) (?:some|a few|several|new|more|another)\b|\bnew ones? (?:come|arrive|appear|are|turn up|keep)\b|\bmore and more (?:of )?\pL+|\bas (?:many|much)(?: \pL+)? as (?:you|we|it|possible)|\bas far as (?:it makes sense|possible|you|we|that)\b|\b(?:whatever|anything|everything|all) (?:that )?(?:is|looks|seems) (?:wrong|missing|outdated|broken|off|unclear|odd|needed|stale)\b|\bnobody knows how many\b|\bsome(?: of them)? (?:have been|are) (?:there|open) (?:for|since)\b`)
)

// underWhich is in which case something is so.
var underWhich = regexp.MustCompile(`(?i)\b(?:when(?:ever)?|if|where|while|as soon as|as long as|even with)\b[^.;,:]*`)

// uncounted reports an outcome on things that nobody counted.
func uncounted(words string) bool {
	return !aCount.MatchString(prose.BlankCode(words)) && (!saying.Behaves.MatchString(words) && flawedThings.MatchString(words) || convertsThem.MatchString(words) && !suiteItself.MatchString(words)) ||
		!aCount.MatchString(prose.BlankCode(words)) && !suiteItself.MatchString(words) && (worksOnThem.MatchString(words) || areSettled.MatchString(words)) ||
		thatAreFlawed.MatchString(words) || noEnd.MatchString(underWhich.ReplaceAllString(words, ""))
}
