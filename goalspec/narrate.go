package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// A sentence narrates where it says of a command that it passes and does not ask for
// that: it tells of an example, of what was, of what somebody doubts or need not be.

// notDemanded is the fault of a command in a sentence that narrates.
const notDemanded = "the sentence does not ask for the command to pass; if it must, write that it passes, and nothing else in that statement"

var (
	// narrating leads a command of which a sentence only tells something.
	narrating = regexp.MustCompile("(?i)(?:^|;\\s)[\\s*_(]*(?:" +
		`(?:for (?:example|instance)|e\. ?g\.|as an? (?:(?:temporary|possible|known) )?(?:workaround|example|stopgap|fallback|last resort|bonus)|on (?:my|his|her|their) (?:own )?(?:machine|laptop|computer|box)|if you (?:have|like|want|wish|use|prefer|can)\b[^.;` + "`" + `]*,)(?:[\s,:*_]|$)` +
		`|(?:for )?(?:examples?|old|was|wrong|bad|later|todo|workaround|history|(?:(?:we|i) )?tried|rejected|not(?: now| yet| here| part of [^:]{1,20})?|do not|don['’]?t)[*_]*:` +
		`|(?:i|we) (?:doubt|wonder|(?:am|are) not (?:sure|certain)|(?:do not|don['’]t) (?:think|believe|expect))\b` +
		`|it(?:['’]s| is| was| would be) (?:(?:only|just|also) )?(?:an? )?(?:bug|mistake|error|fault|coincidence|accident|problem|wrong|doubtful|unlikely|misleading)\b` +
		`|it used to be\b` +
		"|(?:(?:please|but) )?(?:do not|don['’]t|never) (?:(?:just|only|ever) )?(?:check|verify|test|measure|run|use|call|execute|require|expect|rely)\\b[^.,;:?!`]{0,40}`" +
		"|(?:none|neither|not (?:all|both|each|every ?one)) (?:of )?[^.,;:`]{0,30}`" +
		"|an? (?:failing|broken|red|crashing) [^.,;:`]{0,20}`" +
		"|(?:today|currently|at the moment|right now|as of (?:today|now)),? (?:the )?`[^`]*` (?:still )?(?:pass(?:es)?|succeeds|works|is (?:green|clean)" + `)[^` + "`" + `]*\b(?:tomorrow|later|then|but|should|must) (?:it )?[^.;]*\bfail)`)
	// waived says behind a command that nobody needs it to pass.
	waived = regexp.MustCompile(`(?i)\b(?:it|this|that|which|they|passing|success|the (?:command|check|run|result))(?:['’]s| is| are)(?: (?:just|only|also|rather|really))? (?:(?:not|n['’]t) (?:(?:strictly|really) )?(?:required|needed|necessary|mandatory|enough|sufficient|wanted|essential|relevant|a must|part of (?:this|the))|out of scope|irrelevant|unnecessary|unimportant|optional|voluntary|a bonus|(?:a )?nice[- ]to[- ]have)\b` +
		`|\bfails?\b[^.;]{0,30}\b(?:that|this|which|it)(?:['’]s| is) (?:all )?(?:fine|ok|okay|acceptable|all right|no problem|known)\b` +
		`|^\W*(?:is|are) (?:only )?(?:run|executed) by (?:the|our|an?|us|them|somebody|someone)\b[^.;]*\.?\s*$`)
)

// narrates reports a sentence that does not ask a command in it to pass.
func narrates(s string) bool {
	if narrating.MatchString(s) {
		return true
	}
	for _, loc := range codeSpan.FindAllStringSubmatchIndex(s, maxCalls) {
		if looksLikeCommand(s[loc[2]:loc[3]]) {
			return waived.MatchString(blankCode(s[loc[1]:]))
		}
	}
	return false
}
