package tool

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestWhatSetUpLeft is read where it belongs, and is never written.
func TestWhatSetUpLeft(t *testing.T) {
	dir, kept := t.TempDir(), t.TempDir()
	for path, text := range map[string]string{
		filepath.Join(dir, "main.go"): "package main\n", filepath.Join(dir, "pkg/a.go"): "package pkg\n", filepath.Join(dir, "inputs/stale"): "needle in a mount point\n",
		filepath.Join(kept, "main.go"): "not shown: needle\n", filepath.Join(kept, "inputs/errors.json"): "[\"needle\"]\n", filepath.Join(kept, "pkg/lib/b.go"): "package lib\n",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	left, err := os.OpenRoot(kept)
	if err != nil {
		t.Fatal(err)
	}
	defer left.Close()
	tools := map[string]Tool{}
	for _, tl := range FileTools(Files{
		Root: root, Dir: dir, UID: -1, GID: -1, Judge: func(string) (app.Verdict, error) { return app.Verdict{}, nil },
		Kept: Kept{Root: left, Paths: []string{"inputs", "pkg/lib"}},
	}) {
		tools[tl.Spec().Name] = tl
	}
	if r := call(t, tools["read_file"], m{"path": "inputs/errors.json"}, true); !strings.Contains(r.Text, "needle") {
		t.Errorf("read: %+v", r)
	}
	if r := call(t, tools["list_files"], m{}, true); r.Text != "inputs/\ninputs/errors.json\nmain.go\npkg/\npkg/a.go\npkg/lib/\npkg/lib/b.go" {
		t.Errorf("list: %s", r.Text)
	}
	if r := call(t, tools["search"], m{"pattern": "needle"}, true); r.Text != `inputs/errors.json:1: ["needle"]` {
		t.Errorf("search: %s", r.Text)
	}
	for name, args := range map[string]m{
		"write_file": {"path": "inputs/errors.json", "content": "x"},
		"edit_file":  {"path": "pkg/lib/b.go", "edits": []m{{"old": "lib", "new": "x"}}},
	} {
		if r := call(t, tools[name], args, false); r.Status != app.ToolRefused || r.Refusal.Rule != "setup" {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if r := call(t, tools["write_file"], m{"path": "inputs-too/a", "content": "x"}, false); r.Status != app.ToolOK {
		t.Errorf("a name that only begins alike: %+v", r)
	}
	if got, err := os.ReadFile(filepath.Join(kept, "inputs/errors.json")); err != nil || string(got) != "[\"needle\"]\n" {
		t.Errorf("%q, %v", got, err)
	}
}
