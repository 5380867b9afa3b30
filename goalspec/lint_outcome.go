package goalspec

import (
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	vagueWords = regexp.MustCompile(`(?i)\b(?:better|improv(?:e[sd]?|ing|ements?)|enhance(?:d|s|ment)?|optimi[sz](?:e[sd]?|ing|ation)|clean(?:er)?|clean ?up|nicer?|moderni[sz]e|modern|robust|polish(?:ed)?|user[- ]friendly|reliable|maintainable|readable|efficient|intuitive|fast(?:er)?|good|great|awesome|world[- ]class|best practices?|as needed|etc|beautiful|delightful|seamless|scalable|tid(?:y|ier)|quality|revamp|overhaul|speed(?:ed|ing)? up|quicker|smooth(?:er)?|easier|simpler|simplif(?:y|ied|ies|ication)|streamlin(?:e[sd]?|ing)|leaner|nicely|stabili[sz]e[sd]?|strengthen(?:ed|s)?|harden(?:ed|s)?|more \w+(?:able|ible|ive|ly|ient|ant|ful)|less (?:confusing|buggy|flaky|annoying|painful))\b`)
	// faultsOnly asks for faults to go, or for all to work, and names nothing.
	faultsOnly = regexp.MustCompile(`(?i)^(?:please |just )?(?:(?:fix|resolve|address|solve|handle|sort out|deal with|remove|clear|get rid of) (?:(?:the|all|any|some|our|these|those|known|remaining|open|existing|various|many|several|most|a few|of) )*(?:bugs|issues|problems|errors|defects|glitches|crashes|faults|things|stuff|everything)(?: (?:in|of|with|on) (?:the|our|this) (?:app(?:lication)?|code(?: ?base)?|system|project|site|website|software|product|program|repo(?:sitory)?))?|make (?:it|this|that|everything|things|all of it) work(?: again| properly| correctly| well)?|(?:it|this|that|everything|all of it|things) (?:(?:just|simply|should|must|shall|really|now|finally) )*(?:works?|runs?|is (?:fixed|solved|resolved|ok(?:ay)?|fine))(?: (?:again|properly|correctly|well|fine))?)[.!]?$`)
	// workOnly names work on something and not what it is to lead to.
	workOnly = regexp.MustCompile(`(?i)^(?:please |just |let[’']?s )?(?:(?:refactor|rework|restructure|reorgani[sz]e|decouple|modulari[sz]e|revisit|rethink|look into|look at|investigate|explore|review|audit|analy[sz]e|assess|evaluate|examine|study|research|think about|do something about|work on|deal with|take care of|reduce|cut)((?: (?:[\pL-]+|` + "`[^`]+`" + `)){1,4})|(?:update|upgrade|bump) (?:(?:all|the|our|some|outdated|old) )*(?:dependencies|deps|packages|libraries|versions))[.!]?$`)
	saysMore = regexp.MustCompile(`(?i)\b(?:to|into|from|for|so|until|by|with|without|when|where|that|which|as|in|of|on)\b`)
	// what says of the whole suite that it passes measures nothing that is new
	suitePasses = regexp.MustCompile("(?i)^(?:(?:all|the|our|every|existing|whole|full|unit|integration|test) )*(?:tests?|test suite|suite|ci|build)(?: (?:still|must|should|to|is|are))* (?:pass(?:es)?|(?:be |stays? )?green)[.!]?$")
	seen        = regexp.MustCompile(`(?i)\b(?:returns?|shows?|shown|prints?|lists?|contains?|answers?|responds?|rejects?|rejected|accepts?|exits?|logs|logged|displays?|displayed|redirects?|appears?|renders?|sends?|sent|stores?|stored|saves?|saved|writes?|written|reads?|opens?|closes?|exists?|starts?|stops?|fails?|pass(?:es)?|equals?|match(?:es)?|covers?|covered|describes?|described|names?|loads?|takes?|raises?|throws?|creates?|deletes?|removes?|skips?|skipped|resumes?|resumed|retries|retried|ignores?|ignored|expires?|expired|waits|refuses?|refused|warns?|continues|survives?|restarts?|restarted|drops|dropped|merges?|merged|sorts|sorted|rounds|rounded|rotates?|rotated|locks|locked|counts|counted|gone|missing|unchanged|identical|same|no longer|only|never|without|cannot|nobody|empty|error|status|column|field|button|page|endpoint)\b`)
)

// maxJudged bounds how much of an outcome is judged by its words.
const maxJudged = 2000

func (l *linter) outcome() {
	d := l.doc
	words, span := d.outcome.Text[:min(len(d.outcome.Text), maxJudged)], d.outcome.Span.orStart()
	switch {
	case words == "":
		l.add(noOutcome.found(d.facts.labels[field.Goal].orStart()))
		return
	case l.onlyNames(words):
		l.add(noOutcome.at(span, "%q only names something, and nothing says what shall be", prose.Clip(words)))
	case d.onlyGreen():
		if !l.namesTests() {
			l.add(bareTests.at(span, "%q says neither which tests nor what must stay", prose.Clip(words)))
		}
	case l.nothingWanted(words):
		l.add(noOutcome.at(span, "%q does not say what shall be, and nothing else in the text does", prose.Clip(words)))
	case (vague(words) || onlyPromises(words)) && !l.measured(false):
		l.add(vagueOutcome.at(span, "the outcome %q is vague and nothing measures it", prose.Clip(words)))
	case (vague(words) || onlyPromises(words)) && !l.measured(true):
		ru := vagueOutcome
		if l.saysBeside() || !onlyPromises(words) && (strings.Count(words, " ") > 5 || strings.ContainsAny(words, "0123456789`\"“")) {
			ru = maybeVague // something may say what is to be seen
		}
		l.add(ru.at(span, "the outcome %q is vague, and what holds today already does not measure it", prose.Clip(words)))
	case onlyWork(words) && !l.measured(false) && !l.detailed():
		l.add(vagueOutcome.at(span, "the outcome %q names work, and nothing says or measures what is to come of it", prose.Clip(words)))
	case onlyWork(words) && !l.measured(true):
		l.add(maybeVague.at(span, "the outcome %q names work, and not what is to come of it", prose.Clip(words)))
	}
	if l.isList(words) && len(d.stop) == 0 && !l.terminates() {
		l.add(endless.at(span, "%q is a list of items without an end or a report", prose.Clip(words)))
	}
	if !d.one {
		l.unrelated(words, span)
	}
}

