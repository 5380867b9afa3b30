package goalspec

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// handLabels are the labels people write by hand, lower case, without
// decoration. Of those that say what may change only the common ones are here, to
// know what imitates them; the grammar reads all.
var handLabels = everywhere(byName(map[field.Field][]string{
	field.Goal:        {"goal", "goals", "outcome", "objective", "desired outcome", "expected outcome", "goal statement", "task", "mission", "describe the solution you'd like", "proposed solution"},
	field.Expected:    {"expected", "expected behavior", "expected behaviour", "expected result", "expected results", "expectation", "desired behavior", "desired behaviour", "what should happen", "what should happen instead", "what i expect", "what i expected", "what i expected to happen", "what did you expect", "what did you expect to happen", "what you expected", "what you expected to happen", "what is the expected behavior", "what is the expected behaviour", "what is expected", "proposal", "solution", "change", "proposed change", "proposed changes", "suggested change", "suggested solution", "what", "what should be true", "desired state", "target state", "wanted", "wanted state", "wanted behavior", "wanted behaviour", "wanted result", "intended behavior", "intended behaviour", "what should be achieved", "what should be done", "what should change", "what needs to be done", "what needs to happen", "what needs doing", "what has to be done", "what has to happen", "what has to change", "what is to be done", "what needs to change", "what we want", "what i want", "what we need", "what is needed", "what is wanted", "what we would like", "what we'd like", "what do you want", "what do you want to achieve", "what do we want", "what do we want to achieve", "what would you like", "what would you like to see", "what is the goal", "what's the goal", "describe the feature", "describe the feature request", "describe your feature request", "describe the change", "describe the task", "describe the goal", "describe the desired outcome", "describe the enhancement"},
	field.Evidence:    {"evidence", "success criteria", "acceptance criteria", "acceptance", "criteria", "done when", "definition of done", "dod", "ac", "acceptance tests", "exit criteria", "success metrics", "validation", "verification", "the goal is done when", "the feature is done when", "proof", "requirements", "test plan", "checks", "success", "done", "done means", "success means", "success looks like", "must fail", "should fail", "must still fail", "must not pass", "expected to fail", "must pass", "should pass", "must still pass"},
	field.Constraints: {"constraints", "constraint", "hard constraints", "must not break", "what must not break", "must not be broken", "what must not be broken", "not to be broken", "what is not to be broken", "not to break", "may not break", "what may not break", "nothing to break", "what must not regress", "what may not regress", "restrictions", "boundaries", "non-negotiables", "must not regress", "must hold", "must hold throughout", "must always hold", "must hold at all times", "must hold the whole time", "holds throughout", "must keep working", "must still work", "invariants", "rules", "guardrails", "don't", "do not", "dont", "don'ts", "please don't", "please do not", "please not", "not", "not wanted", "not like this", "unwanted", "no-go", "no-gos", "what not to do", "what we don't want", "what i don't want", "please avoid", "avoid", "never", "must not", "keep", "please keep", "leave", "please leave", "must stay", "what must stay", "what must remain", "what must be kept", "what should stay", "to keep"},
	field.Deny:        {"do not modify", "do not change", "do not touch", "must not change", "frozen", "off limits", "protected paths", "read only", "deny", "deny list", "denylist", "excluded paths", "out of bounds", "off-limits"},
	field.Focus:       {"do modify", "focus", "focus on", "expected areas", "affected areas", "affected files", "files to change", "affected paths", "paths to focus on"},
	field.Allow:       {"only modify", "may change", "allowed paths", "allow list", "allowlist", "whitelist", "only these files", "only these paths"},
	field.Resources:   {"resources", "allowed commands", "commands", "network", "network hosts", "allowed hosts", "hosts", "tools", "allowed tools"},
	field.Priorities:  {"priorities", "priority", "how to choose", "per item", "for each item", "for each error", "order of work", "decision rules"},
	field.Phases:      {"phases"},
	field.AfterPhase:  {"after completing each phase", "after each phase", "after every phase", "after each step"},
	field.Stop:        {"stop", "stop when", "stop if", "stop and report", "stop & report", "stop conditions", "breakpoints", "breakpoint", "when to stop", "report", "reporting", "final report", "at the end", "escalate", "escalation"},
	field.Budget:      {"budget", "limits", "limit", "time limit", "time budget", "time box", "timebox", "time-box"},
	field.WorkType:    {"work type", "type of work", "kind of work", "type"},
	field.Context:     {"context", "background", "notes", "note", "additional context", "references", "links", "problem", "problem statement", "motivation", "rationale", "why", "why is this needed", "why is it needed", "why do we need this", "details", "steps to reproduce", "to reproduce", "how to reproduce", "reproduction", "environment", "actual", "actual behavior", "actual behaviour", "actual result", "actual results", "actually", "observed", "observed behavior", "observed behaviour", "current behavior", "current behaviour", "what happened", "what actually happened", "what happens", "what happens instead", "logs", "see also", "related", "examples", "example", "is your feature request related to a problem? please describe", "describe alternatives you've considered", "cause", "root cause", "reviewer", "reviewers", "assignee", "assignees", "owner", "owners", "cc", "deadline", "milestone", "epic", "ticket", "component", "area", "estimate", "approach", "hint", "hints", "implementation", "implementation notes", "technical notes", "nice to have", "nice-to-have", "optional", "stretch goals", "future work", "open questions", "questions", "ideas", "follow-ups"},
	field.Scope:       {"scope", "in scope", "paths"},
	field.NonGoals:    {"non-goals", "anti-goals", "non goals", "nongoals", "out of scope", "not in scope", "won't do", "not included"},
}), abroad)

