package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/hub"
)

// TestMain waits for all but the clock of the regular expressions, which ends by itself after a while.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock"))
}

// world is a running hub with a repository ada/billing, and its App's webhook.
type world struct {
	*testing.T
	*hub.Hub
	dir        string
	transport  *http.Transport
	deliveries chan delivery
}

// delivery is what a test reads of one webhook request.
type delivery struct {
	kind   string
	Action string
	Sender struct{ Login string }
	Label  struct{ Name string }
	Issue  struct {
		Number int
		Title  string
		Body   string
		State  string
	}
	Comment struct{ Body, Path string }
	Review  struct{ State, Body string }
}

func start(t *testing.T, files fstest.MapFS) *world {
	t.Helper()
	w := &world{T: t, dir: t.TempDir(), transport: &http.Transport{}, deliveries: make(chan delivery, 1000)}
	hook := httptest.NewServer(http.HandlerFunc(w.receive))
	t.Cleanup(hook.Close)
	var err error
	w.Hub, err = hub.New(hub.Config{
		Addr: "127.0.0.1:0", DataDir: w.dir, WebhookURL: hook.URL,
		Users: []hub.User{{Name: "ada", Permission: "admin"}, {Name: "wes", Permission: "write"}, {Name: "tri", Permission: "triage"}, {Name: "rea", Permission: "read"}},
	})
	w.check(err)
	w.Hub.Start()
	t.Cleanup(func() {
		w.transport.CloseIdleConnections()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		w.check(w.Hub.Close(ctx))
	})
	if files == nil {
		files = fstest.MapFS{"README.md": {Data: []byte("# billing\n\nSee [the code](app.go).\n")}, "app.go": {Data: []byte("package app\n\n// A is a.\nfunc A() {}\n")}}
	}
	w.check(w.CreateRepository(t.Context(), "ada", "billing", files))
	return w
}

func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) receive(rw http.ResponseWriter, r *http.Request) {
	d := delivery{kind: r.Header.Get("X-GitHub-Event")}
	body, err := io.ReadAll(r.Body)
	if err != nil { // the hub was closed while it sent
		return
	}
	if err := json.Unmarshal(body, &d); err != nil {
		w.Errorf("decode %s: %v", d.kind, err)
	}
	w.deliveries <- d
}

