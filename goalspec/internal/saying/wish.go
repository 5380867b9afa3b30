package saying

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// Desire is how people say what shall be, other than by asking for it.
	Desire = regexp.MustCompile(`(?i)\b(?:should|must|shall|ought to|needs to|wants? (?:to|an?|the)|would (?:like|love)|[’']d (?:like|love)|would be (?:great|nice|good|helpful))\b|^(?:we|i) (?:(?:also|really|still|now) )?(?:need|want)\b|^(?:can|could) (?:we|you)\b|^let[’']?s\b|^(?:please )?(?:go|work) through\b|^expected(?: [a-z]+)?:`)
	// AsksTo are further verbs with which a wish begins.
	AsksTo = regexp.MustCompile(`(?i)^(?:please )?(?:check|triage|audit|review|analy[sz]e|go over|find|give|teach|publish|ship|raise|increase|lower|cut|bring|get|extend|clean up|unify|consolidate|harden|simplify|rework|restructure|document|cover|pin|parallel\w+|tighten|provide|handle|detect|reject|compare|turn|eliminate|reorgani\w+|shrink|shorten|moderni\w+|wire|hook up|swap|inline|enforce|prevent|accept|recover)\s+\S`)
)

// concludes stands before what is wanted, behind what it comes of.
var concludes = regexp.MustCompile(`(?i)^(?:so|then|therefore|hence|thus|instead|better|proposal|proposed fix|suggestion|solution|decision|fix|yes|ok(?:ay)?)[:,] `)

// Wants reports a sentence that says what shall be.
func Wants(s string) bool {
	s = s[len(concludes.FindString(s[:min(len(s), prose.MaxLead)])):]
	return len(s) <= prose.MaxStatement && (prose.Imperative.MatchString(s) || AsksTo.MatchString(s) || Desire.MatchString(s)) && !Background(s) && !MustNot.MatchString(s) && !check.MustHold.MatchString(s) && !StopIf.MatchString(s) && !ChecksWith.MatchString(strings.ToLower(s[:min(len(s), prose.MaxLead)]))
}

// MustNot says what must not be, or must stay.
var MustNot = regexp.MustCompile(`(?i)\b(?:must|should|may|shall) ?(?:not|never)\b|\b(?:must|should|has to|have to) (?:remain|stay|be (?:kept|left|identical|unchanged|unaffected|preserved|retained)|keep|still|continue to|(?:behave|work|look|read|render) (?:exactly )?as (?:before|today|now|it does|they do))\b|\bno (?:[\w-]+ ){1,4}(?:may|must|shall|should) (?:be )?(?:chang|add|introduc|remov|touch|modif|delet|renam|br[eo]ak|alter)\w*|\b(?:is|are|stays?|remains?) (?:off limits|out of scope)\b|\b(?:is|are) (?:not|never) to be ` + tampered + `\b`)

var prohibits = regexp.MustCompile(`(?i)\b(?:must|shall|should|may) ?(?:not|never|remain|stay|keep|be)\b|\bwithout \w+ing\b`)

var (
	// ChecksWith says with which command something is checked.
	ChecksWith = regexp.MustCompile("^(?:check|test|validate)(?: (?:it|this|that|them|everything|all of (?:it|this)|the (?:result|change|work|fix)))? (?:with|by|via|using|by running|that)[: ][^.;]*`")
	asksMore   = regexp.MustCompile(`(?i)^(?:polish|tidy(?: up)?|optimi[sz]e|enhance|overhaul|revamp|streamline|stabili[sz]e|redo|number|do)\s+\S`)
	// verbAt begins with a word that no noun, and what joins none, is: a verb in front of
	// the thing it is done to.
	verbAt  = regexp.MustCompile("^(?:please )?([A-Za-z]+)(?: up| out| off| down| over)? (?:(?:the|an?|our|all|each|every)\\b|`)")
	notVerb = regexp.MustCompile(`(?i)^(?:[a-z]*(?:[^s]s|ed|ing)|with|for|in|on|at|of|to|from|by|as|if|when|that|than|into|over|under|via|per|like|about|after|before|since|until|and|or|not|but|so|both|only|even|once|is|are|be|where|while|because|unless|without|within|across|through|between|against|behind|below|above|out|up|off)$`)
)

// AsksToDo reports words that begin with what is to be done.
func AsksToDo(s string) bool {
	if prose.Imperative.MatchString(s) || AsksTo.MatchString(s) || asksMore.MatchString(s) {
		return true
	}
	m := verbAt.FindStringSubmatch(s)
	return m != nil && !notVerb.MatchString(m[1])
}

