// Package praise tells words that nobody can say to be true: a promise of a quality, praise,
// what goes on in people, work without what is to come of it. In comes a sentence, out comes
// whether it is that. It keeps nothing, so a process that dies here has lost nothing.
package praise

import (
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// comparatives are qualities of which nobody can say when they are reached.
	comparatives = `(?:better|nicer|cleaner|(?:user-)?friendlier|robuster|sturdier|snappier|happier|easier|simpler|smoother|quicker|faster|leaner|tidier|prettier|neater|sleeker|slicker|clearer|safer|smarter|saner|healthier|fresher|handier|more [\w-]+|less (?:confusing|buggy|flaky|annoying|painful|clunky|ugly|messy|brittle|fragile|cluttered|complicated|complex|frustrating|cumbersome|noisy|awkward|scary))`
	// qualities are such without being compared with anything.
	qualities = `(?:` + comparatives + `|improved|nice|modern|robust|polished|user[- ]friendly|reliable|maintainable|readable|efficient|intuitive|fast|good|great|awesome|beautiful|delightful|seamless|scalable|smooth|snappy|slick|welcoming|professional|pleasant|elegant|happy|world[- ]class|first[- ]class|top[- ]notch|state of the art|(?:production|enterprise|prime[- ]time|future)[- ](?:ready|grade|quality|proof)|ready for (?:production|scale|growth|the future|the next level)|(?:of )?(?:high|higher|better|good)[- ]quality|up to (?:scratch|par|standard)|in (?:a )?(?:good|better|great) (?:shape|state))`
	degrees   = `(?:(?:a (?:bit|lot|little)|much|far|way|very|really|quite|noticeably|significantly|considerably|substantially|notably|somewhat|generally|overall|even|also|all|always|just|finally|visibly) )*`
	praised   = degrees + qualities + `(?:(?:,| and|,? but(?: also)?| or|, and)(?: to (?:be|feel|look))? ` + degrees + qualities + `)*`
	// whatFor is said behind a quality, and makes nothing of it to be seen.
	whatFor = `(?:,? (?:(?:to (?:use|work with|read|understand|maintain|follow|extend|change|debug|look at|navigate|test|set up|install|learn)|for|than|overall|in general|again|now|at last|across|everywhere|all around|please|and|in|on|of|it|does|do|did|is|was|were|are|today|before|they|the|our|my|this|that|new|next|first|whole|entire|every|all|everyone|everybody|anyone|us|person|people|users?|customers?|developers?|contributors?|visitors?|maintainers?|newcomers?|beginners?|others?|app|api|code ?base|project|site|product|system|board|long run|future) ?)+)?`
	// aims say what work is for, and name no more than a quality.
	aims = `(?:(?:for|towards?|to (?:improve|increase|reduce|achieve|gain|get|have)) (?:(?:a|an|the|sake of) )*` + ideals + `(?:(?:,| and|, and) ` + ideals + `)*|(?:so|such)(?: that)? (?:it|they|that|everything|we) (?:(?:is|are|be|becomes?|gets?|looks?|feels?|can be) )?` + praised + whatFor + `|to (?:make|be|become|get)(?: (?:it|them|everything|this))?(?: be)? ` + praised + whatFor + `|(?:in|into) (?:an? )?` + praised + ` (?:way|manner|fashion|style|form|shape|structure|code|design|architecture))`
	// things that a promise is made of: a few words that bound nothing.
	someThing = "(?: (?:`[^`]+`|[\\pL][\\pL'’/-]*)){1,9}?"
	// ideals are what everybody wants more of, or less, without saying how much.
	ideals = `(?:(?:technical|tech|code|test|developer|team|overall|general|our|the|its|some|any|high|higher|better|more|less|good|greater|long-term|unnecessary|accidental) )*(?:debt|clarity|readability|legibility|maintainability|quality|complexity|performance|latency|(?:memory|cpu|disk|resource) (?:usage|use|consumption|footprint)|footprint|duplication|redundancy|boilerplate|coverage|productivity|velocity|security|stability|reliability|robustness|resilience|scalability|consistency|usability|accessibility|ux|dx|(?:user|developer) experience|look and feel|smells?|coupling|cohesion|modularity|flexibility|extensibility|testability|availability|efficiency|simplicity|elegance|cleanliness|hygiene|(?:load|loading|response|build|start-?up) times?|flakiness|clutter|noise|responsiveness|observability|understanding|comprehension)`
	// rework are verbs of work on something that is there.
	rework = `(?:refactor|rework|rewrite|restructure|reorgani[sz]e|redesign|revise|clean up|split(?: up)?|modulari[sz]e|decouple|extract|re-?architect|rearrange|rethink|revisit|change|update)`
	// wholly are systems of which a quality is never seen in one place.
	wholly   = `(?:it|this|everything|things|(?:(?:the|our|this|whole|entire|web|mobile) )*(?:app|application|system|site|website|service|backend|back-end|frontend|front-end|code ?base|code|api|product|platform|project|software|architecture|infrastructure|server|tool))`
	askingTo = `(?:(?:please|just|can you|could you|can we|could we|let['’]?s|we (?:need|want|have|would like) to|we should|you should|i(?:['’]d| would) like(?: you)? to|i want(?: you)? to|help(?: us)?(?: to)?|also|and|try to|finally|really|at last) )*`
)

