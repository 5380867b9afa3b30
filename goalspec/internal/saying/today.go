package saying

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// aFault is what is wrong now, or does not happen.
var aFault = regexp.MustCompile(`(?i)^[^,;]{0,80}?\b(?:(?:is|are|feels?|looks?) (?:(?:very|too|quite|really|so|far|often|sometimes|just|still|always|not) )*(?:slow|broken|flaky|wrong|confusing|missing|outdated|stale|unreadable|painful|hard to \w+|a (?:mess|pain)|out of date)|crashes|fails|breaks|hangs|leaks|times out|\w+s (?:crash|fail|break|hang|leak|time out)|too (?:slow|long|early|late|big|small|many|much|often|high|low|large)|(?:does|do|is|are|can|will|has|have)(?: not|n['’]t|not)|returns? (?:4|5)\d\d|no longer|lacks?|nobody|nothing|twice)\b`)

// Harms reports a sentence whose verb, one of its first words, tells a fault.
func Harms(s string) bool {
	for i, w := range strings.Fields(s[:min(len(s), prose.MaxLead)]) {
		switch w {
		case "drops", "loses", "ignores", "forgets", "skips", "swallows", "truncates", "duplicates", "overwrites", "mangles", "corrupts", "leaks", "hangs", "crashes", "fails", "breaks", "freezes", "panics", "misses", "omits", "deadlocks", "misreads":
			return i > 0
		}
	}
	return false
}

// trouble is how they say what is wrong today.
var trouble = regexp.MustCompile(`(?i)^(?:bug|problem|issue|actual|observed|symptom)(?: [a-z]+)?:|^when(?:ever)? we\b|(?:^|[;,] )(?:we|i) (?:run|use|have|ship|keep|deploy|see|get|do|store|rely|maintain|still|currently|now|also|often)\b|\b(?:is|are|feels?|looks?) (?:(?:very|too|quite|really|so|far|often|sometimes|just|still|always) )*(?:slow|broken|flaky|wrong|confusing|missing|outdated|stale|unreadable|painful|annoying|hard to \w+|a (?:mess|pain))\b|\b(?:crash(?:es)?|fails?|breaks?|hangs?|leaks?|times? out) (?:on|with|when|for|if|in|after|at|while)\b`)

// Describes reports a sentence on what is the case today, such as "users cannot
// log in"; what also prohibits something is no mere description.
func Describes(s string) bool {
	return len(s) <= prose.MaxStatement && prose.IsTheCase(s) && !prohibits.MatchString(s)
}

// Background reports a sentence that tells what is the case, or why, and not what
// shall be.
func Background(s string) bool {
	return Chats(s) || Describes(s) || len(s) <= prose.MaxStatement && trouble.MatchString(s) && !Desire.MatchString(s) && !prohibits.MatchString(s) && !prose.Imperative.MatchString(s)
}

var chat = regexp.MustCompile(`(?i)^(?:our|my|customers? (?:have|has|ask|asked|keep|complain)|users? (?:have|has|ask|asked|keep|complain)|we (?:have|had|saw|got|noticed|think|believe|discussed|talked|want this|need this because)|i (?:think|believe|guess|hope|noticed|saw|would (?:say|guess|think|assume|suppose|argue|have))|see also|see #|thanks|thank you|note that|fyi|btw|by the way|for (?:reference|context|background)|background:|this (?:has|was|is because|came|happens|happened|used to)|it (?:was|has been|used to)|let me know|cc |hope|sorry|somebody|someone|last (?:week|month|year|time)|yesterday|recently|@|[A-Z][a-z]+ (?:asks|asked|says|said|wants|reported|noticed|suggested))\b`)

// greeting is a line that says nothing to the work.
var greeting = regexp.MustCompile(`(?i)^(?:hi|hello|hey|dear)\b[^.!?:]{0,40}[,!.]?$`)

// Greets reports a line that says nothing to the work.
func Greets(s string) bool { return len(s) <= prose.MaxLead && greeting.MatchString(s) }

// Chats reports a sentence that tells something around the goal rather than
// what is true when it is reached.
func Chats(s string) bool {
	return len(s) <= prose.MaxStatement && chat.MatchString(s) && !prohibits.MatchString(s)
}

// OfToday tells where something comes from, what it takes today, or who knows it.
var OfToday = regexp.MustCompile(`(?i)\b(?:(?:was|were|been|(?:it|this|that|these|they|which)(?:['’]s| is| are))(?: \w+ly| only| first)? (?:re)?(?:written|built|added|introduced|developed|designed|hosted|maintained|owned|bought|moved|split|created|started|begun|made|inherited|extracted|forked|copied|based) (?:in|by|with|for|from|off|out|when|last|two|three|years)\b|(?:takes?|costs?|serves?|handles?|processes) (?:about|around|roughly|approximately|some|nearly|almost) |(?:looks?|looking) after it|(?:two|three|four|some|few|no) (?:people|of us|engineers?|developers?) (?:knows?|understands?|uses?)\b|currently|nowadays|at the moment|these days|right now)`)

