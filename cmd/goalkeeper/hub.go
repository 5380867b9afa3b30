package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app/hub"
)

// hubGrace is how long requests under way may take after the hub was told to end.
const hubGrace = 5 * time.Second

// hubOptions are the flags of "goalkeeper hub".
type hubOptions struct {
	addr, data, webhook string
	users               []string
	verbose             bool
}

func newHubCommand(s streams) *cobra.Command {
	var o hubOptions
	cmd := &cobra.Command{
		Use:   "hub --addr HOST:PORT --data DIR --user NAME:PERMISSION [NAME:PERMISSION...]",
		Short: "Run a small GitHub on this machine",
		Long: `hub runs a GitHub small enough for one machine: REST under /api/v3, git over
HTTP, signed webhook deliveries and web pages. Everything is kept in the data
directory; a hub started again on it has all of it.

When it is ready it prints one line of JSON: url, api_url, app (id, slug,
private_key_file, webhook_secret) and users (name, token). It serves until it
is interrupted.

PERMISSION is admin, maintain, write, triage, read or none: what the person may
do in every repository that says nothing else.`,
		Example: `  goalkeeper hub --addr 127.0.0.1:8080 --data ./hub --user ada:admin --user bob:write`,
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, more []string) error {
			o.users = append(o.users, more...)
			return runHub(cmd.Context(), s, o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.addr, "addr", "127.0.0.1:0", "address to listen on; port 0 picks one")
	flags.StringVar(&o.data, "data", "", "directory for everything the hub keeps; made when missing")
	flags.StringSliceVar(&o.users, "user", nil, "a person as `NAME:PERMISSION`; repeat it, or add more after it")
	flags.StringVar(&o.webhook, "webhook", "", "`URL` that the App's deliveries go to; empty keeps what was set before")
	flags.BoolVar(&o.verbose, "verbose", false, "log each delivery")
	return cmd
}

// hubReady is the line printed when the hub answers.
type hubReady struct {
	URL    string     `json:"url"`
	APIURL string     `json:"api_url"`
	App    hub.App    `json:"app"`
	Users  []hub.User `json:"users"`
}

func runHub(ctx context.Context, s streams, o hubOptions) error {
	config, err := o.config(s)
	if err != nil {
		return err
	}
	h, err := hub.New(config)
	if err != nil {
		return fmt.Errorf("start hub: %w", err)
	}
	h.Start()
	ready := hubReady{URL: h.URL(), APIURL: h.APIURL(), App: h.App(), Users: h.Users()}
	if err := json.NewEncoder(s.Out).Encode(ready); err != nil {
		return fmt.Errorf("print ready line: %w", err)
	}
	<-ctx.Done()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), hubGrace)
	defer cancel()
	return h.Close(grace)
}

func (o hubOptions) config(s streams) (hub.Config, error) {
	if o.data == "" {
		return hub.Config{}, usagef("--data is required")
	}
	if _, _, err := net.SplitHostPort(o.addr); err != nil {
		return hub.Config{}, usagef("--addr %s: %w", o.addr, err)
	}
	users, err := hub.ParseUsers(o.users)
	if err != nil {
		return hub.Config{}, usagef("--user: %w", err)
	}
	level := slog.LevelInfo
	if o.verbose {
		level = slog.LevelDebug
	}
	return hub.Config{
		Addr: o.addr, DataDir: o.data, Users: users, WebhookURL: strings.TrimSpace(o.webhook),
		Logger: slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: level})),
	}, nil
}
