package app

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"github.com/goalkeeper-dev/goalkeeper/internal/trust"
)

// Contract is the frozen reading of an issue together with the policy of the
// base commit. A change makes a new version.
type Contract struct {
	Version    int             `json:"version"`
	Goal       goalspec.Goal   `json:"goal"`
	Policy     json.RawMessage `json:"policy,omitempty"`      // as package policy seals it; empty: the default
	PolicyFrom string          `json:"policy_from,omitempty"` // where it was found, in words
	Base       Commit          `json:"base"`
	BaseTree   Tree            `json:"base_tree"`
	BaseBranch string          `json:"base_branch"`
	Branch     string          `json:"branch"`
	Frozen     []string        `json:"frozen,omitempty"`      // globs people froze
	FrozenOver []int           `json:"frozen_over,omitempty"` // of each of Frozen: how many of Allowed came before, and yield to it
	Allowed    []string        `json:"allowed,omitempty"`     // globs people let in
	AllowedBy  []string        `json:"allowed_by,omitempty"`  // of each of Allowed: the one rule that it lifts; empty or missing: all
	Waivers    []Waiver        `json:"waivers,omitempty"`     // what people permitted against the gates
	Limits     Budget          `json:"limits"`
}

// UnmarshalJSON takes the goal as it was frozen: a log outlives the version of
// the language that its goal was written in.
func (c *Contract) UnmarshalJSON(data []byte) error {
	type plain Contract
	stored := struct {
		*plain
		Goal json.RawMessage `json:"goal"`
	}{plain: (*plain)(c)}
	if err := json.Unmarshal(data, &stored); err != nil || len(stored.Goal) == 0 {
		return err
	}
	goal, err := goalspec.Stored(trust.Log(), stored.Goal)
	c.Goal = goal
	return err
}

// Kind of a criterion.
type Kind = goalspec.Kind

// Check is the command that proves a criterion: frozen with the plan, never
// bound later.
type Check struct {
	Criterion string              `json:"criterion"`
	Command   string              `json:"command"`
	Predicate *goalspec.Predicate `json:"predicate,omitempty"`
	Kind      Kind                `json:"kind"` // must_change or must_hold
	From      string              `json:"from"` // issue, policy or plan
}

// Asks tells whether a check asks a tree the same as another, which may be of
// another criterion: what one run answers, it answers for both.
func (c Check) Asks(o Check) bool {
	return c.Command == o.Command && (c.Predicate == o.Predicate || c.Predicate != nil && o.Predicate != nil && *c.Predicate == *o.Predicate)
}

// Checks are those that the issue itself states. Of one without a kind the plan
// says whether it must change.
func (c *Contract) Checks() []Check {
	var out []Check
	for _, k := range c.Goal.Criteria() {
		if k.Command != "" && !k.ByInspection {
			out = append(out, Check{Criterion: k.ID, Command: k.Command, Predicate: k.Predicate, Kind: k.Kind, From: "issue"})
		}
	}
	return out
}

// Plan is the agent's proposal.
type Plan struct {
	Version   int        `json:"version"`
	Summary   string     `json:"summary"`
	Steps     []PlanStep `json:"steps"`
	Files     []string   `json:"files"`
	Checks    []Check    `json:"checks"`
	Risks     []string   `json:"risks,omitempty"`
	Questions []string   `json:"questions,omitempty"`
	Migration bool       `json:"migration"`
}

// PlanStep is one step a person can read and the agent can be held to.
type PlanStep struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// PhaseKind is the kind of work a phase allows.
type PhaseKind string

// The kinds of phases; analysis is the planning state itself.
const (
	PhaseAnalysis       PhaseKind = "analysis"
	PhaseImplementation PhaseKind = "implementation"
	PhaseIntegration    PhaseKind = "integration"
	PhaseVerification   PhaseKind = "verification"
)

// Phase is a stretch of turns that ends at a checkpoint.
type Phase struct {
	N      int                 `json:"n"`
	Kind   PhaseKind           `json:"kind"`
	Title  string              `json:"title"`
	Why    string              `json:"why,omitempty"`    // for repeated phases: the failure or the review
	Spec   int                 `json:"spec,omitempty"`   // number of the contract's own phase that this is
	Only   []string            `json:"only,omitempty"`   // the only globs that may change in it; empty: all
	Deny   []string            `json:"deny,omitempty"`   // globs that stay as they are in it
	Except map[string][]string `json:"except,omitempty"` // of a glob of Deny: the globs that it leaves out
	Keep   []string            `json:"keep,omitempty"`   // in the author's words
	StopIf []string            `json:"stop_if,omitempty"`
}

