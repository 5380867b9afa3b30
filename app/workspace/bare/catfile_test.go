package bare

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func testRepository(t *testing.T) (*Repository, *object.Loose) {
	t.Helper()
	g, err := New(Config{Dir: t.TempDir(), Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "r.git")
	if err := g.Init(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	r := g.Repository(dir)
	t.Cleanup(r.Close)
	return r, &object.Loose{Dir: filepath.Join(dir, "objects")}
}

// TestInitAfterOneThatWasKilled: its locks do not stand in the way for ever.
func TestInitAfterOneThatWasKilled(t *testing.T) {
	g, err := New(Config{Dir: t.TempDir(), Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, lock := range []string{"HEAD.lock", "config.lock"} {
		if err := os.WriteFile(filepath.Join(dir, lock), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Init(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "HEAD")); err != nil {
		t.Error(err)
	}
}

func put(t *testing.T, l *object.Loose, text string) Digest {
	t.Helper()
	id, err := l.Put(object.Blob, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestIdleProcessEnds(t *testing.T) {
	r, objects := testRepository(t)
	id := put(t, objects, "x")
	if _, err := r.whole(id, object.Blob); err != nil {
		t.Fatal(err)
	}
	ended := r.cat.proc
	r.cat.idle.Reset(0)
	if _, err := ended.out.ReadByte(); err == nil {
		t.Fatal("the process said something that nobody asked")
	}
	r.cat.mu.Lock()
	left := r.cat.proc
	r.cat.mu.Unlock()
	if left != nil {
		t.Fatal("the process was kept")
	}
	if data, err := r.whole(id, object.Blob); err != nil || string(data) != "x" {
		t.Fatalf("after the process ended: %q, %v", data, err)
	}
}

func TestKilledProcessIsReplaced(t *testing.T) {
	r, objects := testRepository(t)
	id := put(t, objects, "x")
	if _, err := r.whole(id, object.Blob); err != nil {
		t.Fatal(err)
	}
	killGroup(r.cat.proc.cmd.Process)
	if data, err := r.whole(id, object.Blob); err != nil || string(data) != "x" {
		t.Fatalf("after the process was killed: %q, %v", data, err)
	}
}

func TestReaderSeesNewObjects(t *testing.T) {
	r, objects := testRepository(t)
	if _, err := r.whole(object.Sum(object.Blob, []byte("late")), object.Blob); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("an object that is not there: %v", err)
	}
	if data, err := r.whole(put(t, objects, "late"), object.Blob); err != nil || string(data) != "late" {
		t.Fatalf("%q, %v", data, err)
	}
}

// TestReaderKeepsItsPlace leaves content unread and gives up in the middle.
func TestReaderKeepsItsPlace(t *testing.T) {
	r, objects := testRepository(t)
	a, b := put(t, objects, "first\n"), put(t, objects, "second\n")
	stop := errors.New("stop")
	if err := r.Blob(a, func(int64, io.Reader) error { return stop }); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if err := r.Blob(a, func(_ int64, content io.Reader) error { _, err := content.Read(make([]byte, 2)); return err }); err != nil {
		t.Fatal(err)
	}
	if _, err := r.List(b); err == nil {
		t.Fatal("read a blob as a tree")
	}
	if data, err := r.whole(b, object.Blob); err != nil || string(data) != "second\n" {
		t.Fatalf("%q, %v", data, err)
	}
}

func TestBlobs(t *testing.T) {
	r, objects := testRepository(t)
	ids := []Digest{put(t, objects, "a"), put(t, objects, ""), put(t, objects, "c\n")}
	var got []string
	take := func(i int, content io.Reader) error {
		data, err := io.ReadAll(content)
		got = append(got, string(data))
		if i != len(got)-1 {
			t.Errorf("blob %d came as %d", len(got)-1, i)
		}
		return err
	}
	missing := append(ids[:1:1], object.Sum(object.Blob, []byte("missing")))
	tree, err := objects.Put(object.Tree, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, read := range map[string]func(context.Context, []Digest, func(int, io.Reader) error) error{"few": r.Blobs, "many": r.stream} {
		got = nil
		if err := read(t.Context(), ids, take); err != nil || len(got) != 3 || got[0] != "a" || got[1] != "" || got[2] != "c\n" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		got = nil
		if err := read(t.Context(), missing, take); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: a missing blob: %v", name, err)
		}
		if err := read(t.Context(), []Digest{tree}, take); err == nil {
			t.Errorf("%s: read a tree as a blob", name)
		}
		if err := read(t.Context(), nil, take); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		stopped, cancel := context.WithCancel(t.Context())
		cancel()
		if err := read(stopped, ids, take); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelled before: %v", name, err)
		}
	}
	many := make([]Digest, 100_000)
	for i := range many {
		many[i] = ids[0]
	}
	stop := errors.New("stop")
	if err := r.Blobs(t.Context(), many, func(int, io.Reader) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = r.Blobs(ctx, many, func(int, io.Reader) error { cancel(); <-ctx.Done(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestEnvironmentIsNotForConfiguration(t *testing.T) {
	for _, v := range []string{"GIT_DIR=/x", "GIT_CONFIG_COUNT=1", "GIT_SSH_COMMAND=x"} {
		if _, err := New(Config{Dir: t.TempDir(), Env: []string{v}, Logger: slog.New(slog.DiscardHandler)}); err == nil {
			t.Errorf("%s was taken", v)
		}
	}
	if _, err := New(Config{Dir: t.TempDir(), Git: "no-such-git", Logger: slog.New(slog.DiscardHandler)}); err == nil {
		t.Error("no git was found and nobody minded")
	}
}
