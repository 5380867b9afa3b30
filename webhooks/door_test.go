package webhooks

import (
	"bufio"
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/palantir/go-githubapp/githubapp"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const secret = "it's a secret to everybody"

type memoryInbox struct {
	mu     sync.Mutex
	stored []app.Delivery
	err    error
}

func (m *memoryInbox) Receive(_ context.Context, d app.Delivery) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return false, m.err
	}
	for _, s := range m.stored {
		if s.AppID == d.AppID && s.GUID == d.GUID {
			return false, nil
		}
	}
	m.stored = append(m.stored, d)
	return true, nil
}

func config(inbox Inbox) Config {
	c := Config{
		Inbox:   inbox,
		Logger:  slog.New(slog.DiscardHandler),
		Now:     func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) },
		MaxBody: 1000,
	}
	c.GitHub.App.IntegrationID = 7
	c.GitHub.App.WebhookSecret = secret
	return c
}

func sign(body string) string {
	sum := hmac.New(sha256.New, []byte(secret))
	sum.Write([]byte(body))
	return "sha256=" + hex.EncodeToString(sum.Sum(nil))
}

// request is a well-formed delivery; with changes its headers, "" deletes one.
func request(body string, with map[string]string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/hook", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-GitHub-Event", "issues")
	r.Header.Set("X-GitHub-Delivery", "guid-1")
	r.Header.Set("X-GitHub-Hook-Installation-Target-ID", "7")
	r.Header.Set("X-Hub-Signature-256", sign(body))
	for k, v := range with {
		if v == "" {
			r.Header.Del(k)
			continue
		}
		r.Header.Set(k, v)
	}
	return r
}

func TestAnswers(t *testing.T) {
	body := `{"action":"labeled"}`
	old := hmac.New(sha1.New, []byte(secret))
	old.Write([]byte(body))
	sha1Signature := "sha1=" + hex.EncodeToString(old.Sum(nil))

	for name, c := range map[string]struct {
		request *http.Request
		want    int
		stored  int
	}{
		"fresh":                  {request(body, nil), 202, 1},
		"no target id":           {request(body, map[string]string{"X-GitHub-Hook-Installation-Target-ID": ""}), 202, 1},
		"event without use":      {request(body, map[string]string{"X-GitHub-Event": "watch"}), 202, 0},
		"ping":                   {request(body, map[string]string{"X-GitHub-Event": "ping"}), 200, 0},
		"unsigned":               {request(body, map[string]string{"X-Hub-Signature-256": ""}), 401, 0},
		"signed with SHA-1 only": {request(body, map[string]string{"X-Hub-Signature-256": "", "X-Hub-Signature": sha1Signature}), 401, 0},
		"SHA-1 in its place":     {request(body, map[string]string{"X-Hub-Signature-256": sha1Signature}), 401, 0},
		"wrong signature":        {request(body, map[string]string{"X-Hub-Signature-256": sign(body + " ")}), 401, 0},
		"signature not hex":      {request(body, map[string]string{"X-Hub-Signature-256": "sha256=" + strings.Repeat("z", 64)}), 401, 0},
		"no event":               {request(body, map[string]string{"X-GitHub-Event": ""}), 400, 0},
		"no guid":                {request(body, map[string]string{"X-GitHub-Delivery": ""}), 400, 0},
		"endless guid":           {request(body, map[string]string{"X-GitHub-Delivery": strings.Repeat("a", 200)}), 400, 0},
		"for another app":        {request(body, map[string]string{"X-GitHub-Hook-Installation-Target-ID": "8"}), 400, 0},
		"not a known form":       {request(body, map[string]string{"Content-Type": "text/plain"}), 400, 0},
		"at the limit":           {request(strings.Repeat("x", 1000), nil), 202, 1},
		"oversized":              {request(strings.Repeat("x", 1001), nil), 413, 0},
		"not a post":             {httptest.NewRequest(http.MethodGet, "/hook", nil), 405, 0},
	} {
		t.Run(name, func(t *testing.T) {
			inbox := &memoryInbox{}
			door, err := New(config(inbox))
			if err != nil {
				t.Fatal(err)
			}
			w := httptest.NewRecorder()
			door.ServeHTTP(w, c.request)
			if w.Code != c.want || len(inbox.stored) != c.stored {
				t.Errorf("answered %d with %d stored, want %d with %d", w.Code, len(inbox.stored), c.want, c.stored)
			}
			if w.Code >= 400 && strings.TrimSpace(w.Body.String()) != http.StatusText(w.Code) {
				t.Errorf("says %q beyond the status", w.Body)
			}
		})
	}
}

