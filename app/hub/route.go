package hub

import (
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

var gitPath = regexp.MustCompile(`^/([^/]+)/([^/]+?)(?:\.git)?(/info/refs|/git-upload-pack|/git-receive-pack)$`)

// route sends requests to the API, to git or to the pages, by their paths; faults befall all of these.
func (h *Hub) route(api, pages http.Handler) http.Handler {
	api = http.StripPrefix("/api/v3", api)
	all := h.faults.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch parts := gitPath.FindStringSubmatch(r.URL.Path); {
		case r.URL.Path == "/api/v3" || strings.HasPrefix(r.URL.Path, "/api/v3/"):
			api.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, "/api/"):
			http.NotFound(w, r) // no GraphQL, no other version
		case parts != nil:
			h.serveGit(w, r, service.Path{Owner: parts[1], Name: parts[2]}, parts[3])
		default:
			pages.ServeHTTP(w, r)
		}
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/_hub/faults" {
			h.serveFaults(w, r)
			return
		}
		all.ServeHTTP(w, r)
	})
}

// serveGit checks who asks for what and hands the request to git. The answer to a push is held back until
// its events are recorded, so that whoever pushed finds everything up to date.
func (h *Hub) serveGit(w http.ResponseWriter, r *http.Request, path service.Path, operation string) {
	push := git.IsPush(operation, r)
	actor, repo, err := h.authorise(r, path, push)
	if err != nil {
		refuseGit(w, path, actor, err)
		return
	}
	serve := git.Serve{
		Repository: h.service.Git.Repository(repo.ID), Path: operation, User: actor.User.Login, Push: push,
		Workflows: service.MayChangeWorkflows(actor), Log: slog.NewLogLogger(h.log.Handler(), slog.LevelWarn),
	}
	if operation != "/git-receive-pack" {
		serve.ServeHTTP(w, r)
		return
	}
	var answer held
	err = h.service.Push(r.Context(), actor, repo.ID, func() error {
		serve.ServeHTTP(&answer, r)
		return nil
	})
	if err != nil {
		h.log.Error("record push", "repository", path.Owner+"/"+path.Name, "error", err)
		http.Error(w, "Internal Server Error", http.StatusInternalServerError)
		return
	}
	answer.release(w)
}

func (h *Hub) authorise(r *http.Request, path service.Path, push bool) (actor identity.Actor, repo state.Repository, err error) {
	need := identity.ReadContents
	if push {
		need = identity.WriteContents
	}
	if token := call.Credentials(r); token != "" {
		err = h.service.View(func(d *state.Data, _ shape.Printer) (err error) {
			actor, err = identity.Authenticate(d, token, h.service.Now())
			return err
		})
		if err != nil {
			return actor, repo, err
		}
	}
	repo, err = h.service.Repository(actor, path, need)
	return actor, repo, err
}

// refuseGit says no in a way that git shows to its user; who has shown no credentials is asked for some.
func refuseGit(w http.ResponseWriter, path service.Path, actor identity.Actor, err error) {
	var no *refusal.Error
	status, text := http.StatusInternalServerError, "Internal Server Error"
	if errors.As(err, &no) {
		status, text = no.Status, no.Message
	}
	switch {
	case status == http.StatusUnauthorized || actor.Anonymous() && status == http.StatusNotFound:
		status, text = http.StatusUnauthorized, "Invalid username or token."
		w.Header().Set("WWW-Authenticate", `Basic realm="GitHub"`)
	case status == http.StatusNotFound:
		text = "Repository not found."
	case status == http.StatusForbidden:
		text = "Permission to " + path.Owner + "/" + path.Name + ".git denied to " + actor.User.Login + "."
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	w.Write([]byte(text + "\n"))
}

// held is an answer that waits to be released.
type held struct {
	header http.Header
	status int
	body   []byte
}

func (a *held) Header() http.Header {
	if a.header == nil {
		a.header = http.Header{}
	}
	return a.header
}

func (a *held) WriteHeader(status int) { a.status = status }

func (a *held) Write(p []byte) (int, error) {
	a.body = append(a.body, p...)
	return len(p), nil
}

func (a *held) release(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.status != 0 {
		w.WriteHeader(a.status)
	}
	w.Write(a.body)
}

// patience is how long a client may take for a request's header.
const patience = 30 * time.Second
