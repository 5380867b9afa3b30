package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app/config"
	"github.com/goalkeeper-dev/goalkeeper/app/hub"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// BenchmarkTurn measures what the harness adds to a turn that runs `true` in
// the sandbox: from the last byte of the model's answer to the next request.
// "floor" is the smallest program that does the same: a loop that asks a model
// and starts a new bubblewrap for its command. Compare the two rows of one run:
//
//	go test -run '^$' -bench Turn ./cmd/goalkeeper
func BenchmarkTurn(b *testing.B) {
	iso, err := isolate(b.Context(), sandbox.LevelBubblewrap, 65534, toolchainsOnPath(b.Context()))
	if err != nil {
		b.Skip(err)
	}
	b.Run("floor", func(b *testing.B) { benchFloor(b, iso) })
	b.Run("goalkeeper", func(b *testing.B) { benchHarness(b, iso) })
}

// stopwatch is a model that plans at once and then asks for `true` until it
// has seen enough turns; it notes how long each next request took to come.
type stopwatch struct {
	want int
	done chan struct{}

	mu       sync.Mutex
	answered time.Time
	took     []time.Duration
	asked    int
}

const stopwatchPlan = `{"summary":"measure","steps":[{"id":"1","text":"measure"}],"files":["README.md"],"checks":[{"criterion":"C1","command":"false","kind":"must_change"}]}`

func (s *stopwatch) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := time.Now()
	io.Copy(io.Discard, r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	name, args := "run", fmt.Sprintf(`{"command":"true # %d"}`, s.asked)
	switch {
	case s.asked == 1:
		name, args = "submit_plan", stopwatchPlan
	case s.asked > 3 && len(s.took) < s.want: // the first turns warm up
		if s.took = append(s.took, now.Sub(s.answered)); len(s.took) == s.want {
			close(s.done)
		}
	}
	if len(s.took) == s.want {
		http.Error(w, "enough", http.StatusBadRequest)
		return
	}
	call, err := json.Marshal(args)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprintf(w, `data: {"id":"x","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_%d","type":"function","function":{"name":%q,"arguments":%s}}]},"finish_reason":"tool_calls"}]}`+"\n\ndata: [DONE]\n\n", s.asked, name, call)
	w.(http.Flusher).Flush()
	s.answered = time.Now()
}

func (s *stopwatch) report(b *testing.B) {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.Sort(s.took)
	b.ReportMetric(float64(s.took[len(s.took)/2].Microseconds())/1000, "ms/turn-p50")
	b.ReportMetric(float64(s.took[len(s.took)*9/10].Microseconds())/1000, "ms/turn-p90")
}

// benchFloor asks, parses nothing but the call, and runs it in a bubblewrap
// with the flags of our own.
func benchFloor(b *testing.B, iso isolation) {
	watch := &stopwatch{want: max(b.N, 20), done: make(chan struct{}), asked: 1}
	model := httptest.NewServer(watch)
	defer model.Close()
	dir := passable(b)
	args := []string{
		"--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr",
		"--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
		"--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--bind", dir, "/work", "--chdir", "/work", "sh", "-c", "true",
	}
	if err := os.Chown(dir, iso.UID, iso.GID); err != nil && os.Geteuid() == 0 {
		b.Fatal(err)
	}
	messages := []map[string]string{{"role": "user", "content": "go on"}}
	for done := false; !done; {
		body, err := json.Marshal(map[string]any{"model": "x", "messages": messages})
		if err != nil {
			b.Fatal(err)
		}
		resp, err := http.Post(model.URL, "application/json", bytes.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		answer, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		select {
		case <-watch.done:
			done = true
			continue
		default:
		}
		cmd := exec.Command("bwrap", args...)
		if os.Geteuid() == 0 {
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(iso.UID), Gid: uint32(iso.GID)}}
		}
		out, err := cmd.CombinedOutput()
		if err != nil {
			b.Fatalf("bwrap: %v: %s", err, out)
		}
		messages = append(messages, map[string]string{"role": "assistant", "content": string(answer)}, map[string]string{"role": "tool", "content": string(out)})
	}
	watch.report(b)
}

// benchHarness plays a goal on the sample repository through hub and server.
func benchHarness(b *testing.B, iso isolation) {
	watch := &stopwatch{want: max(b.N, 20), done: make(chan struct{})}
	playGoal(b, iso, watch)
	select {
	case <-watch.done:
	case <-time.After(2 * time.Minute):
		b.Fatal("the goal does not run")
	}
	watch.report(b)
}

// playGoal labels an issue for a model, and returns how people comment on it.
func playGoal(b *testing.B, iso isolation, play http.Handler) (say func(text string)) {
	model := httptest.NewServer(play)
	b.Cleanup(model.Close)
	ctx, log, dir := context.WithoutCancel(b.Context()), slog.New(slog.DiscardHandler), passable(b)
	sample, err := loadSample("")
	if err != nil {
		b.Fatal(err)
	}
	h, err := hub.New(hub.Config{Addr: "127.0.0.1:0", DataDir: filepath.Join(dir, "hub"), Users: []hub.User{{Name: "ann", Permission: "admin"}}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = h.Close(ctx) })
	h.Start()
	if err := h.CreateRepository(ctx, "ann", "billing", sample.files); err != nil {
		b.Fatal(err)
	}
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte(h.App().WebhookSecret), 0o600); err != nil {
		b.Fatal(err)
	}
	cfg := config.Default()
	cfg.DataDir, cfg.Limits = filepath.Join(dir, "server"), config.Limits{}
	cfg.GitHub = config.GitHub{WebURL: h.URL(), V3APIURL: h.APIURL(), AppID: h.App().ID, PrivateKeyFile: h.App().PrivateKeyFile, WebhookSecretFile: secret}
	cfg.Model = config.Model{BaseURL: model.URL, Name: "stopwatch"}
	srv, err := newServer(ctx, cfg, iso, log)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = srv.Close() })
	web := httptest.NewServer(srv.Handler())
	b.Cleanup(web.Close)
	if err := h.SetWebhookURL(ctx, web.URL); err != nil {
		b.Fatal(err)
	}
	if err := srv.Start(ctx); err != nil {
		b.Fatal(err)
	}
	client, err := gh.NewClient(nil).WithAuthToken(h.Users()[0].Token).WithEnterpriseURLs(h.APIURL(), h.APIURL())
	if err != nil {
		b.Fatal(err)
	}
	title, body := "Measure a turn", "### Goal\n\nMeasure how long one turn of the harness takes on this repository\n\n### Evidence\n\n- The figure is printed [must_change]\n"
	issue, _, err := client.Issues.Create(ctx, "ann", "billing", &gh.IssueRequest{Title: &title, Body: &body, Labels: &[]string{"goal"}})
	if err != nil {
		b.Fatal(err)
	}
	return func(text string) {
		if _, _, err := client.Issues.CreateComment(ctx, "ann", "billing", issue.GetNumber(), &gh.IssueComment{Body: &text}); err != nil {
			b.Fatal(err)
		}
	}
}

// passable is a temporary directory that the sandbox's user can pass through.
func passable(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(d, 0o711); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
