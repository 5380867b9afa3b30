package verify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
)

// Blobs keeps whole outputs.
type Blobs interface {
	PutBlob(ctx context.Context, b []byte) (app.Digest, error)
	Blob(ctx context.Context, d app.Digest, offset, limit int64) (b []byte, size int64, err error)
}

// Config is what a verifier needs.
type Config struct {
	Sandbox sandbox.Sandbox
	Blobs   Blobs
	Now     func() time.Time
}

// Verifier runs checks.
type Verifier struct{ cfg Config }

// New checks cfg.
func New(cfg Config) (*Verifier, error) {
	if cfg.Sandbox == nil || cfg.Blobs == nil || cfg.Now == nil {
		return nil, errors.New("verify: sandbox, blobs and clock are required")
	}
	return &Verifier{cfg}, nil
}

// Bench is where one check runs.
type Bench struct {
	Tree  string // host directory of a fresh checkout
	Home  string // host directory
	Env   []string
	Limit time.Duration

	Kept   []sandbox.Kept // what set-up left
	WayOut string         // of set-up itself
}

// maxLog bounds what is kept of one check's output, in bytes.
const maxLog = 16 << 20

// Run runs one check. A red check is evidence; an error means that no evidence
// could be had.
func (v *Verifier) Run(ctx context.Context, b Bench, c app.Check) (app.Evidence, error) {
	command := script(c.Command)
	of := report.Of(command)
	before, err := standing(b.Tree, of)
	if err != nil {
		return app.Evidence{}, fmt.Errorf("look for reports of old: %w", err)
	}
	out := &capped{limit: maxLog}
	if err := clearReports(b.Home); err != nil {
		return app.Evidence{}, fmt.Errorf("make room for reports: %w", err)
	}
	res, err := v.cfg.Sandbox.Run(ctx, sandbox.Command{
		Script: command, Tree: b.Tree, Home: b.Home, Env: asked(b.Env), Kept: b.Kept, WayOut: b.WayOut, Timeout: b.Limit, Output: out,
	})
	if ctx.Err() != nil {
		return app.Evidence{}, context.Cause(ctx)
	}
	e := app.Evidence{Check: c, At: v.cfg.Now(), Sandboxed: v.cfg.Sandbox.Level().String()}
	if errors.Is(err, sandbox.ErrInvalid) {
		e.Status, e.Why = app.StatusError, err.Error()
		return e, nil
	}
	if err != nil {
		return e, fmt.Errorf("run check %s: %w", c.Criterion, err)
	}
	raw := []byte(out.String())
	rep, reported := reportOf(b, of, before, raw, out.lost > 0)
	rep.Heard(func(file string) string { return textOf(b.Tree, v.cfg.Sandbox.TreePath(b.Tree), file) })
	if of.Records() {
		raw = report.Plain(raw)
	}
	log := strings.ToValidUTF8(string(raw), "\uFFFD")
	e.Exit, e.TimedOut, e.Duration = res.Exit, res.TimedOut, res.Duration
	e.Excerpt = excerpt(log)
	e.Status, e.Measured, e.Why = status(c, res, log, out.lost)
	if e.Log, err = v.cfg.Blobs.PutBlob(ctx, []byte(log)); err != nil {
		return e, fmt.Errorf("keep log of check %s: %w", c.Criterion, err)
	}
	if !reported || e.Status == app.StatusError {
		return e, nil
	}
	return v.told(ctx, e, rep, of.Lists())
}

// told adds what the report says of each test, of which none has to have run where
// the command only lists them. It can turn a green status red, never a red one green.
func (v *Verifier) told(ctx context.Context, e app.Evidence, r report.Report, lists bool) (app.Evidence, error) {
	counts := r.Counts()
	e.Tests = &counts
	switch why := belied(counts, r); {
	case e.Status == app.StatusPass && why != "" && !(lists && why == noTest):
		e.Status, e.Why = app.StatusFail, why
	case e.Status == app.StatusFail && e.Why == "" && idle(counts, r):
		e.Why = noTest
	}
	raw, err := json.Marshal(r)
	if err != nil {
		return e, fmt.Errorf("encode report: %w", err)
	}
	if e.Results, err = v.cfg.Blobs.PutBlob(ctx, raw); err != nil {
		return e, fmt.Errorf("keep report of check %s: %w", e.Check.Criterion, err)
	}
	return e, nil
}

