package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	doneTail = regexp.MustCompile(`(?i)[\s,;:–—-]+(?:and )?((?:(?:it|this|that|which) is )?(?:only )?(?:done|complete|completed|finished|accepted)(?: only)? (?:when|once|if):)$`)
	hangsOn  = regexp.MustCompile(`(?i)\b(without (?:changing|modifying|touching|breaking|altering|removing|editing|renaming|affecting|introducing|adding|weakening|deleting|skipping|dropping|losing|disabling|loosening|lowering)) |[;,] (?:(?:and|but) )?((?:do not|don['’]t) (?:change|modify|touch|edit|alter|remove|rename|delete|break|add|introduce|weaken|skip)) `)
	onlyDo   = regexp.MustCompile(`^only (?:add|write|create|change|edit|modify|touch|extend|move|rename|delete|remove|fix|test)\b`)
	eachTime = regexp.MustCompile(`(?i)\b(?:after|before) (?:(?:completing|finishing|making) )?(?:each|every)\b`)
	// nothingNew is a sentence of nothing but things that there must not be.
	nothingNew = regexp.MustCompile(`^no (?:(?:new|other|extra|additional|further|external|breaking|exported|public) |[^,;:.]{1,40}(?:, (?:and )?no |: ))`)
	boundSaid  = regexp.MustCompile(`\b(?:is|are|be|stays?|remains?|takes?|needs?|uses?) (?:at (?:most|least)|no more than|(?:less|fewer|more) than|under|below|above|[<>]=?|[≤≥]) ?\d`)
	keepsIts   = regexp.MustCompile("^[^,;:.]{2,60} keeps? (?:its|their) [a-z]")
	// theseFirst asks for some items before the others, as no part of a product does.
	theseFirst = regexp.MustCompile(`^(?:do|take|tackle|fix|pick(?: up)?|work on|triage|diagnose|investigate) (?:the|those|these|what|whatever|whichever|any|all|easy|small|big|critical|high|low)((?: [^ ,;:.` + "`" + `]+){0,7}) first[.!]?$`)
	// toShow are words of what is to come first where it is shown.
	toShow    = regexp.MustCompile(`\b(?:so|to|and|or|as|is|are|comes?|stands?|appears?|shown|listed|sees?)\b`)
	firstThen = regexp.MustCompile(`^[^,;]+ first[,;] (?:and )?then `)
	whenDone  = regexp.MustCompile(`^(?:when|once) you(?:['’]re| are) (?:done|finished),`)
	// staysQuiet says what a command must not have to say.
	staysQuiet = regexp.MustCompile("^`[^`]+ [^`]+` (?:must|should|shall|may) ?(?:not|never) (?:(?:ever|again|still) )?(?:warn|complain|fail|report|print|find|show|list|produce|raise|emit)\\b")
	mayUse     = regexp.MustCompile(`(?i)^(?:you (?:may|can) (?:use|run|access|call|reach)|use only|only use|allowed (?:commands|hosts|tools))\b`)
)

// mine classifies one sentence by its first word and by what it says; false
// leaves it where it is.
func (r *reader) mine(t page.Text, bounds []ruling.Ruling) bool {
	low := saying.StopLead.ReplaceAllString(strings.ToLower(t.S), "$1")
	for _, lead := range []string{"please ", "also, ", "also ", "finally, ", "finally "} {
		low = strings.TrimPrefix(low, lead)
	}
	if ruling.LeadsRuling(bounds) {
		return r.mineConstraint(t)
	}
	if r.mineBudget(low, t) {
		return true
	}
	first, _, _ := strings.Cut(low, " ")
	switch strings.Trim(first, ",:") {
	case "do":
		if strings.HasPrefix(low, "do not ") {
			return r.mineConstraint(t)
		}
		return asksFirst(low) && r.minePriority(t)
	case "take", "tackle", "fix", "pick", "work", "triage", "diagnose", "investigate":
		if asksFirst(low) {
			return r.minePriority(t)
		}
	case "keep":
		switch {
		case r.holds(t):
			return r.mineCriterion(t)
		case !eachTime.MatchString(low):
			return r.mineConstraint(t)
		}
	case "don't", "don’t", "never", "leave", "preserve", "retain":
		if !eachTime.MatchString(low) {
			return r.mineConstraint(t)
		}
	case "only":
		if onlyDo.MatchString(low) {
			return r.mineConstraint(t)
		}
	case "stop", "pause", "halt":
		return (saying.StopIf.MatchString(low) || saying.StopAt.MatchString(low) || point(low)) && r.mineStop(t)
	case "before":
		if point(low) {
			return r.mineStop(t)
		}
	case "ask", "wait", "breakpoint", "come":
		return (saying.AskFirst.MatchString(low) || point(low)) && r.mineStop(t)
	case "prefer", "prioritise", "prioritize", "start", "begin", "favour", "favor":
		return (first != "start" && first != "begin" || strings.HasPrefix(low[len(first):], " with ")) && r.minePriority(t)
	case "ensure", "verify", "confirm":
		return r.mineCriterion(t)
	case "check", "test", "validate":
		if saying.ChecksWith.MatchString(low) {
			return r.mineCriterion(t)
		}
	case "make":
		if strings.HasPrefix(low, "make sure") {
			return r.mineCriterion(t)
		}
	case "if", "when", "whenever", "where", "wherever", "should", "once", "in", "as":
		if last := labels.Lastly(low); last != first && labels.Reports(last) {
			return r.mineStop(t)
		}
		if saying.IfYou.MatchString(low) {
			switch {
			case whenDone.MatchString(low) && r.holds(t):
				return r.mineCriterion(t)
			case saying.Consequent.MatchString(low), whenDone.MatchString(low):
				return r.mineStop(t)
			}
			return r.minePriority(t)
		}
	}
	return r.mineByWords(t, low, first)
}

