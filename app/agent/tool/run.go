package tool

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Blobs keeps whole outputs.
type Blobs interface {
	PutBlob(ctx context.Context, b []byte) (app.Digest, error)
	Blob(ctx context.Context, d app.Digest, offset, limit int64) (b []byte, size int64, err error)
}

// Commands is where the agent's commands run.
type Commands struct {
	Sandbox sandbox.Sandbox
	Tree    string
	Home    string
	Env     []string
	Kept    []sandbox.Kept // what set-up left
	Blobs   Blobs
	Judge   func(command string) app.Verdict // anything but allow keeps it from being run
}

// CommandTools run commands and page their output.
func CommandTools(c Commands) []Tool { return []Tool{runTool(c), readOutput(c)} }

//go:embed run.md
var runText string

type runArgs struct {
	Command  string `json:"command"`
	Workdir  string `json:"workdir"`
	TimeoutS int    `json:"timeout_s"`
}

// The bounds of one command.
const (
	runTimeout    = 60
	runTimeoutMax = 600
	maxOutput     = 64 << 20 // bytes kept of one output
)

func runTool(c Commands) Tool {
	return proposal[runArgs]{
		spec: Spec{Name: "run", Description: runText, Parameters: object(`
			"command":{"type":"string"},"workdir":{"type":"string"},"timeout_s":{"type":"integer","minimum":1,"maximum":600}`, "command")},
		call: func(ctx context.Context, call Call, a runArgs) (Answer, error) {
			if strings.TrimSpace(a.Command) == "" {
				return Failed("There is no command."), nil
			}
			if a.TimeoutS <= 0 {
				a.TimeoutS = runTimeout
			}
			return c.run(ctx, call, a)
		},
	}
}

func (c Commands) run(ctx context.Context, call Call, a runArgs) (Answer, error) {
	if v := c.Judge(a.Command); v.Action != app.ActionAllow {
		by, _ := policy.Decisive(v)
		return Refused(app.Refusal{Rule: by.Rule, Who: v.Who}, "Nothing was run: "+v.Reason+". If the goal cannot be reached without it, `ask`."), nil
	}
	out := &output{}
	res, err := c.Sandbox.Run(ctx, sandbox.Command{
		Script: a.Command, Tree: c.Tree, TreeReadOnly: call.ReadOnly, Dir: a.Workdir, Home: c.Home, Env: c.Env, Kept: c.Kept,
		Timeout: time.Duration(min(a.TimeoutS, runTimeoutMax)) * time.Second, Output: out,
	})
	switch {
	case errors.Is(err, sandbox.ErrInvalid):
		return Failed(strings.TrimPrefix(err.Error(), sandbox.ErrInvalid.Error()+": ")), nil
	case err != nil && ctx.Err() == nil:
		return Answer{}, err
	}
	r := app.ToolResult{Status: app.ToolOK, Exit: &res.Exit}
	switch {
	case ctx.Err() != nil || res.Canceled:
		r.Status, r.Exit = app.ToolInterrupted, nil
	case res.TimedOut:
		r.Status, r.Exit = app.ToolTimeout, nil
	case res.Exit != 0:
		r.Status = app.ToolFailed
	}
	if err := c.keep(context.WithoutCancel(ctx), out, &r); err != nil {
		return Answer{}, err
	}
	if res.TimedOut {
		r.Text += fmt.Sprintf("\n[ended with everything it had started after %d s; pass timeout_s for more]", a.TimeoutS)
	}
	return Answer{Result: r, Wrote: !call.ReadOnly}, nil
}

// keep puts a long output away whole and shows its head and tail.
func (c Commands) keep(ctx context.Context, out *output, r *app.ToolResult) error {
	text := strings.ToValidUTF8(out.String(), "\uFFFD")
	shown, cut := headTail(text)
	r.Text, r.Network = shown, app.Unreached(text)
	if !cut && out.lost == 0 {
		return nil
	}
	id, err := c.Blobs.PutBlob(ctx, []byte(text))
	if err != nil {
		return fmt.Errorf("keep output: %w", err)
	}
	r.OutputID, r.Truncated = string(id), true
	return nil
}

// output collects what a command prints, up to maxOutput.
type output struct {
	bytes.Buffer
	lost int
}

func (o *output) Write(p []byte) (int, error) {
	room := max(0, maxOutput-o.Len())
	o.Buffer.Write(p[:min(len(p), room)])
	o.lost += len(p) - min(len(p), room)
	return len(p), nil
}
