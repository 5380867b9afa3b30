package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// maxRounds is how often a failed verification goes back to the agent before
// people are asked.
const maxRounds = 3

// baseline runs the frozen checks on the base, before the first write; those of
// the contract have run beside planning.
func (r *run) baseline(ctx context.Context) error {
	if err := r.awaitBeside(ctx); err != nil {
		return err
	}
	if !slices.Contains(r.goal.Baselines, r.goal.Plan.Version) {
		return r.Record(ctx, app.Say(app.VerificationStarted{
			Arm: app.ArmBaseline, Tree: r.goal.Contract.BaseTree, Plan: r.goal.Plan.Version, Runs: r.goal.Plan.Checks,
		}))
	}
	return r.prove(ctx)
}

// begin starts the first phase of work, or ends a goal that is met already.
func (r *run) begin(ctx context.Context) error {
	if verify.NothingToDo(r.goal) && len(r.goal.Waiting()) == 0 {
		return r.Record(ctx, app.Say(app.Ended{
			State: app.StateNothingToDo, Reason: "every criterion that must change is met on the base already",
		}))
	}
	if err := r.reheat(ctx); err != nil {
		return err
	}
	return r.Record(ctx, app.Say(app.PhaseStarted{Phase: r.goal.NextPhase()}))
}

// judgeTree lets the gates compare a tree with the base, as strictly as a phase
// asks.
func (r *run) judgeTree(ctx context.Context, tree app.Tree, phase app.PhaseKind, probes ...app.Evidence) (app.Verdict, error) {
	in, err := r.compared(ctx, tree)
	if err != nil {
		return app.Verdict{}, err
	}
	planned, err := r.planned()
	if err != nil {
		return app.Verdict{}, err
	}
	in.Waivers, in.Phase, in.Probes = slices.Concat(r.goal.Waivers, r.goal.Contract.Waivers, planned), phase, probes
	return r.cfg.Gates.Judge(in)
}

// compared is a tree beside its base.
func (r *run) compared(ctx context.Context, tree app.Tree) (gate.Input, error) {
	repo, err := r.repo(ctx)
	if err != nil {
		return gate.Input{}, err
	}
	ground := workspace.Digest(r.goal.Ground())
	changes, base, candidate, err := repo.Sides(ctx, ground, workspace.Digest(tree))
	if err != nil {
		return gate.Input{}, fmt.Errorf("compare with the base: %w", err)
	}
	return gate.Input{
		Changes: changes, Base: base, Candidate: candidate, Contract: r.goal.Contract, Policy: r.rules, Plan: r.goal.Plan, Goal: r.goal, Now: r.cfg.Now(),
	}, nil
}