// belied says how a report contradicts an exit status of 0.
func belied(c app.TestCounts, r report.Report) string {
	switch {
	case c.Failed+c.Errors > 0:
		return fmt.Sprintf("its exit status is 0, and %d of the tests that ran failed", c.Failed+c.Errors)
	case c.Unloaded > 0:
		return fmt.Sprintf("its exit status is 0, and the tests of %d files or packages could not be loaded", c.Unloaded)
	case !c.Complete:
		return "its report is not whole: " + r.Why
	case idle(c, r):
		return noTest
	}
	return ""
}

const noTest = "no test ran"

// idle tells whether a runner was there and found nothing to run.
func idle(c app.TestCounts, r report.Report) bool {
	return c.Ran()+c.Unloaded == 0 && len(r.Mute) == 0
}

// Tests reads the results of each test that belong to a run; nil without any.
func (v *Verifier) Tests(ctx context.Context, e app.Evidence) (map[string]app.Status, error) {
	if e.Results == "" {
		return nil, nil
	}
	raw, _, err := v.cfg.Blobs.Blob(ctx, e.Results, 0, 0)
	if err != nil {
		return nil, fmt.Errorf("read report of check %s: %w", e.Check.Criterion, err)
	}
	var r report.Report
	if err := json.Unmarshal(raw, &r); err != nil {
		return nil, fmt.Errorf("read report of check %s: %w", e.Check.Criterion, err)
	}
	if r.Tests == nil {
		r.Tests = map[string]app.Status{}
	}
	return r.Tests, nil
}

const killed = 128 + 9 // by SIGKILL, as a shell tells of it

// status reads what a check's end means, lost bytes being missing from its log. A
// timeout is unknown, and unknown never passes.
func status(c app.Check, res sandbox.Result, log string, lost int) (s app.Status, measured, why string) {
	switch {
	case res.TimedOut:
		return app.StatusError, "", "ran into its time limit"
	case res.Canceled:
		return app.StatusError, "", "was interrupted"
	case res.Exit == 126 || res.Exit == 127:
		return app.StatusFail, "", "its command could not be found"
	case res.Exit == killed:
		return app.StatusFail, "", "it was killed, perhaps for lack of memory"
	case res.Exit != 0:
		return app.StatusFail, "", ""
	case c.Predicate == nil:
		return app.StatusPass, "", ""
	}
	if lost > 0 {
		return app.StatusError, "", fmt.Sprintf("it wrote %d bytes more than are kept, so no number is read for %s; let it write less", lost, c.Predicate)
	}
	r, err := Measure(log, *c.Predicate)
	if err != nil {
		return app.StatusError, "", err.Error() + "; let the command print one number with its unit"
	}
	measured = r.in(c.Predicate.Unit)
	if c.Predicate.Holds(r.Worst) {
		return app.StatusPass, measured, ""
	}
	return app.StatusFail, measured, ""
}

// capped keeps the first limit bytes of a command's output.
type capped struct {
	buf   strings.Builder
	limit int
	lost  int
}

func (c *capped) Write(p []byte) (int, error) {
	room := max(0, c.limit-c.buf.Len())
	c.buf.Write(p[:min(len(p), room)])
	c.lost += len(p) - min(len(p), room)
	return len(p), nil
}

func (c *capped) String() string {
	if c.lost == 0 {
		return c.buf.String()
	}
	return c.buf.String() + fmt.Sprintf("\n[%d more bytes were not kept]\n", c.lost)
}

// excerptSize bounds the part of a log that stands in comments and prompts.
const excerptSize = 3000

// excerpt is the head and the tail of a log, cut at line ends where possible.
func excerpt(log string) string {
	if len(log) <= excerptSize {
		return log
	}
	head, tail := log[:excerptSize/3], log[len(log)-2*excerptSize/3:]
	if cut := strings.LastIndexByte(head, '\n'); cut > 0 {
		head = head[:cut+1]
	}
	if cut := strings.IndexByte(tail, '\n'); cut >= 0 && cut < len(tail)-1 {
		tail = tail[cut+1:]
	}
	return strings.ToValidUTF8(head, "") + fmt.Sprintf("… %d bytes cut …\n", len(log)-len(head)-len(tail)) + strings.ToValidUTF8(tail, "")
}
