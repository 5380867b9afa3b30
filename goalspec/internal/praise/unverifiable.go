package praise

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// wholes are what is too much to be.
const wholes = `(?:it|this|that|all(?: of it)?|every ?thing|the (?:app|application|site|website|system|program|product|thing|whole thing|fix|change|feature|solution|implementation))`

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
	faults    = `(?:bugs?|errors?|crash(?:es)?|outages?|downtime|incidents?|failures?|faults?|problems?|issues?|regressions?|deadlocks?|leaks?|data loss|surprises?|glitch(?:es)?|timeouts?|duplicates?)`
	giveOut   = `(?:fails?|breaks?|crash(?:es)?|hangs?|freezes?|stalls?|leaks?|dies?|deadlocks?|go(?:es)? (?:down|wrong)|runs? out of|times? out|loses?|corrupts?|falls? over|happens?|occurs?|recurs?|(?:be|is|are|see|sees|have|has|cause|causes|get|gets)\b[^,;]{0,30}\b` + faults + `)`
)

var (
	// promises speak of all times to come, of everybody there will ever be, or of whatever
	// may happen: no run shows that.
	promises = []*regexp.Regexp{
		regexp.MustCompile(`(?i)\b` + saying.Anybody + ` (?:(?:will|shall) )(?:never|not ever) [^,;]{0,60}\bagain\b|\b` + saying.Anybody + ` who (?:will|may|might|would) ever\b`),
		regexp.MustCompile(`(?i)\bfuture ` + saying.Anybody + `\b[^,;]{0,30}\b(?:understands?|knows?|will|won[’']t|never|always|easily|can (?:easily |quickly )?(?:understand|maintain|extend|follow|read|change|work))\b`),
		regexp.MustCompile(`(?i)\bnever again\b|\b(?:never|nor ever|not ever)\b[^,;]{0,40}\b` + giveOut + `\b[^,;]{0,60}\b(?:again|in prod(?:uction)?|under load|in the (?:field|wild))\b|\b` + faults + `\b[^,;]{0,30}\bnever\b[^,;]{0,30}\b(?:again|in prod(?:uction)?)\b|\bno(?: \w+)? ` + faults + `\b[^,;]{0,60}\b(?:ever(?: again)?|(?:will|can|shall) ever|again)$|\bever again\b|\bno(?: \w+)? ` + faults + ` (?:will|can|shall) (?:ever )?(?:occur|happen|appear|exist|slip|reach|get)\b|\bnie wieder\b|\bplus jamais\b|\bnunca más\b`),
	}
	// foresight says what people, none or all of them, will ever do.
	foresight = regexp.MustCompile(`(?i)\b(?:no (?:single |other )?` + saying.Anybody + `|` + saying.Pronouned + `)(?:, [^,;.]{1,60},| \([^()]*\))? (?:will|shall) ever\b`)
	// onTrigger says after what something is never so, which a test can bring about.
	onTrigger = regexp.MustCompile(`(?i)\b(?:after|once|when(?:ever)?|if|unless|until|while|during|as soon as|twice|for the same|with the same|between)\b`)
	// absolutes are without a measure.
	absolutes = []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(?:(?:there|it|this|the change|are|is|must be|should be|will be|with|causes?|introduces?|has|have|brings?|and) )*(?:no|zero|without(?: any)?|not any) (?:(?:new|other|known|further|functional|performance|unexpected|behaviou?ral|unwanted|negative) )*(?:regressions?|side[- ]effects?|breakage|surprises)(?: (?:(?:is|are|were|has been|have been|gets?) )?(?:introduced|caused|found|seen|observed|reported|noticed|detected|left|expected))?(?: (?:anywhere(?: else)?|elsewhere|at all|whatsoever|of any kind|in prod(?:uction)?|(?:in|to|for) (?:(?:the|any|our|other|existing|rest of|current) )*(?:app(?:lication)?|code(?: ?base)?|system|product|features?|functionality|functions|areas?|parts?|places?|modules?|behaviou?r|users?)))*$`),
		regexp.MustCompile(`(?i)\b(?:no|zero|without(?: any)?) (?:known|remaining|hidden|further|undiscovered|new|more|other|major|critical|serious) (?:bugs|defects|flaws)(?:$| (?:left|remain|anywhere|at all|any ?more|in (?:the|our) (?:app(?:lication)?|code(?: ?base)?|system|product)))|^nothing (?:else )?(?:breaks|is broken|is affected|goes wrong|stops working)|\b(?:do(?:es)? not|doesn[’']t|don[’']t|won[’']t|must not|never|without) break(?:s|ing)? anything(?: else)?$`),
		regexp.MustCompile(`(?i)\b(?:completely|fully|totally|absolutely|entirely|100 ?%) (?:secure|safe|reliable|stable|robust)\b|\b(?:unhackable|unbreakable|fool[- ]?proof|bullet[- ]?proof|idiot[- ]?proof|rock[- ]solid)\b|\bimpossible to (?:misuse|break|hack|get wrong)\b`),
		regexp.MustCompile(`(?i)\b(?:under|at|with|for) any (?:load|traffic|scale|amount of (?:load|traffic))\b|\b(?:no matter|regardless of|whatever)(?: how (?:high|much|big|large|heavy|many)| the)?(?: the| our)? (?:load|traffic|growth)\b|\bscales? (?:infinitely|indefinitely|forever|without limits?)\b|\b(?:handles?|copes? with|withstands?|survives?) (?:any|infinite|unlimited) (?:load|traffic|growth)\b|\bfor (?:all time|all eternity|years to come)\b|\buntil the end of time\b|\bonce and for all\b|\b(?:gone|fixed|solved|resolved) for good\b`),
		regexp.MustCompile(`(?i)\bcomplaints? (?:stops?|ceases?|disappears?|go(?:es)? away|ends?)\b|\b` + saying.Anybody + ` (?:stops?|no longer|never|do(?:es)? not|don[’']t|won[’']t) (?:complain|grumble|churn)(?:s|ing)?\b|\bfewer (?:\w+ )?(?:complaints|support (?:tickets|requests|calls))\b|\b(?:never|no longer|not) (?:have to |need to )?worry about\b|\bpeace of mind\b|\bsleeps? (?:well|better|soundly)\b`),
	}
)

// IsUnverifiable reports a criterion whose words no run and no look can show to hold.
func IsUnverifiable(text string) bool {
	said := strings.TrimRight(text, ".!")
	in := func(re *regexp.Regexp) bool { return re.MatchString(said) }
	switch {
	case reportsClean(said):
		return false
	case unverifiable.MatchString(said), !namesMeasure.MatchString(said) && (vagueState.MatchString(said) || vagueGain.MatchString(said)), slices.ContainsFunc(absolutes, in), slices.ContainsFunc(claims(said), beyondSight):
		return true
	}
	return ofAllTimes(said) || outOfReach(said) || foresight.MatchString(said) || slices.ContainsFunc(promises, in) && !onTrigger.MatchString(said)
}

// beyondSight reports a clause on what goes on in people, on what would have been, or on
// what nobody can know.
func beyondSight(said string) bool {
	in := func(re *regexp.Regexp) bool { return re.MatchString(said) }
	return !strings.Contains(said, "`") && (isUnreal(said) || in(unknowable) || in(lifetimes)) || !namesMeasure.MatchString(said) && (in(minds) || in(hearts) || in(superlatives) || in(horizons) || in(effects))
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
	return check.IsRunner(prose.FirstWord(strings.TrimLeft(strings.TrimPrefix(said, "the "), "`"))) || cleanRuns.MatchString(said)
}

// inMind is what goes on in people.
const inMind = `(?:(?:says?|agrees?|swears?) that (?:it|this|that|we)\b|loves?|enjoys?|appreciates?|trusts?(?: (?:us|it|the \w+))?(?: more)?$|understands?|grasps?|worr(?:y|ies)|complains?|regrets?|recommends?|imagines?|praises?|admires?|misses it|gives? up$|comes? back$|stays? longer|satisfied|happy|happier|delighted|thrilled|pleased|proud|grateful|thankful|confident|convinced|comfortable|at home|at ease|confused|annoyed|frustrated|irritated|bothered|overwhelmed|puzzled|impressed|amazed|(?:more )?productive|content$|ha(?:s|ve) (?:fun|peace|(?:an easy|a hard|a good|no|any|a|complete|full) (?:time|reason|cause|chance|questions?|doubts?|trouble|difficult\w+|confidence|trust))(?: |$)|experiences?\b [^,;]{0,20}\b(?:sense|feeling|joy|flow|pleasure)|feels?\b|thinks? (?:of|that|it)|considers? it|finds? [^,;.]{1,60}? ` + opinion + whatFor + `$|finds? (?:their way|what (?:they|he|she)|it (?:easy|natural|obvious|pleasant)|everything)|knows? (?:at once|immediately|instantly|right away|intuitively|exactly)|notices?$|talks? about it$|gets? into the code|minds?$|likes? (?:it|the \w+)$)`

var (
	// minds say what people are to feel or think.
	minds = regexp.MustCompile(`(?i)\b` + saying.Anyone + `(?:, (?:whatever|whoever|wherever|however|no matter|regardless|of (?:whatever|any)|with or without|from|even|including|young|old)\b[^,;.]{0,60},)? (?:(?:will|can|could|should|would|must|may|ever|never|always|really|also|truly|deep down|\w+ly|no longer|(?:is|are|be|gets?|becomes?|does|do|has|have)(?: not|n['’]t)?|very|so|completely|fully|totally|perfectly) )*` + inMind + `|\b(?:likes?|loves?|enjoys?) (?:it|that|them)$|\b(?:a (?:joy|pleasure|delight|breeze) to (?:use|read|work with|maintain|extend|look at|write|test))\b`)
	// hearts say the same of whoever it is.
	hearts = regexp.MustCompile(`(?i)\b(?:deep (?:down|inside|within)\b|in (?:his|her|their|our|my) hearts?\b|heart of hearts\b|(?:un|sub)?consciously\b|secretly\b|inwardly\b|wholeheartedly\b|(?:is|are|be|was|were|feels?|becomes?|gets?|remains?)(?: (?:\w+ly|very|so|quite|always|not|no longer|more|also|even))* (?:glad|proud(?:er)?|happier|happy (?:with|about|that|to)|grateful|thankful|delighted|thrilled|enthusiastic|excited|convinced|at ease|reassured|impressed|amazed|overjoyed|in love|worried|afraid|ashamed|carefree)\b|feels\b|feel (?:at|like|that|as|\w+ly|safe|safer|better|good|less|more|no|any|sure|welcome|confident|comfortable|valued|heard|clumsy|natural|right|smooth|snappy|proud|taken)\b|(?:loves?|adores?|enjoys?|admires?|regrets?|cherish(?:es)?|dreads?|longs? for|worr(?:y|ies) (?:about|when|any|that)|believes? (?:that|in|it)|hopes? (?:that|for|to)|wish(?:es|ed)? (?:for|that)) ?(?:it|them|that|this|the|a|about|any|us|working)?\b|worr(?:y|ies)$|falls? in love\b)`)
	// unreal is what would be, or would have been, if things were not as they are.
	unreal = regexp.MustCompile(`(?i)^(?:had (?:we|it|this|that|they|you|i|there|the \w+)|if (?:we|it|this|that|they|you|i|there|the \w+) (?:had|were)) [^.;]*\bwould\b|\b(?:` + saying.Pronouned + `|(?:every|any|no|not an?|an?) (?:\w+ )?` + saying.Roles + `)(?: (?:in|of|from|with|on) [^,;.]{1,40}?)? would(?: not|n['’]t| ever| never| still| always| rather| also| ever again)* (?:want|wish|choose|prefer|like|love|miss|recommend|trade|swap|think|guess|notice|believe|complain|hesitate|vote|pick|decide|agree|go back|do it|have it)\b`)
	// otherPast is what people would have got, or done, without the work.
	otherPast  = regexp.MustCompile(`(?i)\b(?:` + saying.Anybody + `|they|he|she|we)(?: would|['’]d)(?: not|n['’]t| ever| never)* have \w+\b[^.;]*?\b(?:had (?:` + saying.Anybody + `|we|they|it|this|that|nobody|the (?:change|work|fix|feature)) |if (?:we|nobody|no one|the (?:change|work|fix|feature)|this (?:change|work|fix|feature)) had|without (?:the|this|our) (?:change|work|fix|feature)\b)|\bhad (?:we|nobody|no one|the (?:change|work|fix|feature)|this (?:change|work|fix|feature)) (?:not |never )?(?:made|done|changed|touched|shipped|built|written|been (?:made|done|shipped|written|built))\b`)
	wouldBe    = regexp.MustCompile(`(?i)\b(?:would|could|might)(?: not|n['’]t)?(?: (?:ever|never|all|surely|gladly|rather|still|also|even))* have (?:\w+ly )?(?:\w+(?:ed|en|ne|me|[^e]d|t)|(?:\w+ly )?(?:chosen|won|sung|run|come))\b`)
	whichThing = regexp.MustCompile(`(?i)\b(?:what|which|that|who|as|where|than|how(?: \w+)?|whatever|if)(?: (?:(?:it|they|he|she|we|you|one)|(?:the|an?|this|each|any|its?|every|old|plain) (?:[\w-]+ ){0,2}[\w-]+))? $`)
	// unknowable claims to know what nobody can.
	unknowable = regexp.MustCompile(`(?i)\bcan be (?:ruled out|taken for granted)\b|\b(?:is|are) (?:inconceivable|unthinkable|out of the question|beyond (?:all |any |every )?doubt)\b|\bthere (?:is|can be|remains) no(?: \w+)? doubt\b|\b(?:nobody|no[- ]?one) (?:can|could|will)(?: ever| possibly)* (?:notice|imagine|think|foresee|know of|conceive)\b`)
	// superlatives leave nothing to be wished for.
	superlatives = regexp.MustCompile(`(?i)\b(?:(?:best|(?:simpl|clean|nic|fast|easi|wis|great|fin|smart|clever|neat|pretti|loveli|strong|clear|safe|sound)est|most \w+) (?:(?:\w+ )?(?:possible|imaginable|conceivable|thinkable)|one ever|(?:\pL+ ){0,3}?(?:that |which )?there (?:is|are|can be|could(?: ever)? (?:be|have been)|(?:has|have) ever been|will ever be)|(?:\pL+ ){0,3}?(?:that |which |who )?(?:(?:` + saying.Anyone + `|(?:any|no|every) \w+|one|we|you) )?(?:(?:can|could|may|might)(?: possibly| ever)*(?: have)?(?: be)?(?: been)?|(?:has|have|had)? ?ever) (?:thought|think|imagined?|wish(?:ed)?|conceived?|hoped?|dream(?:ed|t)?|found|done|written|made|come up|built|designed|invented|asked?))|(?:is|are|be) (?:simply )?(?:the )?best(?: (?:one|solution|way|choice))?$|flawless(?:ly)?|beyond (?:reproach|doubt|criticism)|the test of time|second to none|beyond compar\w+|without equal|the best in the world|un(?:rivall?ed|matched|beatable)|(?:absolutely|completely|totally|entirely|100 ?%) (?:sure|certain)|perfect(?:ly)?|bug[- ]free|free of bugs|future[- ]proof|high[- ]quality|intuitive|best practices?|common sense|ideal(?:ly)?|optimal(?:ly)?|timeless|awesome|amazing|stunning|gorgeous|fantastic|brilliant|magnificent|effortless(?:ly)?|seamless(?:ly)?|painless(?:ly)?|elegantly|beautifully|instinctively|in no time|with ease|(?:infinitely|endlessly|limitlessly) \w+|excellent|outstanding|superb|(?:no|nothing) (?:better|simpler|nicer|cleaner|faster)(?: \w+)?(?: (?:to do it|is (?:possible|imaginable)|exists|there is))?$|(?:is|are|was|were|be) (?:indeed )?(?:the )?right (?:one|decision|choice|solution|way|approach|thing|call)|as \w+ as (?:possible|(?:(?:it|they|we) )?(?:can|could|possibly can) (?:be|get|make)))\b`)
	// horizons are beyond any run: all that may come, and all that anybody may want.
	horizons = regexp.MustCompile(`(?i)\b(?:in the long (?:run|term)|(?:in|for|over) the (?:next|coming) (?:\w+ )?(?:years|decades)|(?:years|decades|generations|centuries) (?:to come|ahead|from now)|on (?:this )?(?:earth|planet)|in the (?:whole|entire) (?:world|universe)|(?:now|today) and (?:for ?ever|always|for all)|in (?:five|ten|twenty|fifty|a hundred|\d\d) years|for all (?:time|eternity)|now (?:and|or) in (?:the )?future|no matter what|under no (?:\w+ )?circumstances|(?:any|every)(?:one|body)? (?:sensible|reasonable|sane)\b|nothing will ever|what(?:ever)? (?:one|people|users?|they|you|anybody|anyone|customers?|readers?|somebody) (?:ha(?:s|ve) in mind|(?:really )?(?:wants?|needs?|means?|expects?)|(?:is|are|was|were) looking for)|(?:anybody|anyone|somebody|someone) anywhere|whatever (?:comes|happens|(?:we|they|anybody|anyone|people|users|customers|requirements?|the (?:business|future|market|users?|customers?))\b)|(?:every|all|any|each|whatever)\b [^,;]{1,50}? (?:one|you|we|(?:any|some)(?:one|body)|people|an? \w+|users?|customers?|readers?)(?: anywhere)? (?:may|might|can|could)(?: ever| possibly)? (?:have|think of|imagine|conceive|come up with|want|need|ask|wish|dream)\b)`)
	// lifetimes are years that have to pass until it is seen, by whatever number.
	lifetimes = regexp.MustCompile(`(?i)\b(?:will|shall|can|must|should)(?: \w+){0,2}? (?:still|even|serve|last|survive)\b[^,;]{0,60}?\b(?:in|after|for|over) (?:(?:the|at least|another|next|coming|more than) )*(?:\d+|\w+)(?: more)? (?:years|decades)\b|\b(?:over|across|throughout|as) the (?:years|decades)\b(?:$|,| [^,;]*\b(?:than|pass|go by)\b)|\b(?:years|decades) (?:from now|hence|to come|down the (?:road|line))\b|\b(?:we|there|people|users|customers) (?:may|might|will) (?:have|use|want|need|run|be) by then\b`)
	// effects are what comes of it in the world.
	effects = regexp.MustCompile(`(?i)\bno (?:negative|adverse|bad|harmful|unwanted|unintended|undesired) (?:impacts?|effects?|consequences?|influence)\b|\braises? no (?:concerns|objections|doubts|questions)\b|\b` + faults + ` (?:will )?never (?:occur|happen|appear)s?$|\bmakes? (?:\w+ ){1,4}?` + comparatives + whatFor + `$`)
)

// isUnreal reports words on what would have been, other than those that say of which things:
// "the rows that would have been skipped".
func isUnreal(said string) bool {
	if unreal.MatchString(said) || otherPast.MatchString(said) {
		return true
	}
	loc := wouldBe.FindStringIndex(said)
	return loc != nil && !whichThing.MatchString(said[:loc[0]])
}

// claims are the clauses of a statement that say something of their own.
func claims(said string) []string {
	var out []string
	from := 0
	for _, loc := range ownClause.FindAllStringSubmatchIndex(said, prose.MaxParts) {
		out = append(out, said[from:loc[0]])
		from = loc[2]
	}
	return append(out, said[from:])
}

var ownClause = regexp.MustCompile(`(?i)(?:[,;] (?:(?:and|but) )?| (?:and|but) )((?:that )?(?:no|nobody|nothing|none|every\w*|each|all|any\w*|the|our|it|we|there|whoever|people|customers|users) )`)
