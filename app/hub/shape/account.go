package shape

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// User is GitHub's simple user.
func (p Printer) User(u state.User) Object {
	self := p.api("/users/%s", strings.NewReplacer("[", "%5B", "]", "%5D").Replace(u.Login))
	page := p.web("/%s", u.Login)
	if u.Type == state.TypeBot {
		page = p.web("/apps/%s", strings.TrimSuffix(u.Login, "[bot]"))
	}
	return Object{
		"login": u.Login, "id": u.ID, "node_id": NodeID("U", u.ID), "type": u.Type, "site_admin": false,
		"avatar_url": p.web("/avatars/%d", u.ID), "gravatar_id": "",
		"url": self, "html_url": page,
		"followers_url": self + "/followers", "following_url": self + "/following{/other_user}",
		"gists_url": self + "/gists{/gist_id}", "starred_url": self + "/starred{/owner}{/repo}",
		"subscriptions_url": self + "/subscriptions", "organizations_url": self + "/orgs",
		"repos_url": self + "/repos", "events_url": self + "/events{/privacy}",
		"received_events_url": self + "/received_events",
	}
}

// UserByID is the simple user with the id, or null.
func (p Printer) UserByID(id int64) any {
	u, ok := p.Data.Users.Get(id)
	if !ok {
		return nil
	}
	return p.User(u)
}

// Profile is GitHub's public user.
func (p Printer) Profile(u state.User) Object {
	repositories := p.Data.Repositories.Where(func(r state.Repository) bool { return r.OwnerID == u.ID })
	return p.User(u).With(Object{
		"name": u.Login, "company": nil, "blog": "", "location": nil, "email": nil, "hireable": nil, "bio": nil,
		"twitter_username": nil, "public_repos": len(repositories), "public_gists": 0, "followers": 0, "following": 0,
		"created_at": Time(u.CreatedAt), "updated_at": Time(u.CreatedAt),
	})
}

// OwnProfile is GitHub's private user.
func (p Printer) OwnProfile(u state.User) Object {
	return p.Profile(u).With(Object{
		"private_gists": 0, "total_private_repos": 0, "owned_private_repos": 0, "disk_usage": 0,
		"collaborators": 0, "two_factor_authentication": true,
	})
}

// App is GitHub's integration.
func (p Printer) App(a state.App) Object {
	return Object{
		"id": a.ID, "slug": a.Slug, "client_id": ClientID(a), "node_id": NodeID("A", a.ID), "owner": p.UserByID(a.OwnerID),
		"name": a.Name, "description": "", "external_url": p.Web, "html_url": p.web("/apps/%s", a.Slug),
		"created_at": Time(a.CreatedAt), "updated_at": Time(a.UpdatedAt),
		"permissions": a.Permissions, "events": a.Events,
	}
}

// ClientID is the App's OAuth client id.
func ClientID(a state.App) string { return NodeID("Iv1", a.ID) }

// Installation is an installation of the App.
func (p Printer) Installation(i state.Installation) Object {
	app, _ := p.Data.Apps.Get(i.AppID)
	account, _ := p.Data.Users.Get(i.AccountID)
	return Object{
		"id": i.ID, "node_id": NodeID("I", i.ID), "account": p.User(account), "repository_selection": "all",
		"access_tokens_url": p.api("/app/installations/%d/access_tokens", i.ID),
		"repositories_url":  p.api("/installation/repositories"),
		"html_url":          p.web("/settings/installations/%d", i.ID),
		"app_id":            i.AppID, "app_slug": app.Slug, "client_id": ClientID(app),
		"target_id": i.AccountID, "target_type": account.Type, "permissions": i.Permissions, "events": app.Events,
		"created_at": Time(i.CreatedAt), "updated_at": Time(i.UpdatedAt),
		"single_file_name": nil, "has_multiple_single_files": false, "single_file_paths": []string{},
		"suspended_by": nil, "suspended_at": nil,
	}
}

// InstallationToken is a fresh installation token with the text that only its asker sees.
func (p Printer) InstallationToken(t state.Token, text string) Object {
	token := Object{
		"token": text, "expires_at": Time(t.ExpiresAt), "permissions": t.Permissions, "repository_selection": "all",
	}
	if t.RepositoryIDs == nil {
		return token
	}
	repositories := []Object{}
	for _, id := range t.RepositoryIDs {
		if repo, ok := p.Data.Repositories.Get(id); ok {
			repositories = append(repositories, p.Repository(repo, identity.Actor{}))
		}
	}
	return token.With(Object{"repository_selection": "selected", "repositories": repositories})
}

// Association is GitHub's author_association of the user in the repository.
func (p Printer) Association(u state.User, repo state.Repository) string {
	switch role := identity.Role(p.Data, u, repo); {
	case u.ID == repo.OwnerID:
		return "OWNER"
	case role > state.RoleRead:
		return "COLLABORATOR"
	}
	return "NONE"
}

// Collaborator is a person with their role in a repository.
func (p Printer) Collaborator(u state.User, role state.Role) Object {
	return p.User(u).With(Object{"permissions": Permissions(role), "role_name": role.String()})
}

// Permission is the answer to what a person may do in a repository.
func (p Printer) Permission(u state.User, role state.Role) Object {
	return Object{"permission": role.Coarse(), "role_name": role.String(), "user": p.Collaborator(u, role)}
}

// Permissions is a role as GitHub's five flags.
func Permissions(role state.Role) map[string]bool {
	return map[string]bool{
		"pull": role >= state.RoleRead, "triage": role >= state.RoleTriage, "push": role >= state.RoleWrite,
		"maintain": role >= state.RoleMaintain, "admin": role >= state.RoleAdmin,
	}
}

// NoReply is the address that ties commits to an account without giving the account's own.
func NoReply(u state.User, host string) string {
	return fmt.Sprintf("%d+%s@users.noreply.%s", u.ID, u.Login, host)
}