// asksHow is a label that asks how it is seen that the work is done.
var asksHow = regexp.MustCompile(`^(?:how (?:(?:is|it's|that's|will|can|could|should|shall|do|does|would|to|we|you|i|one|it|this|that|success|they|(?:the |an? )?(?:reviewers?|maintainers?|somebody|someone|anyone|anybody|agent|author)|(?:i|we|you)'ll|the (?:goal|work|change|result)) )*(?:be )?(?:verif\w+|measur\w+|check\w*|test\w*|know|tell|prove\w*|confirm\w*|validat\w+)(?: (?:it|this|that|success|works|when|is|are|we|we're|you|you're|` + settled + `|the (?:goal|work|change|result)|that's|it's))*|what counts as (?:done|complete|completed|finished|accepted|fixed|solved)(?: (?:to|for) \w+)?|(?:what|when) (?:(?:does|is|do|are) )?(?:done|success|it|this|we|the (?:whole |entire )?(?:thing|goal|work|task|job|change|issue|bug|fix|feature|project))(?: (?:looks? like|means?|considered|` + settled + `))+)$`)

// settled is what a goal is that is reached.
const settled = `(?:done|finished|completed?|fixed|solved|resolved|closed|reached|successful)`

func byName(names map[field.Field][]string) map[string]field.Field {
	out := map[string]field.Field{}
	for f, list := range names {
		for _, n := range list {
			out[n] = f
		}
	}
	return out
}

// fieldNamed finds the field of a label written by hand. A label that leads a
// list may be a whole clause, such as "the feature is done when".
func fieldNamed(label string, leads bool) field.Field {
	if f, ok := plainField(label); ok {
		return f
	}
	if strings.Contains(label, "~~") {
		return field.Unknown // what is struck out is taken back
	}
	label = prose.PlainWords(label[:min(len(label), 4*prose.MaxLead)])
	if f, ok := plainField(label); ok {
		return f
	}
	if len(label) > prose.MaxLead {
		return field.Unknown
	}
	bare := bareLabel(label)
	if f := fieldAbroad(bare); f != field.Unknown {
		return f
	}
	if strings.Contains(bare, ". ") || strings.ContainsFunc(bare, foreign) {
		return field.Unknown
	}
	if !strings.ContainsAny(bare, "`.<>|~") {
		if f := ruling.FieldRuled(label); f != field.Unknown {
			return f
		}
	}
	if all := check.EachOf(bare); check.OneOf.MatchString(all) {
		if f, ok := handLabels[strings.TrimRight(all[:check.OneOf.FindStringIndex(all)[0]], " ,;:–—-(")]; ok {
			return f // "success criteria, any one of"
		}
	}
	switch f, ok := handLabels[bare]; {
	case ok:
		return f
	case (strings.HasPrefix(bare, "how ") || strings.HasPrefix(bare, "wh")) && asksHow.MatchString(bare):
		return field.Evidence
	case mustNotBelow.MatchString(bare), negates(bare):
		return field.Constraints
	case mayBeDone(bare):
		if end, not := check.DoneSaid(bare + " "); not {
			return field.Constraints
		} else if end > 0 {
			return field.Evidence
		}
	}
	if f := fieldStemmed(bare); f != field.Unknown {
		return f
	}
	if len(bare) < prose.MaxLead/2 && deniesBelow.MatchString(bare) {
		return field.Deny
	}
	if f := eitherLanguage(bare); f != field.Unknown {
		return f
	}
	if leads {
		return fieldLed(bare)
	}
	return field.Unknown
}