// next waits for the next delivery of the kind and action, letting others pass.
func (w *world) next(kind, action string) delivery {
	w.Helper()
	timeout := time.After(10 * time.Second)
	for {
		select {
		case d := <-w.deliveries:
			if d.kind == kind && d.Action == action {
				return d
			}
		case <-timeout:
			w.Fatalf("no delivery of %s %s", kind, action)
		}
	}
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

// browser is somebody's browser: it keeps cookies and remembers the last page.
type browser struct {
	*world
	client http.Client
	status int
	page   string
	at     *url.URL
}

// browse opens a browser; nobody is signed in when name is empty.
func (w *world) browse(name string) *browser {
	w.Helper()
	jar, err := cookiejar.New(nil)
	w.check(err)
	b := &browser{world: w, client: http.Client{Jar: jar, Transport: w.transport}}
	if name != "" {
		b.get("/login")
		b.post("/login", "token", w.token(name))
		b.want(http.StatusOK, "Sign out")
	}
	return b
}

func (b *browser) get(path string) {
	b.Helper()
	request, err := http.NewRequestWithContext(b.Context(), http.MethodGet, b.URL()+path, nil)
	b.check(err)
	b.do(request)
}

var tokenField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// post sends a form of the last page with the fields, given as name, value, name, value …
func (b *browser) post(path string, fields ...string) {
	b.Helper()
	form := url.Values{}
	if token := tokenField.FindStringSubmatch(b.page); token != nil {
		form.Set("csrf", token[1])
	}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	request, err := http.NewRequestWithContext(b.Context(), http.MethodPost, b.URL()+path, strings.NewReader(form.Encode()))
	b.check(err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", b.URL())
	b.do(request)
}

func (b *browser) do(request *http.Request) {
	b.Helper()
	response, err := b.client.Do(request)
	b.check(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	b.check(err)
	b.status, b.page, b.at = response.StatusCode, string(text), response.Request.URL
}

// want holds the last page against a status and texts in it.
func (b *browser) want(status int, texts ...string) {
	b.Helper()
	if b.status != status {
		b.Errorf("%s answers %d, want %d:\n%s", b.at, b.status, status, b.page)
	}
	for _, text := range texts {
		if !strings.Contains(b.page, text) {
			b.Errorf("%s lacks %q:\n%s", b.at, text, b.page)
		}
	}
}

func (b *browser) lacks(texts ...string) {
	b.Helper()
	for _, text := range texts {
		if strings.Contains(b.page, text) {
			b.Errorf("%s has %q", b.at, text)
		}
	}
}

// git runs git as wes.
func (w *world) git(dir string, args ...string) string {
	w.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "HOME="+dir,
		"GIT_AUTHOR_NAME=Test", "GIT_AUTHOR_EMAIL=test@example.com", "GIT_COMMITTER_NAME=Test", "GIT_COMMITTER_EMAIL=test@example.com")
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// push commits the files on a new branch from main and pushes it.
func (w *world) push(branch string, files map[string]string) {
	w.Helper()
	dir := filepath.Join(w.TempDir(), "clone")
	address := strings.Replace(w.URL(), "://", "://wes:"+w.token("wes")+"@", 1) + "/ada/billing.git"
	w.git(w.TempDir(), "clone", "--quiet", address, dir)
	w.git(dir, "checkout", "--quiet", "-b", branch)
	for path, text := range files {
		w.check(os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755))
		w.check(os.WriteFile(filepath.Join(dir, path), []byte(text), 0o644))
	}
	w.git(dir, "add", "-A")
	w.git(dir, "commit", "--quiet", "-m", "change things")
	w.git(dir, "push", "--quiet", "origin", branch)
}

// call makes a REST call as the person; it stands for what other programs do.
func (w *world) call(name, method, path string, body any) map[string]any {
	w.Helper()
	text, err := json.Marshal(body)
	w.check(err)
	request, err := http.NewRequestWithContext(w.Context(), method, w.APIURL()+path, strings.NewReader(string(text)))
	w.check(err)
	request.Header.Set("Authorization", "Bearer "+w.token(name))
	response, err := (&http.Client{Transport: w.transport}).Do(request)
	w.check(err)
	defer response.Body.Close()
	answer := map[string]any{}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil && !errors.Is(err, io.EOF) || response.StatusCode >= 300 {
		w.Fatalf("%s %s: %s %v %v", method, path, response.Status, answer, err)
	}
	return answer
}

// callAsApp posts as the hub's App.
func (w *world) callAsApp(path string, body any) map[string]any {
	w.Helper()
	transport, err := ghinstallation.NewAppsTransportKeyFromFile(w.transport, w.App().ID, w.App().PrivateKeyFile)
	w.check(err)
	transport.BaseURL = w.APIURL()
	var installations []struct{ ID int64 }
	response, err := (&http.Client{Transport: transport}).Get(w.APIURL() + "/app/installations")
	w.check(err)
	w.check(json.NewDecoder(response.Body).Decode(&installations))
	w.check(response.Body.Close())
	installed := ghinstallation.NewFromAppsTransport(transport, installations[0].ID)
	text, err := json.Marshal(body)
	w.check(err)
	response, err = (&http.Client{Transport: installed}).Post(w.APIURL()+path, "application/json", strings.NewReader(string(text)))
	w.check(err)
	defer response.Body.Close()
	answer := map[string]any{}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode >= 300 {
		w.Fatalf("%s: %s %v %v", path, response.Status, answer, err)
	}
	return answer
}
