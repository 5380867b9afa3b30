package praise

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// wordSet is a set of words.
type wordSet map[string]bool

func wordsOf(lists ...string) wordSet {
	set := wordSet{}
	for _, list := range lists {
		for w := range strings.FieldsSeq(list) {
			set[w] = true
		}
	}
	return set
}

var (
	lightVerbs = wordsOf(`see be is are was were been become becomes get gets feel feels look looks seem seems appear appears work works behave behaves perform performs
		run runs cope copes deal deals handle handles treat treats react reacts have has had having make makes give gives offer offers provide provides take takes come comes go goes
		bring brings put puts turn turns keep keeps stay stays remain remains`)
	// copeVerbs say only with what they are done what comes of it, and unspecific are words for
	// whatever that may be.
	copeVerbs  = wordsOf(`cope copes coping deal deals handle handles work works run runs react reacts behave behaves perform performs`)
	unspecific = wordsOf(`real-world real world weird strange odd unexpected unusual anything everything whatever stuff kinds sorts many lots large larger big bigger huge heavy high load edge corner arbitrary messy garbage`)
	gainVerbs  = wordsOf(`improve improves enhance enhances optimize optimizes optimise optimises modernize modernizes modernise modernises polish polishes refine refines revamp overhaul
		streamline simplify simplifies stabilize stabilise strengthen harden hardens beautify clean tidy speed accelerate accelerates boost boosts increase increases raise raises reduce reduces lower lowers cut cuts decrease
		minimize minimise maximize maximise shrink shorten lighten declutter refresh freshen spruce professionalize professionalise future-proof scale scales grow grows secure improving enhancing optimizing optimising speeding cleaning tidying polishing reducing`)
	workVerbs = wordsOf(`refactor rework restructure reorganize reorganise rearchitect re-architect rewrite redesign rethink revisit revise decouple modularize modularise
		investigate explore review audit analyze analyse assess evaluate examine study research`)
	// renewing are verbs that name an end only with what they are done to.
	renewing = wordsOf(`update upgrade bump`)
	// degreeWords make a quality of the word behind them.
	degreeWords = wordsOf(`more most less least very much far way too really quite rather so as pretty fairly truly reasonably sufficiently considerably noticeably significantly substantially notably visibly markedly greatly
		vastly clearly dramatically somewhat slightly better well highly fully`)
	// amounts are those that say by themselves that there is more.
	amounts = wordsOf(`considerably noticeably significantly substantially markedly dramatically greatly vastly`)
	// gradable are the stems of words for what people think of something.
	gradable = wordsOf(`well good better best great nice fine ok okay clean clear neat tidy pretty beautiful elegant elegance slick sleek smooth snappy fast quick rapid swift performant efficient efficiency lean leaner light cheap
		relevant meaningful graceful seamless frustration robust reliable dependable resilient resilience solid rock-solid bulletproof sturdy stability secure security safe safety consistent consistency accessible readable legible maintainable usable understandable comprehensible manageable
		acceptable reasonable tolerable bearable sensible sane sanity decent proper correct appropriate adequate sufficient suitable satisfactory modern moderner contemporary state-of-the-art up-to-date up-to-par professional polished polish
		friendly user-friendly intuitive pleasant helpful useful meaningful convenient comfortable handy delight delightful enjoyable enjoy attractive appealing inviting welcoming engaging stylish simple simplicity easy
		straightforward idiomatic ergonomic modular modularity flexible flexibility extensible testable scalable well-structured well-organised well-organized well-designed well-documented well-tested structured organised organized
		improved enhanced optimized optimised modernized modernised refined simplified streamlined cleaned improvement enhancement quality clarity performance debt experience ux dx usability hygiene maintainability readability
		standard standards shape order par scratch love care ease fun joy pleasure breeze mess nightmare pain difficulty effort hassle friction problem trouble footprint complexity
		slow sluggish laggy flaky buggy messy ugly clunky clumsy awkward confusing dumb stupid annoying painful cumbersome convoluted unreadable outdated dated old-fashioned bad poor terrible horrible weird hard difficult sound sense
		happy confident productive content trustworthy world-class first-class top-notch production-ready enterprise-ready future-proof high-quality awesome amazing gorgeous seamless effortless graceful citizen feel
		big small high low short long heavy smart fresh healthy fair`)
	// plainStems are gradable only when compared, or under a word of degree.
	plainStems = wordsOf(`big small high low short long heavy light correct fine clear order content simple problem standard proper effort`)
)

