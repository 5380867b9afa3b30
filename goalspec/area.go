package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// area is a set of parts of a product, and of what it stands on, that are worked on by
// themselves.
type area uint

const (
	areaLook area = 1 << iota
	areaAccess
	areaMoney
	areaNews
	areaLanguage
	areaFiles
	areaSearch
	areaLimits
	areaSecrets
	areaStore
	areaRuntime
	areaInfra
	// areasBelow are what a product stands on. It is work of its own to put one in the
	// place of another, and none to use it.
	areasBelow = areaStore | areaRuntime | areaInfra
)

type known struct {
	area
	names  *regexp.Regexp
	beside area
}

// knownAreas are the names by which each is known where nothing else is said, and those with
// which one piece of work may have to do as well.
var knownAreas = []known{
	{areaLook, regexp.MustCompile(`(?i)\b(?:dark (?:mode|theme)|(?:light|high.contrast) theme|theming|side ?bar|nav ?bar|navigation bar|landing page|home ?page|start page|avatars?|favicon|carousel)\b`), areaLanguage | areaRuntime},
	{areaAccess, regexp.MustCompile(`(?i)\b(?:log-?ins?|log-?outs?|sign-?(?:in|up)s?|sso|single sign-on|oauth2?|openid|oidc|saml|ldap|2fa|mfa|(?:two|multi)-factor|authentication|authorization|passwords?|passkeys?|captcha)\b`), areaSecrets},
	{areaMoney, regexp.MustCompile(`(?i)\b(?:invoic(?:es?|ing)|payments?|check-?out|billing|stripe|paypal|refunds?|(?:shopping )?carts?|coupons?|discounts?|vat)\b`), areaFiles | areaLimits},
	{areaNews, regexp.MustCompile(`(?i)\b(?:newsletters?|push notifications?|sms|onboarding mails?)\b`), 0},
	{areaLanguage, regexp.MustCompile(`(?i)\b(?:translations?|locali[sz]ation|i18n|(?:french|german|spanish|italian|danish|swedish|polish|dutch|portuguese|japanese|chinese|korean|arabic) (?:ui|version|texts?|locale))\b`), areaAccess | areaMoney | areaNews | areaFiles | areaSearch},
	{areaFiles, regexp.MustCompile(`(?i)\b(?:(?:csv|pdf|xlsx?|excel|xml|json|ical) (?:ex|im)(?:ports?|porter)|uploads?)\b`), areaSearch | areaLimits},
	{areaSearch, regexp.MustCompile(`(?i)\b(?:(?:full-?text )?search|auto-?complete)\b`), areaStore},
	{areaLimits, regexp.MustCompile(`(?i)\b(?:(?:api|rate) limit(?:s|ing)?|throttling|api keys?|graphql api|public api)\b`), areaAccess | areaSearch | areaSecrets | areaStore | areaInfra},
	{areaSecrets, regexp.MustCompile(`(?i)\b(?:(?:tls|ssl) cert(?:ificate)?s?|signing keys?|backup keys?)\b`), areaInfra | areaStore},
	{areaStore, regexp.MustCompile(`(?i)\b(?:postgres(?:ql)?|mysql|mariadb|sqlite|mongo(?:db)?|redis|valkey|memcached|cassandra|dynamodb|elasticsearch|kafka|rabbitmq)\b`), areasBelow},
	{areaRuntime, regexp.MustCompile(`\b(?:Node(?:\.js)?|React|Vue|Angular|Svelte|Python|Ruby|Rails|Django|Flask|Java|Kotlin|Spring Boot|PHP|Laravel|Symfony|Go|Rust|TypeScript|Electron)\b|(?i)\b(?:webpack|vite|lodash|jquery|tailwind(?:css)?|bootstrap|eslint|babel|the dependencies)\b`), areasBelow},
	{areaInfra, regexp.MustCompile(`(?i)\b(?:github actions|gitlab ci|jenkins|circleci|docker|kubernetes|k8s|helm|terraform|ansible|nginx|aws|azure|heroku)\b`), areasBelow},
}

func areasIn(s string) (in area) {
	for _, a := range knownAreas {
		if a.names.MatchString(s) {
			in |= a.area
		}
	}
	return in
}

