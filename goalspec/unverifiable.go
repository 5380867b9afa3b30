package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// persons are whose opinion cannot be checked, wholes what is too much to be.
const (
	persons = `(?:people|every(?:one|body)|no(?:body| ?-?one)|customers?|users?|the team|developers?|reviewers?|stakeholders?|management|the boss)`
	wholes  = `(?:it|this|that|all(?: of it)?|every ?thing|the (?:app|application|site|website|system|program|product|thing|whole thing|fix|change|feature|solution|implementation))`
)

var (
	unverifiable = regexp.MustCompile(`(?i)\b(?:never (?:fails?|breaks?|crash(?:es)?)|always works?|(?:in|under|for|at) (?:all|any|every|each)(?: (?:possible|conceivable|imaginable|edge|corner|given))* (?:cases?|situations?|circumstances?|conditions?|scenarios?|times?)|(?:all|every|any)(?: (?:possible|conceivable|edge|corner))+ (?:cases?|inputs?|situations?)|(?:no|never (?:has|have)) (?:(?:more|any) )*bugs|(?:no|zero) (?:more )?complaints|(?:code|design|ui|result|solution) (?:is|looks?|feels?|should be) (?:clean|elegant|good|nice|great|better|readable|maintainable|modern|beautiful|high quality)|works? (?:well|fine|nicely|as expected|great)|` + wholes + ` (?:(?:should|must|shall|will|just|simply|has to|needs to|now|does|really|finally) )*(?:works?|do(?:es)? its job|be (?:ok|okay|fine|good|done))(?: (?:again|now|well))?$|` + wholes + ` (?:is|are|gets?) (?:(?:fully|completely|now|really) )?(?:completed?|done|finished|ready|implemented|fine)$|^(?:all good|things work|nothing (?:breaks|is broken))$|feels? (?:fast|(?:more )?responsive|good|right|better|snappy|natural)|makes? sense|(?:works?|behaves?|performs?|runs?) (?:correctly|properly|reliably|smoothly|as (?:it should|intended|desired))|(?:good|great|better|clean|excellent) (?:code(?: quality)?|quality|design|readability|ux|user experience)|much (?:faster|better|cleaner))\b`)
	// vagueState says of something that it has a quality, or more of one than before.
	vagueState = regexp.MustCompile(`(?i)\b(?:is|are|be|looks?|feels?|stays?|remains?|becomes?|gets?|seems?|has been|have been) ` + opinion + whatFor + sinceThen + `$`)
	// vagueGain says that something has more of what everybody wants more of.
	vagueGain = regexp.MustCompile(`(?i)\b(?:has|have|gets?|shows?|offers?|provides?|gives?(?: us| users?| customers?)?) (?:an? )?` + degrees + `(?:` + comparatives + `|less|higher|lower|improved|greater) (?:` + ideals + `|experience|structure|design)` + sinceThen + `$`)
)

const (
	opinion = `(?:(?:more|much|very|really|quite|reasonably|sufficiently|acceptably|now|always|less|visually) )*` + degrees + `(?:` + qualities + `|` + looks + `)(?:(?:,| and|,? but(?: also)?| or|, and) ` + degrees + `(?:` + qualities + `|` + looks + `))*(?: enough)?`
	// looks are further qualities, of a criterion, that are in the eye of who looks.
	looks     = `(?:quick|useful|logical|sensible and consistent|neat|lean|safe|simple|easy|stable|secure|clean|clear|tidy|usable|acceptable|reasonable|appropriate|adequate|sufficient|solid|well[- ](?:tested|documented|structured|designed|organi[sz]ed|factored)|fine|ok|okay|right|pretty|attractive|appealing|helpful|meaningful|sensible|understandable|comprehensible|self[- ]explanatory|performant|modular|flexible|extensible|consistent with (?:(?:modern|current|today['’]s|industry|common) )+(?:standards?|practices?|design))`
	sinceThen = `(?:(?: than| compared (?:to|with))(?: (?:before|now|today|ever|(?:it|they) (?:was|were|is|are)|(?:the|its|our) (?:old|previous|current|existing|original|former|last) (?:one|ones|version|code|design|implementation|release|state|solution|api|ui|page|layout)))?)?(?: (?:any ?more|again|overall|in general))?`
)

