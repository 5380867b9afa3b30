package workspace

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

func testRepo(t *testing.T) *Repo {
	t.Helper()
	s, err := New(Config{Dir: filepath.Join(t.TempDir(), "store"), UID: -1, GID: -1, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	m := s.Mirror("m")
	if err := m.prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := m.Goal(t.Context(), "g")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = r.Close(), s.Close() })
	return r
}

func TestMirrorIsEnteredByOne(t *testing.T) {
	m := testRepo(t).store.Mirror("m")
	leave, err := m.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.enter(done); !errors.Is(err, context.Canceled) {
		t.Fatalf("a second one entered: %v", err)
	}
	leave()
	if leave, err = m.enter(t.Context()); err != nil {
		t.Fatal(err)
	}
	leave()
}

func TestMirrorNamesAreSafe(t *testing.T) {
	s := testRepo(t).store
	seen := make(map[string]string)
	for _, key := range []string{"", "a/b", "a-b", "a_b", "..", "../../x", "/etc", "a\x00b", "A/b", strings.Repeat("x", 1000), strings.Repeat("x", 1001)} {
		dir := s.Mirror(key).Dir()
		if filepath.Dir(dir) != filepath.Join(s.dir, "mirrors") || len(filepath.Base(dir)) > 120 {
			t.Errorf("%q lies in %s", key, dir)
		}
		if other, taken := seen[strings.ToLower(dir)]; taken {
			t.Errorf("%q and %q share %s", key, other, dir)
		}
		seen[strings.ToLower(dir)] = key
	}
}

func TestSettled(t *testing.T) {
	at := time.Unix(1_700_000_000, 500_000_000)
	for _, c := range []struct {
		name  string
		ctime time.Time
		want  bool
	}{
		{"just now", at, false},
		{"within the grain", at.Add(-tick), false},
		{"before the grain", at.Add(-tick - 1), true},
		{"in the future", at.Add(time.Hour), false},
		{"a file system of whole seconds", at.Truncate(time.Second), false},
		{"long ago in whole seconds", at.Truncate(time.Second).Add(-2 * time.Second), true},
	} {
		if got := settled(beneath.Info{Ctime: c.ctime.UnixNano()}, at); got != c.want {
			t.Errorf("%s: settled %t", c.name, got)
		}
	}
}

// TestExportReadsWhatMayHaveChanged plants a lie into the cache: only an untouched file may repeat it.
func TestExportReadsWhatMayHaveChanged(t *testing.T) {
	ctx := t.Context()
	r := testRepo(t)
	base, err := r.Write(ctx, object.EmptyTree, map[string]*File{"a": {Data: []byte("aaaa")}, "b": {Data: []byte("bbbb")}})
	if err != nil {
		t.Fatal(err)
	}
	work := filepath.Join(t.TempDir(), "work")
	if err := r.Checkout(ctx, base, work); err != nil {
		t.Fatal(err)
	}
	export := func() Export {
		t.Helper()
		out, err := r.Export(ctx, work, base)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for export(); len(r.trackers[work].files) < 2; { // until both files have settled
		export()
	}
	lie, err := r.loose.Put(object.Blob, []byte("lie!"))
	if err != nil {
		t.Fatal(err)
	}
	for path, known := range r.trackers[work].files {
		known.blob = lie
		r.trackers[work].files[path] = known
	}
	if out := export(); len(out.Changes) != 2 {
		t.Fatalf("untouched files were read again: %+v", out.Changes)
	}
	// Same size, same inode, same modification time: the change time alone tells.
	info, err := os.Stat(filepath.Join(work, "a"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(work, "a"), []byte("AAAA"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(filepath.Join(work, "a"), info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if out := export(); out.Changes[0].New != object.Sum(object.Blob, []byte("AAAA")) {
		t.Fatalf("a changed file was not read: %+v", out.Changes)
	}
	r.Forget(work)
	if out := export(); len(out.Changes) != 1 || out.Changes[0].Path != "a" {
		t.Fatalf("after forgetting: %+v", out.Changes)
	}
}
