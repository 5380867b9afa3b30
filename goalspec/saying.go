package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// saying is what a sentence says towards what shall be.
type saying byte

const (
	saysState  saying = iota // what something is or does: it may be meant for what shall be
	saysWish                 // what shall be made, mended or changed, or a fault of today
	saysPast                 // what was, and what people do now
	saysDoubt                // what somebody thinks, or wants to know
	saysManner               // how to go about the work, and what not to change
)

const (
	anArticle = `(?:(?:an?|the|your|our|own|new|all|any) )*`
	// toWork are verbs of work, and ofWork is what that is done to.
	toWork = `(?:chang|modif|touch|edit|renam|bump|add|remov|push|merg|delet|alter|refactor|break|upgrad|introduc|commit|rewrit|skip|disabl|weaken|reformat|install|call|use|mov|replac)\w*`
	// tampered is what may be asked not to be done to what is there.
	tampered = `(?:changed|moved|altered|renamed|replaced|removed|touched|edited|modified|deleted|dropped|rewritten|refactored|reordered|reformatted|upgraded|bumped|disabled|merged)`
	ofWork   = `(?:code|tests?|specs?|files|migrations?|apis?|schemas?|json|interfaces?|signatures?|behaviou?rs?|modules?|packages?|dependencies|libraries|crates|gems|plugins|lock ?files?|configs?|configuration|columns?|tables?|symbols|names?|functions|classes|endpoints|routes|constants|types|headers|soname|anything|everything|main|master|branch|ci|workflows?|formatting|rounding)`
)

