package gate

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os/exec"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// The size of what is judged, and the time it may take.
const (
	treeFiles   = 50_000
	changeFiles = 5_000
	limit       = 2 * time.Second
)

// source is a file of some length in one of the three languages.
func source(n, edition int) (name, text string) {
	var b strings.Builder
	dir := fmt.Sprintf("pkg%d/part%d", n%50, n%1000)
	switch n % 4 {
	case 0:
		fmt.Fprintf(&b, "package part\n\n// F%d adds up.\n", n)
		for i := range 12 {
			fmt.Fprintf(&b, "func F%d_%d(items []int, name string) (int, error) {\n\ttotal := %d\n\tfor _, item := range items {\n\t\ttotal += item * %d\n\t}\n\treturn total, nil\n}\n\n", n, i, i, i*edition)
		}
		return path.Join(dir, fmt.Sprintf("file%d.go", n)), b.String()
	case 1:
		for i := range 12 {
			fmt.Fprintf(&b, "def f%d_%d(items, name):\n    total = %d\n    for item in items:\n        total += item * %d\n    return total\n\n\n", n, i, i, i*edition)
		}
		return path.Join(dir, fmt.Sprintf("file%d.py", n)), b.String()
	case 2:
		for i := range 12 {
			fmt.Fprintf(&b, "export function f%d_%d(items, name) {\n  let total = %d;\n  for (const item of items) {\n    total += item * %d;\n  }\n  return total;\n}\n\n", n, i, i, i*edition)
		}
		return path.Join(dir, fmt.Sprintf("file%d.ts", n)), b.String()
	}
	for i := range 12 {
		fmt.Fprintf(&b, "def test_f%d_%d():\n    assert f%d_%d([1, 2], 'a') == %d\n\n\n", n, i, n, i, i)
	}
	return path.Join(dir, fmt.Sprintf("test_file%d.py", n)), b.String()
}

// trees are a base of treeFiles and a candidate that differs in changeFiles.
func trees() (base, candidate map[string]string) {
	base, candidate = map[string]string{}, map[string]string{}
	every := treeFiles / changeFiles
	for n := range treeFiles {
		name, text := source(n, 1)
		base[name], candidate[name] = text, text
		if n%every == 0 {
			switch n / every % 4 {
			case 0: // edited in many places
				_, candidate[name] = source(n, 2)
			case 1: // new
				delete(base, name)
			case 2: // gone
				delete(candidate, name)
			default:
				candidate[name] = text + "# end\n"
			}
		}
	}
	return base, candidate
}

type textFS map[string]string

func (t textFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (t textFS) ReadFile(name string) ([]byte, error) {
	if text, ok := t[name]; ok {
		return []byte(text), nil
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
}

// BenchmarkMemory judges a large change of a large tree that is in memory.
func BenchmarkMemory(b *testing.B) {
	base, candidate := trees()
	var changes []workspace.Change
	for name, text := range candidate {
		if was, ok := base[name]; !ok || was != text {
			c := workspace.Change{Path: name, Mode: 0o100644, New: workspace.Digest("n" + name)}
			if ok {
				c.Old, c.OldMode = "o", 0o100644
			}
			changes = append(changes, c)
		}
	}
	for name := range base {
		if _, ok := candidate[name]; !ok {
			changes = append(changes, workspace.Change{Path: name, OldMode: 0o100644, Old: "o"})
		}
	}
	gates, err := New()
	if err != nil {
		b.Fatal(err)
	}
	in := Between(changes, textFS(base), textFS(candidate))
	in.Contract, in.Plan = &app.Contract{}, &app.Plan{}
	b.ResetTimer()
	for b.Loop() {
		if _, err := gates.Judge(in); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(changes)), "files")
	within(b)
}

// BenchmarkRepository judges it out of a bare repository, from the comparison
// of the trees on.
func BenchmarkRepository(b *testing.B) {
	base, candidate := trees()
	repo, from, to := stored(b, base, candidate)
	gates, err := New()
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	files := 0
	for b.Loop() {
		changes, err := repo.Diff(b.Context(), from, to)
		if err != nil {
			b.Fatal(err)
		}
		old, now, err := repo.Sides(b.Context(), from, to, changes)
		if err != nil {
			b.Fatal(err)
		}
		in := Between(changes, old, now)
		in.Contract, in.Plan = &app.Contract{}, &app.Plan{}
		if _, err := gates.Judge(in); err != nil {
			b.Fatal(err)
		}
		files = len(changes)
	}
	b.ReportMetric(float64(files), "files")
	within(b)
}

func within(b *testing.B) {
	b.Helper()
	if each := b.Elapsed() / time.Duration(b.N); each > limit {
		b.Errorf("one judgement takes %s, want at most %s", each, limit)
	}
}

// stored puts both trees into a mirror, as a fetch would.
func stored(b *testing.B, base, candidate map[string]string) (r *workspace.Repo, from, to workspace.Digest) {
	b.Helper()
	store, err := workspace.New(workspace.Config{Dir: b.TempDir(), UID: -1, GID: -1, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	mirror := store.Mirror("a")
	var in strings.Builder
	for branch, files := range map[string]map[string]string{"base": base, "candidate": candidate} {
		fmt.Fprintf(&in, "commit refs/heads/%s\ncommitter a <a@example.com> 1700000000 +0000\ndata 1\na\n", branch)
		for name, text := range files {
			fmt.Fprintf(&in, "M 100644 inline %s\ndata %d\n%s\n", name, len(text), text)
		}
	}
	for _, args := range [][]string{{"init", "-q", "--bare", mirror.Dir()}, {"--git-dir=" + mirror.Dir(), "fast-import", "--quiet"}} {
		cmd := exec.CommandContext(b.Context(), "git", args...)
		cmd.Stdin = strings.NewReader(in.String())
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("git %s: %v: %s", args[0], err, out)
		}
	}
	if r, err = mirror.Goal(b.Context(), "g"); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = r.Close() })
	for branch, to := range map[string]*workspace.Digest{"base": &from, "candidate": &to} {
		if *to, err = mirror.Resolve(b.Context(), "refs/heads/"+branch); err != nil {
			b.Fatal(err)
		}
	}
	return r, from, to
}
