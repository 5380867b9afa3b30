package beneath_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
)

// nobody runs a function whose file accesses are those of an unprivileged user.
func nobody(t *testing.T, dir string, act func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		act() // already one
		return
	}
	must(t, os.Chown(dir, 65534, 65534))
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	setFSUID := func(uid uintptr) { _, _, _ = unix.RawSyscall(unix.SYS_SETFSUID, uid, 0, 0) }
	setFSUID(65534)
	defer setFSUID(0)
	act()
}

// public is a directory that every user reaches.
func public(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "beneath-*")
	must(t, err)
	must(t, os.Chmod(dir, 0o777))
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	return dir
}

func TestRemoveAllUnlocksItsOwn(t *testing.T) {
	dir := filepath.Join(public(t), "work")
	must(t, os.MkdirAll(filepath.Join(dir, "a", "b"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "a", "b", "f"), nil, 0o000))
	for _, d := range []string{"a/b", "a", ""} {
		if os.Geteuid() == 0 {
			must(t, os.Chown(filepath.Join(dir, d), 65534, 65534))
		}
		must(t, os.Chmod(filepath.Join(dir, d), 0o000))
	}
	nobody(t, filepath.Dir(dir), func() {
		if _, err := os.ReadDir(dir); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("the directory is not locked: %v", err)
		}
		if err := beneath.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("left: %v", err)
	}
}

func TestOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		if os.Getenv("GOALKEEPER_REQUIRE") != "" {
			t.Fatal("needs root to give files away")
		}
		t.Skip("needs root to give files away")
	}
	dir := t.TempDir()
	d := open(t, dir)
	o := beneath.Owner{UID: 65534, GID: 65533}
	sub, err := d.Mkdir("d", o)
	must(t, err)
	must(t, sub.Close())
	must(t, d.Create("f", 0o755, o, strings.NewReader("x")))
	must(t, d.Symlink("/etc", "l", o))
	for name, mode := range map[string]uint32{"d": unix.S_IFDIR | 0o755, "f": unix.S_IFREG | 0o755, "l": unix.S_IFLNK | 0o777} {
		var st unix.Stat_t
		must(t, unix.Lstat(filepath.Join(dir, name), &st))
		if st.Uid != 65534 || st.Gid != 65533 || st.Mode != mode {
			t.Errorf("%s: owner %d:%d, mode %o", name, st.Uid, st.Gid, st.Mode)
		}
	}
	var st unix.Stat_t
	must(t, unix.Stat("/etc", &st))
	if st.Uid != 0 {
		t.Error("the owner was changed through a link")
	}
}
