package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// desk is a goal's mailbox and a GitHub that answers as it is told to.
type desk struct {
	Store
	GitHub
	mail []app.Input
	read []int64

	mu      sync.Mutex
	asked   map[string]int
	refuses func(login string, times int) error
}

func (d *desk) Inputs(context.Context, app.GoalID) ([]app.Input, error) {
	return slices.DeleteFunc(slices.Clone(d.mail), func(in app.Input) bool { return slices.Contains(d.read, in.ID) }), nil
}

func (d *desk) Commit(_ context.Context, c store.Commit) error {
	d.read = append(d.read, c.InputsRead...)
	return nil
}

func (d *desk) Permission(_ context.Context, _ int64, _ app.Repo, login string) (app.Permission, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked[login]++
	if err := d.refuses(login, d.asked[login]); err != nil {
		return "", err
	}
	return app.PermissionWrite, nil
}

// says puts a comment into the mailbox.
func (d *desk) says(t *testing.T, who, text string) {
	t.Helper()
	u := app.User{ID: int64(len(who)), Login: who, Type: "User"}
	n := int64(len(d.mail) + 1)
	data, err := json.Marshal(app.Inbound{Kind: app.InboundComment, Sender: u, At: noon, Comment: &app.Comment{ID: n, Body: text, Author: u}})
	if err != nil {
		t.Fatal(err)
	}
	d.mail = append(d.mail, app.Input{ID: n, Kind: app.InputKind(app.InboundComment), Data: data})
}

// worker is a run of a goal that plans, at a desk.
func (d *desk) worker(t *testing.T) *run {
	t.Helper()
	m := newMachine(t)
	m.reach(app.StatePlanning)
	r := &run{
		Pool: &Pool{cfg: Config{Store: d, GitHub: d, Slug: "goalkeeper", Bot: 99, Now: func() time.Time { return noon }, Logger: slog.New(slog.DiscardHandler)}},
		goal: m.goal, conv: m.conv, rules: policy.Default(), wake: make(chan struct{}, 1), shown: map[app.SurfaceKind]app.Digest{},
	}
	r.lease.lease = store.Lease{Goal: "01HZZZZZZZZZZZZZZZZZZZZZZZ", Epoch: 1}
	return r
}

// TestPoisonedInput: what GitHub refuses for good, or what nobody can read, is
// passed over and shown; what comes after it is heard.
func TestPoisonedInput(t *testing.T) {
	d := &desk{asked: map[string]int{}, refuses: func(login string, _ int) error {
		if login == "ghost" {
			return fmt.Errorf("permission of ghost: 403: %w", app.ErrRefused)
		}
		return nil
	}}
	r := d.worker(t)
	d.says(t, "ghost", "Do it in Perl.")
	d.mail = append(d.mail, app.Input{ID: 2, Kind: app.InputKind(app.InboundComment), Data: []byte("{")})
	d.says(t, "ann", "/goal stop")
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(d.read) != 3 || r.goal.State != app.StateStopped {
		t.Errorf("read %v, the goal is %s", d.read, r.goal.State)
	}
	if x := r.goal.Refused; len(x) != 1 || x[0].By != "github:ghost" || !strings.Contains(x[0].Reason, "passed over") {
		t.Errorf("refused %+v", x)
	}
	if len(r.goal.Instructions) != 0 {
		t.Errorf("%+v was accepted from nobody knows whom", r.goal.Instructions)
	}
}

// TestInputThatFailsForAWhile waits, and everything behind it.
func TestInputThatFailsForAWhile(t *testing.T) {
	passing := errors.New("502")
	d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return passing }}
	r := d.worker(t)
	d.says(t, "ann", "/goal stop")
	if err := r.hear(t.Context()); !errors.Is(err, passing) || len(d.read) != 0 || r.goal.State.Over() {
		t.Errorf("%v, read %v, the goal is %s", err, d.read, r.goal.State)
	}
}

// TestStopIsAskedAboutAgain: an answer that GitHub owes for a moment does not
// make a stop wait for the end of the command.
func TestStopIsAskedAboutAgain(t *testing.T) {
	d := &desk{asked: map[string]int{}, refuses: func(_ string, times int) error {
		if times < 3 {
			return errors.New("502")
		}
		return nil
	}}
	r := d.worker(t)
	d.says(t, "ann", "/goal stop")
	ended := false
	err := r.interruptible(t.Context(), func(ctx context.Context) error {
		select {
		case <-ctx.Done():
			ended = errors.Is(context.Cause(ctx), errUrgent)
			return ctx.Err()
		case <-time.After(time.Minute):
			return errors.New("the command ran to its end")
		}
	})
	if err != nil || !ended || d.asked["ann"] != 3 {
		t.Errorf("%v, interrupted %v, asked %v", err, ended, d.asked)
	}
}
