package workspace_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// agent is what somebody may do who owns the work directory.
type agent struct {
	t      *testing.T
	work   string
	marker string // appears when anything of the agent's runs
	secret string // a file outside the work directory
}

func (a agent) path(name string) string { return filepath.Join(a.work, name) }

func (a agent) write(name, text string) {
	a.t.Helper()
	must(a.t, os.MkdirAll(filepath.Dir(a.path(name)), 0o755))
	must(a.t, os.WriteFile(a.path(name), []byte(text), 0o755))
}

// trap writes a git configuration in which every hook there is leads to the marker.
func (a agent) trap(dir string) {
	a.t.Helper()
	run := a.path("evil.sh")
	a.write("evil.sh", "#!/bin/sh\ntouch "+a.marker+"\ncat\n")
	a.write(dir+"/HEAD", "ref: refs/heads/main\n")
	a.write(dir+"/objects/x", "")
	a.write(dir+"/refs/x", "")
	a.write(dir+"/config", fmt.Sprintf(`[core]
	repositoryformatversion = 0
	fsmonitor = %[1]s
	hooksPath = %[2]s
	sshCommand = %[1]s
	attributesFile = %[3]s
[filter "evil"]
	clean = %[1]s
	smudge = %[1]s
	process = %[1]s
	required = true
[diff "evil"]
	textconv = %[1]s
	command = %[1]s
[credential]
	helper = %[1]s
`, run, a.path("hooks"), a.path(".gitattributes")))
	for _, h := range []string{"post-checkout", "post-index-change", "reference-transaction", "pre-push", "pre-commit"} {
		a.write("hooks/"+h, "#!/bin/sh\ntouch "+a.marker+"\n")
	}
}

