package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	today     = regexp.MustCompile(`(?i)^(?:currently|presently|nowadays|today|at the moment|at present|right now|as of (?:today|now)|so far|until now)\b`)
	inability = regexp.MustCompile(`(?i)\b(?:users?|customers?|visitors?|people|everybody|everyone|nobody|we|they|i) (?:currently |still )?can(?:not| not|'t|’t| never)\b`)
	prohibits = regexp.MustCompile(`(?i)\b(?:must|shall|should|may) ?(?:not|never|remain|stay|keep|be)\b|\bwithout \w+ing\b`)
)

// describes reports a sentence on what is the case today, such as "users cannot
// log in"; what also prohibits something is no mere description.
func describes(s string) bool {
	return len(s) <= maxStatement && isTheCase(s) && !prohibits.MatchString(s)
}

func isTheCase(s string) bool {
	return today.MatchString(s) || (strings.Contains(s, "can") || strings.Contains(s, "CAN")) && inability.MatchString(s)
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
	return chats(s) || describes(s) || len(s) <= maxStatement && trouble.MatchString(s) && !desire.MatchString(s) && !prohibits.MatchString(s) && !imperative.MatchString(s)
}

// concludes stands before what is wanted, behind what it comes of.
var concludes = regexp.MustCompile(`(?i)^(?:so|then|therefore|hence|thus|instead|better|proposal|proposed fix|suggestion|solution|decision|fix|yes|ok(?:ay)?)[:,] `)

// wants reports a sentence that says what shall be.
func wants(s string) bool {
	s = s[len(concludes.FindString(s[:min(len(s), maxLead)])):]
	return len(s) <= maxStatement && (imperative.MatchString(s) || asksTo.MatchString(s) || desire.MatchString(s)) && !background(s) && !mustNot.MatchString(s) && !mustHold.MatchString(s) && !stopIf.MatchString(s) && !checksWith.MatchString(strings.ToLower(s[:min(len(s), maxLead)]))
}

var chat = regexp.MustCompile(`(?i)^(?:our|my|customers? (?:have|has|ask|asked|keep|complain)|users? (?:have|has|ask|asked|keep|complain)|we (?:have|had|saw|got|noticed|think|believe|discussed|talked|want this|need this because)|i (?:think|believe|guess|hope|noticed|saw|would)|see also|see #|thanks|thank you|note that|fyi|btw|by the way|for (?:reference|context|background)|background:|this (?:has|was|is because|came|happens|happened|used to)|it (?:was|has been|used to)|let me know|cc |hope|sorry|somebody|someone|last (?:week|month|year|time)|yesterday|recently|@|[A-Z][a-z]+ (?:asks|asked|says|said|wants|reported|noticed|suggested))\b`)

// greeting is a line that says nothing to the work.
var greeting = regexp.MustCompile(`(?i)^(?:hi|hello|hey|dear)\b[^.!?:]{0,40}[,!.]?$`)

// chats reports a sentence that tells something around the goal rather than
// what is true when it is reached.
func chats(s string) bool {
	return len(s) <= maxStatement && chat.MatchString(s) && !prohibits.MatchString(s)
}
