package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/palantir/go-githubapp/githubapp"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent"
	"github.com/goalkeeper-dev/goalkeeper/app/config"
	"github.com/goalkeeper-dev/goalkeeper/app/deliver"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/intake"
	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
	"github.com/goalkeeper-dev/goalkeeper/app/llm/openai"
	"github.com/goalkeeper-dev/goalkeeper/app/pipeline"
	"github.com/goalkeeper-dev/goalkeeper/app/policy/source"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/webhooks"
)

// server is everything `serve` runs, wired once. It is the waker: wakes come
// from the store's queue and only name who should look.
type server struct {
	log       *slog.Logger
	store     *sqlite.Store
	github    *github.Client
	workspace *workspace.Store
	intake    *intake.Intake
	pool      *pipeline.Pool
	deliverer *deliver.Deliverer
	door      http.Handler
	evidence  *evidence

	retention time.Duration // of what ended goals left
	retained  time.Time     // only sweep uses it

	swept  time.Time    // failed deliveries are known up to then; only sweep uses it
	unlock func() error // of the data directory
	ctx    context.Context
	stop   context.CancelFunc
	mu     sync.Mutex // of starting work and of stopping
	wg     sync.WaitGroup
}

// newServer opens the store and wires the parts; Start sets them going.
func newServer(ctx context.Context, cfg config.Config, iso isolation, log *slog.Logger) (s *server, err error) {
	s = &server{log: log, retention: time.Duration(cfg.Retention)}
	s.ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if err := os.MkdirAll(cfg.DataDir, 0o711); err != nil {
		return s, fmt.Errorf("make data directory: %w", err)
	}
	if s.unlock, err = lockDir(cfg.DataDir); err != nil {
		return s, err
	}
	if s.store, err = sqlite.New(ctx, sqlite.Config{Path: storePath(cfg), Logger: log}); err != nil {
		return s, err
	}
	app, err := appConfig(cfg)
	if err != nil {
		return s, err
	}
	if s.github, err = github.New(github.Config{GitHub: app, Logger: log, UserAgent: "goalkeeper/" + version()}); err != nil {
		return s, usagef("github: %w", err)
	}
	if s.door, err = webhooks.New(webhooks.Config{GitHub: app, Inbox: s.store, Logger: log}); err != nil {
		return s, err
	}
	if s.workspace, err = workspace.New(workspace.Config{
		Dir: filepath.Join(cfg.DataDir, "trusted"), UID: iso.UID, GID: iso.GID, Logger: log,
	}); err != nil {
		return s, err
	}
	if err := usable(ctx, cfg, iso); err != nil {
		return s, err
	}
	return s, s.wire(ctx, cfg, iso, app.App.WebhookSecret)
}

// usable runs a first command where work trees will lie: a directory that the
// sandbox's user cannot reach is found now, not in the middle of a goal.
func usable(ctx context.Context, cfg config.Config, iso isolation) error {
	dir := filepath.Join(cfg.DataDir, "work", "probe")
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return fmt.Errorf("make work directory: %w", err)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := os.Lchown(dir, iso.UID, iso.GID); err != nil {
		return fmt.Errorf("give work directory to the sandbox's user: %w", err)
	}
	res, err := iso.Run(ctx, sandbox.Command{Script: "echo . > probe && rm probe", Tree: dir, Timeout: 10 * time.Second})
	if err == nil && res.Exit != 0 {
		err = fmt.Errorf("a command cannot write there (exit %d)", res.Exit)
	}
	if err != nil {
		return fmt.Errorf("run a command in %s: %w", dir, err)
	}
	return os.Remove(dir)
}

// wire makes the stages on top of store, GitHub and workspace.
func (s *server) wire(ctx context.Context, cfg config.Config, iso isolation, secret string) error {
	bot, err := s.github.Bot(ctx)
	if err != nil {
		return fmt.Errorf("ask GitHub who we are: %w", err)
	}
	slug := strings.TrimSuffix(bot.Login, "[bot]")
	policies := source.New(s.github, time.Now)
	s.intake, err = intake.New(intake.Config{
		Store: s.store, GitHub: s.github, Decode: webhooks.Decode, Label: cfg.Label, Rules: policies, Bot: bot.ID,
		Now: time.Now, Entropy: rand.Reader, Logger: s.log,
		Greet: func(g *app.Goal) string {
			return publish.GoalComment(publish.View{Goal: g, Now: time.Now(), Slug: slug})
		},
	})
	if err != nil {
		return err
	}
	gap := time.Duration(cfg.GitHub.WriteInterval)
	if gap == 0 {
		gap = -1 // none
	}
	s.deliverer, err = deliver.New(deliver.Config{
		Outbox: s.store, GitHub: s.github, Pusher: pusher{s.github, s.workspace, s.log}, Gap: gap, Logger: s.log,
	})
	if err != nil {
		return err
	}
	goals, err := pipelineConfig(cfg, iso, s.log)
	if err != nil {
		return err
	}
	goals.Store, goals.Workspace, goals.GitHub, goals.OwnerPolicy = s.store, s.workspace, reader{s.github}, policies.Owner
	goals.Slug, goals.Bot, goals.Scrub = slug, bot.ID, goals.Gates.Scrub
	s.evidence = newEvidence(cfg.PublicURL, secret, s.store, goals.Gates.Scrub)
	if cfg.PublicURL != "" {
		goals.LogURL = s.evidence.URL
	}
	if goals.Verifier, err = verify.New(verify.Config{Sandbox: iso, Blobs: s.store, Now: time.Now}); err != nil {
		return err
	}
	s.pool, err = pipeline.New(goals)
	return err
}

