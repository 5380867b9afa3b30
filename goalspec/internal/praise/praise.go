package praise

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// opinions are words for what is in the eye of who looks, and for having more of it.
	opinions = regexp.MustCompile(`(?i)\b(?:` + ideals + `|consistent|secure|complete)(?:$|[.,;:!]| (?:of|in|for|and|or|is|are|across|on|at|by|to|than|while|as|issues?|problems?|improvements?|bottlenecks?|over|throughout|should|must|needs?|gets?|everywhere|overall|further)\b)|\b(?:` + qualities + `|improv\w+|enhanc\w+|optimi[sz]\w+|moderni[sz]\w+|clean(?:er)?(?: up)?|polish\w*|refin\w+|revamp\w*|overhaul\w*|moderner|cleanly|neat|tidy|ergonomic|resilien(?:t|ce)|dependable|trustworthy|helpful|pleasant|awkward|clumsy|sluggish|dated|outdated|old-fashioned|appealing|attractive|stylish|professional|(?:more|most|very|fully|really|truly|less) (?:consistent|secure|complete)|secure (?:the|our)|well[- ](?:structured|organi[sz]ed|designed|documented|tested)|standards?|experience|shape|state[- ]of[- ]the[- ]art|up[- ]to[- ]date|structured|understandable|comprehensible|usable|useful|solid|rock[- ]solid|bulletproof|straightforward|convoluted|messy|patchy|love|fun|joy|delight|enjoys?|slow|faster|hard to \w+|easy to \w+|citizen|feel)\b`)
	// idling stands in praise, and makes nothing of it to be seen.
	idling = regexp.MustCompile(`(?i)\binto (?:\w+ ){0,3}?(?:shape|order|state|form|condition)\b|\bso that (?:[\pL'-]+ ){1,4}?(?:(?:can|could|will|may|should) )?(?:(?:[\pL'-]+ ){0,6}?(?:easily|easier|quickly|faster|better|happily|at ease|at once)|(?:enjoy\w*|likes?|loves?|understands?|feels?|finds? (?:their|its|his|her) way|gets? on)\b[^,;.]*)(?:$|[,;.])|\b(?:before|after|by|until) (?:the|our|next|this) [\w-]+[.!]?$|\b(?:when(?:ever)? (?:something|things|anything) (?:goes?|is|are|breaks?)(?: wrong)?|so (?:that )?(?:it|that|everything)['’]s|with (?:(?:an?|the) )?(?:\w+ ){0,3}?(?:(?:that|which) (?:is|are|feels?|looks?) )?` + degrees + qualities + `\b|with (?:(?:an?|the|some|more) )?(?:\w+ )?(?:amount|level|degree|dose|touch|bit|eye|sense|attention) (?:of|for|to)\b|without (?:chang|break|touch|alter|affect|los|compromis|sacrific)\w+|against (?:all|any|every)|in (?:line|keeping|accordance) with(?: what)?|work(?:ing)? with|with (?:what|the|our|today[’']?s|modern|current|higher|better|more) (?:\w+ )?(?:standards?|practices?|expectations?|care|quality|people|customers?|users?)|so (?:that )?(?:it|they|the [\w ]{1,30}?) (?:is|are|be|becomes?|gets?|feels?|looks?|reach(?:es)?|(?:can|may) be)|where (?:(?:that|it) makes sense|possible|necessary|needed|appropriate))\b`)
)

// asksToMake asks for something to be made or to go, whatever it is called.
var asksToMake = regexp.MustCompile(`(?i)^(?:please )?(?:add|create|introduce|implement|build|write|support|allow|let|remove|delete|drop|rename|move|migrate|port|upgrade|bump|replace|expose|publish|store|log|import|export|return|show|use|set up|enable|deploy|document|validate|limit|switch|convert|extract|merge|send) `)

var praisedThing = regexp.MustCompile(`(?i)^(?:please )?\w+ (?:(?:an?|the|some|our|much|for) )*` + qualities + `\b`)

// praises reports a sentence that says of something what people are to think of it, and
// nothing of what is to be seen.
func praises(s string) bool {
	plain := prose.BlankCode(s)
	return len(s) <= prose.MaxStatement && opinions.MatchString(plain) && (!asksToMake.MatchString(s) || praisedThing.MatchString(s)) &&
		!reportsClean(strings.TrimRight(s, ".!")) && !saying.Showing.MatchString(idling.ReplaceAllString(plain, ""))
}

// Provable are opinions that a test, or a number, can show to be true.
var Provable = regexp.MustCompile(`(?i)\b(?:robust\w*|reliab\w+|dependab\w+|resilien\w+|stab\w+|secur\w+|harden\w*|saf\w+|scal\w+|fast\w*|quick\w*|snapp\w+|slow\w*|speed\w*|perform\w*|respons\w+|laten\w+|effici\w+|optimi[sz]e[sd]?|memory|lean\w*|light\w*|small\w*|size|flak\w+|accura\w+|precis\w+|correct\w*|complet\w+|accessib\w+|availab\w+|consisten\w+|coverage|well[- ]tested|complexity|duplicat\w+|warnings?)\b`)

// OfTaste are such that nothing which runs can show.
var OfTaste = regexp.MustCompile(`(?i)\b(?:clean\w*|clarity|clearer|nice\w*|neat\w*|tid(?:y|ier)|readab\w+|legib\w+|maintain\w+|understand\w+|comprehens\w+|modern\w*|elegan\w+|beaut\w+|pretty|prettier|polish\w*|professional|quality|friendl\w+|helpful|pleasant|smooth\w*|intuitive|delight\w+|attractive|appealing|stylish|experience|ergonomic|awkward|good|great|awesome|happi?e?\w*|look and feel|looks?|feels?|simpl\w+|eas(?:y|ier)|better (?:shape|standards?|structured)|standards?|up[- ]to[- ](?:date|par|scratch)|debt|extensib\w+|flexib\w+|modular\w*)\b`)