// holdsForEach reports a sentence that says of a command, and asks nobody to do a thing,
// that it passes for each of some things.
func holdsForEach(s string) bool {
	_, said, ok := strings.Cut(s, ", ")
	return ok && strings.HasPrefix(said, "`") && check.Passes.MatchString(prose.BlankCode(said))
}

// asksFirst reports a sentence in lower case that asks for some items before the others.
func asksFirst(low string) bool {
	m := theseFirst.FindStringSubmatch(low)
	return m != nil && !toShow.MatchString(m[1])
}

// mineByWords classifies a sentence whose first word does not tell.
func (r *reader) mineByWords(t page.Text, low, first string) bool {
	has := func(s string) bool { return strings.Contains(low, s) }
	obliges := has("must") || has("should") || has("has to") || has("have to")
	if labels.MayBeDone(low) {
		if end, not := check.DoneSaid(t.S); not {
			return r.mineConstraint(t)
		} else if end > 0 {
			return r.mineCriteria(doneClauses(t.From(end)))
		}
	}
	switch {
	case wantsMigrationNote(low):
		return r.mineCriterion(t)
	case (has("each") || has("every")) && (has("after") || has("before")) && eachTime.MatchString(low):
		if r.holds(t) {
			r.mineCriterion(t)
		}
		return r.mineStep(t)
	case labels.AsksReport(low), has("stop") && has(", ") && saying.StopsThen.MatchString(low):
		return r.mineStop(t)
	case first == "no" && nothingNew.MatchString(low):
		return r.mineConstraint(t)
	case has("first") && has("then") && firstThen.MatchString(low):
		return r.minePriority(t)
	case (has(" else ") || has("otherwise")) && (has("if ") || has("when ")) && newPriority(t.S, Span{}).If != "":
		return r.minePriority(t)
	case strings.HasPrefix(low, "for each ") || strings.HasPrefix(low, "for every "):
		if holdsForEach(t.S) && r.givesCommand(t.S) {
			return r.mineCriterion(t)
		}
		return r.minePriority(t)
	case sets(first) && check.Bounded(t.S):
		return r.mineCriterion(t)
	case (obliges || has("need to") || has("needs to")) && check.MustHold.MatchString(low):
		return r.mineCriterion(t)
	case obliges && has("`") && r.givesCommand(t.S):
		return r.mineCriterion(t)
	case check.IsRunner(first) && r.givesCommand(t.S):
		return r.mineCriterion(t)
	case has("`") && staysQuiet.MatchString(low):
		return r.mineCriterion(t)
	case (obliges || has("may") || has("shall") || has(" to be ") || has("off limits") || has("out of scope")) && saying.MustNot.MatchString(low):
		return r.mineConstraint(t)
	case (has(" keep ") || has(" keeps ")) && keepsIts.MatchString(low):
		return r.mineConstraint(t)
	case has("stays as it is") || has("stay as they are"):
		return r.mineConstraint(t)
	case has("can") && (has("not") || has("never")) && ruling.Cannot.MatchString(low) && !prose.IsTheCase(low):
		return r.mineConstraint(t)
	case boundSaid.MatchString(low) && check.Bounded(t.S) && !saying.Background(t.S):
		return r.mineCriterion(t)
	case (obliges || has(" like ") || has(" want")) && saying.Desire.MatchString(t.S) && check.Bounded(t.S):
		return r.mineCriterion(t)
	case (has("use") || has("run") || has("allowed") || has("call") || has("access") || has("reach")) && mayUse.MatchString(low):
		r.doc.resources.read(statement(t), spanOf(t))
		return true
	case has("`") && r.givesCommand(t.S):
		return r.mineCriterion(t)
	}
	return false
}

// maxCoded bounds the sentences with code marks in which commands are looked for.
const maxCoded = 8 << 10 // bytes

func (r *reader) givesCommand(s string) bool {
	r.coded += len(s)
	return r.coded <= maxCoded && check.AsksOfCommand(s)
}

