package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app/config"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

func newServeCommand(s streams) *cobra.Command {
	var file string
	var verbose bool
	cmd := &cobra.Command{
		Use:   "serve --config FILE",
		Short: "Run the GitHub App: take webhooks and work on goals",
		Long: `serve takes the App's webhooks (at any path; the App's settings should say
/api/github/hook) and works on goals until it is told to end: SIGINT or SIGTERM
stop it between two actions, and the next start goes on where it stood.

Every key of the file can also be given as an environment variable: github.app_id
as GOALKEEPER_GITHUB_APP_ID. "goalkeeper config check FILE" reports all faults at
once. When ready, one JSON line is printed: url, webhook_url, sandbox.`,
		Example: `  goalkeeper config check goalkeeper.yml && goalkeeper serve --config goalkeeper.yml`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := readConfig(file)
			if err != nil {
				return err
			}
			return runServe(cmd.Context(), s, cfg, newLogger(s, verbose))
		},
	}
	cmd.Flags().StringVar(&file, "config", os.Getenv("GOALKEEPER_CONFIG"), "configuration file; without one, the environment alone counts")
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "log every step")
	return cmd
}

func newLogger(s streams, verbose bool) *slog.Logger {
	level := slog.LevelInfo
	if verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: level}))
}

// readConfig reads the file (empty: none) and the environment.
func readConfig(file string) (config.Config, error) {
	var text []byte
	if file != "" {
		var err error
		if text, err = os.ReadFile(file); err != nil {
			return config.Config{}, usagef("read configuration: %w", err)
		}
	}
	cfg, err := config.Read(text, os.Environ())
	if err != nil {
		name := file
		if name == "" {
			name = "the environment"
		}
		return cfg, usagef("%s cannot be used:\n%w", name, err)
	}
	return cfg, nil
}

func runServe(ctx context.Context, s streams, cfg config.Config, log *slog.Logger) error {
	var level sandbox.Level
	if err := level.UnmarshalText([]byte(cfg.Sandbox.Level)); err != nil {
		return usagef("sandbox.level: %w", err)
	}
	iso, _, err := strongest(ctx, level, cfg.Sandbox.UID, cfg.Sandbox.ReadOnly)
	if err != nil {
		return fmt.Errorf("refusing to start below the configured isolation: %w", err)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cfg.Listen)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	srv, err := newServer(ctx, cfg, iso, log)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	if err := srv.Start(ctx); err != nil {
		return errors.Join(err, srv.Close(), l.Close())
	}
	url := cfg.PublicURL
	if url == "" {
		url = "http://" + dialable(l.Addr())
	}
	ready := map[string]string{"url": url, "webhook_url": url + "/api/github/hook", "sandbox": iso.Level().String()}
	if err := json.NewEncoder(s.Out).Encode(ready); err != nil {
		return errors.Join(fmt.Errorf("serve: %w", err), srv.Close(), l.Close())
	}
	return errors.Join(serveUntilDone(ctx, l, srv.Handler()), srv.Close())
}
