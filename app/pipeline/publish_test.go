package pipeline

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
)

func quiet() *desk {
	return &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
}

// done puts the answer to an effect into the mailbox.
func (d *desk) done(t *testing.T, e app.EffectDone) {
	t.Helper()
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	d.mail = append(d.mail, app.Input{ID: int64(len(d.mail) + 1), Kind: app.InputEffectDone, Data: data})
}

// TestRefusedDraft does not hold the work: it is said once, and no later
// checkpoint is shown.
func TestRefusedDraft(t *testing.T) {
	d := quiet()
	r := d.workerIn(t, app.StateWorking)
	shows := app.Say(app.CheckpointMade{Checkpoint: app.Checkpoint{Tree: "t1", Commit: "c1", Show: true}})
	if err := r.Record(t.Context(), shows, app.Say(app.Publishing{Commit: "c1", Draft: true, Early: true})); err != nil {
		t.Fatal(err)
	}
	d.done(t, app.EffectDone{Key: "G/push/0/c1", Kind: app.EffectPush, Error: "protected branch"})
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r.goal.Hold.Breakpoint != nil || r.goal.Publishing != nil || r.goal.ToShow() != nil {
		t.Errorf("held %+v, publishing %+v, to show %+v", r.goal.Hold, r.goal.Publishing, r.goal.ToShow())
	}
	if err := r.Record(t.Context(), shows); err != nil {
		t.Fatal(err)
	}
	if step := Next(r.goal, r.look()); step == StepShow || step == StepRest {
		t.Errorf("next %s", step)
	}
	if text := publish.GoalComment(r.view()); strings.Count(text, "protected branch") != 1 {
		t.Errorf("the goal comment says\n%s", text)
	}
}

// TestPullOpenedAfterTheEnd: what GitHub opened meanwhile says that the goal is
// over.
func TestPullOpenedAfterTheEnd(t *testing.T) {
	d := quiet()
	r := d.workerIn(t, app.StateVerifying)
	if err := r.Record(t.Context(), app.Say(app.Publishing{Commit: "c1", Draft: true, Early: true}), app.Say(app.Ended{State: app.StateStopped, Reason: "stopped by ann"})); err != nil {
		t.Fatal(err)
	}
	d.shown = nil
	d.done(t, app.EffectDone{Key: "G/pull/0", Kind: app.EffectPull, Number: 8, URL: "https://github.example/acme/billing/pull/8"})
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	n := slices.IndexFunc(d.shown, func(s app.Surface) bool { return s.Kind == app.SurfacePullBody })
	if n < 0 || !strings.Contains(string(d.shown[n].Data), `"number":8`) || !strings.Contains(string(d.shown[n].Data), "stopped by ann") || strings.Contains(string(d.shown[n].Data), "goes on") {
		t.Errorf("shown %+v", d.shown)
	}
}

// TestQuestionStandsInTheDescription while the work goes on, and no longer than
// it waits.
func TestQuestionStandsInTheDescription(t *testing.T) {
	d := quiet()
	r := d.workerIn(t, app.StateInReview)
	asked := app.Breakpoint{N: 1, Kind: app.BreakpointAsk, Question: "Which date is meant?"}
	for _, step := range []struct {
		say  app.Payload
		want bool
		body bool
	}{
		{app.PhaseStarted{Phase: app.Phase{N: 2, Kind: app.PhaseImplementation}}, false, false},
		{app.BreakpointOpened{Breakpoint: asked}, true, true},
		{app.BreakpointAnswered{N: 1, By: "github:ann", Answer: "due"}, false, true},
	} {
		d.shown = nil
		if err := r.Record(t.Context(), app.Say(step.say)); err != nil {
			t.Fatal(err)
		}
		n := slices.IndexFunc(d.shown, func(s app.Surface) bool { return s.Kind == app.SurfacePullBody })
		if (n >= 0) != step.body || step.body && strings.Contains(string(d.shown[n].Data), asked.Question) != step.want {
			t.Errorf("%s: shown %+v", step.say.EventKind(), d.shown)
		}
	}
}

// TestWhoStartsDoesNotApprove, where whoever labelled may not start.
func TestWhoStartsDoesNotApprove(t *testing.T) {
	d := quiet()
	r := d.worker(t)
	rules, err := policy.Parse([]byte("who: {four_eyes: true, start: {users: [bobby]}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	r.rules = rules
	ann, bobby := user("ann"), user("bobby")
	if may, why, err := r.mayStart(t.Context(), rules, ann); may || err != nil || !strings.Contains(why, "ann is not among") {
		t.Errorf("ann starts: %v, %q, %v", may, why, err)
	}
	r.goal.OpenedBy = bobby
	if by, err := r.instead(t.Context(), rules, bobby); err != nil || by != nil {
		t.Errorf("instead of bobby: %+v, %v", by, err)
	}
	r.goal.OpenedBy = ann
	by, err := r.instead(t.Context(), rules, bobby)
	if err != nil || by == nil || *by != bobby {
		t.Fatalf("instead of ann: %+v, %v", by, err)
	}
	next := *r.goal.Contract
	next.Version++
	for _, e := range []app.ContractFrozen{{Contract: next, Started: by}, {Contract: next}} { // a later version keeps it
		if err := r.goal.Apply(must(app.Seal(r.id(), r.goal.Seq, r.goal.Hash, 1, noon, app.Say(e)))(t)); err != nil {
			t.Fatal(err)
		}
	}
	for _, u := range []app.User{ann, bobby, user("cyan")} {
		who, err := r.person(t.Context(), u)
		if err != nil {
			t.Fatal(err)
		}
		if may, why := r.may(who, approves); may != (u.Login == "cyan") {
			t.Errorf("%s may approve: %v, %q", u.Login, may, why)
		}
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestPullTemplate: the one that GitHub offers, however its name is written.
func TestPullTemplate(t *testing.T) {
	for want, keeps := range map[string][]string{
		".github/Pull_Request_Template.md": {".github/Pull_Request_Template.md", "pull_request_template.md"},
		"PULL_REQUEST_TEMPLATE.txt":        {"PULL_REQUEST_TEMPLATE.txt", "docs/pull_request_template.md"},
		"docs/pull_request_template":       {"docs/pull_request_template", "pull_request_template.d/a.md"},
		"":                                 {"README.md", ".github/PULL_REQUEST_TEMPLATE/fix.md", "src/pull_request_template.md"},
	} {
		base := fstest.MapFS{}
		for _, name := range keeps {
			base[name] = &fstest.MapFile{Data: []byte(name)}
		}
		if got := templateIn(base); got != want {
			t.Errorf("of %q: %q, want %q", keeps, got, want)
		}
	}
}
