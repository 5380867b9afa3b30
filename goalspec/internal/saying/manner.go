package saying

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
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
	aStep = regexp.MustCompile("(?i)^(?:(?:please|then|and|also|always|finally|first|next|anyway|so),? )*(?:" +
		`(?:i(?:['’]m| am)? )?hand(?:ing)? (?:this|it) (?:over )?to |(?:finish|end|close|quit)(?: it| this)? (?:when|once|if|after|as soon as) |(?:take over|pick up|look after|have a look at) (?:(?:the|our|this) )?(?:module|ticket|task|issue|package|code|repo(?:sitory)?|service|project)\b|` +
		`(?:check ?out|clone|fork|fetch|rebase|squash|branch off|commit|push|stage) (?:(?:often|early|frequently|regularly|small|each|every|per|only|again|before|after|once|when|as|in|to|from|on|onto|off|it|them|everything|your|with) ?|\x60|` + anArticle + `(?:[\w-]+ )?(?:repo(?:sitory)?|code|branch|changes?|work|fix|result|progress|commits?|origin|upstream|main|master|tags?|pr|files?|diff)\b)|pull (?:\x60[^\x60]*\x60|(?:the )?(?:latest|main|master|newest)\b)|(?:look|glance) (?:over|at|through) (?:the|our) [^.;]{0,30}\b(?:page|board|dashboard|logs?|alerts|calendar|tracker)[.;]?$|(?:create|make|cut|start|open|use|write) ` + anArticle + `(?:(?:feature|topic|fresh|separate|draft|small|tiny|atomic|conventional|signed|clear|good) )*(?:branch(?:es)?|commits?(?: messages?)?|pull requests?|prs?|merge requests?|mrs?)\b` +
		"|(?:run|execute|start|install|launch)[^.;`]*`[^`]*`(?:(?:,|,? and|,? (?:and )?then) `[^`]*`)*(?: (?:in|from) `[^`]*`| and (?:look|click) around|,? (?:before|after|locally|again|once|first)\\b[^.;]*)*[.;]?$|(?:run|execute) " + anArticle + `(?:tests?|(?:test )?suite|linters?|checks|formatter)\b[^.;]{0,30}$` +
		`|(?:ask|wait|ping|request)\b[^.;]*\breviews?(?:[.;]?$|,| (?:from|by|of|before|on|in|once|and|when (?:you|it|this|that|everything|all|done|ready))\b)|(?:add|write|update) ` + anArticle + `(?:change ?log|commit message|pr description|release notes?)(?: entry| entries| too| as well| file| accordingly| if | when | once | for | with | in the same |[.;,]|$)|(?:assign|label|move|close) ` + anArticle + `(?:ticket|issue|card|pr|pull request)\b|(?:read|look at|go through|check|skim) ` + anArticle + `(?:readme|contributing|guidelines|style ?guide|outputs?|logs?|results?|diff)\b(?: (?:first|before|again|carefully|once|then|too|and|in|of|for (?:details|more|hints|style|the)|when|after|thoroughly)\b[^.;]{0,30})?[.;]?$|tell (?:us|me|the team)\b)`)
	// bansWork forbids work, and not what a program does; leavesAlone is what must stay.
	bansWork    = regexp.MustCompile("(?i)(?:^|[;,] (?:and )?)(?:(?:please|and|also),? )*(?:(?:do not|don['’]?t|never|must not|(?:nobody|no one|no agent) (?:should|may|must|shall)|no [\\w -]{1,40} (?:is|are|may be|must be|gets?))\\b[^.;]{0,60}?\\b" + toWork + "(?:[^.;]{0,60}?(?:\\b" + ofWork + "\\b|`|/)| (?:it|them)\\b)|no (?:new|other|extra|further|additional|more|breaking|third[- ]party) )")
	leavesAlone = regexp.MustCompile(`(?i)^(?:(?:please|and|also),? )*(?:(?:keep|leave)\b[^.;]*\b(?:` + ruling.AsItIs + `|alone|green|passing)\b|[^.;]*\b(?:is|are|stays?|remains?) (?:frozen|off[- ]limits|read[- ]only|out of bounds|` + ruling.AsItIs + `)\b|(?:stick to|mind) |(?:follow|respect) (?:the|our|its|their|what|how|existing|pep|go|google|airbnb|[\w./\x60-]+\.md|\x60))`)
	// barsWork says of something, or of everybody, what may not be done to it by whoever works.
	barsWork = regexp.MustCompile(`(?i)^(?:the|its|their|these|those|this|our|existing|both|\x60) ?[^.;:]{1,80}?\b(?:(?:must|may|should|shall|will|can)(?: not|n['’]t|not)|(?:is|are)(?: not|n['’]t) to|(?:must|may|should) never) (?:ever )?be ` + tampered + `\b|^(?:nobody|no one|no-one|no agent) (?:may|must|shall|should) (?:ever )?` + toWork + `\b`)
)

