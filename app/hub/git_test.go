package hub_test

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

func TestCloneAndPush(t *testing.T) {
	w := start(t)
	w.repo("billing")
	dir := w.clone("billing", w.token("wes"))
	before := w.mustGit(dir, "", "rev-parse", "HEAD")
	w.mustGit(dir, "", "checkout", "-q", "-b", "feature/one")
	after := w.commit(dir, "src/a.go", "package a\n")
	w.mustGit(dir, w.token("wes"), "push", "-q", "origin", "feature/one")

	push, d := next(w, func(*github.PushEvent) bool { return true })
	if push.GetRef() != "refs/heads/feature/one" || push.GetAfter() != after || !push.GetCreated() || push.GetSender().GetLogin() != "wes" {
		t.Errorf("push event %s", d.body)
	}
	if len(push.Commits) != 1 || len(push.Commits[0].Added) != 1 || push.Commits[0].Added[0] != "src/a.go" {
		t.Errorf("pushed commits %v", push.Commits)
	}
	suite, _ := next(w, func(e *github.CheckSuiteEvent) bool { return e.GetAction() == "requested" })
	if suite.GetCheckSuite().GetHeadSHA() != after || suite.GetCheckSuite().GetHeadBranch() != "feature/one" {
		t.Errorf("suite %v", suite.GetCheckSuite())
	}

	ctx, ada := t.Context(), w.as("ada")
	branch, _, err := ada.Repositories.GetBranch(ctx, "ada", "billing", "feature/one", 0)
	w.check(err)
	if branch.GetCommit().GetSHA() != after {
		t.Errorf("branch at %s, want %s", branch.GetCommit().GetSHA(), after)
	}
	file, _, _, err := ada.Repositories.GetContents(ctx, "ada", "billing", "src/a.go", &github.RepositoryContentGetOptions{Ref: "feature/one"})
	w.check(err)
	if text, err := file.GetContent(); err != nil || text != "package a\n" {
		t.Errorf("content %q, %v", text, err)
	}
	_, listing, _, err := ada.Repositories.GetContents(ctx, "ada", "billing", "", nil)
	w.check(err)
	if len(listing) != 1 || listing[0].GetName() != "README.md" {
		t.Errorf("root of main %v", listing)
	}
	comparison, _, err := ada.Repositories.CompareCommits(ctx, "ada", "billing", "main", "feature/one", nil)
	w.check(err)
	if comparison.GetAheadBy() != 1 || comparison.GetMergeBaseCommit().GetSHA() != before || len(comparison.Files) != 1 {
		t.Errorf("comparison %v", comparison)
	}
}

func TestLargeAndShallowTransfers(t *testing.T) {
	w := start(t)
	w.repo("billing")
	dir := w.clone("billing", w.token("ada"))
	blob := make([]byte, 2<<20) // larger than http.postBuffer, so that git sends it chunked
	rand.Read(blob)
	w.check(os.WriteFile(filepath.Join(dir, "blob"), blob, 0o644))
	for range 3 {
		w.commit(dir, "log", rand.Text())
	}
	w.mustGit(dir, w.token("ada"), "push", "-q", "origin", "main")
	shallow := filepath.Join(t.TempDir(), "shallow")
	w.mustGit(t.TempDir(), "", "clone", "-q", "--depth=1", w.URL()+"/ada/billing", shallow)
	if got, err := os.ReadFile(filepath.Join(shallow, "blob")); err != nil || !bytes.Equal(got, blob) {
		t.Errorf("cloned %d bytes, %v", len(got), err)
	}
	if count := w.mustGit(shallow, "", "rev-list", "--count", "HEAD"); count != "1" {
		t.Errorf("shallow clone has %s commits", count)
	}
	partial := filepath.Join(t.TempDir(), "partial")
	w.mustGit(t.TempDir(), "", "clone", "-q", "--filter=blob:none", "--no-checkout", w.URL()+"/ada/billing", partial)
	if missing := w.mustGit(partial, "", "rev-list", "--objects", "--missing=print", "HEAD"); !strings.Contains(missing, "\n?") {
		t.Error("partial clone has all blobs")
	}
}

