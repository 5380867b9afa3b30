package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// tells are verbs of what something does that can be seen.
const tells = `print|show|run|work|return|take|hold|list|contain|answer|respond|give|write|read|accept|reject|log|match|load|name|mention|describe`

var (
	// between stands between two statements.
	between = regexp.MustCompile(`\s*;\s+(?:and\s+)?|\s*,\s+and\s+|\s+and\s+|\s*,\s+`)
	// verdictOfOne says of one command what follows from its run.
	verdictOfOne = regexp.MustCompile("(?i)^(?:that |the command |also )?`[^`]+`(?:(?:,| and|, and) `[^`]+`)*\\s+(?:(?:still|also|now|then|must|should|ha(?:s|ve) to|needs? to|continues? to|both|all|be) +)*(?:pass(?:es)?|succeeds?|exits?|is|are|stay|stays|remains|keeps|reports|prints|shows|runs|works|builds|completes|returns|finds|takes|finishes|green|clean)\\b")
	// saysOfOne says something of one thing in code marks.
	saysOfOne = regexp.MustCompile("(?i)^(?:that |the (?:command|file|function|field|option) )?`[^`]+`\\s+(?:(?:still|also|now|then|must|should|has to|needs to|continues to) +)*(?:(?:is|are|has|can|cannot|exists?|fails|no longer|does)\\b|(?:pass|succeed|exit|stay|remain|keep|report|find|refuse|equal|say|" + tells + ")(?:e?s)\\b)")
	// subordinate is where a clause begins that goes on behind an "and".
	subordinate = regexp.MustCompile(`(?i)\b(?:if|when|whenever|unless|until|once|where|in case|that|which|who|whose|whether|because|while|so|after|before|as|with|without|between|both|either)\b`)
	// ownStatement is one with a subject and a verb of its own.
	ownStatement = regexp.MustCompile(`(?i)^(?:the|an?|every|each|all|any|no|there|our|its?|\pL[\pL-]*)\s+(?:\S+\s+){0,12}?(?:is|are|was|has|have|had|can|cannot|must|should|does|do|will|stays?|remains?|(?:exist|appear|use|send|render|open|end|start|cover|produce|carr(?:ie)|follow|handle|` + tells + `)(?:e?s)|exits?|passed|gone)\b`)
	ownSubject   = regexp.MustCompile(`(?i)^(?:the|an?|every|each|all|no|there) `)
	sameSubject  = regexp.MustCompile(`(?i)^(?:the|its?|their|no) (?:(?:exit|line|branch|test|total|overall|statement) )?(?:output|result|exit|status|command|coverage|run|report|diff|score|errors?|warnings?|failures?|matches|changes)\b`)
	leadsRun     = regexp.MustCompile(`(?i)^\W*(?:run|execute|use|after|when|once|if|while|with|without|by|for|in|on|as soon as|whenever|unless|until|before|both|either|neither|between)\b`)
)

// apart cuts a statement on done into those of which each can be met without the
// other: two that name a command each, or one that does and one that does not. One
// command must not stand for what it does not show.
func apart(words string) []string {
	if strings.Count(words, "`") < 2 {
		return eachBounded(words)
	}
	if len(words) > prose.MaxStatement || check.OfSeveral.MatchString(check.EachOf(prose.MaskCode(words))) || inspectWords.MatchString(words) || inspectionTag.MatchString(words) {
		return []string{words}
	}
	var out []string
	plain, from := prose.MaskCode(words), 0
	for _, loc := range between.FindAllStringIndex(plain, 2*prose.MaxCalls) {
		left, right := words[from:loc[0]], words[loc[1]:]
		if loc[0] > from && prose.Shallow(plain[:loc[0]]) && separate(left, right, plain[loc[0]:loc[1]]) {
			out, from = append(out, left), loc[1]
		}
	}
	return append(out, words[from:])
}

// eachBounded cuts a statement of several measures, each with a bound and what it is of.
func eachBounded(words string) []string {
	if _, fault := check.BoundIn(prose.Stated(words)); fault == "" || len(words) > prose.MaxStatement {
		return []string{words}
	}
	parts := between.Split(words, check.MaxBounds)
	for i, p := range parts {
		if b, fault := check.BoundIn(p); b == nil || fault != "" || i > 0 && !ofOwn.MatchString(p) || comparativeFirst.MatchString(p) {
			return []string{words}
		}
	}
	return parts
}

var (
	ofOwn            = regexp.MustCompile(`(?i)^\pL[\pL\d-]*\s+\S`)
	comparativeFirst = regexp.MustCompile(`(?i)^(?:` + check.Comparative + `|below|under|above|over|at (?:most|least)|up to|exactly|within|max|min|exceed\w*|is|are|stays?|must|should|not|never|no)\b`)
)

// separate reports two statements that nothing but a mark or "and" joins.
func separate(left, right, mark string) bool {
	if leadsRun.MatchString(left) || check.Either.MatchString(left) {
		return false
	}
	if verdictOfOne.MatchString(right) && check.AsksOfCommand(right) {
		calls, many := check.CallsIn(left)
		if many {
			return false
		}
		return verdictOfOne.MatchString(strings.TrimSpace(left)) && len(calls) > 0 || len(calls) == 0 && (ownStatement.MatchString(left) || saysOfOne.MatchString(left))
	}
	if !strings.Contains(mark, ";") && !strings.Contains(mark, "and") {
		return false
	}
	if saysOfOne.MatchString(right) {
		return !subordinate.MatchString(prose.BlankCode(left)) && (saysOfOne.MatchString(strings.TrimSpace(left)) || ownStatement.MatchString(left))
	}
	return verdictOfOne.MatchString(strings.TrimSpace(left)) && check.AsksOfCommand(left) && ownSubject.MatchString(right) && !sameSubject.MatchString(right) &&
		ownStatement.MatchString(right) && strings.Contains(right, "`") == check.Bounded(right)
}

// leansBack begins a sentence that says more of what the one before names.
var leansBack = regexp.MustCompile(`(?i)^\W*(?:it|they|both|this|that|these|those|all|each|then|otherwise|or|and|alternatively|either|if|when|after|before|once|unless|where|use|run)\b`)

// sentencesApart cuts a statement of several sentences where one names a command and so
// does one before it.
func sentencesApart(words string) []string {
	if strings.Count(words, "`") < 4 || !strings.Contains(words, ". ") || len(words) > prose.MaxStatement || check.LeadOf(words[:strings.IndexByte(words, '`')]) != "" {
		return []string{words} // or what leads them is said of each
	}
	var parts []string
	named := false
	for _, s := range page.Sentences(page.Bare(words)) {
		command := namedCommand(s.S) != ""
		if len(parts) == 0 || command && named && !leansBack.MatchString(s.S) && !check.SeenBy.MatchString(s.S) {
			parts, named = append(parts, s.S), command
			continue
		}
		parts[len(parts)-1] += " " + s.S
		named = named || command
	}
	return parts
}

// newCriteria are the criteria of one statement; what a tag says goes for each.
func newCriteria(words string) []Criterion {
	whole := newCriterion(words)
	parts := check.Ends(whole.Text)
	if parts == nil {
		for _, s := range sentencesApart(whole.Text) {
			parts = append(parts, apart(s)...)
		}
	}
	if len(parts) == 1 || whole.ByInspection {
		return []Criterion{whole}
	}
	tagged := whole.Text != words && whole.Kind != KindUnknown
	var out []Criterion
	for _, p := range parts {
		c := newCriterion(strings.Trim(p, " ,;"))
		if tagged {
			c.Kind = whole.Kind
		}
		out = append(out, c)
	}
	return out
}
