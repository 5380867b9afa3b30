package webhooks

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
)

// guard stands before the dispatcher, whose own check would take a SHA-1
// signature and read a body of any size.
type guard struct {
	appID  int64
	secret []byte
	max    int64
	log    *slog.Logger
	next   http.Handler
}

const (
	signaturePrefix = "sha256="
	maxHeader       = 128 // of an event's name or GUID; both are far shorter
)

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		refuse(w, r, g.log, http.StatusMethodNotAllowed, errors.New("not a POST"))
		return
	}
	body, status, err := g.admit(w, r)
	if err != nil {
		refuse(w, r, g.log, status, err)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	g.next.ServeHTTP(w, r)
}

// admit returns the body of a request that GitHub signed for this App, else
// the status to refuse it with. Nothing is said of headers before the
// signature is known to be right.
func (g *guard) admit(w http.ResponseWriter, r *http.Request) ([]byte, int, error) {
	mac, err := hex.DecodeString(strings.TrimPrefix(r.Header.Get("X-Hub-Signature-256"), signaturePrefix))
	if err != nil || len(mac) != sha256.Size {
		return nil, http.StatusUnauthorized, errors.New("no SHA-256 signature")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, g.max))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, http.StatusRequestEntityTooLarge, err
	}
	if err != nil {
		return nil, http.StatusBadRequest, fmt.Errorf("read body: %w", err)
	}
	sum := hmac.New(sha256.New, g.secret)
	sum.Write(body)
	if !hmac.Equal(sum.Sum(nil), mac) {
		return nil, http.StatusUnauthorized, errors.New("wrong signature")
	}
	if err := g.headers(r.Header); err != nil {
		return nil, http.StatusBadRequest, err
	}
	return body, http.StatusOK, nil
}

func (g *guard) headers(h http.Header) error {
	for _, name := range []string{"X-GitHub-Event", "X-GitHub-Delivery"} {
		if v := h.Get(name); v == "" || len(v) > maxHeader {
			return fmt.Errorf("header %s: want 1 to %d bytes, got %d", name, maxHeader, len(v))
		}
	}
	if id := h.Get("X-GitHub-Hook-Installation-Target-ID"); id != "" && id != strconv.FormatInt(g.appID, 10) {
		return fmt.Errorf("meant for App %.20q", id)
	}
	return nil
}

// refuse answers with the status' own words and nothing else.
func refuse(w http.ResponseWriter, r *http.Request, log *slog.Logger, status int, why error) {
	log.WarnContext(r.Context(), "delivery refused",
		"status", status, "reason", why.Error(), "delivery_id", r.Header.Get("X-GitHub-Delivery"))
	http.Error(w, http.StatusText(status), status)
}
