// Package tool holds what the agent may call: one tool is x.go and x.md.
//
// In comes the model's call with its arguments verbatim, out goes exactly one
// answer. Tools that read or write files work beneath the root of the agent's
// clone and never follow a symlink out of it; commands run in the sandbox;
// tools that speak to the harness only propose. If the process dies inside a
// call, the runner restores the work tree and answers for it.
package tool

import (
	"context"
	"encoding/json"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Spec is how a tool is offered to the model. The bytes stay the same for the
// whole life of a goal.
type Spec struct {
	Name        string
	Description string          // Markdown, from the .md beside the code
	Parameters  json.RawMessage // JSON Schema of the arguments
}

// Tool is one thing the agent may call.
type Tool interface {
	Spec() Spec
	// Call answers a call; args is what the model sent, valid JSON or not.
	// An error means the harness broke, not the tool.
	Call(ctx context.Context, c Call) (Answer, error)
}

// Call is one call of a tool.
type Call struct {
	ID       string
	Args     string
	ReadOnly bool // analysis: nothing may be written
}

// Answer is a call's one result, and what becomes of the goal with it.
type Answer struct {
	Result  app.ToolResult
	Entries []app.Payload // recorded in the same commit as the result
	Wrote   bool          // the work tree may have changed

	Note     *app.Note
	FollowUp *app.FollowUp
	Finish   *app.Finish
	Steps    int // see app.ToolFinished
}

// OK, Failed and Refused are answers without an exit status.
func OK(text string) Answer {
	return Answer{Result: app.ToolResult{Status: app.ToolOK, Text: text}}
}

// Failed tells the model what was wrong with its call and what to do.
func Failed(text string) Answer {
	return Answer{Result: app.ToolResult{Status: app.ToolFailed, Text: text}}
}

// Refused names the rule, the path and who can permit it.
func Refused(r app.Refusal, text string) Answer {
	return Answer{Result: app.ToolResult{Status: app.ToolRefused, Text: text, Refusal: &r}}
}
