package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// Others push to the branch, and its base moves on. Both become part of the
// branch by a merge of commits in our own repository, never by force; what
// cannot be merged is a question to people. After either the harness proves
// everything again.

// pullMoved takes in what somebody else pushed to the branch.
func (r *run) pullMoved(ctx context.Context, in app.Inbound) error {
	p := r.goal.Pull
	if p == nil || r.goal.Publishing != nil || in.Head == p.Commit || in.Issue.Number != p.Number {
		return nil // ours, or seen when our own push is refused
	}
	answers, err := r.settles(ctx, in.Sender)
	if err != nil {
		return err
	}
	_, err = r.adopt(ctx, pusher{by: string(app.ActorOf(in.Sender)), answers: answers})
	return err
}

// settles tells whether a push by somebody answers the question how to merge:
// whoever may steer has merged it themselves.
func (r *run) settles(ctx context.Context, u app.User) (bool, error) {
	b := r.goal.Hold.Breakpoint
	if b == nil || b.Kind != app.BreakpointConflict || r.bot(u) {
		return false, nil
	}
	may, err := r.maySteer(ctx, u)
	if forGood(err) {
		return false, nil
	}
	return may, err
}

// catchUp looks where branch and base stand, and takes in what moved while
// nobody listened for it: during a hold, during work, or between a push of ours
// and the word that it succeeded.
func (r *run) catchUp(ctx context.Context) error {
	_, err := r.adopt(ctx, pusher{by: "somebody else"})
	if err == nil {
		err = r.baseMoved(ctx)
	}
	if forGood(err) {
		r.cfg.Logger.Warn("look where branch and base stand", "goal_id", r.goal.ID, "err", err)
		err = nil
	}
	r.caughtUp = err == nil
	return err
}

// isMove tells whether an input says that others moved the branch or its base.
func isMove(k app.InputKind) bool {
	return app.InboundKind(k) == app.InboundPullMoved || app.InboundKind(k) == app.InboundBaseMoved
}

// lookLater passes over the word that something moved while the repository
// cannot be reached: what comes after it must not wait, and catchUp looks.
func (r *run) lookLater(ctx context.Context, why error) error {
	r.cfg.Logger.Warn("look where branch and base stand", "goal_id", r.goal.ID, "err", why)
	if r.goal.State != app.StateInReview {
		return nil // seen when our own push is refused, or once the goal is in review
	}
	r.caughtUp = false
	if r.goal.Hold.NotBefore.After(r.cfg.Now()) {
		return nil
	}
	return r.Record(ctx, app.Say(app.Paused{By: "harness", Reason: "the App may not read the repository now", NotBefore: r.cfg.Now().Add(r.patience())}))
}

// passesOver tells whether others may have moved the branch or the base unseen
// before an event of this kind.
func passesOver(k app.EventKind) bool {
	switch k {
	case app.EventPROpened, app.EventHeadMoved, app.EventResumed, app.EventBreakpointAnswered:
		return true
	}
	return false
}

// pusher is who moved the branch, and whether that answers the question how to
// merge.
type pusher struct {
	by      string
	answers bool
}

// adopt reads where the branch stands and takes in what is not ours; moved
// tells whether there was anything.
func (r *run) adopt(ctx context.Context, who pusher) (moved bool, err error) {
	head, err := r.tip(ctx, r.goal.Pull.Head)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // the branch is gone, and with it the pull request
	}
	if err != nil || app.Commit(head) == r.goal.Pull.Commit {
		return false, err
	}
	repo, err := r.repo(ctx)
	if err != nil {
		return false, err
	}
	m := app.Merged{By: who.by, Head: app.Commit(head), Pull: app.Commit(head)}
	if m.Own, err = r.peoples(ctx, repo, head); err != nil {
		return false, err
	}
	return true, r.join(ctx, repo, m, who.answers, strings.TrimPrefix(who.by, "github:")+" pushed to the branch")
}

// tip fetches a branch and says where it stands.
func (r *run) tip(ctx context.Context, branch string) (workspace.Digest, error) {
	remote, err := r.cfg.GitHub.Remote(ctx, r.goal.Installation, r.goal.Repo)
	if err != nil {
		return "", err
	}
	m := r.mirror()
	if err := m.Fetch(ctx, remote); err != nil {
		return "", err
	}
	return m.Resolve(ctx, "refs/heads/"+branch)
}

// peoples is the ground of the gates once people have pushed: their files as
// they left them are not the agent's doing, and are not put back.
func (r *run) peoples(ctx context.Context, repo *workspace.Repo, head workspace.Digest) (app.Tree, error) {
	changes, err := repo.Diff(ctx, workspace.Digest(r.goal.Pull.Commit), head)
	if err != nil {
		return "", err
	}
	tree, err := repo.PutBack(ctx, workspace.Digest(r.goal.Ground()), head, pathsOf(changes)...)
	return app.Tree(tree), err
}

