package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

const selectGoal = `SELECT id, host, installation, repo, issue_id, number, title, state, paused, breakpoint, not_before, resting, pull, head,
	seq, hash, opened_at, changed_at, lease_owner, lease_until,
	(SELECT count(*) FROM goal_input WHERE goal = goals.id AND is_read = 0) FROM goals `

func readGoal(r *sql.Rows) (g store.Summary, err error) {
	var repo []byte
	var notBefore, opened, changed, lease int64
	if err := r.Scan(&g.ID, &g.Host, &g.Installation, &repo, &g.IssueID, &g.Number, &g.Title, &g.State, &g.Paused,
		&g.Breakpoint, &notBefore, &g.Resting, &g.Pull, &g.Head, &g.Seq, &g.Hash, &opened, &changed, &g.Owner, &lease, &g.Unread); err != nil {
		return g, err
	}
	g.NotBefore, g.OpenedAt, g.ChangedAt, g.LeaseUntil = fromMicros(notBefore), fromMicros(opened), fromMicros(changed), fromMicros(lease)
	g.Repo, err = decodeRepo(repo)
	return g, err
}

// Goal is [store.Goals].
func (s *Store) Goal(ctx context.Context, id app.GoalID) (store.Summary, error) {
	g, err := one(ctx, s.r, readGoal, selectGoal+`WHERE id = ?`, id)
	if err != nil {
		return g, fmt.Errorf("read goal %s: %w", id, err)
	}
	return g, nil
}

// GoalOf is [store.Goals].
func (s *Store) GoalOf(ctx context.Context, host string, issueID int64) (store.Summary, error) {
	g, err := one(ctx, s.r, readGoal, selectGoal+`WHERE host = ? AND issue_id = ? ORDER BY live DESC, id DESC LIMIT 1`, host, issueID)
	if err != nil {
		return g, fmt.Errorf("read goal of issue %d on %s: %w", issueID, host, err)
	}
	return g, nil
}

// GoalOfPull is [store.Goals].
func (s *Store) GoalOfPull(ctx context.Context, host string, repoID int64, number int) (store.Summary, error) {
	g, err := one(ctx, s.r, readGoal, selectGoal+`WHERE host = ? AND repo_id = ? AND pull = ? AND pull > 0
		ORDER BY live DESC, id DESC LIMIT 1`, host, repoID, number)
	if err != nil {
		return g, fmt.Errorf("read goal of pull request %d in repository %d on %s: %w", number, repoID, host, err)
	}
	return g, nil
}

// List is [store.Goals].
func (s *Store) List(ctx context.Context, f store.Filter) ([]store.Summary, error) {
	where, args := []string{"true"}, []any{}
	if f.Host != "" {
		where, args = append(where, "host = ?"), append(args, f.Host)
	}
	if f.RepoID != 0 {
		where, args = append(where, "repo_id = ?"), append(args, f.RepoID)
	}
	if f.Head != "" {
		where, args = append(where, "head = ?", "head <> ''"), append(args, f.Head)
	}
	if f.Live {
		where = append(where, "live = 1")
	}
	if len(f.States) > 0 {
		where = append(where, "state IN ("+holes(len(f.States))+")")
		for _, st := range f.States {
			args = append(args, st)
		}
	}
	q := selectGoal + "WHERE " + strings.Join(where, " AND ") + " ORDER BY id DESC"
	if f.Limit > 0 {
		q, args = q+" LIMIT ?", append(args, f.Limit)
	}
	all, err := query(ctx, s.r, readGoal, q, args...)
	if err != nil {
		return nil, fmt.Errorf("list goals: %w", err)
	}
	return all, nil
}

// Runnable is [store.Goals].
func (s *Store) Runnable(ctx context.Context, limit int) ([]app.GoalID, error) {
	now := micros(s.clock())
	all, err := query(ctx, s.r, readID, `SELECT id FROM goals WHERE live = 1 AND lease_until <= ? AND (
			EXISTS (SELECT 1 FROM goal_input WHERE goal = goals.id AND is_read = 0)
			OR (paused = 0 AND not_before <= ? AND (not_before > 0 OR resting = 0)))
		ORDER BY id LIMIT ?`, now, now, limit)
	if err != nil {
		return nil, fmt.Errorf("list runnable goals: %w", err)
	}
	return all, nil
}

func readID(r *sql.Rows) (id app.GoalID, err error) { return id, r.Scan(&id) }

// Events is [store.Goals].
func (s *Store) Events(ctx context.Context, id app.GoalID, after int64) ([]app.Event, error) {
	all, err := query(ctx, s.r, readEvent, `SELECT goal, seq, at, kind, v, actor, epoch, prev, hash, data FROM events
		WHERE goal = ? AND seq > ? ORDER BY seq`, id, after)
	if err != nil {
		return nil, fmt.Errorf("read log of goal %s: %w", id, err)
	}
	return all, nil
}

func readEvent(r *sql.Rows) (e app.Event, err error) {
	var at int64
	var data []byte
	err = r.Scan(&e.Goal, &e.Seq, &at, &e.Kind, &e.V, &e.Actor, &e.Epoch, &e.Prev, &e.Hash, &data)
	e.At, e.Data = fromMicros(at), data
	return e, err
}
