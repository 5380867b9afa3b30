package workspace_test

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// newRepo is a goal's repository over a mirror whose main holds the files.
func newRepo(t testing.TB, files map[string]string) (*workspace.Repo, workspace.Digest) {
	t.Helper()
	up := newUpstream(t)
	base := up.commit("main", files)
	m := newStore(t).Mirror("example.com/acme/billing")
	must(t, m.Fetch(context.Background(), up.remote()))
	return openGoal(t, m, "01J"), base
}

// put stores entries as a tree in the trusted repository, whatever they are called.
func put(t testing.TB, r *workspace.Repo, entries ...object.Entry) workspace.Digest {
	t.Helper()
	data, err := object.EncodeTree(entries)
	must(t, err)
	id, err := (&object.Loose{Dir: filepath.Join(r.Dir(), "objects")}).Put(object.Tree, data)
	must(t, err)
	return id
}

func blob(t testing.TB, r *workspace.Repo, text string) workspace.Digest {
	t.Helper()
	id, err := (&object.Loose{Dir: filepath.Join(r.Dir(), "objects")}).Put(object.Blob, []byte(text))
	must(t, err)
	return id
}

// someTree draws a tree of any shape that git itself would take.
func someTree(t testing.TB, r *workspace.Repo) *rapid.Generator[workspace.Digest] {
	name := rapid.OneOf(
		rapid.StringMatching(`[a-z]{1,3}`),
		rapid.StringMatching("[a-zA-Z \"'\\\\äß語\r\n\t\x7f*?-]{1,5}"),
		rapid.SampledFrom([]string{".gitignore", ".gitattributes", ".gitmodules", "CON", "a.", " ", "\xff\xfe", "Icon\r", ".gitx", "git~2"}),
	).Filter(func(n string) bool { return object.CheckName(n) == nil })
	content := rapid.OneOf(
		rapid.StringMatching("[a-b\r\n ]{0,20}"),
		rapid.SampledFrom([]string{"", "*\n", "* text eol=crlf filter=evil ident\n", "$Id$\r\n", "\x00\x01\r\n", "!*\n/a\n"}),
	)
	mode := rapid.SampledFrom([]object.Mode{object.ModeFile, object.ModeExec, object.ModeLink, object.ModeGitlink, 0o100664, 0o100600})
	var tree func(depth int) *rapid.Generator[workspace.Digest]
	tree = func(depth int) *rapid.Generator[workspace.Digest] {
		return rapid.Custom(func(rt *rapid.T) workspace.Digest {
			names := rapid.SliceOfNDistinct(name, 0, 5, func(s string) string { return s }).Draw(rt, "names")
			entries := make([]object.Entry, 0, len(names))
			for _, n := range names {
				e := object.Entry{Name: n, Mode: mode.Draw(rt, "mode")}
				switch {
				case depth > 0 && rapid.IntRange(0, 3).Draw(rt, "dir") == 0:
					e.Mode, e.ID = object.ModeDir, tree(depth-1).Draw(rt, "tree")
				case e.Mode == object.ModeGitlink:
					e.ID = "00000000000000000000000000000000000000aa"
				case e.Mode == object.ModeLink:
					e.ID = blob(t, r, rapid.SampledFrom([]string{"a", "/etc/passwd", "../../..", "a\nb", ".git/config"}).Draw(rt, "target"))
				default:
					e.ID = blob(t, r, content.Draw(rt, "content"))
				}
				entries = append(entries, e)
			}
			return put(t, r, entries...)
		})
	}
	return tree(3)
}

func TestExportOfCheckoutIsTheTree(t *testing.T) {
	r, _ := newRepo(t, map[string]string{"a": "1"})
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		tree := someTree(t, r).Draw(rt, "tree")
		work := filepath.Join(dir, "work")
		must(t, r.Checkout(t.Context(), tree, work))
		defer os.RemoveAll(work) //nolint:errcheck // the next checkout would notice
		for range 2 {            // the second time from the cache
			out, err := r.Export(t.Context(), work, tree)
			if err != nil {
				rt.Fatal(err)
			}
			if out.Tree != tree || len(out.Changes) > 0 || len(out.Refused) > 0 {
				rt.Fatalf("exported %s of %s: %+v, %+v", out.Tree, tree, out.Changes, out.Refused)
			}
		}
	})
}