func pathsOf(changes []workspace.Change) []string {
	out := make([]string, len(changes))
	for n, c := range changes {
		out[n] = c.Path
	}
	return out
}

// baseMoved merges the new tip of the base into a branch that is in review.
func (r *run) baseMoved(ctx context.Context) error {
	if r.goal.State != app.StateInReview || r.goal.Hold.Paused || r.goal.Hold.Breakpoint != nil || r.goal.Merge != nil {
		return nil
	}
	head, err := r.tip(ctx, r.goal.Contract.BaseBranch)
	if err != nil || app.Commit(head) == r.goal.Contract.Base {
		return err
	}
	_, merged, err := r.cfg.GitHub.Merged(ctx, r.goal.Installation, r.goal.Repo, r.goal.Pull.Number)
	if err != nil || merged {
		return err // its own delivery ends the goal
	}
	repo, err := r.repo(ctx)
	if err != nil {
		return err
	}
	next := *r.goal.Contract
	next.Version++
	tree, err := repo.Tree(ctx, string(head))
	if err != nil {
		return err
	}
	m := app.Merged{Head: app.Commit(head)}
	if m.Own, err = r.rebased(ctx, repo, tree); err != nil {
		return err
	}
	next.Base, next.BaseTree = app.Commit(head), app.Tree(tree)
	why := fmt.Sprintf("%s moved to %s", next.BaseBranch, next.Base.Short())
	return r.join(ctx, repo, m, false, why, app.Say(app.ContractFrozen{Contract: next, Why: why}))
}

// rebased carries what people changed on the branch over to a new base; empty
// when that is nothing.
func (r *run) rebased(ctx context.Context, repo *workspace.Repo, base workspace.Digest) (app.Tree, error) {
	if r.goal.Own == "" {
		return "", nil
	}
	changes, err := repo.Diff(ctx, r.baseTree(), workspace.Digest(r.goal.Own))
	if err != nil {
		return "", err
	}
	tree, err := repo.PutBack(ctx, base, workspace.Digest(r.goal.Own), pathsOf(changes)...)
	return app.Tree(tree), err
}

// join makes m part of the branch, after the entries that say why; one that
// answers lifts the question how to merge.
func (r *run) join(ctx context.Context, repo *workspace.Repo, m app.Merged, answers bool, why string, entries ...app.Entry) error {
	base := r.baseTree()
	for _, e := range entries {
		if f, ok := e.Payload.(app.ContractFrozen); ok {
			base = workspace.Digest(f.Contract.BaseTree)
		}
	}
	commit, tree, conflicts, err := r.mergeHead(ctx, repo, m)
	if err != nil {
		return err
	}
	work := tree
	cp := r.goal.LastCheckpoint()
	if len(conflicts) == 0 && r.goal.Tree != cp.Tree && r.goal.Merge == nil {
		if work, conflicts, err = r.mergeWork(ctx, repo, commit, tree); err != nil {
			return err
		}
	}
	stat, err := r.between(ctx, repo, base, work)
	if err != nil {
		return err
	}
	seen := app.TreeExported{Tree: app.Tree(work), Stat: stat, Why: why, Conflicts: conflicts}
	if len(conflicts) > 0 {
		seen.Merge = &m
		b := r.breakpoint(app.BreakpointConflict, "The branch cannot be merged by itself: "+why+". What shall hold where both sides changed the same lines?",
			"reply with what shall hold", "/goal stop")
		b.Detail = "Both sides changed:\n\n- `" + strings.Join(conflicts, "`\n- `") + "`"
		entries = append(entries, app.Say(seen), app.Say(app.BreakpointOpened{Breakpoint: b}))
		return r.restored(ctx, work, entries)
	}
	shape := r.newDirs(stat)
	shape.Public, shape.Risks = cp.Stat.Public, cp.Stat.Risks // the goal's own change is what it was
	entries = append(entries, app.Say(seen), app.Say(app.CheckpointMade{Checkpoint: app.Checkpoint{
		Phase: r.goal.Phase, Tree: app.Tree(tree), Commit: commit, Seq: r.goal.Seq, Summary: why, Stat: shape, Merged: &m, At: r.cfg.Now(),
	}}))
	if b := r.goal.Hold.Breakpoint; b != nil && answers {
		entries = append(entries, app.By(app.Actor(m.By), app.BreakpointAnswered{N: b.N, By: m.By, Answer: "pushed to the branch"}))
	}
	if r.goal.State == app.StateVerifying { // what was being proven is not what will be published
		entries = append(entries, r.candidate(app.Tree(tree)))
	}
	return r.restored(ctx, work, entries)
}

