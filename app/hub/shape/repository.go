package shape

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// FullName is OWNER/NAME.
func (p Printer) FullName(r state.Repository) string {
	owner, _ := p.Data.Users.Get(r.OwnerID)
	return owner.Login + "/" + r.Name
}

// Repository is GitHub's full repository as the viewer sees it.
func (p Printer) Repository(r state.Repository, viewer identity.Actor) Object {
	owner, _ := p.Data.Users.Get(r.OwnerID)
	role := identity.Effective(p.Data, viewer.User, r)
	if viewer.Installation() {
		role = installationRole(viewer)
	}
	repo := p.repositoryLinks(r).With(Object{
		"id": r.ID, "node_id": NodeID("R", r.ID), "name": r.Name, "full_name": p.FullName(r), "owner": p.User(owner),
		"private": r.Private, "visibility": visibility(r), "description": orNull(r.Description), "homepage": nil,
		"fork": false, "language": nil, "license": nil, "is_template": false, "topics": []string{}, "size": 0,
		"default_branch": r.DefaultBranch, "archived": false, "disabled": false, "mirror_url": nil,
		"forks_count": 0, "forks": 0, "stargazers_count": 0, "watchers_count": 0, "watchers": 0,
		"subscribers_count": 0, "network_count": 0, "open_issues_count": p.openIssues(r), "open_issues": p.openIssues(r),
		"has_issues": true, "has_projects": false, "has_wiki": false, "has_pages": false, "has_downloads": true,
		"has_discussions": false, "allow_forking": true, "web_commit_signoff_required": false,
		"allow_merge_commit": true, "allow_squash_merge": true, "allow_rebase_merge": true, "allow_auto_merge": false,
		"delete_branch_on_merge": false, "allow_update_branch": false,
		"pushed_at": Time(r.PushedAt), "created_at": Time(r.CreatedAt), "updated_at": Time(r.UpdatedAt),
		"permissions": Permissions(role),
	})
	if owner.Type == state.TypeOrganization {
		repo["organization"] = p.User(owner)
	}
	return repo
}

func (p Printer) repositoryLinks(r state.Repository) Object {
	name := p.FullName(r)
	self, page := p.api("/repos/%s", name), p.web("/%s", name)
	links := Object{
		"url": self, "html_url": page, "clone_url": page + ".git", "svn_url": page,
		"git_url": strings.Replace(page, "http", "git", 1) + ".git", "ssh_url": "git@" + p.Host() + ":" + name + ".git",
	}
	for key, below := range map[string]string{
		"archive": "{archive_format}{/ref}", "assignees": "assignees{/user}", "blobs": "git/blobs{/sha}",
		"branches": "branches{/branch}", "collaborators": "collaborators{/collaborator}", "comments": "comments{/number}",
		"commits": "commits{/sha}", "compare": "compare/{base}...{head}", "contents": "contents/{+path}",
		"contributors": "contributors", "deployments": "deployments", "downloads": "downloads", "events": "events",
		"forks": "forks", "git_commits": "git/commits{/sha}", "git_refs": "git/refs{/sha}", "git_tags": "git/tags{/sha}",
		"hooks": "hooks", "issue_comment": "issues/comments{/number}", "issue_events": "issues/events{/number}",
		"issues": "issues{/number}", "keys": "keys{/key_id}", "labels": "labels{/name}", "languages": "languages",
		"merges": "merges", "milestones": "milestones{/number}", "notifications": "notifications{?since,all,participating}",
		"pulls": "pulls{/number}", "releases": "releases{/id}", "stargazers": "stargazers", "statuses": "statuses/{sha}",
		"subscribers": "subscribers", "subscription": "subscription", "tags": "tags", "teams": "teams",
		"trees": "git/trees{/sha}",
	} {
		links[key+"_url"] = self + "/" + below
	}
	return links
}

// Host is the hub's host and port.
func (p Printer) Host() string {
	_, host, _ := strings.Cut(p.Web, "://")
	return host
}

// HostName is the hub's host without the port.
func (p Printer) HostName() string {
	name, _, _ := strings.Cut(p.Host(), ":")
	return name
}

func (p Printer) openIssues(r state.Repository) int {
	return len(p.Data.Issues.Where(func(i state.Issue) bool { return i.RepositoryID == r.ID && !i.Closed }))
}

func visibility(r state.Repository) string {
	if r.Private {
		return "private"
	}
	return "public"
}

// installationRole is the role that a token's permission on contents amounts to.
func installationRole(a identity.Actor) state.Role {
	if identity.Grants(a.Token.Permissions, "contents", "write") {
		return state.RoleWrite
	}
	return state.RoleRead
}

// Label is a repository's label.
func (p Printer) Label(l state.Label) Object {
	repo, _ := p.Data.Repositories.Get(l.RepositoryID)
	return Object{
		"id": l.ID, "node_id": NodeID("LA", l.ID), "url": p.api("/repos/%s/labels/%s", p.FullName(repo), escape(l.Name)),
		"name": l.Name, "description": orNull(l.Description), "color": l.Color, "default": l.Default,
	}
}
