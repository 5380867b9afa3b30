package praise

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// handedIn is what people look over before it is taken, and judges are who does.
	handedIn = `(?:(?:the|this|our|my|all|new|whole|final|it|that) ?)*(?:pull requests?|prs?|merge requests?|mrs?|code|changes?|diffs?|patch(?:es)?|(?:re)?design|layout|look|solution|result|work|implementation|refactoring|migration|plan|concept|approach|feature|docs?|documentation|wording|tone|everything)?`
	judges   = `(?:(?:the|our|all|both|two|three|at least|every|each|one|a|some|other|senior|lead|\d+) )*(?:(?:team|stakeholder|reviewer|maintainer|code ?owner|colleague|product owner|designer|architect|lead|board|committee|community|management|marketing|legal|security|compliance|ops|qa|boss|ceo|cto|everybody|everyone|everybody else|everyone else)s?\b(?: (?:on|in|of) (?:the )?[\w-]+)?)`
	// release is when the work has left those who did it.
	release = `(?:(?:the|a|its|our) )?(?:releases?|launch(?:es)?|roll-?outs?|go-?live|deploy(?:ment)?|shipping|merge)`
	// happenings are what comes about while something is in use.
	happenings = `(?:[\w-]+ )?(?:outages?|incidents?|attacks?|failures?|emergenc(?:y|ies)|crises|problems?|bugs?|cases|situations?|features?|changes?|requirements?|releases?|versions?|upgrades?|deployments?|extensions?|migrations?|use cases?|teams?|projects?|needs?|questions?|generations?|` + saying.Roles + `s?)`
	// figures are what is counted of a product in use.
	figures = `(?:(?:support|bug|crash|error|user|customer|customers['’]|page|star|store|app) )*(?:tickets|complaints|calls|requests|reports|inquiries|mails|ratings?|reviews|views|traffic|sign-?ups|registrations|downloads|installs|usage|sales|revenues?|conversions?(?: rates?)?|churn|bounce rates?|retention|engagement|adoption|morale|satisfaction|reputation|turnover|velocity|productivity|incidents?|outages?|error (?:rate|budget))`
)

var (
	// reception is how people take the work: no look at the result shows it.
	reception = regexp.MustCompile(`(?i)\b(?:feedback|reactions?|reception|responses?|reviews?|opinions?)\b(?: (?:from|of|by|in|on|after|during) [^,;.]{1,40}?)? (?:is|are|was|were|has been|have been|stays?|turns? out) (?:(?:mostly|very|all|generally|overwhelmingly|largely) )*(?:positive|good|favou?rable|great|encouraging|enthusiastic|done|over|complete[d]?|finished|passed|through|successful)$` +
		`|\b(?:good|great|positive|better|favou?rable|five-star) (?:feedback|reviews|reactions|ratings|press)\b|\b(?:is|are|be|was|were|gets?) (?:(?:very|really|generally) )?(?:well|warmly|positively|favou?rably) (?:received|accepted|perceived|reviewed)\b` +
		`|^` + handedIn + ` (?:is|are|was|were|has been|have been|gets?) (?:(?:fully|formally|finally) )?(?:approved|reviewed|accepted|signed off|agreed(?: on| upon| to)?|endorsed|discussed|blessed|cleared)(?: (?:by|with) ` + judges + `)?(?: before .*)?$` +
		`|^` + judges + ` (?:(?:has|have|must|should|will|also|all|is|are) )*(?:agree[ds]?(?: (?:with|on|that|to the (?:design|plan|change|layout|new|solution))\b.*)?|sign(?:s|ed)? off\b.*|approve[ds]?(?: (?:it|this|the (?:change|design|result|layout|plan|pr|pull request|solution|new) ?.*))?|on board|in favou?r|gives? (?:its|their|his|her|an?|the) (?:ok(?:ay)?|approval|blessing|go|thumbs up|consent)\b.*|fine with (?:it|this|the .*))$`)
	// inUse is what is counted of a product when it is in use.
	inUse = regexp.MustCompile(`(?i)\b` + figures + `\b[^,;.]{0,40}? (?:go(?:es)? (?:up|down)|rises?|drops?|falls?|increases?|grows?|improves?|decreases?|soars?|shrinks?|declines?|(?:is|are) (?:lower|higher|fewer|rarer|better|down|up|kept|(?:not )?(?:burnt|burned|exhausted|exceeded)))\b|\b(?:fewer|less|higher|lower|better) ` + figures + `\b`)
	// afterwards is a time after the work about which nothing but a judgement is said.
	afterwards = regexp.MustCompile(`(?i)\b(?:in|for|during|over|throughout) (?:the )?(?:\w+ )?(?:days|weeks|months|quarters?|years?) (?:after|following) ` + release + `\b|\b(?:in|with|for|during) (?:all|any|every|each) future ` + happenings + `\b|\b(?:all|any|every|each) future ` + happenings + `\b`)
	// harmless says of the work that nothing will come of it that nobody wants.
	harmless = regexp.MustCompile(`(?i)\b(?:causes? no|(?:not|n['’]t|never|without) caus(?:e|es|ing)(?: any)?|(?:not|n['’]t|never) lead to(?: any)?) (?:\w+ )?(?:problems?|troubles?|issues?|harm|damage|regressions?|downtime|surprises?|confusion|disruptions?)\b`)
	// current says of a document that it is as it should be, and not what it tells.
	current = regexp.MustCompile(`(?i)^(?:(?:the|all|our|its|any|relevant|affected|existing|technical|user|api|developer|project|inline|code) )*(?:docs?|documentation|manuals?|handbook|wiki|readme|diagrams?|comments|runbooks?)(?:(?:,| and|, and) (?:the )?(?:[\w-]+ )?(?:docs?|documentation|manuals?|wiki|readme|diagrams?|comments|runbooks?|examples?|change ?log))* (?:is|are|stays?|remains?|is kept|are kept|has been|have been|must be|should be) (?:(?:fully|all|again|now|brought|kept|accurate and|complete and) )*(?:up[- ]to[- ]date|current|accurate|in order|in (?:good )?shape|good|complete|comprehensive|sufficient|in sync)(?: (?:again|too|everywhere))?$`)
)

// outOfReach reports words on what nobody sees by looking at the result: how people take it,
// what comes of it when it is in use, and that a document is as it should be.
func outOfReach(said string) bool {
	in := func(re *regexp.Regexp) bool { return re.MatchString(said) }
	return in(reception) || in(afterwards) || in(harmless) || in(current) || !namesMeasure.MatchString(said) && in(inUse)
}
