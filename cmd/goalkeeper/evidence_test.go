package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// blobs keeps logs in memory.
type blobs map[app.Digest]string

func (b blobs) PutBlob(context.Context, []byte) (app.Digest, error) {
	return "", errors.New("read only")
}

func (b blobs) Blob(_ context.Context, d app.Digest, offset, limit int64) ([]byte, int64, error) {
	text, ok := b[d]
	if !ok {
		return nil, 0, store.ErrNotFound
	}
	if text == "" {
		return nil, 0, errors.New("disk on fire")
	}
	return []byte(text[offset:min(int64(len(text)), offset+limit)]), int64(len(text)), nil
}

// TestLogsOpenByTheirLinkOnly: a link opens the log it was made for, for any
// server with the same secret, as plain text without credentials.
func TestLogsOpenByTheirLinkOnly(t *testing.T) {
	t.Parallel()
	const goal = app.GoalID("01JD5K3Q8ZV7M2X4N6P8R0T2W4")
	const key = "AKIA" + "QYLPMN5HHHFPZAM2" // split so that nobody takes this file for a leak
	log, other, long, broken := app.DigestOf([]byte("log")), app.DigestOf([]byte("other")), app.DigestOf([]byte("long")), app.DigestOf([]byte("broken"))
	kept := blobs{
		log:    "ok \xff <script>\naws_access_key_id = " + key + "\n",
		other:  "another goal's",
		long:   strings.Repeat("x", maxLog+5),
		broken: "",
	}
	gates, err := gate.New()
	if err != nil {
		t.Fatal(err)
	}
	made := newEvidence("https://goals.example.com/", "secret", kept, gates.Scrub)
	served := newEvidence("https://goals.example.com", "secret", kept, gates.Scrub)
	foreign := newEvidence("https://goals.example.com", "another secret", kept, gates.Scrub)
	get := func(link string) *httptest.ResponseRecorder {
		mux := http.NewServeMux()
		mux.Handle("GET /logs/{goal}/{log}", served)
		rec := httptest.NewRecorder()
		mux.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, link, nil))
		return rec
	}

	rec := get(made.URL(goal, log))
	if body := rec.Body.String(); rec.Code != 200 || !strings.HasPrefix(body, "ok \uFFFD <script>") || strings.Contains(body, key) || !strings.Contains(body, "[secret]") {
		t.Errorf("answered %d: %q", rec.Code, body)
	}
	for header, want := range map[string]string{"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"} {
		if got := rec.Header().Get(header); got != want {
			t.Errorf("%s is %q, want %q", header, got, want)
		}
	}
	if rec := get(made.URL(goal, long)); rec.Code != 200 || !strings.HasSuffix(rec.Body.String(), "[cut here: the whole log has 1048581 bytes]\n") {
		t.Errorf("a long log is answered %d with %d bytes", rec.Code, rec.Body.Len())
	}
	for what, c := range map[string]struct {
		link string
		want int
	}{
		"of no log":             {made.URL(goal, app.DigestOf([]byte("gone"))), 404},
		"without its key":       {strings.SplitN(made.URL(goal, log), "?", 2)[0], 404},
		"with another's key":    {strings.Replace(made.URL(goal, log), string(log), string(other), 1), 404},
		"of another goal":       {strings.Replace(made.URL(goal, log), string(goal), "01JD5K3Q8ZV7M2X4N6P8R0T2W5", 1), 404},
		"made by somebody else": {foreign.URL(goal, log), 404},
		"while the store fails": {made.URL(goal, broken), 503},
	} {
		if rec := get(c.link); rec.Code != c.want || strings.Contains(rec.Body.String(), "fire") {
			t.Errorf("a link %s is answered %d (%s), want %d", what, rec.Code, rec.Body, c.want)
		}
	}
}
