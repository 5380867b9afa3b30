// Package backlog tells work on the items of a list, of which nobody has counted how many there
// are, and what ends it. In comes a sentence, out comes whether it asks for that. It keeps
// nothing, so a process that dies here has lost nothing.
package backlog

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// task is what somebody has to look at one by one, outer such a thing that only others
	// say, mishap what a program may also tell or handle itself, and kindOf the words before.
	outer  = `(?:ticket|complaint|finding|alert|vulnerabilitie|violation|offen[cs]e|(?:review|code|pr) comment|(?:bug|user|crash|customer) report|(?:feature|support|customer) request|suggestion)s|feedback`
	task   = `(?:bug|issue|ticket|complaint|finding|problem|defect|vulnerabilit(?:y|ie)|violation|offen[cs]e|regression|to-?do|fixme|(?:review|code|pr) comment|(?:bug|user|crash|customer) report|(?:feature|support|customer) request|suggestion|feedback)`
	mishap = `(?:error|warning|failure|crash(?:e)?|alert|exception)`
	kindOf = `(?:[\w-]+ |` + "`[^`]+` " + `){0,3}?`
	// ofList leads the name of what a list is of, and pieces are such names: of more than
	// one thing, and not in front of the noun that is meant ("the settings page").
	ofList = `(?:(?:all|any|each of|every one of|the|our|your|my|these|those|open|old|new|existing|remaining|outstanding|current|recent|stale|known|rest of|various|many|untriaged|list of|pile of|heap of) )*`
	pieces = `(?:[\w'’-]+ ){0,2}?(?:(?:and|or) (?:\w+ly )?\w+(?:ed|en|ing|ly|al|ic|ous) )?(?:[\w-]*[a-hj-rtv-z]s|apis|` + "`[^`]+`" + ` [\w-]+s)` + nounEnd
	// nounEnd follows a noun that no other follows.
	nounEnd = `\b(?:$|[.,;:!(]| (?:and|or|in|of|on|at|from|that|which|we|you|under|below|with|for|by|one|to|again|until|before|as|this|last|within|except|here|there|listed|reported|found|label(?:l)?ed|tagged|marked|assigned|filed)\b|[^\w]*` + "`" + `)`
	// anyOf are words for as many things as there happen to be, and howMany how many there are.
	anyOf   = `(?:the |our |my )?(?:(?:all|every|each|any|remaining|open|outstanding|top|worst|latest|newest|oldest)(?: of)?(?: (?:one of|the|our|my|these|those))* )`
	howMany = `(?:(?:\d+|` + check.SeveralWords + `) )?`
	// todoMarks are notes that people leave in code.
	todoMarks = `(?:TODOs|FIXMEs|XXXs|HACKs|(?:TODO|FIXME|XXX|HACK)(?:/(?:TODO|FIXME|XXX|HACK))? (?:comments|notes|items|markers|entries)|to-?dos)\b`
	// askedFor is where a sentence, or a part of one, asks somebody to do what follows.
	askedFor = `(?:^|[.;:!?)] +|,? (?:and|then|please) |\b(?:we|you|i)(?:['’]\w+)?(?: [\w'’]+){0,4}? (?:to|should|could|must|can) |\b(?:goal|task|aim|job|nice|good|time)(?: is)? to )(?:please |just |let[’']?s |now |then |also )*`
	// goOver are the verbs of going through a list, mend those of work on its items that
	// only people do, and workOn all of them.
	goOver = `(?:(?:go|work|walk|comb|sift|plow|plough|look|read|make (?:your|a) way|chip) (?:(?:your way|back|carefully|slowly) )?(?:through|over|away at)|work (?:off|down)|(?:run|get|step) (?:back )?through)`
	mend   = `(?:fix(?: up)?|resolve|triage|address|tackle|work (?:off|on|down)|burn down|knock out|sort out|deal with|take care of|get rid of|clean up|look (?:at|into)|solve|investigate|diagnose|repair|correct|eliminate)`
	workOn = `(?:` + mend + `|handle|process|clear(?: out)?|do|implement|remove|close|review|update)`
)