// does is a verb of what something is or does.
var does = regexp.MustCompile(`(?i)\b(?:is|are|can|has|have|gets?|will|becomes?|does|do|stays?|keeps?|uses?|goes|comes?|works?|sees?|finds?)\b|\bruns?(?: [^o]|[.,;]|$)`)

var seen = regexp.MustCompile(`(?i)\b(?:returns?|shows?|shown|prints?|lists?|contains?|answers?|responds?|rejects?|rejected|accepts?|exits?|logs|logged|displays?|displayed|redirects?|appears?|renders?|sends?|sent|stores?|stored|saves?|saved|writes?|written|reads?|opens?|closes?|exists?|starts?|stops?|fails?|pass(?:es)?|equals?|match(?:es)?|covers?|covered|describes?|described|names?|loads?|takes?|raises?|throws?|creates?|deletes?|removes?|skips?|skipped|resumes?|resumed|retries|retried|ignores?|ignored|expires?|expired|waits|refuses?|refused|warns?|continues|survives?|restarts?|restarted|drops|dropped|merges?|merged|sorts|sorted|rounds|rounded|rotates?|rotated|locks|locked|counts|counted|gone|missing|unchanged|identical|same|no longer|only|never|without|cannot|nobody|empty|error|status|column|field|button|page|endpoint)\b`)

// Observable reports a statement that says what can be seen: a number, a name in
// code or quotation marks, a path, or what something does.
func Observable(s string) bool {
	return strings.ContainsAny(s, "0123456789`\"“") || ruling.MentionsPath(s) || seen.MatchString(s)
}

// ActsOn is what something does, to whatever.
var ActsOn = regexp.MustCompile(`\b[a-z]+s (?:its?|their|the|an?|all|each|every|no|only|one|two|three)\b`)

// hedges leaves open whether something is so.
var hedges = regexp.MustCompile(`(?i)\b(?:perhaps|maybe|probably|possibly|presumably|i (?:guess|suppose|suspect)|not sure)\b`)

// OfPeople begins a sentence on what people do, or on what happens now and then.
var OfPeople = regexp.MustCompile(`(?i)^(?:(?:sometimes|often|usually|mostly|occasionally|every now and then)\b|(?:(?:and|but|so|also|now|then|here|there|unfortunately|sadly|meanwhile|by now|nowadays|today|in [\w ]{1,20},),? )*(?:(?:the|our|some|most|many|all|new|other|several|few|a|an|one of|two of|half of|two|three|four|five|six|both|\d+) )*(?:` + Anybody + `|we|i|you|they|one|marketing|finance)\b)`)

// TellsState reports a sentence on what something does, or is like, that may be meant for
// what shall be: no people, no trouble, no past.
func TellsState(s string) bool {
	plain := prose.BlankCode(s)
	return len(s) <= prose.MaxStatement && Observable(s) && (does.MatchString(plain) || Showing.MatchString(plain) || ActsOn.MatchString(plain)) && !OfPeople.MatchString(s) && !hedges.MatchString(s) && !AsToday.MatchString(prose.BlankCode(s)) && !Background(s) && !TellsPast(s) && !strings.HasSuffix(s, "?")
}

var (
	// AsToday says that something is to be what it is now.
	AsToday = regexp.MustCompile(`(?i)\b(?:still|existing (?:\w+ ){0,2}(?:tests?|specs?|suites?|cases|snapshots?|examples|behaviou?rs?)|the same (?:\d+ )?(?:tests?|specs?|suites?|cases|snapshots?|examples)|` + ruling.AsItIs + `|as (?:it|they) (?:is|are|does|do|was|were)|as (?:today|now|before|is|at present)|without (?:any |an? )?(?:edit|chang|modif|touch|remov|delet|skip|alter|loosen|adapt)\w*|(?:same|identical) (?:\w+ )?(?:as|to)|(?:passes|works|holds|is green|succeeds) (?:today|now|already|at the moment)|stays?|remains?|keeps?|kept|continues? to|(?:no|nothing) new|regress\w*|nothing (?:else )?(?:broke|breaks|is broken|has broken|got broken)|no [\w\s\x60-]{1,60}? (?:(?:is|are|was|were|been|be|gets?|has|have|or) )*(?:edited|changed|updated|modified|removed|skipped|deleted|touched|altered|disabled|weakened|loosened|adapted)|(?:test|spec|snapshot|assertion|case)s? (?:(?:is|are|was|were|been|be|has|have) )*(?:not|n['’]t|never) (?:be )?(?:edited|changed|modified|removed|skipped|deleted|touched|altered)|(?:does|do|did)(?: not|n['’]t) (?:drop|fall|grow|change|increase|get|differ)|(?:no|isn['’]t|is not|are not|aren['’]t) (?:\w+er|worse|(?:more|less)(?: [\w-]+)?) than (?:on main|main|today|now|before|at present|it is|the (?:old|current|present)))\b|\bas (?:it|they) (?:is|are)\b|\bexisting \x60`)
	// Showing are verbs and turns that say what is to be seen, or how.
	Showing = regexp.MustCompile(`(?i)[\d"“]|\b(?:returns?|sees?|shows?|shown|prints?|contains?|answers?|responds?|rejects?|rejected|accepts?|exits?|logged|displays?|displayed|redirects?|appears?|renders?|stores?|stored|saves?|saved|writes?|written|opens?|closes?|exists?|stops|equals?|match(?:es)?|covers?|covered|describes?|described|raises?|throws?|creates?|created|deletes?|deleted|removes?|removed|skips?|skipped|resumes?|resumed|retries|retried|ignores?|ignored|expires?|expired|waits|refuses?|refused|warns?|continues|survives?|restarts?|restarted|drops|dropped|merged|sorts|sorted|rounded|rotated|locked|counted|gone|missing|unchanged|no longer|any more|only|never|without|cannot|instead|replaced?|moved?|extract\w*|split|rewrit\w+|cache\w*|by \w+ing|at (?:least|most)|until|unless|when(?:ever)?|after|before|during|while|once|twice|each time|every time|via|using|with \w+|against \w+|into (?:an? )?\w+)\b|: `)
)

