// Package gate judges a change: the resulting tree compared with the base tree,
// never patch text.
//
// In come both trees, what differs, the contract, the policy and the goal's
// record, out goes a verdict tree with a child for every rule. What the rules
// are and what follows is one table, [policy.Gates]; what they see is package
// change; each rule is a pure function in a file or package of its own below scope, deps,
// tests, text and surface. Before a pull request opens a rule's silence counts
// only where it sees a violation planted beside the change. Nothing is written, so a process that dies here
// judges again.
package gate

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/deps"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/generated"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/public"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/risks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/text"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// Input is everything a gate may look at.
type Input = change.Input

// Finding is one place where a rule saw something.
type Finding = change.Finding

// Rule is one gate: its row of the table and how it judges.
type Rule struct {
	policy.Gate
	Version int // a new one judges differently
	Judge   func(*change.Set) ([]Finding, error)
}

// Gates is the sealed list of rules.
type Gates struct {
	rules   []Rule
	secrets *text.Secrets
}

// New gives the sealed rules. They are the same for everybody and large, so
// that a process has them once.
var New = sync.OnceValues(seal)

func seal() (*Gates, error) {
	secrets, err := text.NewSecrets()
	if err != nil {
		return nil, fmt.Errorf("load secret rules: %w", err)
	}
	judges := judges(secrets)
	g := &Gates{secrets: secrets}
	for _, row := range policy.Gates() {
		r, ok := judges[row.Name]
		if !ok {
			return nil, fmt.Errorf("gate %s: nothing judges it", row.Name)
		}
		r.Gate = row
		g.rules = append(g.rules, r)
		delete(judges, row.Name)
	}
	for name := range judges {
		return nil, fmt.Errorf("gate %s: it has no row in the table", name)
	}
	return g, nil
}

// Scrub takes credentials out of a text that is going to be published.
func (g *Gates) Scrub(text string) string { return g.secrets.Scrub(text) }

// Shape lists what a change does to what the product depends on and to what its
// users rely on, and where it is read with care.
func Shape(in Input) ([]app.Public, []app.Risk, error) {
	set, err := change.Read(in)
	if err != nil {
		return nil, nil, fmt.Errorf("read the change: %w", err)
	}
	return append(deps.Moved(set), public.List(set)...), risks.List(set), nil
}

// Generators lists the commands that a base has to write its generated files.
func Generators(in Input) ([]generated.Generator, error) {
	set, err := change.Read(in)
	if err != nil {
		return nil, fmt.Errorf("read the change: %w", err)
	}
	return generated.Known(set), nil
}

// Between is the input of two trees of which nothing else is known.
func Between(changes []workspace.Change, base, candidate fs.FS) Input {
	return Input{Changes: changes, Base: base, Candidate: candidate, Policy: policy.Default()}
}

// Judge applies every rule. The verdict's action is the strictest of those
// that found something.
func (g *Gates) Judge(in Input) (app.Verdict, error) {
	set, err := change.Read(in)
	if err != nil {
		return app.Verdict{}, fmt.Errorf("read the change: %w", err)
	}
	var ofPaths []app.Verdict
	children := make([]app.Verdict, len(g.rules))
	errs := make([]error, len(g.rules)+1)
	change.Each(len(errs), func(n int) {
		n = len(errs) - 1 - n // those that take longest are the last ones
		if n < len(g.rules) {
			children[n], errs[n] = g.rules[n].apply(set)
		} else {
			ofPaths, errs[n] = paths(set)
		}
	})
	if err := errors.Join(errs...); err != nil {
		return app.Verdict{}, err
	}
	all := app.Verdict{Rule: "gates", Version: 1, Status: app.StatusPass, Action: app.ActionAllow, Children: slices.Concat(ofPaths, children)}
	for _, v := range all.Children {
		if v.Status != app.StatusPass {
			all.Status = app.StatusFail
			if v.Action.Severity() > all.Action.Severity() {
				all.Action = v.Action
			}
		}
	}
	return all, nil
}

// Alone applies one rule, by its name, to work that goes on.
func (g *Gates) Alone(in Input, rule string) (app.Verdict, error) {
	n := slices.IndexFunc(g.rules, func(r Rule) bool { return r.Name == rule })
	if n < 0 {
		return app.Verdict{}, fmt.Errorf("gate %s: there is none", rule)
	}
	in.Phase = app.PhaseImplementation
	set, err := change.Read(in)
	if err != nil {
		return app.Verdict{}, fmt.Errorf("read the change: %w", err)
	}
	return g.rules[n].apply(set)
}

// maxPlaces bounds what a verdict lists of one rule; Measured tells how many there are.
const maxPlaces = 100

func (r Rule) apply(set *change.Set) (app.Verdict, error) {
	v := app.Verdict{Rule: r.Name, Version: r.Version, Status: app.StatusPass, Action: app.ActionAllow, Who: r.Who}
	action := set.Policy.ActionsOf(r.Gate).In(set.Phase)
	if action == app.ActionAllow {
		return v, nil
	}
	found, broke, err := r.look(set)
	switch {
	case err != nil:
		return v, fmt.Errorf("gate %s: %w", r.Name, err)
	case broke && action.Severity() < app.ActionAsk.Severity():
		action = app.ActionAsk
	case !broke:
		found = slices.DeleteFunc(found, func(f change.Finding) bool { return !f.Void && r.agreed(set, f) })
	}
	seen := 0
	for _, f := range found {
		if in := set.Find(f.Place.Path); in != nil {
			f.Place.File = in.Whole("").Place.Bytes
		}
		if !f.Void && r.permitted(set, f.Place) {
			v.Permitted = permit(v.Permitted, f.Place, f.Reason)
			continue
		}
		seen++
		switch {
		case !f.Void:
			v.Status, v.Action = app.StatusFail, action
		case v.Status == app.StatusPass:
			v.Status, v.Action = app.StatusError, app.ActionFlag
		}
		v.Reason, v.Measured = cmp.Or(v.Reason, f.Reason), cmp.Or(v.Measured, f.Measured)
		if len(v.Places) < maxPlaces {
			at := f.Place
			at.Reason = f.Reason
			v.Places = append(v.Places, at)
		}
	}
	if seen > maxPlaces {
		v.Measured = fmt.Sprintf("%d places", seen)
	}
	return v, nil
}

// permitted tells whether a person let it in.
func (r Rule) permitted(set *change.Set, at app.Place) bool {
	return waived(set, r.Name, at)
}

// permit notes what a person let in; of what is more than a verdict lists only
// where it is, and which bytes.
func permit(all []app.Place, at app.Place, reason string) []app.Place {
	if at.Reason = reason; len(all) >= maxPlaces {
		at = app.Place{Path: at.Path, Bytes: at.Bytes, File: at.File}
	}
	if slices.Contains(all, at) {
		return all
	}
	return append(all, at)
}

func waived(set *change.Set, rule string, at app.Place) bool {
	return app.Waived(set.Waivers, rule, at, set.Now)
}
