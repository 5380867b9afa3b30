package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestRollback: what is printed takes back a goal of two commits, and nothing of
// others, however it was merged.
func TestRollback(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	sh := func(script string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "sh", "-ec", script)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "HOME="+dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b.c", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b.c")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return strings.TrimSpace(string(out))
	}
	head := sh(`git init -q --bare origin && git clone -q origin work 2>/dev/null && cd work && git switch -qc main
		echo 1 >a && echo 1 >b && git add . && git commit -qm base
		git switch -qc work && echo 2 >a && git commit -qam one && echo 2 >b && git commit -qam two && git push -q origin work:refs/pull/5/head
		git switch -q main && echo other >c && git add . && git commit -qm other && git rev-parse work`)
	for method, merge := range map[string]string{
		"merge":  "git merge -q --no-ff --no-edit work",
		"squash": "git merge -q --squash work >/dev/null 2>&1 && git commit -qm squashed",
		"rebase": "git cherry-pick main~..work >/dev/null",
	} {
		merged := sh("cd work && git switch -qc " + method + " main && " + merge + " && git rev-parse HEAD")
		sh("cd work && echo later >d && git add . && git commit -qm later && git push -q origin " + method)
		g := &app.Goal{
			ID: app.GoalID("01JD5K3Q8ZV7M2X4N6P8" + method), State: app.StateDone, Issue: app.Issue{Number: 7},
			Pull: &app.Pull{Number: 5, Base: method, Commit: app.Commit(head)}, Ended: &app.Ended{Commit: app.Commit(merged)},
		}
		r, why := rollbackOf(g)
		if why != "" {
			t.Fatal(why)
		}
		if err := os.WriteFile(filepath.Join(dir, "undo.sh"), []byte(strings.Join(r.Commands, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		sh("cd work && sh -e ../undo.sh")
		if got := sh("git -C origin grep -h . revert-7-" + g.ID.Short()); got != "1\n1\nother\nlater" {
			t.Errorf("after a %s and what takes it back the files hold %q", method, got)
		}
	}
}
