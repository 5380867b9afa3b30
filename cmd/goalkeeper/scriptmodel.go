package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app/llm/script"
)

type scriptModelOptions struct {
	addr    string
	script  string
	keyEnv  string
	models  []string
	verbose bool
}

func newScriptModelCommand(s streams) *cobra.Command {
	var o scriptModelOptions
	cmd := &cobra.Command{
		Use:   "script-model --script FILE [--addr HOST:PORT]",
		Short: "Serve a model that plays a script, to try a set-up without spending",
		Long: `script-model serves an OpenAI-compatible endpoint whose answers come from a
script: texts and tool calls, with conditions on what the last tool result said,
and faults such as rate limits or cut streams. It prints one JSON line when it is
ready: url, base_url (what a client is configured with) and models.

A script is YAML or JSON; a directory is read file by file. The play is chosen by
the first messages and the step by the conversation itself, so one server plays
any number of goals at once and may be restarted at any moment.`,
		Example: `  goalkeeper script-model --script mend.yaml --addr 127.0.0.1:8089
  OPENAI_BASE_URL=http://127.0.0.1:8089/v1 OPENAI_API_KEY=none goalkeeper demo`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.script == "" {
				return usagef("script-model: --script is required")
			}
			return runScriptModel(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:0", "address to listen on; port 0 takes a free one")
	f.StringVar(&o.script, "script", "", "script file, or directory of script files")
	f.StringVar(&o.keyEnv, "api-key-env", "", "environment variable with the API key that callers must send (default: none is needed)")
	f.StringSliceVar(&o.models, "model", []string{"script"}, "model name to list; any name is answered")
	f.BoolVar(&o.verbose, "verbose", false, "log each step to standard error")
	return cmd
}

func runScriptModel(ctx context.Context, s streams, o scriptModelOptions) error {
	handler, err := scriptModelHandler(s, o)
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return fmt.Errorf("script-model: %w", err)
	}
	url := "http://" + dialable(l.Addr())
	ready := map[string]any{"url": url, "base_url": url + "/v1", "models": o.models}
	if err := json.NewEncoder(s.Out).Encode(ready); err != nil {
		return errors.Join(fmt.Errorf("script-model: %w", err), l.Close())
	}
	return serveUntilDone(ctx, l, handler)
}

func scriptModelHandler(s streams, o scriptModelOptions) (http.Handler, error) {
	sc, err := script.Load(o.script)
	if err != nil {
		return nil, usagef("%w", err)
	}
	level := slog.LevelError
	if o.verbose {
		level = slog.LevelInfo
	}
	cfg := script.Config{Script: sc, Models: o.models, Log: slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: level}))}
	if o.keyEnv != "" {
		if cfg.APIKey = os.Getenv(o.keyEnv); cfg.APIKey == "" {
			return nil, usagef("script-model: --api-key-env: %s is not set", o.keyEnv)
		}
	}
	return script.NewServer(cfg)
}

// serveUntilDone serves until ctx ends; requests under way get a second to finish.
func serveUntilDone(ctx context.Context, l net.Listener, h http.Handler) error {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() { stopped <- srv.Serve(l) }()
	select {
	case err := <-stopped:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		_ = srv.Close()
	}
	<-stopped
	return nil
}

// dialable is an address that a client on this machine can use, also when we listen on all interfaces.
func dialable(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return a.String()
	}
	return fmt.Sprintf("localhost:%d", tcp.Port)
}
