package asks

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	modal = `(must|should|shall|can|could|may|might|will|ought to|(is|are|has|have|needs?) to|is allowed to|are allowed to)( (also|then|now|therefore|just|safely|simply|probably|be)){0,3}`
	start = `(^|\b(and|please|to|then|so|also|by|must|should|may|can|will|now|only|just|you|we|i|let.s|don.t|not|never|rather|instead) )`
	upTo  = `( [^\s¤§]+){0,7}`
)

// wish is what people may want to become of a thing, §, in the clause that names it
// or in one behind that.
type wish struct{ named, then *regexp.Regexp }

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
	all := clauses(text)
	for n, c := range all {
		if !strings.Contains(c, "§") {
			continue
		}
		if frozen.MatchString(c) {
			return Forbidden, text
		}
		if w.named.MatchString(c) {
			return w.sign(c), text
		}
		for _, c := range all[n+1:] {
			if strings.ContainsAny(c, "§¤") {
				break
			}
			if w.then.MatchString(c) {
				return w.sign(c), text
			}
		}
		if n == len(all)-1 || !strings.ContainsAny(strings.Join(all[n+1:], ""), "§¤") {
			for _, c := range clauses(next) {
				if strings.ContainsAny(c, "§¤") {
					break
				}
				if w.then.MatchString(c) {
					return w.sign(c), next
				}
			}
		}
	}
	return Unsaid, ""
}

// sign reads whether a clause wants it or forbids it, whatever it says of when: not
// to run is to be left out.
func (w wish) sign(clause string) Edit {
	return sign(unrun.ReplaceAllString(condition.ReplaceAllString(clause, ""), "skip"))
}

var condition = regexp.MustCompile(`\b(if|when|whenever|where|unless|as long as|in case|while)\b.*?(\bthen\b|§|$)|\b(skip|skipped|left out)( §| it)? without\b.*$`)

const (
	gone = `(removed|deleted|dropped|retired|thrown (out|away)|taken out|got rid of)`
	goes = `(removed?|deleted?|drop|retire|get rid of|throw (out|away)|take out)`
	away = `((go|goes)( (too|as well|also|then|now|with \S+)){0,2}\W*$|(go|goes) away|disappears?|vanish(es)?)`
)

var toGo = wish{
	named: regexp.MustCompile(`§( \S+){0,4} ` + modal + ` ` + gone + `\b|§( \S+){0,4} ` + modal + ` ` + away + `|§( (then|therefore|also|both|all|now|simply)){0,2} (go|goes) away\b` +
		`|` + start + goes + upTo + ` §|\b(go|goes|go away|goes away|` + gone + `|removing|deleting|dropping)( together| along)? (with|like) ([^\s¤§]+ ){0,3}§` +
		`|§ (is|are) (no longer|not any more|still|superfluous|obsolete|useless|pointless)\b[^¤]*\b(needed|superfluous|obsolete|useless|pointless|delete|remove|drop)\b`),
	then: regexp.MustCompile(`^(\w+ ){0,2}` + it + `( \S+){0,2} ` + modal + ` (` + gone + `\b|` + away + `)|^(\w+ ){0,2}` + it + ` (go|goes) away\b|^((\w+ ){0,2}(please|then|so|also|to|must|should|may|can|you|we|i|just) )?` + goes + ` ` + it + `\b`),
}

// ToGo tells whether people want one of several things, by its name, to be removed.
func ToGo(sentences []string, name string, besides []string) bool {
	_, wanted := toGo.wished(sentences, name, besides)
	return wanted
}

const (
	skips   = `(skip|leave out|exclude|disable|limit|restrict|guard)`
	skipped = `(skipped|left out|excluded|disabled|limited|restricted|guarded|run only|only run|not run|not be run|passed over)`
)

// unrun are the ways to say that a test does not run.
var unrun = regexp.MustCompile(`\b(do not|don['’]t|does not|doesn['’]t|never|not|needn['’]t|need not|can['’]t|cannot|shouldn['’]t|mustn['’]t)( (be|to|even|try to|let|have)){0,2} (run|ran|execut\w+|start\w*|collect\w*)( on| in| when| where| if|\b)`)

var toSkip = wish{
	named: regexp.MustCompile(`§[^¤]*\b` + modal + ` (be )?(` + skipped + `|` + skips + `)\b|§[^¤]*` + unrun.String() +
		`|` + start + skips + upTo + ` §|` + start + `leave` + upTo + ` § out\b|\b(do not|don['’]t|never|must not|should not) (even )?(run|execute|start)` + upTo + ` §` +
		`|` + start + `(only )?(run|execute)` + upTo + ` § (only )?(on|in|if|when|where)\b|§ (may|can|should|must)( then| also)? skip\b`),
	then: regexp.MustCompile(`^(\w+ ){0,2}` + it + `\b[^¤§]*\b` + modal + ` (be )?(` + skipped + `|` + skips + `)\b|^((\w+ ){0,2}(please|then|so|also|to|must|should|may|can|you|we|i|just) )?` + skips + ` ` + it + `\b|^(\w+ ){0,2}(do not|don['’]t|never) (run|execute|start) ` + it + `\b`),
}

// ToSkip tells whether people want one of several things, by its name, to be left
// out of a run, or to leave a test out, and in which words.
func ToSkip(sentences []string, name string, besides []string) (said string, wanted bool) {
	return toSkip.wished(sentences, name, besides)
}

const longer = `(longer|more (time|than|patience|seconds)|(a )?(greater|higher|longer|larger|bigger) (time-?out|limit)|time-?out|\d+ ?(s|ms|seconds|minutes)\b)`

var toWait = wish{
	named: regexp.MustCompile(`§[^¤]*\b(needs?|takes?|gets?|requires?|may (take|have|get)|will (take|need)|has)\b[^¤]*\b` + longer +
		`|` + start + `(give|allow|grant)` + upTo + ` §[^¤]* ` + longer + `|` + start + `(rais\w*|increas\w*|extend|bump|lift)` + upTo + ` (time-?out|limit|time)( \S+){0,3} §`),
	then: regexp.MustCompile(`^(\w+ ){0,3}(give|allow|grant) ` + it + `\b[^¤§]*\b` + longer + `|^(\w+ ){0,3}(raise|increase|extend|bump|lift) (its|their|the) (time-?out|limit|time)\b|^(\w+ ){0,2}` + it + `\b[^¤§]*\b(needs?|takes?|may take|gets?) [^¤§]*` + longer),
}

// ToWait tells whether people want one of several things, by its name, to have more
// time.
func ToWait(sentences []string, name string, besides []string) bool {
	_, wanted := toWait.wished(sentences, name, besides)
	return wanted
}