func TestStoresExactBytesOnce(t *testing.T) {
	inbox := &memoryInbox{}
	door, err := New(config(inbox))
	if err != nil {
		t.Fatal(err)
	}
	body := "{ \"action\" :\t\"labeled\" }\n"
	for _, want := range []int{202, 200, 200} {
		w := httptest.NewRecorder()
		door.ServeHTTP(w, request(body, nil))
		if w.Code != want {
			t.Errorf("answered %d, want %d", w.Code, want)
		}
	}
	if len(inbox.stored) != 1 {
		t.Fatalf("stored %d times", len(inbox.stored))
	}
	got := inbox.stored[0]
	if string(got.Body) != body || got.AppID != 7 || got.GUID != "guid-1" || got.Event != "issues" || got.ReceivedAt.Year() != 2026 {
		t.Errorf("stored %+v", got)
	}
}

func TestFailingStoreIsNotAcknowledged(t *testing.T) {
	door, err := New(config(&memoryInbox{err: errors.New("disk full")}))
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	door.ServeHTTP(w, request(`{}`, nil))
	if w.Code != 503 || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("answered %d %q, want 503 and nothing of the reason", w.Code, w.Body)
	}
}

// A sender that goes away in the middle leaves nothing behind, even when the
// part that arrived is what was signed.
func TestTruncatedBody(t *testing.T) {
	inbox := &memoryInbox{}
	door, err := New(config(inbox))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(door)
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	body := `{"action":"labeled"}`
	fmt.Fprintf(conn, "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-GitHub-Event: issues\r\n"+
		"X-GitHub-Delivery: g\r\nX-Hub-Signature-256: %s\r\nContent-Length: %d\r\n\r\n%s", sign(body), len(body)+10, body)
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != 400 || len(inbox.stored) != 0 {
		t.Errorf("answered %d with %d stored, want 400 with none", answer.StatusCode, len(inbox.stored))
	}
}

func TestConfigNamesEveryFault(t *testing.T) {
	_, err := New(Config{MaxBody: -1})
	if err == nil {
		t.Fatal("an empty configuration was taken")
	}
	for _, want := range []string{"app id", "webhook secret", "inbox", "logger", "max body"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %q", err, want)
		}
	}
}

// The events stored are the events decoded.
func TestHandledEventsAreDecoded(t *testing.T) {
	var s githubapp.EventHandler = shelf{}
	handled := s.Handles()
	if len(handled) != len(decoders()) {
		t.Errorf("%d events are stored, %d decoded", len(handled), len(decoders()))
	}
	for _, event := range handled {
		if decoders()[event] == nil {
			t.Errorf("%s is stored and not decoded", event)
		}
	}
}

func BenchmarkDoor(b *testing.B) {
	c := config(nobody{})
	c.MaxBody = 0
	door, err := New(c)
	if err != nil {
		b.Fatal(err)
	}
	body := `{"action":"` + strings.Repeat("x", 12_000) + `"}`
	header := request(body, nil).Header
	b.ReportAllocs()
	for b.Loop() {
		r, _ := http.NewRequest(http.MethodPost, "/hook", io.NopCloser(bytes.NewReader([]byte(body))))
		r.Header = header
		w := httptest.NewRecorder()
		door.ServeHTTP(w, r)
		if w.Code != 202 {
			b.Fatal(w.Code)
		}
	}
}

type nobody struct{}

func (nobody) Receive(context.Context, app.Delivery) (bool, error) { return true, nil }
