package call

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Documentation is where every refusal points.
const Documentation = "https://docs.github.com/rest"

// Config is what the API works on; all fields are required.
type Config struct {
	Service   *service.Service
	Key       *rsa.PublicKey // the App's
	AppID     int64
	Now       func() time.Time
	RateLimit int // requests per asker and hour
	Routes    []Route
	Log       *slog.Logger
}

// Server answers requests below the API's base path, which the caller strips.
type Server struct {
	Config
	table Table
	limit *limiter
}

// NewServer returns a server for the routes.
func NewServer(c Config) *Server {
	return &Server{
		Config: c, table: NewTable(c.Routes),
		limit: &limiter{limit: c.RateLimit, used: map[string]window{}},
	}
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-GitHub-Media-Type", "github.v3; format=json")
	h.Set("X-GitHub-Api-Version-Selected", "2022-11-28")
	h.Set("X-GitHub-Request-Id", rand.Text())
	h.Set("X-GitHub-Enterprise-Version", "3.17.0")
	if err := s.answer(w, r); err != nil {
		s.refuse(w, r, err)
	}
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request) error {
	c := &Call{Request: r, Service: s.Service, writer: w}
	if err := s.authenticate(c); err != nil {
		s.limit.count(asker(c), 1, s.Now()).write(w.Header())
		return err
	}
	usage := s.Usage(c, 1)
	usage.write(w.Header())
	if usage.Used > usage.Limit {
		return refusal.Forbidden("API rate limit exceeded for " + asker(c) + ".")
	}
	route, params, err := s.table.find(r.Method, r.URL.EscapedPath())
	if err != nil {
		return err
	}
	c.params = params
	if route.App && !c.IsApp {
		return refusal.Unauthorized("A JSON web token could not be decoded")
	}
	if c.IsApp && !route.App && params["owner"] != "" {
		return refusal.Unauthorized("A JSON web token is not accepted here: use an installation access token")
	}
	return route.Handle(c)
}

// Usage adds cost to what the asker has used this hour.
func (s *Server) Usage(c *Call, cost int) Usage {
	if strings.HasSuffix(c.URL.Path, "/rate_limit") {
		cost = 0
	}
	return s.limit.count(asker(c), cost, s.Now())
}

func asker(c *Call) string {
	switch {
	case c.IsApp:
		return "the App"
	case c.Actor.Installation():
		return "installation ID " + itoa(c.Actor.Token.InstallationID)
	case !c.Actor.Anonymous():
		return "user ID " + itoa(c.Actor.User.ID)
	}
	host, _, _ := net.SplitHostPort(c.RemoteAddr)
	return host
}

func (s *Server) authenticate(c *Call) error {
	token := Credentials(c.Request)
	switch {
	case token == "":
		return nil
	case identity.IsJWT(token):
		c.IsApp = true
		return identity.VerifyJWT(token, s.Key, s.AppID, s.Now())
	}
	return s.Service.View(func(d *state.Data, _ shape.Printer) (err error) {
		c.Actor, err = identity.Authenticate(d, token, s.Now())
		return err
	})
}

// Credentials are the token in a request: a bearer's, "token X", or the password of basic authentication.
func Credentials(r *http.Request) string {
	if user, password, ok := r.BasicAuth(); ok {
		if password == "" || password == "x-oauth-basic" {
			return user
		}
		return password
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "bearer") || strings.EqualFold(scheme, "token") {
		return strings.TrimSpace(token)
	}
	return ""
}

// refuse answers with an error in GitHub's form; what is not a refusal is the hub's own fault.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	var no *refusal.Error
	if errors.Is(err, git.ErrMissing) {
		err = refusal.NotFound()
	}
	if !errors.As(err, &no) {
		s.Log.Error("answer request", "method", r.Method, "path", r.URL.Path, "error", err)
		no = &refusal.Error{Status: http.StatusInternalServerError, Message: "Server Error"}
	}
	body := shape.Object{"message": no.Message, "documentation_url": Documentation, "status": itoa(int64(no.Status))}
	if no.Accepted != "" {
		w.Header().Set("X-Accepted-GitHub-Permissions", no.Accepted)
	}
	if no.Fields != nil {
		body["errors"] = no.Fields
	}
	text, _ := json.Marshal(body)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(no.Status)
	w.Write(text)
}
