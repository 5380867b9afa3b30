package sqlite_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
	"github.com/goalkeeper-dev/goalkeeper/app/store/storetest"
)

func TestFileIsPrivate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "odd name ?#%41;&=.db")
	s := at(path)(t, storetest.Options{})
	if _, err := s.Receive(t.Context(), storetest.Delivery()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
}

func TestRefusedFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	newer := filepath.Join(dir, "newer.db")
	if err := at(newer)(t, storetest.Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", newer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("this is no database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{"", "no path"},
		{newer, "schema is version 99, this program knows 4"},
		{text, "not a database"},
		{filepath.Join(dir, "absent", "x.db"), "no such file or directory"},
		{dir, "is a directory"},
	} {
		s, err := sqlite.New(t.Context(), sqlite.Config{Path: c.path})
		if err == nil {
			_ = s.Close()
			t.Errorf("%s: opened", c.path)
			continue
		}
		if !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.path) {
			t.Errorf("%s: error is %q, want %q in it", c.path, err, c.want)
		}
	}
}

// TestTwoProcesses has a second opening write beside the first, as a
// subcommand does beside the server.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	open := fresh(t)
	woken := make(waker, 100)
	server, tool := open(t, storetest.Options{Waker: woken}), open(t, storetest.Options{})
	for range 20 {
		if _, err := tool.Receive(t.Context(), storetest.Delivery()); err != nil {
			t.Fatal(err)
		}
		if _, err := server.Receive(t.Context(), app.Delivery{AppID: 1, GUID: "same"}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := server.NextDeliveries(t.Context(), 100)
	if err != nil || len(all) != 21 {
		t.Fatalf("%d deliveries, %v", len(all), err)
	}
	for len(woken) > 0 {
		<-woken
	}
	if _, err := tool.Receive(t.Context(), storetest.Delivery()); err != nil {
		t.Fatal(err)
	}
	soon(t, woken) // through the queue: the tool knows no waker
}
