package github

import (
	"context"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// CheckName is the name under which our check runs stand on a commit.
const CheckName = "goalkeeper"

// PutCheckRun makes the commit's check run with run's external id say what
// run says: creates it, or updates the one that is there.
func (c *Client) PutCheckRun(ctx context.Context, installation int64, repo app.Repo, run app.CheckRun) (int64, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return 0, err
	}
	id, err := c.checkRun(ctx, h, repo, run)
	if err != nil {
		return 0, err
	}
	output := &gh.CheckRunOutput{Title: &run.Title, Summary: gh.String(Cut(run.Summary, MaxBody))}
	if run.Text != "" || id != 0 { // what stood there goes
		output.Text = gh.String(Cut(run.Text, MaxBody))
	}
	if output.Annotations, err = h.remarks(ctx, repo, run, id); err != nil {
		return 0, err
	}
	var put *gh.CheckRun
	if id == 0 {
		put, _, err = h.Checks.CreateCheckRun(ctx, repo.Owner, repo.Name, gh.CreateCheckRunOptions{
			Name: CheckName, HeadSHA: string(run.Head), ExternalID: optional(run.ExternalID), Status: &run.Status,
			Conclusion: optional(run.Conclusion), DetailsURL: optional(run.DetailsURL), Output: output,
		})
	} else {
		put, _, err = h.Checks.UpdateCheckRun(ctx, repo.Owner, repo.Name, id, gh.UpdateCheckRunOptions{
			Name: CheckName, Status: &run.Status,
			Conclusion: optional(run.Conclusion), DetailsURL: optional(run.DetailsURL), Output: output,
		})
	}
	if err != nil {
		return 0, h.fault(writes, err, "put check run on %s@%s", repo, run.Head.Short())
	}
	return put.GetID(), nil
}

// LeaveCheckRun completes the check run of a head that another has followed,
// unless it holds a verdict.
func (c *Client) LeaveCheckRun(ctx context.Context, installation int64, repo app.Repo, id int64, next app.Commit) error {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return err
	}
	run, _, err := h.Checks.GetCheckRun(ctx, repo.Owner, repo.Name, id)
	if err != nil {
		return h.fault(reads, err, "read check run %d of %s", id, repo)
	}
	if run.GetStatus() == "completed" && run.GetConclusion() != "action_required" {
		return nil
	}
	title := "Followed by " + next.Short()
	_, _, err = h.Checks.UpdateCheckRun(ctx, repo.Owner, repo.Name, id, gh.UpdateCheckRunOptions{
		Name: CheckName, Status: gh.String("completed"), Conclusion: gh.String("neutral"),
		Output: &gh.CheckRunOutput{Title: &title, Summary: gh.String("Work went on: the check run of " + next.Short() + " has the verdict.")},
	})
	return h.fault(writes, err, "end check run %d of %s", id, repo)
}

// checkRun finds our check run by its external id; 0 when there is none.
func (c *Client) checkRun(ctx context.Context, h *held, repo app.Repo, run app.CheckRun) (int64, error) {
	opts := &gh.ListCheckRunsOptions{
		CheckName: gh.String(CheckName), Filter: gh.String("all"), AppID: &c.appID,
		ListOptions: gh.ListOptions{PerPage: perPage},
	}
	for range maxPages {
		page, answer, err := h.Checks.ListCheckRunsForRef(ctx, repo.Owner, repo.Name, string(run.Head), opts)
		if err != nil {
			return 0, h.fault(reads, err, "list check runs of %s@%s", repo, run.Head.Short())
		}
		for _, r := range page.CheckRuns {
			if r.GetExternalID() == run.ExternalID && r.GetApp().GetID() == c.appID {
				return r.GetID(), nil
			}
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return 0, nil
}

// maxAnnotations is what GitHub takes in one request.
const maxAnnotations = 50

// remarks are the annotations that the check run lacks: GitHub adds those of
// each request to what is there.
func (h *held) remarks(ctx context.Context, repo app.Repo, run app.CheckRun, id int64) ([]*gh.CheckRunAnnotation, error) {
	if len(run.Annotations) == 0 {
		return nil, nil
	}
	had := map[app.Annotation]bool{}
	opts := &gh.ListOptions{PerPage: perPage}
	for range maxPages {
		if id == 0 {
			break
		}
		page, answer, err := h.Checks.ListCheckRunAnnotations(ctx, repo.Owner, repo.Name, id, opts)
		if err != nil {
			return nil, h.fault(reads, err, "list annotations of %s@%s", repo, run.Head.Short())
		}
		for _, a := range page {
			had[app.Annotation{Path: a.GetPath(), Line: a.GetStartLine(), Level: a.GetAnnotationLevel(), Title: a.GetTitle(), Message: a.GetMessage()}] = true
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	var out []*gh.CheckRunAnnotation
	for _, a := range run.Annotations {
		if !had[a] && len(out) < maxAnnotations {
			out = append(out, &gh.CheckRunAnnotation{
				Path: &a.Path, StartLine: &a.Line, EndLine: &a.Line, AnnotationLevel: &a.Level, Title: &a.Title, Message: &a.Message,
			})
		}
	}
	return out, nil
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
