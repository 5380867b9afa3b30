package pipeline

import (
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/breakpoint"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// TestNext names what each kind of goal needs.
func TestNext(t *testing.T) {
	check := app.Check{Criterion: "C1", Command: "true"}
	plan := &app.Plan{Version: 2, Checks: []app.Check{check}}
	limits := app.Budget{Actions: 10, Active: time.Hour, Tokens: 1000, Questions: 1}
	for name, c := range map[string]struct {
		goal  app.Goal
		signs breakpoint.Signs
		want  Step
	}{
		"fresh":                          {app.Goal{State: app.StateDraft}, breakpoint.Signs{}, StepRead},
		"draft that failed the lint":     {app.Goal{State: app.StateDraft, Linted: true}, breakpoint.Signs{}, StepRest},
		"admitted to the queue":          {app.Goal{State: app.StateQueued}, breakpoint.Signs{}, StepAdmit},
		"planning":                       {app.Goal{State: app.StatePlanning}, breakpoint.Signs{}, StepTurn},
		"plan waits for a person":        {app.Goal{State: app.StatePlanning, Plan: plan, Hold: app.Hold{Breakpoint: &app.Breakpoint{}, Since: noon}}, breakpoint.Signs{}, StepRest},
		"plan sent back":                 {app.Goal{State: app.StatePlanning, Plan: plan}, breakpoint.Signs{}, StepTurn},
		"plan stands":                    {app.Goal{State: app.StatePlanning, Plan: plan, PlanBy: "github:ann"}, breakpoint.Signs{}, StepBaseline},
		"another plan's baseline":        {app.Goal{State: app.StatePlanning, Plan: plan, PlanBy: "x", Baselines: []int{1}}, breakpoint.Signs{}, StepBaseline},
		"baseline half done":             {app.Goal{State: app.StatePlanning, Plan: plan, PlanBy: "x", Baselines: []int{2}, Running: &app.Verification{Arm: app.ArmBaseline, Due: plan.Checks}}, breakpoint.Signs{}, StepBaseline},
		"baseline done":                  {app.Goal{State: app.StatePlanning, Plan: plan, PlanBy: "x", Baselines: []int{2}}, breakpoint.Signs{}, StepBegin},
		"working":                        {app.Goal{State: app.StateWorking, Limits: limits}, breakpoint.Signs{Repeats: 4}, StepTurn},
		"actions used up":                {app.Goal{State: app.StateWorking, Limits: limits, Usage: app.Usage{Actions: 10}}, breakpoint.Signs{}, StepAsk},
		"tokens used up while planning":  {app.Goal{State: app.StatePlanning, Limits: limits, Usage: app.Usage{Input: 900, Output: 200}}, breakpoint.Signs{}, StepAsk},
		"cached tokens are free":         {app.Goal{State: app.StateWorking, Limits: limits, Usage: app.Usage{Input: 5000, Cached: 4900}}, breakpoint.Signs{}, StepTurn},
		"a new run after a grant":        {app.Goal{State: app.StateWorking, Limits: limits, Usage: app.Usage{Actions: 12}, RunStart: app.Usage{Actions: 10}}, breakpoint.Signs{}, StepTurn},
		"the last question ends nothing": {app.Goal{State: app.StateWorking, Limits: limits, Usage: app.Usage{Questions: 1}}, breakpoint.Signs{}, StepTurn},
		"going round in circles":         {app.Goal{State: app.StateWorking}, breakpoint.Signs{Repeats: 5}, StepAsk},
		"talking only":                   {app.Goal{State: app.StatePlanning}, breakpoint.Signs{Silent: 3}, StepAsk},
		"checks due":                     {app.Goal{State: app.StateVerifying, Round: 1, Running: &app.Verification{Arm: app.ArmCandidate, Due: plan.Checks}}, breakpoint.Signs{}, StepProve},
		"all checks have run":            {app.Goal{State: app.StateVerifying, Round: 1, Running: &app.Verification{Arm: app.ArmCandidate}}, breakpoint.Signs{}, StepJudge},
		"in review":                      {app.Goal{State: app.StateInReview}, breakpoint.Signs{}, StepRest},
		"waits for people":               {waits(71*time.Hour, false), breakpoint.Signs{}, StepRest},
		"waits for three days":           {waits(72*time.Hour, false), breakpoint.Signs{}, StepRemind},
		"was reminded":                   {waits(335*time.Hour, true), breakpoint.Signs{}, StepRest},
		"reminded late":                  {remindedLate(), breakpoint.Signs{}, StepRest},
		"waits for two weeks":            {waits(336*time.Hour, true), breakpoint.Signs{}, StepGiveUp},
		"over":                           {app.Goal{State: app.StateDone}, breakpoint.Signs{}, StepRest},
		"paused":                         {app.Goal{State: app.StateWorking, Hold: app.Hold{Paused: true}}, breakpoint.Signs{}, StepRest},
		"not before a time that comes":   {app.Goal{State: app.StateWorking, Hold: app.Hold{NotBefore: noon.Add(time.Second)}}, breakpoint.Signs{}, StepRest},
		"not before a time that is over": {app.Goal{State: app.StateWorking, Hold: app.Hold{NotBefore: noon}}, breakpoint.Signs{}, StepTurn},
		"somebody moved the branch":      {app.Goal{State: app.StateInReview, Candidate: "a", BaseProven: "x", Contract: &app.Contract{BaseTree: "x"}, Checkpoints: []app.Checkpoint{{Tree: "b"}}}, breakpoint.Signs{}, StepReprove},
		"the base moved":                 {app.Goal{State: app.StateInReview, Candidate: "a", BaseProven: "x", Contract: &app.Contract{BaseTree: "y"}, Checkpoints: []app.Checkpoint{{Tree: "a"}}}, breakpoint.Signs{}, StepReprove},
		"the base moved during work":     {app.Goal{State: app.StateWorking, BaseProven: "x", Contract: &app.Contract{BaseTree: "y"}}, breakpoint.Signs{}, StepReprove},
		"its baseline runs":              {app.Goal{State: app.StateWorking, Running: &app.Verification{Arm: app.ArmBaseline, Due: plan.Checks}}, breakpoint.Signs{}, StepReprove},
		"what is in review was verified": {app.Goal{State: app.StateInReview, Candidate: "a", BaseProven: "x", Contract: &app.Contract{BaseTree: "x"}, Checkpoints: []app.Checkpoint{{Tree: "a"}}}, breakpoint.Signs{}, StepRest},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Next(&c.goal, Look{Signs: c.signs, Rules: policy.Default(), Now: noon}); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// TestNextCatchesUp when nothing else is to be done for a goal in review.
func TestNextCatchesUp(t *testing.T) {
	proven := app.Goal{State: app.StateInReview, Candidate: "a", BaseProven: "x", Contract: &app.Contract{BaseTree: "x"}, Checkpoints: []app.Checkpoint{{Tree: "a"}}}
	held, stale, asked := proven, proven, proven
	held.Hold = app.Hold{Paused: true}
	stale.Candidate = "b"
	asked.Instructions = []app.Instruction{{ID: "review:1"}}
	for _, c := range []struct {
		goal app.Goal
		want Step
	}{
		{proven, StepCatchUp},
		{held, StepRest},
		{stale, StepReprove},
		{asked, StepReview},
		{app.Goal{State: app.StateVerifying, Publishing: &app.Publishing{}}, StepRest},
		{app.Goal{State: app.StateDone}, StepRest},
	} {
		if got := Next(&c.goal, Look{Rules: policy.Default(), Moved: true, Now: noon}); got != c.want {
			t.Errorf("%s: %s, want %s", c.goal.State, got, c.want)
		}
	}
}

// TestNextSetsUp before anything runs a command, and only then.
func TestNextSetsUp(t *testing.T) {
	due := &app.Verification{Arm: app.ArmCandidate, Due: []app.Check{{Criterion: "C1", Command: "true"}}}
	for want, goals := range map[Step][]app.Goal{
		StepSetUp: {{State: app.StatePlanning}, {State: app.StateWorking}, {State: app.StateVerifying, Running: due}},
		StepRest: {
			{State: app.StateInReview},
			{State: app.StateDone},
			{State: app.StateWorking, Hold: app.Hold{Paused: true}},
			{State: app.StateVerifying, Publishing: &app.Publishing{}},
		},
		StepAdmit: {{State: app.StateQueued}},
	} {
		for n, g := range goals {
			if got := Next(&g, Look{Rules: policy.Default(), Unset: true, Now: noon}); got != want {
				t.Errorf("goal %d, %s: %s, want %s", n, g.State, got, want)
			}
		}
	}
}

// waits is a goal that has waited for people that long.
func waits(d time.Duration, reminded bool) app.Goal {
	b := &app.Breakpoint{Kind: app.BreakpointAsk, At: noon.Add(-d)}
	if reminded {
		b.Reminded = b.At.Add(72 * time.Hour)
	}
	return app.Goal{State: app.StateWorking, Hold: app.Hold{Breakpoint: b, Since: b.At}}
}

// remindedLate is a goal whose server was down from before its reminder was due.
func remindedLate() app.Goal {
	g := waits(360*time.Hour, true)
	g.Hold.Breakpoint.Reminded = noon
	return g
}
