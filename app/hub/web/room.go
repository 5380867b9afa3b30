package web

import (
	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/talk"
)

// room is a repository that the visitor looks around in.
type room struct {
	state.Repository
	Owner                 string
	URL                   string // such as /OWNER/NAME
	OpenIssues, OpenPulls int
	logins                map[string]bool
	stored                git.Repository
}

// enter opens the repository in the address for the need.
func (v *visit) enter(need identity.Need) (*room, error) {
	repo, err := v.web.Service.Repository(v.actor, v.path(), need)
	if err != nil {
		return nil, err
	}
	var in *room
	err = v.web.Service.View(func(d *state.Data, p shape.Printer) error {
		in = &room{
			Repository: repo, URL: "/" + p.FullName(repo), logins: map[string]bool{},
			stored: v.web.Service.Git.Repository(repo.ID),
		}
		owner, _ := d.Users.Get(repo.OwnerID)
		in.Owner = owner.Login
		for issue := range d.Issues.All() {
			switch {
			case issue.RepositoryID != repo.ID || issue.Closed:
			case issue.Pull != nil:
				in.OpenPulls++
			default:
				in.OpenIssues++
			}
		}
		for user := range d.Users.All() {
			in.logins[user.Login] = true
		}
		return nil
	})
	return in, err
}

// scope is where texts of the repository's conversations stand.
func (in *room) scope() markup.Scope {
	return markup.Scope{Repository: in.URL, Known: func(login string) bool { return in.logins[login] }}
}

// teller reads the conversation for the visitor.
func (v *visit) teller(d *state.Data, p shape.Printer, in *room, issue state.Issue) talk.Teller {
	return talk.New(talk.Config{
		Data: d, Print: p, Viewer: v.actor, Repository: in.Repository, Issue: issue, Home: in.URL, Page: in.pageOf(issue),
		Scope: in.scope(), Markup: v.web.markup,
	})
}