func TestAttacks(t *testing.T) {
	r, base := attacked(t)
	for _, c := range []struct {
		name    string
		attack  func(agent)
		refused []string // RULE PATH
		changed []string // paths
	}{
		{
			name: "hostile configuration, filters and attributes",
			attack: func(a agent) {
				a.trap(".git")
				a.write(".gitattributes", "* filter=evil diff=evil ident eol=crlf\n")
				a.write("dir/b", "changed\n")
			},
			changed: []string{".gitattributes", "dir/b", "evil.sh", "hooks/post-checkout", "hooks/post-index-change", "hooks/pre-commit", "hooks/pre-push", "hooks/reference-transaction"},
		},
		{
			name: ".git as a pointer file",
			attack: func(a agent) {
				must(a.t, os.RemoveAll(a.path(".git")))
				a.write(".git", "gitdir: "+a.path("other"))
			},
		},
		{
			name: "nested repository",
			attack: func(a agent) {
				a.trap("dir/inner/.git")
				a.write("dir/inner/x", "x")
				must(a.t, os.RemoveAll(a.path("hooks")))
			},
			refused: []string{"nested_git dir/inner/.git"},
			changed: []string{"dir/inner/x", "evil.sh"},
		},
		{
			name:    "nested pointer file",
			attack:  func(a agent) { a.write("dir/.git", "gitdir: ../../evil") },
			refused: []string{"nested_git dir/.git"},
		},
		{
			name: "names that read as .git",
			attack: func(a agent) {
				for _, n := range []string{".GIT", "git~1", ".git.", ".git ", ".g\u200cit", `x\.git`} {
					a.write(n+"/config", "x")
				}
			},
			refused: []string{`nested_git .GIT`, "nested_git .git ", "nested_git .git.", "nested_git .g\u200cit", "nested_git git~1", `nested_git x\.git`},
		},
		{
			name: "special files",
			attack: func(a agent) {
				must(a.t, syscall.Mkfifo(a.path("pipe"), 0o644))
				must(a.t, os.Remove(a.path("a")))
				must(a.t, syscall.Mkfifo(a.path("a"), 0o644))
				fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
				must(a.t, err)
				a.t.Chdir(a.work) // a socket's name is short
				must(a.t, syscall.Bind(fd, &syscall.SockaddrUnix{Name: "socket"}))
				must(a.t, syscall.Close(fd))
			},
			refused: []string{"special_file a", "special_file pipe", "special_file socket"},
		},
		{
			name: "links",
			attack: func(a agent) {
				for name, target := range map[string]string{
					"dir/in": "b", "dir/up": "../a", "dir/far": "sub/../b", "abs": a.secret, "dir/out": "../../x",
					"root": "/", "git": ".git/config", "dir/git": "../.GIT", ".gitmodules": "a", "dots": "..", "dangling": "nowhere",
				} {
					must(a.t, os.Symlink(target, a.path(name)))
				}
			},
			refused: []string{"link .gitmodules", "link abs", "link dir/far", "link dir/git", "link dir/out", "link dots", "link git", "link root"},
			changed: []string{"dangling", "dir/in", "dir/up"},
		},
		{
			name: "a directory of the base becomes a link to outside",
			attack: func(a agent) {
				must(a.t, os.RemoveAll(a.path("dir")))
				must(a.t, os.Symlink(filepath.Dir(a.secret), a.path("dir")))
			},
			refused: []string{"link dir"},
		},
		{
			name: "names",
			attack: func(a agent) {
				for _, n := range []string{"c\rd", "e\nf", "g\x1b[31m", "\xff", "\u2028"} {
					a.write(n, "x")
				}
				a.write("fine \"'\\ ä", "x")
			},
			refused: []string{"name c\rd", "name e\nf", "name g\x1b[31m", "name \u2028", "name \xff"},
			changed: []string{"fine \"'\\ ä"},
		},
		{
			name: "case collisions",
			attack: func(a agent) {
				a.write("A", "x")
				a.write("DIR/b", "x")
				a.write("new", "x")
				a.write("New", "x")
			},
			refused: []string{"case_collision A", "case_collision DIR", "case_collision new"},
			changed: []string{"New"},
		},
		{
			name: "a change of case alone",
			attack: func(a agent) {
				must(a.t, os.Rename(a.path("a"), a.path("A")))
			},
			changed: []string{"A", "a"},
		},
		{
			name: "sizes",
			attack: func(a agent) {
				a.write("big", strings.Repeat("x", 4097))
				a.write("a", strings.Repeat("y", 1<<20))
				must(a.t, os.Truncate(a.path("large"), 5001))
			},
			refused: []string{"file_size a", "file_size big", "file_size large"},
		},
		{
			name:    "a large file of the same size",
			attack:  func(a agent) { a.write("large", strings.Repeat("z", 5000)) },
			refused: []string{"file_size large"},
		},
		{
			name:    "a large file's mode",
			attack:  func(a agent) { must(a.t, os.Chmod(a.path("large"), 0o755)) },
			changed: []string{"large"},
		},
		{
			name: "total size",
			attack: func(a agent) {
				for i := range 5 {
					a.write(fmt.Sprintf("n%d", i), strings.Repeat("x", 4000))
				}
			},
			refused: []string{"total_size n4"},
			changed: []string{"n0", "n1", "n2", "n3"},
		},
		{
			name: "count",
			attack: func(a agent) {
				for i := range 23 {
					a.write(fmt.Sprintf("n%02d", i), "x")
				}
				must(a.t, os.Symlink("a", a.path("z")))
			},
			refused: []string{"file_count n20", "file_count n21", "file_count n22", "file_count z"},
			changed: []string{"n00", "n01", "n02", "n03", "n04", "n05", "n06", "n07", "n08", "n09", "n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19"},
		},
		{
			name:    "depth",
			attack:  func(a agent) { a.write(strings.Repeat("d/", 12)+"x", "x") },
			refused: []string{"depth " + strings.TrimSuffix(strings.Repeat("d/", 11), "/")},
		},
		{
			name: "a filled submodule",
			attack: func(a agent) {
				a.trap("module/.git")
				must(a.t, os.RemoveAll(a.path("hooks")))
				must(a.t, os.Remove(a.path("evil.sh")))
			},
			refused: []string{"submodule module"},
		},
		{
			name:    "a removed submodule",
			attack:  func(a agent) { must(a.t, os.Remove(a.path("module"))) },
			refused: []string{"submodule module"},
		},
		{
			name: "a replaced submodule",
			attack: func(a agent) {
				must(a.t, os.Remove(a.path("module")))
				a.write("module", "file")
			},
			refused: []string{"submodule module"},
		},
		{
			name: "the directory of a submodule removed",
			attack: func(a agent) {
				must(a.t, os.RemoveAll(a.path("mods")))
			},
			refused: []string{"submodule mods/deep/module"},
			changed: []string{"mods/deep/x"},
		},
		{
			name: "the directory of a submodule replaced",
			attack: func(a agent) {
				must(a.t, os.RemoveAll(a.path("mods")))
				a.write("mods", "file")
				a.write(".gitignore", "mods\n")
			},
			refused: []string{"submodule mods/deep/module"},
			changed: []string{".gitignore", "mods/deep/x"},
		},
		{
			name: "ignored files",
			attack: func(a agent) {
				a.write(".gitignore", "*\n!/kept\n!.gitignore\n")
				a.write("a", "tracked all the same")
				a.write("dir/new", "x")
				a.write("dir/b", "tracked, too")
				a.write("kept", "x")
				a.write("out/x", "x")
			},
			changed: []string{".gitignore", "a", "dir/b", "kept"},
		},
		{
			name: "a deleted ignore file inside",
			attack: func(a agent) {
				a.write("dir/.gitignore", "*.log\n")
				a.write("dir/sub/x.log", "x")
				a.write("x.log", "x")
			},
			changed: []string{"dir/.gitignore", "x.log"},
		},
		{
			name: "an ignore file that is a link",
			attack: func(a agent) {
				must(a.t, os.Symlink("a", a.path("dir/.gitignore")))
				a.write("dir/x", "x")
			},
			refused: []string{"link dir/.gitignore"},
			changed: []string{"dir/x"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			outside := t.TempDir()
			a := agent{t: t, marker: filepath.Join(outside, "ran"), secret: filepath.Join(outside, "secret")}
			must(t, os.WriteFile(a.secret, []byte("outside"), 0o600))
			a.work = filepath.Join(t.TempDir(), "work")
			must(t, r.Checkout(t.Context(), base, a.work))
			c.attack(a)
			out, err := r.Export(t.Context(), a.work, base)
			must(t, err)
			var refused, changed []string
			for _, f := range out.Refused {
				refused = append(refused, string(f.Rule)+" "+f.Path)
			}
			for _, f := range out.Changes {
				changed = append(changed, f.Path)
			}
			slices.Sort(refused)
			slices.Sort(c.refused)
			if !slices.Equal(refused, c.refused) {
				t.Errorf("refused %q\n   want %q", refused, c.refused)
			}
			if !slices.Equal(changed, c.changed) {
				t.Errorf("changed %q\n   want %q", changed, c.changed)
			}
			if _, _, err := r.Patch(t.Context(), base, out.Tree, 1<<20); err != nil {
				t.Error(err)
			}
			must(t, r.Restore(t.Context(), a.work, out.Tree, base))
			if _, err := os.Lstat(a.marker); err == nil {
				t.Error("the agent's program ran on the host")
			}
			runGit(t, outside, nil, "--git-dir="+r.Dir(), "fsck", "--no-dangling", "--no-progress", string(out.Tree))
			must(t, os.RemoveAll(a.work))
		})
	}
}