func TestPushPermissions(t *testing.T) {
	w := start(t)
	w.repo("billing")
	dir := w.clone("billing", "")
	w.commit(dir, "a", "a")
	read := w.mint(&github.InstallationTokenOptions{Permissions: &github.InstallationPermissions{Contents: github.String("read")}})
	write := w.mint(&github.InstallationTokenOptions{Permissions: &github.InstallationPermissions{Contents: github.String("write")}})
	for _, test := range []struct{ name, token, refusal string }{
		{"nobody", "", "Authentication failed"},
		{"wrong token", "ghp_wrong", "Authentication failed"},
		{"reader", w.token("rea"), "denied to rea"},
		{"triager", w.token("tri"), "denied to tri"},
		{"reading token", read, "denied to goalkeeper[bot]"},
		{"writing token", write, ""},
		{"writer", w.token("wes"), ""},
	} {
		out, err := w.git(dir, test.token, "push", "origin", "HEAD:refs/heads/from-"+strings.ReplaceAll(test.name, " ", "-"))
		if test.refusal == "" && err != nil || test.refusal != "" && !strings.Contains(out, test.refusal) {
			t.Errorf("push by %s: %v\n%s", test.name, err, out)
		}
	}
}

func TestPrivateRepository(t *testing.T) {
	w := start(t)
	_, _, err := w.as("ada").Repositories.Create(t.Context(), "", &github.Repository{
		Name: github.String("secret"), Private: github.Bool(true), AutoInit: github.Bool(true),
	})
	w.check(err)
	for _, test := range []struct {
		name, token string
		ok          bool
	}{{"nobody", "", false}, {"stranger", w.token("non"), false}, {"reader", w.token("rea"), true}} {
		out, err := w.git(t.TempDir(), test.token, "clone", "-q", w.URL()+"/ada/secret.git")
		if (err == nil) != test.ok {
			t.Errorf("clone by %s: %v\n%s", test.name, err, out)
		}
	}
	if _, _, err := w.as("non").Repositories.Get(t.Context(), "ada", "secret"); status(err) != 404 {
		t.Errorf("get by stranger: %v, want 404", err)
	}
}

func TestWorkflowsAreRefusedToTheApp(t *testing.T) {
	w := start(t)
	w.repo("billing")
	dir := w.clone("billing", "")
	w.mustGit(dir, "", "checkout", "-q", "-b", "ci")
	sha := w.commit(dir, ".github/workflows/ci.yml", "on: push\n")
	out, err := w.git(dir, w.mint(nil), "push", "origin", "ci")
	if err == nil || !strings.Contains(out, "refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission") {
		t.Errorf("push by the App: %v\n%s", err, out)
	}
	w.mustGit(dir, w.token("wes"), "push", "-q", "origin", "ci")
	w.mustGit(dir, "", "checkout", "-q", "-b", "more")
	w.commit(dir, "a", "a")
	w.mustGit(dir, w.mint(nil), "push", "-q", "origin", "more")

	ctx, bot := t.Context(), w.asInstallation(nil)
	blob, _, err := bot.Git.CreateBlob(ctx, "ada", "billing", &github.Blob{Content: github.String("on: [push]\n")})
	w.check(err)
	tree, _, err := bot.Git.CreateTree(ctx, "ada", "billing", sha, []*github.TreeEntry{{
		Path: github.String(".github/workflows/ci.yml"), Mode: github.String("100644"), Type: github.String("blob"), SHA: blob.SHA,
	}})
	w.check(err)
	commit, _, err := bot.Git.CreateCommit(ctx, "ada", "billing", &github.Commit{
		Message: github.String("ci"), Tree: tree, Parents: []*github.Commit{{SHA: &sha}},
	}, nil)
	w.check(err)
	_, _, err = bot.Git.CreateRef(ctx, "ada", "billing", &github.Reference{
		Ref: github.String("refs/heads/by-api"), Object: &github.GitObject{SHA: commit.SHA},
	})
	if status(err) != 403 {
		t.Errorf("workflow by API: %v, want 403", err)
	}
}

// A pushed repository cannot make the hub run anything: it has no say in the hub's configuration or hooks.
func TestHubIgnoresHostileConfiguration(t *testing.T) {
	w := start(t)
	w.repo("billing")
	marker := filepath.Join(t.TempDir(), "ran")
	t.Setenv("HOME", t.TempDir())
	w.check(os.WriteFile(filepath.Join(os.Getenv("HOME"), ".gitconfig"), []byte("[core]\n\thooksPath = "+t.TempDir()+"\n[uploadpack]\n\tpackObjectsHook = touch "+marker+"\n"), 0o644))
	dir := w.clone("billing", "")
	w.commit(dir, "hooks/post-receive", "#!/bin/sh\ntouch "+marker+"\n")
	w.commit(dir, "config", "[core]\n\tfsmonitor = touch "+marker+"\n")
	w.mustGit(dir, w.token("ada"), "push", "-q", "origin", "main")
	w.clone("billing", "")
	if _, err := os.Stat(marker); err == nil {
		t.Error("the hub ran what a repository or its user's configuration asked for")
	}
}
