package egress

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"os"
	"path/filepath"
	"time"
)

// Config says who may go where.
type Config struct {
	Allow    []string                // hosts of the policy: name or *.name, perhaps with :port
	Private  map[string]netip.Prefix // names that lie at private addresses, and where; from the operator
	UID, GID int                     // who may connect to the socket, -1: this process's user
	Idle     time.Duration           // a tunnel in which nothing moves for so long ends; zero: the default
	Up, Down int64                   // bytes that may be sent and received in all; zero: the default
	Lookup   func(ctx context.Context, host string) ([]netip.Addr, error)
	Logger   *slog.Logger
}

// What one set-up may send and receive unless the configuration says otherwise.
// An allowed host is a way for data to leave, too: the way out is narrow.
const (
	defaultUp   = 64 << 20
	defaultDown = 4 << 30
	defaultIdle = 5 * time.Minute
)

// Proxy listens until it is closed.
type Proxy struct {
	cfg    Config
	dir    string
	server *http.Server
	done   chan struct{}
	visits visits
}

// Open makes the socket and listens on it.
func Open(cfg Config) (*Proxy, error) {
	if cfg.Logger == nil {
		return nil, errors.New("egress: no logger")
	}
	if cfg.Lookup == nil {
		cfg.Lookup = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	if cfg.Up == 0 {
		cfg.Up = defaultUp
	}
	if cfg.Down == 0 {
		cfg.Down = defaultDown
	}
	if cfg.Idle == 0 {
		cfg.Idle = defaultIdle
	}
	p := &Proxy{cfg: cfg, done: make(chan struct{}), visits: visits{up: cfg.Up, down: cfg.Down}}
	l, err := p.listen()
	if err != nil {
		return nil, fmt.Errorf("open the way out: %w", errors.Join(err, os.RemoveAll(p.dir)))
	}
	forward := &http.Transport{IdleConnTimeout: 30 * time.Second, DialContext: func(ctx context.Context, _, addr string) (net.Conn, error) { return p.dial(ctx, addr) }}
	p.server = &http.Server{
		Handler:           p.handler(forward),
		ReadHeaderTimeout: 30 * time.Second,
		ErrorLog:          slog.NewLogLogger(cfg.Logger.Handler(), slog.LevelDebug),
	}
	go func() {
		defer close(p.done)
		_ = p.server.Serve(l) // ends when it is closed
		forward.CloseIdleConnections()
	}()
	return p, nil
}

// listen puts the socket where its user can reach it, on a path short enough
// for one.
func (p *Proxy) listen() (net.Listener, error) {
	var err error
	if p.dir, err = os.MkdirTemp("", "goalkeeper-"); err != nil {
		return nil, err
	}
	if err := os.Chmod(p.dir, 0o711); err != nil {
		return nil, err
	}
	l, err := net.Listen("unix", p.Socket())
	if err != nil {
		return nil, err
	}
	if err := errors.Join(os.Lchown(p.Socket(), p.cfg.UID, p.cfg.GID), os.Chmod(p.Socket(), 0o600)); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// Socket is the path that a sandbox shows to its commands.
func (p *Proxy) Socket() string { return filepath.Join(p.dir, "way-out") }

// Close ends everything under way.
func (p *Proxy) Close() error {
	err := p.server.Close()
	p.visits.close()
	<-p.done
	return errors.Join(err, os.RemoveAll(p.dir))
}

func (p *Proxy) handler(forward *http.Transport) http.Handler {
	plain := &httputil.ReverseProxy{
		Rewrite:      func(r *httputil.ProxyRequest) { r.Out.URL, r.Out.Host = r.In.URL, r.In.URL.Host },
		Transport:    forward,
		ErrorHandler: refuse,
		ErrorLog:     slog.NewLogLogger(p.cfg.Logger.Handler(), slog.LevelDebug),
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodConnect:
			p.tunnel(w, r)
		case r.URL.Scheme == "http" && r.URL.Host != "":
			plain.ServeHTTP(w, r)
		default:
			http.Error(w, "this is a proxy: ask it for an http address, or to CONNECT", http.StatusBadRequest)
		}
	})
}

// refuse answers a request that led to no connection.
func refuse(w http.ResponseWriter, _ *http.Request, err error) {
	var no *Refusal
	if errors.As(err, &no) {
		http.Error(w, no.Error(), http.StatusForbidden)
		return
	}
	http.Error(w, err.Error(), http.StatusBadGateway)
}

func (p *Proxy) tunnel(w http.ResponseWriter, r *http.Request) {
	outside, err := p.dial(r.Context(), r.Host)
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer outside.Close()
	inside, early, err := http.NewResponseController(w).Hijack()
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer inside.Close()
	if _, err := io.WriteString(inside, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		return
	}
	idle := time.AfterFunc(p.cfg.Idle, func() { _, _ = inside.Close(), outside.Close() })
	defer idle.Stop()
	moves := func() { idle.Reset(p.cfg.Idle) }
	back := make(chan struct{})
	go func() {
		defer close(back)
		_, _ = io.Copy(telling{inside, moves}, outside)
		_ = inside.(*net.UnixConn).CloseWrite()
	}()
	_, _ = io.Copy(telling{outside, moves}, early)
	_ = outside.CloseWrite()
	<-back
}

// telling tells of each write, before it.
type telling struct {
	io.Writer
	tell func()
}

func (t telling) Write(p []byte) (int, error) {
	t.tell()
	return t.Writer.Write(p)
}
