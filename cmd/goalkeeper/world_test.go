package main

import (
	"bytes"
	"cmp"
	"context"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
	"github.com/goalkeeper-dev/goalkeeper/app/hub"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// setup is what a story begins with; the zero setup is a repository whose goal
// the script reaches without a word from anybody.
type setup struct {
	script  string            // steps of the model
	files   map[string]string // of the repository, beside or instead of the usual ones
	body    string            // of the issue
	owner   string            // of the repository; empty: the maintainer
	tune    func(*config.Config)
	dormant bool // the server is not started
}

// world is a hub, a model and a server in this process, with the people who
// use them.
type world struct {
	*testing.T
	ctx   context.Context // outlives the test's own, which ends before its clean-up
	site  site
	hub   *hub.Hub
	model *model
	cfg   config.Config
	iso   isolation
	srv   *server
	st    store.Store // the server's
	door  door
	hook  string // address of the door
	owner string // of the repository
	log   journal
	issue int // that the story is about

	folded app.Goal // the newest one, as far as it was looked at
}

// site is GitHub as people and the App reach it.
type site struct {
	url, api string
	app      hub.App
	tokens   map[string]string
}

func newSite(url, api string, app hub.App, users []hub.User) site {
	s := site{url, api, app, map[string]string{}}
	for _, u := range users {
		s.tokens[u.Name] = u.Token
	}
	return s
}

// sandboxed is the one sandbox of all stories.
var sandboxed = sync.OnceValues(func() (isolation, error) {
	return isolate(context.Background(), sandbox.LevelBubblewrap, 65534, nil)
})

// hubKey is the private key of every hub: making one takes longer than a goal.
var hubKey = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "goalkeeper-key-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	h, err := hub.New(hub.Config{Addr: "127.0.0.1:0", DataDir: dir, Users: people()})
	if err != nil {
		return nil, err
	}
	h.Start()
	defer h.Close(context.Background())
	return os.ReadFile(h.App().PrivateKeyFile)
})

// The people of every world.
const (
	maintainer = "maintainer"
	writer     = "writer"
	triager    = "triager"
	stranger   = "stranger"
	repository = "greeter"
)

func people() []hub.User {
	return []hub.User{
		{Name: maintainer, Permission: "admin"},
		{Name: writer, Permission: "write"},
		{Name: triager, Permission: "triage"},
		{Name: stranger, Permission: "read"},
	}
}

// greeter is a repository with a goal to reach: check.sh fails today. hold.sh is a
// suite of two tests, so that neither decides alone.
func greeter() map[string]string {
	return map[string]string{
		"README.md": "# Greeter\n\nGreets whoever runs it.\n",
		"greet.sh":  "echo hello\n",
		"check.sh":  "sh greet.sh | grep 'hello, world'\n",
		"hold.sh":   "sh greet.sh | grep hello && printf 'TAP version 13\\n1..2\\nok 1 - it greets\\nok 2 - somebody\\n'\n",
	}
}

const (
	issueTitle = "Greet the whole world"
	issueBody  = `### Goal

Running greet.sh greets the whole world instead of nobody in particular.

### Evidence

- The greeting names the world: ` + "`sh check.sh`" + ` [must_change]
- It is still a greeting: ` + "`sh hold.sh`" + ` [must_hold]
`
)

// start makes a world in which nothing has happened yet.
func start(t *testing.T, s setup) *world {
	t.Helper()
	iso, err := sandboxed()
	sandboxtest.Require(t, err)
	w := &world{T: t, ctx: context.WithoutCancel(t.Context()), iso: iso, model: newScripted(t, s.script), owner: cmp.Or(s.owner, maintainer)}
	dir := passable(t)
	w.startHub(filepath.Join(dir, "hub"))
	files := greeter()
	maps.Copy(files, s.files)
	w.repository(repository, files)
	web := httptest.NewServer(&w.door)
	t.Cleanup(web.Close)
	w.hook = web.URL + "/api/github/hook"
	w.check(w.hub.SetWebhookURL(w.ctx, w.hook))
	w.cfg = w.configuration(dir)
	w.cfg.PublicURL = web.URL
	if s.tune != nil {
		s.tune(&w.cfg)
	}
	if !s.dormant {
		w.up()
	}
	t.Cleanup(w.end)
	return w
}