// gateQuestion is the breakpoint of what gates ask about, nil when none does.
func (r *run) gateQuestion(v app.Verdict) *app.Breakpoint {
	var lines []string
	for _, c := range v.Children {
		if c.Status != app.StatusPass && c.Action == app.ActionAsk {
			for _, p := range c.Places {
				lines = append(lines, fmt.Sprintf("- %s: %s (%s)", markdown.Code(p.Path, 300), cmp.Or(p.Reason, c.Reason), c.Rule))
			}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	b := r.breakpoint(app.BreakpointGate, "The change needs a person's permission.", "approve", "reply with what to do instead", "/goal stop")
	b.Detail = strings.Join(lines, "\n")
	return &b
}

// judge decides what a finished verification means: publish, work or ask.
func (r *run) judge(ctx context.Context) error {
	results := verify.Judge(r.goal)
	failed := slices.DeleteFunc(slices.Clone(results), func(c app.CriterionResult) bool {
		return c.Outcome == app.OutcomeProven || c.Outcome == app.OutcomeInspection
	})
	met := func(c app.CriterionResult) bool { return verify.Overtaken(r.goal, c) }
	overtaken := slices.DeleteFunc(slices.Clone(failed), func(c app.CriterionResult) bool { return !met(c) })
	failed = slices.DeleteFunc(failed, met) // what the agent can do something about
	approved := r.goal.Approved == r.goal.Round
	spent := app.OutOfBudget(results)
	switch {
	case countermanded(r.goal):
		return r.rework(ctx, app.PhaseIntegration, "Correction", "people gave instructions")
	case r.goal.Again:
		round := r.goal.Round + 1
		return r.Record(ctx, app.Say(app.VerificationStarted{
			Arm: app.ArmCandidate, Round: round, Tree: r.goal.Running.Tree, Plan: r.goal.Plan.Version, Runs: r.goal.Plan.Checks, Since: round,
		}))
	case spent && !approved:
		return r.Record(ctx, app.Say(app.BreakpointOpened{Breakpoint: r.outOfBudget(failed)}))
	case len(overtaken) > 0 && len(failed) == 0 && !approved:
		return r.Record(ctx, app.Say(app.BreakpointOpened{Breakpoint: r.overtaken(overtaken)}))
	case len(failed) > 0 && !approved && r.goal.Rounds < maxRounds:
		return r.rework(ctx, app.PhaseIntegration, "Correction", r.shortcomings(failed))
	case len(failed) > 0 && !approved:
		options := []string{"approve", "/goal stop"}
		if app.Unrun(results) {
			options = slices.Insert(options, 1, "/goal retry")
		}
		b := r.breakpoint(app.BreakpointVerify, r.failed()+" approve to open a draft pull request with the list, or stop.", options...)
		b.Detail = r.shortcomings(failed)
		return r.Record(ctx, app.Say(app.BreakpointOpened{Breakpoint: b}))
	}
	return r.clear(ctx, results, approved)
}

// failed is what people are told of a verification that the agent could not
// mend, and of another try in which there was nothing to run.
func (r *run) failed() string {
	if slices.ContainsFunc(r.goal.Evidence, func(e app.Evidence) bool { return !e.Reused && within(e, r.goal.Running) }) {
		return fmt.Sprintf("Verification failed %d times. Reply with what to try,", r.goal.Rounds)
	}
	return "Nothing was run again: not a byte has changed since the last verification, and what ran on these bytes counts. No later green takes a red back. Reply with what to change,"
}

// countermanded tells whether people said what the agent has to work on first. What
// stands behind an approval, or behind another try, waits until that is done.
func countermanded(g *app.Goal) bool {
	answered := g.Approved == g.Round || g.Again
	return slices.ContainsFunc(g.Deliverable(), func(i app.Instruction) bool { return !answered || i.ID != g.AnsweredBy })
}

// outOfBudget asks people, for the agent can do nothing about it.
func (r *run) outOfBudget(open []app.CriterionResult) app.Breakpoint {
	v := r.goal.Running
	took, runs := time.Duration(0), 0
	for _, e := range r.goal.Evidence {
		if !e.Reused && within(e, v) {
			took, runs = took+e.Duration, runs+1
		}
	}
	b := r.breakpoint(app.BreakpointVerify, fmt.Sprintf(
		"The verification has used up its budget (%s in %d runs; `verification_timeout` is %s), and %s not certain yet. Go on with a new budget, open a draft with what is proven, or say what to change.",
		took.Round(time.Second), runs, r.rules.VerificationTimeout(), count(open, "is", "are")), "approve", "/goal retry", "/goal stop")
	b.Title, b.Detail = "The verification's budget is used up", r.shortcomings(open)
	return b
}

// count names criteria as the subject of a sentence, with its verb for one and for
// more.
func count(all []app.CriterionResult, one, more string) string {
	var ids []string
	for _, c := range all {
		ids = append(ids, c.ID)
	}
	if len(ids) == 1 {
		return ids[0] + " " + one
	}
	return strings.Join(ids[:len(ids)-1], ", ") + " and " + ids[len(ids)-1] + " " + more
}

// overtaken asks people: what others merged meets the criteria, and the agent
// cannot make a check red on the base again.
func (r *run) overtaken(met []app.CriterionResult) app.Breakpoint {
	c := r.goal.Contract
	b := r.breakpoint(app.BreakpointVerify, fmt.Sprintf(
		"%s holds by now what %s for: the check is green there without this work (%s). Stop if nothing is left to do, approve to keep the work in a draft pull request, or say what is still to be done.",
		c.BaseBranch, count(met, "asks", "ask"), c.Base.Short()), "approve", "reply with what is still to be done", "/goal stop")
	b.Title = "Others have done what the goal asks for"
	return b
}

// clear passes the gates once more, by the contract as it stands now, and
// publishes.
func (r *run) clear(ctx context.Context, results []app.CriterionResult, approved bool) error {
	probes, fresh, err := r.generate(ctx, r.goal.Running.Tree)
	if err != nil {
		return err
	}
	for _, e := range fresh {
		if err := r.Record(ctx, app.Say(app.EvidenceRecorded{Evidence: e})); err != nil {
			return err
		}
	}
	verdict, err := r.judgeTree(ctx, r.goal.Running.Tree, app.PhaseVerification, probes...)
	if err != nil {
		return err
	}
	judged := app.Say(app.GateJudged{Tree: r.goal.Running.Tree, Full: true, Verdict: verdict})
	if text := failures(nil, verdict); text != "" {
		if err := r.Record(ctx, judged); err != nil {
			return err
		}
		return r.rework(ctx, app.PhaseIntegration, "Correction", text)
	}
	if b := r.gateQuestion(verdict); b != nil {
		return r.Record(ctx, judged, app.Say(app.BreakpointOpened{Breakpoint: *b}))
	}
	risk, raised := r.raised(r.goal.Stat.Paths())
	if (raised || r.terms(r.goal.Stat.Paths()).BeforePush == policy.PushApproval) && !approved && !r.upToDate() {
		ask := "May the branch be pushed and the pull request opened?"
		if r.goal.Pull != nil {
			ask = fmt.Sprintf("May what is new be pushed to pull request #%d?", r.goal.Pull.Number)
		}
		return r.Record(ctx, judged, app.Say(app.BreakpointOpened{Breakpoint: r.breakpoint(app.BreakpointPolicy,
			strings.Join(strings.Fields("Everything that can be run is proven. "+risk+" "+ask), " "), "approve", "reply with what to change", "/goal stop")}))
	}
	return r.publish(ctx, judged, results)
}

// upToDate tells whether the pull request shows already what is proven now.
func (r *run) upToDate() bool {
	cp := r.goal.LastCheckpoint()
	return r.goal.Pull != nil && cp != nil && cp.Commit == r.goal.Pull.Commit && cp.Tree == r.goal.Running.Tree
}

// shortcomings is what the agent reads of a failed verification.
func (r *run) shortcomings(failed []app.CriterionResult) string {
	var out []string
	for _, criterion := range failed {
		for _, c := range criterion.Each() {
			if c.Outcome == app.OutcomeProven {
				continue
			}
			line := fmt.Sprintf("%s (%s) is not proven: %s.", c.ID, c.Text, c.Why)
			if c.Candidate != nil && c.Candidate.Status != app.StatusPass {
				line += "\n" + report(*c.Candidate)
			} else if e := r.guard(c); e != nil {
				line += "\nPut back what of it was there before, or ask people; they can permit it with `/goal allow PATH`.\n" + report(*e)
			}
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n\n")
}

// guard is the run in which the base's own tests failed on the result.
func (r *run) guard(c app.CriterionResult) *app.Evidence {
	for _, e := range r.goal.Evidence {
		if e.Arm == app.ArmGuard && e.Round == r.goal.Round && e.Status == app.StatusFail && c.Check != nil && c.Check.Asks(e.Check) {
			return &e
		}
	}
	return nil
}

// rework goes back to the agent, in the same conversation.
func (r *run) rework(ctx context.Context, kind app.PhaseKind, title, why string) error {
	return r.Record(ctx, app.Say(app.PhaseStarted{Phase: app.Phase{N: r.goal.Phase.N + 1, Kind: kind, Title: title, Why: why}}))
}
