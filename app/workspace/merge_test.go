package workspace_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// history makes a commit of files on top of parents.
func history(t testing.TB, r *workspace.Repo, files map[string]string, parents ...workspace.Digest) workspace.Digest {
	t.Helper()
	var entries []object.Entry
	for name, text := range files {
		entries = append(entries, object.Entry{Name: name, Mode: object.ModeFile, ID: blob(t, r, text)})
	}
	slices.SortFunc(entries, func(a, b object.Entry) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	who := workspace.Signature{Name: "Ann", Email: "ann@example.com"}
	id, err := r.Commit(t.Context(), workspace.CommitSpec{Tree: put(t, r, entries...), Parents: parents, Message: "x", Author: who, Committer: who})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// TestMerge: what both sides changed apart is joined, what both changed alike
// is named with its markers, and history says who descends from whom.
func TestMerge(t *testing.T) {
	r, _ := newRepo(t, map[string]string{"seed": "1\n"})
	base := history(t, r, map[string]string{"a": "1\n", "b": "1\n"})
	ours := history(t, r, map[string]string{"a": "2\n", "b": "1\n"}, base)
	theirs := history(t, r, map[string]string{"a": "1\n", "b": "3\n", "c": "new\n"}, base)
	tree, conflicts, err := r.Merge(t.Context(), ours, theirs)
	if err != nil || len(conflicts) != 0 {
		t.Fatalf("conflicts %q, %v", conflicts, err)
	}
	for path, want := range map[string]string{"a": "2\n", "b": "3\n", "c": "new\n"} {
		if got, err := r.Read(t.Context(), tree, path); err != nil || string(got) != want {
			t.Errorf("%s is %q (%v), want %q", path, got, err, want)
		}
	}
	other := history(t, r, map[string]string{"a": "4\n", "b": "1\n"}, base)
	tree, conflicts, err = r.Merge(t.Context(), ours, other)
	if err != nil || !slices.Equal(conflicts, []string{"a"}) {
		t.Fatalf("conflicts %q, %v; want a", conflicts, err)
	}
	if got, err := r.Read(t.Context(), tree, "a"); err != nil || !strings.Contains(string(got), "<<<<<<< ") || !strings.Contains(string(got), "4\n") {
		t.Errorf("no markers in %q (%v)", got, err)
	}
	for _, c := range []struct {
		commit, from workspace.Digest
		want         bool
	}{{ours, base, true}, {base, ours, false}, {ours, theirs, false}, {ours, ours, true}} {
		if got, err := r.Descends(t.Context(), c.commit, c.from); err != nil || got != c.want {
			t.Errorf("%s descends from %s: %v, %v", c.commit.Short(), c.from.Short(), got, err)
		}
	}
	if _, _, err := r.Merge(t.Context(), "HEAD", base); err == nil {
		t.Error("a name that is no digest was merged")
	}
}