// ofTheCode is what changes of code are made in.
const ofTheCode = `(?:code|tests?|(?:[\w-]+ )?files|migrations?|apis?|schemas?|interfaces?|signatures?|behaviou?rs?|modules?|packages?|dependencies|lock ?files?|docs|documentation|configs?|configuration|build|pipeline|workflows?|ci|databases?|(?:any|every)thing(?: else)?)\b`

// howToWork says how to go about the work: a ban on a change, a routine, when to stop, and
// what to hand over.
var howToWork = regexp.MustCompile(`(?i)^(?:(?:please|also|and|but|always) )*(?:` +
	`(?:do not|don[’']t|never) (?:ever )?(?:change|modify|touch|edit|alter|break|refactor) [^.;]{0,60}?\b` + ofTheCode +
	`|(?:keep|leave) [^.;]{0,60}?\b` + ofTheCode + ` [^.;]{0,20}?\b(?:unchanged|untouched|as (?:it|they) (?:is|are)|as is|alone|intact|backwards?[- ]compatible)` +
	`|(?:do not|don[’']t|never) (?:add|introduce) (?:any |new |extra |further |external )*(?:dependenc(?:y|ies)|librar(?:y|ies)|packages?)` +
	`|keep (?:(?:all|the|existing|our) )*` + ofTheCode + ` (?:green|passing|working)|(?:make sure|ensure)(?: that)? nothing (?:else )?breaks|work (?:in|with) (?:small|tiny|incremental) (?:commits|steps|prs)` +
	`|(?:the )?(?:[\w-]+ )?` + ofTheCode + ` (?:must|should|may|shall) (?:not|never) (?:be )?(?:changed?|modified|touched|broken|break)` +
	`|(?:(?:after|before) (?:each|every) (?:change|edit|step|phase|commit|fix),? )?(?:run|execute) (?:(?:all|the|our) )*(?:tests?|(?:test )?suite|linters?|checks)` +
	`|(?:run|execute|commit|push|test|check|verify|update|write|report|rerun|re-run) [^.;]*\b(?:after|before) (?:(?:completing|finishing|making) )?(?:each|every)(?: (?:single|small))? (?:change|edit|step|phase|commit|fix|modification|stage|refactoring)|(?:run|execute|check|test|lint) [^.;]*\bbefore (?:you )?(?:commit|push|merg)\w*` +
	`|(?:commit|push|test)(?: it| everything| often| early)* (?:after|before) (?:each|every) \w+` +
	`|(?:write|give|post|provide|report|deliver)(?: me| us)? an? (?:(?:short|brief|final|summary|detailed) )*(?:summary|report)(?: report)?(?: (?:at|in) the end(?: [^.;]*)?| when you(?:['’]re| are) (?:done|finished)| of (?:what (?:you|was) (?:did|done|changed)|(?:all |the |your )*changes))` +
	`|ask (?:me |us |first )?(?:before|if|when) you\b[^.;]*` +
	`|be careful\b[^.;:]*|(?:follow|stick to|respect) (?:the|our) (?:[\w-]+ )?(?:style ?guide|code style|conventions?|guidelines?|coding standards?|contributing guide)` +
	`|no (?:new|other|extra|additional|further|external|breaking) [\w-]+(?: changes?| packages?| libraries| dependenc(?:y|ies))?` +
	`)[\s.!]*$`)

// OnlyManner are words that say nothing themselves in front of what must not
// change on the way: "Finish without touching the API".
var OnlyManner = regexp.MustCompile(`(?i)^(?:please )?(?:(?:do|finish|complete|implement|achieve|solve|build|deliver|get there)(?: (?:it|this|that|so|all of (?:it|this)|the (?:work|task|change)))?|all of (?:it|this)|all this)[ ,]+$`)

