package app

import (
	"slices"
	"time"
)

// Arm is one side of a verification.
type Arm string

// The arms. A phase run checks work in progress and set-up makes ready for it;
// both prove nothing.
const (
	ArmSetup     Arm = "setup"
	ArmBaseline  Arm = "baseline"
	ArmCandidate Arm = "candidate"
	ArmPhase     Arm = "phase"
	ArmChange    Arm = "change"    // after a turn that wrote
	ArmGuard     Arm = "guard"     // the base's tests on the result's code
	ArmProof     Arm = "proof"     // the result's tests on the base's code
	ArmMutant    Arm = "mutant"    // the result with one line of covered code turned round; a number follows
	ArmRewritten Arm = "rewritten" // the result with that code written in another way that means the same
	ArmPlanted   Arm = "planted"   // the result with its changed code broken on purpose
	ArmDoomed    Arm = "doomed"    // the result with its tests made to fail at their end
	ArmGenerate  Arm = "generate"  // a generator, on base or result with what it writes altered
)

// Status is the outcome of one check run or rule. Unknown is the zero value
// and never counts as pass.
type Status string

// The statuses.
const (
	StatusUnknown Status = ""
	StatusPass    Status = "pass"
	StatusFail    Status = "fail"
	StatusError   Status = "error" // could not be run, or ran into its time limit
	StatusSkipped Status = "skipped"
)

// Evidence is what the harness itself ran and saw.
type Evidence struct {
	Arm       Arm           `json:"arm"`
	Round     int           `json:"round"`
	Check     Check         `json:"check"`
	Tree      Tree          `json:"tree"`
	Status    Status        `json:"status"`
	Exit      int           `json:"exit"`
	TimedOut  bool          `json:"timed_out,omitempty"`
	Measured  string        `json:"measured,omitempty"` // the number a predicate read
	Duration  time.Duration `json:"duration"`
	Log       Digest        `json:"log"`     // whole output, kept as a blob
	Excerpt   string        `json:"excerpt"` // bounded head and tail of it
	Sandboxed string        `json:"sandboxed"`
	Why       string        `json:"why,omitempty"`     // for error: what went wrong
	Network   []string      `json:"network,omitempty"` // of set-up: what it reached, and what it was refused
	At        time.Time     `json:"at"`

	More    bool        `json:"more,omitempty"`    // the check runs again before it is judged
	Key     Digest      `json:"key,omitempty"`     // of command, tree and environment: the same question
	Tests   *TestCounts `json:"tests,omitempty"`   // where the runner tells
	Results Digest      `json:"results,omitempty"` // of each test, kept as a blob
	Reused  bool        `json:"reused,omitempty"`  // known from an earlier round, and not run again
	Planted []string    `json:"planted,omitempty"` // paths that were broken on purpose
	Differs []string    `json:"differs,omitempty"` // of a generator: what it writes in another way than it stands
	Trial   *Trial      `json:"trial,omitempty"`   // with the last run: what all of them show
}

// Early tells whether a check was red while the work went on: on the bytes that are
// proven later, no green takes it back.
func (e Evidence) Early() bool {
	return e.Status == StatusFail && (e.Arm == ArmPhase || e.Arm == ArmChange)
}

// Outcome is the verdict on one criterion. Only the verifier reaches proven.
type Outcome string

// The outcomes.
const (
	OutcomeUnknown    Outcome = "unknown"
	OutcomeProven     Outcome = "proven"
	OutcomeFailed     Outcome = "failed"
	OutcomeVoid       Outcome = "void"       // the check was green on the base too: it shows no change
	OutcomeInspection Outcome = "inspection" // for people
)

// CriterionResult is a criterion with everything known about its proof.
type CriterionResult struct {
	ID        string    `json:"id"`
	Text      string    `json:"text"`
	Kind      Kind      `json:"kind"`
	Check     *Check    `json:"check,omitempty"`
	Outcome   Outcome   `json:"outcome"`
	Baseline  *Evidence `json:"baseline,omitempty"`
	Candidate *Evidence `json:"candidate,omitempty"`
	Trial     *Trial    `json:"trial,omitempty"`
	Why       string    `json:"why,omitempty"`

	Beside []CriterionResult `json:"beside,omitempty"` // what its other checks show, none of it worse
}

// Each is what every check of a criterion shows, the one that decided first.
func (c CriterionResult) Each() []CriterionResult {
	return append([]CriterionResult{c}, c.Beside...)
}

// OutOfBudget tells whether something is open, and all that is open for one
// reason: the verification's budget ended. More runs may prove it, and the agent
// can do nothing for it.
func OutOfBudget(all []CriterionResult) bool {
	spent := false
	for _, criterion := range all {
		for _, c := range criterion.Each() {
			if c.Outcome == OutcomeProven || c.Outcome == OutcomeInspection {
				continue
			}
			t := c.Trial
			if c.Outcome != OutcomeUnknown || t == nil || !t.Spent || t.Base.Flips() || t.Candidate.Flips() || t.Candidate.Void() > 0 {
				return false
			}
			spent = true
		}
	}
	return spent
}

// Unrun tells whether something is open that could not be run, or not often
// enough: another try on the same bytes may show more.
func Unrun(all []CriterionResult) bool {
	return slices.ContainsFunc(all, func(criterion CriterionResult) bool {
		return slices.ContainsFunc(criterion.Each(), func(c CriterionResult) bool {
			if c.Outcome == OutcomeProven || c.Outcome == OutcomeInspection {
				return false
			}
			return c.Trial == nil || c.Trial.Spent || c.Trial.Base.Broken+c.Trial.Candidate.Broken > 0 || c.Trial.Guard != nil && c.Trial.Guard.Broken > 0
		})
	})
}

// Verdict is a tree: a rule's result and the results it was made of. Status
// lines, comments and pages are renderings of it.
type Verdict struct {
	Rule     string    `json:"rule"`
	Version  int       `json:"version,omitempty"`
	Status   Status    `json:"status"`
	Action   Action    `json:"action,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Places   []Place   `json:"places,omitempty"`
	Measured string    `json:"measured,omitempty"`
	Who      string    `json:"who,omitempty"` // who may permit it
	Children []Verdict `json:"children,omitempty"`

	Permitted []Place `json:"permitted,omitempty"` // what it found and a person let in
}

// Place is where a rule saw something.
type Place struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"`
	Text   string `json:"text,omitempty"`
	Reason string `json:"reason,omitempty"` // of this place
	Bytes  string `json:"bytes,omitempty"`  // names what was seen: a permission lasts while it is the same
	File   string `json:"file,omitempty"`   // names all bytes of the file
}

// Action is what follows from a gate's finding, mildest first.
type Action string

// The actions.
const (
	ActionAllow Action = "allow"
	ActionFlag  Action = "flag"
	ActionAsk   Action = "ask"
	ActionStop  Action = "stop"
)

// Severity orders actions: the strictest of several decides.
func (a Action) Severity() int {
	switch a {
	case ActionStop:
		return 3
	case ActionAsk:
		return 2
	case ActionFlag:
		return 1
	}
	return 0
}
