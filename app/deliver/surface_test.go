package deliver

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func goalComment(body string) app.Surface {
	return surface(app.SurfaceGoalComment, app.GoalComment{Number: 1, Body: marked(body, "goal"), Mark: mark("goal")})
}

// show wants a new version of a surface, as the goal's runner does.
func (w *world) show(s app.Surface) {
	w.Helper()
	lease, err := w.store.Acquire(w.Context(), w.goal, "runner", 1e9)
	w.ok(err)
	row, err := w.store.Goal(w.Context(), w.goal)
	w.ok(err)
	s.Goal, s.Installation = w.goal, w.inst
	w.ok(w.store.Commit(w.Context(), store.Commit{Lease: lease, Summary: row, Surfaces: []app.Surface{s}}))
	w.ok(w.store.Release(w.Context(), lease))
}

func (w *world) comments() string {
	var out []string
	for _, c := range w.remote.comments {
		text, _, _ := strings.Cut(c.Body, "\n")
		out = append(out, text)
	}
	return strings.Join(out, ",")
}

func TestGoalCommentIsEditedInPlace(t *testing.T) {
	w := newWorld(t, nil, []app.Surface{goalComment("v1")})
	d := w.deliverer(nil)
	w.ok(w.round(d))
	w.show(goalComment("v2"))
	w.show(goalComment("v3")) // two changes, one write
	w.ok(w.round(d))
	if w.comments() != "v3" || w.remote.edits != 1 {
		t.Errorf("comments %q, %d edits", w.comments(), w.remote.edits)
	}
	w.remote.comments = nil // somebody deletes it
	w.show(goalComment("v4"))
	w.ok(w.round(d))
	w.show(goalComment("v5"))
	w.ok(w.round(d))
	if w.comments() != "v5" {
		t.Errorf("comments %q", w.comments())
	}
}

func TestGoalCommentIsFoundAgain(t *testing.T) {
	w := newWorld(t, nil, []app.Surface{goalComment("v1")})
	lost := &github.Error{Op: "comment", Code: github.CodeUnknown, Message: "EOF"}
	w.settle(w.deliverer(once("create comment", "after", lost)))
	if w.comments() != "v1" || w.remote.edits != 1 {
		t.Errorf("comments %q, %d edits", w.comments(), w.remote.edits)
	}
}

func pullBody(number int, body string, draft bool) app.Surface {
	return surface(app.SurfacePullBody, app.PullBody{Number: number, Body: body, Draft: draft})
}

func TestPullBodyKeepsWhatPeopleWrote(t *testing.T) {
	w := newWorld(t, nil, []app.Surface{pullBody(2, "v2", true)})
	w.remote.pulls = []remotePull{{app.PostPull{Body: "Template\n" + begin + "\nv1\n" + end + "\nA note.", Draft: true}, 2}}
	d := w.deliverer(nil)
	w.ok(w.round(d))
	want := "Template\n" + begin + "\nv2\n" + end + "\nA note."
	if got := w.remote.pulls[0]; got.Body != want || !got.Draft {
		t.Errorf("%+v", got)
	}
	w.show(pullBody(2, "v2", false))
	w.ok(w.round(d))
	if got := w.remote.pulls[0]; got.Body != want || got.Draft || w.remote.edits != 1 {
		t.Errorf("%+v after %d edits", got, w.remote.edits)
	}
}

// Without GraphQL a host cannot make a draft ready; the body is written.
func TestPullBodyWithoutDrafts(t *testing.T) {
	w := newWorld(t, nil, []app.Surface{pullBody(2, "v2", false)})
	w.remote.pulls = []remotePull{{app.PostPull{Draft: true}, 2}}
	w.ok(w.round(w.deliverer(once("set draft", "before", refusal(github.CodeNotFound, 404, "Not Found")))))
	if due, err := w.store.NextSurfaces(t.Context(), w.inst, 1); err != nil || len(due) != 0 {
		t.Errorf("still due: %v, %v", due, err)
	}
	if got := w.remote.pulls[0]; !strings.Contains(got.Body, "v2") {
		t.Errorf("%+v", got)
	}
}

// The head before says no more that work goes on: when the verdict on the next
// stands, whatever becomes of the attempts.
func TestCheckRunOfTheHeadBefore(t *testing.T) {
	run := func(head, status string) app.Surface {
		return surface(app.SurfaceCheckRun, app.CheckRun{Head: app.Commit(head), ExternalID: "G/" + head, Status: status, Title: "of " + head})
	}
	lost := &github.Error{Op: "check", Code: github.CodeUnknown, Message: "EOF"}
	for name, f := range map[string]fault{
		"all goes well":            nil,
		"the end is lost":          once("leave check", "after", lost),
		"what was done is unknown": once("applied", "before", errDead),
		"it is gone":               once("leave check", "before", refusal(github.CodeNotFound, 404, "Not Found")),
	} {
		w := newWorld(t, nil, []app.Surface{run("c1", "in_progress")})
		w.ok(w.round(w.deliverer(nil)))
		w.show(run("c1", "in_progress"))
		w.show(run("c2", "completed"))
		_ = w.round(w.deliverer(f)) // what it could not do, the next does
		w.settle(w.deliverer(nil))
		want := "Followed by c2"
		if name == "it is gone" {
			want = "of c1"
		}
		if first, second := w.remote.checks["G/c1"], w.remote.checks["G/c2"]; first.Title != want || second.Title != "of c2" {
			t.Errorf("%s: %+v, %+v", name, first, second)
		}
	}
}

// A surface without a place keeps being tried, ever more rarely, and holds up
// nothing else.
func TestSurfaceWithoutAPlace(t *testing.T) {
	odd := surface(app.SurfaceKind("poster"), "x")
	w := newWorld(t, nil, []app.Surface{pullBody(9, "x", false), odd, {Kind: app.SurfaceCheckRun, Repo: repo, Data: json.RawMessage(`[]`)}, goalComment("v1")})
	d := w.deliverer(nil)
	w.ok(w.round(d))
	if w.comments() != "v1" {
		t.Errorf("comments %q", w.comments())
	}
	w.ok(w.round(d)) // nothing is due yet
	w.clock.pass(1e9)
	due, err := w.store.NextSurfaces(t.Context(), w.inst, 10)
	if err != nil || len(due) != 3 || due[0].Attempts != 1 {
		t.Errorf("%+v, %v", due, err)
	}
}
