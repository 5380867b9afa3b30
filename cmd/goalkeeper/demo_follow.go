package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// open opens the issue and labels it, through the same REST calls as anybody.
func (d *demo) open(ctx context.Context) (*gh.Issue, error) {
	client, err := d.client()
	if err != nil {
		return nil, err
	}
	issue, _, err := client.Issues.Create(ctx, d.me.Name, d.sample.name, &gh.IssueRequest{Title: &d.sample.title, Body: &d.sample.body})
	if err != nil {
		return nil, fmt.Errorf("open the issue: %w", err)
	}
	d.show(issue)
	if _, _, err := client.Issues.AddLabelsToIssue(ctx, d.me.Name, d.sample.name, issue.GetNumber(), []string{"goal"}); err != nil {
		return nil, fmt.Errorf("label the issue: %w", err)
	}
	return issue, nil
}

func (d *demo) show(issue *gh.Issue) {
	fmt.Fprintf(d.out, "issue              %s\n                   %s\n\n", issue.GetHTMLURL(), printable(issue.GetTitle()))
}

func (d *demo) client() (*gh.Client, error) {
	return gh.NewClient(nil).WithAuthToken(d.me.Token).WithEnterpriseURLs(d.hub.APIURL(), d.hub.APIURL())
}

// say writes a comment as the maintainer.
func (d *demo) say(ctx context.Context, issue *gh.Issue, text string) error {
	client, err := d.client()
	if err != nil {
		return err
	}
	_, _, err = client.Issues.CreateComment(ctx, d.me.Name, d.sample.name, issue.GetNumber(), &gh.IssueComment{Body: &text})
	return err
}

// follow shows what happens until the pull request is open (or, with a person
// at the terminal, until the goal ends).
func (d *demo) follow(ctx context.Context, issue *gh.Issue) (*app.Goal, error) {
	replies := d.replies(ctx)
	goal := &app.Goal{}
	var id app.GoalID
	posted, answered := 0, 0 // the newest breakpoints
	start := time.Now()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		heard := replies
		if b := goal.Hold.Breakpoint; b != nil && b.N != posted {
			heard = nil // what people have not seen they cannot answer
		}
		select {
		case <-ctx.Done():
			if goal.Pull != nil {
				return goal, nil
			}
			return goal, fmt.Errorf("ended before the pull request was open: %w", context.Cause(ctx))
		case text, open := <-heard:
			if !open {
				replies = nil
				continue
			}
			if err := d.say(ctx, issue, text); err != nil {
				fmt.Fprintln(d.out, "your reply was not taken:", err)
			}
			continue
		case <-tick.C:
		}
		if id == "" {
			g, err := d.goalOf(ctx, issue)
			if errors.Is(err, store.ErrNotFound) {
				continue
			}
			if err != nil {
				return goal, err
			}
			id = g
		}
		if err := d.catchUp(ctx, goal, id, start); err != nil {
			return goal, err
		}
		if d.opt.auto && goal.State == app.StateDraft && goal.Linted {
			fmt.Fprintln(d.out, "the issue is not a goal yet; the goal comment says what is missing")
			return goal, nil
		}
		if goal.State.Over() || goal.State == app.StateInReview && filed(goal) && (d.opt.auto || replies == nil) {
			return goal, nil
		}
		b := goal.Hold.Breakpoint
		if b == nil {
			continue
		}
		if b.N != posted {
			stands, err := d.posted(ctx, issue, id, b.N)
			if err != nil {
				return goal, err
			}
			if !stands {
				continue
			}
			posted = b.N
		}
		if !d.opt.auto || b.N == answered {
			continue
		}
		answered = b.N
		if err := d.answer(ctx, issue, b); err != nil {
			return goal, err
		}
	}
}

