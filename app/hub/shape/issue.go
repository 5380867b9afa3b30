package shape

import (
	"net/url"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

func escape(segment string) string { return url.PathEscape(segment) }

// Issue is an issue, or a pull request seen as one.
func (p Printer) Issue(i state.Issue) Object {
	repo, _ := p.Data.Repositories.Get(i.RepositoryID)
	author, _ := p.Data.Users.Get(i.UserID)
	self := p.api("/repos/%s/issues/%d", p.FullName(repo), i.Number)
	issue := Object{
		"id": i.ID, "node_id": NodeID("I", i.ID), "number": i.Number, "title": i.Title, "body": i.Body,
		"url": self, "repository_url": p.api("/repos/%s", p.FullName(repo)), "html_url": p.IssuePage(i),
		"labels_url": self + "/labels{/name}", "comments_url": self + "/comments", "events_url": self + "/events",
		"timeline_url": self + "/timeline",
		"user":         p.User(author), "author_association": p.Association(author, repo),
		"labels": p.labels(i), "assignee": nil, "assignees": p.users(i.AssigneeIDs), "milestone": nil,
		"state": stateName(i), "state_reason": orNull(i.StateReason), "locked": i.Locked, "active_lock_reason": nil,
		"comments": p.commentCount(i.ID), "closed_by": p.UserByID(i.ClosedBy), "performed_via_github_app": nil,
		"created_at": Time(i.CreatedAt), "updated_at": Time(i.UpdatedAt), "closed_at": Time(i.ClosedAt),
		"reactions": p.rollup(i.ID, self),
	}
	if len(i.AssigneeIDs) > 0 {
		issue["assignee"] = p.UserByID(i.AssigneeIDs[0])
	}
	if i.Pull != nil {
		pull := p.api("/repos/%s/pulls/%d", p.FullName(repo), i.Number)
		issue["draft"] = i.Pull.Draft
		issue["pull_request"] = Object{
			"url": pull, "html_url": p.IssuePage(i), "diff_url": p.IssuePage(i) + ".diff",
			"patch_url": p.IssuePage(i) + ".patch", "merged_at": Time(i.Pull.MergedAt),
		}
	}
	return issue
}

// IssuePage is the address of the issue's or pull request's web page.
func (p Printer) IssuePage(i state.Issue) string {
	repo, _ := p.Data.Repositories.Get(i.RepositoryID)
	kind := "issues"
	if i.Pull != nil {
		kind = "pull"
	}
	return p.web("/%s/%s/%d", p.FullName(repo), kind, i.Number)
}

// Comment is a comment on an issue.
func (p Printer) Comment(c state.Comment) Object {
	repo, _ := p.Data.Repositories.Get(c.RepositoryID)
	issue, _ := p.Data.Issues.Get(c.IssueID)
	author, _ := p.Data.Users.Get(c.UserID)
	self := p.api("/repos/%s/issues/comments/%d", p.FullName(repo), c.ID)
	return Object{
		"id": c.ID, "node_id": NodeID("IC", c.ID), "url": self, "body": c.Body,
		"html_url":  p.IssuePage(issue) + "#issuecomment-" + itoa(c.ID),
		"issue_url": p.api("/repos/%s/issues/%d", p.FullName(repo), issue.Number),
		"user":      p.User(author), "author_association": p.Association(author, repo),
		"created_at": Time(c.CreatedAt), "updated_at": Time(c.UpdatedAt),
		"performed_via_github_app": p.viaApp(author), "reactions": p.rollup(c.ID, self),
	}
}

func (p Printer) viaApp(author state.User) any {
	app, ok := p.Data.Apps.First(func(a state.App) bool { return a.BotID == author.ID })
	if !ok {
		return nil
	}
	return p.App(app)
}

// IssueEvent is one thing that happened to an issue; REST lists it with the issue inside.
func (p Printer) IssueEvent(e state.IssueEvent) Object {
	repo, _ := p.Data.Repositories.Get(e.RepositoryID)
	event := Object{
		"id": e.ID, "node_id": NodeID("IE", e.ID), "url": p.api("/repos/%s/issues/events/%d", p.FullName(repo), e.ID),
		"actor": p.UserByID(e.ActorID), "event": e.Event, "created_at": Time(e.CreatedAt),
		"commit_id": orNull(e.CommitID), "commit_url": nil, "performed_via_github_app": nil,
	}
	if e.CommitID != "" {
		event["commit_url"] = p.api("/repos/%s/commits/%s", p.FullName(repo), e.CommitID)
	}
	if e.LabelName != "" {
		event["label"] = Object{"name": e.LabelName, "color": e.LabelColor}
	}
	if e.AssigneeID != 0 {
		event["assignee"], event["assigner"] = p.UserByID(e.AssigneeID), p.UserByID(e.ActorID)
	}
	if e.RenameTo != "" {
		event["rename"] = Object{"from": e.RenameFrom, "to": e.RenameTo}
	}
	if e.ReviewerID != 0 {
		event["requested_reviewer"], event["review_requester"] = p.UserByID(e.ReviewerID), p.UserByID(e.ActorID)
	}
	return event
}

// Reaction is one person's emoji.
func (p Printer) Reaction(r state.Reaction) Object {
	return Object{
		"id": r.ID, "node_id": NodeID("REA", r.ID), "user": p.UserByID(r.UserID), "content": r.Content,
		"created_at": Time(r.CreatedAt),
	}
}

func (p Printer) rollup(subject int64, self string) Object {
	counts := Object{"url": self + "/reactions", "total_count": 0}
	for _, content := range state.ReactionContents() {
		counts[content] = 0
	}
	for r := range p.Data.Reactions.All() {
		if r.SubjectID == subject {
			counts[r.Content] = counts[r.Content].(int) + 1
			counts["total_count"] = counts["total_count"].(int) + 1
		}
	}
	return counts
}

func (p Printer) labels(i state.Issue) []Object {
	labels := []Object{}
	for _, id := range i.LabelIDs {
		if label, ok := p.Data.Labels.Get(id); ok {
			labels = append(labels, p.Label(label))
		}
	}
	return labels
}

func (p Printer) users(ids []int64) []Object {
	users := []Object{}
	for _, id := range ids {
		if user, ok := p.Data.Users.Get(id); ok {
			users = append(users, p.User(user))
		}
	}
	return users
}

func (p Printer) commentCount(issue int64) int {
	return len(p.Data.Comments.Where(func(c state.Comment) bool { return c.IssueID == issue }))
}

func stateName(i state.Issue) string {
	if i.Closed {
		return "closed"
	}
	return "open"
}

func escapePath(path string) string { return (&url.URL{Path: path}).EscapedPath() }
