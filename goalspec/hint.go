package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// fillIn leads what an author is to fill in; beside the hints it ends in what stood there,
// or in what it is about.
const (
	fillIn = "TODO: "
	stood  = " (was: "
	about  = " (of: "
)

// questions ask for the one thing that is missing in what the author wrote, by the code of
// what refuses it.
var questions = map[string]string{
	noOutcome.code:      "what is true when the work is done?",
	vagueOutcome.code:   "what does somebody see or measure afterwards that is not so today?",
	bareTests.code:      "which tests fail today? Name the command that runs them",
	noCriterion.code:    "how does anybody see that it is reached? Write a command in code marks where there is one",
	neverChecked.code:   "what can somebody run, count or look at on the day it is done?",
	endless.code:        "when is it enough, and what is to be reported of each item?",
	manyOutcomes.code:   "which one of these is this goal? Open an issue for each of the others",
	contradiction.code:  "may this change? Then narrow what stands under Paths that must not change; if not, take the line out",
	frozenPath.code:     "it needs a path that must not change; may that change, or what shows the same without?",
	deniedNothing.code:  "what is this called in the repository? Write its path from the root",
	noSuchTarget.code:   "what is this called in the repository? Or mark it [must_change] if the work makes it",
	unreadPath.code:     "which paths exactly? Write one path or glob a line, and an exception by its path",
	badGlob.code:        "which paths exactly? Use *, ?, [classes] and ** from the root of the repository",
	unreadBudget.code:   "how much may one run use? Write it as actions=50 minutes=30 tokens=1M usd=5",
	overBudget.code:     "how much may one run use, within the limit? People can extend a running goal",
	phaseTwice.code:     "it had the number of another phase and has one of its own now; if that is meant, take the line out",
	lookalikeLabel.code: "which field is meant by this? Write there what stood below it, and take the line out",
	ambiguousLabel.code: "which field is meant by this? Write there what stood below it, and take the line out",
	looksSecret.code:    "revoke the credential that stood here, and take the line out",
	unreadBound.code:    "which number, or which command that passes, shows it? Write a bound as `>= 80%`, `< 1.5 s` or `<= 1000`",
}

// todoOf asks for what helps against a finding, and quotes what it refuses. A finding that
// knows better than its rule what to do says so.
func todoOf(f Finding, was string) string {
	for _, ru := range rules() {
		if ru.code != f.Code {
			continue
		}
		if was == "" {
			return fillIn + cmp.Or(questions[f.Code], ru.suggestion)
		} else if f.Suggestion == ru.suggestion {
			return fillIn + cmp.Or(questions[f.Code], ru.suggestion) + stood + was + ")"
		}
	}
	return fillIn + f.Suggestion + stood + was + ")"
}

// hints are what a draft asks the author to fill in.
var hints = map[field.Field]string{
	field.Goal:        "TODO: say in one sentence what is true when the work is done",
	field.Constraints: "TODO: say what must stay as it is, or take this line out",
	field.Evidence:    "TODO: say how anybody can see that the goal is reached, with a command in code marks where there is one",
	field.Allow:       "TODO: say which paths may change, one a line, or take this line out if all may",
	field.Deny:        "TODO: say which paths must not change, one a line, or take this line out if there are none",
	field.Budget:      "TODO: say what the goal may use, such as actions=50 minutes=30, or take this line out",
}

// isHint reports what a draft asked for and the author left as it is. It is no answer.
func isHint(s string) bool {
	said, ok := strings.CutPrefix(s, fillIn)
	if !ok {
		return false
	}
	if strings.Contains(said, stood) || strings.Contains(said, about) {
		return true
	}
	for _, h := range hints {
		if strings.TrimRight(s, ".") == h {
			return true
		}
	}
	return slices.ContainsFunc(rules(), func(ru rule) bool { return said == ru.suggestion || said == questions[ru.code] })
}

// unfilled reports what a draft asked for and still stands in a field.
func (r *reader) unfilled(s section) {
	for _, b := range s.blocks {
		lines := b.Lines
		if b.Kind == page.Item {
			lines = []page.Text{page.Join(b.Lines)}
		}
		for _, l := range lines {
			if words := prose.StripMarkers(l.Words()); isHint(words) {
				r.note(unfilled, spanOf(l), "%q is still to be filled in", prose.Clip(words))
				r.doc.facts.hints = append(r.doc.facts.hints, hint{s.field, words, spanOf(l).Line})
			}
		}
	}
}

// hint is a line of a draft that still stands in a field.
type hint struct {
	field field.Field
	line  string
	at    int // in the source
}

// isNoValue reports an answer that says nothing, or is a hint of the form's.
func isNoValue(s string) bool { return prose.NoValue(s) || isHint(s) }
