package workspace_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// TestTokenIsInNoProcess looks at every process while git speaks to the remote, and at the files after.
func TestTokenIsInNoProcess(t *testing.T) {
	if _, err := os.Stat("/proc/self/environ"); err != nil {
		t.Skip("needs /proc to look at processes")
	}
	up := newUpstream(t)
	base := up.commit("main", map[string]string{"a": "1"})
	dir := filepath.Join(t.TempDir(), "store")
	s, err := workspace.New(workspace.Config{Dir: dir, UID: -1, GID: -1, Logger: slog.New(slog.DiscardHandler)})
	must(t, err)
	var looked, seen atomic.Int32
	up.setHold(func(r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			return
		}
		for _, pattern := range []string{"/proc/[0-9]*/cmdline", "/proc/[0-9]*/environ"} {
			files, _ := filepath.Glob(pattern)
			for _, f := range files {
				data, _ := os.ReadFile(f)
				if strings.Contains(string(data), "git-remote-http") {
					looked.Add(1)
				}
				if bytes.Contains(data, []byte(token)) {
					seen.Add(1)
				}
			}
		}
	})
	m := s.Mirror("x")
	must(t, m.Fetch(t.Context(), up.remote()))
	r := openGoal(t, m, "g")
	must(t, r.Push(t.Context(), up.remote(), base, "b", ""))
	if looked.Load() == 0 {
		t.Fatal("saw no git process")
	}
	if seen.Load() > 0 {
		t.Fatal("the token stood in a process's arguments or environment")
	}
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(token)) {
			t.Errorf("the token stands in %s", path)
		}
		return err
	}))
}

