package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	modal = `(must|should|shall|can|could|may|might|will|ought to|(is|are|has|have|needs?) to|is allowed to|are allowed to)( (also|then|now|therefore|just|safely|simply|probably|be)){0,3}`
	start = `(^|: |\b(and|please|to|then|so|also|by|must|should|may|can|will|now|only|just|you|we|i|i.d|let.s|don.t|not|never|rather|instead) )`
	upTo  = `( [^\s¤§]+){0,7}`
)

// wish is what people may want to become of a thing, §, in the clause that names it
// or in one behind that, with what a clause of facts alone holds, if there is that.
type wish struct{ named, then, fact *regexp.Regexp }

// wished tells whether people want it of one of several things by its name, and in
// which sentence.
func (w wish) wished(sentences []string, name string, besides []string) (string, bool) {
	said, some := "", false
	for n, text := range sentences {
		text = marked(text, name, besides)
		if !strings.Contains(text, "§") {
			continue
		}
		next := ""
		if n+1 < len(sentences) {
			next = marked(sentences[n+1], name, besides)
		}
		switch verdict, of := w.says(text, next); {
		case verdict == Forbidden:
			return "", false
		case verdict == Wanted && of == next:
			said, some = sentences[n]+"; "+sentences[n+1], true
		case verdict == Wanted:
			said, some = sentences[n], true
		}
	}
	return said, some
}

// says tells what a marked sentence, or the one behind it, says of §, and which of
// the two does.
func (w wish) says(text, next string) (Edit, string) {
	all := behindColons(clauses(text))
	for n, c := range all {
		if !strings.Contains(c, "§") {
			continue
		}
		if frozen.MatchString(c) {
			return Forbidden, text
		}
		if lead, rest, ok := strings.Cut(c, ": "); ok && strings.Contains(rest, "§") && !forbids.MatchString(lead) {
			c = rest
		}
		if ofItself(w.named, c) && !doubted.MatchString(text) && !w.states(text) {
			return w.sign(c), text
		}
		for _, c := range all[n+1:] {
			if strings.ContainsAny(c, "§¤") {
				break
			}
			if w.then.MatchString(c) && !doubted.MatchString(text) && !w.states(text) {
				return w.sign(c), text
			}
		}
		if n == len(all)-1 || !slices.ContainsFunc(all[n+1:], func(c string) bool { return strings.ContainsAny(c, "§¤") }) {
			for _, c := range clauses(next) {
				if strings.ContainsAny(c, "§¤") {
					break
				}
				if w.then.MatchString(c) && !doubted.MatchString(next) && !w.states(next) {
					return w.sign(c), next
				}
			}
		}
	}
	return Unsaid, ""
}

