package goalspec

import (
	"slices"
	"strings"
)

// contract is what a Document holds as written and a Goal as trusted. It is
// read through accessors that hand out copies.
type contract struct {
	outcome    Passage
	workType   WorkType
	workSpan   Span
	criteria   []Criterion
	constraint []Constraint
	scope      Scope
	resources  Resources
	priorities []Priority
	stop       []Stop
	phases     []Phase
	afterPhase []Step
	budget     Budget
	budgetSpan Span
	context    []Passage
}

// Outcome is what must be true when the goal is reached.
func (c contract) Outcome() string { return c.outcome.Text }

// OutcomeSpan is where the outcome stands; zero when it is the title.
func (c contract) OutcomeSpan() Span { return c.outcome.Span }

// WorkType is the kind of work, when the author said.
func (c contract) WorkType() WorkType { return c.workType }

// WorkTypeSpan is where the author said so.
func (c contract) WorkTypeSpan() Span { return c.workSpan }

// Criteria are the numbered statements of done, C1 first.
func (c contract) Criteria() []Criterion {
	out := slices.Clone(c.criteria)
	for i, k := range out {
		if k.Predicate != nil {
			p := *k.Predicate
			out[i].Predicate = &p
		}
	}
	return out
}

// Constraints are what must not regress, in the author's words.
func (c contract) Constraints() []Constraint { return slices.Clone(c.constraint) }

// Scope is which paths the work may, must not, and should touch.
func (c contract) Scope() Scope { return c.scope.clone() }

// unbounded reports that nothing says what must stay as it is.
func (c contract) unbounded() bool {
	return len(c.constraint) == 0 && c.scope.empty() &&
		!slices.ContainsFunc(c.phases, func(p Phase) bool { return len(p.Only)+len(p.Keep) > 0 })
}

// Resources are the commands, network hosts and tools the work may use.
func (c contract) Resources() Resources { return c.resources.clone() }

// Priorities say how to choose among next actions.
func (c contract) Priorities() []Priority { return slices.Clone(c.priorities) }

// Stop lists when to stop and what to report then.
func (c contract) Stop() []Stop { return slices.Clone(c.stop) }

// Phases are the stretches the author divided the work into.
func (c contract) Phases() []Phase {
	out := slices.Clone(c.phases)
	for i := range out {
		out[i] = out[i].clone()
	}
	return out
}

// AfterPhase are the steps to take after each phase.
func (c contract) AfterPhase() []Step { return slices.Clone(c.afterPhase) }

// Budget is what the author grants; a zero field is not stated.
func (c contract) Budget() Budget { return c.budget }

// BudgetSpan is where the last part of the budget stands.
func (c contract) BudgetSpan() Span { return c.budgetSpan }

// Context is what was written besides the contract and not read as part of it.
func (c contract) Context() []Passage { return slices.Clone(c.context) }

// MigrationNote reports whether the author asks for a migration note.
func (c contract) MigrationNote() bool {
	for _, k := range c.criteria {
		if wantsMigrationNote(k.Text) {
			return true
		}
	}
	for _, k := range c.constraint {
		if wantsMigrationNote(k.Text) {
			return true
		}
	}
	return wantsMigrationNote(c.outcome.Text)
}

// Goal is a contract that passed the lint. The zero Goal holds nothing; a real
// one comes from [Document.Goal], [Document.Admit] or JSON that such a Goal
// wrote, and never changes. JSON is held against the language of today, but for
// [Stored].
type Goal struct {
	contract
}

// IsZero reports whether g is the zero Goal.
func (g Goal) IsZero() bool { return g.outcome.Text == "" }

// Equal reports whether two goals ask for the same, wherever it was written.
func (g Goal) Equal(h Goal) bool { return g.bare() == h.bare() }

// WorkType is the kind of work the author names.
type WorkType string

// The work types of the form.
const (
	WorkUnknown       WorkType = ""
	WorkFeature       WorkType = "feature"
	WorkBugFix        WorkType = "bug-fix"
	WorkRefactoring   WorkType = "refactoring"
	WorkMigration     WorkType = "migration"
	WorkTestCoverage  WorkType = "test-coverage"
	WorkDocumentation WorkType = "documentation"
	WorkBacklog       WorkType = "backlog"
	WorkOther         WorkType = "other"
)

// WorkTypes are the work types in the form's order.
func WorkTypes() []WorkType {
	return []WorkType{
		WorkFeature, WorkBugFix, WorkRefactoring, WorkMigration,
		WorkTestCoverage, WorkDocumentation, WorkBacklog, WorkOther,
	}
}

func parseWorkType(s string) (WorkType, bool) {
	s = strings.ToLower(strings.Trim(strings.TrimSpace(s), ".`*_"))
	s = strings.NewReplacer(" ", "-", "_", "-").Replace(s)
	switch s {
	case "bug", "bugfix", "fix", "defect":
		return WorkBugFix, true
	case "refactor":
		return WorkRefactoring, true
	case "enhancement", "new-feature":
		return WorkFeature, true
	case "tests", "test", "coverage", "testing":
		return WorkTestCoverage, true
	case "docs", "doc":
		return WorkDocumentation, true
	case "upgrade", "port":
		return WorkMigration, true
	case "triage", "error-backlog":
		return WorkBacklog, true
	}
	for _, w := range WorkTypes() {
		if string(w) == s {
			return w, true
		}
	}
	return WorkUnknown, false
}
