package app

import "testing"

// TestUnrun: another try is offered where a run could not be had, and not where it
// would find the same answer.
func TestUnrun(t *testing.T) {
	green, broke := Tally{Green: 5}, Tally{Broken: 1}
	for name, c := range map[string]struct {
		r    CriterionResult
		want bool
	}{
		"it could not be run":     {CriterionResult{Outcome: OutcomeUnknown, Trial: &Trial{Base: green, Candidate: broke}}, true},
		"nor the base's tests":    {CriterionResult{Outcome: OutcomeUnknown, Trial: &Trial{Base: green, Candidate: green, Guard: &broke}}, true},
		"the budget ended it":     {CriterionResult{Outcome: OutcomeUnknown, Trial: &Trial{Base: green, Candidate: green, Spent: true}}, true},
		"it told of no test":      {CriterionResult{Outcome: OutcomeUnknown, Trial: &Trial{Base: green, Candidate: Tally{Silent: 1}}}, false},
		"it flips":                {CriterionResult{Outcome: OutcomeUnknown, Trial: &Trial{Base: green, Candidate: Tally{Green: 1, Red: 1}}}, false},
		"beside one that is over": {CriterionResult{Outcome: OutcomeProven, Beside: []CriterionResult{{Outcome: OutcomeUnknown, Trial: &Trial{Candidate: broke}}}}, true},
	} {
		if got := Unrun([]CriterionResult{c.r}); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
