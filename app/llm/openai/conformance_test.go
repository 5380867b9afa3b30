package openai_test

import (
	"log/slog"
	"net/http/httptest"
	"testing"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/llmtest"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/openai"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/script"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConformance(t *testing.T) {
	llmtest.Run(t, func(t *testing.T, s *script.Script) llm.Model {
		h, err := script.NewServer(script.Config{Script: s, APIKey: "k", Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		srv := httptest.NewServer(h)
		t.Cleanup(srv.Close)
		return client(t, srv, openai.Config{})
	})
}

// client returns a model behind srv; what cfg leaves open is filled in.
func client(t testing.TB, srv *httptest.Server, cfg openai.Config) *openai.Model {
	t.Helper()
	cfg.BaseURL, cfg.Model, cfg.HTTPClient, cfg.Log = srv.URL+"/v1", "test", srv.Client(), slog.New(slog.DiscardHandler)
	if cfg.APIKey == "" {
		cfg.APIKey = "k"
	}
	m, err := openai.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
