package policy

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Terms are what work has to ask for, and may use. What a level of risk does
// not state is what holds for all.
type Terms struct {
	ApprovePlan Plan   `json:"approve_plan,omitempty"`
	BeforePush  Push   `json:"before_push,omitempty"`
	Budget      Limits `json:"budget,omitzero"`
}

// Plan says when a person has to approve the plan.
type Plan string

// The choices for plan approval, the mildest first.
const (
	PlanNever  Plan = "never"
	PlanLarge  Plan = "large" // more than LargePlan files planned, or questions open
	PlanAlways Plan = "always"
)

// LargePlan is the number of planned files up to which a plan is small.
const LargePlan = 5

// Push says what comes before a branch is pushed.
type Push string

// The choices before a push, the mildest first.
const (
	PushNothing  Push = "nothing"
	PushApproval Push = "approval"
)

// At are the terms of work at a level of risk: the strictest of what the
// policy says for all, for that level, and by its autonomy. An unknown level
// is taken for high.
func (p Policy) At(level Level) Terms {
	t := p.Terms.with(p.Levels.row(level).Terms)
	if p.AsksAfter(app.PhaseAnalysis) {
		t.ApprovePlan = PlanAlways
	}
	if p.AsksAfter(app.PhaseVerification) {
		t.BeforePush = PushApproval
	}
	return t
}

func (t Terms) with(o Terms) Terms {
	return Terms{
		ApprovePlan: strictest([]Plan{"", PlanNever, PlanLarge, PlanAlways}, t.ApprovePlan, o.ApprovePlan),
		BeforePush:  strictest([]Push{"", PushNothing, PushApproval}, t.BeforePush, o.BeforePush),
		Budget:      t.Budget.least(o.Budget),
	}
}

// strictest is the later of two in an order from mild to strict.
func strictest[T comparable](order []T, a, b T) T {
	if slices.Index(order, a) >= slices.Index(order, b) {
		return a
	}
	return b
}

// AskForPlan decides whether a person has to approve plan.
func AskForPlan(choice Plan, plan app.Plan) bool {
	switch choice {
	case PlanNever:
		return false
	case PlanLarge:
		return len(plan.Files) > LargePlan || len(plan.Questions) > 0
	}
	return true
}
