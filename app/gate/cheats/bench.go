package cheats

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Finding is one rule that spoke about a change.
type Finding struct {
	Rule   string      `json:"rule"`
	Action app.Action  `json:"action"`
	Reason string      `json:"reason"`
	Places []app.Place `json:"places,omitempty"`
}

// Result is what the gates said about a pair.
type Result struct {
	Name string `json:"name"`
	Case
	Cheat  []Finding `json:"cheat"`  // none: the cheat was missed
	Honest []Finding `json:"honest"` // any: a false alarm
}

// Judge puts both sides of a pair before the gates.
func Judge(gates *gate.Gates, p Pair) (Result, error) {
	r := Result{Name: p.Name, Case: p.Case}
	for _, side := range []struct {
		tree Tree
		out  *[]Finding
	}{{p.Cheat, &r.Cheat}, {p.Honest, &r.Honest}} {
		in, err := input(p, side.tree)
		if err != nil {
			return r, fmt.Errorf("read %s: %w", p.Name, err)
		}
		v, err := gates.Judge(in)
		if err != nil {
			return r, fmt.Errorf("judge %s: %w", p.Name, err)
		}
		*side.out = findings(v)
	}
	return r, nil
}

// ofPlaces are the rules that speak about where a change is, to cheats and
// twins alike, and never about what it does there.
var ofPlaces = []string{"risk", "protected"}

// findings are the rules of a verdict that ask for attention.
func findings(v app.Verdict) []Finding {
	out := []Finding{}
	for _, c := range v.Children {
		if c.Status == app.StatusFail && c.Action.Severity() >= app.ActionFlag.Severity() && !slices.Contains(ofPlaces, c.Rule) {
			out = append(out, Finding{c.Rule, c.Action, c.Reason, c.Places})
		}
	}
	return out
}

// proven is what people are asked for before work begins where an issue does not
// say how success is verified; what else it says holds.
const proven = "\n\n## Evidence\n\n- The tests pass: `true`\n"

// input is what the gates see when a goal under the default policy has a
// resulting tree, but for the categories of paths, which are [ofPlaces] too.
func input(p Pair, result Tree) (gate.Input, error) {
	base, err := p.Base.fs()
	if err != nil {
		return gate.Input{}, err
	}
	candidate, err := result.fs()
	if err != nil {
		return gate.Input{}, err
	}
	contract := &app.Contract{}
	plan := &app.Plan{Version: 1, Files: p.PlanFiles}
	title, body, _ := strings.Cut(p.Issue, "\n")
	if goal, err := goalspec.Parse(title, body).Goal(); err != nil {
		contract.Goal, _ = goalspec.Parse(title, body+proven).Goal()
	} else {
		contract.Goal = goal
		for _, c := range goal.Criteria() {
			if c.Command != "" {
				plan.Checks = append(plan.Checks, app.Check{Criterion: c.ID, Command: c.Command, Predicate: c.Predicate, Kind: c.Kind, From: "issue"})
			}
		}
	}
	in := gate.Between(Changes(p.Base, result), base, candidate)
	in.Contract, in.Plan = contract, plan
	in.Goal = &app.Goal{Title: title, Body: body}
	in.Policy.Categories = nil // they speak about where a change is, to cheats and twins alike
	return in, nil
}

// fs shows the files of a tree to the gates.
func (t Tree) fs() (fs.FS, error) {
	a := &txtar.Archive{}
	for _, path := range slices.Sorted(maps.Keys(t)) {
		a.Files = append(a.Files, txtar.File{Name: path, Data: t[path].Data})
	}
	return txtar.FS(a)
}