// amending begins a sentence on what should be instead of what the one before tells.
var amending = regexp.MustCompile(`(?i)^(?:instead,? )?(?:(?:it|this|that|they|these|those|such (?:[\w-]+ ){1,2}?)(?: (?:really|instead|rather))? ?(?:should|must|ought to|needs? to)\b|(?:there|none|nothing) ` + NoneOf + `|we expect(?:ed)?\b|(?:what )?(?:we|i) (?:want|would like|need) instead\b)`)

// Amends reports a sentence that says what should be instead of what the one before it
// tells of today: "The form accepts an empty name. It should be refused."
func Amends(s, next string) bool {
	if len(s) > prose.MaxStatement || len(next) > prose.MaxStatement || !amending.MatchString(next) || furthers.MatchString(next) || Wants(s) || Desire.MatchString(s) || prohibits.MatchString(s) {
		return false
	}
	return (!denying.MatchString(next) || amendingSo.MatchString(next)) && (!keptThen.MatchString(next) || Harms(s))
}

// NoneOf goes on with what should be so of nothing that was told.
const NoneOf = `(?:of (?:it|them|this|these|that|those) )?(?:should|must|ought to) (?:be|happen)(?: (?:none|nothing|left|there|so|in (?:it|there)|no (?:more|longer)\b[^,;.]*))?(?:[.,;!]|$)`

var (
	// furthers is said of what comes on top, or is to stay.
	furthers = regexp.MustCompile(`(?i)\b(?:also|still|additionally|furthermore|too|as well|continues?|keep|stays?|remains?|unchanged|untouched|changed?|pass|touch|modif\w+|edit)\b`)
	// denying is a wish that something be not so; amendingSo is one on what was told.
	denying    = regexp.MustCompile(`(?i)\b(?:not|never)\b|n['’]t\b`)
	amendingSo = regexp.MustCompile(`(?i)\b(?:not|never|n['’]t) (?:be (?:possible|allowed|accepted|permitted|shown|there|in (?:there|it)|the case)|happen)\b`)
	keptThen   = regexp.MustCompile(`(?i)\b(?:be|get) (?:kept|retained|preserved)\b`)
)

// Joining are the words that only join a job to the one before.
var Joining = regexp.MustCompile(`(?i)^(?:(?:and|also|oh|then|please|additionally|furthermore|moreover|besides(?: (?:that|this))?|in addition|separately(?: from (?:that|this))?|unrelated(?:ly)?|finally|on top of (?:that|this)|plus|(?:first|second|third|fourth)(?:ly)?,|(?:at|in) the same (?:time|go|breath)|apart from (?:that|this)|` + whileThere + `|(?:the |an)other (?:thing|issue|point|problem|topic|task|matter|request|wish)(?: is(?: that)?)?|one more (?:thing|wish|request)|on (?:an?|an unrelated|a different|another) (?:unrelated |different )?(?:note|topic))[,:–—-]* )+`)

// whileThere is how people lead to what is to be done in passing.
const whileThere = `(?:(?:while|when|as|since) (?:(?:you|we|i|somebody|someone|anybody|anyone)(?:['’]re|['’]m|['’]s| are| am| is)? )?(?:already )?(?:at it|in there|there|on it)|in passing|along the way|by the way|btw|incidentally|p\.? ?s\.?:?)`

var (
	// OnTheSide is how people say themselves that what follows is another piece of work.
	OnTheSide = regexp.MustCompile(`(?i)^(?:(?:and|also|oh|then|please),? )*(?:(?:the |an)other (?:thing|issue|point|problem|topic|task|matter|request|wish)\b|one more (?:thing|wish|request)\b|` + whileThere + `\b|separately\b|unrelated(?:ly)?\b|on (?:an?|an unrelated|a different|another) (?:unrelated |different )?(?:note|topic)\b|(?:at|in) the same (?:time|go|breath)\b|apart from (?:that|this)\b|besides (?:that|this)\b)`)
	// AsWellAs leads what may be one, or go on with the same.
	AsWellAs = regexp.MustCompile(`(?i)^(?:(?:and|also|additionally|furthermore|moreover|besides|in addition),? )*(?:(?:we|i)(?:['’]d| would)? (?:also )?(?:want|need|like)|also|additionally|furthermore|moreover|besides|in addition)\b`)
	// Behaves begins what a program does, as against what is done to it.
	Behaves = regexp.MustCompile(`(?i)^(?:please )?(?:show|allow|let|send|store|log|cache|return|validate|limit|encrypt|split|merge|publish|persist|stream|sort|filter|import|stop|export|archive|schedule|collect|retry|find|create|generate|delete|drop|remove|resolve)\s`)
)
