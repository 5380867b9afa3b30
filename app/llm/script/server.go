package script

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	largestRequest = 64 << 20

	// rememberedTries bounds the memory for requests with faults.
	rememberedTries = 10_000
)

// Config says what a server plays. APIKey is required of callers unless it is empty; Models are the names that it lists, all
// of which play the same script.
type Config struct {
	Script *Script
	APIKey string
	Models []string // default "script"
	Log    *slog.Logger
}

type server struct {
	cfg Config
	mux *http.ServeMux

	mu    sync.Mutex
	tries map[[sha256.Size]byte]int
}

// NewServer returns the HTTP API: POST /v1/chat/completions, GET /v1/models and GET /healthz.
func NewServer(cfg Config) (http.Handler, error) {
	if cfg.Script == nil || cfg.Log == nil {
		return nil, errors.New("script server: script and log are required")
	}
	if len(cfg.Models) == 0 {
		cfg.Models = []string{"script"}
	}
	s := &server{cfg: cfg, mux: http.NewServeMux(), tries: map[[sha256.Size]byte]int{}}
	s.mux.HandleFunc("POST /v1/chat/completions", s.authorized(s.complete))
	s.mux.HandleFunc("GET /v1/models", s.authorized(s.models))
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	return s.mux, nil
}

func (s *server) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		want := "Bearer " + s.cfg.APIKey
		if s.cfg.APIKey != "" && subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(want)) != 1 {
			writeError(w, http.StatusUnauthorized, "invalid_request_error", "invalid_api_key", "missing or wrong API key")
			return
		}
		next(w, r)
	}
}

func (s *server) models(w http.ResponseWriter, _ *http.Request) {
	list := []map[string]any{}
	for _, name := range s.cfg.Models {
		list = append(list, map[string]any{"id": name, "object": "model", "created": 0, "owned_by": "script"})
	}
	writeJSON(w, http.StatusOK, map[string]any{"object": "list", "data": list})
}

func (s *server) complete(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestRequest))
	if err != nil {
		writeError(w, http.StatusBadRequest, "invalid_request_error", "", fmt.Sprintf("read the request: %v", err))
		return
	}
	var c conversation
	if err := json.Unmarshal(body, &c); err != nil {
		writeError(w, http.StatusBadRequest, "invalid_request_error", "", fmt.Sprintf("decode the request: %v", err))
		return
	}
	if err := c.check(); err != nil {
		s.cfg.Log.Error("bad conversation", "error", err)
		writeError(w, http.StatusBadRequest, "invalid_request_error", "", err.Error())
		return
	}
	a, where, err := s.cfg.Script.answer(&c, func(step string) int { return s.try(step, body) })
	if err != nil {
		s.cfg.Log.Error("no answer", "messages", len(c.Messages), "error", err)
		w.Header().Set("X-Should-Retry", "false")
		writeError(w, http.StatusInternalServerError, "script_error", "script_error", err.Error())
		return
	}
	s.cfg.Log.Info("play", "step", where, "messages", len(c.Messages), "calls", len(a.calls), "fault", a.fault != nil)
	select {
	case <-r.Context().Done():
		return
	case <-after(a.delay):
	}
	a.send(w, &c)
}

// after is time.After that does not wait at all for zero.
func after(d time.Duration) <-chan time.Time {
	if d > 0 {
		return time.After(d)
	}
	now := make(chan time.Time)
	close(now)
	return now
}

// try counts the requests with this body that reached the step before.
func (s *server) try(step string, body []byte) int {
	key := sha256.Sum256(append([]byte(step+"\x00"), body...))
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.tries) >= rememberedTries {
		clear(s.tries)
	}
	s.tries[key]++
	return s.tries[key] - 1
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func writeError(w http.ResponseWriter, status int, kind, code, text string) {
	e := map[string]any{"message": text, "type": kind, "param": nil, "code": nil}
	if code != "" {
		e["code"] = code
	}
	writeJSON(w, status, map[string]any{"error": e})
}

// refuse answers with the status of an http fault.
func (f *fault) refuse(w http.ResponseWriter) {
	if f.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(f.retryAfter.Seconds()))))
		w.Header().Set("Retry-After-Ms", strconv.FormatInt(f.retryAfter.Milliseconds(), 10))
	}
	text := f.message
	if text == "" {
		text = http.StatusText(f.status)
	}
	writeError(w, f.status, "script_fault", f.code, text)
}