func TestTokenGoesToNoOtherHost(t *testing.T) {
	var asked, offered atomic.Int32
	thief := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.Header.Get("Authorization") != "" {
			offered.Add(1)
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="thief"`)
		w.WriteHeader(http.StatusUnauthorized)
	}))
	defer thief.Close()
	mover := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, thief.URL+r.URL.RequestURI(), http.StatusFound)
	}))
	defer mover.Close()
	m := newStore(t).Mirror("x")
	if err := m.Fetch(t.Context(), workspace.Remote{URL: mover.URL + "/a/b.git", Password: token}); err == nil {
		t.Error("fetched through a redirect")
	}
	if asked.Load() > 0 || offered.Load() > 0 {
		t.Errorf("the other host was asked %d times, with the token %d times", asked.Load(), offered.Load())
	}
}

// TestAskpass speaks to the helper as git would after its address was rewritten.
func TestAskpass(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	_, err := workspace.New(workspace.Config{Dir: dir, UID: -1, GID: -1, Logger: slog.New(slog.DiscardHandler)})
	must(t, err)
	const mine = "https://x-access-token@github.com"
	for prompt, want := range map[string]string{
		"Password for 'https://x-access-token@github.com': ":              token + "\n",
		"Password for 'https://x-access-token@github.com.evil.example': ": "",
		"Password for 'https://x-access-token@evil.example': ":            "",
		"Password for 'http://x-access-token@github.com': ":               "",
		"Password for 'https://other@github.com': ":                       "",
		"Username for 'https://github.com': ":                             "",
		"":                                                                "",
	} {
		from, to, err := os.Pipe()
		must(t, err)
		_, err = to.WriteString(token + "\n")
		must(t, errors.Join(err, to.Close()))
		cmd := exec.Command(filepath.Join(dir, "askpass"), prompt)
		cmd.Env = []string{"GOALKEEPER_ASKPASS_FOR=" + mine}
		cmd.ExtraFiles = []*os.File{from}
		out, err := cmd.Output()
		if string(out) != want || (err == nil) != (want != "") {
			t.Errorf("%q was answered %q, %v", prompt, out, err)
		}
		must(t, from.Close())
	}
}

func TestRemotePrintsWithoutPassword(t *testing.T) {
	r := workspace.Remote{URL: "https://github.com/a/b.git", Username: "u", Password: token}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "remote", r)
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "remote", r)
	data, err := json.Marshal(map[string]any{"remote": r})
	must(t, err)
	for _, text := range []string{fmt.Sprintf("%v %+v %#v %s", r, r, r, &r), log.String(), string(data)} {
		if strings.Contains(text, token) {
			t.Errorf("printed %s", text)
		}
	}
}

func TestRemoteAddresses(t *testing.T) {
	m := newStore(t).Mirror("x")
	for _, url := range []string{
		"", "/srv/repo", "file:///srv/repo", "ssh://git@github.com/a/b", "ext::sh -c true", "git@github.com:a/b",
		"https://user:pw@github.com/a", "https://github.com/a?x=1", "https://git hub.com/a", "https://a'b/c", "https:///a", "--upload-pack=x",
	} {
		if err := m.Fetch(t.Context(), workspace.Remote{URL: url, Password: token}); err == nil || errors.As(err, new(*workspace.GitError)) {
			t.Errorf("%q: %v", url, err)
		}
	}
	for _, r := range []workspace.Remote{
		{URL: "https://127.0.0.1:1/a", Username: "a'b", Password: token},
		{URL: "https://127.0.0.1:1/a", Password: "a\nb"},
		{URL: "https://127.0.0.1:1/a", Password: strings.Repeat("x", 5000)},
	} {
		if err := m.Fetch(t.Context(), r); err == nil || errors.As(err, new(*workspace.GitError)) {
			t.Errorf("%s: %v", r, err)
		}
	}
}

func TestAccessErrors(t *testing.T) {
	up := newUpstream(t)
	m := newStore(t).Mirror("x")
	for name, c := range map[string]struct {
		remote workspace.Remote
		want   error
	}{
		"wrong token":        {workspace.Remote{URL: up.remote().URL, Password: "wrong"}, workspace.ErrAccess},
		"no token":           {workspace.Remote{URL: up.remote().URL}, workspace.ErrAccess},
		"unknown repository": {workspace.Remote{URL: up.url + "/acme/nothing.git", Password: token}, workspace.ErrAccess},
	} {
		if err := m.Fetch(t.Context(), c.remote); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	up.setHold(func(*http.Request) { panic(http.ErrAbortHandler) })
	err := m.Fetch(t.Context(), up.remote())
	if err == nil || errors.Is(err, workspace.ErrAccess) || !errors.As(err, new(*workspace.GitError)) {
		t.Errorf("connection cut: %v", err)
	}
}

func TestFetchEndsWithItsContext(t *testing.T) {
	up := newUpstream(t)
	up.commit("main", map[string]string{"a": "1"})
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	up.setHold(func(*http.Request) { cancel(); <-release })
	m := newStore(t).Mirror("x")
	if err := m.Fetch(ctx, up.remote()); !errors.Is(err, context.Canceled) {
		t.Errorf("fetch: %v", err)
	}
	close(release)
	up.setHold(nil)
	must(t, m.Fetch(t.Context(), up.remote()))
}

func TestFetchesOfOneMirrorTakeTurns(t *testing.T) {
	up := newUpstream(t)
	base := up.commit("main", map[string]string{"a": "1"})
	s := newStore(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := s.Mirror("x").Fetch(t.Context(), up.remote()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got, err := s.Mirror("x").Resolve(t.Context(), "refs/heads/main"); err != nil || got != base {
		t.Errorf("main is %s, %v", got, err)
	}
}

func TestFetchFollowsTheRemote(t *testing.T) {
	ctx := t.Context()
	up := newUpstream(t)
	dir := filepath.Join(t.TempDir(), "store")
	open := func() *workspace.Mirror {
		s, err := workspace.New(workspace.Config{Dir: dir, UID: -1, GID: -1, Logger: slog.New(slog.DiscardHandler)})
		must(t, err)
		t.Cleanup(func() { must(t, s.Close()) })
		return s.Mirror("x")
	}
	m := open()
	must(t, m.Fetch(ctx, up.remote())) // an empty repository
	first := up.commit("main", map[string]string{"a": "1"})
	up.commit("topic", map[string]string{"a": "2"})
	up.git("--git-dir="+up.dir, "update-ref", "refs/pull/7/head", string(first))
	must(t, m.Fetch(ctx, up.remote()))
	if _, err := m.Resolve(ctx, "refs/pull/7/head"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a reference that was not asked for: %v", err)
	}
	must(t, m.Fetch(ctx, up.remote(), "refs/pull/7/head"))
	if got, err := m.Resolve(ctx, "refs/pull/7/head"); err != nil || got != first {
		t.Errorf("a pull request's head is %s, %v", got, err)
	}
	up.git("--git-dir="+up.dir, "update-ref", "-d", "refs/heads/topic")
	up.git("--git-dir="+up.dir, "update-ref", "-d", "refs/heads/main")
	forced := up.commit("main", map[string]string{"a": "3"})

	// A process that died in a fetch leaves its locks.
	found, err := filepath.Glob(filepath.Join(dir, "mirrors", "*", "refs", "heads"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(found[0], "main.lock"), nil, 0o600))
	m = open()
	must(t, m.Fetch(ctx, up.remote()))
	if got, err := m.Resolve(ctx, "refs/heads/main"); err != nil || got != forced {
		t.Errorf("main is %s after a forced push, %v; want %s", got, err, forced)
	}
	if _, err := m.Resolve(ctx, "refs/heads/topic"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a branch that is gone: %v", err)
	}
	for _, rev := range []string{"", "--help", "main\nx", "nothing", "refs/heads/", string(first) + "x"} {
		if got, err := m.Resolve(ctx, rev); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%q is %q, %v", rev, got, err)
		}
	}
	if _, err := m.Resolve(ctx, string(first)); err != nil {
		t.Errorf("an object that no branch leads to was dropped: %v", err)
	}
}
