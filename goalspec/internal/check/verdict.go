package check

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// obliged are words that ask for what follows them.
const obliged = `(?:must|should|shall|ha(?:s|ve) to|needs? to)`

// settledAt ends what is said of a command, and not of how it does something.
const settledAt = `\s*(?:[.,;:)]|$|\b(?:and|again|too|but|for|on|in|under|now|throughout|before|after|at|as)\b)`

var (
	// verdict is what may follow a command that passes.
	verdict = regexp.MustCompile(`(?i)^\s*(?:(?:still|also|all|both|each|must|should|shall|will|has to|have to|needs? to|now|then|again|continues? to|keeps?|stays?|remains?|to|be|is|are|gets?|that) +)*` +
		`(?:pass(?:es|ed|ing)?|succeeds?|succeed(?:ed|ing)|exits?(?: with)?(?: (?:code|status))* (?:0|zero|cleanly|successfully)|exits? (?:without|with no) errors?|(?:returns?|has|gives?|reports?|with)?(?: exit)?(?: (?:code|status))* ?\b(?:0|zero)|(?:completes?|finish(?:es)?)(?: successfully)?|` +
		`(?:ends?|terminates?|returns?)(?: (?:with|in))?(?: (?:code|status|an?|exit))*(?: (?:success|successfully|cleanly|green|clean|ok|0|zero|(?:without|with no) (?:an |any )?errors?))|go(?:es)? through|comes? (?:back|out|up) (?:clean|green|empty)|ha(?:s|ve) (?:nothing|no \w+) to (?:report|say|complain about)|` +
		`clean|green|successful|run|executed|runs? (?:clean(?:ly)?|green|successfully|through|without (?:an )?errors?)|works?|builds?|compiles?|links|ok|okay)\b`)
	// content is one in words that say so only where nothing follows them.
	content = regexp.MustCompile(`(?i)` + modal + `(quiet|silent|happy|satisfied|content|on green|error-free|free of \w+)` + settledAt)
	// Passes is any word for a check that passes.
	Passes = regexp.MustCompile(`(?i)\b(?:pass(?:es|ed|ing)?|succeeds?|green|clean)\b`)
	// notFails says that a command does no harm.
	notFails = regexp.MustCompile(`(?i)^(?:(?:does|do|must|should|shall|may|will|can)(?: not|n['’]t|not| never| no longer)|never|no longer) (?:ever )?(?:fails?|breaks?|crash(?:es)?|complains?)(?: any ?more| any longer| again)?$`)
	retracts = regexp.MustCompile(`(?i)^\s*(?:no longer|nowhere|never|neither|not)\b`)
	// handsOn follows a command that passes something to something else.
	handsOn = regexp.MustCompile(`(?i)^\s+(?:its|their|them|along|down|on to)\s+\w`)
	// demands is where a sentence goes on, behind what a command does, to what is asked of it.
	demands = regexp.MustCompile("(?i)^(?:[^.;:`]{0,100}?(?:[,;:–—]\\s*(?:and |but )?(?:which|it|that|this)|\\b(?:and|but|which|that)(?: (?:it|this|that|which))?)|\\s*,[^,.;:`]{1,40},) +(" +
		obliged + `(?: (?:still|also|now|then|always|all|both|keep|stay|remain|be|come back))* (?:pass(?:ing)?|succeed|exit(?: with)?(?: (?:code|status))* (?:0|zero)|green|clean)\b.*)$`)
	// AsksToPass leads a command that something is to pass.
	AsksToPass = regexp.MustCompile("(?i)(?:\\b(?:pass(?:es)?|satisf(?:y|ies)|survives?)|\\b(?:check|proof|gate|bar|test) is|\\b(?:pass(?:es)?|succeeds?|green|clean)\\b[^.;`]{0,30}(?:[:(]|\\b(?:with|under|via|by running|that is|namely)|\\bi\\.e\\.),?)(?: the)?(?: command)?\\s*$")
	// watches says of a command that it shows what stands before it, and demanding that
	// this is asked for.
	watches   = regexp.MustCompile(`(?i)` + modal + `(?:checks?|verif(?:y|ies)|proves?|confirms?|tests?|enforces?|looks? for|looks? after|(?:makes?|is) sure of|sees? to|watch(?:es)? over|guards?|catch(?:es)?|detects?|finds? out|tells? us) (?:for )?(?:that|this|it|both|them|these|those|all of (?:that|this|it|them))(?: too| already| as well| for us)?\s*(?:[.,;)]|$)`)
	demanding = regexp.MustCompile(`(?i)\b` + obliged + `\b|^\W*(?:no|none|nothing|nobody|every|each|all)\b`)
	// arrow leads what comes of a command, and ticked is the sign of what passes.
	arrow  = regexp.MustCompile(`^[\s*_]*(?:=>|->|→|⇒)\s*`)
	ticked = regexp.MustCompile(`[✅✔☑]`)
)

// VerdictAt is where a verdict ends with which words begin, 0 where they begin with
// none.
func VerdictAt(words string) int {
	if loc := verdict.FindStringIndex(words); loc != nil {
		return loc[1]
	}
	if loc := content.FindStringSubmatchIndex(words); loc != nil {
		return loc[3]
	}
	return 0
}

// affirms reports words behind what may be a command that say that it passes.
func affirms(after string) bool {
	rest := strings.TrimSpace(prose.InParens.ReplaceAllString(after, ""))
	clause := rest
	if loc := callClause.FindStringIndex(rest); loc != nil {
		clause = rest[:loc[0]]
	}
	clause = strings.Trim(clause, " .;,:*_)")
	return VerdictAt(strings.TrimLeft(rest, ")=->→⇒:–—*_ ")) > 0 || saysNone(rest) || notFails.MatchString(clause) || asWell.MatchString(clause) || demands.MatchString(" "+rest)
}

// saidToPass are words with which a statement asks a command to pass, and not only to be
// run.
var saidToPass = regexp.MustCompile(`(?i)\b(?:pass(?:es|ing)?|succeeds?|green|clean|quiet|silent|exits? (?:with )?(?:(?:code|status) )?(?:0|zero))\b`)

// AsksToHold reports a statement that says of something in code marks that it passes.
func AsksToHold(words string) bool {
	return strings.Contains(words, "`") && saidToPass.MatchString(prose.BlankCode(words))
}

// furtherOn is what a sentence asks of a command behind words that say what it does,
// else those words, without signs.
func furtherOn(right string) string {
	if strings.ContainsAny(right, "=>→⇒✅✔☑") {
		right = arrow.ReplaceAllString(ticked.ReplaceAllString(right, ""), " ")
	}
	if !slices.ContainsFunc([]string{"must", "should", "shall", "ha", "need"}, func(w string) bool { return strings.Contains(right, " "+w) }) {
		return right
	}
	if m := demands.FindStringSubmatchIndex(right); m != nil && VerdictAt(right) == 0 && !onCondition.MatchString(right[:m[2]]) {
		return right[m[2]:m[3]]
	}
	return right
}
