package labels

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// little are words that a heading may have beside those that say what it is.
const little = `(?:the|our|my|this|that|it|its|all|some|a|few|we|i|i'll|we'll|you|is|are|will|to|for|of|and|or|by|how|when|if|should|please|hard|house|ground|final|quick|general|overall|work|here)`

// meant is a heading of one of some words, with nothing beside it but little words
// and others that go with it.
func meant(words, others string) *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + little + `[ -])*(?:` + words + `)(?:[ -](?:` + little + `|` + words + `|` + others + `))*$`)
}

// notToDo is a heading over what must not be done.
var notToDo = regexp.MustCompile(`^what (?:not to do|(?:you|we|one) (?:may|must|should|shall) ?not(?: do)?)$`)

// meanings are the words by which a heading that is no known label says what stands
// below it.
var meanings = []struct {
	field field.Field
	*regexp.Regexp
}{
	{field.NonGoals, regexp.MustCompile(`^(?:not part of (?:this|it|the (?:work|task|goal))|left out|leave out|not now|not (?:included )?here|things to leave out)$`)},
	{field.Constraints, notToDo},
	{field.Deny, meant(`(?:no|not|don't|do not|never)[- ]touch|untouchables?|hands[- ]off|off[- ]limits|no[- ]edit`, `lists?|zones?|areas?|paths?|files?|here`)},
	{field.Context, meant(`(?:(?:what|known|possible|temporary|current|earlier|previous|past|failed|other) (?:(?:we|i|have|has|been|was|already) )*)?(?:workarounds?|history|tried|attempts?|rejected|discarded|abandoned|alternatives|considered|timeline)`, `so|far|already|have|has|been|was|were|ideas?|approach(?:es)?|solutions?|options?|things|before|did|not|work|didn't|failed`)},
	{field.Stop, meant(`stop|stopping|halt|report|reporting|reports|hand(?:ing)?[- ]?(?:over|back)|ask|wait|pause|quit|escalate|escalation|deliverables?|finish|finishing|wrap(?:ping)?[- ]?up|gets? (?:ugly|stuck|hairy|tricky)`, `me|us|first|rules?|conditions?`)},
	{field.Evidence, meant(`criteria|criterion|verification|verified|verify|accept|accepted|acceptance|proofs?|success|validation|validate|checks?|checked|checking|done|finished|ready|measured`, `tests?|looks|like|means|definition`)},
	{field.Priorities, meant(`priorit(?:y|ies)|preferences?|order|decisions?|decid(?:e|ing)|choos(?:e|ing)|pick(?:ing)?|proceed`, `what|first|do|next|actions?|steps?`)},
	{field.Constraints, meant(`constraints?|rules|non-negotiables?|invariants?|boundar(?:y|ies)|guard ?-?rails?|limits|conditions`, `to|hold`)},
	{field.Goal, regexp.MustCompile(`^(?:the |our |my )?(?:aim|objective|target|result|wish|mission|intent|purpose)$`)},
}

// Meant is the field of a heading of a few words that is no known label.
func Meant(heading string) field.Field {
	bare := Bare(heading[:min(len(heading), 4*prose.MaxLead)])
	if len(bare) > prose.MaxLead/2 || strings.Count(bare, " ") > 5 || !prose.ASCII(bare) {
		return field.Unknown
	}
	for _, m := range meanings {
		if m.MatchString(bare) {
			return m.field
		}
	}
	return field.Unknown
}

const (
	// proves are the words for showing that the work is done, in the forms that name an
	// act or a thing, and proven those for its having been shown.
	proves = `(?:check(?:s|ing)?|verify(?:ing)?|verifications?|validat(?:e|ing)|validations?|prov(?:e|ing)|proofs?|confirm(?:ing|ations?)?|tests?|testing|measur(?:e|ing)|measurements?|gates?|evidence|acceptance|success)`
	proven = `(?:verified|checked|validated|proven|proved|confirmed|measured|demonstrated|accepted)`
	// kindOfProof may stand before such a word, and proofParts behind it.
	kindOfProof = `(?:the|our|my|this|final|overall|automated|automatic|local|quality|required|mandatory|merge|ci|manual|unit|integration|regression|smoke|acceptance|end-to-end|e2e|performance|all|some)`
	proofParts  = `(?:commands?|steps?|criteria|gates?|procedure|list|plan|instructions|suites?|cases?|items?|points|results?)`
	tillGreen   = `(?:green|clean|passing|pass|work|working|true|so|the case|satisfied|met|fulfilled)`
)

