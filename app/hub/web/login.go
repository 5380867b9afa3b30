package web

import (
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// entrance is the login page.
type entrance struct {
	To     string
	People []state.User // to continue as, on the hub's own machine only
}

func loginPage(v *visit) error {
	if !v.session.Started() {
		v.session = v.web.sessions.Start(v.writer, 0)
	}
	e := entrance{To: v.returnTo(v.URL.Query().Get("to"))}
	if v.local() {
		err := v.web.Service.View(func(d *state.Data, _ shape.Printer) error {
			e.People = d.Users.Where(func(u state.User) bool { return u.Type == state.TypeUser })
			return nil
		})
		if err != nil {
			return err
		}
	}
	return v.show(http.StatusOK, "login.html", page{Title: "Sign in", Data: e})
}

func login(v *visit) error {
	user, err := v.newcomer()
	if err != nil {
		return err
	}
	v.web.sessions.Start(v.writer, user.ID)
	return v.to(v.returnTo(v.PostForm.Get("to")))
}

// newcomer finds who wants to sign in: by a token, or on the hub's own machine by choosing.
func (v *visit) newcomer() (user state.User, err error) {
	err = v.web.Service.View(func(d *state.Data, _ shape.Printer) error {
		if id, err := strconv.ParseInt(v.PostForm.Get("user"), 10, 64); err == nil && v.local() {
			user, _ = d.Users.Get(id)
		} else {
			actor, err := identity.Authenticate(d, strings.TrimSpace(v.PostForm.Get("token")), v.web.Service.Now())
			if err != nil {
				return err
			}
			user = actor.User
		}
		if user.Type != state.TypeUser {
			return refusal.Forbidden("Only people can sign in here.")
		}
		return nil
	})
	return user, err
}

func logout(v *visit) error {
	v.web.sessions.Start(v.writer, 0)
	return v.to("/")
}

// returnTo is a page of the hub to go back to.
func (v *visit) returnTo(page string) string {
	if !strings.HasPrefix(page, "/") || strings.HasPrefix(page, "//") || strings.ContainsAny(page, "\\\r\n") || strings.HasPrefix(page, "/login") {
		return "/"
	}
	return page
}

// local reports whether the browser runs on the hub's own machine and asked for it by a loopback name,
// with no proxy between.
func (v *visit) local() bool {
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"} {
		if v.Header.Get(header) != "" {
			return false
		}
	}
	return loopback(v.RemoteAddr) && loopback(v.Host)
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.Trim(address, "[]")
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
