// Package web is the hub's pages for people: reading, opening, labelling, commenting, reviewing, merging.
//
// In come browsers' requests, out go plain pages that need no script. Everything that is done is done by
// the service layer, which checks permissions and causes the same webhook deliveries as REST; a deed that
// was answered is journalled. Foreign text is shown through package markup only. A form is accepted from
// its own origin with the token of its session.
package web

import (
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/session"
)

// Config is what the pages work on; all fields are required.
type Config struct {
	Service *service.Service
	Log     *slog.Logger
}

// Web answers browsers.
type Web struct {
	Config
	sessions *session.Keeper
	markup   *markup.Renderer
	pages    map[string]*template.Template
	mux      *http.ServeMux
	origin   *http.CrossOriginProtection
}

// New returns the pages over the service layer. Sessions are signed with a secret drawn from the App's
// private key, so that they outlive a restart.
func New(c Config) (*Web, error) {
	key, err := hkdf.Key(sha256.New, x509.MarshalPKCS1PrivateKey(c.Service.Key), nil, "hub web session", sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("derive session secret: %w", err)
	}
	address, err := url.Parse(c.Service.Web)
	if err != nil {
		return nil, fmt.Errorf("read the hub's address: %w", err)
	}
	sessions, err := session.New(session.Config{Secret: key, Cookie: "hub_" + address.Port(), Now: c.Service.Now})
	if err != nil {
		return nil, err
	}
	w := &Web{
		Config: c, sessions: sessions, markup: markup.New(), mux: http.NewServeMux(), origin: http.NewCrossOriginProtection(),
	}
	if w.pages, err = pages(); err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	w.handle()
	return w, nil
}

func (w *Web) handle() {
	const repo = "/{owner}/{repo}"
	for pattern, page := range map[string]func(*visit) error{
		"/":                                 nowhere,
		"GET /{$}":                          home,
		"GET /login":                        loginPage,
		"POST /login":                       login,
		"POST /logout":                      logout,
		"GET /{owner}":                      profile,
		"GET /apps/{slug}":                  appProfile,
		"GET /avatars/{id}":                 avatar,
		"GET /assets/hub.css":               styleSheet,
		"GET " + repo:                       overview,
		"GET " + repo + "/tree/{rest...}":   tree,
		"GET " + repo + "/blob/{rest...}":   blob,
		"GET " + repo + "/raw/{rest...}":    raw,
		"GET " + repo + "/commits":          commits,
		"GET " + repo + "/commits/{ref...}": commits,
		"GET " + repo + "/commit/{sha}":     commit,
		"GET " + repo + "/runs/{id}":        checkPage,
		"GET " + repo + "/issues":           issueList,
		"GET " + repo + "/pulls":            pullList,
		"GET " + repo + "/issues/new":       newIssue,
		"POST " + repo + "/issues":          openIssue,
		"GET " + repo + "/issues/{n}":       issuePage,
		"GET " + repo + "/pull/{n}":         pullPage,
		"GET " + repo + "/pull/{n}/commits": pullCommits,
		"GET " + repo + "/pull/{n}/files":   pullFiles,

		"POST " + repo + "/issues/{n}/edit":      editIssue,
		"POST " + repo + "/issues/{n}/comments":  addComment,
		"POST " + repo + "/issues/{n}/labels":    labelIssue,
		"POST " + repo + "/issues/{n}/state":     setState,
		"POST " + repo + "/comments/{id}":        editComment,
		"POST " + repo + "/comments/{id}/ticks":  tickBox,
		"POST " + repo + "/reactions":            react,
		"POST " + repo + "/pull/{n}/reviews":     review,
		"POST " + repo + "/pull/{n}/comments":    addReviewComment,
		"POST " + repo + "/pull/{n}/merge":       merge,
		"POST " + repo + "/pull/{n}/draft":       setDraft,
		"POST " + repo + "/review-comments/{id}": editReviewComment,
	} {
		w.mux.Handle(pattern, w.answer(page))
	}
}

// ServeHTTP answers with a page.
func (w *Web) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	h := rw.Header()
	h.Set("Content-Security-Policy", "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	w.mux.ServeHTTP(rw, r)
}