// people are those in persons and who else works with what is made, one or many.
const (
	people  = `(?:` + persons + `|person|customer|user|visitor|client|developer|engineers?|programmers?|maintainers?|contributors?|colleagues?|team ?mates?|readers?|newcomers?|new hires?|juniors?|admins?|operators?|generations?)`
	faults  = `(?:bugs?|errors?|crash(?:es)?|outages?|downtime|incidents?|failures?|faults?|problems?|issues?|regressions?|deadlocks?|leaks?|data loss|surprises?|glitch(?:es)?|timeouts?|duplicates?)`
	giveOut = `(?:fails?|breaks?|crash(?:es)?|hangs?|freezes?|stalls?|leaks?|dies?|deadlocks?|go(?:es)? (?:down|wrong)|runs? out of|times? out|loses?|corrupts?|falls? over|happens?|occurs?|recurs?|(?:be|is|are|see|sees|have|has|cause|causes|get|gets)\b[^,;]{0,30}\b` + faults + `)`
)

var (
	// promises speak of all times to come, of everybody there will ever be, or of whatever
	// may happen: no run shows that.
	promises = []*regexp.Regexp{
		regexp.MustCompile(`(?i)\b(?:no (?:single |other )?` + people + `|nobody|no[- ]?one) (?:will|shall) ever\b|\b` + people + ` (?:(?:will|shall) )(?:never|not ever) [^,;]{0,60}\bagain\b|\b` + people + ` who (?:will|may|might|would) ever\b`),
		regexp.MustCompile(`(?i)\bfuture ` + people + `\b[^,;]{0,30}\b(?:understands?|knows?|will|won[’']t|never|always|easily|can (?:easily |quickly )?(?:understand|maintain|extend|follow|read|change|work))\b|\b(?:all|any|every|each) future (?:features?|changes?|requirements?|releases?|versions?|extensions?|use cases?|teams?|projects?|needs?)\b`),
		regexp.MustCompile(`(?i)\bnever again\b|\b(?:never|nor ever|not ever)\b[^,;]{0,40}\b` + giveOut + `\b[^,;]{0,60}\b(?:again|in prod(?:uction)?|under load|in the (?:field|wild))\b|\b` + faults + `\b[^,;]{0,30}\bnever\b[^,;]{0,30}\b(?:again|in prod(?:uction)?)\b|\bno(?: \w+)? ` + faults + `\b[^,;]{0,60}\b(?:ever(?: again)?|(?:will|can|shall) ever|again)$|\bever again\b|\bno(?: \w+)? ` + faults + ` (?:will|can|shall) (?:ever )?(?:occur|happen|appear|exist|slip|reach|get)\b|\bnie wieder\b|\bplus jamais\b|\bnunca más\b`),
	}
	// onTrigger says after what something is never so, which a test can bring about.
	onTrigger = regexp.MustCompile(`(?i)\b(?:after|once|when(?:ever)?|if|unless|until|while|during|as soon as|twice|for the same|with the same|between)\b`)

	// absolutes are without a measure.
	absolutes = []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(?:(?:there|it|this|the change|are|is|must be|should be|will be|with|causes?|introduces?|has|have|brings?|and) )*(?:no|zero|without(?: any)?|not any) (?:(?:new|other|known|further|functional|performance|unexpected|behaviou?ral|unwanted|negative) )*(?:regressions?|side[- ]effects?|breakage|surprises)(?: (?:(?:is|are|were|has been|have been|gets?) )?(?:introduced|caused|found|seen|observed|reported|noticed|detected|left|expected))?(?: (?:anywhere(?: else)?|elsewhere|at all|whatsoever|of any kind|in prod(?:uction)?|(?:in|to|for) (?:(?:the|any|our|other|existing|rest of|current) )*(?:app(?:lication)?|code(?: ?base)?|system|product|features?|functionality|functions|areas?|parts?|places?|modules?|behaviou?r|users?)))*$`),
		regexp.MustCompile(`(?i)\b(?:no|zero|without(?: any)?) (?:known|remaining|hidden|further|undiscovered|new|more|other|major|critical|serious) (?:bugs|defects|flaws)(?:$| (?:left|remain|anywhere|at all|any ?more|in (?:the|our) (?:app(?:lication)?|code(?: ?base)?|system|product)))|^nothing (?:else )?(?:breaks|is broken|is affected|goes wrong|stops working)|\b(?:do(?:es)? not|doesn[’']t|don[’']t|won[’']t|must not|never|without) break(?:s|ing)? anything(?: else)?$`),
		regexp.MustCompile(`(?i)\b(?:completely|fully|totally|absolutely|entirely|100 ?%) (?:secure|safe|reliable|stable|robust)\b|\b(?:unhackable|unbreakable|fool[- ]?proof|bullet[- ]?proof|idiot[- ]?proof|rock[- ]solid)\b|\bimpossible to (?:misuse|break|hack|get wrong)\b`),
		regexp.MustCompile(`(?i)\b(?:under|at|with|for) any (?:load|traffic|scale|amount of (?:load|traffic))\b|\b(?:no matter|regardless of|whatever)(?: how (?:high|much|big|large|heavy|many)| the)?(?: the| our)? (?:load|traffic|growth)\b|\bscales? (?:infinitely|indefinitely|forever|without limits?)\b|\b(?:handles?|copes? with|withstands?|survives?) (?:any|infinite|unlimited) (?:load|traffic|growth)\b|\bfor (?:all time|all eternity|years to come)\b|\buntil the end of time\b|\bonce and for all\b|\b(?:gone|fixed|solved|resolved) for good\b`),
		regexp.MustCompile(`(?i)\bcomplaints? (?:stops?|ceases?|disappears?|go(?:es)? away|ends?)\b|\b` + people + ` (?:stops?|no longer|never|do(?:es)? not|don[’']t|won[’']t) (?:complain|grumble|churn)(?:s|ing)?\b|\bfewer (?:\w+ )?(?:complaints|support (?:tickets|requests|calls))\b|\b(?:never|no longer|not) (?:have to |need to )?worry about\b|\bpeace of mind\b|\bsleeps? (?:well|better|soundly)\b`),
	}
)

// isUnverifiable reports a criterion whose words no run and no look can show to hold.
func isUnverifiable(text string) bool {
	said := strings.TrimRight(text, ".!")
	in := func(re *regexp.Regexp) bool { return re.MatchString(said) }
	switch {
	case reportsClean(said):
		return false
	case unverifiable.MatchString(said), !namesMeasure.MatchString(said) && (vagueState.MatchString(said) || vagueGain.MatchString(said)), slices.ContainsFunc(absolutes, in), !namesMeasure.MatchString(said) && (in(minds) || in(superlatives) || in(horizons) || in(effects)):
		return true
	}
	return slices.ContainsFunc(promises, in) && !onTrigger.MatchString(said)
}

// namesMeasure is what makes of a quality something to be seen.
var namesMeasure = regexp.MustCompile("(?i)[\\d`\"“]|\\b(?:more|less) than (?:an? |the )?\\pL|: ")

// cleanRuns ends what a tool says: that it found nothing.
var cleanRuns = regexp.MustCompile(`(?i)\b(?:lint\w*|clippy|vet|runs?|builds?|suite|tests?|checks?|checkers?|scans?|reports?|audits?|type ?checks?|(?:working )?tree|git status|logs?|diff|ci|pipeline|output|console|analysis|compilation) (?:is|are|be|stays?|remains?|comes? back)(?: still| now)? clean$`)

// reportsClean reports words that say of a tool that it finds nothing, and so not
// what code is like.
func reportsClean(said string) bool {
	if !strings.HasSuffix(said, "clean") {
		return false
	}
	return isRunner(firstWord(strings.TrimLeft(strings.TrimPrefix(said, "the "), "`"))) || cleanRuns.MatchString(said)
}