// pastVerb are verbs in the past, of which people or things that are named are the subject.
const pastVerb = `(?:\w+[^e\W]ed|agreed|took|went|ran|got|came|began|wrote|said|saw|told|made|had|found|broke|lost|left|became|thought|brought|sent|built|did|was|were|gave|kept|met|put|led|fell|grew|held|spent|stood|chose|knew)`

// recalls tells what was, or has been for a while.
var recalls = regexp.MustCompile(`(?i)\b(?:was|were|used to|(?:we|they|i|he|she|it|[a-z]+s) had|ha(?:s|ve) (?:(?:always|never|often|since|already|only|also|just) )?(?:been (?:\w+ing|an?|the|in|on|for|so|too|very)|had|got|become|begun|told|seen|asked|said|tried|grown)\b|(?:it|that|he|she|there)['’]s (?:always )?been|(?:they|we|you|i)['’]ve (?:always )?been|(?:grown|aged|accumulated|evolved|piled up) (?:over|for|in|since|within)|ago|yesterday|recently|the other day|so far|for (?:a while|ages|years|months|weeks|some time)|last (?:week|month|year|night|spring|summer|autumn|winter|fall|quarter|sprint|release|\w+day))\b|\b(?:since|in|on) (?:(?:the|last|early|late) )*(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|\w+day)\b` +
	`|^(?:(?:then|there|next)|at [\d:]+,?) (?:came|went|was|were|began)\b|^(?:seen|came|happened|started|noticed|reported|observed)\b|(?:^|[,;:.] |\b(?:and|but|then|which|that|who) )(?:(?:we|i|they|he|she|it|you|somebody|someone|nobody|people|everyone|everybody|support|management) |(?-i:[A-Z][a-z]+) (?:(?:and|from) \w+ )?)(?:(?:then|also|already|just|only|never|once|finally|first) )?` + pastVerb + `\b`)

// leadArticle stands before what no person is called.
var leadArticle = regexp.MustCompile(`^(?:An?|The|Our|All|Each|Every|Any|No|Its|Their|This|These|Some|Only) `)

// whichOnes says of things which of them are meant: "the tickets that were closed".
var whichOnes = regexp.MustCompile(`(?i)\b(?:that|which|who) (?:(?:was|were|has|have|had)(?: been| not| never)? \w+|[a-z]+ed)\b`)

// TellsPast reports a sentence on what was, and not on what shall be.
func TellsPast(s string) bool {
	return len(s) <= prose.MaxStatement && recalls.MatchString(leadArticle.ReplaceAllString(whichOnes.ReplaceAllString(s, ""), "")) && !Desire.MatchString(s) && !prose.Imperative.MatchString(s)
}

// reports is what people say of something, or how they get on with it today.
var reports = regexp.MustCompile(`(?i)^(?:(?:(?:the|our|some|most|many|all|new|several|few|a|an|and|but|because|where|that|as) )*(?:` + Anybody + `|[a-z]+(?:ers|ists|ees))(?: (?:who|from|in|on|of|with) [^,;]{1,50}?)?|they|he|she|on-call) (?:(?:often|always|also|still|usually|sometimes|keep|keeps) )*(?:tells? (?:me|us)|says?|complain(?:s|ing)?|mentions?|ask(?:s|ing)? (?:me|us|why|how|what)|struggles?|gets? (?:lost|stuck|confused)|(?:do|does)(?: not|n['’]t) (?:get|find|understand|know|see)|(?:is|are) (?:put off|confused|annoyed|lost|frustrated|unhappy|tired)|finds? [^,;]{1,40} (?:un\w+|confus\w+|hard|slow|difficult|awkward|ugly)|gives? up|wonders?|hates?|dislikes?)\b`)

// Reports reports a clause on what people say of something, or how they get on with it.
func Reports(s string) bool { return reports.MatchString(s) }