// eitherLanguage is the field of a label that says the same in two languages, as "Ziel /
// Goal" does: of two words one is known, and bounds no paths; or says it twice, as
// "Stop / report".
func eitherLanguage(bare string) field.Field {
	one, other, two := strings.Cut(bare, "/")
	one, other = strings.TrimSpace(one), strings.TrimSpace(other)
	if !two || strings.ContainsAny(one+other, "/ ") {
		return field.Unknown
	}
	f, ok := plainField(one)
	g, also := plainField(other)
	switch {
	case ok && also && f == g:
		return f
	case ok == also || (f | g).OfPaths(): // the other one is field.Unknown, which is 0
		return field.Unknown
	}
	return f | g
}

// plainField looks up a label of ASCII letters without making a copy.
func plainField(label string) (field.Field, bool) {
	var low [prose.MaxLead]byte
	if len(label) > len(low) {
		return field.Unknown, false
	}
	for i := range len(label) {
		c := label[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		low[i] = c
	}
	f, ok := handLabels[string(low[:len(label)])]
	return f, ok
}

// fieldLed finds the field of a clause that leads a list by its first words.
func fieldLed(bare string) field.Field {
	if atLast.MatchString(bare) && reports(lastly(bare)) {
		return field.Stop
	}
	first, rest, _ := strings.Cut(strings.TrimPrefix(bare, "please "), " ")
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(rest, w) })
	}
	switch first {
	case "after":
		if has("each ", "every ") {
			return field.AfterPhase
		}
	case "stop":
		if has("if", "when", "once") {
			return field.Stop
		}
	case "write", "produce", "report", "finish", "provide":
		if first == "report" || has("report", "summary") {
			return field.Stop
		}
	case "for":
		if has("each ", "every ") {
			return field.Priorities
		}
	case "per", "rule", "rules", "decision", "decisions":
		if first == "per" || has("per ", "for each ", "for every ") {
			return field.Priorities
		}
	}
	return field.Unknown
}

// bareLabel is a label in lower case without numbering, emoji, closing colon
// or a remark in parentheses.
func bareLabel(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != ')' })
	if open := strings.LastIndexByte(s, '('); open > 0 && strings.HasSuffix(s, ")") {
		s = s[:open]
	}
	s = strings.ReplaceAll(s, "’", "'")
	return strings.ToLower(page.Words(strings.TrimRight(s, " )")))
}

// labeller finds the labels among the lines and headings of a document.
type labeller struct {
	asked  int       // how many with a colon, and headings, are no label that everybody knows
	beyond page.Text // the first of those that was not looked at
}

// maxLabels bounds the lines and headings whose words are held against what labels say.
const maxLabels = 300

// named is the field of a label in a line; ok is false when there were too many.
func (l *labeller) named(name string, leads bool, line page.Text) (f field.Field, ok bool) {
	if f, ok = plainField(name); ok {
		return f, true
	}
	if l.asked++; l.asked <= maxLabels {
		return fieldNamed(name, leads), true
	}
	if l.beyond.S == "" {
		l.beyond = line
	}
	return field.Unknown, false
}

// labelLine reads a line "Label: rest", "**Label:** rest" or "**Label**".
func labelLine(line page.Text) (int, page.Text, bool) { return new(labeller).line(line) }

func (l *labeller) line(line page.Text) (int, page.Text, bool) {
	if s := line.S; s[0] != '*' && s[0] != '_' && s[0] != '<' && !hasColon(s[:min(len(s), prose.MaxLead+1)]) && !startsPhase(s) {
		return 0, page.Text{}, false
	}
	if _, ok := phaseNamed(line.S); ok {
		return int(field.Phase), line, true
	}
	name, rest, ok := splitLabel(line)
	if !ok {
		return 0, page.Text{}, false
	}
	f, ok := l.named(name, rest.S == "", line)
	if !ok {
		return 0, page.Text{}, false
	}
	if f == field.Unknown && rest.S == "" {
		if bold, ok := emphasised(line.S); ok {
			f = fieldMeant(bold)
		}
	}
	if f == field.Evidence && rest.S != "" && tellsOfTest(name) && rest.S[0] != '`' && rest.S[0] != '$' {
		f = field.Unknown // "Test: I clicked on it"
	}
	if heeds(name) && forbidsFirst(rest.S) {
		f = field.Constraints
	}
	return int(f), rest, f != field.Unknown
}

// heeds reports a label that asks to mind what follows.
func heeds(name string) bool {
	if len(name) > 20 {
		return false
	}
	switch bareLabel(name) {
	case "nb", "n.b", "note", "important", "attention", "caution", "warning", "careful":
		return true
	}
	return false
}

// forbiddingLeads begin what forbids something.
var forbiddingLeads = []string{"do not", "don't", "dont", "never", "must not"}

