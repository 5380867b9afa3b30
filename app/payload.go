package app

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// GoalOpened starts a goal's log.
type GoalOpened struct {
	Host         string `json:"host"`
	Installation int64  `json:"installation"`
	Repo         Repo   `json:"repo"`
	Issue        Issue  `json:"issue"`
	By           User   `json:"by"`
	Label        string `json:"label"`
	Previous     GoalID `json:"previous,omitempty"`

	Labelled time.Time `json:"labelled,omitzero"` // by GitHub's clock
}

// ContractLinted holds what the lint said of the issue's text; after the freeze,
// how the text reads by now.
type ContractLinted struct {
	Title    string             `json:"title"`
	Body     string             `json:"body"`
	Findings []goalspec.Finding `json:"findings"`
	Fault    string             `json:"fault,omitempty"` // the repository or its policy could not be read
	Again    bool               `json:"again,omitempty"` // it is tried again after a while
	Draft    string             `json:"draft,omitempty"` // the template filled in with what was understood
	By       User               `json:"by,omitzero"`     // who stands behind the text: edited it last, or had it read
	As       time.Time          `json:"as,omitzero"`     // the issue's time of that text
}

// ContractFrozen fixes the contract, or its next version.
type ContractFrozen struct {
	Contract Contract `json:"contract"`
	Why      string   `json:"why,omitempty"`
	Said     string   `json:"said,omitempty"`    // id of the text by which people made it
	Started  *User    `json:"started,omitempty"` // by whose word the goal began, where that is not who labelled
}

// Admitted gives the goal its slot.
type Admitted struct{}

// PlanSubmitted holds the agent's proposal.
type PlanSubmitted struct {
	Plan     Plan    `json:"plan"`
	NeedsAsk bool    `json:"needs_ask"`        // policy asks for a person
	Limits   *Budget `json:"limits,omitempty"` // of the run, where the plan's files are riskier than the contract told
}

// ApprovalGiven names what was seen by whom.
type ApprovalGiven struct {
	Plan       int    `json:"plan,omitempty"`
	Checkpoint int64  `json:"checkpoint,omitempty"`
	By         string `json:"by"`
}

// PhaseStarted begins a phase of work.
type PhaseStarted struct {
	Phase Phase `json:"phase"`
}

// RequestSent records what was appended to the conversation before a model
// request, and what the request measured.
type RequestSent struct {
	Turn   int               `json:"turn"`
	Append []json.RawMessage `json:"append,omitempty"` // messages in the model port's form
	Bytes  int               `json:"bytes"`            // of all messages
	Prefix int               `json:"prefix"`           // bytes in common with the request before

	Earlier []Earlier `json:"earlier,omitempty"` // comments from before the start that the first request holds
}

// Earlier is a comment that was there before the goal was.
type Earlier struct {
	Comment int64     `json:"comment"`
	By      string    `json:"by"`
	As      time.Time `json:"as,omitzero"` // when its text became what was read
}

// ResponseReceived holds the model's answer verbatim.
type ResponseReceived struct {
	Turn    int             `json:"turn"`
	Message json.RawMessage `json:"message,omitempty"`
	Finish  string          `json:"finish"`
	Input   Tokens          `json:"input"`
	Cached  Tokens          `json:"cached"`
	Output  Tokens          `json:"output"`
	USD     float64         `json:"usd,omitempty"`
	Active  time.Duration   `json:"active"` // spent on the turn so far
	Fault   string          `json:"fault,omitempty"`
	Context Tokens          `json:"context,omitempty"` // of this request and its answer alone
}

// ToolStarted comes before a tool runs, so that a crash finds it.
type ToolStarted struct {
	Turn    int    `json:"turn"`
	Call    string `json:"call"`
	Tool    string `json:"tool"`
	Args    string `json:"args"` // verbatim
	PreTree Tree   `json:"pre_tree,omitempty"`
}

// ToolResult is a tool's one answer.
type ToolResult struct {
	Status     ToolStatus `json:"status"`
	Exit       *int       `json:"exit,omitempty"`
	DurationMS int64      `json:"duration_ms"`
	Text       string     `json:"text"`
	OutputID   string     `json:"output_id,omitempty"`
	Truncated  bool       `json:"truncated"`
	Network    string     `json:"network,omitempty"` // Unreached, of the whole output, as it was read when the command ran
	Refusal    *Refusal   `json:"refusal,omitempty"`
}

