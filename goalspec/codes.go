package goalspec

import "fmt"

// rule is one code of the lint. Codes are stable: a code that goes is not given
// again.
type rule struct {
	code       string
	severity   Severity
	reason     string
	suggestion string
}

var (
	noOutcome      = rule{"GS001", Error, "no outcome is stated", "Say in one sentence what is true when the work is done."}
	vagueOutcome   = rule{"GS002", Error, "the outcome is vague and nothing measures it", "Name the observable change, or add evidence with a command or a number."}
	bareTests      = rule{"GS003", Error, "making tests pass says neither which tests nor what must stay", "Name the failing tests by their command, and add a constraint on what must not be changed to make them pass."}
	noCriterion    = rule{"GS004", Error, "no criterion says how success is verified", "List under Evidence at least one statement that is true only when the goal is reached."}
	notRunnable    = rule{"GS005", Warning, "no criterion gives a command; the plan must bind checks", "Leave it to the plan, whose checks you approve, or add a command in code marks, such as: `go test ./...` passes."}
	neverChecked   = rule{"GS006", Error, "a criterion can never be checked", "Replace it by something that can be seen or measured, or mark it [inspection] and name what a reviewer looks at."}
	endless        = rule{"GS007", Error, "a list of items has no end and no report", "Add under Stop and report when to stop and what to report, such as: stop when every item is fixed or diagnosed; report a summary per item."}
	manyOutcomes   = rule{"GS008", Error, "several unrelated outcomes are asked for", "Keep one outcome and open an issue for each of the others."}
	noBoundary     = rule{"GS009", Warning, "nothing says what must stay as it is", "Add a constraint, or paths that must not change."}
	contradiction  = rule{"GS010", Error, "a path is both asked for and denied", "Narrow one of the two patterns, or drop it."}
	frozenPath     = rule{"GS011", Error, "a criterion or the outcome demands touching a path that must not change", "Narrow the scope so that the path may change, or change what is asked."}
	overBudget     = rule{"GS012", Error, "the budget exceeds the operator's limit", "Ask for no more than the limit; people can extend a running goal."}
	hiddenComment  = rule{"GS013", Error, "an HTML comment hides text from people that a model would read", "Delete the comment, or write its text where everybody sees it."}
	hiddenChars    = rule{"GS014", Error, "invisible or reordering characters hide text from people", "Delete the characters; retype the passage if they came with a paste."}
	hiddenMarkup   = rule{"GS015", Error, "markup keeps text off the rendered page", "Write the text where everybody sees it, or put it in code marks."}
	deniedNothing  = rule{"GS016", Error, "a path that must not change does not exist, so nothing is protected", "Correct the pattern; paths are relative to the root of the repository."}
	allowedNothing = rule{"GS017", Warning, "a path that may change does not exist", "Correct the pattern, unless the work creates it."}
	noSuchTarget   = rule{"GS018", Error, "a command names a script, target, package or file that does not exist", "Correct the name, or mark the criterion [must_change] if the work creates it."}
	unreadBudget   = rule{"GS019", Error, "the budget cannot be read", "Write it as: actions=50 minutes=30 tokens=1M usd=5 files=10 lines=400 questions=3."}
	strayLabel     = rule{"GS020", Warning, "a field's label stands again and was read as text", "Quote the heading, or give it another level, if it is not meant as a field."}
	ambiguousLabel = rule{"GS021", Error, "a field's label stands where it could be forged", "Keep the form's fields in their order and each label once; quote headings inside an answer."}
	unreadPath     = rule{"GS022", Error, "what bounds the paths cannot be read for certain", "Write one path or glob a line, with a reason in parentheses if you like; what it leaves out goes behind it as paths, as in: `a/`, except `a/b/`."}
	openFence      = rule{"GS023", Warning, "a code fence is never closed and takes in all that follows", "Close the fence with a line of its own marks."}
	fencedLabel    = rule{"GS024", Warning, "a field's label stands inside a code fence and is not read", "Let it stand outside the fence if it is meant as a field."}
	looksLikeTag   = rule{"GS025", Warning, "what looks like a tag, or a definition nothing refers to, is neither shown nor read", "Put it in code marks, or write it where everybody sees it."}
	looksSecret    = rule{"GS026", Error, "what looks like a credential stands in the text", "Revoke it and delete it here; text of an issue is sent to a model."}
	badGlob        = rule{"GS027", Error, "a pattern cannot match anything", "Use *, ?, [classes] and ** on paths relative to the root of the repository."}
	longStatement  = rule{"GS028", Error, "a statement is too long", "Split it into statements of one sentence, and move explanations to Context."}
	manyStatements = rule{"GS029", Error, "there are too many statements", "Keep what decides the goal, move the rest to Context, and put lists and logs in a code fence."}
	unfaithful     = rule{"GS030", Error, "the contract does not read back as it was written", "Write the passage as plain sentences or list items without nested markup."}
	unknownWork    = rule{"GS031", Warning, "the work type is not known", "Use feature, bug-fix, refactoring, migration, test-coverage, documentation, backlog or other."}
	unreadBound    = rule{"GS032", Error, "a bound, or what is said of a command, can be read in more than one way", "Write one bound a statement, as an operator and a number, such as `>= 80%`, `< 1.5 s` or `<= 1000`, and say of a command that it passes."}
	lookalikeLabel = rule{"GS033", Error, "a heading looks like a field's label and is none", "Type the label anew in plain letters, or word the heading in another way."}
	noSuchPhase    = rule{"GS034", Warning, "a phase before which people want to be asked is not laid out", "Correct the number, or lay the phase out under Phases; as it stands, people are asked before the next phase there is, at last before verification."}

	lookalikeLetter = rule{"GS035", Error, "a letter or hyphen in a path or command only looks like a plain one", "Type the path or command anew in plain letters; what people see and what a model reads must be the same."}

	phaseTwice   = rule{"GS036", Error, "a phase is laid out twice; which of them bounds the work cannot be told", "Give each phase a number of its own."}
	maybeVague   = rule{"GS037", Warning, "the outcome is vague, and what holds today already does not measure it", "Say in the outcome what is to be seen, or add evidence that does not hold today."}
	unlookedFor  = rule{"GS038", Warning, "there is more prose than is looked at for what bounds the work", "Put lists and logs in a code fence, or shorten them."}
	pathAside    = rule{"GS039", Warning, "a path is only named in what is out of scope, and may change", "Put the path under \"Do not modify\" if nothing in it may change."}
	wordsOnly    = rule{"GS042", Warning, "where a phase works is said in part by words, and is not held against its changes", "Name the paths of the tests as well, such as: work only on `src/a/` and `tests/a/`."}
	wordyBudget  = rule{"GS043", Warning, "a budget of days, of time in words or of other money is not held; it is kept as when to stop, or as a constraint", "Write what one run may use, such as: minutes=240."}
	wholePath    = rule{"GS041", Warning, "a path stays as it is as a whole, although only a part of what it holds is named", "Write a glob for that part, such as `include/*.h`, if the rest may change; as it stands, no file may be added there either."}
	namesPath    = rule{"GS045", Warning, "a sentence may bound the work and names a path, but not whether that may change, so no change is stopped by it", "Write the path under \"Do not modify\" if nothing in it may change, or under \"Only modify\" if nothing else may; if you mean neither, leave the sentence as it is."}
	saidInWords  = rule{"GS046", Warning, "what must not change is said without a path of its own, so no change of it is stopped", "Write its path or glob under \"Do not modify\", such as `tests/**`, and an exception by its path: `db/`, except `db/seeds/`."}
	phaseOnly    = rule{"GS047", Warning, "what must not change is said below a phase, and holds for that phase only", "Put it under \"Do not modify\" if it holds for all phases."}
	unbound      = rule{"GS040", Warning, "what is said of a command is more than one run of it shows; the plan must bind a check", "Write a command that exits 0 exactly when the statement holds, or prints the number that a bound such as `<= 1000` is compared with."}
	readStrictly = rule{"GS044", Warning, "words that forbid a change are read as strictly as they can be", "Put the paths that must not change under \"Do not modify\", one a line, if some that are named may change."}
	frozenHere   = rule{"GS049", Warning, "a path that is to change is frozen by the repository's policy", "Ask for something else, or let a person who may allow it on the issue: `/goal allow PATH because …`."}
	unedited     = rule{"GS050", Warning, "a template's placeholder or note still stands", "Put your own words in its place, and take notes on an example out."}
	unfilled     = rule{"GS048", Error, "a line of a draft is still to be filled in", "Put what the line asks for in its place, or take it out."}
)

// rules are all codes, in order.
func rules() []rule {
	return []rule{
		noOutcome, vagueOutcome, bareTests, noCriterion, notRunnable, neverChecked, endless, manyOutcomes, noBoundary, contradiction,
		frozenPath, overBudget, hiddenComment, hiddenChars, hiddenMarkup, deniedNothing, allowedNothing, noSuchTarget, unreadBudget, strayLabel,
		ambiguousLabel, unreadPath, openFence, fencedLabel, looksLikeTag, looksSecret, badGlob, longStatement, manyStatements, unfaithful,
		unknownWork, unreadBound, lookalikeLabel, noSuchPhase, lookalikeLetter,
		phaseTwice, maybeVague, unlookedFor, pathAside, unbound, wholePath, wordsOnly, wordyBudget, readStrictly, namesPath, saidInWords, phaseOnly, unfilled, frozenHere, unedited,
	}
}

func (ru rule) at(span Span, format string, args ...any) Finding {
	return Finding{
		Code: ru.code, Severity: ru.severity, Span: span,
		Message: fmt.Sprintf(format, args...), Suggestion: ru.suggestion,
	}
}

// found is the rule's own reason at a place.
func (ru rule) found(span Span) Finding { return ru.at(span, "%s", ru.reason) }
