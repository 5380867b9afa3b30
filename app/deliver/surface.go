package deliver

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// converge makes GitHub show the newest version of a surface.
func (d *Deliverer) converge(ctx context.Context, q store.QueuedSurface) error {
	s := q.Surface
	if err := d.pace(ctx, s.Installation); err != nil {
		return err
	}
	ctx, cancel := detach(ctx)
	defer cancel()
	remote, err := d.apply(ctx, q)
	d.wrote(s.Installation)
	if err == nil {
		return d.Outbox.Applied(ctx, s.Goal, s.Kind, q.Digest, remote)
	}
	until := delay(q.Attempts, err, d.Clock.Now(), d.Retry)
	d.Logger.WarnContext(ctx, "surface comes again",
		"goal_id", s.Goal, "surface", s.Kind, "until", until, "error", err.Error())
	if err := d.Outbox.DelaySurface(ctx, s.Goal, s.Kind, until, err.Error()); err != nil {
		return err
	}
	if github.CodeOf(err) == github.CodeLimit {
		return errLimited
	}
	return nil
}

// apply returns the id under which the surface is known on GitHub.
func (d *Deliverer) apply(ctx context.Context, q store.QueuedSurface) (int64, error) {
	s := q.Surface
	switch s.Kind {
	case app.SurfaceGoalComment:
		var c app.GoalComment
		if err := json.Unmarshal(s.Data, &c); err != nil {
			return q.RemoteID, fmt.Errorf("read goal comment: %w", err)
		}
		return d.goalComment(ctx, s, c, q.RemoteID)
	case app.SurfacePullBody:
		var p app.PullBody
		if err := json.Unmarshal(s.Data, &p); err != nil {
			return q.RemoteID, fmt.Errorf("read pull request's body: %w", err)
		}
		return q.RemoteID, d.pullBody(ctx, s, p)
	case app.SurfaceCheckRun:
		var run app.CheckRun
		if err := json.Unmarshal(s.Data, &run); err != nil {
			return q.RemoteID, fmt.Errorf("read check run: %w", err)
		}
		return d.checkRun(ctx, s, run, q.RemoteID)
	}
	return q.RemoteID, fmt.Errorf("surface %q is not known", s.Kind)
}

// goalComment edits the comment, finds it again when its id is not known, and
// writes it when it is not there or somebody deleted it.
func (d *Deliverer) goalComment(ctx context.Context, s app.Surface, c app.GoalComment, id int64) (int64, error) {
	if id == 0 {
		found, ok, err := d.GitHub.FindComment(ctx, s.Installation, s.Repo, c.Number, c.Mark)
		if err != nil {
			return 0, err
		}
		if ok {
			id = found.ID
		}
	}
	if id != 0 {
		err := d.GitHub.EditComment(ctx, s.Installation, s.Repo, id, c.Body)
		if code := github.CodeOf(err); err == nil || code != github.CodeNotFound && code != github.CodeGone {
			return id, err
		}
	}
	made, err := d.GitHub.CreateComment(ctx, s.Installation, s.Repo, c.Number, c.Body)
	return made.ID, err
}

// checkRun writes the verdict on the head; that of the head before, which says
// that work goes on or waits, ends when the new one stands.
func (d *Deliverer) checkRun(ctx context.Context, s app.Surface, run app.CheckRun, before int64) (int64, error) {
	id, err := d.GitHub.PutCheckRun(ctx, s.Installation, s.Repo, run)
	if err != nil || before == 0 || before == id {
		return id, err
	}
	err = d.GitHub.LeaveCheckRun(ctx, s.Installation, s.Repo, before, run.Head)
	if github.CodeOf(err).Definitive() {
		d.Logger.WarnContext(ctx, "check run of the head before stays", "goal_id", s.Goal, "error", err.Error())
		return id, nil
	}
	return id, err
}

// pullBody rewrites our part of the description. A host that cannot change
// whether a pull request is a draft keeps it as it is.
func (d *Deliverer) pullBody(ctx context.Context, s app.Surface, p app.PullBody) error {
	now, err := d.GitHub.Describe(ctx, s.Installation, s.Repo, p.Number)
	if err != nil {
		return err
	}
	if body := splice(now.Body, p.Body); body != now.Body {
		if err := d.GitHub.UpdatePull(ctx, s.Installation, s.Repo, p.Number, body); err != nil {
			return err
		}
	}
	if now.Draft == p.Draft {
		return nil
	}
	err = d.GitHub.SetDraft(ctx, s.Installation, s.Repo, now, p.Draft)
	if github.CodeOf(err).Definitive() {
		d.Logger.WarnContext(ctx, "pull request keeps its draft state", "goal_id", s.Goal, "error", err.Error())
		return nil
	}
	return err
}