var (
	// promise is a sentence, or a part of one, that promises a quality and says nothing
	// of what is to be seen.
	promise = regexp.MustCompile(`(?i)^(?:` +
		askingTo + `(?:improv(?:e|ing)|enhanc(?:e|ing)|optimi[sz](?:e|ing)|clean(?:ing)?(?: up)?|tidy(?:ing)?(?: up)?|moderni[sz](?:e|ing)|polish(?:ing)?(?: up)?|revamp|overhaul|streamline|simplify|stabili[sz]e|strengthen|harden|beautify|freshen up|spruce up|speed(?:ing)? up|future-proof|raise the (?:quality|level|standard) of|increase the (?:quality|maintainability|readability|robustness|reliability|stability|usability) of)` + someThing +
		`|` + askingTo + `(?:make|get|turn|keep)(?: sure)?` + someThing + ` ` + praised + whatFor +
		`|` + askingTo + `(?:handle|treat|support|validate|format|structure|organi[sz]e|document|log|write|test|display|show|process|do|implement|manage|render|name|report)` + someThing + ` (?:properly|correctly|nicely|gracefully|better|well|cleanly|sensibly|reasonably|sanely|appropriately)` +
		`|` + askingTo + `(?:get|bring|put|whip)` + someThing + ` (?:back )?(?:in|into|up to|to) (?:(?:a|an|our|the|much|better|good|great|proper|decent|modern|production|current|high|higher) )*(?:shape|order|state|standards?|scratch|par|level|condition|form|quality)` +
		`|(?:(?:an?|overall|some) )?` + degrees + `(?:` + comparatives + `|(?:high|higher)[- ]quality)` + someThing +
		`|` + askingTo + `(?:improv(?:e|ing)|enhance|increase|raise|boost|grow|maximi[sz]e|ensure|achieve|reduce|lower|cut|decrease|minimi[sz]e|eliminate|remove|avoid|fight|pay (?:down|off|back)|tackle|address|attack|get rid of|work on|deal with|clean up|fix|solve|resolve) ` + ideals + `(?: (?:issues?|problems?|bottlenecks?|concerns?))?(?:(?:,| and|, and) ` + ideals + `)*(?: (?:in|of|for|across|within|on|throughout)` + someThing + `)?` +
		`|` + askingTo + rework + `(?:` + someThing + `)? ` + aims +
		`|` + askingTo + `(?:make|let|get|have|help) ` + wholly + ` (?:to )?(?:scale|perform|fly|shine|` + degrees + `(?:secure|stable|consistent|testable|performant|flexible|extensible|modular|responsive|accessible|resilient|available|observable|bulletproof|rock[- ]solid))(?: well| better| properly| up)?` +
		`|` + askingTo + `(?:make|get)` + someThing + ` ` + degrees + `(?:performant|testable|extensible|modular|bulletproof|rock[- ]solid)` +
		`|` + wholly + ` (?:(?:should|must|shall|can|will|needs? to|has to) )?(?:scales?|performs?|is|be|becomes?) ` + degrees + `(?:well|better|up|secure|stable|consistent|testable|performant|flexible|extensible|modular|resilient|available|observable|bulletproof|rock[- ]solid|to (?:more|many|lots of|millions of|thousands of) (?:users|customers|requests))` +
		`|` + wholly + ` (?:(?:should|must|shall|can|will|needs? to|has to) (?:be able to )?)?scales?|` + askingTo + `scale ` + wholly + `|(?:less|more|better|higher|lower|greater|no more) ` + ideals +
		`)[.!]*$`)
	// promisedOf says of something that it is to have a quality.
	promisedOf = regexp.MustCompile(`(?i)^(?:\S+ ){1,12}?(?:should|must|shall|needs? to|ha(?:s|ve) to|ought to|to|will|is|are|be|becomes?|gets?|feels?|looks?)(?: (?:be|feel|look|become|get|seem|run|work|also))* ` + praised + whatFor + `[.!]*$`)
	promiseEnd = regexp.MustCompile(`;\s+|\. |,? and (?:then |also )?`)
	// idleWords stand in a promise and say nothing more.
	idleWords = regexp.MustCompile(`(?i)\bwork with\b|\b` + aims + `[.!]*$|\bfor (?:better|more|greater|higher) |\binto (?:\w+ ){0,3}?(?:shape|order|state|form|condition)\b|\b(?:for|across) every\w*`)
	saysHow   = regexp.MustCompile(`(?i)\b(?:by|so that|without|until|such that|instead|into|from|with|using|via|between|when|where|before|after|during|every|each|once|whenever|unless|which|if|per|under|below|above|within|no longer|at (?:least|most)|than (?:\d|one|two))\b|["“\d]`)
)

