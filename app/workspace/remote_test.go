package workspace_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

const token = "ghs_secret-of-the-test"

// upstream is a remote: one bare repository behind git's own http-backend, with basic authentication.
type upstream struct {
	t   testing.TB
	dir string // the bare repository
	url string

	mu   sync.Mutex
	hold func(*http.Request) // is called at the beginning of each request
}

func newUpstream(t testing.TB) *upstream {
	t.Helper()
	root := t.TempDir()
	u := &upstream{t: t, dir: filepath.Join(root, "acme", "billing.git")}
	u.git("init", "--bare", "--quiet", "--template=", "--initial-branch=main", u.dir)
	u.git("--git-dir="+u.dir, "config", "http.receivepack", "true")
	where, err := exec.Command("git", "--exec-path").Output()
	if err != nil {
		t.Fatal(err)
	}
	backend := &cgi.Handler{
		Path:   filepath.Join(strings.TrimSpace(string(where)), "git-http-backend"),
		Env:    []string{"GIT_PROJECT_ROOT=" + root, "GIT_HTTP_EXPORT_ALL=1", "REMOTE_USER=bot", "HOME=" + root},
		Stderr: io.Discard,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, password, _ := r.BasicAuth()
		u.mu.Lock()
		hold := u.hold
		u.mu.Unlock()
		if hold != nil {
			hold(r)
		}
		if password != token {
			w.Header().Set("WWW-Authenticate", `Basic realm="test"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		backend.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	u.url = server.URL
	return u
}

func (u *upstream) remote() workspace.Remote {
	return workspace.Remote{URL: u.url + "/acme/billing.git", Password: token}
}

func (u *upstream) setHold(hold func(*http.Request)) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.hold = hold
}

func (u *upstream) git(args ...string) string {
	u.t.Helper()
	return runGit(u.t, u.dir, nil, args...)
}

func (u *upstream) head(branch string) workspace.Digest {
	u.t.Helper()
	return workspace.Digest(u.git("--git-dir="+u.dir, "rev-parse", "refs/heads/"+branch))
}

// runGit runs git as a person would, in a directory of the test's own.
func runGit(t testing.TB, home string, in []byte, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
		"GIT_AUTHOR_DATE=1700000000 +0000", "GIT_COMMITTER_DATE=1700000000 +0000",
	}
	cmd.Stdin = bytes.NewReader(in)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, said.String())
	}
	return strings.TrimSpace(string(out))
}

// commit puts files on a branch of the remote, as a person's push would.
func (u *upstream) commit(branch string, files map[string]string) workspace.Digest {
	u.t.Helper()
	var in strings.Builder
	fmt.Fprintf(&in, "commit refs/heads/%s\ncommitter a <a@example.com> 1700000000 +0000\ndata 4\ntext\n", branch)
	if exec.Command("git", "--git-dir="+u.dir, "rev-parse", "--verify", "--quiet", "refs/heads/"+branch).Run() == nil {
		fmt.Fprintf(&in, "from refs/heads/%s^0\n", branch)
	}
	for path, text := range files {
		fmt.Fprintf(&in, "M 100644 inline %s\ndata %d\n%s\n", path, len(text), text)
	}
	runGit(u.t, u.dir, []byte(in.String()), "--git-dir="+u.dir, "fast-import", "--quiet")
	return u.head(branch)
}

func newStore(t testing.TB) *workspace.Store { return newStoreWith(t, workspace.Limits{}) }

func newStoreWith(t testing.TB, limits workspace.Limits) *workspace.Store {
	t.Helper()
	s, err := workspace.New(workspace.Config{
		Dir: filepath.Join(t.TempDir(), "store"), UID: -1, GID: -1, Limits: limits, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func openGoal(t testing.TB, m *workspace.Mirror, id string) *workspace.Repo {
	t.Helper()
	r, err := m.Goal(context.Background(), id)
	must(t, err)
	t.Cleanup(func() { must(t, r.Close()) })
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func commitOf(tree workspace.Digest, parents ...workspace.Digest) workspace.CommitSpec {
	who := workspace.Signature{Name: "bot", Email: "bot@example.com", When: time.Unix(1700000000, 0)}
	return workspace.CommitSpec{Tree: tree, Parents: parents, Message: "change", Author: who, Committer: who}
}

// TestRoundTrip goes the whole way once: fetch, check out, change, export, commit, push.
func TestRoundTrip(t *testing.T) {
	ctx := t.Context()
	up := newUpstream(t)
	base := up.commit("main", map[string]string{"a.txt": "one\n", "dir/b.txt": "two\n"})
	m := newStore(t).Mirror("example.com/acme/billing")
	must(t, m.Fetch(ctx, up.remote()))
	if got, err := m.Resolve(ctx, "refs/heads/main"); err != nil || got != base {
		t.Fatalf("main is %s, %v; want %s", got, err, base)
	}
	r := openGoal(t, m, "01J")
	work := filepath.Join(t.TempDir(), "work")
	must(t, r.Checkout(ctx, base, work))
	must(t, r.Decoy(ctx, work, base))
	must(t, os.WriteFile(filepath.Join(work, "dir/b.txt"), []byte("two\nthree\n"), 0o600))
	out, err := r.Export(ctx, work, base)
	must(t, err)
	if len(out.Changes) != 1 || out.Changes[0].Path != "dir/b.txt" || out.Changes[0].Additions != 1 || out.Changes[0].Deletions != 0 {
		t.Fatalf("changes: %+v", out.Changes)
	}
	c, err := r.Commit(ctx, commitOf(out.Tree, base))
	must(t, err)
	must(t, r.KeepRef(ctx, "checkpoint/1", c))
	must(t, r.Push(ctx, up.remote(), c, "goalkeeper/1-x", ""))
	if got := up.head("goalkeeper/1-x"); got != c {
		t.Fatalf("the remote's branch is %s, want %s", got, c)
	}
	must(t, r.Push(ctx, up.remote(), c, "goalkeeper/1-x", ""))
	if text := up.git("--git-dir="+up.dir, "show", string(c)+":dir/b.txt"); text != "two\nthree" {
		t.Fatalf("the remote holds %q", text)
	}
}

func TestPushRefusals(t *testing.T) {
	ctx := t.Context()
	up := newUpstream(t)
	base := up.commit("main", map[string]string{"a": "1"})
	m := newStore(t).Mirror("x")
	must(t, m.Fetch(ctx, up.remote()))
	r := openGoal(t, m, "g")
	tree, err := r.Tree(ctx, string(base))
	must(t, err)
	one, err := r.Commit(ctx, commitOf(tree, base))
	must(t, err)
	two, err := r.Commit(ctx, commitOf(tree, one))
	must(t, err)
	beside, err := r.Commit(ctx, commitOf(tree))
	must(t, err)
	must(t, r.Push(ctx, up.remote(), one, "b", ""))

	other := up.commit("b", map[string]string{"a": "somebody else"})
	for name, c := range map[string]struct {
		branch           string
		commit, expected workspace.Digest
	}{
		"moved by somebody":        {"b", two, one},
		"there already":            {"b", two, ""},
		"gone":                     {"nowhere", two, one},
		"no descendant":            {"main", beside, base},
		"expected one is unknown":  {"b", two, other},
		"descends, wrong expected": {"main", two, one},
	} {
		if err := r.Push(ctx, up.remote(), c.commit, c.branch, c.expected); !errors.Is(err, workspace.ErrMoved) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if up.head("b") != other || up.head("main") != base {
		t.Fatal("a refused push moved a branch")
	}
	must(t, r.Push(ctx, up.remote(), two, "main", base))

	hook := "#!/bin/sh\necho 'no such thing here'\nexit 1\n"
	must(t, os.MkdirAll(filepath.Join(up.dir, "hooks"), 0o755))
	must(t, os.WriteFile(filepath.Join(up.dir, "hooks", "pre-receive"), []byte(hook), 0o755))
	err = r.Push(ctx, up.remote(), two, "c", "")
	if !errors.Is(err, workspace.ErrRejected) || !strings.Contains(err.Error(), "no such thing here") {
		t.Errorf("rejected by a hook: %v", err)
	}
	for _, branch := range []string{"", "-x", "a..b", "x:y", "a b", "+x", "a.lock", "a/"} {
		err := r.Push(ctx, up.remote(), two, branch, "")
		if branch == "-x" || branch == "+x" {
			continue // a strange name, but one
		}
		if !errors.Is(err, workspace.ErrRef) {
			t.Errorf("branch %q: %v", branch, err)
		}
	}
}
