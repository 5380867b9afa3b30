package backlog

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// eachPiece is a piece of the work, of which there are as many as are done.
const eachPiece = `(?:each|every) (?:new|added|changed|converted|migrated|repaired|fixed|finished|ported|fix|commit|pr|pull request|change|conversion|migration|update|patch|step)\b`

// ofPieces says something of each of them, or how often.
var ofPieces = regexp.MustCompile(`(?i)\b(?:` + eachPiece + `|(?:each|every) (?:day|week|month|sprint|release|build|time)\b)`)

var (
	// ofEachOnly says of each of many things, and not of all of them, what is seen.
	ofEachOnly = regexp.MustCompile(`(?i)^\W*(?:for|after|with|per|on|in|of) (?:each|every|any) |^\W*for an? |^\W*(?:per|after each|after every) |\b(?:after|for) (?:each|every) (?:\w+|of them)\b|\b` + eachPiece + `|<\w[\w -]*>|=\.\.\.`)
	// eachBelow is a label over what is seen of each.
	eachBelow = regexp.MustCompile(`(?i)\b(?:for|per|of|after|with) (?:each|every|any|an?|one)\b|\bper [\pL-]+\b|^(?:when|once) an? |\bcounts? as an? |^how (?:an?|each|every) |^an? [\pL-]+ is (?:right|done|complete|finished|good|accepted|ok) (?:when|if|once)\b`)
)

// ofDone reports words on those of many things that somebody has done so far, and not on
// whatever was changed on the way.
func ofDone(text string) bool {
	m := ofDoneOnes.FindStringSubmatch(text)
	return m != nil && !onTheWay.MatchString(m[1])
}

var (
	ofDoneOnes = regexp.MustCompile(`(?i)\b(?:an?|each|every|any|no|the|those|all) (?:[\w-]+ ){1,3}?(?:(?:that |which |whose [\w-]+ )?(?:you|we|somebody|someone)(?:['’]ve| have| has) (?:already )?([a-z]{3,}ed|written|been through|done|dealt with)|(?:that|which) (?:was|were|is|are|has been|have been) (?:already )?(?:done|finished|completed|worked off|worked through|dealt with))\b`)
	onTheWay   = regexp.MustCompile(`(?i)^(?:changed|touched|edited|modified|added|created|renamed|moved|removed|deleted|used|needed|installed|agreed|decided|written)$`)
)

// eachCounted is each of as many things as are said.
var eachCounted = regexp.MustCompile(`(?i)\b(?:each|every|all|any)(?: one)? (?:of )?(?:the |these |those |our )?(?:\d+|` + check.SeveralWords + `)\b`)

