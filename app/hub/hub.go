// Package hub is a GitHub small enough to embed: REST under /api/v3, git over smart HTTP, signed webhook
// deliveries and web pages, over one data directory. It imports nothing of goalkeeper's.
//
// In come requests from people, Apps and git; out go answers and deliveries. Everything the hub knows is
// in the data directory before it is acknowledged: a restarted hub has all of it and sends the deliveries
// that were still pending.
package hub

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/hooks"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web"
)

// slug is the name of the hub's App.
const slug = "goalkeeper"

// Config is what a hub is started with.
type Config struct {
	Addr       string       // HOST:PORT to listen on; port 0 picks one
	Listener   net.Listener // instead of Addr
	DataDir    string       // made when missing
	Users      []User       // tokens are not read
	WebhookURL string       // where the App's deliveries go; empty leaves what was set before
	RateLimit  int          // requests per token and hour; 60,000 when zero
	Logger     *slog.Logger
	Clock      func() time.Time // time.Now when nil
}

// App is what a program needs to act as the hub's GitHub App.
type App struct {
	ID             int64  `json:"id"`
	Slug           string `json:"slug"`
	PrivateKeyFile string `json:"private_key_file"`
	WebhookSecret  string `json:"webhook_secret"`
}

// Hub is a running GitHub.
type Hub struct {
	url        string
	keyFile    string
	appID      int64
	users      []User
	listener   net.Listener
	server     *http.Server
	store      *state.Store
	service    *service.Service
	dispatcher *hooks.Dispatcher
	faults     *fault.Faults
	serving    sync.WaitGroup
	log        *slog.Logger
}

// New opens the data directory and the port; the hub answers after Start.
func New(c Config) (*Hub, error) {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.RateLimit == 0 {
		c.RateLimit = 60_000
	}
	people, err := accounts(c.Users)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.DataDir, 0o700); err != nil {
		return nil, fmt.Errorf("make data directory: %w", err)
	}
	dir, err := filepath.Abs(c.DataDir)
	if err != nil {
		return nil, fmt.Errorf("find data directory: %w", err)
	}
	c.DataDir = dir
	return open(c, people)
}

func open(c Config, people []service.Account) (_ *Hub, err error) {
	h := &Hub{log: c.Logger, listener: c.Listener}
	defer func() {
		if err != nil {
			h.release()
		}
	}()
	if h.store, err = state.Open(c.DataDir); err != nil {
		return nil, fmt.Errorf("open state: %w", err)
	}
	objects, err := git.Open(filepath.Join(c.DataDir, "git"))
	if err != nil {
		return nil, err
	}
	h.keyFile = filepath.Join(c.DataDir, slug+".private-key.pem")
	key, err := identity.LoadKey(h.keyFile)
	if err != nil {
		return nil, err
	}
	if h.listener == nil {
		if h.listener, err = net.Listen("tcp", c.Addr); err != nil {
			return nil, fmt.Errorf("listen on %s: %w", c.Addr, err)
		}
	}
	h.url = address(h.listener.Addr())
	h.faults = fault.New(c.Clock)
	h.dispatcher = hooks.New(hooks.Config{Store: h.store, Now: c.Clock, Log: c.Logger, Fate: h.faults.Fate})
	h.service = service.New(service.Config{
		Store: h.store, Git: objects, Key: key, Now: c.Clock, Web: h.url, Wake: h.dispatcher.Wake, Log: c.Logger,
	})
	if err := h.bootstrap(c, people); err != nil {
		return nil, err
	}
	if err := h.service.CatchUp(context.Background()); err != nil {
		return nil, err
	}
	api := rest.New(rest.Config{
		Service: h.service, Deliveries: h.dispatcher, Key: &key.PublicKey, AppID: h.appID,
		Now: c.Clock, RateLimit: c.RateLimit, Log: c.Logger,
	})
	pages, err := web.New(web.Config{Service: h.service, Log: c.Logger})
	if err != nil {
		return nil, err
	}
	h.server = &http.Server{
		Handler:           h.route(api, pages),
		ReadHeaderTimeout: patience,
		ErrorLog:          slog.NewLogLogger(c.Logger.Handler(), slog.LevelWarn),
	}
	return h, nil
}

