package app

import (
	"regexp"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// What an author calls a phase that the harness has anyway.
var (
	analysis     = regexp.MustCompile(`(?i)^(?:analysis|analy[sz]e|planning|plan|investigation|investigate|discovery)(?: and (?:planning|plan|design))?$`)
	verification = regexp.MustCompile(`(?i)^(?:final )?(?:verification|verify)$`)
	integration  = regexp.MustCompile(`(?i)^integrat`)
)

// PhasesLeft are the contract's own phases of work that have not begun. What
// is analysis by its name is over with the plan, verification is the harness's.
func (g *Goal) PhasesLeft() []goalspec.Phase {
	if g.Contract == nil {
		return nil
	}
	begun := 0
	for _, p := range g.Phases {
		begun = max(begun, p.Spec)
	}
	var out []goalspec.Phase
	for _, p := range g.Contract.Goal.Phases() {
		if p.Number > begun && !harnessHas(p) {
			out = append(out, p)
		}
	}
	return out
}

func harnessHas(p goalspec.Phase) bool {
	return len(p.Only) == 0 && (analysis.MatchString(p.Name) || verification.MatchString(p.Name))
}

// Begins tells whether phase n of the contract begins where now does: a phase
// of work with itself, analysis that comes first with the harness's own, and
// what else has none of its own with the work after it, at last with
// verification. Where the contract lays out no phases, n counts the harness's.
func (g *Goal) Begins(n int, now Phase) bool {
	phases, worked := g.Contract.Goal.Phases(), false
	if len(phases) == 0 && now.Kind != PhaseVerification {
		return now.N == n
	}
	for _, p := range phases {
		switch {
		case !harnessHas(p):
			worked = true
			if p.Number >= n {
				return now.Spec == p.Number
			}
		case p.Number == n && !worked && analysis.MatchString(p.Name):
			return now.Kind == PhaseAnalysis
		}
	}
	had := func(p Phase) bool { return p.N == n && p.Why == "" }
	return now.Kind == PhaseVerification && (len(phases) > 0 || !slices.ContainsFunc(g.Phases, had))
}

// NextPhase is what follows the phase that stands: the contract's phases in
// their order, then integration. Without any there is one implementation.
func (g *Goal) NextPhase() Phase {
	left := g.PhasesLeft()
	switch {
	case len(left) > 0:
		return phaseOf(left[0], g.Phase.N+1)
	case len(g.Phases) == 0:
		return Phase{N: 1, Kind: PhaseImplementation, Title: "Implementation"}
	}
	return Phase{N: g.Phase.N + 1, Kind: PhaseIntegration, Title: "Integration"}
}

func phaseOf(spec goalspec.Phase, least int) Phase {
	p := Phase{N: max(spec.Number, least), Kind: PhaseImplementation, Title: spec.Name, Spec: spec.Number, StopIf: texts(spec.StopIf), Keep: texts(spec.Keep)}
	if integration.MatchString(spec.Name) {
		p.Kind = PhaseIntegration
	}
	if p.Title == "" {
		p.Title = "Implementation"
	}
	for _, g := range spec.Only {
		p.Only = append(p.Only, g.Pattern)
	}
	for _, g := range spec.Kept() {
		p.Deny = append(p.Deny, g.Pattern)
		if len(g.Except) > 0 {
			if p.Except == nil {
				p.Except = map[string][]string{}
			}
			p.Except[g.Pattern] = g.Except
		}
	}
	return p
}

func texts(list []goalspec.Statement) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Text)
	}
	return out
}

// Forbids tells whether path may not change in this phase, and by which
// pattern (empty: outside of what the phase works on).
func (p Phase) Forbids(path string) (pattern string, forbidden bool) {
	for _, glob := range p.Deny {
		if (goalspec.Glob{Pattern: glob, Except: p.Except[glob]}).Covers(path) {
			return glob, true
		}
	}
	for _, glob := range p.Only {
		if goalspec.MatchGlob(glob, path) {
			return "", false
		}
	}
	return "", len(p.Only) > 0
}

// PhaseGround is the tree that the phase began with.
func (g *Goal) PhaseGround() Tree {
	if cp := g.LastCheckpoint(); cp != nil {
		return cp.Tree
	}
	return g.Contract.BaseTree
}