// attacked is a repository with narrow limits whose base has a submodule and a file beyond the limit.
func attacked(t *testing.T) (*workspace.Repo, workspace.Digest) {
	t.Helper()
	up := newUpstream(t)
	base := up.commit("main", map[string]string{"a": "1", "dir/b": "2", "dir/sub/c": "3", "large": strings.Repeat("x", 5000)})
	m := newStoreWith(t, workspace.Limits{FileBytes: 4096, TotalBytes: 16_500, Files: 20, Depth: 10}).Mirror("m")
	must(t, m.Fetch(t.Context(), up.remote()))
	r := openGoal(t, m, "g")
	root, err := r.Tree(t.Context(), string(base))
	must(t, err)
	mktree := func(lines string) string {
		return runGit(t, up.dir, []byte(lines), "--git-dir="+r.Dir(), "mktree", "--missing")
	}
	const link = "160000 commit 00000000000000000000000000000000000000aa\tmodule\n"
	mods := mktree("040000 tree " + mktree(link+"100644 blob "+string(blob(t, r, "x"))+"\tx\n") + "\tdeep\n")
	tree := workspace.Digest(mktree(runGit(t, up.dir, nil, "--git-dir="+up.dir, "ls-tree", string(root)) + "\n" + link + "040000 tree " + mods + "\tmods\n"))
	commit, err := r.Commit(t.Context(), commitOf(tree, base))
	must(t, err)
	return r, commit
}