var (
	// passesOver asks to go through things that are not counted, or for a choice among them.
	passesOver = regexp.MustCompile(`(?im)` + askedFor + `(?:` + goOver + ` (?:them|these|those|each|everything|(?:every|each) [\w-]+|(?:(?:all|the|our|whole|entire) )*(?:[\w-]+ ){0,2}?(?:code ?base|code|repo(?:sitory)?|project|sources?|modules?|packages?|docs|documentation|app|logs?|export|` + "`?" + `[\w-]*[./][\w./-]*` + "`?" + `)(?: [^.;]{0,40}?)? and (?:then )?(?:` + mend + `|remove|merge|update|replace|delete)\b|` + "`" + `[\w./-]+\.(?:json|csv|tsv|txt|xml|log|sarif)\b|` + ofList + `(?:` + todoMarks + `|` + pieces + `|(?:[\w-]+ ){0,3}?(?:backlog|inbox|list|queue|board|export)` + nounEnd + `))|triage ` + ofList + `(?:them|these|those|everything|` + todoMarks + `|` + pieces + `)|` + workOn + ` ` + ofList + todoMarks + `)`)
	openChoice = regexp.MustCompile(`(?i)\b(?:` + workOn + `|replace|stabili[sz]e|migrate|improve|simplify|rewrite|add|refactor|convert) (?:(?:the ones|those|whatever|whichever|anything|everything|all|(?:any|every|each|all) (?:\S+ ){1,6}?(?:that|which)|as (?:much|many)(?: [\w-]+){0,4}?) (?:(?:that|which|as) )?(?:(?:makes?|made) sense|possible|feasible|you (?:can|find|see|think|come across|like|spot|feel)|(?:is|are|seems?|looks?) (?:worth|possible|feasible|reasonable|needed|necessary|wrong|broken|odd|off|easy|bad|important|relevant|sensible|suspicious|stale|out ?dated|out of date|unclear|confusing|too \w+)|need(?:s|ed)? (?:it|fixing|work|attention))|what (?:you (?:can|find|see|come across)|can be (?:fixed|done)|makes sense)|[^.;]{1,60}? (?:wherever (?:you (?:find|see|can)|needed|necessary|it makes sense)|as you (?:find|see|come across|go)\b|(?:whenever|every time|each time) (?:you|we) (?:find|see|come across|notice|spot|stumble|run into)\b))\b|\b(?:whenever|every time|each time) (?:you|we) (?:find|see|come across|notice|spot|stumble|run into)\b[^.;:]{1,60}, ` + workOn + `\b`)
	// worksOff asks for work on things that nobody counted in the code, that are numbered, or listed
	// elsewhere.
	worksOff = regexp.MustCompile(`(?im)` + askedFor + `(?:` +
		mend + ` ` + anyOf + kindOf + mishap + `s?` + nounEnd +
		`|` + workOn + ` ` + anyOf + howMany + kindOf + task + `s?` + nounEnd +
		`|(?:triage|tackle|work (?:off|on|down)|burn down|knock out|address|process|clear(?: out)?|clean up|empty|deal with|take care of|review) ` + ofList + `(?:[\w-]+ ){0,2}?(?:backlog|inbox|(?:bug|issue|ticket|to-?do|error|support|review|alert)s? (?:list|queue|board|tracker))` + nounEnd +
		`|` + workOn + ` ` + ofList + howMany + kindOf + `(?:` + task + `|` + mishap + `)s (?:listed|below|(?:reported (?:in|by)|from) [^#\s]|found by|(?:that )?(?:(?:the|our) )?[\w-]+ (?:has |have )?(?:reported|filed|raised|complained|found|opened)\b|(?:in|of) (?:the |our )?(?:[\w-]+ ){0,2}?(?:export|tracker|backlog|list|spreadsheet|error log|` + "`?" + `[\w./-]*\.(?:json|csv|tsv|txt|xml|log|sarif)\b))` +
		`|` + workOn + ` [^.;:]{0,40}?:? ?#\d+(?:,(?: and)?| and) #\d+(?:$|[.,;)]| and\b)` +
		`|(?:(?:review|investigate) (?:all|every|each|any) (?:of )?\w|(?:audit|assess) (?:all|every|each|any) ` + kindOf + `(?:handler|file|module|function|endpoint|quer(?:y|ie)|test|page|dependenc(?:y|ie)|component|package|class(?:e)?|service|caller)s?\b)` +
		`|for (?:each|every) (?:of the )?` + kindOf + `(?:` + task + `|` + mishap + `)\b[^.;]{0,40}?\b(?:` + mend + `|find|write|open|file|add|update|review)\b` +
		`|` + mend + ` (?:the|our|my|these|those) (?:[\w-]+ )?(?:` + outer + `)` + nounEnd +
		`|` + mend + ` (?:` + anyOf + `(?:items|things|points|entries)|everything) (?:on|of|in|from) (?:the|our|my) (?:[\w-]+ |["“][^"”]{1,20}["”] ){0,2}?(?:list|checklist|audit|review|backlog|report|board|column|sheet|spreadsheet|tracker)\b` +
		`|` + workOn + ` (?:the |our |my |this )?(?:list|pile|heap|backlog|batch) of ` + kindOf + task + `s\b` +
		`|(?:find|look for|search for|hunt(?: down| for)?|identify|spot) (?:and (?:` + mend + `|remove) )?(?:any |all |the |other )?` + kindOf + `(?:` + task + `|` + mishap + `)s(?:$|[.!]| [^.;]{0,40}\band (?:then )?(?:` + mend + `|remove)\b)` +
		`|(?:take|pick(?: up)?|grab) ` + ofList + `(?:next |top |first )?` + howMany + kindOf + task + `s from (?:the|our) (?:[\w-]+ ){0,2}?(?:board|backlog|tracker|list|sprint|jira)\b` +
		`|keep (?:going|improving|fixing)\b` +
		`|` + workOn + ` as many\b)`)
	// happens follows things of which the sentence tells what a program does with them, or
	// when it does.
	happens = regexp.MustCompile("(?i)^[^.;:]{0,60}?\\b(?:when(?:ever)?|once|as soon as|unless|after an?|(?:that|which)(?: (?:the|an?|our))? (?:`[^`]+`|[\\w-]+)(?: \\w+)? (?:returns?|throws?|raises?|emits?|sends?|produces?))\\b")
)

