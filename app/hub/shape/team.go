package shape

import "github.com/goalkeeper-dev/goalkeeper/app/hub/state"

// Team is GitHub's full team.
func (p Printer) Team(t state.Team) Object {
	org, _ := p.Data.Users.Get(t.OwnerID)
	self := p.teamURL(t)
	members := p.Data.TeamMembers.Where(func(m state.TeamMember) bool { return m.TeamID == t.ID })
	return Object{
		"id": t.ID, "node_id": NodeID("T", t.ID), "name": t.Name, "slug": t.Slug, "description": t.Description,
		"url": self, "html_url": p.web("/orgs/%s/teams/%s", org.Login, t.Slug),
		"members_url": self + "/members{/member}", "repositories_url": self + "/repos",
		"privacy": "closed", "notification_setting": "notifications_enabled", "permission": "pull", "parent": nil, "type": "organization",
		"members_count": len(members), "repos_count": 0, "created_at": Time(t.CreatedAt), "updated_at": Time(t.CreatedAt),
		"organization": p.Organization(org),
	}
}

// Membership is a person's place in a team.
func (p Printer) Membership(m state.TeamMember) Object {
	team, _ := p.Data.Teams.Get(m.TeamID)
	user, _ := p.Data.Users.Get(m.UserID)
	return Object{"url": p.teamURL(team) + "/memberships/" + user.Login, "role": m.Role, "state": "active"}
}

func (p Printer) teamURL(t state.Team) string {
	org, _ := p.Data.Users.Get(t.OwnerID)
	return p.api("/orgs/%s/teams/%s", org.Login, t.Slug)
}

// Organization is GitHub's organization as a team shows it.
func (p Printer) Organization(u state.User) Object {
	self := p.api("/orgs/%s", u.Login)
	repositories := p.Data.Repositories.Where(func(r state.Repository) bool { return r.OwnerID == u.ID && !r.Private })
	return Object{
		"login": u.Login, "id": u.ID, "node_id": NodeID("O", u.ID), "url": self, "html_url": p.web("/%s", u.Login),
		"repos_url": self + "/repos", "events_url": self + "/events", "hooks_url": self + "/hooks", "issues_url": self + "/issues",
		"members_url": self + "/members{/member}", "public_members_url": self + "/public_members{/member}",
		"avatar_url": p.web("/avatars/%d", u.ID), "description": nil, "type": u.Type,
		"has_organization_projects": false, "has_repository_projects": false,
		"public_repos": len(repositories), "public_gists": 0, "followers": 0, "following": 0,
		"created_at": Time(u.CreatedAt), "updated_at": Time(u.CreatedAt), "archived_at": nil,
	}
}