// TestSwappedDirectory exchanges a directory for a link to outside while exports go on.
func TestSwappedDirectory(t *testing.T) {
	r, base := newRepo(t, map[string]string{"a": "1", "dir/b": "2"})
	outside := t.TempDir()
	must(t, os.WriteFile(filepath.Join(outside, "b"), []byte("outside"), 0o600))
	work := filepath.Join(t.TempDir(), "work")
	must(t, r.Checkout(t.Context(), base, work))
	dir, spare, link := filepath.Join(work, "dir"), filepath.Join(work, ".git-spare"), filepath.Join(t.TempDir(), "link")
	must(t, os.Symlink(outside, link))
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
			}
			_ = os.Rename(dir, spare)
			_ = os.Symlink(outside, dir)
			_ = os.Remove(dir)
			_ = os.Rename(spare, dir)
		}
	}()
	secret := object.Sum(object.Blob, []byte("outside"))
	for range 300 {
		out, err := r.Export(t.Context(), work, base)
		must(t, err)
		for _, c := range out.Changes {
			if c.New == secret {
				t.Fatalf("exported a file from outside as %s", c.Path)
			}
		}
	}
	close(stop)
	<-stopped
}

// TestFileWrittenWhileItIsRead holds that what is stored is what was hashed.
func TestFileWrittenWhileItIsRead(t *testing.T) {
	r, base := newRepo(t, map[string]string{"a": "1"})
	work := filepath.Join(t.TempDir(), "work")
	must(t, r.Checkout(t.Context(), base, work))
	stop := make(chan struct{})
	var writers sync.WaitGroup
	for _, c := range []string{"x", "y"} {
		writers.Go(func() {
			for n := 1; ; n = n*7%100_003 + 1 {
				select {
				case <-stop:
					return
				default:
				}
				_ = os.WriteFile(filepath.Join(work, "a"), []byte(strings.Repeat(c, n)), 0o600)
			}
		})
	}
	for seen := 0; seen < 40; {
		out, err := r.Export(t.Context(), work, base)
		must(t, err)
		data, err := r.Read(t.Context(), out.Tree, "a")
		must(t, err)
		for _, c := range out.Changes {
			if object.Sum(object.Blob, data) != c.New {
				t.Fatal("the stored bytes are not those that were hashed")
			}
			seen++
		}
	}
	close(stop)
	writers.Wait()
	runGit(t, work, nil, "--git-dir="+r.Dir(), "fsck", "--no-dangling", "--no-progress")
}

// TestRestoreLeavesHardLinksAlone holds that a file is replaced, not written through.
func TestRestoreLeavesHardLinksAlone(t *testing.T) {
	r, base := newRepo(t, map[string]string{"a": "1"})
	work := filepath.Join(t.TempDir(), "work")
	must(t, r.Checkout(t.Context(), base, work))
	other := filepath.Join(t.TempDir(), "other")
	must(t, os.WriteFile(other, []byte("precious"), 0o600))
	must(t, os.Remove(filepath.Join(work, "a")))
	must(t, os.Link(other, filepath.Join(work, "a")))
	out, err := r.Export(t.Context(), work, base)
	must(t, err)
	must(t, r.Restore(t.Context(), work, out.Tree, base))
	if data, err := os.ReadFile(other); err != nil || string(data) != "precious" {
		t.Fatalf("the linked file holds %q, %v", data, err)
	}
	if data, err := os.ReadFile(filepath.Join(work, "a")); err != nil || string(data) != "1" {
		t.Fatalf("restored %q, %v", data, err)
	}
}

func TestExportIsBounded(t *testing.T) {
	up := newUpstream(t)
	base := up.commit("main", map[string]string{"a": "1"})
	m := newStoreWith(t, workspace.Limits{Entries: 600}).Mirror("m")
	must(t, m.Fetch(t.Context(), up.remote()))
	r := openGoal(t, m, "g")
	work := filepath.Join(t.TempDir(), "work")
	must(t, r.Checkout(t.Context(), base, work))
	for i := range 510 {
		must(t, os.WriteFile(filepath.Join(work, fmt.Sprintf("\x01%d", i)), nil, 0o600))
	}
	out, err := r.Export(t.Context(), work, base)
	must(t, err)
	if len(out.Refused) != 500 || out.RefusedMore != 10 || len(out.Changes) != 0 {
		t.Errorf("%d refusals, %d more, changes %+v", len(out.Refused), out.RefusedMore, out.Changes)
	}
	for i := range 100 {
		must(t, os.WriteFile(filepath.Join(work, fmt.Sprint(i)), nil, 0o600))
	}
	if _, err := r.Export(t.Context(), work, base); !errors.Is(err, workspace.ErrTooLarge) {
		t.Errorf("too many entries: %v", err)
	}
}
