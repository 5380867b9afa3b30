package service

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// CheckChange is what a check run is made with or changed to; nil fields stay.
type CheckChange struct {
	Name, HeadSHA, ExternalID, DetailsURL, Status, Conclusion *string
	StartedAt, CompletedAt                                    *time.Time
	Output                                                    *CheckOutput
	Actions                                                   *[]state.CheckAction
}

// CheckOutput is a check run's report; annotations are added to those already there.
type CheckOutput struct {
	Title, Summary, Text *string
	Annotations          []state.Annotation
}

// CreateCheck makes a check run of the App on a commit.
func (s *Service) CreateCheck(ctx context.Context, a identity.Actor, path Path, c CheckChange) (run state.CheckRun, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.WriteChecks)
		if err != nil {
			return err
		}
		if c.Name == nil || *c.Name == "" {
			return refusal.Missing("CheckRun", "name")
		}
		if c.HeadSHA == nil {
			return refusal.Missing("CheckRun", "head_sha")
		}
		head, err := s.Git.Repository(repo.ID).Commit(ctx, *c.HeadSHA)
		if errors.Is(err, git.ErrMissing) {
			return refusal.Unprocessable("No commit found for SHA: " + *c.HeadSHA)
		}
		if err != nil {
			return err
		}
		suite := t.suite(repo, head.SHA)
		run = state.CheckRun{
			ID: t.NextID(), RepositoryID: repo.ID, SuiteID: suite.ID, HeadSHA: head.SHA, Status: "queued",
		}
		if err := t.putCheck(&run, c); err != nil {
			return err
		}
		return t.emitCheck("created", run)
	})
	return run, err
}

// EditCheck changes a check run of the App.
func (s *Service) EditCheck(ctx context.Context, a identity.Actor, path Path, id int64, c CheckChange) (run state.CheckRun, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.WriteChecks)
		if err != nil {
			return err
		}
		var ok bool
		if run, ok = t.CheckRuns.Get(id); !ok || run.RepositoryID != repo.ID {
			return refusal.NotFound()
		}
		before := run.Status
		if err := t.putCheck(&run, c); err != nil {
			return err
		}
		if run.Status != "completed" || before == "completed" {
			return nil
		}
		return t.emitCheck("completed", run)
	})
	return run, err
}

func (t *tx) putCheck(run *state.CheckRun, c CheckChange) error {
	assign(&run.Name, c.Name)
	assign(&run.ExternalID, c.ExternalID)
	assign(&run.DetailsURL, c.DetailsURL)
	assign(&run.StartedAt, c.StartedAt)
	assign(&run.Actions, c.Actions)
	if err := setCheckStatus(run, c, t.now); err != nil {
		return err
	}
	if c.Output != nil {
		assign(&run.Title, c.Output.Title)
		assign(&run.Summary, c.Output.Summary)
		assign(&run.Text, c.Output.Text)
		run.Annotations = append(slices.Clone(run.Annotations), c.Output.Annotations...)
	}
	if err := checkOutput(*run, c); err != nil {
		return err
	}
	t.CheckRuns.Put(*run)
	return nil
}

func setCheckStatus(run *state.CheckRun, c CheckChange, now time.Time) error {
	if c.Status != nil && !slices.Contains([]string{"queued", "in_progress", "completed"}, *c.Status) {
		return refusal.Invalid(refusal.Field{Resource: "CheckRun", Field: "status", Code: "invalid", Value: *c.Status})
	}
	if c.Conclusion != nil && !slices.Contains(conclusions(), *c.Conclusion) {
		return refusal.Invalid(refusal.Field{Resource: "CheckRun", Field: "conclusion", Code: "invalid", Value: *c.Conclusion})
	}
	if c.Status != nil && *c.Status == "completed" && c.Conclusion == nil && run.Conclusion == "" {
		return refusal.Missing("CheckRun", "conclusion")
	}
	assign(&run.Status, c.Status)
	assign(&run.Conclusion, c.Conclusion)
	if c.Conclusion != nil {
		run.Status = "completed"
	}
	if run.Status != "completed" {
		run.Conclusion, run.CompletedAt = "", time.Time{}
	} else if run.CompletedAt.IsZero() {
		run.CompletedAt = now
	}
	assign(&run.CompletedAt, c.CompletedAt)
	if run.StartedAt.IsZero() {
		run.StartedAt = now
	}
	return nil
}

