package github

import (
	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

func userOf(u *gh.User) app.User {
	return app.User{ID: u.GetID(), Login: u.GetLogin(), Type: u.GetType()}
}

func issueOf(i *gh.Issue) app.Issue {
	return app.Issue{
		ID: i.GetID(), Number: i.GetNumber(), Title: i.GetTitle(), Body: i.GetBody(), URL: i.GetHTMLURL(),
		State: i.GetState(), Author: userOf(i.GetUser()), IsPull: i.IsPullRequest(),
		UpdatedAt: i.GetUpdatedAt().UTC(),
	}
}

func commentOf(c *gh.IssueComment) app.Comment {
	return app.Comment{
		ID: c.GetID(), Body: c.GetBody(), URL: c.GetHTMLURL(), Author: userOf(c.GetUser()),
		CreatedAt: c.GetCreatedAt().UTC(), UpdatedAt: c.GetUpdatedAt().UTC(),
	}
}

func pullOf(p *gh.PullRequest) app.Pull {
	return app.Pull{
		Number: p.GetNumber(), URL: p.GetHTMLURL(), Head: p.GetHead().GetRef(), Base: p.GetBase().GetRef(),
		Commit: app.Commit(p.GetHead().GetSHA()), Draft: p.GetDraft(), Merged: p.GetMerged() || p.MergedAt != nil,
	}
}

func repoOf(r *gh.Repository) app.Repo {
	return app.Repo{
		ID: r.GetID(), Owner: r.GetOwner().GetLogin(), Name: r.GetName(), DefaultBranch: r.GetDefaultBranch(),
		CloneURL: r.GetCloneURL(), WebURL: r.GetHTMLURL(), Private: r.GetPrivate(),
	}
}