var (
	// aStep is one of any work, whatever it is for.
	aStep = regexp.MustCompile("(?i)^(?:(?:please|then|and|also|always|finally|first|next),? )*(?:" +
		`(?:check ?out|clone|fork|fetch|rebase|squash|branch off|commit|push|stage) |pull (?:\x60[^\x60]*\x60|(?:the )?(?:latest|main|master|newest)\b)|(?:look|glance) (?:over|at|through) (?:the|our) [^.;]{0,30}\b(?:page|board|dashboard|logs?|alerts|calendar|tracker)[.;]?$|(?:create|make|cut|start|open|use|write) ` + anArticle + `(?:(?:feature|topic|fresh|separate|draft|small|tiny|atomic|conventional|signed|clear|good) )*(?:branch(?:es)?|commits?(?: messages?)?|pull requests?|prs?|merge requests?|mrs?)\b` +
		"|(?:run|execute|start|install|launch)[^.;`]*`[^`]*`(?:(?:,|,? and|,? (?:and )?then) `[^`]*`)*(?: (?:in|from) `[^`]*`| and (?:look|click) around|,? (?:before|after|locally|again|once|first)\\b[^.;]*)*[.;]?$|(?:run|execute) " + anArticle + `(?:tests?|(?:test )?suite|linters?|checks|formatter)\b[^.;]{0,30}$` +
		`|(?:ask|wait|ping|request)\b[^.;]*\breview|(?:add|write|update) ` + anArticle + `(?:change ?log|commit message|pr description|release notes?)\b|(?:assign|label|move|close) ` + anArticle + `(?:ticket|issue|card|pr|pull request)\b|(?:read|look at|go through|check|skim) ` + anArticle + `(?:readme|contributing|guidelines|style ?guide|outputs?|logs?|results?|diff)\b[^.;]{0,30}$|tell (?:us|me|the team)\b)`)
	// bansWork forbids work, and not what a program does; leavesAlone is what must stay.
	bansWork    = regexp.MustCompile("(?i)(?:^|[;,] (?:and )?)(?:(?:please|and|also),? )*(?:(?:do not|don['’]?t|never|must not|(?:nobody|no one|no agent) (?:should|may|must|shall)|no [\\w -]{1,40} (?:is|are|may be|must be|gets?))\\b[^.;]{0,60}?\\b" + toWork + "(?:[^.;]{0,60}?(?:\\b" + ofWork + "\\b|`|/)| (?:it|them)\\b)|no (?:new|other|extra|further|additional|more|breaking|third[- ]party) )")
	leavesAlone = regexp.MustCompile(`(?i)^(?:(?:please|and|also),? )*(?:(?:keep|leave)\b[^.;]*\b(?:` + ruling.AsItIs + `|alone|green|passing)\b|[^.;]*\b(?:is|are|stays?|remains?) (?:frozen|off[- ]limits|read[- ]only|out of bounds|` + ruling.AsItIs + `)\b|(?:follow|stick to|respect|mind) )`)
	// barsWork says of something, or of everybody, what may not be done to it by whoever works.
	barsWork = regexp.MustCompile(`(?i)^(?:the|its|their|these|those|this|our|existing|both|\x60) ?[^.;:]{1,80}?\b(?:(?:must|may|should|shall|will|can)(?: not|n['’]t|not)|(?:is|are)(?: not|n['’]t) to|(?:must|may|should) never) (?:ever )?be ` + tampered + `\b|^(?:nobody|no one|no-one|no agent) (?:may|must|shall|should) (?:ever )?` + toWork + `\b`)
	// opines tells what somebody thinks, and wondering that somebody wants to know.
	opines    = regexp.MustCompile(`(?i)^(?:my|our|[A-Z][a-z]+['’]s) (?:view|opinion|take|impression|feeling|gut feeling) (?:is|was)\b|^(?:(?:and|but|so|also),? )*(?:(?:(?:some|most|half) of )?(?:us|we|i|they|he|she|people|the (?:team|others))|[A-Z][a-z]+(?: (?:and|or) [A-Z][a-z]+)?) (?:(?:also|still|really|only|always|rather) )*(?:prefers?|likes?|dislikes?|thinks?|believes?|feels?|doubts?|favou?rs?|argues?|suggests?|wonders?|hopes?|guess|assumes?|says?|ha(?:s|ve) (?:no|an?) (?:strong )?(?:opinion|preference))\b`)
	wondering = regexp.MustCompile(`(?i)\b(?:hear|know|discuss|talk about|decide|find out|wondering) (?:what|whether|how|why|if|which)\b|\b(?:opinions?|thoughts|feedback|input|comments|views|remarks|ideas) (?:welcome|on|about|please)\b|\b(?:was|were) (?:also )?(?:mentioned|discussed|suggested|proposed|considered)\b`)
	politely  = regexp.MustCompile(`(?i)^(?:(?:so|please|hi|hello),? )*(?:can|could|would|will) (?:you|we|someone|somebody|it|that|this|the)\b`)
	// comesOf says of something what becomes of it.
	comesOf = regexp.MustCompile(`(?i)^[^,;]{0,80}?\b(?:gets? (?:an?|the|its|their|new|rid)|becomes?|no longer|instead of|rather than|afterwards|from now on)\b|^(?:yes|decision|decided|agreed|conclusion)\b`)
	// explains gives a reason, or tells of a meeting.
	explains = regexp.MustCompile(`(?i)^(?:(?:that|this|which|it)(?:['’]s| is| was) (?:why|because|how|what)|(?:the )?next (?:meeting|call|sync|week|time)|present|attendees|agenda)\b`)
	// aFault is what is wrong now, or does not happen.
	aFault = regexp.MustCompile(`(?i)^[^,;]{0,80}?\b(?:(?:is|are|feels?|looks?) (?:(?:very|too|quite|really|so|far|often|sometimes|just|still|always|not) )*(?:slow|broken|flaky|wrong|confusing|missing|outdated|stale|unreadable|painful|hard to \w+|a (?:mess|pain)|out of date)|crashes|fails|breaks|hangs|leaks|times out|\w+s (?:crash|fail|break|hang|leak|time out)|too (?:slow|long|early|late|big|small|many|much|often|high|low|large)|(?:does|do|is|are|can|will|has|have)(?: not|n['’]t|not)|returns? (?:4|5)\d\d|no longer|lacks?|nobody|nothing|twice)\b`)
	// ledIn stands before what a sentence says.
	ledIn = regexp.MustCompile(`^(?:[-*>] |\d+[.)] |\[.\] )*(?:\*\*[^*]{1,40}\*\*[:.]? |(?:[A-Z][a-z]+ )?[A-Z]?[a-z]+[:,] )?`)
)