// Checkpoint is the workspace at one point of the conversation.
type Checkpoint struct {
	Phase   Phase      `json:"phase"`
	Tree    Tree       `json:"tree"`
	Commit  Commit     `json:"commit"`
	Seq     int64      `json:"seq"` // transcript position that led to it
	Summary string     `json:"summary"`
	Stat    DiffStat   `json:"stat"`
	Checks  []Evidence `json:"checks,omitempty"`
	Show    bool       `json:"show,omitempty"`   // may be pushed before it is proven
	Merged  *Merged    `json:"merged,omitempty"` // others' work taken in; no end of a phase
	At      time.Time  `json:"at"`
}

// Merged is work of others that became part of the branch.
type Merged struct {
	By   string `json:"by"`             // who pushed to the branch; empty: the base moved
	Head Commit `json:"head"`           // what was taken in
	Pull Commit `json:"pull,omitempty"` // where the branch stands on GitHub now; empty: where it stood
	Own  Tree   `json:"own,omitempty"`  // the base with what people changed on the branch: gates compare with it
}

// DiffStat counts a change against the base tree.
type DiffStat struct {
	Files   []FileStat `json:"files,omitempty"`
	Added   int        `json:"added"`
	Removed int        `json:"removed"`
	NewDirs []string   `json:"new_dirs,omitempty"` // that the base has not; of nested ones the outermost
	Public  []Public   `json:"public,omitempty"`   // what users of the base rely on that is gone or other now, and what is new to them
	Risks   []Risk     `json:"risks,omitempty"`    // what a reviewer reads with care
}

// Risk is what changed lines of a file do that is read with care.
type Risk struct {
	Path string `json:"path"`
	Kind string `json:"kind"`           // query, external call, error handling, access
	Line int    `json:"line,omitempty"` // the first of its kind; 0: it was taken out
}

// Public is something that users of a product rely on, or may from now on.
type Public struct {
	Kind   string `json:"kind"` // exported name, configuration key, environment variable, HTTP route, schema, command, dependency
	Name   string `json:"name"`
	Path   string `json:"path"`
	Change string `json:"change,omitempty"` // removed, changed, added; empty: one of the first two
}

// Paths are all that the change touches: what a file is called now, and what it
// was called before.
func (s DiffStat) Paths() []string {
	var out []string
	for _, f := range s.Files {
		out = append(out, f.Path)
		if f.OldPath != "" {
			out = append(out, f.OldPath)
		}
	}
	return out
}

// FileStat is one changed path; Added and Removed are lines, -1 when binary.
type FileStat struct {
	Path    string `json:"path"`
	OldPath string `json:"old_path,omitempty"`
	Status  string `json:"status"` // added, modified, deleted, typechanged
	Added   int    `json:"added"`
	Removed int    `json:"removed"`
}

// Allows tells whether a person let path in against a rule that stops.
func (c *Contract) Allows(rule, path string) bool {
	yield := 0 // so many of the first are outdone by a later freeze
	for n, glob := range c.Frozen {
		if n < len(c.FrozenOver) && goalspec.MatchGlob(glob, path) {
			yield = max(yield, c.FrozenOver[n])
		}
	}
	for n := yield; n < len(c.Allowed); n++ {
		if only := c.Lifted(n); (only == "" || only == rule) && goalspec.MatchGlob(c.Allowed[n], path) {
			return true
		}
	}
	return false
}

// Lifted is the one rule that the n-th of Allowed lifts; empty: all.
func (c *Contract) Lifted(n int) string {
	if n < len(c.AllowedBy) {
		return c.AllowedBy[n]
	}
	return ""
}

// Freeze adds globs that nobody may change from now on, whatever was allowed.
func (c *Contract) Freeze(globs ...string) {
	over := append(slices.Clone(c.FrozenOver), make([]int, max(0, len(c.Frozen)-len(c.FrozenOver)))...)
	c.Frozen = slices.Clone(c.Frozen)
	for _, glob := range globs {
		c.Frozen, over = append(c.Frozen, glob), append(over, len(c.Allowed))
	}
	c.FrozenOver = over
}

// Allow adds a glob that a rule keeps from changing no more, whatever was
// frozen; without a rule none does.
func (c *Contract) Allow(rule, glob string) {
	by := make([]string, len(c.Allowed), len(c.Allowed)+1)
	copy(by, c.AllowedBy)
	c.Allowed, c.AllowedBy = append(slices.Clone(c.Allowed), glob), append(by, rule)
}

// Forbids tells whether the issue or a person keeps path from changing, and by
// which pattern (empty: outside the scope). The policy has its own say:
// whoever judges a path asks policy.Policy.Decide.
func (c *Contract) Forbids(path string) (pattern string, forbidden bool) {
	for _, glob := range c.Frozen {
		if goalspec.MatchGlob(glob, path) {
			return glob, true
		}
	}
	if ok, by := c.Goal.Scope().Permits(path); !ok {
		return by, true
	}
	return "", false
}