// meet reports two sets of areas that one piece of work may have to do with.
func meet(a, b area) bool {
	return a&b != 0 || slices.ContainsFunc(knownAreas, func(of known) bool {
		return a&of.area != 0 && b&of.beside != 0 || b&of.area != 0 && a&of.beside != 0
	})
}

// ask is one thing that is asked for.
type ask struct {
	text string
	verb string // empty of what a thing should do
	of   area   // of the thing itself
	near area   // all that are named
}

var (
	leadIn       = regexp.MustCompile(`(?i)^(?:(?:please|also|and|then|additionally|finally|second(?:ly)?|separately|besides|we (?:also )?(?:need|want|have) to),? )+`)
	modalAt      = regexp.MustCompile(`(?i) (?:should|must|shall|needs? to|ha(?:s|ve) to|ought to)\b`)
	behindObject = regexp.MustCompile(`(?i)(?:^| )(?:to|in|on|for|from|with|by|of|at|into|per|via|as|that|which|when|so|without|using|behind|under|over|through)(?: |$)`)
	puts         = regexp.MustCompile(`(?i)^(?:upgrade|bump|migrate|port|move|replace|switch|swap|set|introduce|drop|update)$`)
	removes      = regexp.MustCompile(`(?i)^(?:drop|remove|delete|retire|replace|adapt|adjust|convert) `)
	mends        = regexp.MustCompile(`(?i)^(?:fix|repair|resolve|correct)$`)
	// answers begins what a program does when something else is done.
	answers = regexp.MustCompile(`(?i)^(?:please )?(?:show|return|send|store|log|encrypt|persist|print|report|display|save|use|enable|allow|let|redirect|require)\s`)
	// leans is said of something for the sake of another one.
	leans = regexp.MustCompile(`(?i)\b(?:first|because|since|as (?:the|it|they|that|this|we|users?)|needed|required|otherwise|thereby|for this|beforehand)\b`)
)

// newAsk reads what is asked for; where it asks for nothing, it is of nothing, unless it
// is an item of what is asked for.
func newAsk(part string, item bool) ask {
	part = leadIn.ReplaceAllString(strings.TrimSpace(part), "")
	if len(part) > prose.MaxStatement || !item && !saying.Wants(part) && !saying.AsksToDo(part) {
		return ask{text: part}
	}
	a := ask{text: part, near: areasIn(part)}
	object := ""
	if loc := modalAt.FindStringIndex(part); loc != nil {
		object = part[:loc[0]]
	} else {
		a.verb, object, _ = strings.Cut(part, " ")
		if loc := behindObject.FindStringIndex(object); loc != nil {
			object = object[:loc[0]]
		}
	}
	a.of = areasIn(object) &^ areasBelow
	if puts.MatchString(a.verb) {
		a.of |= a.near & areasBelow
	}
	if item && a.of == 0 {
		a.of = a.near &^ areasBelow
	}
	return a
}

// apartFrom reports that what is asked for after another thing is work of its own: both
// name their area, and no piece of work is in both.
func (a ask) apartFrom(b ask) bool {
	return a.of != 0 && b.of != 0 && !meet(a.near, b.near) && !a.follows(b) && !related(a.text, b.text) && !a.mends(b) && !b.mends(a)
}

// mends reports a fault that a change of what the product stands on may cause, or cure.
func (a ask) mends(b ask) bool {
	return mends.MatchString(a.verb) && b.of != 0 && b.of&^(areaStore|areaRuntime) == 0
}

// follows reports what may only say more of what is asked for before.
func (a ask) follows(b ask) bool {
	return refersBack.MatchString(a.text) || leans.MatchString(a.text) || answers.MatchString(a.text) && !saying.Behaves.MatchString(b.text) || companion.MatchString(a.text) && !anew.MatchString(a.text)
}

// maxBeside bounds how much of each paragraph below the outcome is looked at.
const maxBeside = 500

// areasApart reports a job in another area than all before it of which one is known.
func areasApart(jobs []job, at int) bool {
	before := slices.DeleteFunc(slices.Clone(jobs[:at]), func(b job) bool { return b.of == 0 })
	return len(before) > 0 && !slices.ContainsFunc(before, func(b job) bool { return !jobs[at].apartFrom(b.ask) })
}