// leavesOpen leaves to whoever works what shall be, or asks to take care, and says nothing of
// what is to be seen.
var leavesOpen = regexp.MustCompile(`(?i)^(?:` + openWord + `)(?:(?:,|;|,? and|,? but|,? just)+ (?:` + openWord + `))*[.!]*$`)

const openWord = `(?:(?:please|just|also|and|but) )*(?:use (?:your|common|good) (?:(?:own|best|good|common) )*(?:judge?ment|sense|discretion|taste|imagination)|do (?:what(?:ever)?|as) (?:(?:you )?(?:think|feel|like|want|prefer)(?: (?:is )?(?:best|right|necessary|needed|sensible))?|(?:it )?takes|(?:is|seems) (?:best|right|necessary|needed|sensible)|you can)|(?:it|that|this|the (?:rest|details|how))(?:['’]s| is) (?:all |entirely )?(?:up|left) to you|(?:whatever|however) (?:works|you (?:like|want|think|prefer|see fit))(?: best)?|as you (?:see fit|like|please)|you (?:decide|choose|pick|know best|(?:have|get) (?:a )?free (?:hand|rein))|surprise (?:me|us)|be (?:careful|creative|thorough|pragmatic|smart)|take care|go (?:wild|for it)|(?:do not|don['’]?t) (?:break|ruin|mess up|destroy) (?:anything|things|stuff|it|too much)(?: (?:else|important))?|(?:make sure|ensure)(?: that)? (?:nothing|you (?:do not|don['’]?t)) breaks?(?: anything)?|without breaking (?:anything|things|stuff))`

// promisedElsewhere are such promises in other languages than English.
var promisedElsewhere = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:(?:besser|robuster|schneller|sauberer|einfacher|stabiler|freundlicher|moderner|schöner|übersichtlicher|verständlicher|wartbarer|zuverlässiger|flüssiger|hübscher|professioneller|aufgeräumter|leichter|angenehmer)(?:,? (?:und )?\pL+)? (?:werden|machen|sein|laufen|aussehen|wirken|gestalten)|(?:verbessern|verschönern|vereinfachen|optimieren|modernisieren|aufräumen|aufhübschen|entrümpeln)` +
	`|(?:mejorar|modernizar|optimizar|simplificar|limpiar|pulir) |(?:subir|aumentar|elevar) (?:la |su )?calidad|(?:sea|ser|quede|resulte|vaya|hacer(?:lo|la)?)(?: \pL+){0,3} más (?:rápid|robust|clar|amigable|fiable|limpi|sencill|fácil|intuitiv|profesional|estable|modern|agradable)` +
	`|(?:améliorer|moderniser|optimiser|simplifier|nettoyer|peaufiner) |(?:soit|être|devienne|rendre)(?: \pL+){0,3} plus (?:rapide|robuste|clair|convivial|propre|fiable|simple|facile|agréable|intuiti|professionnel|stable|moderne))`)

// OnlyPromises reports an outcome that promises a quality, in every sentence that says what
// shall be, and gives nothing to tell it by.
func OnlyPromises(words string) bool {
	said := false
	for _, t := range page.Sentences(page.Bare(words)) {
		for _, s := range Parts(t.S) {
			switch plain := prose.BlankCode(s); {
			case praisesTwice(s):
				said = true
			case isPromise(s) && !saysHow.MatchString(idleWords.ReplaceAllString(plain, "")):
				said = true
			case praises(s):
				said = true
			case OnlyWork(s), leavesOpen.MatchString(s):
			case strings.Contains(s, ": "), saying.Wants(s), saying.Observable(s) && !saying.Background(s) && !saying.TellsPast(s), !strings.ContainsFunc(plain, unicode.IsLetter):
				return false
			}
		}
	}
	return said
}

// praisesTwice reports praise with nothing but more of it behind a colon.
func praisesTwice(s string) bool {
	of, more, ok := strings.Cut(s, ": ")
	return ok && praises(of) && praises(more)
}

func isPromise(s string) bool {
	return promise.MatchString(s) || promisedOf.MatchString(s) && !prose.Imperative.MatchString(s) && !saying.AsksTo.MatchString(s)
}

// Parts are those of a sentence, cut at "and" only where each is a promise.
func Parts(s string) []string {
	if isPromise(s) {
		return []string{s}
	}
	return promiseEnd.Split(s, prose.MaxParts)
}