// OnlyHow reports a paragraph that only says how to go about the work.
func OnlyHow(t page.Text) bool {
	if len(t.S) > prose.MaxStatement {
		return false
	}
	for _, s := range page.Sentences(t) {
		if how := howToWork.MatchString(s.S) && !asksBeside(s.S); !(how || StopIf.MatchString(s.S) || ruling.LeadsRuling(ruling.Rulings(s.S)) && !asksBeside(s.S)) {
			return false
		}
	}
	return t.S != ""
}

// besideHow leads what is asked for beside how to go about it, or says when something else
// is done.
var besideHow = regexp.MustCompile(`(?i)(?:,| and| but) (?:then |also )?|\b(?:while|when)\b`)

// asksBeside reports a sentence on how to go about the work which asks for something, too.
func asksBeside(s string) bool {
	for _, loc := range besideHow.FindAllStringIndex(s, prose.MaxFirst) {
		switch strings.ToLower(strings.TrimSpace(s[loc[0]:loc[1]])) {
		case "while":
			return true
		case "when":
			if !strings.HasPrefix(s[loc[1]:], " you") {
				return true
			}
		default:
			if Wants(s[loc[1]:]) {
				return true
			}
		}
	}
	return false
}

// whereElse is where an answer may be that only points there.
const whereElse = `(?:[,.;]? ?(?:(?:the|our|my|this|yesterday|today|earlier|in|on|at|to|for|from|of|and|details?|more|info|please|title|subject|heading|above|below|attached|attachments?|linked|link|ticket|issue|doc(?:ument)?s?|documentation|description|comments?|discussion|thread|chat|e?mail|slack|jira|confluence|notion|figma|wiki|spec(?:ification)?|notes?|minutes|meeting|call|readme|screenshots?)\b|#\d+|https?://\S+|[A-Z]{2,}-\d+))*`

// PointsElsewhere says where to read what is wanted, or that it is still to be said.
var PointsElsewhere = regexp.MustCompile(`(?i)^\W*(?:` +
	`(?:please )?(?:see|read|check|cf\.?|refer to|look at|as per|per|as in|in)` + whereElse +
	`|(?:as|like|what) (?:(?:was|we|already|previously|has|have|had|been|i|just) )*(?:discussed|agreed|described|mentioned|talked about|explained|noted|outlined|said|decided|requested|above|below|before|usual|always|last time|stated)(?: (?:in|with|on|at|by|during|to|last|yesterday|above|below|before|earlier|today)(?: [\w'’-]+){0,3})?` +
	`|(?:everything|all|all the details|the details|more|the rest) (?:is|are|can be found|stands?)(?: written)? ?(?:in|on|at|below|above)` + whereElse + `(?: from \w+)?(?: in #[\w-]+)?` +
	`|(?:the )?same as (?:last time|before|always|above|usual|in)` + whereElse +
	`|(?:(?:more |the )?(?:details?|description|info) )?(?:(?:to|will) )?(?:follows?|come|coming)(?: (?:soon|later|below))?` +
	`|(?:still |yet )?to be (?:determined|defined|decided|discussed|filled in|specified|announced|confirmed|added|written|clarified|done)(?: (?:later|soon|still))?` +
	"|tb[dca]\\b[^:`]*|(?:still |yet )?to be (?:determined|defined|decided|filled in|written|added|done)\\b[^:`]*" +
	"|(?:(?:i|we|somebody|someone|this|it) )?(?:will|['’]ll) (?:be )?(?:fill|writ|add|updat|complet|follow|decid)\\w*\\b[^:`]*\\b(?:later|soon|tomorrow|after|when|once|next)\\b[^:`]*" +
	`|(?:tb[dca]|to-?do)(?:[,:;.]? (?:please )?(?:see|ask|read|check))?` + whereElse + `|to-?do: .{1,30}|the usual|(?:(?:a|the|new|my) )?(?:task|issue|ticket|work item|goal|request|feature request|bug report|untitled)|(?:like|as) we (?:talked|spoke) about|wip|placeholder|you (?:all )?know what (?:to do|i mean|is needed|we need)` +
	`)[\s.!?…)]*$`)
