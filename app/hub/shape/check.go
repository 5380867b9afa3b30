package shape

import (
	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// CheckRun is a check run with its output.
func (p Printer) CheckRun(r state.CheckRun) Object {
	repo, _ := p.Data.Repositories.Get(r.RepositoryID)
	suite, _ := p.Data.CheckSuites.Get(r.SuiteID)
	app, _ := p.Data.Apps.Get(suite.AppID)
	self := p.api("/repos/%s/check-runs/%d", p.FullName(repo), r.ID)
	page := p.web("/%s/runs/%d", p.FullName(repo), r.ID)
	details := r.DetailsURL
	if details == "" {
		details = page
	}
	return Object{
		"id": r.ID, "node_id": NodeID("CR", r.ID), "name": r.Name, "head_sha": r.HeadSHA, "external_id": r.ExternalID,
		"url": self, "html_url": page, "details_url": details, "status": r.Status, "conclusion": orNull(r.Conclusion),
		"started_at": Time(r.StartedAt), "completed_at": Time(r.CompletedAt),
		"output": Object{
			"title": orNull(r.Title), "summary": orNull(r.Summary), "text": orNull(r.Text),
			"annotations_count": len(r.Annotations), "annotations_url": self + "/annotations",
		},
		"check_suite": Object{"id": r.SuiteID}, "app": p.App(app), "pull_requests": p.pullsOf(repo, r.HeadSHA),
	}
}

// CheckSuite is a check suite; head is the commit it is about.
func (p Printer) CheckSuite(s state.CheckSuite, head git.Commit) Object {
	repo, _ := p.Data.Repositories.Get(s.RepositoryID)
	app, _ := p.Data.Apps.Get(s.AppID)
	self := p.api("/repos/%s/check-suites/%d", p.FullName(repo), s.ID)
	runs := p.Data.CheckRuns.Where(func(r state.CheckRun) bool { return r.SuiteID == s.ID })
	status, conclusion := SuiteResult(runs)
	return Object{
		"id": s.ID, "node_id": NodeID("CS", s.ID), "head_branch": orNull(s.HeadBranch), "head_sha": s.HeadSHA,
		"status": status, "conclusion": orNull(conclusion), "url": self, "before": orNull(s.Before), "after": s.HeadSHA,
		"pull_requests": p.pullsOf(repo, s.HeadSHA), "app": p.App(app), "repository": p.Repository(repo, identity.Actor{}),
		"created_at": Time(s.CreatedAt), "updated_at": Time(s.UpdatedAt), "head_commit": simpleCommit(head),
		"latest_check_runs_count": len(runs), "check_runs_url": self + "/check-runs", "rerequestable": true,
		"runs_rerequestable": true,
	}
}

// SuiteResult sums up runs: the suite is done when all are, and as bad as the worst.
func SuiteResult(runs []state.CheckRun) (status, conclusion string) {
	status = "queued"
	worst := -1
	order := []string{"skipped", "neutral", "success", "stale", "cancelled", "timed_out", "action_required", "failure"}
	for _, r := range runs {
		if r.Status != "completed" {
			return "in_progress", ""
		}
		status = "completed"
		for rank, name := range order {
			if name == r.Conclusion {
				worst = max(worst, rank)
			}
		}
	}
	if worst < 0 {
		return status, ""
	}
	return status, order[worst]
}

// pullsOf lists the open pull requests whose head is the commit, in short.
func (p Printer) pullsOf(repo state.Repository, sha string) []Object {
	pulls := []Object{}
	for i := range p.Data.Issues.All() {
		if i.RepositoryID != repo.ID || i.Pull == nil || i.Closed || i.Pull.HeadSHA != sha {
			continue
		}
		short := Object{"id": repo.ID, "url": p.api("/repos/%s", p.FullName(repo)), "name": repo.Name}
		pulls = append(pulls, Object{
			"id": i.Pull.ID, "number": i.Number, "url": p.api("/repos/%s/pulls/%d", p.FullName(repo), i.Number),
			"head": Object{"ref": i.Pull.HeadRef, "sha": i.Pull.HeadSHA, "repo": short},
			"base": Object{"ref": i.Pull.BaseRef, "sha": i.Pull.BaseSHA, "repo": short},
		})
	}
	return pulls
}

func simpleCommit(c git.Commit) Object {
	return Object{
		"id": c.SHA, "tree_id": c.Tree, "message": c.Message, "timestamp": Time(c.Committer.When),
		"author":    Object{"name": c.Author.Name, "email": c.Author.Email},
		"committer": Object{"name": c.Committer.Name, "email": c.Committer.Email},
	}
}

// Annotation is a mark in a check run's output.
func (p Printer) Annotation(repo state.Repository, sha string, a state.Annotation) Object {
	return Object{
		"path": a.Path, "start_line": a.StartLine, "end_line": a.EndLine, "start_column": orNullID(a.StartColumn),
		"end_column": orNullID(a.EndColumn), "annotation_level": a.Level, "title": orNull(a.Title), "message": a.Message,
		"raw_details": orNull(a.RawDetails), "blob_href": p.api("/repos/%s/contents/%s?ref=%s", p.FullName(repo), a.Path, sha),
	}
}

// ShortSuite is a check suite as check run events carry it, without its commit.
func (p Printer) ShortSuite(s state.CheckSuite) Object {
	suite := p.CheckSuite(s, git.Commit{SHA: s.HeadSHA})
	for _, key := range []string{"head_commit", "repository", "latest_check_runs_count", "check_runs_url"} {
		delete(suite, key)
	}
	return suite
}