// proofLabels are the forms in which a label turns on such a word. One that goes on to
// other things, as "Test environment", "Checks on the old server" and "Verified versions"
// do, is none.
var proofLabels = []*regexp.Regexp{
	regexp.MustCompile(`^(?:(?:to|for) )?(?:` + kindOfProof + `[ -])*` + proves + `(?:(?: and | or | & |/| / |, )(?:` + kindOfProof + `[ -])*` + proves + `)*(?: ` + proofParts + `(?:(?: and | & |/)` + proofParts + `)?)?(?: (?:by|with|via|using|that|this|it|so|like this|as follows|the following|below))*$`),
	regexp.MustCompile(`^(?:(?:to be|will be|is|are|gets?|can be|it|this|that|success|result|outcome|which) )*` + proven + ` (?:by|with|via|using|through|when|once|if|as follows|like this)(?: (?:running|the following|these(?: commands)?|all of|this))?$`),
	regexp.MustCompile(`^(?:before (?:[a-z]+ ){0,2}[a-z]+,? |to be accepted,? )?(?:(?:(?:the|this|a) (?:patch|change|pr|fix|work|branch|pull request)|what|these|all(?: of (?:these|this|them))?|everything|the following|it|this|which) )*(?:(?:must|should|shall|has to|have to|needs? to) )(?:(?:all|still|be|stay|remain|keep|hold|come back) )*(?:` + tillGreen + `|hold)(?: (?:at the end|in the end|afterwards|before (?:merg\w+|review)))?$`),
	regexp.MustCompile(`^(?:please )?(?:keep|stays?|all|everything|kept|remains?)(?: (?:all|it|them|these|everything|on))* (?:green|passing)$`),
	regexp.MustCompile(`^(?:(?:what|which|the|these)(?: commands?)? to (?:run|execute|pass)|commands? (?:to (?:run|execute|verify|check|pass)|that must pass)|(?:please )?(?:run|execute) (?:these|this|the following|all of (?:these|this|them)|to (?:verify|check|validate|test|prove))|run before (?:you )?(?:merg\w+|push\w*|open\w*|submit\w*|ask\w*)[a-z ]{0,20})$`),
	regexp.MustCompile(`^(?:(?:things|what|commands|this is what) )?(?:i|we)(?:'d|'ll| will| would) (?:look at|check|run|execute|try|test|verify)(?: (?:when|while|for|before|in|to|during) [a-z ]{1,20})?$`),
	ByEye,
}

// ByEye is a label of what people look at.
var ByEye = regexp.MustCompile(`^(?:check(?:ed)? |verif(?:y|ied) |test(?:ed)? |reviewed |done )?(?:manual(?:ly)?|by hand|by eye|by inspection|by (?:a )?(?:human|person|reviewer|maintainer)|visual(?:ly)?)$`)

// Stemmed is the field of a label, in lower case and without decoration, that turns
// on a word for how the work is shown to be done.
func Stemmed(bare string) field.Field {
	if len(bare) > prose.MaxLead/2 || !prose.ASCII(bare) || !mayProve(bare) {
		return field.Unknown
	}
	for _, form := range proofLabels {
		if form.MatchString(bare) {
			return field.Evidence
		}
	}
	return field.Unknown
}

// deniesBelow is a label of what must not be touched, in a form that the grammar of bounds
// does not have: it says neither who nor that it is forbidden, or not to what.
var deniesBelow = regexp.MustCompile(`^` + notToTouch + `(?: ?(?:/|,|and|or) ?` + notToTouch + `)*$`)

const notToTouch = `(?:(?:please )?(?:it is |strictly )?(?:forbidden|prohibited|not allowed) to (?:touch|change|modify|edit|alter)|(?:files? |paths? )?not to (?:be )?(?:changed?|touch(?:ed)?|edit(?:ed)?|modif(?:y|ied))|(?:please )?(?:do not|don't|never) (?:commit|push|write) (?:to|into|in)|(?:please )?(?:keep|stay) out(?: of)?|hands off(?: from)?|(?:stays? |remains? )?(?:untouched|intact)|not (?:affected|touched)|keep (?:intact|untouched)|must not edit)`

// mayProve reports letters without which no form of a label of proof matches.
func mayProve(bare string) bool {
	for _, stem := range []string{"check", "veri", "valid", "pro", "confirm", "test", "measur", "gate", "evidence", "accept", "success", "demonstrat", "must ", "should ", "shall ", "ha", "need", "green", "pass", "look at", "try", "run", "exec", "manual", "by ", "visual"} {
		if strings.Contains(bare, stem) {
			return true
		}
	}
	return false
}