// maxName is how many words a title has that only names something.
const maxName = 5

// onlyNames reports a few words that name something, where the text has no more.
func (l *linter) onlyNames(words string) bool {
	return len(l.doc.contract.context)+len(l.doc.contract.criteria) == 0 && strings.Count(words, " ") < maxName-1 &&
		!wants(words) && !background(words) && !observable(words) && !vague(words)
}

// vague reports words that promise without saying what is to be seen. What stands in
// code marks is a name, unless nothing else is said.
func vague(s string) bool {
	if plain := prose.BlankCode(s); strings.ContainsFunc(plain, unicode.IsLetter) {
		s = plain
	}
	return vagueWords.MatchString(s) || faultsOnly.MatchString(strings.TrimSpace(s)) || !strings.ContainsAny(s, "0123456789`") && promisedElsewhere.MatchString(s)
}

// complaint only says behind the work why somebody wants it.
var complaint = regexp.MustCompile(`(?i)(?:[.:;,]|\s[–—-])\s+(?:(?:because|since|as) )?(?:the|it|this|that|its|our|their|they)\b[^.;:` + "`" + `]{0,60}?\b(?:is|are|looks?|feels?|(?:has|have) (?:become|grown|got(?:ten)?))(?: [\w-]+){0,3}? (?:mess\w*|ugly|horrible|awful|terrible|bad|old|outdated|legacy|convoluted|complicated|complex|tangled|unreadable|unmaintainable|spaghetti|(?:hard|difficult) to \w+|pain\w*|nightmare|(?:big|long|large)|smelly|crufty|dated)\b[^.` + "`" + `\d]*[.!]?\s*$`)

// onlyWork reports an outcome that names work and nothing that is to come of it.
func onlyWork(s string) bool {
	m := workOnly.FindStringSubmatch(strings.TrimSpace(complaint.ReplaceAllString(s, "")))
	return m != nil && !saysMore.MatchString(m[1])
}

// detailed reports a list among the context that says of what the work is made.
func (l *linter) detailed() bool {
	return slices.ContainsFunc(l.doc.contract.context[:min(len(l.doc.contract.context), maxLeadAt)], func(p Passage) bool {
		s := p.Text[:min(len(p.Text), maxJudged)]
		return strings.Contains("-*+1", s[:min(len(s), 1)]) && prose.Marker(s) > 0 && observable(s) && !allAsToday(s)
	})
}

// allAsToday reports a list of which each item is to be, or may be, as it is now.
func allAsToday(s string) bool {
	return !slices.ContainsFunc(strings.Split(strings.TrimSpace(s), "\n"), func(item string) bool {
		return !asToday.MatchString(prose.BlankCode(item)) && !(strings.Contains(item, "`") && partHolds(newCriterion(bareItem(item))))
	})
}

// measured reports whether something tells success from failure, and, where it has
// to be new, whether that is not what may hold today.
func (l *linter) measured(isNew bool) bool {
	words := l.doc.outcome.Text[:min(len(l.doc.outcome.Text), maxJudged)]
	return boundsNow(words) || slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool {
		switch {
		case isNew && (mayHoldNow(c) || beyondTaste(words, c)):
			return false
		case c.Predicate != nil && (c.Command != "" || boundsNow(c.Text)), endsList.MatchString(c.Text):
			return true
		}
		return !suitePasses.MatchString(c.Text) && (c.Command != "" || (c.ByInspection || observable(c.Text)) && !vague(c.Text) && !onlyPromises(c.Text))
	})
}

// boundsNow reports words with a bound that are not on what was.
func boundsNow(words string) bool {
	return check.PredicateIn(words) != nil && slices.ContainsFunc(page.Sentences(page.Bare(words)), func(t page.Text) bool {
		return slices.ContainsFunc(parts(t.S), func(p string) bool { return check.PredicateIn(p) != nil && !tellsPast(p) })
	})
}

// wholeSuite reports a criterion that only says of what tests everything that it
// passes, as it may today.
func wholeSuite(c Criterion) bool {
	return c.Kind != MustChange && runsAll(c.Command) && prose.BlankCode(c.Text) != c.Text && onlyVerdict.MatchString(prose.BlankCode(c.Text))
}

var onlyVerdict = regexp.MustCompile("(?i)^\\W*(?:run )?`[ ]*`(?:(?:,|,? and| &&?) `[ ]*`)*(?: (?:still |must |should |ha(?:s|ve) to |all |both )*(?:pass(?:es)?|succeeds?|is green|is clean|stays green|exits? (?:with )?0)(?: too| as well| (?:at|in) the end| (?:after|before) (?:each|every|your last) [\\w-]+)*(?: and `[ ]*` (?:too|as well))?)?[.]?$")

// observable reports a statement that says what can be seen: a number, a name in
// code or quotation marks, a path, or what something does.
func observable(s string) bool {
	return strings.ContainsAny(s, "0123456789`\"“") || ruling.MentionsPath(s) || seen.MatchString(s)
}