// candidate begins the verification of a tree.
func (r *run) candidate(tree app.Tree) app.Entry {
	return app.Say(app.VerificationStarted{
		Arm: app.ArmCandidate, Round: r.goal.Round + 1, Tree: tree, Plan: r.goal.Plan.Version, Runs: r.goal.Plan.Checks,
	})
}

// mergeHead merges the newest checkpoint with what is taken in; where one
// contains the other there is nothing to merge.
func (r *run) mergeHead(ctx context.Context, repo *workspace.Repo, m app.Merged) (app.Commit, workspace.Digest, []string, error) {
	ours, theirs := workspace.Digest(r.goal.LastCheckpoint().Commit), workspace.Digest(m.Head)
	behind, err := repo.Descends(ctx, theirs, ours)
	if err != nil {
		return "", "", nil, err
	}
	if behind || m.By != "" && string(ours) == string(r.goal.Pull.Commit) { // also a branch whose history somebody replaced
		tree, err := repo.Tree(ctx, string(theirs))
		return m.Head, tree, nil, err
	}
	tree, conflicts, err := repo.Merge(ctx, ours, theirs)
	if err != nil || len(conflicts) > 0 {
		return "", tree, conflicts, err
	}
	message := fmt.Sprintf("Merge %s into %s\n", r.goal.Contract.BaseBranch, r.goal.Contract.Branch)
	if m.By != "" {
		message = fmt.Sprintf("Merge what %s pushed into the work of the goal\n", strings.TrimPrefix(m.By, "github:"))
	}
	spec := r.commitSpec(app.Tree(tree), app.Commit(ours), message)
	spec.Parents = append(spec.Parents, theirs)
	commit, err := repo.Commit(ctx, spec)
	if err != nil {
		return "", "", nil, err
	}
	return app.Commit(commit), tree, nil, repo.KeepRef(ctx, fmt.Sprintf("checkpoint/%d", len(r.goal.Checkpoints)+1), commit)
}

// mergeWork carries what the agent has not committed yet over to a merge.
func (r *run) mergeWork(ctx context.Context, repo *workspace.Repo, onto app.Commit, tree workspace.Digest) (workspace.Digest, []string, error) {
	draft, err := repo.Commit(ctx, r.commitSpec(r.goal.Tree, r.goal.LastCheckpoint().Commit, "Work under way"))
	if err != nil {
		return "", nil, err
	}
	if behind, err := repo.Descends(ctx, workspace.Digest(onto), workspace.Digest(r.goal.LastCheckpoint().Commit)); err != nil || !behind {
		return tree, nil, err // history was replaced: the work on top of it is gone with it
	}
	return repo.Merge(ctx, draft, workspace.Digest(onto))
}

func (r *run) between(ctx context.Context, repo *workspace.Repo, base, tree workspace.Digest) (app.DiffStat, error) {
	changes, err := repo.Diff(ctx, base, tree)
	if err != nil {
		return app.DiffStat{}, fmt.Errorf("compare with the base: %w", err)
	}
	return statOf(changes), nil
}

// restored records entries after which the work tree is another, and makes an
// open clone agree.
func (r *run) restored(ctx context.Context, work workspace.Digest, entries []app.Entry) error {
	before := r.goal.Tree
	if err := r.Record(ctx, entries...); err != nil {
		return err
	}
	if r.clone == nil || r.clone.root == nil {
		return nil
	}
	return r.clone.repo.Restore(ctx, r.clone.dir, workspace.Digest(before), work)
}

// reprove proves the base and then the branch again after others moved either.
func (r *run) reprove(ctx context.Context) error {
	switch {
	case len(r.goal.Due(app.ArmBaseline)) > 0:
		return r.prove(ctx)
	case !r.goal.OnBase():
		return r.Record(ctx, app.Say(app.VerificationStarted{
			Arm: app.ArmBaseline, Tree: r.goal.Contract.BaseTree, Plan: r.goal.Plan.Version, Runs: r.goal.Plan.Checks,
		}))
	}
	return r.Record(ctx, r.candidate(r.goal.LastCheckpoint().Tree))
}

// unresolved names the paths of a merge that still hold conflict markers.
func (r *run) unresolved(ctx context.Context, tree app.Tree) []string {
	var out []string
	for _, path := range r.goal.Conflicts {
		text, err := r.clone.repo.Read(ctx, workspace.Digest(tree), path)
		if err == nil && (bytes.HasPrefix(text, []byte("<<<<<<< ")) || bytes.Contains(text, []byte("\n<<<<<<< "))) {
			out = append(out, path)
		}
	}
	return slices.Clip(out)
}