// posted tells whether the comment that asks stands on the issue.
func (d *demo) posted(ctx context.Context, issue *gh.Issue, id app.GoalID, n int) (bool, error) {
	client, err := d.client()
	if err != nil {
		return false, err
	}
	comments, _, err := client.Issues.ListComments(ctx, d.me.Name, d.sample.name, issue.GetNumber(), &gh.IssueListCommentsOptions{ListOptions: gh.ListOptions{PerPage: 100}})
	return slices.ContainsFunc(comments, func(c *gh.IssueComment) bool {
		at, ours := app.Marked(c.GetBody(), id, "breakpoint")
		return ours && at == n
	}), err
}

// filed tells whether every follow-up has become an issue.
func filed(g *app.Goal) bool {
	return !slices.ContainsFunc(g.FollowUps, func(f app.FollowUp) bool { return f.Number == 0 })
}

// catchUp folds and shows the events since the last look; of what came of a goal before
// this demo, how it stands.
func (d *demo) catchUp(ctx context.Context, goal *app.Goal, id app.GoalID, start time.Time) error {
	events, err := d.srv.store.Events(ctx, id, goal.Seq)
	if err != nil {
		return err
	}
	past := d.again && goal.Seq == 0
	for _, e := range events {
		if err := goal.Apply(e); err != nil {
			return err
		}
		if past {
			continue
		}
		if line := progressLine(goal, e); line != "" {
			fmt.Fprintf(d.out, "%6.1fs  %s\n", max(0, e.At.Sub(start).Seconds()), printable(line))
		}
		if !d.opt.auto {
			d.invite(goal, e)
		}
	}
	if past {
		d.standing(goal)
	}
	return nil
}

// invite tells a person at the terminal what to do.
func (d *demo) invite(goal *app.Goal, e app.Event) {
	switch e.Kind {
	case app.EventBreakpointOpened:
		d.askForReply(goal)
	case app.EventPROpened:
		d.askForReview(goal)
	}
}

func (d *demo) askForReply(goal *app.Goal) {
	fmt.Fprintln(d.out)
	if goal.Hold.Breakpoint.Kind == app.BreakpointPlan {
		d.plan(goal.Plan)
	}
	for n, o := range goal.Hold.Breakpoint.Options {
		fmt.Fprintf(d.out, "  %d. %s\n", n+1, printable(o))
	}
	fmt.Fprintf(d.out, "  Reply here (a line, such as approve), or in a comment at\n  %s\n\n", goal.Issue.URL)
}

func (d *demo) askForReview(goal *app.Goal) {
	fmt.Fprintf(d.out, "\n  Review and merge it at %s\n  A line typed here goes to the agent. Ctrl-C ends the demo.\n\n", goal.Pull.URL)
}

// plan shows what is to be approved.
func (d *demo) plan(p *app.Plan) {
	fmt.Fprintf(d.out, "  %s\n\n", printable(p.Summary))
	for _, s := range p.Steps {
		fmt.Fprintf(d.out, "  %s  %s\n", printable(s.ID), printable(s.Text))
	}
	fmt.Fprintln(d.out)
	for _, c := range p.Checks {
		fmt.Fprintf(d.out, "  %-3s %-11s %s\n", printable(c.Criterion), c.Kind, printable(c.Command))
	}
	fmt.Fprintln(d.out)
}

// answer is what --auto says: yes where an approval is wanted, the first
// option of a question; anything else ends the goal.
func (d *demo) answer(ctx context.Context, issue *gh.Issue, b *app.Breakpoint) error {
	text := "/goal stop"
	switch {
	case b.Kind.NeedsApproval():
		text = "approve"
	case b.Kind == app.BreakpointAsk && len(b.Options) > 0:
		text = b.Options[0]
	}
	fmt.Fprintf(d.out, "         > %s\n", text)
	return d.say(ctx, issue, text)
}

// replies are the lines typed at the terminal; closed at their end.
func (d *demo) replies(ctx context.Context) <-chan string {
	if d.opt.auto {
		return nil
	}
	lines := make(chan string)
	go func() {
		defer close(lines)
		in := bufio.NewScanner(io.LimitReader(d.in, 1<<20))
		for in.Scan() {
			text := strings.TrimSpace(in.Text())
			if text == "" {
				continue
			}
			select {
			case lines <- text:
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}
