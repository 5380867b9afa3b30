package workspace_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

func TestFS(t *testing.T) {
	r, base := newRepo(t, map[string]string{"a": "1", "dir/b": "2", "dir/sub/c": "3", "dir.x": "", "z": "4"})
	files := r.FS(base)
	if err := fstest.TestFS(files, "a", "dir/b", "dir/sub/c", "dir.x", "z"); err != nil {
		t.Error(err)
	}
	if info, err := fs.Stat(files, "dir/b"); err != nil || info.Size() != 1 || info.Mode() != 0o644 {
		t.Errorf("stat: %v, %v", info, err)
	}
}

func TestFSFollowsLinksInside(t *testing.T) {
	ctx := t.Context()
	r, base := newRepo(t, map[string]string{"a": "1", "dir/b": "2", ".github/policy": "p"})
	link := func(target string) *workspace.File {
		return &workspace.File{Mode: object.ModeLink, Data: []byte(target)}
	}
	tree, err := r.Write(ctx, base, map[string]*workspace.File{
		"to-b": link("dir/b"), "to-dir": link("dir"), "dir/up": link("../a"), "out": link("../a"), "abs": link("/etc/passwd"),
		"self": link("self"), "dangling": link("nothing"), "out2": link("to-dir/../../a"), "twice": link("to-dir/up"),
	})
	must(t, err)
	for path, want := range map[string]string{"to-b": "2", "to-dir/b": "2", "dir/up": "1", "to-dir/up": "1", "twice": "1"} {
		if data, err := r.Read(ctx, tree, path); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", path, data, err)
		}
	}
	for path, want := range map[string]error{
		"out": fs.ErrNotExist, "abs": fs.ErrNotExist, "dangling": fs.ErrNotExist, "out2": fs.ErrNotExist, "a/x": fs.ErrNotExist,
		"self": fs.ErrInvalid, "dir": fs.ErrInvalid, "../a": fs.ErrInvalid, "/a": fs.ErrInvalid,
	} {
		if data, err := r.Read(ctx, tree, path); !errors.Is(err, want) {
			t.Errorf("%s: %q, %v", path, data, err)
		}
	}
	links := r.FS(tree).(fs.ReadLinkFS)
	if target, err := links.ReadLink("dir/up"); err != nil || target != "../a" {
		t.Errorf("link: %q, %v", target, err)
	}
	if info, err := links.Lstat("dir/up"); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("lstat: %v, %v", info, err)
	}
	if _, err := r.FS("nothing").Open("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such tree: %v", err)
	}
}

func TestDiffAndPatch(t *testing.T) {
	ctx := t.Context()
	r, base := newRepo(t, map[string]string{
		"mod": "1\n2\n3\n", "del": "x\n", "mode": "m\n", "moved": "long\nlived\n", "type": "t\n", "bin": "\x00\x01", "dir": "was a file\n",
		".gitattributes": "* -diff diff=evil filter=evil\n",
	})
	now, err := r.Write(ctx, base, map[string]*workspace.File{
		"mod": {Data: []byte("1\nzwei\n3\n4\n")}, "del": nil, "mode": {Data: []byte("m\n"), Mode: object.ModeExec},
		"moved": nil, "new place": {Data: []byte("long\nlived\n")}, "type": {Data: []byte("mod"), Mode: object.ModeLink},
		"bin": {Data: []byte("\x00\x02")}, "dir": nil, "dir/x": {Data: []byte("y\n")}, "add": {Data: nil},
	})
	must(t, err)
	changes, err := r.Diff(ctx, base, now)
	must(t, err)
	want := []struct {
		path, old  string
		status     workspace.Status
		plus, less int
	}{
		{"add", "", workspace.Added, 0, 0},
		{"bin", "", workspace.Modified, -1, -1},
		{"del", "", workspace.Deleted, 0, 1},
		{"dir", "", workspace.Deleted, 0, 1},
		{"dir/x", "", workspace.Added, 1, 0},
		{"mod", "", workspace.Modified, 2, 1},
		{"mode", "", workspace.Modified, 0, 0},
		{"moved", "", workspace.Deleted, 0, 2},
		{"new place", "moved", workspace.Added, 2, 0},
		{"type", "", workspace.TypeChanged, 1, 1},
	}
	if len(changes) != len(want) {
		t.Fatalf("%d changes: %+v", len(changes), changes)
	}
	for i, w := range want {
		c := changes[i]
		if c.Path != w.path || c.OldPath != w.old || c.Status != w.status || c.Additions != w.plus || c.Deletions != w.less {
			t.Errorf("%s: %+v", w.path, c)
		}
	}
	if c := changes[6]; c.OldMode != object.ModeFile || c.Mode != object.ModeExec || c.Old != c.New {
		t.Errorf("mode: %+v", c)
	}

	patch, cut, err := r.Patch(ctx, base, now, 1<<20)
	if err != nil || cut || !strings.Contains(patch, "-2\n+zwei\n") || !strings.Contains(patch, "new mode 100755") {
		t.Errorf("patch (cut %t, %v):\n%s", cut, err, patch)
	}
	part, cut, err := r.Patch(ctx, base, now, 1<<20, "mod", "dir")
	if err != nil || cut || strings.Contains(part, "moved") || !strings.Contains(part, "dir/x") || !strings.Contains(part, "zwei") {
		t.Errorf("patch of some paths (cut %t, %v):\n%s", cut, err, part)
	}
	head, cut, err := r.Patch(ctx, base, now, 300)
	if err != nil || !cut || len(head) == 0 || len(head) > 300 || !strings.HasPrefix(patch, head) || !strings.HasSuffix(head, "\n") {
		t.Errorf("patch of 300 bytes (cut %t, %v):\n%s", cut, err, head)
	}
	if none, err := r.Diff(ctx, base, base); err != nil || len(none) != 0 {
		t.Errorf("no difference: %v, %v", none, err)
	}
}

