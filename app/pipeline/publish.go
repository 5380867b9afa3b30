package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// publish wants the branch at the verified commit. The pull request is opened
// when the push has succeeded, never before.
func (r *run) publish(ctx context.Context, judged app.Entry, results []app.CriterionResult) error {
	cp := r.goal.LastCheckpoint()
	if cp == nil || cp.Tree != r.goal.Running.Tree {
		return errors.New("publish: the verified tree has no checkpoint")
	}
	draft := publish.Draft(results)
	if r.goal.Pull != nil && r.goal.Pull.Commit == cp.Commit {
		if err := r.followUps(); err != nil {
			return err
		}
		return r.Record(ctx, judged, app.Say(app.HeadMoved{Commit: cp.Commit, Draft: draft, By: "harness"}))
	}
	if err := r.push(cp.Commit); err != nil {
		return err
	}
	return r.Record(ctx, judged, app.Say(app.Publishing{Commit: cp.Commit, Round: r.goal.Round, Draft: draft}))
}

// push wants the branch moved from where we know it to commit.
func (r *run) push(commit app.Commit) error {
	expected := app.Commit("")
	if r.goal.Pull != nil {
		expected = r.goal.Pull.Commit
	}
	return r.post(fmt.Sprintf("push/%d/%s", r.goal.Breakpoints, commit), app.EffectPush, app.PostPush{
		Commit: commit, Branch: r.goal.Contract.Branch, Expected: expected,
	})
}

// openPull wants the pull request for the branch that was just pushed.
func (r *run) openPull(ctx context.Context) error {
	v := r.view()
	mark := app.Mark(r.goal.ID, "pull", 1)
	if err := r.post(fmt.Sprintf("pull/%d", r.goal.Breakpoints), app.EffectPull, app.PostPull{
		Title: publish.PullTitle(v), Body: publish.WrapPull(publish.PullBody(v), r.pullTemplate(), mark), Mark: mark,
		Head: r.goal.Contract.Branch, Base: r.goal.Contract.BaseBranch, Draft: r.goal.Publishing.Draft,
	}); err != nil {
		return err
	}
	return r.commit(ctx, nil, r.alarm())
}

// pullTemplate is the repository's own, empty when it has none.
func (r *run) pullTemplate() string { return templateIn(r.mirror().FS(r.baseTree())) }

var templateName = regexp.MustCompile(`(?i)^pull_request_template(\.\w+)?$`)

// templateIn is the template that GitHub offers for a tree's pull requests: in the
// first of its places, in any case. Those in a directory of that name are offered
// only where an address asks for one.
func templateIn(base fs.FS) string {
	for _, dir := range []string{".github", ".", "docs"} {
		files, _ := fs.ReadDir(base, dir) // what is not there has none
		for _, f := range files {
			if f.IsDir() || !templateName.MatchString(f.Name()) {
				continue
			}
			if text, err := fs.ReadFile(base, path.Join(dir, f.Name())); err == nil {
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
	case app.EffectIssue:
		if n := strings.TrimPrefix(d.Key, string(r.goal.ID)+"/follow_up/"); d.Error == "" && d.Number > 0 {
			return r.filed(ctx, n, d.Number)
		}
	}
	if d.Error != "" {
		r.cfg.Logger.Warn("post was refused", "goal_id", r.goal.ID, "key", d.Key, "err", d.Error)
	}
	return nil
}

func (r *run) pushed(ctx context.Context, d app.EffectDone) error {
	p := r.goal.Publishing
	switch {
	case p == nil || !strings.HasSuffix(d.Key, "/"+string(p.Commit)):
		return nil // of an earlier wish
	case d.Error != "" && r.goal.Pull != nil:
		if moved, err := r.adopt(ctx, pusher{by: "somebody else"}); moved || err != nil && !forGood(err) && !errors.Is(err, workspace.ErrAccess) {
			return err
		}
		if p.Early {
			return r.unshown(ctx, d.Error)
		}
		return r.refused(ctx, "The branch could not be pushed", d.Error)
	case d.Error != "" && p.Early:
		return r.unshown(ctx, d.Error)
	case d.Error != "":
		return r.refused(ctx, "The branch could not be pushed", d.Error)
	case r.goal.Pull == nil:
		return r.openPull(ctx)
	}
	if err := r.followUps(); err != nil {
		return err
	}
	return r.Record(ctx, app.Say(app.HeadMoved{Commit: p.Commit, Draft: p.Draft, By: "harness"}))
}

// unshown goes on without a draft that shows the work; the proven commit is
// pushed when there is one.
func (r *run) unshown(ctx context.Context, why string) error {
	not := *r.goal.Publishing
	not.Refused = why
	return r.Record(ctx, app.Say(not))
}

func (r *run) refused(ctx context.Context, what, why string) error {
	return r.stuck(ctx, what, what+": "+why+". Say `/goal retry` when it can be.")
}

func (r *run) opened(ctx context.Context, d app.EffectDone) error {
	p := r.goal.Publishing
	switch {
	case p == nil || r.goal.Pull != nil:
		return nil
	case d.Error != "":
		return r.refused(ctx, "The pull request could not be opened", d.Error)
	}
	if err := r.followUps(); err != nil {
		return err
	}
	return r.Record(ctx, app.Say(app.PROpened{Pull: app.Pull{
		Number: d.Number, URL: d.URL, Head: r.goal.Contract.Branch, Base: r.goal.Contract.BaseBranch, Commit: p.Commit, Draft: p.Draft,
	}}))
}

// openedLate takes in the pull request that GitHub opened while the goal was
// being ended: nothing can be recorded any more, and its text must not say that
// the work goes on.
func (r *run) openedLate(in app.Input) {
	p := r.goal.Publishing
	if in.Kind != app.InputEffectDone || p == nil || r.goal.Pull != nil {
		return
	}
	_ = decodeInput(in, func(d app.EffectDone) error { // what does not decode was not ours
		if d.Kind == app.EffectPull && d.Error == "" && d.Number > 0 {
			r.goal.Pull = &app.Pull{
				Number: d.Number, URL: d.URL, Head: r.goal.Contract.Branch, Base: r.goal.Contract.BaseBranch, Commit: p.Commit, Draft: p.Draft,
			}
			r.progress = time.Time{}
		}
		return nil
	})
}

// filed notes which issue a follow-up became.
func (r *run) filed(ctx context.Context, n string, number int) error {
	k, err := strconv.Atoi(n)
	if err != nil || k < 1 || k > len(r.goal.FollowUps) || r.goal.FollowUps[k-1].Number == number {
		return nil
	}
	return r.Record(ctx, app.Say(app.FollowUpFiled{N: k, Number: number}))
}

// followUps wants an issue for each second problem.
func (r *run) followUps() error {
	for n, f := range r.goal.FollowUps {
		mark := app.Mark(r.goal.ID, "follow_up", n+1)
		if err := r.post(fmt.Sprintf("follow_up/%d", n+1), app.EffectIssue, app.PostIssue{
			Title: publish.FollowUpTitle(r.view(), f), Body: publish.FollowUp(r.view(), f) + "\n\n" + mark, Mark: mark,
		}); err != nil {
			return err
		}
	}
	return nil
}
