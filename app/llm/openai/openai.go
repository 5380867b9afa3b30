// Package openai asks models behind an OpenAI-compatible chat completions endpoint, streaming.
//
// An llm.Request goes in as one HTTP POST, the assembled answer comes out, or an *llm.Error. The same messages are always sent
// as the same bytes, so that the provider's prompt cache can hold the unchanged beginning of a conversation. Only the
// configured endpoint is contacted; the key appears in the request's header and nowhere else. Kept between turns: connections,
// and which optional fields the endpoint refused. If the process dies inside a turn, the connection breaks and nothing is owed.
package openai

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

// DefaultBaseURL is OpenAI's own endpoint.
const DefaultBaseURL = "https://api.openai.com/v1"

// Key is a credential: it prints, logs and encodes as "redacted".
type Key string

const redacted = "redacted"

func (Key) String() string               { return redacted }
func (Key) GoString() string             { return redacted }
func (Key) LogValue() slog.Value         { return slog.StringValue(redacted) }
func (Key) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// Config names the endpoint and the model. BaseURL ends where "/chat/completions" begins. A turn fails when no byte arrives
// for IdleTimeout. SendReasoning returns the model's own reasoning to it, which some providers need and others refuse.
type Config struct {
	BaseURL         string // default DefaultBaseURL
	APIKey          Key    // may be empty
	Model           string
	ReasoningEffort string // passed on when set
	SendReasoning   bool
	IdleTimeout     time.Duration // default 5 minutes
	HTTPClient      *http.Client  // default: one with its own connections and no overall timeout
	Log             *slog.Logger
}

// Validate reports all that is wrong with the configuration.
func (c Config) Validate() error {
	var errs []error
	if c.Model == "" {
		errs = append(errs, errors.New("model: must be set"))
	}
	if c.Log == nil {
		errs = append(errs, errors.New("log: must be set"))
	}
	if c.IdleTimeout < 0 {
		errs = append(errs, fmt.Errorf("idle_timeout %s: must not be negative", c.IdleTimeout))
	}
	if u, err := url.Parse(c.BaseURL); c.BaseURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		errs = append(errs, errors.New("base_url: must be an http or https URL"))
	} else if err == nil && u.User != nil {
		errs = append(errs, errors.New("base_url: must not contain a credential"))
	}
	return errors.Join(errs...)
}

// Model is a client of one endpoint; it is safe for concurrent use.
type Model struct {
	cfg     Config
	client  *http.Client
	dialect atomic.Pointer[dialect]
}

// New returns a client. It contacts nobody.
func New(cfg Config) (*Model, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("openai: %w", err)
	}
	if cfg.BaseURL == "" {
		cfg.BaseURL = DefaultBaseURL
	}
	if cfg.IdleTimeout == 0 {
		cfg.IdleTimeout = 5 * time.Minute
	}
	m := &Model{cfg: cfg, client: cfg.HTTPClient}
	if m.client == nil {
		m.client = &http.Client{Transport: transport()}
	}
	m.dialect.Store(&dialect{usage: true})
	return m, nil
}

// transport keeps enough connections open for the goals that run at once.
func transport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 32,
		IdleConnTimeout:     90 * time.Second,
		TLSHandshakeTimeout: 15 * time.Second,
	}
}

// Turn is one request; only when the endpoint refuses an optional field is it sent once more without that field.
func (m *Model) Turn(ctx context.Context, r llm.Request, progress func(llm.Delta)) (llm.Response, error) {
	for {
		spoken := *m.dialect.Load()
		resp, err := m.ask(ctx, r, spoken, progress)
		other, changed := spoken.adapt(r, err)
		if !changed {
			return resp, err
		}
		m.cfg.Log.InfoContext(ctx, "model endpoint refused an optional field, leaving it out", "error", err)
		m.dialect.Store(&other)
	}
}

func (m *Model) ask(ctx context.Context, r llm.Request, spoken dialect, progress func(llm.Delta)) (llm.Response, error) {
	ctx, watch := newWatchdog(ctx, m.cfg.IdleTimeout)
	defer watch.stop()
	ex := &exchange{client: m.client, watch: watch}
	cfg := openai.DefaultConfig(string(m.cfg.APIKey))
	cfg.BaseURL, cfg.HTTPClient, cfg.EmptyMessagesLimit = m.cfg.BaseURL, ex, mostLinesWithoutData
	stream, err := openai.NewClientWithConfig(cfg).CreateChatCompletionStream(ctx, m.request(r, spoken))
	if err != nil {
		return llm.Response{}, m.failure(ctx, ex, err)
	}
	defer stream.Close()
	a := &assembly{request: r, progress: progress}
	err = a.read(stream, watch)
	if err == nil {
		ex.body.drain(watch)
		return a.response()
	}
	wasted := a.spent()
	return llm.Response{Wasted: wasted}, m.failure(ctx, ex, err)
}
