package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// progressLine is one event in the words of the terminal; empty for those that
// nobody has to see.
func progressLine(g *app.Goal, e app.Event) string {
	switch e.Kind {
	case app.EventGoalOpened:
		return "goal " + string(g.ID) + " opened by " + g.OpenedBy.Login
	case app.EventContractLinted:
		if g.Contract != nil {
			return "the issue was edited; the contract stands"
		}
		if g.LintFault != "" {
			return "the contract cannot be read: " + g.LintFault
		}
		return fmt.Sprintf("contract linted, %d findings", len(g.Findings))
	case app.EventContractFrozen:
		return fmt.Sprintf("contract frozen: %d criteria, base %s", len(g.Contract.Goal.Criteria()), g.Contract.Base.Short())
	case app.EventAdmitted:
		return "planning, with read-only tools"
	case app.EventPlanSubmitted:
		return fmt.Sprintf("plan %d: %d steps, %d files, %d checks", g.Plan.Version, len(g.Plan.Steps), len(g.Plan.Files), len(g.Plan.Checks))
	case app.EventBreakpointOpened:
		return fmt.Sprintf("waiting for people (%s): %s", g.Hold.Breakpoint.Kind, g.Hold.Breakpoint.Question)
	case app.EventPhaseStarted:
		return fmt.Sprintf("phase %d: %s", g.Phase.N, g.Phase.Title)
	case app.EventCheckpointMade:
		cp := g.LastCheckpoint()
		return fmt.Sprintf("checkpoint %s: %d files, +%d −%d", cp.Commit.Short(), len(cp.Stat.Files), cp.Stat.Added, cp.Stat.Removed)
	case app.EventPROpened:
		return "pull request " + g.Pull.URL
	case app.EventEnded:
		return fmt.Sprintf("ended: %s (%s)", g.State, g.Ended.Reason)
	}
	return detailLine(g, e)
}

func detailLine(g *app.Goal, e app.Event) string {
	switch e.Kind {
	case app.EventToolStarted:
		if p, err := app.Decode[app.ToolStarted](e); err == nil {
			return fmt.Sprintf("  %s %s", p.Tool, clipped(p.Args, 100))
		}
	case app.EventToolFinished:
		if p, err := app.Decode[app.ToolFinished](e); err == nil && p.Result.Status != app.ToolOK {
			return fmt.Sprintf("    → %s: %s", p.Result.Status, clipped(p.Result.Text, 160))
		}
	case app.EventVerificationStarted:
		return fmt.Sprintf("verification of the %s: %d checks in a clean clone", g.Running.Arm, len(g.Running.Due))
	case app.EventEvidenceRecorded:
		if p, err := app.Decode[app.EvidenceRecorded](e); err == nil {
			return evidenceLine(g, p.Evidence)
		}
	case app.EventInstructionDelivered:
		return "  the agent has your instruction"
	case app.EventPaused:
		return "paused: " + g.Hold.Reason
	}
	return ""
}

// evidenceLine is a run of a check; of those that repeat what the first one gave only the
// last has a line.
func evidenceLine(g *app.Goal, e app.Evidence) string {
	runs, as := 0, 0
	for _, r := range g.Evidence {
		if r.Arm == e.Arm && r.Tree == e.Tree && r.Check.Criterion == e.Check.Criterion && r.Check.Command == e.Check.Command {
			runs++
			if r.Status == e.Status {
				as++
			}
		}
	}
	line := fmt.Sprintf("  %s %s on %s: %s (%.1f s)", e.Check.Criterion, clipped(e.Check.Command, 60), e.Arm, e.Status, e.Duration.Seconds())
	switch {
	case as < 2:
		return line
	case e.More:
		return ""
	}
	return fmt.Sprintf("%s, as in %d of %d runs", line, as, runs)
}

func clipped(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > n {
		return strings.ToValidUTF8(s[:n], "") + "…"
	}
	return s
}

type pullReport struct {
	URL    string `json:"url"`
	Number int    `json:"number"`
	Draft  bool   `json:"draft"`
	Title  string `json:"title"`
	Body   string `json:"body"`
	Head   string `json:"head"`
	Base   string `json:"base"`
}

type demoReport struct {
	Goal        goalReport  `json:"goal"`
	PullRequest *pullReport `json:"pull_request"`
	GoalComment string      `json:"goal_comment"`
	Usage       usageReport `json:"usage"`
	Events      int64       `json:"events"`
}

// finish reads back what stands on GitHub, reports it, and decides the exit
// status.
func (d *demo) finish(ctx context.Context, s streams, g *app.Goal, issue *gh.Issue) error {
	if err := d.settle(ctx); err != nil {
		return err
	}
	r := demoReport{Goal: reportGoal(g), Usage: reportUsage(g), Events: g.Seq}
	client, err := d.client()
	if err != nil {
		return err
	}
	if g.Pull != nil {
		p, _, err := client.PullRequests.Get(ctx, d.me.Name, d.sample.name, g.Pull.Number)
		if err != nil {
			return fmt.Errorf("read the pull request: %w", err)
		}
		r.PullRequest = &pullReport{
			URL: p.GetHTMLURL(), Number: p.GetNumber(), Draft: p.GetDraft(), Title: p.GetTitle(), Body: p.GetBody(),
			Head: p.GetHead().GetRef(), Base: p.GetBase().GetRef(),
		}
	}
	comments, _, err := client.Issues.ListComments(ctx, d.me.Name, d.sample.name, issue.GetNumber(), nil)
	if err != nil {
		return fmt.Errorf("read the goal comment: %w", err)
	}
	mark := app.Mark(g.ID, "goal", 1)
	for _, c := range comments {
		if strings.Contains(c.GetBody(), mark) {
			r.GoalComment = c.GetBody()
		}
	}
	if d.opt.json {
		if err := printJSON(s, r); err != nil {
			return err
		}
	} else {
		d.summary(r)
	}
	if d.opt.dir == "" {
		fmt.Fprintln(d.out, "Its GitHub and all it made end here; --dir DIR keeps them.")
	}
	if proven(r) || g.State == app.StateDone {
		return nil
	}
	return exit(exitNegative)
}

// settle waits until what people see has caught up with the goal, or for as
// long as a person would.
func (d *demo) settle(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		due, err := d.srv.store.Installations(ctx)
		if ctx.Err() != nil || err == nil && len(due) == 0 {
			return nil
		}
		if err != nil {
			return fmt.Errorf("ask what is still on its way to GitHub: %w", err)
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

// proven tells whether the pull request is open and everything that can be run
// is proven.
func proven(r demoReport) bool {
	if r.PullRequest == nil {
		return false
	}
	for _, c := range r.Goal.Criteria {
		if c.Outcome != app.OutcomeProven && c.Outcome != app.OutcomeInspection {
			return false
		}
	}
	return true
}

func (d *demo) summary(r demoReport) {
	fmt.Fprintf(d.out, "\n%s: %s, %d actions, %d tokens\n", d.sample.describe(), r.Goal.State, r.Usage.Actions, r.Usage.Tokens)
	for _, c := range r.Goal.Criteria {
		fmt.Fprintf(d.out, "  %-3s %-11s %-10s %s\n", c.ID, c.Kind, c.Outcome, printable(c.Text))
	}
	if r.PullRequest != nil {
		fmt.Fprintf(d.out, "pull request %s\n", r.PullRequest.URL)
	}
}