// gradedEnding is that of an adjective which can be had more or less of.
var gradedEnding = regexp.MustCompile(`(?:able|ible|ive|ful|less|ly|ent|ant|ous|ern|plete|ish|some)$`)

var (
	// modals stand before a verb, obliged before one with "to".
	modals  = wordsOf(`do does did should must shall will can could would may might`)
	obliged = wordsOf(`has have had need needs ought`)
	// relatives begin what is said of the word before, and occasions when something is so.
	relatives = wordsOf(`which that who what where when if how why whether as than whose while because since once until unless`)
	// process is what becomes of any work.
	process = wordsOf(`reviewed approved merged done finished completed deployed released delivered`)
	// everybody begins a clause on all the people there may be.
	everybody = regexp.MustCompile(`(?i)^(?:` + saying.Pronouned + `|(?:all|every|any|no|each|future)(?: single| future)? ` + saying.Anybody + `)\b`)
	// eternal says that it is so at all times.
	eternal = regexp.MustCompile(`(?i)\b(?:ever|never|for ?ever|always|again|future|to come|at all times)\b`)
	// pronouns begin a clause of its own, and backReference is all that a wish need name.
	pronouns      = wordsOf(`it they he she this that`)
	backReference = wordsOf(`it them this that these those`)
	articles      = wordsOf(`the a an our its their this all each every no`)
	// thirdPerson may be a verb.
	thirdPerson = regexp.MustCompile(`[^sui]s$`)
	occasions   = wordsOf(`when while where if how whether because since once until unless`)
	// aFaultIn is what work may look for the cause of.
	aFaultIn = regexp.MustCompile(`\b` + faults + `\b`)
	// wherein lead on where, or for whom, what was said before is so above all.
	wherein  = wordsOf(`in on at for around`)
	aboveAll = wordsOf(`esp especially particularly mainly mostly even`)
	// placesBehind lead a name that says where.
	placesBehind = wordsOf(`from at in of for on`)
	// namesBehind lead a name that says how.
	namesBehind = wordsOf(`to by with via using from into as like at is are`)
	// hows lead what says how, or by how much.
	hows       = wordsOf(`by via using instead until unless per without`)
	countWords = wordsOf(`two three four five six seven eight nine ten half double twice once`)
	// cases lead on what occasion something happens.
	cases = wordsOf(`into from when whenever before after while during every each with behind`)
	// noObject are words that name nothing.
	noObject = wordsOf(`the a an our its their all any some our this that these those it them everything things thing stuff please just also in of with on for to and or app application code codebase base system project site website software product
		program repo repository service known remaining open existing various many several most few issues bugs errors error defects glitches crashes faults problems things concerns bottlenecks whole entire technical tech general overall
		again properly work works run runs dependencies deps packages libraries versions`)
)

