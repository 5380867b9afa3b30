package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/pipeline"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// stoppedWithWork is a world whose goal was stopped after its first change.
func stoppedWithWork(t *testing.T) (*world, *app.Goal) {
	t.Helper()
	w := start(t, setup{script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: NOTES, content: "half done\n"}}
  - {tool: run, args: {command: "seq 1 20000"}}
` + stepWrite + stepFinish})
	third := w.model.hold(3)
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitFor("the third request", third.reached)
	w.comment(maintainer, "/goal freeze hold.sh")
	w.stored(1)
	w.unlabel(maintainer)
	g := w.waitState(app.StateStopped)
	w.settled()
	w.wait("the goal rests", w.resting)
	return w, g
}

// TestLabelledAgain offers what the goal before left, and goes on from it.
func TestLabelledAgain(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]string{"go on": "Yes, please.", "start afresh": "No."} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, before := stoppedWithWork(t)
			w.model.script(t, usual)
			w.label(maintainer)
			w.wait("it is offered", func() bool {
				g := w.goal()
				return g.ID != before.ID && g.Hold.Breakpoint != nil && len(w.marked("breakpoint")) == 1
			})
			if text := w.marked("breakpoint")[0]; !strings.Contains(text, "Go on from the saved work") {
				t.Errorf("people are asked:\n%s", text)
			}
			asked := w.comment(writer, "What was in it?")
			w.wait("the counter-question is refused", func() bool { return slices.Contains(w.reactions(asked), "confused") })
			w.restart()
			w.comment(writer, answer)
			g := w.waitPull()
			w.settled()
			if g.Previous != before.ID {
				t.Errorf("the goal before is %q", g.Previous)
			}
			found := slices.ContainsFunc(g.Stat.Files, func(f app.FileStat) bool { return f.Path == "NOTES" })
			if found != (name == "go on") || slices.Contains(g.Contract.Frozen, "hold.sh") != found {
				t.Errorf("after answer %s the change has %+v, frozen is %q", answer, g.Stat.Files, g.Contract.Frozen)
			}
			if len(w.pulls()) != 1 || g.Pull.Draft || g.Usage.Questions != 0 {
				t.Errorf("%d pull requests, draft %v, %d questions", len(w.pulls()), g.Pull.Draft, g.Usage.Questions)
			}
		})
	}
}

// TestRetention forgets what an ended goal left when its time is over, and not
// before; the record stays.
func TestRetention(t *testing.T) {
	t.Parallel()
	w, g := stoppedWithWork(t)
	output := app.Digest("")
	for _, f := range happened[app.ToolFinished](w) {
		if f.Result.OutputID != "" {
			output = app.Digest(f.Result.OutputID)
		}
	}
	dirs, err := filepath.Glob(filepath.Join(w.cfg.DataDir, "*", "goals", "*.git"))
	if err != nil || len(dirs) != 1 {
		t.Fatalf("repositories of goals: %q, %v", dirs, err)
	}
	kept := func() (tree, blob bool) {
		repo, err := w.srv.workspace.Mirror(pipeline.MirrorKey(g.Repo)).Kept(w.ctx, string(g.ID), workspace.Digest(g.Tree))
		if err == nil {
			w.check(repo.Close())
		} else if !errors.Is(err, workspace.ErrNotKept) {
			t.Error(err)
		}
		_, _, lost := w.st.Blob(w.ctx, output, 0, 1)
		if lost != nil && !errors.Is(lost, store.ErrNotFound) {
			t.Error(lost)
		}
		return err == nil, lost == nil
	}
	for _, c := range []struct {
		after time.Duration
		kept  bool
	}{{29 * 24 * time.Hour, true}, {31 * 24 * time.Hour, false}} {
		w.check(w.srv.retain(w.ctx, g.At.Add(c.after)))
		if tree, blob := kept(); tree != c.kept || blob != c.kept {
			t.Errorf("after %s the tree is kept: %v, the output: %v", c.after, tree, blob)
		}
	}
	w.check(os.Mkdir(dirs[0], 0o700))
	w.check(w.srv.retain(w.ctx, g.At.Add(32*24*time.Hour)))
	w.check(os.Remove(dirs[0])) // it was forgotten once, and not again
	if len(w.events()) != int(g.Seq) {
		t.Error("the record is not whole")
	}
	w.label(maintainer)
	w.wait("a new goal", func() bool { return w.goal().ID != g.ID })
	w.waitPull() // nothing is left to be offered
}
