package web

import (
	"bytes"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/session"
)

// formLimit is how much a form may carry, in bytes; a body of an issue is at most a quarter of it.
const formLimit = 1 << 20

// visit is one request of a browser.
type visit struct {
	*http.Request
	writer  http.ResponseWriter
	web     *Web
	actor   identity.Actor
	session session.Session
}

// answer makes a handler of a page; a deed must come from a form of ours.
func (w *Web) answer(page func(*visit) error) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		v := &visit{Request: r, writer: rw, web: w, session: w.sessions.Read(r)}
		err := v.identify()
		if err == nil && r.Method != http.MethodGet && r.Method != http.MethodHead {
			err = v.checkForm()
		}
		if err == nil {
			err = page(v)
		}
		if err != nil {
			v.refuse(err)
		}
	})
}

// identify finds who is signed in. Links out of REST answers may also be read with a token.
func (v *visit) identify() error {
	return v.web.Service.View(func(d *state.Data, _ shape.Printer) (err error) {
		if user, ok := d.Users.Get(v.session.UserID); ok && user.Type == state.TypeUser {
			v.actor.User = user
			return nil
		}
		if token := call.Credentials(v.Request); token != "" && v.Method == http.MethodGet {
			v.actor, err = identity.Authenticate(d, token, v.web.Service.Now())
		}
		return err
	})
}

// errForged refuses a form that is not ours, or whose session has ended.
var errForged = refusal.Forbidden("This form was not sent from the hub's own page, or you were signed out meanwhile. Go back, reload the page and send it again.")

func (v *visit) checkForm() error {
	v.Body = http.MaxBytesReader(v.writer, v.Body, formLimit)
	if err := v.ParseForm(); err != nil {
		return &refusal.Error{Status: http.StatusRequestEntityTooLarge, Message: "The form is too large or cannot be read."}
	}
	if v.web.origin.Check(v.Request) != nil || !v.web.sessions.Valid(v.session, v.PostForm.Get("csrf")) {
		return errForged
	}
	return nil
}

// text is a posted field as people typed it; browsers send line breaks as CR LF.
func (v *visit) text(name string) string {
	return strings.ReplaceAll(v.PostForm.Get(name), "\r\n", "\n")
}

// to ends a deed by sending the browser to a page.
func (v *visit) to(page string) error {
	http.Redirect(v.writer, v.Request, page, http.StatusSeeOther)
	return nil
}

// path names the repository in the address.
func (v *visit) path() service.Path {
	return service.Path{Owner: v.PathValue("owner"), Name: v.PathValue("repo")}
}

// number is the or pull request's number in the address.
func (v *visit) number() (int, error) {
	n, err := strconv.Atoi(v.PathValue("n"))
	if err != nil || n < 1 {
		return 0, refusal.NotFound()
	}
	return n, nil
}

func (v *visit) id() (int64, error) {
	id, err := strconv.ParseInt(v.PathValue("id"), 10, 64)
	if err != nil {
		return 0, refusal.NotFound()
	}
	return id, nil
}

// page is what every template gets.
type page struct {
	Title  string
	Tab    string // of the repository's tabs, the one that is open
	Viewer state.User
	CSRF   string
	Here   string // this page's address, to come back to
	Room   *room  // nil outside a repository
	Data   any
	words  func(text string) template.HTML
}

// Words renders a text of the repository itself, such as a form's description.
func (p page) Words(text string) template.HTML { return p.words(text) }

// show renders the named page; nothing is sent when that fails.
func (v *visit) show(status int, name string, p page) error {
	p.Viewer, p.Here = v.actor.User, v.URL.RequestURI()
	p.words = func(text string) template.HTML { return v.web.markup.Document(text, markup.Scope{}) }
	if v.session.Started() {
		p.CSRF = v.web.sessions.Token(v.session)
	}
	var out bytes.Buffer
	if err := v.web.pages[name].ExecuteTemplate(&out, "layout.html", p); err != nil {
		return err
	}
	v.writer.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.writer.WriteHeader(status)
	v.writer.Write(out.Bytes())
	return nil
}

// urlPath escapes a path whose parts may hold any character.
func urlPath(path string) string { return (&url.URL{Path: path}).EscapedPath() }
