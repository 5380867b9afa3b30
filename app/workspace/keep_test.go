package workspace_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// TestKept: only work that is not there is kept no longer; whatever else goes
// wrong says nothing about it.
func TestKept(t *testing.T) {
	ctx := context.Background()
	up := newUpstream(t)
	up.commit("main", map[string]string{"a": "1\n"})
	real, err := exec.LookPath("git")
	must(t, err)
	git := filepath.Join(t.TempDir(), "git")
	must(t, os.Symlink(real, git))
	s, err := workspace.New(workspace.Config{Dir: filepath.Join(t.TempDir(), "store"), Git: git, UID: -1, GID: -1, Logger: slog.New(slog.DiscardHandler)})
	must(t, err)
	defer s.Close()
	m := s.Mirror("example.com/acme/billing")
	must(t, m.Fetch(ctx, up.remote()))
	goal := openGoal(t, m, "01J")
	tree := put(t, goal, object.Entry{Mode: object.ModeFile, Name: "a", ID: blob(t, goal, "2\n")})

	repo, err := m.Kept(ctx, "01J", tree)
	must(t, err)
	defer repo.Close()
	if text, err := repo.Read(ctx, tree, "a"); err != nil || string(text) != "2\n" {
		t.Errorf("what is kept reads %q: %v", text, err)
	}
	for name, id := range map[string]string{"of another goal": "01K", "whose object is gone": "01J"} {
		if _, err := m.Kept(ctx, id, "00000000000000000000000000000000000000aa"); !errors.Is(err, workspace.ErrNotKept) {
			t.Errorf("work %s: %v", name, err)
		}
	}
	ended, end := context.WithCancel(ctx)
	end()
	if _, err := m.Kept(ended, "01J", tree); err == nil || errors.Is(err, workspace.ErrNotKept) {
		t.Errorf("with a context that has ended: %v", err)
	}
	must(t, os.Remove(git))
	if _, err := m.Kept(ctx, "01J", tree); err == nil || errors.Is(err, workspace.ErrNotKept) {
		t.Errorf("without git: %v", err)
	}
}
