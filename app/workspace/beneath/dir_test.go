package beneath_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, path string) *beneath.Dir {
	t.Helper()
	d, err := beneath.Open(path)
	must(t, err)
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}

func TestLinksAreNotFollowed(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	must(t, os.WriteFile(filepath.Join(outside, "secret"), []byte("outside"), 0o600))
	must(t, os.Symlink(outside, filepath.Join(dir, "d")))
	must(t, os.Symlink(filepath.Join(outside, "secret"), filepath.Join(dir, "f")))
	must(t, os.Symlink(filepath.Join(outside, "new"), filepath.Join(dir, "n")))
	d := open(t, dir)
	if _, err := d.Sub("d"); err == nil {
		t.Error("opened a directory through a link")
	}
	if _, err := d.Mkdir("d", beneath.Owner{UID: -1, GID: -1}); err == nil {
		t.Error("took a link for a directory")
	}
	if _, _, err := d.OpenFile("f"); err == nil {
		t.Error("opened a file through a link")
	}
	if err := d.Create("n", 0o644, beneath.Owner{UID: -1, GID: -1}, strings.NewReader("x")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("created through a link: %v", err)
	}
	if _, err := beneath.Open(filepath.Join(dir, "d")); err == nil {
		t.Error("opened a root that is a link")
	}
	if info, err := d.Stat("f"); err != nil || !info.IsLink() {
		t.Errorf("stat: %+v, %v", info, err)
	}
	for _, n := range []string{"d", "f", "n"} {
		must(t, d.Remove(n))
	}
	if data, err := os.ReadFile(filepath.Join(outside, "secret")); err != nil || string(data) != "outside" {
		t.Errorf("outside: %q, %v", data, err)
	}
}

func TestOpenFileDoesNotWait(t *testing.T) {
	dir := t.TempDir()
	must(t, unix.Mkfifo(filepath.Join(dir, "pipe"), 0o600))
	if _, _, err := open(t, dir).OpenFile("pipe"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("a named pipe: %v", err)
	}
	if _, _, err := open(t, dir).OpenFile("."); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("a directory: %v", err)
	}
}

func TestRemoveAll(t *testing.T) {
	outside := t.TempDir()
	must(t, os.WriteFile(filepath.Join(outside, "kept"), nil, 0o600))
	dir := filepath.Join(t.TempDir(), "work")
	deep := filepath.Join(dir, strings.Repeat("d/", 500))
	must(t, os.MkdirAll(deep, 0o755))
	must(t, os.WriteFile(filepath.Join(deep, "f"), nil, 0o000))
	must(t, os.Symlink(outside, filepath.Join(deep, "link")))
	must(t, os.Symlink(outside, filepath.Join(dir, "link")))
	must(t, unix.Mkfifo(filepath.Join(dir, "pipe"), 0o600))
	must(t, beneath.RemoveAll(dir))
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("left: %v", err)
	}
	must(t, beneath.RemoveAll(dir))
	must(t, beneath.RemoveAll(filepath.Join(dir, "no", "parent")))

	link := filepath.Join(t.TempDir(), "link")
	must(t, os.Symlink(outside, link))
	must(t, beneath.RemoveAll(link))
	if _, err := os.Lstat(filepath.Join(outside, "kept")); err != nil {
		t.Error(err)
	}
}

func TestRemoveEmpty(t *testing.T) {
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, "full", "x"), 0o755))
	must(t, os.Mkdir(filepath.Join(dir, "empty"), 0o755))
	d := open(t, dir)
	for _, n := range []string{"full", "empty", "nothing"} {
		must(t, d.RemoveEmpty(n))
	}
	if names, err := d.Names(); err != nil || len(names) != 1 || names[0] != "full" {
		t.Errorf("left %q, %v", names, err)
	}
}
