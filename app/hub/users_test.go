package hub_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app/hub"
)

func TestParseUsers(t *testing.T) {
	users, err := hub.ParseUsers([]string{"ada:admin", "bob:none"})
	if err != nil || len(users) != 2 || users[1] != (hub.User{Name: "bob", Permission: "none"}) {
		t.Errorf("parsed %v, %v", users, err)
	}
	for _, test := range []struct {
		name  string
		texts []string
		want  []string
	}{
		{"nobody", nil, []string{"at least one"}},
		{"all faults at once", []string{"ada", "b b:write", "cat:owner", "dan:read", "DAN:read"}, []string{`"ada"`, `"b b"`, `"owner"`, "given twice"}},
	} {
		_, err := hub.ParseUsers(test.texts)
		for _, want := range test.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want it to mention %s", test.name, err, want)
			}
		}
	}
}

// When the hub died after a push had moved a branch, the pull request follows at the next start.
func TestRestartCatchesUpWithBranches(t *testing.T) {
	w := start(t)
	w.repo("billing")
	dir := w.clone("billing", "")
	pull := w.propose(dir, "change", "a", "1\n", "", w.as("wes"))
	repos, err := filepath.Glob(filepath.Join(w.config.DataDir, "git", "*.git"))
	w.check(err)
	w.stop()
	after := w.commit(dir, "a", "2\n")
	w.mustGit(dir, "", "push", "-q", repos[0], "change")
	w.open()
	moved, _ := next(w, func(e *github.PullRequestEvent) bool { return e.GetAction() == "synchronize" })
	if moved.GetBefore() != pull.GetHead().GetSHA() || moved.GetAfter() != after {
		t.Errorf("synchronize %s...%s", moved.GetBefore(), moved.GetAfter())
	}
}

func TestSeededRepositoriesAreAlwaysTheSame(t *testing.T) {
	w := start(t)
	files := fstest.MapFS{"run.sh": {Data: []byte("#!/bin/sh\n")}, "src/a.go": {Data: []byte("package a\n")}}
	var heads []string
	for _, owner := range []string{"ada", "acme"} {
		w.check(w.CreateRepository(t.Context(), owner, "sample", files))
		head, _, err := w.as("ada").Repositories.GetCommit(t.Context(), owner, "sample", "main", nil)
		w.check(err)
		heads = append(heads, head.GetSHA())
		if len(head.Files) != 2 || head.GetCommit().GetAuthor().GetName() != "Hub" {
			t.Errorf("first commit %v", head)
		}
	}
	if heads[0] != heads[1] {
		t.Errorf("the same files became %v", heads)
	}
	tree, _, err := w.as("ada").Git.GetTree(t.Context(), "ada", "sample", "main", true)
	w.check(err)
	if len(tree.Entries) != 3 || tree.Entries[0].GetMode() != "100755" {
		t.Errorf("tree %v", tree.Entries)
	}
}
