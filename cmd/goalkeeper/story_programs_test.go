package main

import (
	"bufio"
	"bytes"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/llm/script"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
)

// TestReadyLines: each program prints one line of JSON when it answers, and
// ends with 0 when it is told to.
func TestReadyLines(t *testing.T) {
	t.Parallel()
	o := startOutside(t, usual)
	o.up()
	if code := o.serve.terminate(); code != exitFine {
		t.Errorf("serve exits with %d", code)
	}
	dir := t.TempDir()
	play := filepath.Join(dir, "script.yaml")
	o.check(os.WriteFile(play, []byte("name: story\nsteps:\n"+usual), 0o644))
	for name, c := range map[string]struct {
		args []string
		keys []string
		get  string // path below a key's address that must answer
	}{
		"hub":          {[]string{"--data", filepath.Join(dir, "hub"), "--user", "ada:admin"}, []string{"api_url", "app", "url", "users"}, "api_url /meta"},
		"script-model": {[]string{"--script", play}, []string{"base_url", "models", "url"}, "base_url /models"},
	} {
		t.Run(name, func(t *testing.T) {
			ready := map[string]any{}
			p := spawn(t, nil, &ready, append([]string{name}, c.args...)...)
			if got := slices.Sorted(maps.Keys(ready)); !slices.Equal(got, c.keys) {
				t.Errorf("keys %v, want %v", got, c.keys)
			}
			key, path, _ := strings.Cut(c.get, " ")
			resp, err := http.Get(ready[key].(string) + path)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				t.Errorf("GET %s%s: %s", ready[key], path, resp.Status)
			}
			if code := p.terminate(); code != exitFine {
				t.Errorf("exits with %d:\n%s", code, p)
			}
		})
	}
}

// TestHubReadyLine has what a program needs to act as the App and as a person.
func TestHubReadyLine(t *testing.T) {
	t.Parallel()
	var ready struct {
		App   map[string]any
		Users []struct{ Name, Token string }
	}
	dir := t.TempDir()
	p := spawn(t, nil, &ready, "hub", "--data", dir, "--user", "ada:admin", "bob:read")
	if got := slices.Sorted(maps.Keys(ready.App)); !slices.Equal(got, []string{"id", "private_key_file", "slug", "webhook_secret"}) {
		t.Errorf("app has %v", got)
	}
	if _, err := os.Stat(ready.App["private_key_file"].(string)); err != nil || ready.App["webhook_secret"] == "" {
		t.Errorf("app %v: %v", ready.App, err)
	}
	if len(ready.Users) != 2 || ready.Users[0].Name != "ada" || ready.Users[0].Token == "" || ready.Users[1].Name != "bob" {
		t.Errorf("users %+v", ready.Users)
	}
	first := ready.Users[0].Token
	p.terminate()
	spawn(t, nil, &ready, "hub", "--data", dir, "--user", "ada:admin", "bob:read")
	if ready.Users[0].Token != first {
		t.Error("a hub started again on its data has other tokens")
	}
}

// demoOfSecond starts the demo of the second sample with a person at the
// terminal.
func demoOfSecond(t *testing.T, env ...string) (in io.WriteCloser, out *bufio.Reader, wait func() int) {
	t.Helper()
	_, in, out, wait = demoIn(t, "", env...)
	return in, out, wait
}

// demoIn starts it in a directory, in one of its own where none is named.
func demoIn(t *testing.T, dir string, env ...string) (cmd *exec.Cmd, in io.WriteCloser, out *bufio.Reader, wait func() int) {
	t.Helper()
	_, err := sandboxed()
	sandboxtest.Require(t, err)
	if _, err := exec.LookPath("python3"); err != nil {
		sandboxtest.Require(t, err)
	}
	cmd = exec.Command("goalkeeper", "demo", "--sample", "testdata/second", "--dir", dir)
	cmd.Env = append(plainEnviron(), "TMPDIR="+passable(t))
	cmd.Env = append(cmd.Env, env...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	in, err = cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	var waited bool
	wait = func() int {
		if !waited {
			waited = true
			_ = cmd.Wait()
			close(gone)
			if cmd.ProcessState.ExitCode() != 0 {
				t.Logf("the demo complains:\n%s", &complaints)
			}
		}
		return cmd.ProcessState.ExitCode()
	}
	limit := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() })
	t.Cleanup(func() {
		limit.Stop()
		_ = cmd.Process.Kill()
		wait()
	})
	return cmd, in, bufio.NewReader(pipe), wait
}

