// Package gate holds the rules over a change: the resulting tree compared with
// the base tree, never patch text.
//
// In come the changes and a way to read both sides, out goes a verdict tree.
// Every gate is a pure function in a file of its own; nothing is written, so a
// process that dies here judges again.
package gate

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// Input is everything a gate may look at.
type Input struct {
	Changes   []workspace.Change
	Contract  *app.Contract
	Policy    policy.Policy
	Plan      *app.Plan
	Waivers   []app.Waiver
	Base      func(path string) ([]byte, error)
	Candidate func(path string) ([]byte, error)
}

// finding is one place where a rule saw something.
type finding struct {
	place  app.Place
	reason string
}

// rule is one gate.
type rule struct {
	name   string
	action app.Action
	who    string
	judge  func(Input) ([]finding, error)
}

// Gates is the sealed list of rules.
type Gates struct{ rules []rule }

// writers are who may permit what a gate stops or asks about.
const writers = "a person with write permission (`/goal allow GLOB`)"

// New seals the rules.
func New() (*Gates, error) {
	secrets, err := newSecrets()
	if err != nil {
		return nil, fmt.Errorf("load secret rules: %w", err)
	}
	return &Gates{rules: []rule{
		{"scope", app.ActionStop, writers, scope},
		{"secrets", app.ActionStop, "nobody: remove the secret", secrets.judge},
		{"links", app.ActionAsk, writers, links},
		{"dependencies", app.ActionAsk, writers, dependencies},
		{"binaries", app.ActionFlag, writers, binaries},
		{"checks-touched", app.ActionFlag, writers, checksTouched},
		{"tests-changed", app.ActionFlag, writers, testsChanged},
		{"tests-removed", app.ActionFlag, writers, testsRemoved},
		{"hidden-text", app.ActionAsk, writers, hiddenText},
	}}, nil
}

// Judge applies every rule. The verdict's action is the strictest of those
// that found something.
func (g *Gates) Judge(in Input) (app.Verdict, error) {
	all := app.Verdict{Rule: "gates", Version: 1, Status: app.StatusPass, Action: app.ActionAllow}
	for _, r := range g.rules {
		v, err := r.apply(in)
		if err != nil {
			return app.Verdict{}, fmt.Errorf("gate %s: %w", r.name, err)
		}
		all.Children = append(all.Children, v)
		if v.Status != app.StatusPass {
			all.Status = app.StatusFail
			if v.Action.Severity() > all.Action.Severity() {
				all.Action = v.Action
			}
		}
	}
	return all, nil
}

func (r rule) apply(in Input) (app.Verdict, error) {
	v := app.Verdict{Rule: r.name, Version: 1, Status: app.StatusPass, Action: app.ActionAllow, Who: r.who}
	found, err := r.judge(in)
	if err != nil {
		return v, err
	}
	for _, f := range found {
		if r.action == app.ActionAsk && app.Waived(in.Waivers, r.name, f.place.Path) {
			continue
		}
		v.Status, v.Action = app.StatusFail, r.action
		v.Places = append(v.Places, f.place)
		if v.Reason == "" {
			v.Reason = f.reason
		}
	}
	return v, nil
}
