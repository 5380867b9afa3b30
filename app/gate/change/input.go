// Package change is what gates look at and what they say: a resulting tree
// beside its base, read once for all rules, and findings with their places.
//
// In come two trees and the list of what differs, out goes a [Set] whose files
// have both sides, their lines paired. Nothing is written; a process that dies
// here reads again.
package change

import (
	"fmt"
	"io/fs"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// Input is everything a gate may look at.
type Input struct {
	Changes         []workspace.Change
	Base, Candidate fs.FS
	Contract        *app.Contract
	Policy          policy.Policy
	Plan            *app.Plan
	Waivers         []app.Waiver
	Goal            *app.Goal      // its record; nil: there is none
	Probes          []app.Evidence // what runs of generators showed
	Phase           app.PhaseKind  // unknown is taken for the last
	Now             time.Time      // by which waivers run out
}

// Finding is one place where a rule saw something.
type Finding struct {
	Place    app.Place
	Reason   string // a sentence
	Measured string // the figures that the rule compared, where it did: "95 → 90"
	Void     bool   // the rule could not look there: nothing is held against the change
}

// Measuring is the finding with what was measured.
func (f Finding) Measuring(format string, values ...any) Finding {
	f.Measured = fmt.Sprintf(format, values...)
	return f
}

// Planned tells whether the plan names the file.
func (in Input) Planned(path string) bool {
	if in.Plan == nil {
		return false
	}
	for _, f := range in.Plan.Files {
		if f == path {
			return true
		}
	}
	return false
}
