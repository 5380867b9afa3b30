package check

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// passing says of a command, before or behind what it prints, that it passes.
const passing = `(?:exits?(?: with)?(?: (?:code|status))* (?:0|zero)|pass(?:es)?|succeeds?)`

var (
	// wordless says of a command that it prints nothing, and onlyWordless nothing else.
	wordless     = regexp.MustCompile(`(?i)` + modal + `(?:(?:prints?|outputs?) +nothing|(?:prints?|gives?|has|have|produces?) +no output)\b`)
	onlyWordless = regexp.MustCompile(wordless.String() + `(?: at all)?(?: and ` + passing + `)?\s*[.,;]?\s*(?:\band\s*)?$`)
	// saysText follows a command of which stands next what it prints, saysLine one that
	// prints it as a line, and onlyLine what ends the statement behind the line.
	saysText = regexp.MustCompile(`(?i)` + modal + `(?:` + passing + `,? and )?(?:prints?|outputs?|returns?|reports?|says?|answers?|shows?|lists?)(?: (?:exactly|only|just|nothing but|no|the|an?|lines?|words?|text|message|string))*\s*$`)
	saysLine = regexp.MustCompile(`(?i)` + modal + `(?:` + passing + `,? and )?(?:prints?|outputs?)( (?:exactly|only|just|nothing but))?(?: the line)?\s*$`)
	onlyLine = regexp.MustCompile(`(?i)^( and nothing else)?(?: and (?:` + passing + `|exits?))?\s*[.;]?\s*$`)
	// leadsPlain stands before a command and bounds nothing of what it does.
	leadsPlain = regexp.MustCompile(`(?i)^\W*(?:(?:that|the|command|running|run|also|and)\b[\s:*_]*)*$`)
	// afterAnother stands between a command and another one of which the same is asked.
	afterAnother = regexp.MustCompile("(?i)`[^`]{0,60}\\band\\s*$")
	// leadsToday says that what follows is what is there before the change.
	leadsToday = regexp.MustCompile(`(?i)\b(?:currently|today|now|at present|at the moment|so far|until now)\b`)
	// unwritten are marks of what is not printed as it is written.
	unwritten = regexp.MustCompile(`\.\.\.|…|<[^<>]*>|[\\*]|%[a-z]|\{\w+\}|\$[\w{(]`)
	// tellsMore says behind a command that it prints something.
	tellsMore = regexp.MustCompile(`(?i)\band (?:prints?|outputs?|says?|shows?|reports?|lists?)\b`)
)

// printsSaid is how to write a command such that it exits 0 when it does and prints what is
// said, a line in code marks; nil where that is not known. Unsure reports that more is
// said of what it prints, or other, than could be written.
func printsSaid(code, before, after, line, rest string) (held func(code string) string, unsure bool) {
	after = withoutRemark(after)
	switch {
	case wordless.MatchString(after) && !(line != "" && saysText.MatchString(after)):
		return nil, !onlyWordless.MatchString(after) || leadsToday.MatchString(prose.BlankCode(before))
	case line == "" || !saysText.MatchString(after) || prose.PlainNumber.MatchString(line) || prose.OnlyBound.MatchString(line):
		return nil, false
	}
	held = printsLine(code, before, after, line, rest)
	return held, held == nil
}

// withoutRemark takes what stands in parentheses off, where that only explains.
func withoutRemark(s string) string {
	if !strings.Contains(s, "(") {
		return s
	}
	return prose.InParens.ReplaceAllStringFunc(s, func(remark string) string {
		if circumstantial.MatchString(remark[1:]) || onCondition.MatchString(remark) || leavesOut.MatchString(remark) {
			return remark
		}
		return ""
	})
}

// leavesOut says that something is left out.
var leavesOut = regexp.MustCompile(`(?i)\b(?:but|besides|apart|excluding|ignoring|aside|outside|other than|only|just|for now|not yet|fails?)\b`)

// printsLine is how to write a command such that it exits 0 when it does, and one of the
// lines it prints is the one in code marks behind it; nil where that is not all that is said.
func printsLine(code, before, after, line, rest string) func(code string) string {
	said, end := saysLine.FindStringSubmatch(after), onlyLine.FindStringSubmatch(rest)
	if said == nil || end == nil || !leadsPlain.MatchString(before) && (!afterAnother.MatchString(before) || leadsToday.MatchString(prose.BlankCode(before))) || !holdable(code, before, rest) || unwritten.MatchString(line) || prose.LooksLikePath(line) || strings.ContainsAny(line, "'\n") {
		return nil
	}
	return func(code string) string {
		if said[1]+end[1] != "" {
			return "out=$(" + code + `) && test "$out" = '` + line + "'"
		}
		return "out=$(" + code + `) && printf '%s\n' "$out" | grep -qxF -- '` + line + "'"
	}
}

// printsNothing is a command that exits 0 when another one does, and prints nothing.
func printsNothing(command string) string { return `out=$(` + command + `) && test -z "$out"` }

var (
	// comesOut leads behind a command to the verb of what it does: an arrow, or a pronoun.
	comesOut = regexp.MustCompile(`(?i)^\s*(?:(?:→|⇒|->|=>)|,\s*(?:which|and (?:it|that|this)|it))\s*(` + obliged + `\b|` + Tells + `\b|exits?\b|ends?\b|pass(?:es)?\b|succeeds?\b|fails?\b|finish(?:es)?\b)`)
	// noneFound says behind a command, without a verb, that there are no faults.
	noneFound = regexp.MustCompile(`(?i)^\s*(?:(?:→|⇒|->|=>|[:–—])\s*)?(?:0|zero|no) ((?:[\pL-]+ )?(?:` + faultWords + `|failures?)\b)`)
	noneFail  = regexp.MustCompile(`(?i)^\s*(?:(?:→|⇒|->|=>|[:–—])\s*)?(?:0|zero|none) (?:failing|failed|failures?)(\s*(?:[.,;(]|$))`)
	// emptyOf says that something of a kind is not printed, and not that nothing is.
	emptyOf = regexp.MustCompile(`(?i)\bno (?:\w+ )?(?:lines?|output|results?|entry|entries|rows?) (?:with|containing|that|which|like|matching|of|for|about|starting|ending|without|beginning)\b`)
)

// plainAfter is what stands behind a command with a verb, where it has none: "-> exits 0",
// "→ 0 issues".
func plainAfter(after string) string {
	after = comesOut.ReplaceAllString(after, " $1")
	after = noneFail.ReplaceAllString(after, " finds no failures$1")
	return noneFound.ReplaceAllString(after, " finds no $1")
}
