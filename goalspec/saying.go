package goalspec

import (
	"strings"

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
	leavesAlone = regexp.MustCompile(`(?i)^(?:(?:please|and|also),? )*(?:(?:keep|leave)\b[^.;]*\b(?:unchanged|untouched|alone|intact|green|passing|as (?:it|they) (?:is|are)|as is)\b|[^.;]*\b(?:is|are|stays?|remains?) (?:frozen|off[- ]limits|read[- ]only|out of bounds|untouched|unchanged|as (?:it|they) (?:is|are))\b|(?:follow|stick to|respect|mind) )`)
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
	case chats(bare), explains.MatchString(bare), today.MatchString(bare), ofToday.MatchString(bare):
		return saysPast
	}
	return saysState
}

// harms reports a sentence whose verb, one of its first words, tells a fault.
func harms(s string) bool {
	for i, w := range strings.Fields(s[:min(len(s), maxLead)]) {
		switch w {
		case "drops", "loses", "ignores", "forgets", "skips", "swallows", "truncates", "duplicates", "overwrites", "mangles", "corrupts", "leaks", "hangs", "crashes", "fails", "breaks", "freezes", "panics", "misses", "omits", "deadlocks", "misreads":
			return i > 0
		}
	}
	return false
}
