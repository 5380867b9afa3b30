package policy

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Pace says how a goal leaves a phase.
type Pace string

// The choices at a phase's end, the mildest first.
const (
	PaceContinue Pace = "continue"
	PaceAsk      Pace = "ask" // a person lets the goal go on
)

// Autonomy is the pace at the end of each phase. Analysis ends with the plan,
// so ask there is Terms.ApprovePlan always; verification ends with the push,
// so ask there is Terms.BeforePush approval.
type Autonomy struct {
	Analysis       Pace `json:"analysis"`
	Implementation Pace `json:"implementation"`
	Integration    Pace `json:"integration"`
	Verification   Pace `json:"verification"`
}

// Breakpoints are declared points at which a person is asked.
type Breakpoints struct {
	BeforePhase []app.PhaseKind `json:"before_phase,omitzero"`
	OnFirstEdit []string        `json:"on_first_edit,omitzero"` // globs
}

// AsksAfter tells whether a person has to let the goal go on after a phase.
func (p Policy) AsksAfter(phase app.PhaseKind) bool {
	switch phase {
	case app.PhaseAnalysis:
		return p.Autonomy.Analysis == PaceAsk
	case app.PhaseImplementation:
		return p.Autonomy.Implementation == PaceAsk
	case app.PhaseIntegration:
		return p.Autonomy.Integration == PaceAsk
	case app.PhaseVerification:
		return p.Autonomy.Verification == PaceAsk
	}
	return true
}

// AsksBefore tells whether the policy declares a breakpoint before a phase.
func (p Policy) AsksBefore(phase app.PhaseKind) bool {
	return slices.Contains(p.Breakpoints.BeforePhase, phase)
}

// AsksOnEdit tells whether the first edit of path is a declared breakpoint,
// and by which glob.
func (p Policy) AsksOnEdit(path string) (glob string, asks bool) {
	return match(p.Breakpoints.OnFirstEdit, path)
}

// match is the first of globs under which path lies.
func match(globs []string, path string) (glob string, ok bool) {
	for _, g := range globs {
		if goalspec.MatchGlob(g, path) {
			return g, true
		}
	}
	return "", false
}
