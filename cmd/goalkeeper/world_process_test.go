package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app/hub"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
)

// process is this program, started as people start it.
type process struct {
	cmd   *exec.Cmd
	ready []byte // its first line
	gone  chan struct{}

	mu  sync.Mutex
	err bytes.Buffer
}

// Write keeps what the process complains about.
func (p *process) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err.Write(b)
}

func (p *process) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err.String()
}

// spawn starts goalkeeper and waits for its ready line, which it decodes.
func spawn(t *testing.T, env []string, ready any, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command("goalkeeper", args...), gone: make(chan struct{})}
	p.cmd.Env = append(plainEnviron(), env...)
	p.cmd.Stderr = p
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	line := make(chan []byte, 1)
	go func() {
		defer close(p.gone)
		in := bufio.NewReader(out)
		first, _ := in.ReadBytes('\n')
		line <- first
		_ = p.cmd.Wait()
	}()
	select {
	case p.ready = <-line:
	case <-time.After(patience):
	}
	if err := json.Unmarshal(p.ready, ready); err != nil {
		t.Fatalf("goalkeeper %v is not ready: %q\n%s", args, p.ready, p)
	}
	return p
}

// plainEnviron is the environment without what configures a server or a model
// by accident.
func plainEnviron() []string {
	return slices.DeleteFunc(os.Environ(), func(kv string) bool {
		return strings.HasPrefix(kv, "GOALKEEPER_") || strings.HasPrefix(kv, "OPENAI_")
	})
}

// kill ends the process as a power cut would.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.gone
}

// terminate asks the process to end and returns its exit status.
func (p *process) terminate() int {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	<-p.gone
	return p.cmd.ProcessState.ExitCode()
}

// outside is a world of separate programs: hub, scripted model, and a server
// that can be killed.
type outside struct {
	*world
	config string
	env    []string
	serve  *process
}

type serveReady struct {
	URL     string `json:"url"`
	Webhook string `json:"webhook_url"`
	Sandbox string `json:"sandbox"`
}

// startOutside starts all but the server.
func startOutside(t *testing.T, steps string) *outside {
	t.Helper()
	_, err := sandboxed()
	sandboxtest.Require(t, err)
	dir := passable(t)
	o := &outside{world: &world{T: t, ctx: context.WithoutCancel(t.Context()), owner: maintainer}}
	var h struct {
		URL   string  `json:"url"`
		API   string  `json:"api_url"`
		App   hub.App `json:"app"`
		Users []hub.User
	}
	hook := "127.0.0.1:" + freePort(t)
	spawn(t, nil, &h, "hub", "--addr", "127.0.0.1:0", "--data", filepath.Join(dir, "hub"), "--webhook", "http://"+hook+"/api/github/hook",
		"--user", maintainer+":admin", writer+":write", stranger+":read")
	o.site = newSite(h.URL, h.API, h.App, h.Users)
	o.populate()
	script := filepath.Join(dir, "script.yaml")
	o.check(os.WriteFile(script, []byte("name: story\nsteps:\n"+steps), 0o644))
	var m struct {
		Base string `json:"base_url"`
	}
	spawn(t, nil, &m, "script-model", "--script", script, "--api-key-env", modelKeyVariable)
	secret := filepath.Join(dir, "secret")
	o.check(os.WriteFile(secret, []byte(h.App.WebhookSecret+"\n"), 0o600))
	o.config = filepath.Join(dir, "goalkeeper.yml")
	o.check(os.WriteFile(o.config, fmt.Appendf(nil, `
listen: %s
data_dir: %s
github:
  web_url: %s
  v3_api_url: %s
  private_key_file: %s
  webhook_secret_file: %s
model: {base_url: %s, name: script}
progress: 100ms
`, hook, filepath.Join(dir, "server"), h.URL, h.API, h.App.PrivateKeyFile, secret, m.Base), 0o644))
	o.env = []string{fmt.Sprint("GOALKEEPER_GITHUB_APP_ID=", h.App.ID), "GOALKEEPER_MODEL_API_KEY_ENV=" + modelKeyVariable}
	o.hook = "http://" + hook + "/api/github/hook"
	o.cfg.DataDir = filepath.Join(dir, "server")
	return o
}

// freePort is one that nobody listened on a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// populate makes the repository through REST and git, as people do.
func (o *outside) populate() {
	o.Helper()
	name, yes := repository, true
	_, _, err := o.as(maintainer).Repositories.Create(o.ctx, "", &gh.Repository{Name: &name, AutoInit: &yes})
	o.check(err)
	o.clone(func(dir string, git func(...string)) {
		for path, text := range greeter() {
			o.check(os.WriteFile(filepath.Join(dir, path), []byte(text), 0o644))
		}
		git("add", "-A")
		git("commit", "-qm", "Greet")
		git("push", "-q")
	})
}

// up starts the server and opens its store beside it.
func (o *outside) up() {
	o.Helper()
	var ready serveReady
	o.serve = spawn(o.T, o.env, &ready, "serve", "--verbose", "--config", o.config)
	if ready.Webhook != o.hook || ready.Sandbox != "bubblewrap" {
		o.Fatalf("serve says %+v", ready)
	}
	if o.st == nil {
		st, err := sqlite.New(o.ctx, sqlite.Config{Path: filepath.Join(o.cfg.DataDir, "goalkeeper.db")})
		o.check(err)
		o.st = st
		o.Cleanup(func() {
			if o.Failed() {
				o.tell()
				o.Logf("the server's last words:\n%s", o.serve)
			}
			if err := st.Close(); err != nil {
				o.Error(err)
			}
		})
	}
}
