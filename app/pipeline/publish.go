package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// publish wants the branch pushed and the pull request opened. Both are keyed
// by their deed: wanting them again changes nothing.
func (r *run) publish(ctx context.Context, results []app.CriterionResult) error {
	cp := r.goal.LastCheckpoint()
	if cp == nil {
		return errors.New("publish: no checkpoint was made")
	}
	expected := app.Commit("")
	if r.goal.Pull != nil {
		expected = r.goal.Pull.Commit
	}
	if err := r.post(fmt.Sprintf("push/%d/%s", r.goal.Breakpoints, cp.Commit), app.EffectPush, app.PostPush{
		Commit: cp.Commit, Branch: r.goal.Contract.Branch, Expected: expected,
	}); err != nil {
		return err
	}
	if r.goal.Pull != nil {
		return r.commit(ctx, nil, r.alarm())
	}
	v := r.view()
	draft := publish.Draft(results)
	mark := app.Mark(r.goal.ID, "pull", 1)
	if err := r.post(fmt.Sprintf("pull/%d", r.goal.Breakpoints), app.EffectPull, app.PostPull{
		Title: publish.PullTitle(v), Body: publish.WrapPull(publish.PullBody(v), r.pullTemplate(), mark), Mark: mark,
		Head: r.goal.Contract.Branch, Base: r.goal.Contract.BaseBranch, Draft: draft,
	}); err != nil {
		return err
	}
	return r.commit(ctx, nil, r.alarm())
}

// pullTemplate is the repository's own, empty when it has none.
func (r *run) pullTemplate() string {
	base := r.mirror().FS(r.baseTree())
	for _, dir := range []string{".github/", "", "docs/"} {
		for _, name := range []string{"pull_request_template.md", "PULL_REQUEST_TEMPLATE.md"} {
			if text, err := fs.ReadFile(base, dir+name); err == nil {
				return string(text)
			}
		}
	}
	return ""
}

// effectDone is the answer to what was wanted.
func (r *run) effectDone(ctx context.Context, d app.EffectDone) error {
	switch d.Kind {
	case app.EffectPush:
		return r.pushed(ctx, d)
	case app.EffectPull:
		return r.opened(ctx, d)
	}
	if d.Error != "" {
		r.cfg.Logger.Warn("post was refused", "goal_id", r.goal.ID, "key", d.Key, "err", d.Error)
	}
	return nil
}

func (r *run) pushed(ctx context.Context, d app.EffectDone) error {
	if d.Error != "" {
		return r.Record(ctx, app.Say(app.BreakpointOpened{Breakpoint: r.breakpoint(app.BreakpointRepeat,
			"The branch could not be pushed: "+d.Error+". Say `/goal retry` when it can.", "retry", "/goal stop")}))
	}
	if r.goal.Pull == nil || r.goal.State != app.StateVerifying {
		return nil
	}
	head := d.Key[strings.LastIndexByte(d.Key, '/')+1:]
	return r.Record(ctx, app.Say(app.HeadMoved{Commit: app.Commit(head), By: "harness"}))
}

func (r *run) opened(ctx context.Context, d app.EffectDone) error {
	if d.Error != "" {
		return r.Record(ctx, app.Say(app.BreakpointOpened{Breakpoint: r.breakpoint(app.BreakpointRepeat,
			"The pull request could not be opened: "+d.Error+". Say `/goal retry` when it can.", "retry", "/goal stop")}))
	}
	if r.goal.Pull != nil || r.goal.State != app.StateVerifying {
		return nil
	}
	pull := app.Pull{
		Number: d.Number, URL: d.URL, Head: r.goal.Contract.Branch, Base: r.goal.Contract.BaseBranch,
		Commit: r.goal.LastCheckpoint().Commit, Draft: publish.Draft(r.view().Criteria),
	}
	for n, f := range r.goal.FollowUps {
		mark := app.Mark(r.goal.ID, "follow_up", n+1)
		if err := r.post(fmt.Sprintf("follow_up/%d", n+1), app.EffectIssue, app.PostIssue{
			Title: f.Title, Body: publish.FollowUp(r.view(), f) + "\n\n" + mark, Mark: mark,
		}); err != nil {
			return err
		}
	}
	return r.Record(ctx, app.Say(app.PROpened{Pull: pull}))
}

// reworkAfterReview takes a review's text to the agent, in the same context.
func (r *run) reworkAfterReview(ctx context.Context, s steering.Said) error {
	d := steering.Decide(r.goal, s)
	d.Entries = append(d.Entries, app.Say(app.PhaseStarted{Phase: app.Phase{
		N: r.goal.Phase.N + 1, Kind: app.PhaseImplementation, Title: "Review", Why: "a review asks for changes; its text follows",
	}}))
	return r.decided(ctx, s, d)
}
