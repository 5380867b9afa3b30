package gate

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// The size of what is judged, and the time it may take.
const (
	treeFiles   = 50_000
	changeFiles = 5_000
	limit       = 2 * time.Second
)

// kinds are the files of both trees: where they lie, what they begin with, and
// the blocks of testdata/bench.txtar they consist of, %d being their number.
var kinds = []struct{ name, head, blocks string }{
	{"part%d.go", "package part\n", "product.go"},
	{"part%d_test.go", "package part\n", "test.go"},
	{"part%d.py", "import csv\n", "product.py"},
	{"tests/test_part%d.py", "import pytest\n", "test.py"},
	{"part%d.ts", "import { HttpError } from \"./errors\";\n", "product.ts"},
	{"part%d.test.ts", "import { expect, test } from \"vitest\";\n", "test.ts"},
	{"part%d.yaml", "# what runs\n", "data.yaml"},
}

// block is a stretch of code before and after somebody worked on it.
type block struct{ was, is string }

// blocks are those of testdata/bench.txtar by what they are.
func blocks(b *testing.B) map[string][]block {
	b.Helper()
	all, err := txtar.ParseFile("testdata/bench.txtar")
	if err != nil {
		b.Fatal(err)
	}
	out := map[string][]block{}
	for n := 0; n < len(all.Files); n += 2 {
		kind, _, _ := strings.Cut(all.Files[n].Name, "/")
		out[kind] = append(out[kind], block{string(all.Files[n].Data), string(all.Files[n+1].Data)})
	}
	return out
}

// blocksEach is how many blocks a file has.
const blocksEach = 6

// trees are a base of treeFiles and a candidate that differs in changeFiles.
func trees(b *testing.B) (base, candidate map[string]string) {
	b.Helper()
	all := blocks(b)
	base, candidate = map[string]string{}, map[string]string{}
	every := treeFiles / changeFiles
	for n := range treeFiles {
		k := kinds[n%len(kinds)]
		name := fmt.Sprintf("pkg%d/part%d/"+k.name, n%50, n%1000, n)
		was, is := k.head, k.head
		for i := range blocksEach {
			one := all[k.blocks][(n/len(kinds)+i)%len(all[k.blocks])]
			number := strings.NewReplacer("§", fmt.Sprintf("%d_%d", n, i))
			was += "\n" + number.Replace(one.was)
			if i%2 == 0 {
				is += "\n" + number.Replace(one.is)
			} else {
				is += "\n" + number.Replace(one.was)
			}
		}
		base[name], candidate[name] = was, was
		if n%every == 0 {
			switch n / every % 4 {
			case 0, 1: // edited in many places
				candidate[name] = is
			case 2: // new
				delete(base, name)
			default: // gone
				delete(candidate, name)
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
	base, candidate := trees(b)
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
	base, candidate := trees(b)
	repo, from, to := stored(b, base, candidate)
	gates, err := New()
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	files := 0
	for b.Loop() {
		changes, old, now, err := repo.Sides(b.Context(), from, to)
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
