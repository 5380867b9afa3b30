package tool

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// tree makes a work tree with files and the tools over it.
func tree(t *testing.T, files map[string]string) (dir string, tools map[string]Tool) {
	t.Helper()
	dir = t.TempDir()
	for path, text := range files {
		full := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	tools = map[string]Tool{}
	for _, tl := range FileTools(Files{Root: root, Dir: dir, UID: -1, GID: -1, Judge: func(p string) (app.Verdict, error) {
		return policy.Policy{Frozen: []string{"frozen/**"}}.Decide(nil, p, 0), nil
	}}) {
		tools[tl.Spec().Name] = tl
	}
	return dir, tools
}

func call(t *testing.T, tl Tool, args any, readOnly bool) app.ToolResult {
	t.Helper()
	raw, ok := args.(string)
	if !ok {
		b, err := json.Marshal(args)
		if err != nil {
			t.Fatal(err)
		}
		raw = string(b)
	}
	a, err := tl.Call(context.Background(), Call{ID: "c", Args: raw, ReadOnly: readOnly})
	if err != nil {
		t.Fatal(err)
	}
	return a.Result
}

type m = map[string]any

func TestReadFile(t *testing.T) {
	dir, tools := tree(t, map[string]string{"a.txt": "one\ntwo\nthree\n", "empty": "", "bin": "\x00\x01", "sub/a.go": "package sub\n"})
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "out")); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args   any
		status app.ToolStatus
		want   string
	}{
		"whole":                 {m{"path": "a.txt"}, app.ToolOK, "    2  two\n"},
		"from a line":           {m{"path": "a.txt", "start_line": 2, "line_count": 1}, app.ToolOK, "… 1 more lines from 3"},
		"beyond the end":        {m{"path": "a.txt", "start_line": 99}, app.ToolOK, "a.txt, 3 lines"},
		"empty":                 {m{"path": "empty"}, app.ToolOK, "0 lines"},
		"binary":                {m{"path": "bin"}, app.ToolFailed, "not text"},
		"missing, named nearby": {m{"path": "lib/a.go"}, app.ToolFailed, "Did you mean sub/a.go?"},
		"a directory":           {m{"path": "sub"}, app.ToolFailed, "is a directory"},
		"out of the tree":       {m{"path": "../secret"}, app.ToolFailed, "not a path relative"},
		"absolute":              {m{"path": "/etc/passwd"}, app.ToolFailed, "not a path relative"},
		"through a symlink":     {m{"path": "out"}, app.ToolFailed, "cannot be used"},
		"the clone's git":       {m{"path": "sub/.GIT/config"}, app.ToolFailed, "Nothing under .git"},
		"NUL":                   {m{"path": "a\x00b"}, app.ToolFailed, "not a path relative"},
		"not JSON":              {`{"path": "a.txt"`, app.ToolFailed, "cannot be used"},
		"unknown argument":      {m{"path": "a.txt", "line": 1}, app.ToolFailed, "unknown field"},
		"two objects":           {`{"path":"a.txt"}{}`, app.ToolFailed, "more than one"},
		"a list":                {`[]`, app.ToolFailed, "cannot be used"},
	} {
		t.Run(name, func(t *testing.T) {
			r := call(t, tools["read_file"], c.args, false)
			if r.Status != c.status || !strings.Contains(r.Text, c.want) {
				t.Errorf("%s: %s", r.Status, r.Text)
			}
		})
	}
}

func TestWritingIsBound(t *testing.T) {
	dir, tools := tree(t, map[string]string{"a.txt": "one\ntwo\n", "frozen/f": "x"})
	if err := os.Symlink("/tmp", filepath.Join(dir, "tmp")); err != nil {
		t.Fatal(err)
	}
	if r := call(t, tools["write_file"], m{"path": "new/deep/b.txt", "content": "b\n"}, false); r.Status != app.ToolOK {
		t.Errorf("a new file: %+v", r)
	}
	for name, c := range map[string]struct {
		path     string
		readOnly bool
		status   app.ToolStatus
		rule     string
	}{
		"planning":          {"a.txt", true, app.ToolRefused, "planning"},
		"frozen":            {"frozen/f", false, app.ToolRefused, "frozen"},
		"out of the tree":   {"../x", false, app.ToolFailed, ""},
		"through a symlink": {"tmp/goalkeeper-escape", false, app.ToolFailed, ""},
		"over a symlink":    {"tmp", false, app.ToolFailed, ""},
		"over a directory":  {"new", false, app.ToolFailed, ""},
		"the clone's git":   {".git/hooks/pre-commit", false, app.ToolFailed, ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, tl := range []Tool{tools["write_file"], tools["edit_file"]} {
				args := m{"path": c.path, "content": "evil"}
				if tl.Spec().Name == "edit_file" {
					args = m{"path": c.path, "edits": []m{{"old": "one", "new": "evil"}}}
				}
				r := call(t, tl, args, c.readOnly)
				if r.Status != c.status && !(tl.Spec().Name == "edit_file" && r.Status == app.ToolFailed) {
					t.Errorf("%s: %+v", tl.Spec().Name, r)
				}
				if c.rule != "" && (r.Refusal == nil || r.Refusal.Rule != c.rule || r.Refusal.Who == "") {
					t.Errorf("%s: refusal %+v", tl.Spec().Name, r.Refusal)
				}
			}
		})
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "a.txt")); string(b) != "one\ntwo\n" {
		t.Errorf("a.txt = %q", b)
	}
	if _, err := os.Stat("/tmp/goalkeeper-escape"); err == nil {
		t.Error("a write left the tree")
	}
}

