package object_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

func TestSum(t *testing.T) {
	for want, data := range map[object.Digest]string{
		"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391": "",
		"ce013625030ba8dba906f756967f9e9ca394464a": "hello\n",
	} {
		if got := object.Sum(object.Blob, []byte(data)); got != want {
			t.Errorf("%q has digest %s, want %s", data, got, want)
		}
	}
	if got := object.Sum(object.Tree, nil); got != object.EmptyTree {
		t.Errorf("the empty tree has digest %s", got)
	}
}

func TestTreeOrder(t *testing.T) {
	id := object.Sum(object.Blob, nil)
	entries := []object.Entry{
		{Name: "a", Mode: object.ModeDir, ID: object.EmptyTree},
		{Name: "a0", Mode: object.ModeFile, ID: id},
		{Name: "a.b", Mode: object.ModeExec, ID: id},
		{Name: "a-b", Mode: object.ModeLink, ID: id},
	}
	data, err := object.EncodeTree(entries)
	if err != nil {
		t.Fatal(err)
	}
	got, err := object.ParseTree(data)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range got {
		names = append(names, e.Name)
	}
	if !slices.Equal(names, []string{"a-b", "a.b", "a", "a0"}) || !slices.Equal(got, entries) {
		t.Errorf("entries %v", got)
	}
	if _, err := object.EncodeTree([]object.Entry{{Name: "a", ID: "short"}}); err == nil {
		t.Error("encoded an entry without digest")
	}
}

func FuzzParseTree(f *testing.F) {
	data, err := object.EncodeTree([]object.Entry{
		{Name: "a", Mode: object.ModeDir, ID: object.EmptyTree},
		{Name: "b", Mode: object.ModeFile, ID: object.EmptyTree},
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("100644 a\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := object.ParseTree(data)
		if err != nil {
			if !errors.Is(err, object.ErrTree) {
				t.Fatal(err)
			}
			return
		}
		again, err := object.EncodeTree(slices.Clone(entries))
		if err != nil {
			t.Fatal(err)
		}
		// Leading zeros of modes are the one thing that is read and not written.
		if parsed, err := object.ParseTree(again); err != nil || !slices.Equal(parsed, entries) {
			t.Fatalf("%q became %q: %v", data, again, err)
		}
	})
}

func TestModes(t *testing.T) {
	for mode, want := range map[object.Mode]object.Mode{
		0o100644: object.ModeFile, 0o100664: object.ModeFile, 0o100600: object.ModeFile, 0o100755: object.ModeExec, 0o100700: object.ModeExec,
		0o40000: object.ModeDir, 0o120000: object.ModeLink, 0o160000: object.ModeGitlink,
	} {
		if got := mode.Canonical(); got != want {
			t.Errorf("%s is written as %s, want %s", mode, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, name := range []string{"", ".", "..", "a/b", "a\x00", ".git", ".GiT", "git~1", "GIT~1", ".git.", ".git . .", ".git:x", "\u200d.git", ".gi\ufefft", `x\.git`, `.git\x`} {
		if err := object.CheckName(name); !errors.Is(err, object.ErrName) {
			t.Errorf("%q was taken: %v", name, err)
		}
	}
	for _, name := range []string{".gitignore", ".github", "git", "git~2", "...", "a b", "x.git", ".gita", `a\b`, "\xff", "ä"} {
		if err := object.CheckName(name); err != nil {
			t.Error(err)
		}
	}
	for name, want := range map[string]bool{"a b": true, "ä語": true, "a\tb": false, "\x7f": false, "\u0085": false, "\u2028": false, "\xff": false, "": true} {
		if got := object.Plain(name); got != want {
			t.Errorf("%q plain: %t", name, got)
		}
	}
}

func TestLooseIsReadByGit(t *testing.T) {
	dir := t.TempDir()
	git := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"--git-dir=" + dir}, args...)...)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1"}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
		return string(out)
	}
	git("init", "--bare", "--quiet", "--template=")
	l := &object.Loose{Dir: filepath.Join(dir, "objects")}
	data := bytes.Repeat([]byte("line\r\n\x00"), 1000)
	id, err := l.Put(object.Blob, data)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Sync(); err != nil {
		t.Fatal(err)
	}
	if got := git("cat-file", "blob", string(id)); got != string(data) {
		t.Error("git reads other bytes")
	}
	git("fsck", "--strict", "--no-progress")

	// What a crash of the machine may leave is written again.
	path := filepath.Join(dir, "objects", string(id[:2]), string(id[2:]))
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := (&object.Loose{Dir: l.Dir}).Put(object.Blob, data); err != nil {
		t.Fatal(err)
	}
	git("fsck", "--strict", "--no-progress")
	left, err := filepath.Glob(filepath.Join(l.Dir, "tmp_*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left %q, %v", left, err)
	}
}

func TestCommitRefusesWhatWouldForgeIt(t *testing.T) {
	who := object.Signature{Name: "a", Email: "a@example.com"}
	good := object.CommitSpec{Tree: object.EmptyTree, Author: who, Committer: who, Message: "m"}
	if _, err := good.Encode(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*object.CommitSpec){
		"tree":    func(c *object.CommitSpec) { c.Tree = "x" },
		"parent":  func(c *object.CommitSpec) { c.Parents = []object.Digest{"x\nauthor y"} },
		"name":    func(c *object.CommitSpec) { c.Author.Name = "a\ncommitter b" },
		"no name": func(c *object.CommitSpec) { c.Author.Name = " " },
		"address": func(c *object.CommitSpec) { c.Committer.Email = "a> b" },
		"message": func(c *object.CommitSpec) { c.Message = "a\x00b" },
	} {
		c := good
		spoil(&c)
		if data, err := c.Encode(); err == nil {
			t.Errorf("%s: %q", name, strings.ReplaceAll(string(data), "\n", "|"))
		}
	}
}
