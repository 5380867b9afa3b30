package git_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
)

func repository(t *testing.T) git.Repository {
	t.Helper()
	store, err := git.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := store.Repository(1)
	if err := r.Init(t.Context(), "main"); err != nil {
		t.Fatal(err)
	}
	return r
}

// commit stores the files as a commit.
func commit(t *testing.T, r git.Repository, files map[string]string, parents ...string) string {
	t.Helper()
	tree := fstest.MapFS{}
	for path, text := range files {
		tree[path] = &fstest.MapFile{Data: []byte(text)}
	}
	id, err := r.WriteFiles(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	who := git.Signature{Name: "T", Email: "t@example.com", When: time.Unix(1e9, 0)}
	sha, err := r.WriteCommit(t.Context(), git.Commit{Tree: id, Parents: parents, Author: who, Committer: who, Message: "m\n"})
	if err != nil {
		t.Fatal(err)
	}
	return sha
}

func TestDiff(t *testing.T) {
	r := repository(t)
	long := strings.Repeat("line\n", 20)
	before := commit(t, r, map[string]string{
		"kept": "k\n", "changed": "a\nb\nc\n", "removed": "r\n", "old name": long, "binary": "\x00\x01", "ümlaut": "u\n",
		"looks-like-a-diff": "x\n",
	})
	after := commit(t, r, map[string]string{
		"kept": "k\n", "changed": "a\nB\nc\n", "added": "new\n", "new name": long, "binary": "\x00\x02", "ümlaut": "ü\n",
		"looks-like-a-diff": "diff --git a/x b/x\n@@ -1 +1 @@\n",
	}, before)
	files, err := r.Diff(t.Context(), before, after)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, strings.Join([]string{f.Status, f.Path, f.Previous, f.Patch}, "|"))
	}
	want := []string{
		"added|added||@@ -0,0 +1 @@\n+new",
		"modified|binary||",
		"modified|changed||@@ -1,3 +1,3 @@\n a\n-b\n+B\n c",
		"modified|looks-like-a-diff||@@ -1 +1,2 @@\n-x\n+diff --git a/x b/x\n+@@ -1 +1 @@",
		"renamed|new name|old name|",
		"removed|removed||@@ -1 +0,0 @@\n-r",
		"modified|ümlaut||@@ -1 +1 @@\n-u\n+ü",
	}
	if !slices.Equal(got, want) {
		t.Errorf("diff\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A file that becomes a symbolic link is one change, though git shows it as two.
func TestDiffOfATypeChange(t *testing.T) {
	r := repository(t)
	ctx := t.Context()
	before := commit(t, r, map[string]string{"a": "target\n", "b": "1\n"})
	link, err := r.WriteBlob(ctx, []byte("b"))
	if err != nil {
		t.Fatal(err)
	}
	changed, err := r.WriteBlob(ctx, []byte("2\n"))
	if err != nil {
		t.Fatal(err)
	}
	after, err := r.WriteTree(ctx, before, []git.Entry{{Mode: "120000", SHA: link, Path: "a"}, {Mode: "100644", SHA: changed, Path: "b"}})
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.Diff(ctx, before, after)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 || files[0].Status != "changed" || files[1].Patch != "@@ -1 +1 @@\n-1\n+2" {
		t.Errorf("diff %+v", files)
	}
}

func TestPlace(t *testing.T) {
	file := git.FileDiff{Patch: "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n@@ -10,2 +10,3 @@ func f()\n x\n+y\n z"}
	for _, test := range []struct {
		line     int
		side     string
		position int
		hunk     string
	}{
		{1, "RIGHT", 1, "@@ -1,3 +1,3 @@\n a"},
		{2, "LEFT", 2, "@@ -1,3 +1,3 @@\n a\n-b"},
		{2, "RIGHT", 3, "@@ -1,3 +1,3 @@\n a\n-b\n+B"},
		{3, "LEFT", 4, "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c"},
		{11, "RIGHT", 7, "@@ -10,2 +10,3 @@ func f()\n x\n+y"},
		{5, "RIGHT", 0, ""},
		{12, "LEFT", 0, ""},
	} {
		position, hunk, ok := file.Place(test.line, test.side)
		if position != test.position || hunk != test.hunk || ok != (test.position != 0) {
			t.Errorf("line %d %s is at %d in %q (%v), want %d in %q", test.line, test.side, position, hunk, ok, test.position, test.hunk)
		}
		if !ok {
			continue
		}
		line, side, ok := file.LineAt(position)
		context := strings.HasPrefix(hunk[strings.LastIndex(hunk, "\n")+1:], " ")
		if !ok || !context && (line != test.line || side != test.side) {
			t.Errorf("position %d is line %d %s (%v), want %d %s", position, line, side, ok, test.line, test.side)
		}
	}
	for _, position := range []int{0, 5, 9} {
		if _, _, ok := file.LineAt(position); ok {
			t.Errorf("position %d is a line", position)
		}
	}
}

func TestMergeAndReplay(t *testing.T) {
	r := repository(t)
	ctx := t.Context()
	base := commit(t, r, map[string]string{"a": "1\n", "b": "1\n"})
	ours := commit(t, r, map[string]string{"a": "2\n", "b": "1\n"}, base)
	theirs := commit(t, r, map[string]string{"a": "1\n", "b": "2\n"}, base)
	clash := commit(t, r, map[string]string{"a": "3\n", "b": "1\n"}, base)
	tree, err := r.MergeTree(ctx, ours, theirs)
	if err != nil {
		t.Fatal(err)
	}
	committer := git.Signature{Name: "C", Email: "c@example.com", When: time.Unix(2e9, 0)}
	tip, err := r.Replay(ctx, ours, theirs, ours, committer)
	if err != nil {
		t.Fatal(err)
	}
	replayed, err := r.Commit(ctx, tip)
	if err != nil {
		t.Fatal(err)
	}
	if replayed.Tree != tree || !slices.Equal(replayed.Parents, []string{ours}) || replayed.Author.Name != "T" || replayed.Committer.Name != "C" {
		t.Errorf("replayed %+v, want tree %s on %s", replayed, tree, ours)
	}
	for name, merge := range map[string]func() error{
		"merge":  func() error { _, err := r.MergeTree(ctx, ours, clash); return err },
		"replay": func() error { _, err := r.Replay(ctx, ours, clash, ours, committer); return err },
	} {
		if err := merge(); !errors.Is(err, git.ErrConflict) {
			t.Errorf("%s of a conflict: %v", name, err)
		}
	}
}

func TestRevisionsThatAreNotNamesAreMissing(t *testing.T) {
	r := repository(t)
	sha := commit(t, r, map[string]string{"a": "1\n"})
	if err := r.UpdateRef(t.Context(), "refs/heads/main", git.Zero, sha); err != nil {
		t.Fatal(err)
	}
	for _, ask := range []func(context.Context, string) (string, error){r.Resolve, r.Branch, r.TreeID} {
		for _, name := range []string{"--all", "main~0", "main:a", "HEAD^", "@{0}", "main..main", "", "a b", "nothing"} {
			if got, err := ask(t.Context(), name); !errors.Is(err, git.ErrMissing) {
				t.Errorf("%q means %q, %v", name, got, err)
			}
		}
	}
	if _, _, err := r.Object(t.Context(), "main"); !errors.Is(err, git.ErrMissing) {
		t.Errorf("object by name: %v", err)
	}
}
