package web

import (
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// shelf is a list of repositories, of one account when Owner is set.
type shelf struct {
	Owner        *state.User
	Repositories []shelved
}

// shelved is a repository in a list.
type shelved struct {
	state.Repository
	Name   string
	Role   string // the visitor's, empty for nobody
	Issues int
	Pulls  int
}

func home(v *visit) error {
	s, err := v.shelf(nil)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "home.html", page{Title: "Repositories", Data: s})
}

func profile(v *visit) error { return v.profile(v.PathValue("owner")) }

func appProfile(v *visit) error { return v.profile(v.PathValue("slug") + "[bot]") }

func (v *visit) profile(login string) error {
	var owner state.User
	err := v.web.Service.View(func(d *state.Data, _ shape.Printer) error {
		var ok bool
		if owner, ok = d.UserByLogin(login); !ok {
			return refusal.NotFound()
		}
		return nil
	})
	if err != nil {
		return err
	}
	s, err := v.shelf(&owner)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "home.html", page{Title: owner.Login, Data: s})
}

func (v *visit) shelf(owner *state.User) (shelf, error) {
	s := shelf{Owner: owner}
	err := v.web.Service.View(func(d *state.Data, p shape.Printer) error {
		for repo := range d.Repositories.All() {
			if owner != nil && repo.OwnerID != owner.ID || identity.Check(d, v.actor, repo, identity.ReadMetadata) != nil {
				continue
			}
			entry := shelved{Repository: repo, Name: p.FullName(repo)}
			if !v.actor.Anonymous() {
				entry.Role = identity.Effective(d, v.actor.User, repo).String()
			}
			for issue := range d.Issues.All() {
				switch {
				case issue.RepositoryID != repo.ID || issue.Closed:
				case issue.Pull != nil:
					entry.Pulls++
				default:
					entry.Issues++
				}
			}
			s.Repositories = append(s.Repositories, entry)
		}
		return nil
	})
	return s, err
}

// avatar draws an account's first letter on a colour of its own.
func avatar(v *visit) error {
	id, err := v.id()
	if err != nil {
		return err
	}
	var user state.User
	err = v.web.Service.View(func(d *state.Data, _ shape.Printer) error {
		user, _ = d.Users.Get(id)
		return nil
	})
	if err != nil || user.ID == 0 {
		return refusal.NotFound()
	}
	shown, corner := "?", 20
	for _, letter := range user.Login {
		shown = strings.ToUpper(string(letter))
		break
	}
	if user.Type == state.TypeBot {
		corner = 8
	}
	h := v.writer.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Cache-Control", "max-age=3600")
	fmt.Fprintf(v.writer, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="%d" fill="hsl(%d 38%% 42%%)"/>`+
		`<text x="20" y="27" font-family="sans-serif" font-size="20" font-weight="600" text-anchor="middle" fill="#fff">%s</text></svg>`,
		corner, id*137%360, html.EscapeString(shown))
	return nil
}

func styleSheet(v *visit) error {
	v.writer.Header().Set("Content-Type", "text/css; charset=utf-8")
	v.writer.Header().Set("Cache-Control", "no-cache")
	http.ServeFileFS(v.writer, v.Request, files, "page/hub.css")
	return nil
}

// accountPage is where an account's name leads.
func accountPage(u state.User) string {
	if slug, bot := strings.CutSuffix(u.Login, "[bot]"); bot {
		return "/apps/" + urlPath(slug)
	}
	return "/" + urlPath(u.Login)
}

func avatarPage(u state.User) string { return "/avatars/" + strconv.FormatInt(u.ID, 10) }