func (h *Hub) bootstrap(c Config, people []service.Account) error {
	app, err := h.service.Bootstrap(context.Background(), service.Setup{People: people, Slug: slug, WebhookURL: c.WebhookURL})
	if err != nil {
		return fmt.Errorf("make accounts: %w", err)
	}
	h.appID = app.ID
	return h.store.View(func(d *state.Data) error {
		for _, person := range people {
			user, _ := d.UserByLogin(person.Name)
			h.users = append(h.users, User{Name: user.Login, Permission: user.Role.String(), Token: user.Token})
		}
		return nil
	})
}

// address is the URL of a listener; one that listens everywhere is reached on the loopback.
func address(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return "http://" + a.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// Start begins to answer requests and to send deliveries.
func (h *Hub) Start() {
	h.dispatcher.Start(context.Background())
	h.serving.Go(func() {
		if err := h.server.Serve(h.listener); !errors.Is(err, http.ErrServerClosed) {
			h.log.Error("serve", "error", err)
		}
	})
}

// Close ends the hub: requests under way are finished as long as ctx allows, then cut; pending deliveries
// stay pending for the next start.
func (h *Hub) Close(ctx context.Context) error {
	err := h.server.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, h.server.Close())
	}
	h.serving.Wait()
	h.dispatcher.Close()
	return errors.Join(err, h.release())
}

// release gives back what New took.
func (h *Hub) release() error {
	if h.listener != nil {
		h.listener.Close()
	}
	if h.store != nil {
		return h.store.Close()
	}
	return nil
}

// URL is the hub's address, without a slash at the end.
func (h *Hub) URL() string { return h.url }

// APIURL is the base of the REST API.
func (h *Hub) APIURL() string { return h.url + "/api/v3" }

// App is the hub's GitHub App.
func (h *Hub) App() App {
	app := h.service.App()
	return App{ID: app.ID, Slug: app.Slug, PrivateKeyFile: h.keyFile, WebhookSecret: app.WebhookSecret}
}

// Users are the people the hub was started with, with their tokens, in the order given.
func (h *Hub) Users() []User { return h.users }

// SetWebhookURL sends the App's deliveries there from now on.
func (h *Hub) SetWebhookURL(ctx context.Context, url string) error {
	_, err := h.service.SetHook(ctx, service.Hook{URL: &url})
	return err
}

// CreateRepository makes a repository of the owner, one of the hub's people or an organization (made when
// missing). Its first commit has the files, with a fixed author and date, so that its id is always the same.
func (h *Hub) CreateRepository(ctx context.Context, owner, name string, files fs.FS) error {
	actor, err := h.actorFor(owner)
	if err != nil {
		return err
	}
	author := git.Signature{
		Name: "Hub", Email: "hub@example.com", When: time.Date(2024, time.January, 2, 3, 4, 5, 0, time.UTC),
	}
	_, err = h.service.CreateRepository(ctx, actor, service.NewRepository{Owner: owner, Name: name, Files: files, Author: author})
	return err
}

// HasRepository tells whether an owner has a repository of a name.
func (h *Hub) HasRepository(owner, name string) (has bool, err error) {
	err = h.store.View(func(d *state.Data) error {
		_, has = d.RepositoryByName(owner, name)
		return nil
	})
	return has, err
}

// actorFor is the owner, or for an organization the first person who may do everything.
func (h *Hub) actorFor(owner string) (actor identity.Actor, err error) {
	err = h.store.View(func(d *state.Data) error {
		user, ok := d.UserByLogin(owner)
		if !ok || user.Type != state.TypeUser {
			user, ok = d.Users.First(func(u state.User) bool { return u.Role == state.RoleAdmin })
		}
		if !ok {
			return fmt.Errorf("create repository of %s: the hub has no such user and no admin", owner)
		}
		actor.User = user
		return nil
	})
	return actor, err
}