func conclusions() []string {
	return []string{"action_required", "cancelled", "failure", "neutral", "success", "skipped", "stale", "timed_out"}
}

// checkOutput holds what was asked against GitHub's limits.
func checkOutput(run state.CheckRun, c CheckChange) error {
	const textLimit = 65535
	if c.Output != nil && run.Title == "" {
		return refusal.Missing("CheckRun", "output.title")
	}
	if err := checkLength("CheckRun", "summary", run.Summary, textLimit); err != nil {
		return err
	}
	if err := checkLength("CheckRun", "text", run.Text, textLimit); err != nil {
		return err
	}
	if c.Output != nil && len(c.Output.Annotations) > 50 {
		return refusal.Invalid(refusal.Field{
			Resource: "CheckRun", Field: "annotations", Code: "invalid", Message: "annotations exceeds a maximum quantity of 50",
		})
	}
	if len(run.Actions) > 3 {
		return refusal.Invalid(refusal.Field{
			Resource: "CheckRun", Field: "actions", Code: "invalid", Message: "actions exceeds a maximum quantity of 3",
		})
	}
	for _, action := range run.Actions {
		if len(action.Label) > 20 || len(action.Description) > 40 || len(action.Identifier) > 20 {
			return refusal.Invalid(refusal.Field{Resource: "CheckRun", Field: "actions", Code: "invalid"})
		}
	}
	return nil
}

// suite is the App's suite on the commit, made when there is none yet.
func (t *tx) suite(repo state.Repository, sha string) state.CheckSuite {
	app, _ := t.app()
	suite, ok := t.CheckSuites.First(func(s state.CheckSuite) bool {
		return s.RepositoryID == repo.ID && s.AppID == app.ID && s.HeadSHA == sha
	})
	if !ok {
		suite = state.CheckSuite{
			ID: t.NextID(), RepositoryID: repo.ID, AppID: app.ID, HeadSHA: sha, CreatedAt: t.now, UpdatedAt: t.now,
		}
		t.CheckSuites.Put(suite)
	}
	return suite
}

// requestSuite asks the App for checks on a pushed commit.
func (t *tx) requestSuite(repo state.Repository, stored git.Repository, c git.Change) error {
	head, err := stored.Commit(t.ctx, c.After)
	if err != nil {
		return err
	}
	suite := t.suite(repo, head.SHA)
	suite.HeadBranch, suite.UpdatedAt = c.Branch(), t.now
	if c.Before != git.Zero {
		suite.Before = c.Before
	}
	t.CheckSuites.Put(suite)
	return t.emit("check_suite", "requested", repo, shape.Object{"check_suite": t.print.CheckSuite(suite, head)})
}

func (t *tx) emitCheck(action string, run state.CheckRun) error {
	repo, _ := t.Repositories.Get(run.RepositoryID)
	suite, _ := t.CheckSuites.Get(run.SuiteID)
	check := t.print.CheckRun(run).With(shape.Object{"check_suite": t.print.ShortSuite(suite)})
	if err := t.emit("check_run", action, repo, shape.Object{"check_run": check}); err != nil {
		return err
	}
	runs := t.CheckRuns.Where(func(r state.CheckRun) bool { return r.SuiteID == suite.ID })
	if status, _ := shape.SuiteResult(runs); action != "completed" || status != "completed" {
		return nil
	}
	head, err := t.service.Git.Repository(repo.ID).Commit(t.ctx, suite.HeadSHA)
	if err != nil {
		return err
	}
	return t.emit("check_suite", "completed", repo, shape.Object{"check_suite": t.print.CheckSuite(suite, head)})
}
