package pipeline

import (
	"context"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// mayShow tells whether a draft may show a checkpoint that is not proven. A
// push starts the repository's CI, so nothing leaves that a gate would ask
// about, nor where the policy wants a person before the push.
func (h harness) mayShow(ctx context.Context, tree app.Tree, stat app.DiffStat) (bool, error) {
	if h.rules.OpenPR != policy.OpenFirstCheckpoint || h.terms(stat.Paths()).BeforePush == policy.PushApproval {
		return false, nil
	}
	if _, raised := h.raised(stat.Paths()); raised {
		return false, nil
	}
	verdict, err := h.judgeTree(ctx, tree, app.PhaseVerification)
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(verdict.Children, func(v app.Verdict) bool {
		return v.Status != app.StatusPass && v.Action.Severity() >= app.ActionAsk.Severity()
	}), nil
}

// show wants the branch at the newest checkpoint, and a draft that shows it.
// The goal rests until GitHub has answered.
func (r *run) show(ctx context.Context) error {
	cp := r.goal.ToShow()
	if err := r.push(cp.Commit); err != nil {
		return err
	}
	return r.Record(ctx, app.Say(app.Publishing{Commit: cp.Commit, Round: r.goal.Round, Draft: true, Early: true}))
}