var (
	// findable are things that a run may find.
	findable = regexp.MustCompile(`(?i)\b(?:` + task + `|` + mishap + `)s?\b`)
	// noSuch says that there are none of what a list is of.
	noSuch  = regexp.MustCompile(`(?i)\b(?:0|zero|no(?: more| other| remaining)?|without(?: any)?|free of) ` + kindOf + `(?:` + task + `|` + mishap + `)s?\b`)
	onlyNew = regexp.MustCompile(`(?i)\b(?:new|further|additional)\b`)
	// endFirst says in an outcome until when to work, or how each item ends.
	endFirst = regexp.MustCompile(`(?i)(?:\buntil (?:the|no|none|each|every|all|both|there|` + "`" + `|[a-z]+ (?:is|are|passes|reports)\b)|[:;.,] (?:and |so that )?(?:each|every|all|both)\b[^.;]{0,60}\b(?:is|are|has|gets)\b)`)
	// EndsList says of all items of a list what has become of them.
	EndsList = regexp.MustCompile(`(?i)\b(?:every|each|all|both|the (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)|no)\b[^.;]{0,60}\b(?:is|are|has|have|been|was|were|left|carries|gets|links)\b[^.;]{0,40}\b(?:[a-z]{2,}ed|[a-z]{2,}(?:wn|tten|ken|sen|ven)|done|dealt with|diagnosis|explanation|gone|issue|ticket|open|answer|labels?|priority|owner|assignee|milestone|verdict|decision|reason|entry|row|line in|stable|comment)\b|\bafter \d+ (?:of them|\pL+s)\b`)
	// nothingLeft says that nothing of a list remains.
	nothingLeft = regexp.MustCompile(`(?i)\b(?:no|none|zero|nothing)\b[^.;]{0,60}\b(?:left|remains?|remaining|open|outstanding)\b|` + check.Tells + ` (?:none|no others?)\b|\b(?:list|backlog|queue|inbox) is (?:then |now )?(?:empty|cleared|at zero)\b`)
	// itemByItem hands something over on each item.
	itemByItem = regexp.MustCompile(`(?i)(?:^|[.!] +|\n)(?:\W*)report: |\b(?:one|an?) (?:\w+ )?(?:row|line|entry|verdict|comment|note|answer|sentence|diagnosis|paragraph|section) (?:per|for (?:each|every)|on each)\b|\b(?:report|summary|overview|summari[sz]e)\b[^.;]{0,60}\b(?:what|which|each|every|per|all|was|were)\b|\b(?:note|list|record|write down|log|report|document) (?:\w+ )?(?:what (?:you|was|is)|which|each|every|the rest|the others)\b`)
	// tellsRest says after the work what was done of a list, and what was not.
	tellsRest = regexp.MustCompile(`(?i)\b(?:comment|post|tell|say|hand (?:over|in)|leave|send|write|close|finish)\b[^.;]{0,40}\b(?:which|how (?:far|many)|what (?:was|is|you|has)|(?:that|those|ones) (?:(?:that|which) )?(?:are|were|is) (?:done|left|not|open|missing)|an? (?:\w+ )?(?:list|table|summary|overview|tally) (?:of|with|on)|the list with|what['’]s (?:done|left|missing))\b`)
	// timeBox bounds the time that is spent on a list, or how much of it is worked off.
	timeBox = regexp.MustCompile(`(?i)\b(?:time ?box(?:ed)?|(?:hard |time )?limit|budget|deadline|enough(?: is enough)?|(?:stop|finish|end|close|done)(?:s|es)?)\b[:,]? (?:is |to |of |after |at |with |when )*(?:about |at most )?(?:(?:\d+|an?|one|two|three|four|five|half an?|ten) (?:hours?|h|days?|evenings?|mornings?|afternoons?|weeks?|minutes?|min)\b|\d)`)
	// keepsComing says of things that there are ever more, so that what becomes of each is no end.
	keepsComing = regexp.MustCompile(`(?i)\b(?:always|ever) (?:another|more|some(?:thing)?|new ones|one more)\b|\bnever (?:ends?|stops?|gets? (?:done|finished|to (?:the|an) end))\b|\b(?:no|without) end (?:to|of|in sight)\b|\bgrows? (?:by itself|every|all the time|daily|weekly|faster)\b|\b(?:more|new|others?|further)(?: [\w-]+){0,2}? (?:keep |still )?(?:comes?|coming|arrives?|arriving|is added|are added|turns? up|appears?|piles? up|follows?) (?:in )?(?:every|each|all the|with (?:every|each)|daily|weekly|a (?:day|week))\b|\b(?:keeps?|keep on) (?:coming|arriving|growing|sending|piling)\b|\bis just (?:a )?part of (?:it|them)\b`)
)

// KeepsComing reports words on things of which there are ever more.
func KeepsComing(words string) bool { return keepsComing.MatchString(words) }

// Ended reports an outcome that says when its list is worked off, or what is handed over on
// each item; told are the words with what stands first beside them.
func Ended(words, told string) bool {
	return HandsOver(words) || Bounded(words) || endFirst.MatchString(ofPieces.ReplaceAllString(words, "")) && !KeepsComing(told)
}

// HandsOver reports a text that says what is handed over on the items.
func HandsOver(text string) bool {
	return itemByItem.MatchString(text) || tellsRest.MatchString(text)
}

// Bounded reports a text that says how long to work on a list, or how much of it to work off.
func Bounded(text string) bool { return timeBox.MatchString(text) }

// Findable reports a list of what a run of something can find.
func Findable(words string) bool {
	return findable.MatchString(words) && !outsideCode.MatchString(words)
}

// Ends reports a statement that holds when nothing is left of a list, which may be of what
// a run can find.
func Ends(text string, found bool) bool {
	said := prose.BlankCode(text)
	return EndsList.MatchString(said) || nothingLeft.MatchString(said) || HandsOver(text) || found && noSuch.MatchString(said) && !onlyNew.MatchString(said)
}

// OnEach reports a statement on each item by itself, which says nothing of when there is none
// left; over is the label above it.
func OnEach(text, over string) bool {
	return (ofEachOnly.MatchString(text) || ofDone(text)) && !eachCounted.MatchString(text) || len(over) < prose.MaxLead && eachBelow.MatchString(over)
}

// ByPieces reports a statement that holds of each piece of work as it is handed in, or of
// those that are done so far.
func ByPieces(text string) bool { return EachHandedIn(text) || ofDone(text) }
