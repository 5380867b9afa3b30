package policy

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Policy is what a repository asks of every goal in it. Globs are those of
// goalspec.MatchGlob, commands are lines for sh.
type Policy struct {
	Label string `json:"label,omitempty"` // that starts goals; empty: the server's
	Who   Who    `json:"who"`
	Terms        // for work of any risk

	OpenPR      Opening             `json:"open_pr"`
	Autonomy    Autonomy            `json:"autonomy"`
	Breakpoints Breakpoints         `json:"breakpoints"`
	Levels      Levels              `json:"risk"`
	Categories  map[string]Category `json:"categories"` // what always needs a person

	Gates Gating `json:"gates"` // what follows when a rule over the change finds something

	Frozen    []string `json:"frozen,omitzero"`    // nobody changes them without a person's waiver
	Generated []string `json:"generated,omitzero"` // written by tools: a person is asked about them
	Allowed   []string `json:"allowed,omitzero"`   // the only paths a goal may change; empty: all

	Setup        []string          `json:"setup,omitzero"`        // commands before work, with the network below
	PhaseChecks  []string          `json:"phase_checks,omitzero"` // commands after each phase
	AfterChange  []string          `json:"after_change,omitzero"` // commands after each turn that wrote
	Verification []string          `json:"verification,omitzero"` // checks that hold for every goal
	Generate     []string          `json:"generate,omitzero"`     // commands that write generated files
	CheckLimit   Duration          `json:"check_timeout"`         // of one check
	ProofLimit   Duration          `json:"verification_timeout"`  // of one verification, all checks and repeats
	Env          map[string]string `json:"env,omitzero"`          // of every command in the sandbox
	Network      []string          `json:"network,omitzero"`      // hosts that set-up may reach

	CI CI `json:"ci"` // what a failing check of others on the pull request leads to

	MigrationNote Note `json:"migration_note"` // when the harness asks for one
	FollowUps     int  `json:"follow_ups"`     // issues a goal may file, at most MaxFollowUps

	Model       string   `json:"model,omitempty"` // empty: the server's
	Branch      string   `json:"branch"`          // template: {issue} {slug} {id}
	SignOff     bool     `json:"sign_off"`        // of the commits, by the App that makes them
	RemindAfter Duration `json:"remind_after"`    // waiting for people
	StopAfter   Duration `json:"stop_after"`      // waiting for people, the work saved
}

// Note says when a goal has to come with a migration note.
type Note string

// The choices for migration notes.
const (
	NoteAsked  Note = "asked"  // the issue or the plan asks for one
	NotePublic Note = "public" // also when exported names, keys, commands or schemas change
)

// CI says what a failing check of others on the pull request leads to.
type CI string

// The choices for CI.
const (
	CIIgnore CI = "ignore" // people see it, the goal does not
	CIFix    CI = "fix"    // the agent gets it and corrects the branch
)

// MaxFollowUps is how many second problems one goal may file.
const MaxFollowUps = 3

// Opening says when the pull request opens.
type Opening string

// The choices for opening a pull request.
const (
	OpenVerified        Opening = "verified"         // after the first verification
	OpenFirstCheckpoint Opening = "first_checkpoint" // as a draft
)

// Default is the policy of a repository that has none.
func Default() Policy {
	writers := Group{Permission: app.PermissionWrite}
	return Policy{
		Who:           Who{Start: writers, Steer: writers, Approve: writers},
		Terms:         Terms{ApprovePlan: PlanLarge, BeforePush: PushNothing},
		OpenPR:        OpenVerified,
		Autonomy:      Autonomy{PaceContinue, PaceContinue, PaceContinue, PaceContinue},
		Levels:        defaultLevels(),
		Categories:    defaultCategories(),
		Gates:         defaultGates(),
		Generated:     defaultGenerated(),
		CI:            CIIgnore,
		MigrationNote: NoteAsked, FollowUps: MaxFollowUps,
		CheckLimit:  Duration(10 * time.Minute),
		ProofLimit:  Duration(2 * time.Hour),
		Branch:      "goalkeeper/{issue}-{slug}-{id}",
		RemindAfter: Duration(72 * time.Hour),
		StopAfter:   Duration(336 * time.Hour),
	}
}

// Seal is the form in which a contract keeps a policy.
func (p Policy) Seal() (json.RawMessage, error) {
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("seal policy: %w", err)
	}
	return raw, nil
}

// Sealed reads what Seal wrote. A key that was unknown then has its default,
// and a contract from before policies were sealed has all of them.
func Sealed(raw json.RawMessage) (Policy, error) {
	p := Default()
	if len(raw) == 0 {
		return p, nil
	}
	p.Categories = nil // json would add to a map, not replace it
	if err := json.Unmarshal(raw, &p); err != nil {
		return Policy{}, fmt.Errorf("read sealed policy: %w", err)
	}
	return p, nil
}

// Environ is Env as a process takes it, in a fixed order.
func (p Policy) Environ() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(p.Env)) {
		out = append(out, name+"="+p.Env[name])
	}
	return out
}

// VerificationTimeout is how long one verification may run.
func (p Policy) VerificationTimeout() time.Duration { return time.Duration(p.ProofLimit) }

// CheckTimeout is how long one check may run.
func (p Policy) CheckTimeout() time.Duration { return time.Duration(p.CheckLimit) }
