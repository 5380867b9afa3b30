package deliver

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// running starts d and returns what stops it and waits for its end.
func running(t *testing.T, d *Deliverer) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	return func() {
		t.Helper()
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// signals passes on the outcomes of effects.
type signals struct {
	store.Outbox
	settled chan string
}

func (s signals) Settle(ctx context.Context, id int64, status app.EffectStatus, done app.EffectDone, until time.Time) error {
	err := s.Outbox.Settle(ctx, id, status, done, until)
	s.settled <- string(status) + " " + done.Key
	return err
}

func (w *world) wait(settled chan string, want ...string) {
	w.Helper()
	for _, key := range want {
		select {
		case got := <-settled:
			if got != "done "+w.key(key) {
				w.Errorf("%s, want done %s", got, key)
			}
		case <-time.After(20 * time.Second):
			w.Fatalf("%s is not delivered", key)
		}
	}
}

func comment(key string) app.Effect {
	return effect(key, app.EffectComment, app.PostComment{Number: 1, Body: marked(key, key), Mark: mark(key)})
}

func (w *world) add(key string) {
	w.Helper()
	e := comment(key)
	e.Goal, e.Installation, e.Key = w.goal, w.inst, w.key(key)
	w.handle(store.Handled{Effects: []app.Effect{e}})
}

func TestRunDeliversWhatIsDueAndWhatComesLater(t *testing.T) {
	w := newWorld(t, []app.Effect{comment("one"), comment("two")}, nil)
	d := w.deliverer(nil)
	settled := make(chan string)
	d.Outbox = signals{w.store, settled}
	stop := running(t, d)
	w.wait(settled, "one", "two")
	for _, key := range []string{"three", "four"} {
		w.add(key)
		d.Wake(w.inst)
		w.wait(settled, key)
	}
	stop()
	if n := len(w.remote.comments); n != 4 {
		t.Errorf("%d comments", n)
	}
}

// A wake that comes while the worker finds nothing more is not lost.
func TestNoWakeIsLost(t *testing.T) {
	w := newWorld(t, nil, nil)
	d := w.deliverer(nil)
	settled := make(chan string, 1)
	d.Outbox = signals{w.store, settled}
	stop := running(t, d)
	for n := range 50 {
		key := "k" + string(rune('0'+n/10)) + string(rune('0'+n%10))
		w.add(key)
		d.Wake(w.inst)
		w.wait(settled, key)
	}
	stop()
}

// failing loses the store a few times.
type failing struct {
	store.Outbox
	left *int
}

func (f failing) NextEffects(ctx context.Context, installation int64, limit int) ([]store.QueuedEffect, error) {
	if *f.left--; *f.left >= 0 {
		return nil, errors.New("disk full")
	}
	return f.Outbox.NextEffects(ctx, installation, limit)
}

func TestStoreThatFailsIsAskedAgain(t *testing.T) {
	w := newWorld(t, []app.Effect{comment("one")}, nil)
	d := w.deliverer(nil)
	settled := make(chan string)
	left := 3
	d.Outbox = failing{signals{w.store, settled}, &left}
	stop := running(t, d)
	w.wait(settled, "one")
	stop()
	if got := w.clock.slept; len(got) != 3 || got[0] != time.Second || got[2] != 4*time.Second {
		t.Errorf("waited %v", got)
	}
}

func TestStopDuringAPause(t *testing.T) {
	w := newWorld(t, []app.Effect{comment("one"), comment("two")}, nil)
	d := w.deliverer(nil)
	d.Gap, d.Clock = time.Hour, systemClock{}
	settled := make(chan string)
	d.Outbox = signals{w.store, settled}
	stop := running(t, d)
	w.wait(settled, "one")
	stop() // returns within the hour
	if n := len(w.remote.comments); n != 1 {
		t.Errorf("%d comments", n)
	}
}

// A write under way is finished and recorded when the process is told to stop.
func TestStopDuringAWrite(t *testing.T) {
	w := newWorld(t, []app.Effect{comment("one"), comment("two")}, nil)
	writing, write := make(chan struct{}), make(chan struct{})
	d := w.deliverer(func(call, when string) error {
		if call == "create comment" && when == "before" {
			writing <- struct{}{}
			<-write
		}
		return nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- d.Run(ctx) }()
	<-writing
	cancel()
	close(write)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := w.outcomes(); len(got) != 1 || got["one"].ID == 0 {
		t.Errorf("outcomes %+v", got)
	}
}

func TestPace(t *testing.T) {
	w := newWorld(t, []app.Effect{comment("one"), comment("two")},
		[]app.Surface{surface(app.SurfaceGoalComment, app.GoalComment{Number: 1, Body: marked("goal", "goal"), Mark: mark("goal")})})
	d := w.deliverer(nil)
	d.Gap = 3 * time.Second
	w.ok(w.round(d))
	if got := w.clock.slept; len(got) != 2 || got[0] != 3*time.Second || got[1] != 3*time.Second {
		t.Errorf("waited %v between three writes", got)
	}
}

// One refusal for a limit ends the round, and everything comes back when the
// limit ends.
func TestLimitEndsTheRound(t *testing.T) {
	w := newWorld(t, []app.Effect{comment("one")}, []app.Surface{surface(app.SurfaceGoalComment, app.GoalComment{Number: 1, Body: "x", Mark: mark("goal")})})
	calls := 0
	until := noon.Add(time.Hour)
	d := w.deliverer(func(call, when string) error {
		if call == "create comment" && when == "before" {
			if calls++; calls == 1 {
				return &github.LimitError{Until: until}
			}
		}
		return nil
	})
	w.ok(w.round(d))
	w.clock.pass(59 * time.Minute)
	if due, err := w.store.NextEffects(t.Context(), w.inst, 10); err != nil || len(due) != 0 || calls != 1 {
		t.Errorf("%d calls, due before the limit ends: %v, %v", calls, due, err)
	}
	w.clock.pass(time.Minute)
	w.ok(w.round(d))
	if n := len(w.remote.comments); n != 2 {
		t.Errorf("%d comments", n)
	}
}

func TestNewNeedsItsParts(t *testing.T) {
	if _, err := New(Config{}); err == nil {
		t.Error("an empty configuration was taken")
	}
}