// ToolStatus is how a tool call went.
type ToolStatus string

// The statuses of a tool call.
const (
	ToolOK          ToolStatus = "ok"
	ToolRefused     ToolStatus = "refused"
	ToolFailed      ToolStatus = "failed"
	ToolTimeout     ToolStatus = "timeout"
	ToolInterrupted ToolStatus = "interrupted"
)

// Refusal says which rule refused, for which file, and who can permit it.
type Refusal struct {
	Rule string `json:"rule"`
	Path string `json:"path,omitempty"`
	Who  string `json:"who"`
}

// ToolFinished holds the result the model sees; Text is the message verbatim.
type ToolFinished struct {
	Turn     int           `json:"turn"`
	Call     string        `json:"call"`
	Tool     string        `json:"tool"`
	Result   ToolResult    `json:"result"`
	PostTree Tree          `json:"post_tree,omitempty"`
	Stat     *DiffStat     `json:"stat,omitempty"` // against the base, when the tree changed
	Active   time.Duration `json:"active"`
	Note     *Note         `json:"note,omitempty"`
	FollowUp *FollowUp     `json:"follow_up,omitempty"`
	Finish   *Finish       `json:"finish,omitempty"`
	Steps    int           `json:"steps,omitempty"` // the phase at whose end the agent was given what is to be done then
}

// Note is durable: it survives compaction and may stand in the pull request.
type Note struct {
	Kind string `json:"kind"` // decision, fact, dead_end, question, discrepancy, diagnosis
	Text string `json:"text"`
}

// FollowUp is a second problem that becomes an issue of its own.
type FollowUp struct {
	Title  string `json:"title"`
	Body   string `json:"body"`
	Number int    `json:"number,omitempty"` // of the issue, once it is filed
}

// SameTitle tells whether two titles have the same words, whatever stands
// between them.
func SameTitle(a, b string) bool {
	words := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsSymbol(r) && !unicode.IsMark(r)
		}), " ")
	}
	return strings.EqualFold(words(a), words(b)) && (words(a) != "" || a == b)
}

// FollowUpFiled tells which issue a follow-up became, or which one says the
// same already.
type FollowUpFiled struct {
	N      int `json:"n"` // of the goal's follow-ups, from 1
	Number int `json:"number"`
}

// Finish is the agent's claim to be done; it ends nothing by itself.
type Finish struct {
	Summary       string  `json:"summary"`
	MigrationNote string  `json:"migration_note,omitempty"`
	Claims        []Claim `json:"claims,omitempty"`
}

// Claim is what the agent says of one criterion.
type Claim struct {
	Criterion string `json:"criterion"`
	Statement string `json:"statement"`
}

// Paused holds the goal until Resumed; NotBefore alone holds it for a limit of
// a provider or of GitHub.
type Paused struct {
	By        string    `json:"by"`
	Reason    string    `json:"reason,omitempty"`
	NotBefore time.Time `json:"not_before,omitzero"`
	Said      string    `json:"said,omitempty"`
}

// Resumed lifts a pause.
type Resumed struct {
	By   string `json:"by"`
	Said string `json:"said,omitempty"`
}

// LimitExtended grants the current run more.
type LimitExtended struct {
	By   string `json:"by"`
	More Budget `json:"more"`
	Said string `json:"said,omitempty"`
}

// TreeExported records a tree read out of the agent's clone outside a tool call.
type TreeExported struct {
	Tree      Tree     `json:"tree"`
	Stat      DiffStat `json:"stat"`
	Why       string   `json:"why,omitempty"`
	Merge     *Merged  `json:"merge,omitempty"`     // part of the branch from the next checkpoint on
	Conflicts []string `json:"conflicts,omitempty"` // paths that hold conflict markers
}

// CheckpointMade ends a phase.
type CheckpointMade struct {
	Checkpoint Checkpoint `json:"checkpoint"`
}

// GateJudged holds the verdict over one tree.
type GateJudged struct {
	Tree    Tree    `json:"tree"`
	Full    bool    `json:"full"` // at a checkpoint, not after a turn
	Verdict Verdict `json:"verdict"`
}