var (
	// clauseCut ends a clause.
	clauseCut  = regexp.MustCompile(`(?i),?\s+(?:so that|such that|so|where)\s+|[.;:,!](?:\s+|$)|\s+[–—-]+\s+|,?\s+(?:and|but|or)\s+(?:then\s+|also\s+)?`)
	inBrackets = regexp.MustCompile(`\s*\(([^()\d]*)\)`)
	// fixedTurn are turns of several words, and the word that stands for each.
	fixedTurn = strings.NewReplacer("up to date", "up-to-date", "up to par", "up-to-par", "state of the art", "state-of-the-art", "rock solid", "rock-solid", "production ready", "production-ready", "high quality", "high-quality",
		"user friendly", "user-friendly", "well organised", "well-organised", "well organized", "well-organized", "clean up", "clean", "speed up", "speed", "tidy up", "tidy", "it's", "it is", "that's", "that is", "no longer", "instead", "at once", "immediately", "as well as", "and", "as well", "too", "as long as", "while", "as soon as", "when", "no one", "nobody",
		"look into", "investigate", "look at", "investigate", "work on", "rework", "take care of", "rework", "think about", "rethink", "do something about", "rework")
	// twoVerbs are two words for what is one to the rest of the clause, and $1$2 is the first.
	twoVerbs = regexp.MustCompile(`(?i)\b(?:(to \pL+)(?:,| and| or| and to) \pL+|(look) and feel)\b`)
	// compared is a comparison with today, which measures nothing.
	compared = regexp.MustCompile(` than (?:today|now|before|ever|at present|currently|it|they|(?:the|our|its) (?:old|current|present|previous|last|existing)|usual)\b.*$`)
	token    = regexp.MustCompile("`[^`]*`|\"[^\"]*\"|[\\pL\\pN][\\pL\\pN'’/_.%+#-]*")
	// wishing stands before what is wished for.
	wishing = regexp.MustCompile(`(?i)^(?:(?:please|just|also|then|finally|really|can you|could you|can we|could we|let['’]?s|help(?: us)?(?: to)?|try to|(?:we|i)(?:['’]d| would)? (?:(?:really|also|still) )?(?:want|need|like|love|prefer|have)(?: you)?(?: to)?|we should|you should|we|you|i),? )+`)
)

// Clauses are those of a sentence.
func Clauses(s string) []string { return clauseCut.Split(s, prose.MaxParts) }

// boundsWork says where work may happen, and nothing of what is to come of it.
var boundsWork = regexp.MustCompile("(?i)^(?:please )?(?:only (?:change|touch|edit|modify|work)|(?:change|touch|edit|modify|work|stay)\\b[^.;`]{0,30}\\bonly|(?:change|touch|edit|modify) `[^`]+`(?:(?:,| and|, and) `[^`]+`)* only)\\b")

// leavesOpen leaves to whoever works what shall be, or asks to take care, and says nothing of
// what is to be seen.
var leavesOpen = regexp.MustCompile(`(?i)^(?:` + openWord + `)(?:(?:,|;|,? and|,? but|,? just)+ (?:` + openWord + `))*[.!]*$`)

const openWord = `(?:(?:please|just|also|and|but) )*(?:use (?:your|common|good) (?:(?:own|best|good|common) )*(?:judge?ment|sense|discretion|taste|imagination)|do (?:what(?:ever)?|as) (?:(?:you )?(?:think|feel|like|want|prefer)(?: (?:is )?(?:best|right|necessary|needed|sensible))?|(?:it )?takes|(?:is|seems) (?:best|right|necessary|needed|sensible)|you can)|(?:it|that|this|the (?:rest|details|how))(?:['’]s| is) (?:all |entirely )?(?:up|left) to you|(?:whatever|however) (?:works|you (?:like|want|think|prefer|see fit))(?: best)?|as you (?:see fit|like|please)|you (?:decide|choose|pick|know best|(?:have|get) (?:a )?free (?:hand|rein))|surprise (?:me|us)|be (?:careful|creative|thorough|pragmatic|smart)|take care|go (?:wild|for it)|(?:do not|don['’]?t) (?:break|ruin|mess up|destroy) (?:anything|things|stuff|it|too much)(?: (?:else|important))?|(?:make sure|ensure)(?: that)? (?:nothing|you (?:do not|don['’]?t)) breaks?(?: anything)?|without breaking (?:anything|things|stuff))`