// readUntil reads lines until one holds the text.
func readUntil(t *testing.T, out *bufio.Reader, text string) string {
	t.Helper()
	var all strings.Builder
	for {
		line, err := out.ReadString('\n')
		all.WriteString(line)
		if strings.Contains(line, text) {
			return all.String()
		}
		if err != nil {
			t.Fatalf("%v before %q:\n%s", err, text, &all)
		}
	}
}

// TestDemoTakesReplies at the terminal, the same as in comments.
func TestDemoTakesReplies(t *testing.T) {
	t.Parallel()
	in, out, wait := demoOfSecond(t)
	shown := readUntil(t, out, "waiting for people (ask)")
	for _, want := range []string{"GitHub (embedded)", "server ", "model ", "issue ", "planning, with read-only tools", "phase 1: Implementation"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the progress lacks %q:\n%s", want, shown)
		}
	}
	if _, err := io.WriteString(in, "decimal seconds\n"); err != nil {
		t.Fatal(err)
	}
	readUntil(t, out, "pull request http")
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(out)
	if err != nil {
		t.Fatal(err)
	}
	if code := wait(); code != exitFine {
		t.Errorf("exit status %d", code)
	}
	if !strings.Contains(string(rest), "C1  must_change proven") {
		t.Errorf("the end says:\n%s", rest)
	}
}

// TestDemoAgain in a directory goes on with the goal that waits there, and begins another
// when that has ended.
func TestDemoAgain(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(passable(t), "demo")
	for _, c := range []struct{ issue, say string }{
		{"/issues/1\n", ""},
		{"/issues/1\n", "/goal stop\n"},
		{"/issues/2\n", "/goal stop\n"},
	} {
		cmd, in, out, wait := demoIn(t, dir)
		readUntil(t, out, c.issue)
		readUntil(t, out, "waiting for people (ask): ")
		readUntil(t, out, "Reply here")
		if c.say == "" {
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
		} else {
			if _, err := io.WriteString(in, c.say); err != nil {
				t.Fatal(err)
			}
			readUntil(t, out, "ended: stopped")
		}
		wait()
	}
}

// TestDemoWithAKey asks the model of the environment, through go-openai.
func TestDemoWithAKey(t *testing.T) {
	t.Parallel()
	s, err := script.Load("testdata/second/script.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m := newScripted(t, usual)
	m.plays(t, s)
	in, out, wait := demoOfSecond(t, "OPENAI_API_KEY="+modelKey, "OPENAI_BASE_URL="+m.url+"/v1", "GOALKEEPER_MODEL=the-best")
	shown := readUntil(t, out, "waiting for people (ask)")
	if !strings.Contains(shown, "the-best at "+m.url) {
		t.Errorf("the demo does not say which model it asks:\n%s", shown)
	}
	if _, err := io.WriteString(in, "1\n"); err != nil {
		t.Fatal(err)
	}
	readUntil(t, out, "pull request http")
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, out); err != nil {
		t.Fatal(err)
	}
	if code := wait(); code != exitFine {
		t.Errorf("exit status %d", code)
	}
	all := m.requests()
	if len(all) < 5 || !bytes.Contains(all[0], []byte(`"model":"the-best"`)) || !bytes.Contains(all[0], []byte(`"stream":true`)) {
		t.Errorf("%d requests, the first %.300s", len(all), all[0])
	}
}
