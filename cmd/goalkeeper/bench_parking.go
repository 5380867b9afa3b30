package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing/fstest"
	"time"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/hub"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/script"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
)

// parkingLot is a GitHub, a model that only asks, and a server's directory.
type parkingLot struct {
	dir, config, hook string
	stderr            *os.File
	hub               *hub.Hub
	github            *gh.Client
	model             *http.Server
	issues            []*gh.Issue // the first is the goal that is copied

	mu   sync.Mutex
	want string        // a text that a model request will carry
	came chan struct{} // closed when it came
}

const (
	parkedOwner, parkedName = "ann", "parked"
	parkedBody              = "### Goal\n\nMeasure what a goal costs while it waits for the answer of a person\n\n### Evidence\n\n- The figure is printed [must_change]\n"
	parkedScript            = "name: parked\nsteps:\n- times: 1000\n  calls:\n  - {tool: ask, args: {question: \"Shall it go on?\"}}\n"
)

func newParkingLot(ctx context.Context) (l *parkingLot, err error) {
	l = &parkingLot{}
	defer func() {
		if err != nil {
			err = errors.Join(err, l.close(context.WithoutCancel(ctx)))
		}
	}()
	if l.dir, err = os.MkdirTemp("", "goalkeeper-parked-"); err != nil {
		return l, err
	}
	if err := os.Chmod(l.dir, 0o711); err != nil {
		return l, err
	}
	if l.stderr, err = os.Create(filepath.Join(l.dir, "server.log")); err != nil {
		return l, err
	}
	if l.hub, err = hub.New(hub.Config{
		Addr: "127.0.0.1:0", DataDir: filepath.Join(l.dir, "hub"), Logger: slog.New(slog.DiscardHandler),
		Users: []hub.User{{Name: parkedOwner, Permission: "admin"}},
	}); err != nil {
		return l, fmt.Errorf("start hub: %w", err)
	}
	l.hub.Start()
	if err := l.hub.CreateRepository(ctx, parkedOwner, parkedName, fstest.MapFS{"README.md": {Data: []byte("# Parked\n")}}); err != nil {
		return l, err
	}
	if l.github, err = gh.NewClient(nil).WithAuthToken(l.hub.Users()[0].Token).WithEnterpriseURLs(l.hub.APIURL(), l.hub.APIURL()); err != nil {
		return l, err
	}
	title, body := "Wait for people", parkedBody
	for range 1 + parkedResumes {
		issue, _, err := l.github.Issues.Create(ctx, parkedOwner, parkedName, &gh.IssueRequest{Title: &title, Body: &body})
		if err != nil {
			return l, fmt.Errorf("open an issue: %w", err)
		}
		l.issues = append(l.issues, issue)
	}
	base, err := l.startModel(ctx)
	if err != nil {
		return l, err
	}
	return l, l.configure(ctx, base)
}

// startModel plays the script and listens for what resume waits for.
func (l *parkingLot) startModel(ctx context.Context) (base string, err error) {
	s, err := script.Parse([]byte(parkedScript))
	if err != nil {
		return "", err
	}
	play, err := script.NewServer(script.Config{Script: s, Models: []string{"script"}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return "", err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	l.model = &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		l.mu.Lock()
		if l.want != "" && bytes.Contains(body, []byte(l.want)) {
			close(l.came)
			l.want = ""
		}
		l.mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		play.ServeHTTP(w, r)
	})}
	go func() { _ = l.model.Serve(listener) }()
	return "http://" + listener.Addr().String() + "/v1", nil
}

// expect tells when a model request carries a text.
func (l *parkingLot) expect(text string) <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.want, l.came = text, make(chan struct{})
	return l.came
}

// configure writes what an operator would, with the strongest sandbox there is.
func (l *parkingLot) configure(ctx context.Context, model string) error {
	iso, _, err := strongest(ctx, sandbox.LevelNone, 65534, nil)
	if err != nil {
		return err
	}
	port, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	address := port.Addr().String()
	if err := port.Close(); err != nil {
		return err
	}
	l.hook = "http://" + address + "/api/github/hook"
	secret := filepath.Join(l.dir, "webhook-secret")
	if err := os.WriteFile(secret, []byte(l.hub.App().WebhookSecret), 0o600); err != nil {
		return err
	}
	l.config = filepath.Join(l.dir, "goalkeeper.yml")
	return errors.Join(l.hub.SetWebhookURL(ctx, l.hook), os.WriteFile(l.config, fmt.Appendf(nil, `
listen: %s
data_dir: %s
github: {web_url: %s, v3_api_url: %s, app_id: %d, private_key_file: %s, webhook_secret_file: %s}
model: {base_url: %s, api_key_env: "", name: script}
sandbox: {level: %s}
`, address, l.data(), l.hub.URL(), l.hub.APIURL(), l.hub.App().ID, l.hub.App().PrivateKeyFile, secret, model, iso.Level()), 0o600))
}

func (l *parkingLot) data() string { return filepath.Join(l.dir, "server") }

func (l *parkingLot) serve(ctx context.Context) (*served, error) {
	return startServed(ctx, l.config, l.stderr)
}

func (l *parkingLot) close(ctx context.Context) error {
	var faults []error
	if l.model != nil {
		faults = append(faults, l.model.Close())
	}
	if l.hub != nil {
		faults = append(faults, l.hub.Close(ctx))
	}
	if l.stderr != nil {
		faults = append(faults, l.stderr.Close())
	}
	return errors.Join(append(faults, os.RemoveAll(l.dir))...)
}

// parkOne lets the server bring a goal to a breakpoint by itself.
func (l *parkingLot) parkOne(ctx context.Context) error {
	if _, _, err := l.github.Issues.AddLabelsToIssue(ctx, parkedOwner, parkedName, l.issues[0].GetNumber(), []string{"goal"}); err != nil {
		return fmt.Errorf("label the issue: %w", err)
	}
	st, err := sqlite.New(ctx, sqlite.Config{Path: filepath.Join(l.data(), "goalkeeper.db")})
	if err != nil {
		return err
	}
	defer st.Close()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for range 600 {
		all, err := st.List(ctx, store.Filter{})
		if err != nil {
			return err
		}
		due, err := st.Installations(ctx)
		if err != nil {
			return err
		}
		if len(all) == 1 && all[0].Breakpoint == app.BreakpointAsk && all[0].Resting && len(due) == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return errors.New("the first goal does not come to its breakpoint within a minute")
}

// resume answers a parked goal and tells how long it took until the model was
// asked again.
func (l *parkingLot) resume(ctx context.Context, n int) (time.Duration, error) {
	answer := fmt.Sprintf("Go on with number %d.", n+1)
	came := l.expect(answer)
	from := time.Now()
	if _, _, err := l.github.Issues.CreateComment(ctx, parkedOwner, parkedName, l.issues[n+1].GetNumber(), &gh.IssueComment{Body: &answer}); err != nil {
		return 0, fmt.Errorf("answer goal %d: %w", n+1, err)
	}
	select {
	case <-came:
		return time.Since(from), nil
	case <-time.After(time.Minute):
		said, _ := os.ReadFile(l.stderr.Name())
		return 0, fmt.Errorf("goal %d is not resumed within a minute; the server says: %s", n+1, said)
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}