// promisedElsewhere are such promises in other languages than English.
var promisedElsewhere = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:(?:besser|robuster|schneller|sauberer|einfacher|stabiler|freundlicher|moderner|schöner|übersichtlicher|verständlicher|wartbarer|zuverlässiger|flüssiger|hübscher|professioneller|aufgeräumter|leichter|angenehmer)(?:,? (?:und )?\pL+)? (?:werden|machen|sein|laufen|aussehen|wirken|gestalten)|(?:verbessern|verschönern|vereinfachen|optimieren|modernisieren|aufräumen|aufhübschen|entrümpeln)` +
	`|(?:mejorar|modernizar|optimizar|simplificar|limpiar|pulir) |(?:subir|aumentar|elevar) (?:la |su )?calidad|(?:sea|ser|quede|resulte|vaya|hacer(?:lo|la)?)(?: \pL+){0,3} más (?:rápid|robust|clar|amigable|fiable|limpi|sencill|fácil|intuitiv|profesional|estable|modern|agradable)` +
	`|(?:améliorer|moderniser|optimiser|simplifier|nettoyer|peaufiner) |(?:soit|être|devienne|rendre)(?: \pL+){0,3} plus (?:rapide|robuste|clair|convivial|propre|fiable|simple|facile|agréable|intuiti|professionnel|stable|moderne))`)

const (
	// comparatives are qualities of which nobody can say when they are reached.
	comparatives = `(?:better|nicer|cleaner|(?:user-)?friendlier|robuster|sturdier|snappier|happier|easier|simpler|smoother|quicker|faster|leaner|tidier|prettier|neater|sleeker|slicker|clearer|safer|smarter|saner|healthier|fresher|handier|more [\w-]+|less (?:confusing|buggy|flaky|annoying|painful|clunky|ugly|messy|brittle|fragile|cluttered|complicated|complex|frustrating|cumbersome|noisy|awkward|scary))`
	// qualities are such without being compared with anything.
	qualities = `(?:` + comparatives + `|improved|nice|modern|robust|polished|user[- ]friendly|reliable|maintainable|readable|efficient|intuitive|fast|good|great|awesome|beautiful|delightful|seamless|scalable|smooth|snappy|slick|welcoming|professional|pleasant|elegant|happy|world[- ]class|first[- ]class|top[- ]notch|state of the art|(?:production|enterprise|prime[- ]time|future)[- ](?:ready|grade|quality|proof)|ready for (?:production|scale|growth|the future|the next level)|(?:of )?(?:high|higher|better|good)[- ]quality|up to (?:scratch|par|standard)|in (?:a )?(?:good|better|great) (?:shape|state))`
	degrees   = `(?:(?:a (?:bit|lot|little)|much|far|way|very|really|quite|noticeably|significantly|considerably|substantially|notably|somewhat|generally|overall|even|also|all|always|just|finally|visibly) )*`
	// whatFor is said behind a quality, and makes nothing of it to be seen.
	whatFor = `(?:,? (?:(?:to (?:use|work with|read|understand|maintain|follow|extend|change|debug|look at|navigate|test|set up|install|learn)|for|than|overall|in general|again|now|at last|across|everywhere|all around|please|and|in|on|of|it|does|do|did|is|was|were|are|today|before|after|release|launch|roll-?out|production|they|the|our|my|this|that|new|next|first|whole|entire|every|all|everyone|everybody|anyone|us|person|people|users?|customers?|developers?|contributors?|visitors?|maintainers?|newcomers?|beginners?|others?|app|api|code ?base|project|site|product|system|board|long run|future) ?)+)?`
	// ideals are what everybody wants more of, or less, without saying how much.
	ideals = `(?:(?:technical|tech|code|test|developer|team|overall|general|our|the|its|some|any|high|higher|better|more|less|good|greater|long-term|unnecessary|accidental) )*(?:debt|clarity|readability|legibility|maintainability|quality|complexity|performance|latency|(?:memory|cpu|disk|resource) (?:usage|use|consumption|footprint)|footprint|duplication|redundancy|boilerplate|coverage|productivity|velocity|security|stability|reliability|robustness|resilience|scalability|consistency|usability|accessibility|ux|dx|(?:user|developer) experience|look and feel|smells?|coupling|cohesion|modularity|flexibility|extensibility|testability|availability|efficiency|simplicity|elegance|cleanliness|hygiene|(?:load|loading|response|build|start-?up) times?|flakiness|clutter|noise|responsiveness|observability|understanding|comprehension)`
)