// VerificationStarted begins one arm.
type VerificationStarted struct {
	Arm   Arm     `json:"arm"`
	Round int     `json:"round"`
	Tree  Tree    `json:"tree"`
	Plan  int     `json:"plan"`
	Runs  []Check `json:"runs"`
	Since int     `json:"since,omitempty"` // what could not be run before this round does not count: a person wants another try
}

// EvidenceRecorded holds one check's run.
type EvidenceRecorded struct {
	Evidence Evidence `json:"evidence"`
}

// Compacted replaces the conversation up to a point by a snapshot of what is
// known.
type Compacted struct {
	Version int               `json:"version"`
	Through int64             `json:"through"` // events up to this number are covered
	Replace []json.RawMessage `json:"replace"`
}

// Publishing wants the branch at Commit and the pull request open; the answer
// comes as pr_opened or head_moved.
type Publishing struct {
	Commit Commit `json:"commit"`
	Round  int    `json:"round"` // whose evidence stands in the pull request
	Draft  bool   `json:"draft"`
	Early  bool   `json:"early,omitempty"` // before it is proven: the work goes on

	Refused string `json:"refused,omitempty"` // why GitHub did not take it: no draft shows the work
}

// PROpened records the pull request.
type PROpened struct {
	Pull Pull `json:"pull"`
}

// HeadMoved records a new head of the pull request's branch.
type HeadMoved struct {
	Commit Commit `json:"commit"`
	Draft  bool   `json:"draft"`
	By     string `json:"by"`
}

// Ended is the last event of a goal.
type Ended struct {
	State  State  `json:"state"` // done, stopped, failed or nothing_to_do
	Reason string `json:"reason"`
	By     string `json:"by,omitempty"`
	Commit Commit `json:"commit,omitempty"` // by which the pull request was merged
}

// The kind of each payload.
func (GoalOpened) EventKind() EventKind           { return EventGoalOpened }
func (ContractLinted) EventKind() EventKind       { return EventContractLinted }
func (ContractFrozen) EventKind() EventKind       { return EventContractFrozen }
func (Admitted) EventKind() EventKind             { return EventAdmitted }
func (PlanSubmitted) EventKind() EventKind        { return EventPlanSubmitted }
func (ApprovalGiven) EventKind() EventKind        { return EventApprovalGiven }
func (PhaseStarted) EventKind() EventKind         { return EventPhaseStarted }
func (RequestSent) EventKind() EventKind          { return EventRequestSent }
func (ResponseReceived) EventKind() EventKind     { return EventResponseReceived }
func (ToolStarted) EventKind() EventKind          { return EventToolStarted }
func (ToolFinished) EventKind() EventKind         { return EventToolFinished }
func (InstructionAccepted) EventKind() EventKind  { return EventInstructionAccepted }
func (InstructionDelivered) EventKind() EventKind { return EventInstructionDelivered }
func (InstructionRefused) EventKind() EventKind   { return EventInstructionRefused }
func (BreakpointOpened) EventKind() EventKind     { return EventBreakpointOpened }
func (Reminded) EventKind() EventKind             { return EventReminded }
func (BreakpointAnswered) EventKind() EventKind   { return EventBreakpointAnswered }
func (Paused) EventKind() EventKind               { return EventPaused }
func (Resumed) EventKind() EventKind              { return EventResumed }
func (LimitExtended) EventKind() EventKind        { return EventLimitExtended }
func (TreeExported) EventKind() EventKind         { return EventTreeExported }
func (CheckpointMade) EventKind() EventKind       { return EventCheckpointMade }
func (GateJudged) EventKind() EventKind           { return EventGateJudged }
func (VerificationStarted) EventKind() EventKind  { return EventVerificationStarted }
func (EvidenceRecorded) EventKind() EventKind     { return EventEvidenceRecorded }
func (Compacted) EventKind() EventKind            { return EventCompacted }
func (Publishing) EventKind() EventKind           { return EventPublishing }
func (PROpened) EventKind() EventKind             { return EventPROpened }
func (HeadMoved) EventKind() EventKind            { return EventHeadMoved }
func (FollowUpFiled) EventKind() EventKind        { return EventFollowUpFiled }
func (Ended) EventKind() EventKind                { return EventEnded }