// TestRestoreLeadsFromTreeToTree holds that restoring writes exactly the difference.
func TestRestoreLeadsFromTreeToTree(t *testing.T) {
	r, _ := newRepo(t, map[string]string{"a": "1"})
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		gen := someTree(t, r)
		from, to := gen.Draw(rt, "from"), gen.Draw(rt, "to")
		work, fresh := filepath.Join(dir, "work"), filepath.Join(dir, "fresh")
		defer os.RemoveAll(work)  //nolint:errcheck // the next checkout would notice
		defer os.RemoveAll(fresh) //nolint:errcheck // the next checkout would notice
		must(t, r.Checkout(t.Context(), from, work))
		must(t, r.Checkout(t.Context(), to, fresh))
		must(t, r.Restore(t.Context(), work, from, to))
		if got, want := listing(t, work), listing(t, fresh); !maps.Equal(got, want) {
			rt.Fatalf("restored %q, want %q", got, want)
		}
	})
}

// listing is what a directory holds, empty directories left out.
func listing(t testing.TB, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		var text string
		if d.Type() == os.ModeSymlink {
			text, err = os.Readlink(path)
		} else {
			var data []byte
			data, err = os.ReadFile(path)
			text = string(data)
		}
		info, statErr := d.Info()
		if statErr != nil {
			return statErr
		}
		found[strings.TrimPrefix(path, dir)] = info.Mode().String() + " " + text
		return err
	}))
	return found
}

func TestCheckoutRefusesHostileTrees(t *testing.T) {
	r, base := newRepo(t, map[string]string{"a": "1"})
	file := blob(t, r, "x")
	tree := put(t, r, object.Entry{Name: "config", Mode: object.ModeFile, ID: file})
	entry := func(name string, mode object.Mode, id workspace.Digest) object.Entry {
		return object.Entry{Name: name, Mode: mode, ID: id}
	}
	for name, e := range map[string]object.Entry{
		"git directory":         entry(".git", object.ModeDir, tree),
		"upper case":            entry(".GIT", object.ModeDir, tree),
		"mixed case file":       entry(".gIt", object.ModeFile, file),
		"ignored by HFS+":       entry(".g\u200cit", object.ModeDir, tree),
		"short name":            entry("git~1", object.ModeDir, tree),
		"trailing dot":          entry(".git.", object.ModeDir, tree),
		"trailing space":        entry(".git ", object.ModeDir, tree),
		"stream":                entry(".git::$INDEX_ALLOCATION", object.ModeDir, tree),
		"backslash":             entry(`a\.git\config`, object.ModeFile, file),
		"parent":                entry("..", object.ModeDir, tree),
		"self":                  entry(".", object.ModeDir, tree),
		"empty link":            entry("l", object.ModeLink, blob(t, r, "")),
		"link with NUL":         entry("l", object.ModeLink, blob(t, r, "a\x00b")),
		"endless link":          entry("l", object.ModeLink, blob(t, r, strings.Repeat("a", 5000))),
		"tree in place of blob": entry("f", object.ModeFile, tree),
	} {
		for _, hostile := range []workspace.Digest{put(t, r, e), put(t, r, entry("sub", object.ModeDir, put(t, r, e)))} {
			work := filepath.Join(t.TempDir(), "work")
			if err := r.Checkout(t.Context(), hostile, work); err == nil {
				t.Errorf("%s: checked out %q", name, listing(t, work))
			}
		}
	}
	raw := func(mode, name string) string { return mode + " " + name + "\x00" + strings.Repeat("\x01", 20) }
	for name, data := range map[string]string{
		"slash":      raw("100644", "a/b"),
		"no name":    raw("100644", ""),
		"twice":      raw("100644", "a") + raw("100644", "a"),
		"file, dir":  raw("100644", "a") + raw("100644", "a.b") + raw("40000", "a"),
		"disorder":   raw("100644", "b") + raw("100644", "a"),
		"pipe":       raw("010644", "a"),
		"cut":        raw("100644", "a")[:20],
		"no mode":    "a",
		"mode words": raw("10064x", "a"),
	} {
		id, err := (&object.Loose{Dir: filepath.Join(r.Dir(), "objects")}).Put(object.Tree, []byte(data))
		must(t, err)
		if err := r.Checkout(t.Context(), id, filepath.Join(t.TempDir(), "work")); err == nil {
			t.Errorf("%s: checked out", name)
		}
	}
	full := t.TempDir()
	must(t, os.WriteFile(filepath.Join(full, "x"), nil, 0o600))
	if err := r.Checkout(t.Context(), base, full); err == nil {
		t.Error("checked out into a directory that is not empty")
	}
}

