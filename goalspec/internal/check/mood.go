package check

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// MustHold demands of something that it passes.
var MustHold = regexp.MustCompile(`(?i)\b(?:must|should|has to|have to|needs? to) (?:still |also |continue to |keep )?(?:run (?:[\w-]+ ){0,7}and )?(?:pass(?:ing)?|succeed|compile|build|stay green|be green)\b`)

// mood is how a statement speaks of what it names. What it does not demand binds no
// command, and what it only wishes for is no criterion.
type mood byte

const (
	Demanded mood = iota
	Wished        // for what nobody needs
	reported      // of an example, of what was, of what somebody says, doubts or does not ask for
)

// notDemanded is the fault of a command in a statement that does not demand it.
const notDemanded = "the sentence does not ask for the command to pass; if it must, write that it passes, and nothing else in that statement"

var (
	// wishing and narrating lead what a statement does not demand.
	wishing   = regexp.MustCompile(`(?i)^\W*(?:optional(?:ly)?|nice[- ]to[- ]have|stretch(?: goals?)?|bonus|ideally|not (?:needed|required|necessary|wanted|yet)|(?:evidence|what|checks) we do(?: not|n['’]t) (?:want|need))\b`)
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
	// recounts tells before a command what somebody did with it, or what it shows that is
	// wrong today.
	recounts = regexp.MustCompile("(?i)\\b(?:" +
		`(?:i|we|he|she|they)(?:['’]ve| have| had| once| already| also| just)* (?:tried|ran|saw|noticed|profiled|benchmarked|reproduced|bisected)\b[^.;` + "`" + `]*\b(?:ago|yesterday|last (?:week|month|year|night|time)|before|once|earlier|back then|in the past|today)\b` +
		`|(?:re)?produc(?:e|es|ed|ible)\b[^.;` + "`" + `]{0,60}\b(?:with|by|via|using|running|run)` +
		"|to reproduce)\\b[^.;`]{0,40}`")
	// notAsked says so behind a command.
	notAsked = regexp.MustCompile(`(?i)\b(?:it|this|that|which|they|passing|success|the (?:command|check|run|result))(?:['’]s| is| are)(?: (?:just|only|also|rather|really))? (?:(?:not|n['’]t) (?:(?:strictly|really) )?(?:required|needed|necessary|mandatory|enough|sufficient|wanted|essential|relevant|a must|part of (?:this|the))|out of scope|irrelevant|unnecessary|unimportant|optional|voluntary|a bonus|(?:a )?nice[- ]to[- ]have)\b` +
		`|\bfails?\b[^.;]{0,30}\b(?:that|this|which|it)(?:['’]s| is) (?:all )?(?:fine|ok|okay|acceptable|all right|no problem|known)\b` +
		`|^\W*(?:is|are) (?:only )?(?:run|executed) by (?:the|our|an?|us|them|somebody|someone)\b[^.;]*\.?\s*$` +
		`|\b(?:he|she|they|i) (?:claims?|says?|said|told|hears?|heard|thinks?|believes?|hopes?)\b|\bso i hear\b|\b(?:supposedly|allegedly|apparently|reportedly|probably|maybe|perhaps)\b|\b(?:may|might|could) pass\b|\btries to pass\b|[(–—-]\s*(?:optional|not (?:required|needed|necessary)|if (?:you have|there is) time|it must not|nice to have)\b|\bis (?:wrong|false|a bug)\b|\bwhich is (?:wrong|a bug)\b|\b(?:when|but) (?:it|that|this) (?:should|must|need)(?: not|n['’]t)\b|\bpasses no more\b|\bhas to fail\b`)
)

// MoodOf is the mood of a statement, by what leads it and by what it says behind the first
// command in it.
func MoodOf(s string) mood {
	switch {
	case wishing.MatchString(s):
		return Wished
	case narrating.MatchString(s), strings.Contains(s, "`") && recounts.MatchString(s) && !MustHold.MatchString(s):
		return reported
	}
	for _, loc := range prose.CodeSpan.FindAllStringSubmatchIndex(s, prose.MaxCalls) {
		if LooksLikeCommand(s[loc[2]:loc[3]]) {
			if notAsked.MatchString(prose.BlankCode(s[loc[1]:])) {
				return reported
			}
			break
		}
	}
	return Demanded
}