// goesOverThem reports words that ask for work on things that nobody counted.
func goesOverThem(words string) bool {
	asks := func(re *regexp.Regexp) bool {
		loc := re.FindStringIndex(words)
		return loc != nil && !happens.MatchString(words[loc[1]:]) && (outsideCode.MatchString(words) || !aCount.MatchString(words[loc[0]:loc[1]]))
	}
	return uncounted(words) || asks(worksOff) || asks(passesOver) || openChoice.MatchString(words)
}

// speaksOfThem speaks of things that are named before.
var speaksOfThem = regexp.MustCompile(`(?i)\b(?:them|these|those)\b`)

var (
	// inThere are such things in what is named before.
	inThere = regexp.MustCompile(`(?im)` + askedFor + workOn + ` ` + ofList + kindOf + `(?:` + task + `|` + mishap + `)s in (?:it|them|there|this|that)\b`)
	// outsideCode are things that no run finds, or a place where they are listed.
	outsideCode = regexp.MustCompile(`(?i)\b(?:(?:bug|issue|ticket|complaint|comment|request|suggestion)s?|feedback|backlog|inbox|tracker|sentry|export|jira|below|listed|spreadsheet|board|\w+\.(?:json|csv|tsv|txt|xml|log))\b|#\d`)
	// aCount makes of things in the code as many as can be checked.
	aCount = regexp.MustCompile(`(?i)\b(?:\d+|` + check.SeveralWords + `)\b`)
	// inGerman asks to go through a list, and endInGerman says what ends it, or is handed
	// over: no criterion is read in that language.
	inGerman    = regexp.MustCompile(`(?i)\b(?:arbeite[nt]?|gehe?[nt]?|schaue?[nt]?|sieh)\b[^.!?]{0,60}\bdurch(?:[.,;!]|$| und\b)|\b(?:abarbeiten|durchgehen|durcharbeiten|abzuarbeiten|durchzugehen)\b`)
	endInGerman = regexp.MustCompile(`(?i)\b(?:bericht|liste|tabelle|zusammenfassung|protokoll|erledigt|behoben|abgehakt|fertig,? (?:wenn|sobald)|bis)\b|übersicht`)
)

// GoesOver reports words that ask for work on the items of a list; told are the words with
// what stands first beside them.
func GoesOver(words, told string) bool {
	return goesOverThem(words) || speaksOfThem.MatchString(words) && noEnd.MatchString(told) || inThere.MatchString(words) && outsideCode.MatchString(told)
}

// maxBody bounds how much of a body is looked at for an end in German.
const maxBody = 1 << 14

// InGerman reports such words in that language, in a body that says nothing of an end.
func InGerman(words, body string) bool {
	return inGerman.MatchString(words) && !endInGerman.MatchString(body[:min(len(body), maxBody)])
}