// behindColons are clauses, parted where one has § before a colon, and behind it none or
// what is asked after something was told of §.
func behindColons(clauses []string) (out []string) {
	for _, c := range clauses {
		if lead, rest, ok := strings.Cut(c, ": "); ok && strings.Contains(lead, "§") && (!strings.ContainsAny(rest, "§¤") || tellsOf.MatchString(lead)) {
			out = append(out, lead, rest)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// tellsOf is what a clause tells of §.
var tellsOf = regexp.MustCompile(`§[^;]*\b(?:is|are|takes?|needs?|fails?|has|have|runs?)\b`)

// ofItself tells whether a clause says something of § itself: not of a part of it, of
// what it shows or tries, or of what is like it.
func ofItself(re *regexp.Regexp, clause string) bool {
	return slices.ContainsFunc(re.FindAllStringIndex(clause, -1), func(at []int) bool {
		object, subject, _ := strings.Cut(clause[at[0]:at[1]], "§")
		return !aside.MatchString(allOf.ReplaceAllString(object, "")) && !astray.MatchString(itsTest.ReplaceAllString(subject, "")) && (object != "" || !partOf.MatchString(clause[:at[0]]))
	})
}

// states tells whether a sentence only says how things are.
func (w wish) states(sentence string) bool { return w.fact != nil && w.fact.MatchString(sentence) }

var (
	itsTest = regexp.MustCompile(` (the|that|this) test$`)
	aside   = regexp.MustCompile(`\b(in|inside|into|from|within|of|so|before|after|as|like|until|because|for|when|if|by|than|that|which|(and|to) (run|see|call|check|fix|look|start|watch|try|repeat|reproduce|make|let))\b`)
	allOf   = regexp.MustCompile(`\b(rid|time-?out|limit|time) (of|for)\b`)
	partOf  = regexp.MustCompile(`\b(of|in|from|by|as|with|than|like|see|for)\s+$`)
	astray  = regexp.MustCompile(`\b(that|which|who|where|when|if|as (if|in|it|they|the|a|is)|because|puts?|checks?|shows?|expects?|fails?|asserts?|tests?|proves?|covers?|says|writes|reads|leaves?|creates?|makes?|wants?|uses? (that|the|a)|hangs?|breaks?|passes)\b`)
	// doubted is a sentence about a way that somebody thought of and that is not taken,
	// that is asked about, or left to a person or to another change.
	doubted = regexp.MustCompile(`\b(some(one|body)|any(one|body)|colleagues?|they|he|she|people|it was|was|were|we|i|have|has|had) (\w+ ){0,2}(suggest|propos|tried|tempt|consider|discuss)\w*|\bwould (be|only|just|hide|mask|lose)\b|\btempt\w*|\beasy\b|\b(could|might)\b.*(\bbut\b|\brather\b|\bhowever\b)|\bif (you|we|one|they|i|someone|somebody) |\b(is|are|be) no (fix|option|solution|answer|cure|way|remedy|excuse)\b|\b(not|n.t) (help|an option|the (answer|solution|fix|point))\b|\bby mistake\b|\bwhy (was|were|did)\b|\bhid(e|es|ing)\b|\bto (reproduce|see (it|this|that))\b` +
		`|^(\W*(if|when|in case)\b.*, |.*\bbefore .*, )(please |then )?(stop|ask|tell (me|us)|say so|report (back|it)|let (me|us) know)\b|\b(in|with|by|to|for) (another|an? (later|separate|own|follow-?up)|the next|its own) (issue|pr|pull request|change|ticket|release|commit)\b|` + question)
)

// question is a sentence that asks, and not for something to be done.
const question = `^\W*(should|shall|must|is|are|was|were|do|does|did|has|have|why|what|how|who|which|` + edits + `|` + goes + `|` + skips + `|mark|ignore|allow|accept|tolerate|extend|add)\b.*\?$`

// sign reads whether a clause wants it or forbids it, whatever it says of when: not
// to run is to be left out, and what nobody needs is superfluous.
func (w wish) sign(clause string) Edit {
	clause = notToFail.ReplaceAllString(clause, "")
	clause = unneeded.ReplaceAllString(condition.ReplaceAllString(clause, ""), "superfluous")
	return sign(unrun.ReplaceAllString(clause, "skip"))
}

// forbids is what leads to something that is not to be done.
var forbids = regexp.MustCompile(`\b(not|never|cannot|avoid|without)\b|` + short + `\b`)

// notToFail is what else would become of a test.
var notToFail = regexp.MustCompile(`,? \b(rather than|instead of|(and|but)? ?not) (to )?(let(ting)? (it|them) )?(fail(ing|ed)?|be(ing)? red|break(ing)?)\b`)

var unneeded = regexp.MustCompile(`\b(not|n['’]t|no longer) (needed|used|called|wanted|necessary|useful)( any ?more| any longer)?`)

var condition = regexp.MustCompile(`\b(if|when|whenever|where|unless|as long as|in case|while)\b.*?(\bthen\b|§|$)|\b(skip|skipped|left out)( §| it)? without\b.*$`)

const (
	gone = `(removed|deleted|dropped|retired|thrown (out|away)|taken out|got rid of)`
	goes = `(removed?|deleted?|drop|retire|get rid of|throw (out|away)|take out)`
	away = `((go|goes)( (too|as well|also|then|now|with \S+)){0,2}\W*$|(go|goes) away|disappears?|vanish(es)?)`
)

var toGo = wish{
	named: regexp.MustCompile(`§( \S+){0,6} ` + modal + ` ` + gone + `\b|§( \S+){0,4} ` + modal + ` ` + away + `|§( (then|therefore|also|both|all|now|simply)){0,2} ((go|goes) away\b|goes?(,|$))` +
		`|` + start + goes + upTo + ` §|\b(go|goes|go away|goes away|` + gone + `|removing|deleting|dropping)( together| along)? (with|like) ([^\s¤§]+ ){0,3}§` +
		`|\b(removing|deleting|dropping) §( \S+)? is (fine|ok|okay|all right|right|welcome)\b|§ (is|are) (no longer|not any more|still|superfluous|obsolete|useless|pointless)\b[^¤]*\b(needed|superfluous|obsolete|useless|pointless|delete|remove|drop)\b`),
	then: regexp.MustCompile(`^(\w+ ){0,2}` + it + `( \S+){0,2} ` + modal + ` (` + gone + `\b|` + away + `)|^(\w+ ){0,2}` + it + ` (go|goes) away\b|^((\w+ ){0,2}(please|then|so|also|to|must|should|may|can|you|we|i|just) )?` + goes + ` ` + it + `\b`),
}

// ToGo tells whether people want one of several things, by its name, to be removed.
func ToGo(sentences []string, name string, besides []string) bool {
	_, wanted := toGo.wished(sentences, name, besides)
	return wanted
}

const (
	skips = `(skip|leave out|exclude|disable|limit|restrict|guard)`
	// ofTest goes on where a test leaves out itself, and nothing that it works on.
	ofTest  = `( (itself|(the|that|this) test|it|there|on|in|if|when|where|without|under|for|to|as long|until|unless)\b|\W*$)`
	bid     = `((and|so|then|please|just|also|you|we|i|ci|let.s|to|must|should|may|can|could|better|simply|therefore|rather|would|d) ){0,4}`
	failing = `(expected failures?|expected to fail|xfail(ed)?|known failures?)`
	skipped = `(skipped|left out|excluded|disabled|limited|restricted|guarded|run only|only run|not run|not be run|passed over)`
)

// unrun are the ways to say that a test is not to run.
var unrun = regexp.MustCompile(`\b((do|must|should|need|shall|may|is to|are to|has to|have to)( not|n['’]t)|never|not to|not)( (be|to|even|try to|let|have)){0,2} (run|ran|execut\w+|start\w*|collect\w*)\b|\b(cannot|can['’]t|can not) (be )?(run|executed|start(ed)?) (on|in|when|where|if|without|under)\b`)

var toSkip = wish{
	named: regexp.MustCompile(`§( \S+){0,6}? ` + modal + ` (be )?(` + skipped + `\b|` + skips + `\b` + ofTest + `)|§( \S+){0,6}? ` + unrun.String() +
		`|` + start + skips + upTo + ` §|` + start + `leave` + upTo + ` § out\b|\b(do not|don['’]t|never|must not|should not) (even )?(run|execute|start)` + upTo + ` §` +
		`|` + start + `only (run|execute)` + upTo + ` § (on|in|if|when|where)\b|` + start + `(run|execute)` + upTo + ` § only\b|§ (may|can|should|must)( then| also)? skip\b` + ofTest +
		`|` + start + `(mark|set|turn)` + upTo + ` § (as|into|to|with) [^¤]*\b` + failing + `|§( \S+){0,4}? ` + modal + ` (be )?(marked )?((as|an?) ){0,2}` + failing + `\b|` + start + `xfail §`),
	then: regexp.MustCompile(`^` + bid + `(only (run|execute|start) ` + it + `|(run|execute|start) ` + it + ` only)\b|^(\w+ ){0,2}` + it + `\b[^¤§]*\b` + modal + ` (be )?(` + skipped + `\b|` + skips + `\b` + ofTest + `)|^` + bid + skips + ` ` + it + `\b|^` + bid + `leave ` + it + ` out\b|^let [^¤]+ (leave ` + it + ` out|(skip|omit) ` + it + `)\b|^` + bid + `(mark|set|turn) ` + it + ` (as|into|to|with) [^¤]*\b` + failing + `|^(\w+ ){0,2}(do not|don['’]t|never) (run|execute|start) ` + it + `\b`),
	fact: regexp.MustCompile(`\b(in parallel|concurrently|at the same time|at once|for (more|longer)|longer|twice|in a loop)\b|\b` + failing + ` still\b|\b(does not|doesn['’]t) run\b|\bat the moment\b|\bthat is the bug\b`),
}

// ToFail tells whether words that let a test be left out let it fail, and no more.
func ToFail(said string) bool {
	return toFail.MatchString(said) && !unrun.MatchString(said) && !toBeSkipped.MatchString(said)
}

var (
	toFail      = regexp.MustCompile(`\b` + failing + `\b`)
	toBeSkipped = regexp.MustCompile(`\b(` + skips + `|` + skipped + `)\b`)
)

// ToSkip tells whether people want one of several things, by its name, to be left
// out of a run, or to leave a test out, and in which words.
func ToSkip(sentences []string, name string, besides []string) (said string, wanted bool) {
	return toSkip.wished(sentences, name, besides)
}

const longer = `(longer|more (time|than|patience|seconds)|(a )?(greater|higher|longer|larger|bigger) (time-?out|limit)|time-?out|\d+ ?(s|ms|seconds|minutes)\b)`

var toWait = wish{
	named: regexp.MustCompile(`§[^¤]*\b(needs?|gets?|requires?|may (take|have|get)|will (take|need))\b[^¤]*\b` + longer + `|§ (then|now|therefore) takes\b[^¤]*\b` + longer + `|§ takes\b[^¤]*\b` + longer + `[^¤]*\b(then|with (this|that)|after (this|that)|afterwards|from now on|by design)\b` +
		`|` + start + `(give|allow|grant)` + upTo + ` §[^¤]* ` + longer + `|` + start + `(rais\w*|increas\w*|extend|bump|lift)` + upTo + ` (time-?out|limit|time)( \S+){0,3} §`),
	then: regexp.MustCompile(`^(\w+ ){0,3}(give|allow|grant) ` + it + `\b[^¤§]*\b` + longer + `|^(\w+ ){0,3}(raise|increase|extend|bump|lift) (its|their|the) (time-?out|limit|time)( (to|by|from|there|then|so|accordingly|as)\b|\W*$)|^(\w+ ){0,2}` + it + `\b[^¤§]*\b(needs?|takes?|may take|gets?) [^¤§]*` + longer),
	fact: regexp.MustCompile(`\btoo (slow|long|much)\b|\bslow(er|ly)?\b|\bquadratic\b|\b(took|used to)\b|\b(than|hits?|has|exceed\w*|over) (its|the|a) time-?out\b|\b(longer and longer|more and more)\b|\b(has|have) to do\b|\b(down|back) to\b|\bfaster\b|\bshould (only )?take\b|\bfails? (since|because)\b`),
}

// ToWait tells whether people want one of several things, by its name, to have more
// time, and in which words.
func ToWait(sentences []string, name string, besides []string) (said string, wanted bool) {
	return toWait.wished(sentences, name, besides)
}