// sayingOf is what a sentence says towards what shall be.
func sayingOf(s string) saying {
	bare := s[len(ledIn.FindString(s)):]
	switch {
	case aStep.MatchString(bare), bansWork.MatchString(bare), leavesAlone.MatchString(bare), barsWork.MatchString(bare), howToWork.MatchString(bare), stopIf.MatchString(bare):
		return saysManner
	case opines.MatchString(bare), wondering.MatchString(s), strings.HasSuffix(s, "?") && !politely.MatchString(s):
		return saysDoubt
	case wants(s), wants(bare), comesOf.MatchString(bare), comesOf.MatchString(s):
		return saysWish
	case tellsPast(bare):
		return saysPast
	case aFault.MatchString(bare), harms(bare):
		return saysWish
	case chats(bare), explains.MatchString(bare), prose.Today.MatchString(bare), ofToday.MatchString(bare):
		return saysPast
	}
	return saysState
}

// harms reports a sentence whose verb, one of its first words, tells a fault.
func harms(s string) bool {
	for i, w := range strings.Fields(s[:min(len(s), prose.MaxLead)]) {
		switch w {
		case "drops", "loses", "ignores", "forgets", "skips", "swallows", "truncates", "duplicates", "overwrites", "mangles", "corrupts", "leaks", "hangs", "crashes", "fails", "breaks", "freezes", "panics", "misses", "omits", "deadlocks", "misreads":
			return i > 0
		}
	}
	return false
}

// pastVerb are verbs in the past, of which people or things that are named are the subject.
const pastVerb = `(?:\w{2,}ed|took|went|ran|got|came|began|wrote|said|saw|told|made|had|found|broke|lost|left|became|thought|brought|sent|built|did|was|were|gave|kept|met|put|led|fell|grew|held|spent|stood|chose|knew)`

// recalls tells what was, or has been for a while.
var recalls = regexp.MustCompile(`(?i)\b(?:was|were|used to|(?:we|they|i|he|she|it|[a-z]+s) had|ha(?:s|ve) (?:(?:always|never|often|since|already|only|also|just) )?(?:been (?:\w+ing|an?|the|in|on|for|so|too|very)|had|got|become|begun|told|seen|asked|said|tried|grown)\b|(?:it|that|he|she|there)['’]s (?:always )?been|(?:they|we|you|i)['’]ve (?:always )?been|(?:grown|aged|accumulated|evolved|piled up) (?:over|for|in|since|within)|ago|yesterday|recently|the other day|so far|for (?:a while|ages|years|months|weeks|some time)|last (?:week|month|year|night|spring|summer|autumn|winter|fall|quarter|sprint|release|\w+day))\b|\b(?:since|in|on) (?:(?:the|last|early|late) )*(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|\w+day)\b` +
	`|^(?:(?:then|there|next)|at [\d:]+,?) (?:came|went|was|were|began)\b|^(?:seen|came|happened|started|noticed|reported|observed)\b|(?:^|[,;:.] |\b(?:and|but|then|which|that|who) )(?:(?:we|i|they|he|she|it|you|somebody|someone|nobody|people|everyone|everybody|support|management) |[A-Z][a-z]+ (?:(?:and|from) \w+ )?)(?:(?:then|also|already|just|only|never|once|finally|first) )?` + pastVerb + `\b`)

// tellsPast reports a sentence on what was, and not on what shall be.
func tellsPast(s string) bool {
	return len(s) <= prose.MaxStatement && recalls.MatchString(s) && !desire.MatchString(s) && !prose.Imperative.MatchString(s)
}

var prohibits = regexp.MustCompile(`(?i)\b(?:must|shall|should|may) ?(?:not|never|remain|stay|keep|be)\b|\bwithout \w+ing\b`)

// describes reports a sentence on what is the case today, such as "users cannot
// log in"; what also prohibits something is no mere description.
func describes(s string) bool {
	return len(s) <= prose.MaxStatement && prose.IsTheCase(s) && !prohibits.MatchString(s)
}

