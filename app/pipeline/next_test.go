package pipeline

import (
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// TestNext names what each kind of goal needs.
func TestNext(t *testing.T) {
	check := app.Check{Criterion: "C1", Command: "true"}
	plan := &app.Plan{Version: 2, Checks: []app.Check{check}}
	limits := app.Budget{Actions: 10, Active: time.Hour, Tokens: 1000, Questions: 1}
	for name, c := range map[string]struct {
		goal  app.Goal
		signs Signs
		want  Step
	}{
		"fresh":                          {app.Goal{State: app.StateDraft}, Signs{}, StepRead},
		"draft that failed the lint":     {app.Goal{State: app.StateDraft, Linted: true}, Signs{}, StepRest},
		"admitted to the queue":          {app.Goal{State: app.StateQueued}, Signs{}, StepAdmit},
		"planning":                       {app.Goal{State: app.StatePlanning}, Signs{}, StepTurn},
		"plan waits for a person":        {app.Goal{State: app.StatePlanning, Plan: plan, Hold: app.Hold{Breakpoint: &app.Breakpoint{}}}, Signs{}, StepRest},
		"plan sent back":                 {app.Goal{State: app.StatePlanning, Plan: plan}, Signs{}, StepTurn},
		"plan stands":                    {app.Goal{State: app.StatePlanning, Plan: plan, PlanBy: "github:ann"}, Signs{}, StepBaseline},
		"another plan's baseline":        {app.Goal{State: app.StatePlanning, Plan: plan, PlanBy: "x", Baselines: []int{1}}, Signs{}, StepBaseline},
		"baseline half done":             {app.Goal{State: app.StatePlanning, Plan: plan, PlanBy: "x", Baselines: []int{2}, Running: &app.Verification{Arm: app.ArmBaseline, Due: plan.Checks}}, Signs{}, StepBaseline},
		"baseline done":                  {app.Goal{State: app.StatePlanning, Plan: plan, PlanBy: "x", Baselines: []int{2}}, Signs{}, StepBegin},
		"working":                        {app.Goal{State: app.StateWorking, Limits: limits}, Signs{Repeats: 4}, StepTurn},
		"actions used up":                {app.Goal{State: app.StateWorking, Limits: limits, Usage: app.Usage{Actions: 10}}, Signs{}, StepBudget},
		"tokens used up while planning":  {app.Goal{State: app.StatePlanning, Limits: limits, Usage: app.Usage{Input: 900, Output: 200}}, Signs{}, StepBudget},
		"cached tokens are free":         {app.Goal{State: app.StateWorking, Limits: limits, Usage: app.Usage{Input: 5000, Cached: 4900}}, Signs{}, StepTurn},
		"a new run after a grant":        {app.Goal{State: app.StateWorking, Limits: limits, Usage: app.Usage{Actions: 12}, RunStart: app.Usage{Actions: 10}}, Signs{}, StepTurn},
		"questions do not end the work":  {app.Goal{State: app.StateWorking, Limits: limits, Usage: app.Usage{Questions: 1}}, Signs{}, StepTurn},
		"going round in circles":         {app.Goal{State: app.StateWorking}, Signs{Repeats: 5}, StepRepeat},
		"talking only":                   {app.Goal{State: app.StatePlanning}, Signs{Silent: 3}, StepRepeat},
		"checks due":                     {app.Goal{State: app.StateVerifying, Round: 1, Running: &app.Verification{Arm: app.ArmCandidate, Due: plan.Checks}}, Signs{}, StepProve},
		"all checks have run":            {app.Goal{State: app.StateVerifying, Round: 1, Running: &app.Verification{Arm: app.ArmCandidate}}, Signs{}, StepJudge},
		"in review":                      {app.Goal{State: app.StateInReview}, Signs{}, StepRest},
		"somebody moved the branch":      {app.Goal{State: app.StateInReview, Candidate: "a", BaseProven: "x", Contract: &app.Contract{BaseTree: "x"}, Checkpoints: []app.Checkpoint{{Tree: "b"}}}, Signs{}, StepReprove},
		"the base moved":                 {app.Goal{State: app.StateInReview, Candidate: "a", BaseProven: "x", Contract: &app.Contract{BaseTree: "y"}, Checkpoints: []app.Checkpoint{{Tree: "a"}}}, Signs{}, StepReprove},
		"the base moved during work":     {app.Goal{State: app.StateWorking, BaseProven: "x", Contract: &app.Contract{BaseTree: "y"}}, Signs{}, StepReprove},
		"its baseline runs":              {app.Goal{State: app.StateWorking, Running: &app.Verification{Arm: app.ArmBaseline, Due: plan.Checks}}, Signs{}, StepReprove},
		"what is in review was verified": {app.Goal{State: app.StateInReview, Candidate: "a", BaseProven: "x", Contract: &app.Contract{BaseTree: "x"}, Checkpoints: []app.Checkpoint{{Tree: "a"}}}, Signs{}, StepRest},
		"over":                           {app.Goal{State: app.StateDone}, Signs{}, StepRest},
		"paused":                         {app.Goal{State: app.StateWorking, Hold: app.Hold{Paused: true}}, Signs{}, StepRest},
		"not before a time that comes":   {app.Goal{State: app.StateWorking, Hold: app.Hold{NotBefore: noon.Add(time.Second)}}, Signs{}, StepRest},
		"not before a time that is over": {app.Goal{State: app.StateWorking, Hold: app.Hold{NotBefore: noon}}, Signs{}, StepTurn},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Next(&c.goal, c.signs, noon); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
