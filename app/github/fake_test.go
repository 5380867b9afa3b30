package github

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const inst = 41

var (
	repo = app.Repo{ID: 99, Owner: "acme", Name: "billing"}
	noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

	key = sync.OnceValue(func() string {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(k)}))
	})
)

// mint is one request for an installation token.
type mint struct {
	Repositories []int64           `json:"repository_ids"`
	Permissions  map[string]string `json:"permissions"`
}

// fake is as much of GitHub as one test says, with token minting.
type fake struct {
	t   *testing.T
	mux *http.ServeMux
	url string

	refuseTokens int // with this status; 0: they are minted

	mu       sync.Mutex
	mints    []mint
	requests []string // "GET /repos/…" as they came, minting left out
	now      time.Time
	log      bytes.Buffer
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func newFake(t *testing.T) (*fake, *Client) {
	t.Helper()
	f := &fake{t: t, mux: http.NewServeMux(), now: noon}
	server := httptest.NewServer(http.HandlerFunc(f.serve))
	t.Cleanup(server.Close)
	f.url = server.URL
	f.answer("GET /app", 200, `{"id":7,"slug":"keeper"}`)
	f.answer("GET /users/keeper[bot]", 200, `{"id":501,"login":"keeper[bot]","type":"Bot"}`)
	c := Config{
		Transport: server.Client().Transport, Now: f.clock, Logger: slog.New(slog.NewTextHandler(&f.log, nil)),
	}
	c.GitHub.V3APIURL = server.URL + "/api/v3/"
	c.GitHub.App.IntegrationID = 7
	c.GitHub.App.PrivateKey = key()
	client, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return f, client
}

func (f *fake) clock() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

func (f *fake) pass(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = f.now.Add(d)
}

func (f *fake) serve(w http.ResponseWriter, r *http.Request) {
	path, ok := strings.CutPrefix(r.URL.Path, "/api/v3")
	if !ok && !strings.HasPrefix(r.URL.Path, "/api/graphql") {
		f.t.Errorf("%s %s is not below the API root", r.Method, r.URL.Path)
	}
	r.URL.Path, r.URL.RawPath = path, ""
	if r.Method == http.MethodPost && path == fmt.Sprintf("/app/installations/%d/access_tokens", inst) {
		if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
			f.t.Error("minting without the App's JWT")
		}
		var m mint
		if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
			f.t.Error(err)
		}
		f.mu.Lock()
		f.mints = append(f.mints, m)
		n := len(f.mints)
		f.mu.Unlock()
		if f.refuseTokens != 0 {
			http.Error(w, `{"message":"no"}`, f.refuseTokens)
			return
		}
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, `{"token":"ghs_7_a.b-%d","expires_at":%q}`, n, time.Now().Add(time.Hour).Format(time.RFC3339))
		return
	}
	f.mu.Lock()
	f.requests = append(f.requests, r.Method+" "+path)
	f.mu.Unlock()
	f.mux.ServeHTTP(w, r)
}

// answer gives the same answer to every request of pattern.
func (f *fake) answer(pattern string, status int, body string, header ...string) {
	f.handle(pattern, func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	})
}

func (f *fake) handle(pattern string, h http.HandlerFunc) { f.mux.HandleFunc(pattern, h) }

func (f *fake) seen() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.requests...)
}

func (f *fake) minted() []mint {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]mint(nil), f.mints...)
}
