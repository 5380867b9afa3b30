package shape

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// PullSummary is a pull request as lists show it.
func (p Printer) PullSummary(i state.Issue) Object {
	repo, _ := p.Data.Repositories.Get(i.RepositoryID)
	author, _ := p.Data.Users.Get(i.UserID)
	name := p.FullName(repo)
	self, issue, page := p.api("/repos/%s/pulls/%d", name, i.Number), p.api("/repos/%s/issues/%d", name, i.Number), p.IssuePage(i)
	statuses := p.api("/repos/%s/statuses/%s", name, i.Pull.HeadSHA)
	pull := Object{
		"id": i.Pull.ID, "node_id": NodeID("PR", i.Pull.ID), "number": i.Number, "url": self, "html_url": page,
		"diff_url": page + ".diff", "patch_url": page + ".patch", "issue_url": issue, "commits_url": self + "/commits",
		"review_comments_url": self + "/comments", "statuses_url": statuses,
		"review_comment_url": p.api("/repos/%s/pulls/comments{/number}", name), "comments_url": issue + "/comments",
		"state": stateName(i), "locked": i.Locked, "title": i.Title, "body": i.Body, "user": p.User(author),
		"labels": p.labels(i), "milestone": nil, "active_lock_reason": nil, "draft": i.Pull.Draft, "auto_merge": nil,
		"created_at": Time(i.CreatedAt), "updated_at": Time(i.UpdatedAt), "closed_at": Time(i.ClosedAt),
		"merged_at": Time(i.Pull.MergedAt), "merge_commit_sha": orNull(i.Pull.MergeCommitSHA),
		"assignee": nil, "assignees": p.users(i.AssigneeIDs), "requested_reviewers": p.users(i.Pull.ReviewerIDs),
		"requested_teams": []Object{}, "author_association": p.Association(author, repo),
		"head": p.side(repo, i.Pull.HeadRef, i.Pull.HeadSHA), "base": p.side(repo, i.Pull.BaseRef, i.Pull.BaseSHA),
		"_links": Object{
			"self": link(self), "html": link(page), "issue": link(issue), "comments": link(issue + "/comments"),
			"review_comments": link(self + "/comments"), "commits": link(self + "/commits"), "statuses": link(statuses),
			"review_comment": link(p.api("/repos/%s/pulls/comments{/number}", name)),
		},
	}
	if len(i.AssigneeIDs) > 0 {
		pull["assignee"] = p.UserByID(i.AssigneeIDs[0])
	}
	return pull
}

func link(href string) Object { return Object{"href": href} }

func (p Printer) side(repo state.Repository, ref, sha string) Object {
	owner, _ := p.Data.Users.Get(repo.OwnerID)
	return Object{
		"label": owner.Login + ":" + ref, "ref": ref, "sha": sha, "user": p.User(owner),
		"repo": p.Repository(repo, identity.Actor{}),
	}
}

// Pull is one pull request with the numbers of its change.
func (p Printer) Pull(i state.Issue, stats git.Stats) Object {
	mergeable, mergeState := any(stats.Mergeable), "clean"
	switch {
	case i.Pull.Merged || i.Closed:
		mergeable, mergeState = nil, "unknown"
	case !stats.Mergeable:
		mergeState = "dirty"
	case i.Pull.Draft:
		mergeState = "draft"
	}
	reviewComments := p.Data.ReviewComments.Where(func(c state.ReviewComment) bool { return c.IssueID == i.ID })
	return p.PullSummary(i).With(Object{
		"merged": i.Pull.Merged, "mergeable": mergeable, "rebaseable": mergeable, "mergeable_state": mergeState,
		"merged_by": p.UserByID(i.Pull.MergedBy), "comments": p.commentCount(i.ID), "review_comments": len(reviewComments),
		"maintainer_can_modify": false, "commits": stats.Commits, "additions": stats.Additions,
		"deletions": stats.Deletions, "changed_files": stats.Files,
	})
}

// Review is a review of a pull request.
func (p Printer) Review(r state.Review) Object {
	repo, _ := p.Data.Repositories.Get(r.RepositoryID)
	issue, _ := p.Data.Issues.Get(r.IssueID)
	author, _ := p.Data.Users.Get(r.UserID)
	page := fmt.Sprintf("%s#pullrequestreview-%d", p.IssuePage(issue), r.ID)
	pull := p.api("/repos/%s/pulls/%d", p.FullName(repo), issue.Number)
	review := Object{
		"id": r.ID, "node_id": NodeID("PRR", r.ID), "user": p.User(author), "body": r.Body, "state": r.State,
		"html_url": page, "pull_request_url": pull, "commit_id": r.CommitID,
		"_links":             Object{"html": link(page), "pull_request": link(pull)},
		"author_association": p.Association(author, repo),
	}
	if !r.SubmittedAt.IsZero() {
		review["submitted_at"] = Time(r.SubmittedAt)
	}
	return review
}

// ReviewComment is a comment on a place in a pull request's diff.
func (p Printer) ReviewComment(c state.ReviewComment) Object {
	repo, _ := p.Data.Repositories.Get(c.RepositoryID)
	issue, _ := p.Data.Issues.Get(c.IssueID)
	author, _ := p.Data.Users.Get(c.UserID)
	self := p.api("/repos/%s/pulls/comments/%d", p.FullName(repo), c.ID)
	pull := p.api("/repos/%s/pulls/%d", p.FullName(repo), issue.Number)
	page := fmt.Sprintf("%s#discussion_r%d", p.IssuePage(issue), c.ID)
	comment := Object{
		"id": c.ID, "node_id": NodeID("PRRC", c.ID), "url": self, "html_url": page, "pull_request_url": pull,
		"pull_request_review_id": orNullID(c.ReviewID), "diff_hunk": c.DiffHunk, "path": c.Path, "body": c.Body,
		"commit_id": c.CommitID, "original_commit_id": c.CommitID, "user": p.User(author),
		"created_at": Time(c.CreatedAt), "updated_at": Time(c.UpdatedAt),
		"author_association": p.Association(author, repo), "reactions": p.rollup(c.ID, self),
		"start_line": orNullID(c.StartLine), "original_start_line": orNullID(c.StartLine), "start_side": orNull(c.StartSide),
		"_links": Object{"self": link(self), "html": link(page), "pull_request": link(pull)},
	}
	if c.Line == 0 {
		return comment.With(Object{"subject_type": "file"})
	}
	comment = comment.With(Object{
		"subject_type": "line", "line": c.Line, "original_line": c.Line, "side": c.Side,
		"position": c.Position, "original_position": c.Position,
	})
	if c.InReplyTo != 0 {
		comment["in_reply_to_id"] = c.InReplyTo
	}
	return comment
}
