package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app/config"
	"github.com/goalkeeper-dev/goalkeeper/app/hub"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/script"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

type demoOptions struct {
	auto    bool
	json    bool
	dir     string
	addr    string
	sample  string
	verbose bool
}

func newDemoCommand(s streams) *cobra.Command {
	var o demoOptions
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Play one goal on this machine, from the label to the pull request",
		Long: `demo starts an embedded GitHub and the server, puts a small billing service into
it, opens an issue in the goal template and labels it. From there on nothing is
special: a signed delivery, the contract, a plan to approve, work in a sandboxed
clone, verification in a second one, the pull request with its evidence.

Reply at the terminal ("approve", or any text as steering) or in the web pages it
names. Without a key a scripted model plays the agent; with OPENAI_API_KEY (and
OPENAI_BASE_URL, GOALKEEPER_MODEL) set, that model does.

With --auto breakpoints are answered; the exit status is 0 when the pull request
is open and every criterion that can be run is proven, else 1. The web pages end
with the demo: to look at what --auto made, give it a --dir, and then play that
directory without --auto.`,
		Example: `  goalkeeper demo
  goalkeeper demo --auto --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runDemo(cmd.Context(), s, o) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.auto, "auto", false, "answer breakpoints and end when the pull request is open")
	f.BoolVar(&o.json, "json", false, "print one JSON object at the end, progress to standard error")
	f.StringVar(&o.dir, "dir", "", "directory to keep everything in; a later demo there goes on with the same goal, and opens another issue when that has ended (default: a temporary one, removed at the end)")
	f.StringVar(&o.addr, "addr", anyPort, "address of the embedded GitHub; a later demo in the same --dir keeps it")
	f.StringVar(&o.sample, "sample", "", "play another sample: a directory with repo.txtar, issue.md and script.yaml")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "log every step to standard error")
	return cmd
}

// demo is one run of the command.
type demo struct {
	opt    demoOptions
	in     io.Reader
	out    io.Writer // progress
	log    *slog.Logger
	dir    string
	sample sample
	hub    *hub.Hub
	me     hub.User // the maintainer who labels and replies
	srv    *server
	again  bool // with the goal that an earlier demo left
}

func runDemo(ctx context.Context, s streams, o demoOptions) error {
	d := &demo{opt: o, in: s.In, out: s.Out, log: slog.New(slog.DiscardHandler)}
	if o.json {
		d.out = s.Err
	}
	if o.verbose {
		d.log = newLogger(s, true)
	}
	var err error
	if d.sample, err = loadSample(o.sample); err != nil {
		return err
	}
	remove, err := d.makeDir()
	if err != nil {
		return err
	}
	defer remove()
	down, err := d.up(ctx)
	defer down()
	if err != nil {
		return err
	}
	issue, err := d.earlier(ctx)
	if err != nil {
		return err
	}
	if d.again = issue != nil; d.again {
		d.show(issue)
	} else if issue, err = d.open(ctx); err != nil {
		return err
	}
	goal, err := d.follow(ctx, issue)
	if err != nil {
		return err
	}
	return d.finish(context.WithoutCancel(ctx), s, goal, issue)
}

// makeDir makes the place for everything; the sandbox's user must be able to
// pass through it.
func (d *demo) makeDir() (remove func(), err error) {
	if d.opt.dir != "" {
		d.dir, err = filepath.Abs(d.opt.dir)
		if err != nil {
			return nil, usagef("--dir: %w", err)
		}
		return func() {}, os.MkdirAll(d.dir, 0o711)
	}
	if d.dir, err = os.MkdirTemp("", "goalkeeper-demo-"); err != nil {
		return nil, fmt.Errorf("make demo directory: %w", err)
	}
	return func() { _ = os.RemoveAll(d.dir) }, os.Chmod(d.dir, 0o711)
}

// up starts hub, model and server; down ends what has been started.
func (d *demo) up(ctx context.Context) (down func(), err error) {
	var ends []func()
	down = func() {
		for n := len(ends) - 1; n >= 0; n-- {
			ends[n]()
		}
	}
	web, err := d.listen(ctx, "hub", d.opt.addr)
	if err != nil {
		return down, err
	}
	d.hub, err = hub.New(hub.Config{
		Listener: web, DataDir: filepath.Join(d.dir, "hub"), Logger: d.log,
		Users: []hub.User{{Name: "maintainer", Permission: "admin"}, {Name: "reader", Permission: "read"}},
	})
	if err != nil {
		return down, fmt.Errorf("start hub: %w", err)
	}
	ends = append(ends, func() { _ = d.hub.Close(context.WithoutCancel(ctx)) })
	d.hub.Start()
	d.me = d.hub.Users()[0]
	if err := d.putSample(ctx); err != nil {
		return down, fmt.Errorf("put the sample into the hub: %w", err)
	}
	cfg, end, err := d.config(ctx)
	if err != nil {
		return down, err
	}
	ends = append(ends, end)
	l, err := d.listen(ctx, "server", anyPort)
	if err != nil {
		return down, err
	}
	ends = append(ends, func() { _ = l.Close() })
	cfg.PublicURL = "http://" + l.Addr().String()
	iso, err := d.isolate(ctx, cfg)
	if err != nil {
		return down, err
	}
	if d.srv, err = newServer(ctx, cfg, iso, d.log); err != nil {
		return down, err
	}
	ends = append(ends, func() { _ = d.srv.Close() })
	served := &http.Server{Handler: d.srv.Handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = served.Serve(l) }()
	ends = append(ends, func() { _ = served.Close() })
	if err := d.hub.SetWebhookURL(ctx, cfg.PublicURL+"/api/github/hook"); err != nil {
		return down, fmt.Errorf("tell the hub where deliveries go: %w", err)
	}
	if err := d.srv.Start(ctx); err != nil {
		return down, err
	}
	fmt.Fprintf(d.out, "GitHub (embedded)  %s   user maintainer\nserver             %s\nmodel              %s at %s\n\n",
		d.hub.URL(), cfg.PublicURL, cfg.Model.Name, cfg.Model.BaseURL)
	return down, nil
}

// putSample makes the sample's repository, but where the directory has it from an earlier
// demo.
func (d *demo) putSample(ctx context.Context) error {
	has, err := d.hub.HasRepository(d.me.Name, d.sample.name)
	if err != nil || has {
		return err
	}
	return d.hub.CreateRepository(ctx, d.me.Name, d.sample.name, d.sample.files)
}

// config is what serve would read, with the model of the environment or the
// scripted one.
func (d *demo) config(ctx context.Context) (cfg config.Config, end func(), err error) {
	end = func() {}
	secret := filepath.Join(d.dir, "webhook-secret")
	app := d.hub.App()
	if err := os.WriteFile(secret, []byte(app.WebhookSecret), 0o600); err != nil {
		return cfg, end, fmt.Errorf("write webhook secret: %w", err)
	}
	cfg = config.Default()
	cfg.DataDir, cfg.Progress = filepath.Join(d.dir, "server"), config.Duration(time.Second)
	cfg.GitHub = config.GitHub{
		WebURL: d.hub.URL(), V3APIURL: d.hub.APIURL(), AppID: app.ID, PrivateKeyFile: app.PrivateKeyFile, WebhookSecretFile: secret,
	}
	if os.Getenv("OPENAI_API_KEY") != "" {
		if base := os.Getenv("OPENAI_BASE_URL"); base != "" {
			cfg.Model.BaseURL = base
		}
		if cfg.Model.Name = os.Getenv("GOALKEEPER_MODEL"); cfg.Model.Name == "" {
			cfg.Model.Name = "gpt-5"
		}
		return cfg, end, nil
	}
	handler, err := script.NewServer(script.Config{Script: d.sample.script, Models: []string{"script"}, Log: d.log})
	if err != nil {
		return cfg, end, err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return cfg, end, err
	}
	web := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = web.Serve(l) }()
	cfg.Model.BaseURL, cfg.Model.Name, cfg.Model.APIKeyEnv = "http://"+l.Addr().String()+"/v1", "script", ""
	return cfg, func() { _ = web.Close() }, nil
}

// isolate takes the strongest sandbox there is. Without one, only the demo's
// own script may run commands: it is part of this program.
func (d *demo) isolate(ctx context.Context, cfg config.Config) (isolation, error) {
	least := sandbox.LevelLandlock
	scripted := cfg.Model.Name == "script" && d.opt.sample == ""
	if scripted && runtime.GOOS != "linux" {
		least = sandbox.LevelNone
	}
	iso, notes, err := strongest(ctx, least, cfg.Sandbox.UID, toolchainsOnPath(ctx))
	if err != nil {
		return iso, fmt.Errorf("no sandbox: %w", err)
	}
	for _, n := range notes {
		fmt.Fprintf(d.out, "note: %s\n", n)
	}
	if iso.Level() == sandbox.LevelNone {
		fmt.Fprintln(d.out, "note: commands run WITHOUT a sandbox; only this demo's own scripted model is run this way")
	}
	fmt.Fprintf(d.out, "sandbox            %s\n", iso.Level())
	return iso, nil
}
