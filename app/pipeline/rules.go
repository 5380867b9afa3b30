package pipeline

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// terms are what work on paths has to ask for.
func (r *run) terms(paths []string) policy.Terms {
	level, _ := r.rules.Risk(r.goal.Contract.Goal.WorkType(), paths)
	return r.rules.At(level)
}

// tightened are the limits of the run when the files of a plan are riskier than
// the contract and the plans before it told, nil when they are not or people
// have granted more.
func (r *run) tightened(plan app.Plan) *app.Budget {
	c := r.goal.Contract
	lowered := func(b app.Budget, p app.Plan) app.Budget {
		return policy.Budget(b, r.terms(p.Files).Budget, c.Goal.Budget())
	}
	told := c.Limits
	for _, p := range r.goal.Plans {
		told = lowered(told, p)
	}
	if p := r.goal.Plan; p != nil {
		told = lowered(told, *p)
	}
	b := lowered(told, plan)
	if b == told || r.goal.Limits != told {
		return nil
	}
	return &b
}

// raised tells why a person has to see a change that nobody had to approve as a
// plan: the paths it touches are riskier than those the plan named.
func (r *run) raised(touched []string) (why string, raised bool) {
	if r.goal.PlanBy != app.ByPolicy {
		return "", false
	}
	if r.terms(touched).ApprovePlan != policy.PlanAlways || r.terms(r.goal.Plan.Files).ApprovePlan == policy.PlanAlways {
		return "", false
	}
	level, why := r.rules.Risk(r.goal.Contract.Goal.WorkType(), touched)
	return fmt.Sprintf("The change has risk %s, which its plan had not: %s.", level, why), true
}

// decide judges a change of one path, the same way before it is written, after
// it was, and at the gates.
func (r *run) decide(path string) (app.Verdict, error) {
	line, err := r.preserve(path)
	if err != nil {
		return app.Verdict{}, err
	}
	return r.rules.Decide(r.goal.Contract, path, line), nil
}

// decideNow judges a change of one path before it is written: by what holds for
// the goal, and by what the phase that stands works on.
func (r *run) decideNow(path string) (app.Verdict, error) {
	v, err := r.decide(path)
	if glob, forbidden := r.goal.Phase.Forbids(path); err == nil && forbidden && v.Action != app.ActionStop {
		reason := fmt.Sprintf("phase %d does not work on it", r.goal.Phase.N)
		if glob != "" {
			reason = fmt.Sprintf("phase %d leaves %s as it is", r.goal.Phase.N, glob)
		}
		stop := app.Verdict{Rule: "phase-scope", Version: 1, Status: app.StatusFail, Action: app.ActionStop, Reason: reason, Who: "a later phase", Places: []app.Place{{Path: path}}}
		v.Status, v.Action, v.Reason, v.Who, v.Places = stop.Status, stop.Action, stop.Reason, stop.Who, stop.Places
		v.Children = append(v.Children, stop)
	}
	return v, err
}

// preserve is the line in which path says @preserve on the base, which never
// changes: each file is read once.
func (r *run) preserve(path string) (int, error) {
	if line, known := r.preserved[path]; known {
		return line, nil
	}
	line, err := policy.PreserveLine(r.mirror().FS(workspace.Digest(r.goal.Contract.BaseTree)), path)
	if err != nil {
		return 0, err
	}
	if r.preserved == nil {
		r.preserved = map[string]int{}
	}
	r.preserved[path] = line
	return line, nil
}

// planned are permissions that lie in a plan a person approved: what always
// needs a person had one for the files that the plan names.
func (r *run) planned() ([]app.Waiver, error) {
	if r.goal.Plan == nil || !r.goal.PlanApproved() {
		return nil, nil
	}
	var out []app.Waiver
	for _, path := range r.goal.Plan.Files {
		v, err := r.decide(path)
		if err != nil {
			return nil, err
		}
		for _, c := range v.Children {
			if c.Action == app.ActionAsk {
				out = append(out, app.Waiver{Rule: c.Rule, Path: path, By: r.goal.PlanBy})
			}
		}
	}
	return out, nil
}
