package app

import "time"

// InstructionAccepted stores a permitted person's steering.
type InstructionAccepted struct {
	Instruction Instruction `json:"instruction"`
}

// ByCI gives the instructions that hold what a check reports.
const ByCI = "ci"

// Instruction is one comment that steers.
type Instruction struct {
	ID        string    `json:"id"`      // comment:<id> or review:<id>
	Comment   int64     `json:"comment"` // 0 for operators
	Number    int       `json:"number,omitempty"`
	By        string    `json:"by"`
	Text      string    `json:"text"`
	Queued    bool      `json:"queued,omitempty"` // waits for the end of the phase
	At        time.Time `json:"at"`
	As        time.Time `json:"as,omitzero"`         // of the edit whose text this is
	Delivered int       `json:"delivered,omitempty"` // turn; 0: not yet
	Withdrawn bool      `json:"withdrawn,omitempty"`
	Threads   []Thread  `json:"threads,omitempty"` // of a review: what is answered when the branch has a new head
}

// Thread is where a comment on a line of the pull request stands.
type Thread struct {
	Comment int64  `json:"comment"`
	Root    int64  `json:"root,omitempty"` // of a reply: the comment that began the thread
	Path    string `json:"path"`
	Line    int    `json:"line,omitempty"`
}

// InstructionDelivered is the receipt: the request of Turn carries it.
type InstructionDelivered struct {
	ID   string `json:"id"`
	Turn int    `json:"turn"`
	Text string `json:"text,omitempty"` // as delivered, when edited since
}

// InstructionRefused says why a text is not used.
type InstructionRefused struct {
	ID     string `json:"id"`
	By     string `json:"by"`
	Reason string `json:"reason"`
	Edited bool   `json:"edited,omitempty"` // it was delivered; its new text is not used
	Gone   bool   `json:"gone,omitempty"`   // its comment was deleted
	Number int    `json:"number,omitempty"` // of the issue or pull request it stands on

	As time.Time `json:"as,omitzero"` // of the edit whose text this is
}