var (
	// desire is how people say what shall be, other than by asking for it.
	desire = regexp.MustCompile(`(?i)\b(?:should|must|shall|ought to|needs to|wants? (?:to|an?|the)|would (?:like|love)|[’']d (?:like|love)|would be (?:great|nice|good|helpful))\b|^(?:we|i) (?:(?:also|really|still|now) )?(?:need|want)\b|^(?:can|could) (?:we|you)\b|^let[’']?s\b|^(?:please )?(?:go|work) through\b|^expected(?: [a-z]+)?:`)
	// asksTo are further verbs with which a wish begins.
	asksTo = regexp.MustCompile(`(?i)^(?:please )?(?:check|triage|audit|review|analy[sz]e|go over|find|give|teach|publish|ship|raise|increase|lower|cut|bring|get|extend|clean up|unify|consolidate|harden|simplify|rework|restructure|document|cover|pin|parallel\w+|tighten|provide|handle|detect|reject|compare|turn|eliminate|reorgani\w+|shrink|shorten|moderni\w+|wire|hook up|swap|inline|enforce|prevent|accept|recover)\s+\S`)
	// trouble is how they say what is wrong today.
	trouble = regexp.MustCompile(`(?i)^(?:bug|problem|issue|actual|observed|symptom)(?: [a-z]+)?:|^when(?:ever)? we\b|(?:^|[;,] )(?:we|i) (?:run|use|have|ship|keep|deploy|see|get|do|store|rely|maintain|still|currently|now|also|often)\b|\b(?:is|are|feels?|looks?) (?:(?:very|too|quite|really|so|far|often|sometimes|just|still|always) )*(?:slow|broken|flaky|wrong|confusing|missing|outdated|stale|unreadable|painful|annoying|hard to \w+|a (?:mess|pain))\b|\b(?:crash(?:es)?|fails?|breaks?|hangs?|leaks?|times? out) (?:on|with|when|for|if|in|after|at|while)\b`)
)

// background reports a sentence that tells what is the case, or why, and not what
// shall be.
func background(s string) bool {
	return chats(s) || describes(s) || len(s) <= prose.MaxStatement && trouble.MatchString(s) && !desire.MatchString(s) && !prohibits.MatchString(s) && !prose.Imperative.MatchString(s)
}

// concludes stands before what is wanted, behind what it comes of.
var concludes = regexp.MustCompile(`(?i)^(?:so|then|therefore|hence|thus|instead|better|proposal|proposed fix|suggestion|solution|decision|fix|yes|ok(?:ay)?)[:,] `)

// wants reports a sentence that says what shall be.
func wants(s string) bool {
	s = s[len(concludes.FindString(s[:min(len(s), prose.MaxLead)])):]
	return len(s) <= prose.MaxStatement && (prose.Imperative.MatchString(s) || asksTo.MatchString(s) || desire.MatchString(s)) && !background(s) && !mustNot.MatchString(s) && !check.MustHold.MatchString(s) && !stopIf.MatchString(s) && !checksWith.MatchString(strings.ToLower(s[:min(len(s), prose.MaxLead)]))
}

var chat = regexp.MustCompile(`(?i)^(?:our|my|customers? (?:have|has|ask|asked|keep|complain)|users? (?:have|has|ask|asked|keep|complain)|we (?:have|had|saw|got|noticed|think|believe|discussed|talked|want this|need this because)|i (?:think|believe|guess|hope|noticed|saw|would)|see also|see #|thanks|thank you|note that|fyi|btw|by the way|for (?:reference|context|background)|background:|this (?:has|was|is because|came|happens|happened|used to)|it (?:was|has been|used to)|let me know|cc |hope|sorry|somebody|someone|last (?:week|month|year|time)|yesterday|recently|@|[A-Z][a-z]+ (?:asks|asked|says|said|wants|reported|noticed|suggested))\b`)

// greeting is a line that says nothing to the work.
var greeting = regexp.MustCompile(`(?i)^(?:hi|hello|hey|dear)\b[^.!?:]{0,40}[,!.]?$`)

// chats reports a sentence that tells something around the goal rather than
// what is true when it is reached.
func chats(s string) bool {
	return len(s) <= prose.MaxStatement && chat.MatchString(s) && !prohibits.MatchString(s)
}