// holds reports a sentence that asks a command to pass.
func (r *reader) holds(t page.Text) bool {
	return check.AsksToHold(t.S) && r.givesCommand(t.S)
}

// sets are first words of a sentence that sets a target.
func sets(first string) bool {
	switch first {
	case "target", "reach", "achieve", "raise", "increase", "reduce", "bring", "get", "lower", "cut", "keep", "aim", "hit", "bound":
		return true
	}
	return false
}

// target remembers a sentence that stays the outcome and names a number, or a
// command that must pass: it is the criterion when there is no other, or when it says what measures it.
func (r *reader) target(t page.Text) {
	first, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(t.S), "please "), " ")
	if r.aim.S == "" && (check.Bounded(t.S) && (sets(first) || check.AsksOfCommand(t.S) || saying.Desire.MatchString(t.S)) || (check.MustHold.MatchString(t.S) || check.Passes.MatchString(prose.BlankCode(t.S))) && check.AsksOfCommand(t.S)) {
		r.aim = t
	}
}

// clauses mines the constraint that hangs on a sentence of another kind, and gives
// back the words before one that goes on to the end.
func (r *reader) clauses(t page.Text) (front string) {
	if !strings.ContainsAny(t.S, ";,") && !strings.Contains(t.S, "ithout ") && !strings.Contains(t.S, "ITHOUT ") {
		return ""
	}
	loc := hangsOn.FindStringSubmatchIndex(t.S)
	if loc == nil {
		return ""
	}
	from, end := max(loc[2], loc[4]), len(t.S)
	if cut := nextClause.FindStringIndex(t.S[from:]); cut != nil {
		end = from + cut[0]
	}
	if from == 0 {
		end = mainClause(t.S)
	}
	if clause := t.Slice(from, end); !r.constrained(clause.S) && r.mineConstraint(clause) && end == len(t.S) {
		front = t.S[:from]
	}
	if end < len(t.S) && hangsOn.MatchString(t.S[end:]) {
		r.clauses(t.From(end))
	}
	return front
}

// mainClause is where a sentence that begins with what hangs on it goes on, at its end where
// nothing tells.
func mainClause(s string) int {
	for at := 0; ; {
		next := strings.Index(s[at:], ", ")
		if next < 0 {
			return len(s)
		}
		if at += next + len(", "); prose.Imperative.MatchString(s[at:]) || !strings.Contains(s[at:], ", ") && !listOn.MatchString(s[at:]) {
			return at - len(", ")
		}
	}
}

// listOn begins what goes on with a list.
var listOn = regexp.MustCompile(`(?i)^(?:and|or|nor|but|not|including|such as|e\.g\.)\b`)

// constrained reports words that a constraint says already.
func (r *reader) constrained(words string) bool {
	return slices.ContainsFunc(r.doc.contract.constraint, func(c Constraint) bool { return len(c.Text) > len(words) && strings.Contains(c.Text, words) })
}

// nextClause ends what hangs on a sentence.
var nextClause = regexp.MustCompile(`;|[.!?] +\pL| \[[a-z_]+\]|, (?:and |but |or )?(?:without|so|which|because|since|as|then|while|but|do not|don['’]t|it|they|we|you|there|this|that|the)\b|, and [a-z]+ (?:it|them|this|that|the|each|every|all)\b`)

// statement is a sentence as an item of a list: markers and the closing stop
// dropped.
func statement(t page.Text) string {
	return prose.StripMarkers(strings.TrimRight(t.Words(), prose.EndMarks))
}

func (r *reader) mineConstraint(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	r.mined.constraint = append(r.mined.constraint, Constraint{Text: w, Span: spanOf(t)})
	r.inWordsOnly(w, spanOf(t))
	r.heldToo(MustHold, w, spanOf(t))
	return true
}

func (r *reader) mineCriterion(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	if check.MoodOf(w) == check.Wished {
		r.note(unbound, spanOf(t), unneeded, prose.Clip(w))
		return false
	}
	for _, c := range newCriteria(w) {
		c.Span = spanOf(t)
		r.mined.criteria = append(r.mined.criteria, c)
	}
	r.clauses(t)
	return true
}

func (r *reader) mineCriteria(clauses []page.Text) bool {
	for _, c := range clauses {
		r.mineCriterion(c)
	}
	return len(clauses) > 0
}

func (r *reader) mineStop(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	r.mined.stop = append(r.mined.stop, newStop(w, spanOf(t)))
	r.reached(w, spanOf(t))
	return true
}

func (r *reader) minePriority(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	r.mined.priorities = append(r.mined.priorities, newPriority(w, spanOf(t)))
	return true
}

func (r *reader) mineStep(t page.Text) bool {
	w := statement(t)
	if w == "" || !r.room(w, t) {
		return false
	}
	r.mined.afterPhase = append(r.mined.afterPhase, newStep(w, "", spanOf(t)))
	return true
}