func TestCommitIsDeterministic(t *testing.T) {
	ctx := t.Context()
	r, base := newRepo(t, map[string]string{"a": "1"})
	tree, err := r.Tree(ctx, string(base))
	must(t, err)
	spec := commitOf(tree, base)
	spec.Message = "subject\n\nbody\n\n\n"
	one, err := r.Commit(ctx, spec)
	must(t, err)
	two, err := r.Commit(ctx, spec)
	must(t, err)
	if one != two {
		t.Errorf("%s and %s", one, two)
	}
	want := "tree " + string(tree) + "\nparent " + string(base) +
		"\nauthor bot <bot@example.com> 1700000000 +0000\ncommitter bot <bot@example.com> 1700000000 +0000\n\nsubject\n\nbody"
	if text := runGit(t, "", nil, "--git-dir="+r.Dir(), "cat-file", "commit", string(one)); text != want {
		t.Errorf("stored %q", text)
	}
	runGit(t, "", nil, "--git-dir="+r.Dir(), "fsck", "--strict", "--no-progress", string(one))
	spec.Author.Name = "a <b>"
	if _, err := r.Commit(ctx, spec); err == nil {
		t.Error("a name with brackets was taken")
	}
}

func TestKeepRef(t *testing.T) {
	ctx := t.Context()
	r, base := newRepo(t, map[string]string{"a": "1"})
	tree, err := r.Tree(ctx, string(base))
	must(t, err)
	c, err := r.Commit(ctx, commitOf(tree, base))
	must(t, err)
	must(t, r.KeepRef(ctx, "checkpoint/1", c))
	must(t, r.KeepRef(ctx, "checkpoint/1", c))
	if got, err := r.Resolve(ctx, "refs/goalkeeper/checkpoint/1"); err != nil || got != c {
		t.Errorf("kept %s, %v", got, err)
	}
	for _, name := range []string{"", "../heads/main", "a b", "x.lock", "a//b"} {
		if err := r.KeepRef(ctx, name, c); !errors.Is(err, workspace.ErrRef) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if err := r.KeepRef(ctx, "x", "00000000000000000000000000000000000000aa"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a commit that is not there: %v", err)
	}
	must(t, r.Remove())
	if _, err := os.Lstat(r.Dir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("removed: %v", err)
	}
}

// TestDecoy uses the agent's repository as an agent would.
func TestDecoy(t *testing.T) {
	r, first := newRepo(t, map[string]string{"a": "1\n", "dir/b": "2\n"})
	tree, err := r.Write(t.Context(), first, map[string]*workspace.File{"a": {Data: []byte("one\n")}})
	must(t, err)
	base, err := r.Commit(t.Context(), commitOf(tree, first))
	must(t, err)
	work := filepath.Join(t.TempDir(), "work")
	must(t, r.Checkout(t.Context(), base, work))
	must(t, r.Decoy(t.Context(), work, base))
	git := func(args ...string) string {
		t.Helper()
		return runGit(t, t.TempDir(), nil, append([]string{"-C", work}, args...)...)
	}
	if got := git("status", "--porcelain=v1", "--branch"); got != "## main" {
		t.Errorf("status: %q", got)
	}
	if got := git("log", "--format=%H"); got != string(base) {
		t.Errorf("log: %q", got)
	}
	if got := git("for-each-ref", "--format=%(refname)"); got != "refs/heads/main" {
		t.Errorf("references: %q", got)
	}
	if got := git("remote"); got != "" {
		t.Errorf("remotes: %q", got)
	}
	git("fsck", "--full", "--strict", "--no-progress")
	if err := exec.Command("git", "-C", work, "cat-file", "-e", string(first)).Run(); err == nil {
		t.Error("the history is there")
	}
	must(t, os.WriteFile(filepath.Join(work, "a"), []byte("eins\n"), 0o600))
	if got := git("diff", "--stat"); !strings.Contains(got, "1 file changed") {
		t.Errorf("diff: %q", got)
	}
	git("commit", "--quiet", "--all", "-m", "mine")
	git("stash", "list")
	must(t, filepath.WalkDir(filepath.Join(work, ".git"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && (d.Name() == "alternates" || d.Type() == fs.ModeSymlink) {
			t.Errorf("%s leads out", path)
		}
		return err
	}))
	out, err := r.Export(t.Context(), work, base)
	must(t, err)
	if len(out.Changes) != 1 || out.Changes[0].Path != "a" {
		t.Errorf("changes: %+v", out.Changes)
	}
	must(t, r.Decoy(t.Context(), work, base)) // again, over what the agent made of it
	if got := git("log", "--format=%s"); got != "change" {
		t.Errorf("log after planting again: %q", got)
	}
}
