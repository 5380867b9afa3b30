package praise

import (
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	vagueWords = regexp.MustCompile(`(?i)\b(?:better|improv(?:e[sd]?|ing|ements?)|enhance(?:d|s|ment)?|optimi[sz](?:e[sd]?|ing|ation)|clean(?:er)?|clean ?up|nicer?|moderni[sz]e|modern|robust|polish(?:ed)?|user[- ]friendly|reliable|maintainable|readable|efficient|intuitive|fast(?:er)?|good|great|awesome|world[- ]class|best practices?|as needed|etc|beautiful|delightful|seamless|scalable|tid(?:y|ier)|quality|revamp|overhaul|speed(?:ed|ing)? up|quicker|smooth(?:er)?|easier|simpler|simplif(?:y|ied|ies|ication)|streamlin(?:e[sd]?|ing)|leaner|nicely|stabili[sz]e[sd]?|strengthen(?:ed|s)?|harden(?:ed|s)?|more \w+(?:able|ible|ive|ly|ient|ant|ful)|less (?:confusing|buggy|flaky|annoying|painful))\b`)
	// faultsOnly asks for faults to go, or for all to work, and names nothing.
	faultsOnly = regexp.MustCompile(`(?i)^(?:please |just )?(?:(?:fix|resolve|address|solve|handle|sort out|deal with|remove|clear|get rid of) (?:(?:the|all|any|some|our|these|those|known|remaining|open|existing|various|many|several|most|a few|of) )*(?:bugs|issues|problems|errors|defects|glitches|crashes|faults|things|stuff|everything)(?: (?:in|of|with|on) (?:the|our|this) (?:app(?:lication)?|code(?: ?base)?|system|project|site|website|software|product|program|repo(?:sitory)?))?|make (?:it|this|that|everything|things|all of it) work(?: again| properly| correctly| well)?|(?:it|this|that|everything|all of it|things) (?:(?:just|simply|should|must|shall|really|now|finally) )*(?:works?|runs?|is (?:fixed|solved|resolved|ok(?:ay)?|fine))(?: (?:again|properly|correctly|well|fine))?)[.!]?$`)
	// workOnly names work on something and not what it is to lead to.
	workOnly = regexp.MustCompile(`(?i)^(?:please |just |let[’']?s )?(?:(?:refactor|rework|restructure|reorgani[sz]e|decouple|modulari[sz]e|revisit|rethink|look into|look at|investigate|explore|review|audit|analy[sz]e|assess|evaluate|examine|study|research|think about|do something about|work on|deal with|take care of|reduce|cut)((?: (?:[\pL-]+|` + "`[^`]+`" + `)){1,4})|(?:update|upgrade|bump) (?:(?:all|the|our|some|outdated|old) )*(?:dependencies|deps|packages|libraries|versions))[.!]?$`)
	saysMore = regexp.MustCompile(`(?i)\b(?:to|into|from|for|so|until|by|with|without|when|where|that|which|as|in|of|on)\b`)
)

// Vague reports words that promise without saying what is to be seen. What stands in
// code marks is a name, unless nothing else is said.
func Vague(s string) bool {
	if plain := prose.BlankCode(s); strings.ContainsFunc(plain, unicode.IsLetter) {
		s = plain
	}
	return vagueWords.MatchString(s) || faultsOnly.MatchString(strings.TrimSpace(s)) || !strings.ContainsAny(s, "0123456789`") && promisedElsewhere.MatchString(s)
}

// complaint only says behind the work why somebody wants it.
var complaint = regexp.MustCompile(`(?i)(?:[.:;,]|\s[–—-])\s+(?:(?:because|since|as) )?(?:the|it|this|that|its|our|their|they)\b[^.;:` + "`" + `]{0,60}?\b(?:is|are|looks?|feels?|(?:has|have) (?:become|grown|got(?:ten)?))(?: [\w-]+){0,3}? (?:mess\w*|ugly|horrible|awful|terrible|bad|old|outdated|legacy|convoluted|complicated|complex|tangled|unreadable|unmaintainable|spaghetti|(?:hard|difficult) to \w+|pain\w*|nightmare|(?:big|long|large)|smelly|crufty|dated)\b[^.` + "`" + `\d]*[.!]?\s*$`)

// OnlyWork reports an outcome that names work and nothing that is to come of it.
func OnlyWork(s string) bool {
	m := workOnly.FindStringSubmatch(strings.TrimSpace(complaint.ReplaceAllString(s, "")))
	return m != nil && !saysMore.MatchString(m[1])
}