func TestEditKeepsModeAndIsAllOrNothing(t *testing.T) {
	dir, tools := tree(t, map[string]string{"run.sh": "a\nb\nc\nb\n"})
	if err := os.Chmod(filepath.Join(dir, "run.sh"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		edits []m
		want  string
	}{
		"a miss after a hit": {[]m{{"old": "a", "new": "A"}, {"old": "zz", "new": "Z"}}, "does not occur"},
		"ambiguous":          {[]m{{"old": "b", "new": "B"}}, "2 times (lines 2, 4)"},
		"no change":          {[]m{{"old": "a", "new": "a"}}, "changes nothing"},
		"empty old":          {[]m{{"old": "", "new": "x"}}, "old is empty"},
		"no edits":           {[]m{}, "no edits"},
	} {
		t.Run(name, func(t *testing.T) {
			r := call(t, tools["edit_file"], m{"path": "run.sh", "edits": c.edits}, false)
			if r.Status != app.ToolFailed || !strings.Contains(r.Text, c.want) {
				t.Errorf("%s: %s", r.Status, r.Text)
			}
		})
	}
	if r := call(t, tools["edit_file"], m{"path": "run.sh", "edits": []m{{"old": "a\nb", "new": "A\nB"}, {"old": "c", "new": "C"}}}, false); r.Status != app.ToolOK {
		t.Fatalf("%+v", r)
	}
	b, _ := os.ReadFile(filepath.Join(dir, "run.sh"))
	info, _ := os.Stat(filepath.Join(dir, "run.sh"))
	if string(b) != "A\nB\nC\nb\n" || info.Mode().Perm() != 0o755 {
		t.Errorf("%q, mode %v", b, info.Mode())
	}
}

func TestAMissShowsTheNearestRegion(t *testing.T) {
	_, miss := applyEdits("func a() {\n\treturn 1\n}\n\nfunc total(x int) int {\n\treturn x * 2\n}\n", []edit{{Old: "func total(x int) int {\n    return x*2\n}", New: "x"}})
	if !strings.Contains(miss, "func total(x int) int {") || !strings.Contains(miss, "    6") {
		t.Errorf("miss = %s", miss)
	}
}

func TestSearchAndList(t *testing.T) {
	dir, tools := tree(t, map[string]string{
		"a.go": "package a // TODO\n", "sub/b.go": "package b\n", "sub/c.txt": "TODO\n", "node_modules/x.js": "TODO\n", ".git/config": "TODO",
	})
	if err := os.Symlink("..", filepath.Join(dir, "sub", "up")); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		tool string
		args m
		want string
	}{
		"everywhere":   {"search", m{"pattern": "TODO"}, "a.go:1: package a // TODO\nsub/c.txt:1: TODO"},
		"by extension": {"search", m{"pattern": "package", "glob": "*.go"}, "a.go:1: package a // TODO\nsub/b.go:1: package b"},
		"below":        {"search", m{"pattern": "TODO", "path": "sub"}, "sub/c.txt:1: TODO"},
		"none":         {"search", m{"pattern": "XYZ"}, "No hits."},
		"list":         {"list_files", m{}, "a.go\nsub/\nsub/b.go\nsub/c.txt\nsub/up"},
		"shallow":      {"list_files", m{"depth": 1}, "a.go\nsub/"},
		"one folder":   {"list_files", m{"path": "sub"}, "sub/b.go\nsub/c.txt\nsub/up"},
	} {
		t.Run(name, func(t *testing.T) {
			if r := call(t, tools[c.tool], c.args, true); r.Text != c.want {
				t.Errorf("%s", r.Text)
			}
		})
	}
	if r := call(t, tools["search"], m{"pattern": "("}, true); r.Status != app.ToolFailed {
		t.Errorf("a broken pattern: %+v", r)
	}
}

// TestResultsAreBounded: whatever a command prints, its result stays below
// 10 kB in the request, and what is shown is what was printed.
func TestResultsAreBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]string{"x", "line\n", "\x00", "\x1b[31m", "é", "\"", "<&>", "\u2028", "世界\n"}).Draw(t, "unit")
		text := strings.Repeat(unit, rapid.IntRange(0, 20000).Draw(t, "times"))
		shown, cut := headTail(text)
		if encoded(shown) > 10_000 {
			t.Fatalf("%d bytes in the request", encoded(shown))
		}
		if !cut && shown != text {
			t.Fatal("changed without saying so")
		}
		if cut {
			head, _, _ := strings.Cut(shown, "\n[… ")
			if !strings.HasPrefix(text, head) {
				t.Fatal("the head is not the head")
			}
		}
	})
}
