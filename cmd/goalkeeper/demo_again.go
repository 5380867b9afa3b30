package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// anyPort is where a demo listens unless it is told otherwise.
const anyPort = "127.0.0.1:0"

// listen listens where the demo in this directory did before, since all that it left there
// names that address; at addr in a new one.
func (d *demo) listen(ctx context.Context, name, addr string) (net.Listener, error) {
	file := filepath.Join(d.dir, name+".address")
	kept, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read where the demo was: %w", err)
	}
	if before := strings.TrimSpace(string(kept)); before != "" {
		if addr != anyPort && addr != before {
			return nil, usagef("--addr: the demo in %s is at %s, which its issues and goals name; leave --addr off, or take another --dir", d.dir, before)
		}
		addr = before
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen for the %s of the demo in %s: %w", name, d.dir, err)
	}
	if err := os.WriteFile(file, []byte(l.Addr().String()+"\n"), 0o600); err != nil {
		_ = l.Close()
		return nil, fmt.Errorf("note where the demo is: %w", err)
	}
	return l, nil
}

// earlier is the issue of the sample's goal that a demo left in this directory, nil where
// there is none or it has ended.
func (d *demo) earlier(ctx context.Context) (*gh.Issue, error) {
	live, err := d.goals(ctx, store.Filter{Live: true})
	if err != nil || len(live) == 0 {
		return nil, err
	}
	client, err := d.client()
	if err != nil {
		return nil, err
	}
	issue, _, err := client.Issues.Get(ctx, d.me.Name, d.sample.name, live[0].Number)
	if err != nil {
		return nil, fmt.Errorf("read the issue of the goal %s: %w", live[0].ID, err)
	}
	return issue, nil
}

// goals are those of the sample's repository, the newest first.
func (d *demo) goals(ctx context.Context, f store.Filter) ([]store.Summary, error) {
	all, err := d.srv.store.List(ctx, f)
	return slices.DeleteFunc(all, func(s store.Summary) bool { return s.Repo.Name != d.sample.name }), err
}

// goalOf is the goal of an issue.
func (d *demo) goalOf(ctx context.Context, issue *gh.Issue) (app.GoalID, error) {
	all, err := d.goals(ctx, store.Filter{})
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(all, func(s store.Summary) bool { return s.Number == issue.GetNumber() })
	if at < 0 {
		return "", store.ErrNotFound
	}
	return all[at].ID, nil
}

// standing shows how an earlier demo left the goal, in place of all that happened.
func (d *demo) standing(goal *app.Goal) {
	fmt.Fprintf(d.out, "goal %s goes on: %s", goal.ID, goal.State)
	if goal.Hold.Reason != "" {
		fmt.Fprintf(d.out, ", %s", printable(goal.Hold.Reason))
	}
	fmt.Fprintln(d.out)
	if d.opt.auto || goal.State.Over() {
		return
	}
	if b := goal.Hold.Breakpoint; b != nil {
		fmt.Fprintf(d.out, "waiting for people (%s): %s\n", b.Kind, printable(b.Question))
		d.askForReply(goal)
	}
	if goal.Pull != nil {
		d.askForReview(goal)
	}
}
