package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// text is an issue's words and who stands behind them: nothing is frozen from
// words that nobody saw who may start goals.
type text struct {
	title, body string
	by          app.User // edited it last, or had it read
	as          time.Time
	edited      bool        // just now, by whom
	with        []app.Entry // recorded before what is read
}

// readContract reads the policy at the tip of the default branch and the
// issue, and freezes the contract or shows what is missing. Nothing starts
// before it is clean.
func (r *run) readContract(ctx context.Context, t text) error {
	base, err := r.fetchBase(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return r.unreachable(ctx, t, err)
	}
	rules, from, err := policy.Read(base.files, r.cfg.OwnerPolicy(ctx, r.goal.Installation, r.goal.Repo))
	if errors.Is(err, policy.ErrOwner) {
		return r.unreachable(ctx, t, err)
	} else if err != nil {
		return r.unread(ctx, t, app.ContractLinted{Fault: fmt.Sprintf("The policy cannot be used: %s Correct it on %s, then comment `/goal retry`.", closed(err.Error()), base.branch)})
	}
	may, why, err := r.mayStart(ctx, rules, t.by)
	if errors.Is(err, fs.ErrPermission) && len(rules.Who.Teams()) > 0 {
		return r.unread(ctx, t, app.ContractLinted{Fault: fmt.Sprintf("The policy names teams (%s), and the App may not see who belongs to them. Give it the permission members: read, or take the teams out of the policy on %s, then comment `/goal retry`.",
			strings.Join(rules.Who.Teams(), ", "), base.branch)})
	} else if err != nil {
		return err
	} else if !may && !t.edited {
		return r.unread(ctx, t, app.ContractLinted{Fault: fmt.Sprintf("This goal was not started by somebody who may (%s). `/goal retry` by somebody whom the policy lets start goals (who.start) starts it.", why)})
	}
	if _, offered := choose(r.cfg.Models, rules.Model); !offered {
		return r.unread(ctx, t, app.ContractLinted{Fault: notOffered(r.cfg.Models, rules.Model) + fmt.Sprintf(" Correct it on %s, then comment `/goal retry`.", base.branch)})
	}
	limits := policy.Budget(r.cfg.Limits, rules.Budget, goalspec.Budget{})
	options, err := goalspec.ForRepo(base.files)
	if err != nil {
		return r.unread(ctx, t, app.ContractLinted{Fault: fmt.Sprintf("The repository's goal form cannot be used: %s Correct it on %s, then comment `/goal retry`.", closed(err.Error()), base.branch)})
	}
	options.Limits, options.Frozen = stated(limits), rules.Unchanging()
	doc := goalspec.ParseWith(options, t.title, t.body)
	spec, findings := doc.Admit(options)
	if spec.IsZero() {
		return r.unread(ctx, t, app.ContractLinted{Findings: findings, Draft: doc.Draft()})
	}
	linted := app.ContractLinted{Title: t.title, Body: t.body, By: t.by, As: t.as, Findings: findings}
	if !may {
		linted.Fault = fmt.Sprintf("The text is clean, but it was last edited by somebody who may not start goals (%s). When somebody whom the policy lets start them (who.start) has read the text, `/goal retry` starts the goal.", why)
		return r.wrote(ctx, t, app.Say(linted))
	}
	waiting := r.goal.Waiting()
	for _, entry := range t.with {
		if p, said := entry.Payload.(app.InstructionAccepted); said {
			waiting = append(waiting, p.Instruction)
		}
	}
	refused, err := r.unheeded(ctx, rules, waiting)
	if err != nil {
		return err
	}
	contract, err := r.contract(spec, rules, from, base)
	if err != nil {
		return err
	}
	offer, err := r.offer(ctx)
	if err != nil {
		return err
	}
	instead, err := r.instead(ctx, rules, t.by)
	if err != nil {
		return err
	}
	return r.wrote(ctx, t, slices.Concat(refused, []app.Entry{app.Say(linted), app.Say(app.ContractFrozen{Contract: contract, Started: instead})}, offer)...)
}

