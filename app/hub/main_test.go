package hub_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v60/github"
	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/hub"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a running hub with the App's side of it: a webhook and clients.
type world struct {
	*testing.T
	*hub.Hub
	closed     bool
	config     hub.Config
	deliveries chan delivery
	transport  *contract
	minted     map[string]string // tokens by permission and level
}

// delivery is one webhook request whose signature held.
type delivery struct {
	header http.Header
	body   []byte
	event  any
}

// users are the people of every test's hub.
func users() []hub.User {
	return []hub.User{
		{Name: "ada", Permission: "admin"},
		{Name: "mia", Permission: "maintain"},
		{Name: "wes", Permission: "write"},
		{Name: "tri", Permission: "triage"},
		{Name: "rea", Permission: "read"},
		{Name: "non", Permission: "none"},
	}
}

func start(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, deliveries: make(chan delivery, 1000), transport: &contract{T: t, under: &http.Transport{}, seen: map[string]bool{}}, minted: map[string]string{}}
	hook := httptest.NewServer(http.HandlerFunc(w.receive))
	t.Cleanup(hook.Close)
	w.config = hub.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), Users: users(), WebhookURL: hook.URL}
	w.open()
	t.Cleanup(w.stop)
	return w
}

func (w *world) open() {
	w.Helper()
	h, err := hub.New(w.config)
	w.check(err)
	w.Hub, w.closed = h, false
	h.Start()
}

func (w *world) stop() {
	if w.closed {
		return
	}
	w.closed = true
	w.transport.under.(*http.Transport).CloseIdleConnections()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := w.Hub.Close(ctx); err != nil {
		w.Error(err)
	}
}

func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// receive is the App's webhook, as goalkeeper's own door reads it.
func (w *world) receive(rw http.ResponseWriter, r *http.Request) {
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		return // the hub was closed while it sent; it sends again when it opens
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))
	body, err := github.ValidatePayload(r, []byte(w.App().WebhookSecret))
	if err != nil {
		w.Errorf("delivery %s: %v", r.Header.Get("X-GitHub-Delivery"), err)
		rw.WriteHeader(http.StatusBadRequest)
		return
	}
	event, err := github.ParseWebHook(github.WebHookType(r), body)
	if err != nil {
		w.Errorf("decode %s: %v", github.WebHookType(r), err)
	}
	w.deliveries <- delivery{r.Header, body, event}
	io.WriteString(rw, "stored")
}

// next waits for the next delivery of the type E that matches, letting others pass.
func next[E any](w *world, match func(*E) bool) (*E, delivery) {
	w.Helper()
	timeout := time.After(10 * time.Second)
	for {
		select {
		case d := <-w.deliveries:
			if event, ok := d.event.(*E); ok && match(event) {
				return event, d
			}
		case <-timeout:
			w.Fatalf("no delivery of %T", *new(E))
		}
	}
}

// as is a client with a user's token.
func (w *world) as(name string) *github.Client {
	w.Helper()
	return w.client(&http.Client{Transport: w.transport}, w.token(name))
}

func (w *world) token(name string) string {
	w.Helper()
	for _, u := range w.Users() {
		if u.Name == name {
			return u.Token
		}
	}
	w.Fatalf("no user %s", name)
	return ""
}

func (w *world) client(c *http.Client, token string) *github.Client {
	w.Helper()
	client := github.NewClient(c)
	if token != "" {
		client = client.WithAuthToken(token)
	}
	client, err := client.WithEnterpriseURLs(w.URL(), w.URL())
	w.check(err)
	return client
}

// asApp is a client with the App's JWT.
func (w *world) asApp() *github.Client {
	w.Helper()
	transport, err := ghinstallation.NewAppsTransportKeyFromFile(w.transport, w.App().ID, w.App().PrivateKeyFile)
	w.check(err)
	transport.BaseURL = w.APIURL()
	return w.client(&http.Client{Transport: transport}, "")
}

// asInstallation is a client with an installation token, narrowed by the options.
func (w *world) asInstallation(options *github.InstallationTokenOptions) *github.Client {
	w.Helper()
	return w.client(&http.Client{Transport: w.transport}, w.mint(options))
}

func (w *world) mint(options *github.InstallationTokenOptions) string {
	w.Helper()
	installation, _, err := w.asApp().Apps.FindUserInstallation(w.Context(), "ada")
	w.check(err)
	token, _, err := w.asApp().Apps.CreateInstallationToken(w.Context(), installation.GetID(), options)
	w.check(err)
	return token.GetToken()
}

// repo makes ada/NAME with a README.
func (w *world) repo(name string) {
	w.Helper()
	_, _, err := w.as("ada").Repositories.Create(w.Context(), "", &github.Repository{Name: &name, AutoInit: github.Bool(true)})
	w.check(err)
}

// git runs git the way a person would, with the token in an askpass answer, and returns its output.
func (w *world) git(dir, token string, args ...string) (string, error) {
	w.Helper()
	askpass := filepath.Join(w.TempDir(), "askpass")
	w.check(os.WriteFile(askpass, []byte("#!/bin/sh\necho \"$HUB_TOKEN\"\n"), 0o700))
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(),
		"GIT_ASKPASS="+askpass, "HUB_TOKEN="+token, "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_NOSYSTEM=1",
		"GIT_CONFIG_GLOBAL=/dev/null", "HOME="+dir,
		"GIT_AUTHOR_NAME=Test", "GIT_AUTHOR_EMAIL=test@example.com", "GIT_COMMITTER_NAME=Test", "GIT_COMMITTER_EMAIL=test@example.com",
	)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (w *world) mustGit(dir, token string, args ...string) string {
	w.Helper()
	out, err := w.git(dir, token, args...)
	if err != nil {
		w.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(out)
}

// clone clones ada/NAME and returns the directory.
func (w *world) clone(name, token string) string {
	w.Helper()
	dir := filepath.Join(w.TempDir(), name)
	address := strings.Replace(w.URL(), "http://", "http://x-access-token@", 1) + "/ada/" + name + ".git"
	w.mustGit(w.TempDir(), token, "clone", "--quiet", address, dir)
	return dir
}

// commit writes a file and commits it.
func (w *world) commit(dir, path, content string) string {
	w.Helper()
	w.check(os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755))
	w.check(os.WriteFile(filepath.Join(dir, path), []byte(content), 0o644))
	w.mustGit(dir, "", "add", "-A")
	w.mustGit(dir, "", "commit", "--quiet", "-m", "change "+path)
	return w.mustGit(dir, "", "rev-parse", "HEAD")
}

// status is the HTTP status of a refusal.
func status(err error) int {
	if refused, ok := err.(*github.ErrorResponse); ok {
		return refused.Response.StatusCode
	}
	return 0
}
