package sandboxtest

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

var fileTests = map[string]func(*testing.T, *fixture){
	"tree is writable":       treeWritable,
	"tree is read-only":      treeReadOnly,
	"rename across the tree": renameInTree,
	"home stays":             homeStays,
	"no home":                noHome,
	"temporary directory":    temporaryDirectory,
	"mounts are read-only":   mountsReadOnly,
	"mounts may move":        mountsMayMove,
	"host files are hidden":  hostFilesHidden,
	"host is not writable":   hostNotWritable,
	"devices":                devices,
}

func treeWritable(t *testing.T, f *fixture) {
	c := f.command(t, "mkdir d && echo new > d/file && chmod +x d/file")
	f.succeed(t, c)
	path := filepath.Join(c.Tree, "d/file")
	if got, err := os.ReadFile(path); err != nil || string(got) != "new\n" {
		t.Errorf("file holds %q, %v", got, err)
	}
	checkOwner(t, path, f.owner)
}

func treeReadOnly(t *testing.T, f *fixture) {
	f.isolated(t)
	c := f.command(t, "cat file; echo changed > file || echo new > other || mkdir dir || rm -f file")
	c.TreeReadOnly = true
	path := filepath.Join(c.Tree, "file")
	if err := os.WriteFile(path, []byte("old\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(path, f.owner.UID, f.owner.GID); err != nil {
		t.Fatal(err)
	}
	if got := f.fail(t, c); !strings.HasPrefix(got, "old\n") {
		t.Errorf("output %q", got)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "old\n" {
		t.Errorf("file holds %q, %v", got, err)
	}
	if entries, err := os.ReadDir(c.Tree); err != nil || len(entries) != 1 {
		t.Errorf("tree holds %v, %v", entries, err)
	}
}

func renameInTree(t *testing.T, f *fixture) {
	c := f.command(t, "mkdir a b && echo x > a/f && mv a/f b/g && ln b/g a/h && cat a/h")
	if got := f.succeed(t, c); got != "x\n" {
		t.Errorf("output %q", got)
	}
}

func homeStays(t *testing.T, f *fixture) {
	c := f.command(t, `mkdir -p "$GOCACHE" && echo kept > "$HOME/file" && echo kept > "$GOCACHE/object"`)
	c.Home = f.dir(t)
	f.succeed(t, c)
	c.Script = `cd && cat file "$GOCACHE/object"`
	if got := f.succeed(t, c); got != "kept\nkept\n" {
		t.Errorf("second run sees %q", got)
	}
	if got, err := os.ReadFile(filepath.Join(c.Home, "file")); err != nil || string(got) != "kept\n" {
		t.Errorf("host sees %q, %v", got, err)
	}
}

func noHome(t *testing.T, f *fixture) {
	c := f.command(t, `ls -A "$HOME" && echo x > "$HOME/file"`)
	for range 2 {
		if got := f.succeed(t, c); got != "" {
			t.Errorf("an empty home holds %q", got)
		}
	}
}

func temporaryDirectory(t *testing.T, f *fixture) {
	c := f.command(t, `ls -A "$TMPDIR" && echo x > "$TMPDIR/file" && echo "$TMPDIR" > tmp`)
	for range 2 {
		if got := f.succeed(t, c); got != "" {
			t.Errorf("the temporary directory holds %q", got)
		}
	}
	tmp, err := os.ReadFile(filepath.Join(c.Tree, "tmp"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(strings.TrimSpace(string(tmp)), "file")); err == nil {
		t.Error("the temporary file is still there after Run")
	}
}

func mountsReadOnly(t *testing.T, f *fixture) {
	f.isolated(t)
	shown := f.dir(t)
	file := filepath.Join(shown, "file")
	if err := os.WriteFile(file, []byte("data\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	c := f.command(t, "cat "+file+"; echo changed > "+file+" || echo new > "+shown+"/new")
	c.Mounts = []sandbox.Mount{{Host: shown}}
	if got := f.fail(t, c); !strings.HasPrefix(got, "data\n") {
		t.Errorf("output %q", got)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "data\n" {
		t.Errorf("file holds %q, %v", got, err)
	}
}

// mountsMayMove only where a command has a file system of its own.
func mountsMayMove(t *testing.T, f *fixture) {
	shown := f.dir(t)
	if err := os.WriteFile(filepath.Join(shown, "file"), []byte("data"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := f.command(t, "cat /inputs/file /home/agent/go/pkg/mod/file")
	c.Mounts = []sandbox.Mount{{Host: shown, Guest: "/inputs"}, {Host: shown, Guest: "/home/agent/go/pkg/mod"}}
	if f.sandbox.Level() < sandbox.LevelBubblewrap {
		if _, err := f.sandbox.Run(t.Context(), c); !errors.Is(err, sandbox.ErrInvalid) {
			t.Errorf("mounts that cannot move gave %v", err)
		}
		return
	}
	if got := f.succeed(t, c); got != "datadata" {
		t.Errorf("output %q", got)
	}
}

// hostFilesHidden reads what the owner could read outside.
func hostFilesHidden(t *testing.T, f *fixture) {
	f.isolated(t)
	data := filepath.Join(f.dir(t), "goalkeeper.db")
	if err := os.WriteFile(data, []byte("secret token\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := f.command(t, "")
	if err := os.Symlink(data, filepath.Join(c.Tree, "link")); err != nil {
		t.Fatal(err)
	}
	paths := []string{data, "link", "/etc/shadow", "/etc/ssh/ssh_config", "/proc/1/root" + data, "/proc/self/root" + data, "/proc/self/cwd/../../../.." + data}
	for _, path := range paths {
		c.Script = "cat " + path
		if got := f.fail(t, c); strings.Contains(got, "secret") {
			t.Errorf("%s can be read: %s", path, got)
		}
	}
	for _, dir := range []string{"/root", "/var/lib", filepath.Dir(data), filepath.Dir(c.Tree) + "/.."} {
		c.Script = "test -n \"$(ls -A " + dir + ")\""
		f.fail(t, c)
	}
}

func hostNotWritable(t *testing.T, f *fixture) {
	f.isolated(t)
	outside := filepath.Join(f.dir(t), "open")
	if err := os.Mkdir(outside, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(outside, 0o777); err != nil {
		t.Fatal(err)
	}
	f.fail(t, f.command(t, "echo x > "+outside+"/file"))
	for _, path := range []string{"/usr/x", "/etc/x", "/usr/bin/x", "/x", "/dev/x/y"} {
		f.fail(t, f.command(t, "echo x > "+path))
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) != 0 {
		t.Errorf("outside holds %v, %v", entries, err)
	}
}

func devices(t *testing.T, f *fixture) {
	f.succeed(t, f.command(t, "head -c 16 /dev/urandom > /dev/null && head -c 4 /dev/zero > x && test -s x && test ! -r /dev/mem"))
}
