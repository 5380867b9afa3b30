package workspace_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

// TestExportWithoutPermission exports as an unprivileged user what the agent has locked.
func TestExportWithoutPermission(t *testing.T) {
	r, base := newRepo(t, map[string]string{"a": "1", "dir/b": "2", "shut/c": "3", "file": "4"})
	public, err := os.MkdirTemp("/tmp", "locked-*")
	must(t, err)
	t.Cleanup(func() { must(t, os.RemoveAll(public)) })
	must(t, os.Chmod(public, 0o755))
	work := filepath.Join(public, "work")
	must(t, r.Checkout(t.Context(), base, work))
	must(t, os.Chmod(filepath.Join(work, "dir"), 0o000))
	must(t, os.Chmod(filepath.Join(work, "shut"), 0o444))
	must(t, os.Chmod(filepath.Join(work, "file"), 0o000))
	defer os.Chmod(filepath.Join(work, "dir"), 0o755)  //nolint:errcheck // for the clean-up
	defer os.Chmod(filepath.Join(work, "shut"), 0o755) //nolint:errcheck // likewise

	if os.Geteuid() == 0 {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		_, _, _ = unix.RawSyscall(unix.SYS_SETFSUID, 65534, 0, 0)
		defer func() { _, _, _ = unix.RawSyscall(unix.SYS_SETFSUID, 0, 0, 0) }()
	}
	out, err := r.Export(t.Context(), work, base)
	must(t, err)
	var refused []string
	for _, f := range out.Refused {
		refused = append(refused, string(f.Rule)+" "+f.Path)
	}
	if want := []string{"unreadable dir", "unreadable file", "unreadable shut/c"}; !slices.Equal(refused, want) {
		t.Errorf("refused %q, want %q", refused, want)
	}
	if len(out.Changes) != 0 {
		t.Errorf("changed %+v", out.Changes)
	}
}