// offered are the models that policies may choose.
func offered(cfg config.Model, log *slog.Logger) ([]pipeline.Model, error) {
	var out []pipeline.Model
	for _, m := range cfg.Offers() {
		model, err := newModel(m, log)
		if err != nil {
			return nil, err
		}
		worker, err := agent.New(agent.Config{
			Model: model, MaxTokens: m.MaxTokens, Now: time.Now, Logger: log,
			Price: func(u llm.Usage) float64 { return m.Prices.Of(u.Input, u.Cached, u.Output) },
		})
		if err != nil {
			return nil, err
		}
		out = append(out, pipeline.Model{Name: m.Name, Agent: worker, Window: m.ContextWindow - m.MaxTokens})
	}
	return out, nil
}

func pipelineConfig(cfg config.Config, iso isolation, log *slog.Logger) (pipeline.Config, error) {
	models, err := offered(cfg.Model, log)
	if err != nil {
		return pipeline.Config{}, err
	}
	gates, err := gate.New()
	if err != nil {
		return pipeline.Config{}, err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	dir, err := filepath.Abs(filepath.Join(cfg.DataDir, "work"))
	if err != nil {
		return pipeline.Config{}, err
	}
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return pipeline.Config{}, fmt.Errorf("make work directory: %w", err)
	}
	return pipeline.Config{
		Models: models, Gates: gates, Sandbox: iso, Dir: dir, UID: iso.UID, GID: iso.GID, Private: cfg.Sandbox.Private(),
		Owner: fmt.Sprintf("%s/%d", host, os.Getpid()), Limits: cfg.Limits.Budget(), Slots: cfg.Concurrency,
		Repeats: cfg.Repeats, Progress: time.Duration(cfg.Progress), Retention: time.Duration(cfg.Retention), Now: time.Now, Logger: log,
	}, nil
}

func storePath(cfg config.Config) string {
	if path, ok := strings.CutPrefix(cfg.Store, "sqlite:"); ok {
		return path
	}
	return filepath.Join(cfg.DataDir, "goalkeeper.db")
}

// appConfig reads the App's secrets from the files the configuration names.
func appConfig(cfg config.Config) (githubapp.Config, error) {
	out := githubapp.Config{WebURL: cfg.GitHub.WebURL, V3APIURL: cfg.GitHub.V3APIURL}
	key, err := os.ReadFile(cfg.GitHub.PrivateKeyFile)
	if err != nil {
		return out, usagef("github.private_key_file: %w", err)
	}
	secret, err := os.ReadFile(cfg.GitHub.WebhookSecretFile)
	if err != nil {
		return out, usagef("github.webhook_secret_file: %w", err)
	}
	out.App.IntegrationID, out.App.PrivateKey, out.App.WebhookSecret = cfg.GitHub.AppID, string(key), strings.TrimSpace(string(secret))
	if out.App.WebhookSecret == "" {
		return out, usagef("github.webhook_secret_file: %s is empty", cfg.GitHub.WebhookSecretFile)
	}
	return out, nil
}

// newModel is the provider with quick retries; what does not pass quickly is
// the pipeline's to wait for.
func newModel(cfg config.Model, log *slog.Logger) (llm.Model, error) {
	key := ""
	if cfg.APIKeyEnv != "" {
		key = os.Getenv(cfg.APIKeyEnv)
	}
	model, err := openai.New(openai.Config{BaseURL: cfg.BaseURL, APIKey: openai.Key(key), Model: cfg.Name, Log: log})
	if err != nil {
		return nil, usagef("model: %w", err)
	}
	return llm.NewRetrying(model, llm.RetryConfig{Sleep: sleep, Jitter: jitter, Log: log})
}

// Start tells the queue whom to wake.
func (s *server) Start(ctx context.Context) error {
	s.wg.Go(func() {
		if err := s.deliverer.Run(s.ctx); err != nil {
			s.log.Error("deliver", "err", err)
		}
	})
	s.wg.Go(s.rescue)
	return s.store.Start(ctx, jobs.Config{Waker: s, Sweep: s.sweep, Logger: s.log})
}

// Wake looks after what a wake names. It returns at once.
func (s *server) Wake(_ context.Context, w store.Wake, id string) {
	switch w {
	case store.WakeInbox:
		s.spawn(func() {
			if err := s.intake.Work(s.ctx); err != nil && s.ctx.Err() == nil {
				s.log.Error("work off the inbox", "err", err)
			}
		})
	case store.WakeGoal:
		s.pool.Wake(app.GoalID(id))
	case store.WakeDeliver:
		if n, err := strconv.ParseInt(id, 10, 64); err == nil {
			s.deliverer.Wake(n)
		}
	}
}

// spawn starts work that Close waits for; a server that closes starts none.
func (s *server) spawn(work func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() == nil {
		s.wg.Go(work)
	}
}

// Close ends goals between two actions, gives their leases back and closes
// the store.
func (s *server) Close() error {
	s.mu.Lock()
	s.stop()
	s.mu.Unlock()
	if s.pool != nil {
		s.pool.Close()
	}
	s.wg.Wait()
	var faults []error
	if s.workspace != nil {
		faults = append(faults, s.workspace.Close())
	}
	if s.store != nil {
		faults = append(faults, s.store.Close())
	}
	if s.unlock != nil {
		faults = append(faults, s.unlock())
	}
	return errors.Join(faults...)
}

// Handler is what the server answers.
func (s *server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /", s.door)
	mux.Handle("GET /logs/{goal}/{log}", s.evidence)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := s.store.Ready(r.Context()); err != nil {
			http.Error(w, "store: "+err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	return mux
}
