package deliver

import (
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
)

func TestStory(t *testing.T) {
	w := newWorld(t, first(story()), second(story()))
	w.ok(w.round(w.deliverer(nil)))
	w.told()
	if w.remote.edits != 1 || w.remote.pushes != 2 {
		t.Errorf("%d edits, %d pushes", w.remote.edits, w.remote.pushes)
	}
}

func first[A, B any](a A, _ B) A  { return a }
func second[A, B any](_ A, b B) B { return b }

// TestDeathAtEveryMoment kills the process between any two of its calls to the
// store and to GitHub, and lets another one go on.
func TestDeathAtEveryMoment(t *testing.T) {
	t.Parallel()
	disk := newDisk(t)
	for n := 0; ; n++ {
		w := disk.world(t, first(story()), second(story()))
		f, died := death(n)
		err := w.round(w.deliverer(f))
		if died() == (err == nil) {
			t.Fatalf("moment %d: died %v, round ended with %v", n, died(), err)
		}
		w.settle(w.deliverer(nil))
		w.told()
		if t.Failed() {
			t.Fatalf("after death at moment %d", n)
		}
		if !died() {
			if n < 25 {
				t.Errorf("only %d moments", n)
			}
			return
		}
	}
}

// TestEditIsMadeAgain when its answer is lost: the text is the same. It knows
// its comment by number or by mark, and one that people deleted stays gone.
func TestEditIsMadeAgain(t *testing.T) {
	text := marked("plan, unticked", "plan")
	for _, edit := range []app.PostEdit{{Number: 1, Comment: 1, Body: text}, {Number: 1, Mark: mark("plan"), Body: text}} {
		w := newWorld(t, []app.Effect{
			effect("plan", app.EffectComment, app.PostComment{Number: 1, Body: marked("plan", "plan"), Mark: mark("plan")}),
			effect("edit", app.EffectEdit, edit),
			effect("gone", app.EffectEdit, app.PostEdit{Number: 1, Mark: mark("other"), Body: text}),
		}, nil)
		w.settle(w.deliverer(once("edit comment", "after", &github.Error{Op: "edit", Code: github.CodeUnknown, Message: "injected"})))
		if c := w.remote.comments; len(c) != 1 || c[0].Body != text || w.remote.edits != 2 {
			t.Errorf("after %d edits: %+v", w.remote.edits, c)
		}
		for _, o := range w.outcomes() {
			if o.Error != "" {
				t.Errorf("%s ended as %+v", o.Key, o)
			}
		}
	}
}

// TestEveryCallFailsOnce loses the request or the answer of each call, with
// each error that leaves hope.
func TestEveryCallFailsOnce(t *testing.T) {
	t.Parallel()
	calls := []string{
		"create comment", "edit comment", "find comment", "react", "create issue", "create pull",
		"update pull", "set draft", "check", "read branch", "push", "close issue",
	}
	disk := newDisk(t)
	for _, call := range calls {
		for _, when := range []string{"before", "after"} {
			for _, code := range []github.Code{github.CodeUnknown, github.CodeUnavailable, github.CodeLimit} {
				if when == "after" && code != github.CodeUnknown {
					continue // these say that nothing happened
				}
				t.Run(call+" "+when+" "+string(code), func(t *testing.T) {
					err := error(&github.Error{Op: call, Code: code, Message: "injected"})
					if code == github.CodeLimit {
						err = &github.LimitError{Until: disk.clock.Now().Add(time.Hour)}
					}
					w := disk.world(t, first(story()), second(story()))
					w.settle(w.deliverer(once(call, when, err)))
					w.told()
				})
			}
		}
	}
}

// An answer that is lost again and again, and a look that fails in between.
func TestLostTwiceAndBlind(t *testing.T) {
	lost := &github.Error{Op: "x", Code: github.CodeUnknown, Message: "EOF"}
	down := &github.Error{Op: "x", Code: github.CodeUnavailable, Message: "502"}
	faults := []fault{once("create comment", "after", lost), once("find comment", "before", down), once("create pull", "after", lost), once("find pull", "after", down)}
	w := newWorld(t, first(story()), second(story()))
	w.settle(w.deliverer(func(call, when string) error {
		for _, f := range faults {
			if err := f(call, when); err != nil {
				return err
			}
		}
		return nil
	}))
	w.told()
}

// TestWhatIsGoneIsPostedAnew, and nothing that is there.
func TestWhatIsGoneIsPostedAnew(t *testing.T) {
	w := newWorld(t, []app.Effect{
		effect("there", app.EffectComment, app.PostComment{Number: 1, Body: mark("x"), Mark: mark("x")}),
		effect("again", app.EffectComment, app.PostComment{Number: 1, Body: mark("x"), Mark: mark("x"), Gone: true}),
		effect("gone", app.EffectComment, app.PostComment{Number: 1, Body: mark("y"), Mark: mark("y"), Gone: true}),
	}, nil)
	w.settle(w.deliverer(nil))
	if got := w.outcomes(); len(w.remote.comments) != 2 || got["again"].ID != got["there"].ID || got["gone"].Error != "" {
		t.Errorf("%d comments, %+v", len(w.remote.comments), got)
	}
}

func TestRefusalsAreReported(t *testing.T) {
	w := newWorld(t, []app.Effect{
		effect("nowhere", app.EffectComment, app.PostComment{Number: 9, Body: "x", Mark: mark("x")}),
		effect("no branch", app.EffectPull, app.PostPull{Head: "none", Base: "main", Mark: mark("pull")}),
		effect("taken", app.EffectPush, app.PostPush{Commit: "c1", Branch: "b"}),
		effect("odd", app.EffectKind("dance"), app.PostPush{}),
		effect("garbage", app.EffectComment, "no object"),
		effect("last", app.EffectComment, app.PostComment{Number: 1, Body: "x", Mark: mark("x")}),
	}, nil)
	w.remote.branches["b"] = "somebody's"
	w.settle(w.deliverer(nil))
	got := w.outcomes()
	for key, want := range map[string]string{
		"nowhere":   "GitHub refused to post a comment: This issue was deleted (410)",
		"no branch": "GitHub refused to open the pull request: head is not a branch (422)",
		"taken":     "could not push the branch: somebody else moved branch b to somebody's",
		"odd":       `could not write: read its record: kind "dance" is not known`,
		"garbage":   "could not post a comment: read its record: json: cannot unmarshal string into Go value of type app.PostComment",
		"last":      "",
	} {
		if done, ok := got[key]; !ok || done.Error != want {
			t.Errorf("%s: %q, want %q", key, done.Error, want)
		}
	}
}

// A pull request somebody else opened from the branch is not ours.
func TestForeignPullIsNotAdopted(t *testing.T) {
	w := newWorld(t, []app.Effect{
		effect("pull", app.EffectPull, app.PostPull{Head: "b", Base: "main", Body: marked("x", "pull"), Mark: mark("pull")}),
	}, nil)
	w.remote.branches["b"] = "c"
	w.remote.pulls = append(w.remote.pulls, remotePull{app.PostPull{Head: "b", Body: "mine"}, 2})
	w.settle(w.deliverer(nil))
	if got := w.outcomes()["pull"]; got.Number != 0 || got.Error == "" {
		t.Errorf("%+v", got)
	}
}
