package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// evidence serves kept logs to whoever has the link that the pull request
// shows: nobody can guess one, and it opens one log of one goal.
type evidence struct {
	base  string // public address of the server
	key   []byte
	blobs kept
	scrub func(string) string
}

// kept is the part of the store that holds logs.
type kept interface {
	Blob(ctx context.Context, d app.Digest, offset, limit int64) (b []byte, size int64, err error)
}

// maxLog is how much of a log is shown.
const maxLog = 1 << 20

// newEvidence derives its key from the webhook secret, so that links outlive a
// restart and no other secret has to be kept.
func newEvidence(base, secret string, blobs kept, scrub func(string) string) *evidence {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("goalkeeper: links to logs, 1"))
	return &evidence{strings.TrimRight(base, "/"), mac.Sum(nil), blobs, scrub}
}

func (e *evidence) sign(goal, digest string) string {
	mac := hmac.New(sha256.New, e.key)
	fmt.Fprintf(mac, "%s/%s", goal, digest)
	return hex.EncodeToString(mac.Sum(nil))
}

// URL is the link to a log.
func (e *evidence) URL(goal app.GoalID, log app.Digest) string {
	return fmt.Sprintf("%s/logs/%s/%s?key=%s", e.base, goal, log, e.sign(string(goal), string(log)))
}

// ServeHTTP shows a log as plain text, without credentials that it printed.
func (e *evidence) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	goal, log := r.PathValue("goal"), r.PathValue("log")
	if !hmac.Equal([]byte(r.URL.Query().Get("key")), []byte(e.sign(goal, log))) {
		http.NotFound(w, r)
		return
	}
	text, size, err := e.blobs.Blob(r.Context(), app.Digest(log), 0, maxLog)
	switch {
	case errors.Is(err, store.ErrNotFound):
		http.NotFound(w, r)
		return
	case err != nil:
		http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Robots-Tag", "noindex")
	fmt.Fprint(w, e.scrub(strings.ToValidUTF8(string(text), "\uFFFD")))
	if size > int64(len(text)) {
		fmt.Fprintf(w, "\n[cut here: the whole log has %d bytes]\n", size)
	}
}
