package deliver

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
)

var repo = app.Repo{ID: 99, Owner: "acme", Name: "billing", DefaultBranch: "main"}

// stopped is a clock that moves when somebody sleeps or the test says so.
type stopped struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *stopped) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *stopped) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return ctx.Err()
}

func (c *stopped) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// disk is a store with a clock; worlds share it to save the making of one.
type disk struct {
	store *sqlite.Store
	clock *stopped
	used  int64 // issues and installations
}

func newDisk(t *testing.T) *disk {
	t.Helper()
	d := &disk{clock: &stopped{now: noon}}
	var err error
	d.store, err = sqlite.New(t.Context(), sqlite.Config{Path: filepath.Join(t.TempDir(), "db"), Clock: d.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// world is a GitHub in memory and a goal of an installation of its own with
// something to deliver.
type world struct {
	*testing.T
	*disk
	remote *remote
	goal   app.GoalID
	inst   int64
}

func newWorld(t *testing.T, effects []app.Effect, surfaces []app.Surface) *world {
	t.Helper()
	return newDisk(t).world(t, effects, surfaces)
}

func (d *disk) world(t *testing.T, effects []app.Effect, surfaces []app.Surface) *world {
	t.Helper()
	return d.worldOf(t, d.used+1, effects, surfaces)
}

func (d *disk) worldOf(t *testing.T, installation int64, effects []app.Effect, surfaces []app.Surface) *world {
	t.Helper()
	d.used++
	w := &world{T: t, disk: d, remote: newRemote(), inst: installation}
	var err error
	w.goal, err = app.NewGoalID(noon, rand.Reader)
	w.ok(err)
	g := &app.Goal{}
	e, err := app.Seal(w.goal, 0, "", 0, noon, app.Say(app.GoalOpened{Host: "hub", Installation: w.inst, Repo: repo, Issue: app.Issue{ID: d.used, Number: 1}}))
	w.ok(err)
	w.ok(g.Apply(e))
	o := &store.Opening{Summary: store.Of(g), Events: []app.Event{e}}
	for _, e := range effects {
		e.Goal, e.Installation, e.Key = w.goal, w.inst, w.key(e.Key)
		o.Effects = append(o.Effects, e)
	}
	for _, s := range surfaces {
		s.Goal, s.Installation = w.goal, w.inst
		o.Surfaces = append(o.Surfaces, s)
	}
	w.handle(store.Handled{Opened: o})
	return w
}

func (w *world) key(short string) string { return string(w.goal) + "/" + short }

func (w *world) round(d *Deliverer) error { return d.round(w.Context(), w.inst) }

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// handle stores a delivery from which h follows.
func (w *world) handle(h store.Handled) {
	w.Helper()
	_, err := w.store.Receive(w.Context(), app.Delivery{AppID: 1, GUID: rand.Text(), Event: "issues", Body: []byte("{}"), ReceivedAt: w.clock.Now()})
	w.ok(err)
	all, err := w.store.NextDeliveries(w.Context(), 1)
	w.ok(err)
	w.ok(w.store.Handle(w.Context(), all[0].ID, h))
}

// deliverer is a process; f may be nil.
func (w *world) deliverer(f fault) *Deliverer {
	w.Helper()
	if f == nil {
		f = func(string, string) error { return nil }
	}
	github := faultyGitHub{w.remote, f}
	d, err := New(Config{
		Outbox: faultyOutbox{w.store, f}, GitHub: github, Pusher: github,
		Logger: slog.New(slog.DiscardHandler), Clock: w.clock, Gap: -1, Retry: time.Second,
	})
	w.ok(err)
	return d
}

// settle delivers until nothing is due, however far away.
func (w *world) settle(d *Deliverer) {
	w.Helper()
	for range 50 {
		w.ok(w.round(d))
		w.clock.pass(25 * time.Hour)
		due, err := w.store.Installations(w.Context())
		w.ok(err)
		if !slices.Contains(due, w.inst) {
			return
		}
	}
	w.Fatal("something is due for ever")
}

// outcomes reads what the goal's mailbox was told.
func (w *world) outcomes() map[string]app.EffectDone {
	w.Helper()
	inputs, err := w.store.Inputs(w.Context(), w.goal)
	w.ok(err)
	out := map[string]app.EffectDone{}
	for _, in := range inputs {
		var done app.EffectDone
		w.ok(json.Unmarshal(in.Data, &done))
		if _, twice := out[done.Key]; twice {
			w.Errorf("%s was reported twice", done.Key)
		}
		out[strings.TrimPrefix(done.Key, w.key(""))] = done
	}
	return out
}

func effect(key string, kind app.EffectKind, payload any) app.Effect {
	data, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	return app.Effect{Key: key, Repo: repo, Kind: kind, Data: data}
}

func surface(kind app.SurfaceKind, payload any) app.Surface {
	data, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	return app.Surface{Repo: repo, Kind: kind, Data: data}
}

func mark(kind string) string { return app.Mark("01ARZ3NDEKTSV4RRFFQ69G5FAV", kind, 1) }

func marked(text, kind string) string { return fmt.Sprintf("%s\n\n%s\n", text, mark(kind)) }

// story is one of everything a goal sends.
func story() ([]app.Effect, []app.Surface) {
	effects := []app.Effect{
		effect("seen", app.EffectReaction, app.PostReaction{Number: 1, Content: "eyes"}),
		effect("plan", app.EffectComment, app.PostComment{Number: 1, Body: marked("plan", "plan"), Mark: mark("plan")}),
		effect("push", app.EffectPush, app.PostPush{Commit: "c1", Branch: "goalkeeper/1-x"}),
		effect("pull", app.EffectPull, app.PostPull{Title: "T", Body: begin + "\nfirst\n" + end + "\n" + mark("pull"), Mark: mark("pull"), Head: "goalkeeper/1-x", Base: "main", Draft: true}),
		effect("push again", app.EffectPush, app.PostPush{Commit: "c2", Branch: "goalkeeper/1-x", Expected: "c1"}),
		effect("issue", app.EffectIssue, app.PostIssue{Title: "T", Body: marked("follow-up", "issue"), Mark: mark("issue")}),
		effect("end", app.EffectComment, app.PostComment{Number: 2, Body: marked("end", "end"), Mark: mark("end")}),
		effect("close", app.EffectClose, app.PostClose{Number: 1}),
	}
	surfaces := []app.Surface{
		surface(app.SurfaceGoalComment, app.GoalComment{Number: 1, Body: marked("goal", "goal"), Mark: mark("goal")}),
		surface(app.SurfacePullBody, app.PullBody{Number: 2, Title: "T", Body: "evidence"}),
		surface(app.SurfaceCheckRun, app.CheckRun{Head: "c2", ExternalID: "G/c2", Status: "completed", Conclusion: "success"}),
	}
	return effects, surfaces
}

// told checks that GitHub holds the story once and the goal heard all of it.
func (w *world) told() {
	w.Helper()
	r := w.remote
	count := map[string]int{"comments": len(r.comments), "pulls": len(r.pulls), "issues": len(r.issues), "reactions": len(r.reacted), "checks": len(r.checks)}
	for what, want := range map[string]int{"comments": 3, "pulls": 1, "issues": 1, "reactions": 1, "checks": 1} {
		if count[what] != want {
			w.Errorf("%d %s, want %d", count[what], what, want)
		}
	}
	if !r.closed[1] || len(r.closed) != 1 {
		w.Errorf("closed issues %v", r.closed)
	}
	if r.branches["goalkeeper/1-x"] != "c2" {
		w.Errorf("branches %v", r.branches)
	}
	if p := r.pulls[0]; p.Body != begin+"\nevidence\n"+end+"\n"+mark("pull") || p.Draft {
		w.Errorf("pull request %+v", p)
	}
	outcomes := w.outcomes()
	effects, _ := story()
	for _, e := range effects {
		if done, ok := outcomes[e.Key]; !ok || done.Error != "" || done.Kind != e.Kind {
			w.Errorf("%s ended as %+v", e.Key, done)
		}
	}
	if outcomes["plan"].ID == 0 || outcomes["plan"].URL == "" || outcomes["pull"].Number != 2 || outcomes["issue"].Number != 3 {
		w.Errorf("outcomes %+v", outcomes)
	}
}
