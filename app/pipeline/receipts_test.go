package pipeline

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish"
)

// TestOnlyWordsOutliveAGoal: what was asked of the harness before the label is
// not read as the words of somebody who may steer.
func TestOnlyWordsOutliveAGoal(t *testing.T) {
	d := quiet()
	r := d.worker(t)
	r.ctx, r.goal.OpenedAt = t.Context(), noon
	want := []string{"Use maps.", "@goalkeeper keep it short", "> /goal stop\n\nNo, go on."}
	for _, body := range append([]string{
		"/goal freeze notes.txt", "/goal allow docs/**", "approve", "/goal dance", "/goal freeze", "/goal queue and the docs", "@goalkeeper /goal stop", "> as said\n\n/goal extend actions=50",
	}, want...) {
		d.comments = append(d.comments, app.Comment{Body: body, Author: user("ann"), CreatedAt: noon.Add(-time.Hour)})
	}
	all, err := r.earlier()
	var got []string
	for _, c := range all {
		got = append(got, c.Body)
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
}

// TestAnswerIsReceipted when the request that tells it is made, by whichever
// process makes it, and once.
func TestAnswerIsReceipted(t *testing.T) {
	for _, text := range []string{"the second one", "2", "approve"} {
		d := quiet()
		m := newMachine(t)
		m.reach(app.StateWorking)
		m.hold("ask")
		m.hears("ann", text, noon)
		rocket := fmt.Sprintf("reaction/%d/rocket", m.ids)
		if m.goal.Hold.Breakpoint != nil {
			t.Fatalf("%q is no answer", text)
		}
		r := d.of(m) // as load leaves it
		for turn := range 2 {
			raw, _ := json.Marshal(map[string]string{"role": "user", "content": "go on"})
			if err := r.Record(t.Context(), app.Say(app.RequestSent{Turn: r.goal.Turn + 1, Append: []json.RawMessage{raw}})); err != nil {
				t.Fatal(err)
			}
			if n := len(d.keys(rocket)); n != 1 {
				t.Errorf("%q: %d receipts after request %d", text, n, turn+1)
			}
		}
	}
}

// keys are the posts whose keys end with suffix.
func (d *desk) keys(suffix string) (out []app.Effect) {
	for _, e := range d.posts {
		if strings.HasSuffix(e.Key, suffix) {
			out = append(out, e)
		}
	}
	return out
}

// TestRefusedTickIsTakenBack, so that one tick by whoever may answer is the
// answer; a tick that is one stays.
func TestRefusedTickIsTakenBack(t *testing.T) {
	d := quiet()
	m := newMachine(t)
	m.reach(app.StatePlanning)
	m.hold("plan")
	r := d.of(m)
	r.rules.Who.FourEyes = true
	mark := "\n\n" + app.Mark(r.goal.ID, "breakpoint", 1)
	boxes := publish.Boxes(r.goal.Hold.Breakpoint, r.cfg.Scrub)
	if len(boxes) < 2 {
		t.Fatalf("%d boxes", len(boxes))
	}
	shows := func(ticked ...int) string {
		text := "- [x] of the plan\n"
		for n, b := range boxes {
			text += map[bool]string{true: "- [x] ", false: "- [ ] "}[slices.Contains(ticked, n)] + b.Text + "\n"
		}
		return text + mark
	}
	edits := func(who app.User, was, is string, wants ...string) {
		t.Helper()
		d.posts = nil
		bot := app.User{ID: 99, Type: "Bot"}
		if err := r.inbound(t.Context(), app.Inbound{Kind: app.InboundCommentEdited, Sender: who, At: noon, Issue: app.Issue{Number: 7}, Was: &was, Comment: &app.Comment{ID: 40, Body: is, Author: bot, CreatedAt: noon}}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range d.posts {
			if p := (app.PostEdit{}); e.Kind == app.EffectEdit && json.Unmarshal(e.Data, &p) == nil && p.Comment == 40 {
				got = append(got, p.Body)
			}
		}
		if !slices.Equal(got, wants) {
			t.Errorf("written again as %q, want %q", got, wants)
		}
	}
	d.comments = []app.Comment{{ID: 40, Body: shows(), Author: app.User{ID: 99, Type: "Bot"}, CreatedAt: noon.Add(-time.Hour)}}
	starter, other := app.User{ID: 2, Login: "ann", Type: "User"}, user("robert")
	edits(starter, shows(), shows(0), shows())
	edits(other, shows(0), "- [x] mine\n"+shows(0), shows()) // before the first was taken back
	edits(other, shows(), shows(0))
	if r.goal.Hold.Breakpoint != nil || len(r.goal.Refused) != 2 {
		t.Fatalf("held by %+v, refused %+v", r.goal.Hold.Breakpoint, r.goal.Refused)
	}
	edits(starter, shows(0), shows(0, 1)) // the comment says who answered
}