// begin makes a world, opens the issue and labels it.
func begin(t *testing.T, s setup) *world {
	t.Helper()
	w := start(t, s)
	body := s.body
	if body == "" {
		body = issueBody
	}
	w.issue = w.open(maintainer, issueTitle, body)
	w.label(maintainer)
	return w
}

func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) startHub(dir string) {
	w.Helper()
	key, err := hubKey()
	w.check(err)
	w.check(os.MkdirAll(dir, 0o700))
	w.check(os.WriteFile(filepath.Join(dir, "goalkeeper.private-key.pem"), key, 0o600))
	w.hub, err = hub.New(hub.Config{Addr: "127.0.0.1:0", DataDir: dir, Users: people()})
	w.check(err)
	w.hub.Start()
	w.site = newSite(w.hub.URL(), w.hub.APIURL(), w.hub.App(), w.hub.Users())
	w.Cleanup(func() {
		if err := w.hub.Close(context.Background()); err != nil {
			w.Errorf("close the hub: %v", err)
		}
	})
}

func (w *world) repository(name string, files map[string]string) {
	w.Helper()
	tree := fstest.MapFS{}
	for path, text := range files {
		tree[path] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	w.check(w.hub.CreateRepository(w.ctx, w.owner, name, tree))
}

// configuration is what an operator would write.
func (w *world) configuration(dir string) config.Config {
	w.Helper()
	app := w.site.app
	secret := filepath.Join(dir, "webhook-secret")
	w.check(os.WriteFile(secret, []byte(app.WebhookSecret), 0o600))
	cfg := config.Default()
	cfg.DataDir, cfg.Progress = filepath.Join(dir, "server"), config.Duration(20*time.Millisecond)
	cfg.Repeats = 1 // what a story runs does not flicker by itself
	cfg.GitHub = config.GitHub{
		WebURL: w.site.url, V3APIURL: w.site.api, AppID: app.ID, PrivateKeyFile: app.PrivateKeyFile, WebhookSecretFile: secret,
	}
	cfg.Model = config.Model{BaseURL: w.model.url + "/v1", APIKeyEnv: modelKeyVariable, Name: "script", ContextWindow: 128_000}
	return cfg
}

// starting lets one server start after the other: the rules for secrets are
// read through a library that keeps them in one place while it reads.
var starting sync.Mutex

// up starts the server on the data that is there.
func (w *world) up() {
	w.Helper()
	starting.Lock()
	defer starting.Unlock()
	srv, err := newServer(w.ctx, w.cfg, w.iso, slog.New(slog.NewTextHandler(&w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	w.check(err)
	w.srv, w.st = srv, srv.store
	w.door.to(w.srv.Handler())
	w.check(w.srv.Start(w.ctx))
}

// down ends the server as SIGTERM does; deliveries are refused until it is up.
func (w *world) down() {
	w.Helper()
	w.door.to(nil)
	w.check(w.srv.Close())
	w.srv = nil
}

func (w *world) restart() {
	w.Helper()
	w.down()
	w.up()
}

// end holds what is true of every story, and closes the server.
func (w *world) end() {
	if w.srv == nil && w.Failed() {
		w.Log(w.log.String())
		return
	}
	if w.srv == nil {
		w.up()
	}
	w.invariants()
	if w.Failed() {
		w.tell()
	}
	w.down()
}

// door is the address of the server while it comes and goes.
type door struct{ now atomic.Pointer[http.Handler] }

func (d *door) to(h http.Handler) {
	if h == nil {
		d.now.Store(nil)
		return
	}
	d.now.Store(&h)
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h := d.now.Load(); h != nil {
		(*h).ServeHTTP(w, r)
		return
	}
	http.Error(w, "the server is down", http.StatusBadGateway)
}

// journal keeps the server's log for a story that fails.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}