// forbidsFirst reports words that begin by forbidding something.
func forbidsFirst(s string) bool {
	low := strings.ReplaceAll(strings.ToLower(strings.TrimLeft(s[:min(len(s), prose.MaxLead)], "*_")), "’", "'")
	low = strings.TrimPrefix(low, "please ")
	return slices.ContainsFunc(forbiddingLeads, func(lead string) bool { return strings.HasPrefix(low, lead+" ") })
}

func hasColon(s string) bool { return strings.IndexByte(s, ':') >= 0 || strings.Contains(s, "：") }

// emphasised is what stands in a line that is one bold, italic or tagged text as a
// whole.
func emphasised(s string) (name string, ok bool) {
	front := strings.TrimLeft(s, "*_")
	for strings.HasPrefix(front, "<") && emphasises(front[1:]) {
		front = strings.TrimLeft(front[strings.IndexByte(front, '>')+1:], "*_")
	}
	name = strings.TrimRight(front, "*_")
	for strings.HasSuffix(name, ">") {
		at := strings.LastIndex(name, "</")
		if at < 0 || !emphasises(name[at+2:]) {
			return "", false
		}
		name = strings.TrimRight(name[:at], "*_")
	}
	return name, len(front) < len(s) && len(name) < len(front) && name != "" && !strings.ContainsAny(name, "*_<>")
}

// emphasises reports a tag, without its beginning, that sets words in bold or the
// like.
func emphasises(tag string) bool {
	name, _, ok := strings.Cut(tag, ">")
	switch name {
	case "b", "i", "em", "strong", "u", "h1", "h2", "h3", "h4", "h5", "h6":
		return ok
	}
	return false
}

// colonIn is where the first colon begins, of either width, and where it ends.
func colonIn(s string) (from, to int) {
	from, to = strings.IndexByte(s, ':'), 0
	if wide := strings.Index(s, "："); wide >= 0 && (from < 0 || wide < from) {
		return wide, wide + len("：")
	}
	return from, from + 1
}

// leadsOn reports a bold beginning of a sentence that is a label all the same:
// "**Stop if** the format changes".
func leadsOn(name string) bool {
	switch handLabels[bareLabel(name)] {
	case field.Stop, field.Deny, field.Allow:
		return strings.Contains(strings.TrimSpace(name), " ")
	}
	return false
}

// tellsOfTest reports a label of nothing but a word for a test, which may lead what was
// tested as well.
func tellsOfTest(name string) bool {
	switch bareLabel(name[:min(len(name), prose.MaxLead)]) {
	case "test", "tests", "testing", "measure", "measured", "measurement", "measurements", "manual", "manually":
		return true
	}
	return false
}

// dashAt is a dash that stands where a colon could.
var dashAt = regexp.MustCompile(`^\s+(?:[–—]|--?)\s`)

// splitLabel cuts a line behind its label.
func splitLabel(line page.Text) (name string, rest page.Text, ok bool) {
	s := line.S
	if s == "" {
		return "", page.Text{}, false
	}
	if len(s) <= prose.MaxLead && strings.IndexByte("*_<", s[0]) >= 0 && strings.IndexByte("*_>", s[len(s)-1]) >= 0 {
		if name, ok := emphasised(s); ok {
			return strings.TrimRight(name, ": "), page.Text{}, true
		}
	}
	for _, mark := range []string{"**", "__"} {
		if !strings.HasPrefix(s, mark) {
			continue
		}
		end := strings.Index(s[2:], mark)
		if end < 1 || end > prose.MaxLead {
			break
		}
		name, off := s[2:end+2], end+4
		if off < len(s) && s[off] == ':' {
			off++
		} else if dash := dashAt.FindString(s[off:]); dash != "" {
			off += len(dash)
		} else if stopped, ok := strings.CutSuffix(name, "."); ok && strings.Count(name, " ") < 4 {
			name = stopped // "**Goal.** The export is sorted."
		} else if strings.HasSuffix(name, "?") && off < len(s) {
			return name, line.From(off), true // "**How do we know?** All tests pass."
		} else if !strings.HasSuffix(name, ":") && off < len(s) && !leadsOn(name) {
			break
		}
		return strings.TrimSuffix(name, ":"), line.From(off), true
	}
	end, off := colonIn(s[:min(len(s), prose.MaxLead+1)])
	if end < 1 {
		return "", page.Text{}, false
	}
	if s[0] == '*' || s[0] == '_' { // the emphasis may end behind the colon
		off += len(s[off:]) - len(strings.TrimLeft(s[off:], s[:1]))
	}
	after, size := utf8.DecodeRuneInString(s[off:])
	switch {
	case off < len(s) && s[end] == ':' && !unicode.IsSpace(after):
		return "", page.Text{}, false
	case unicode.IsSpace(after):
		off += size
	}
	return s[:end], line.From(off), true
}