func TestWriteAndPutBack(t *testing.T) {
	ctx := t.Context()
	r, base := newRepo(t, map[string]string{"a": "1", "dir/b": "2", "dir/sub/c": "3"})
	now, err := r.Write(ctx, base, map[string]*workspace.File{
		"a":         nil,
		"dir":       {Data: []byte("a file now")},
		"new/x/y/z": {Data: []byte("exec"), Mode: object.ModeExec},
		"gone":      nil,
	})
	must(t, err)
	if got := paths(t, r, now); !slices.Equal(got, []string{"dir", "new/x/y/z"}) {
		t.Fatalf("written: %q", got)
	}
	back, err := r.PutBack(ctx, now, base, "a", "dir", "new/x/y/z")
	must(t, err)
	if want, err := r.Tree(ctx, string(base)); err != nil || back != want {
		t.Fatalf("put back: %q", paths(t, r, back))
	}
	empty, err := r.Write(ctx, base, map[string]*workspace.File{"a": nil, "dir": nil})
	must(t, err)
	if empty != object.EmptyTree {
		t.Fatalf("everything deleted: %s", empty)
	}
	for _, path := range []string{"", "/a", "a/", "../a", "a/../b", "a/.git/config", "a//b"} {
		if _, err := r.Write(ctx, base, map[string]*workspace.File{path: {}}); err == nil {
			t.Errorf("wrote %q", path)
		}
	}
}

func paths(t testing.TB, r *workspace.Repo, tree workspace.Digest) []string {
	t.Helper()
	changes, err := r.Diff(t.Context(), object.EmptyTree, tree)
	must(t, err)
	out := make([]string, 0, len(changes))
	for _, c := range changes {
		out = append(out, c.Path)
	}
	return out
}

// TestExportSkips: what stands at a skipped path is no part of the tree,
// whatever it is, and git in the work directory does not see it either.
func TestExportSkips(t *testing.T) {
	ctx := context.Background()
	r, base := newRepo(t, map[string]string{"a": "a\n", "pkg/b": "b\n"})
	dir := filepath.Join(t.TempDir(), "work")
	must(t, r.Checkout(ctx, base, dir))
	skip := []string{"inputs", "pkg/node modules", "link"}
	must(t, r.Decoy(ctx, dir, base, skip...))
	must(t, os.MkdirAll(filepath.Join(dir, "inputs/deep"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "inputs/deep/x"), []byte("x"), 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "pkg/node modules"), []byte("x"), 0o644))
	must(t, os.Symlink("/etc", filepath.Join(dir, "link")))
	out, err := r.Export(ctx, dir, base, skip...)
	must(t, err)
	if len(out.Changes) != 0 || len(out.Refused) != 0 {
		t.Errorf("%+v", out)
	}
	status := exec.Command("git", "status", "--porcelain")
	status.Dir = dir
	if got, err := status.Output(); err != nil || len(got) != 0 {
		t.Errorf("git sees %q, %v", got, err)
	}
	must(t, os.WriteFile(filepath.Join(dir, "pkg/inputs"), []byte("x"), 0o644))
	if out, err = r.Export(ctx, dir, base, skip...); err != nil || len(out.Changes) != 1 || out.Changes[0].Path != "pkg/inputs" {
		t.Errorf("%+v, %v", out, err)
	}
}
