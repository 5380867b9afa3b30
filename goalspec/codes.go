package goalspec

import "fmt"

// rule is one code of the lint. Codes are stable: a code that goes is not given
// again.
type rule struct {
	code       string
	severity   Severity
	reason     string // for the table
	suggestion string
}

var (
	noOutcome      = rule{"GS001", Error, "no outcome is stated", "Say in one sentence what is true when the work is done."}
	vagueOutcome   = rule{"GS002", Error, "the outcome is vague and nothing measures it", "Name the observable change, or add evidence with a command or a number."}
	bareTests      = rule{"GS003", Error, "\"make the tests pass\" without saying which tests and what must stay", "Name the failing tests by command, and what must not be changed to make them pass."}
	noCriterion    = rule{"GS004", Error, "no criterion says how success is verified", "List at least one statement under \"Evidence\" that is true only when the goal is reached."}
	notRunnable    = rule{"GS005", Warning, "no criterion gives the harness anything to run; the plan must bind checks", "Add a command in code marks, such as `go test ./...` passes."}
	noBoundary     = rule{"GS009", Warning, "nothing says what must stay as it is", "Add a constraint, or paths that must not change."}
	contradiction  = rule{"GS010", Error, "a path is both allowed and denied", "Narrow one of the two patterns, or drop it."}
	overBudget     = rule{"GS012", Error, "the budget exceeds the operator's limit", "Ask for no more than the limit; people can extend a running goal."}
	hiddenComment  = rule{"GS013", Error, "an HTML comment hides text from people that a model would read", "Delete the comment, or write its text where everybody sees it."}
	unreadBudget   = rule{"GS019", Error, "the budget cannot be read", "Write it as actions=50 minutes=30 tokens=1M usd=5 files=10 lines=400 questions=3."}
	strayLabel     = rule{"GS020", Warning, "a field's label stands again, or out of order, and was read as text", "Quote the heading, or give it another level, if it is not meant as a field."}
	ambiguousLabel = rule{"GS021", Error, "a field's label stands where it could be forged", "Keep the form's fields in their order and each label once; quote headings inside an answer."}
	unreadPath     = rule{"GS022", Error, "a line under the allowed paths is not a path or glob", "Write one path or glob a line, a reason in parentheses."}
)

func (ru rule) at(span Span, format string, args ...any) Finding {
	return Finding{
		Code: ru.code, Severity: ru.severity, Span: span,
		Message: fmt.Sprintf(format, args...), Suggestion: ru.suggestion,
	}
}

// found is the rule's own reason at a place.
func (ru rule) found(span Span) Finding { return ru.at(span, "%s", ru.reason) }
