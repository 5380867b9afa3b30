package app

import "time"

// BreakpointOpened parks the goal until a person answers.
type BreakpointOpened struct {
	Breakpoint Breakpoint `json:"breakpoint"`
}

// Breakpoint is a question to people.
type Breakpoint struct {
	N        int            `json:"n"`
	Kind     BreakpointKind `json:"kind"`
	Title    string         `json:"title,omitempty"` // what it is about, where the kind does not say
	Question string         `json:"question"`
	Detail   string         `json:"detail,omitempty"` // Markdown
	Options  []string       `json:"options,omitempty"`
	Call     string         `json:"call,omitempty"`   // the ask that opened it
	Points   []string       `json:"points,omitempty"` // declared points of contract or policy it stands for
	Reminded time.Time      `json:"reminded,omitzero"`
	At       time.Time      `json:"at"`
	Start    *Start         `json:"start,omitempty"` // what the first option takes up
	Head     Commit         `json:"head,omitempty"`  // on which CI fails; an approval leaves it as it is
}

// Holds tells whether the goal stands at a declared point or has outgrown its
// plan: only an approval goes on, and a reply is kept for the agent until then.
func (b Breakpoint) Holds() bool {
	return len(b.Points) > 0 || b.Kind == BreakpointPlan && b.Detail != ""
}

// Start is work that an ended goal left behind, and the base it stands on.
type Start struct {
	Goal     GoalID   `json:"goal"`
	Base     Commit   `json:"base"`
	BaseTree Tree     `json:"base_tree"`
	Tree     Tree     `json:"tree"`
	Stat     DiffStat `json:"stat"`
}

// Reminded says that people were told once more what the goal waits for.
type Reminded struct {
	N int `json:"n"` // of the breakpoint
}

// BreakpointAnswered lifts the breakpoint.
type BreakpointAnswered struct {
	N      int    `json:"n"`
	By     string `json:"by"`
	Answer string `json:"answer"`           // approve, or the reply's text
	Reason string `json:"reason,omitempty"` // of what an approval lets in
	Said   string `json:"said,omitempty"`
}