func (r *run) wrote(ctx context.Context, t text, entries ...app.Entry) error {
	return r.Record(ctx, slices.Concat(t.with, entries)...)
}

// closed ends a sentence that somebody else began.
func closed(s string) string {
	if s = strings.TrimSpace(s); strings.HasSuffix(s, "?") || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// unreachable says that the repository could not be read, and tries again after
// a while that grows.
func (r *run) unreachable(ctx context.Context, t text, err error) error {
	r.cfg.Logger.Warn("read repository", "goal_id", r.goal.ID, "err", err)
	why := "it could not be fetched"
	switch {
	case errors.Is(err, policy.ErrOwner):
		why = "the policy in " + policy.FromOwner + " did not come"
	case errors.Is(err, workspace.ErrAccess):
		why = "the App may not read it"
	case errors.Is(err, workspace.ErrRef):
		why = "it has no branch " + r.goal.Repo.DefaultBranch
	}
	return r.wrote(ctx, t,
		app.Say(app.ContractLinted{Title: t.title, Body: t.body, By: t.by, As: t.as, Again: true, Fault: "The repository could not be read: " + why + ". It is tried again; `/goal retry` does so at once."}),
		app.Say(app.Paused{By: "harness", Reason: "the repository", NotBefore: r.cfg.Now().Add(r.patience())}))
}

// unread records what stands in the way of a contract.
func (r *run) unread(ctx context.Context, t text, what app.ContractLinted) error {
	what.Title, what.Body, what.By, what.As = t.title, t.body, t.by, t.as
	return r.wrote(ctx, t, app.Say(what))
}

func (r *run) contract(spec goalspec.Goal, rules policy.Policy, from string, base base) (app.Contract, error) {
	sealed, err := rules.Seal()
	if err != nil {
		return app.Contract{}, err
	}
	level, _ := rules.Risk(spec.WorkType(), nil)
	return app.Contract{
		Version: 1, Goal: spec, Policy: sealed, PolicyFrom: from, Base: app.Commit(base.commit), BaseTree: app.Tree(base.tree), BaseBranch: base.branch,
		Branch: policy.Branch(rules.Branch, r.goal),
		Limits: policy.Budget(r.cfg.Limits, rules.At(level).Budget, spec.Budget()),
	}, nil
}

func stated(b app.Budget) goalspec.Budget {
	return goalspec.Budget{
		Actions: b.Actions, Minutes: int(b.Active.Minutes()), Tokens: int64(b.Tokens), USD: b.USD,
		Files: b.Files, Lines: b.Lines, Questions: b.Questions,
	}
}

// base is the tip of the default branch as fetched.
type base struct {
	branch       string
	commit, tree workspace.Digest
	files        fs.FS
}

// MirrorKey names a repository's mirror: by its id, which outlives its name.
// One server serves one GitHub host.
func MirrorKey(repo app.Repo) string { return fmt.Sprintf("repository-%d", repo.ID) }

func (r *run) mirror() *workspace.Mirror { return r.cfg.Workspace.Mirror(MirrorKey(r.goal.Repo)) }

func (r *run) fetchBase(ctx context.Context) (base, error) {
	remote, err := r.cfg.GitHub.Remote(ctx, r.goal.Installation, r.goal.Repo)
	if err != nil {
		return base{}, err
	}
	m := r.mirror()
	if err := m.Fetch(ctx, remote); err != nil {
		return base{}, err
	}
	b := base{branch: r.goal.Repo.DefaultBranch}
	if b.branch == "" {
		b.branch = "main"
	}
	if b.commit, err = m.Resolve(ctx, "refs/heads/"+b.branch); err != nil {
		return base{}, err
	}
	if b.tree, err = m.Tree(ctx, string(b.commit)); err != nil {
		return base{}, err
	}
	b.files = m.FS(b.tree)
	return b, nil
}
