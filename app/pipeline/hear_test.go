package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// desk is a goal's mailbox and a GitHub that answers as it is told to.
type desk struct {
	Store
	GitHub
	mail []app.Input
	read []int64

	comments []app.Comment
	lines    []app.LineComment
	labelled bool
	removed  time.Time
	wrong    error

	lost    map[string]bool // who may write no longer
	mu      sync.Mutex
	asked   map[string]int
	refuses func(login string, times int) error
	remote  error
	row     store.Summary
	log     []app.Event
	shown   []app.Surface
	posts   []app.Effect
	wakes   []time.Time
}

func (d *desk) Remote(context.Context, int64, app.Repo) (workspace.Remote, error) {
	return workspace.Remote{}, d.remote
}

func (d *desk) Goal(context.Context, app.GoalID) (store.Summary, error) { return d.row, nil }

func (d *desk) Events(context.Context, app.GoalID, int64) ([]app.Event, error) { return d.log, nil }

func (d *desk) Inputs(context.Context, app.GoalID) ([]app.Input, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(d.mail), func(in app.Input) bool { return slices.Contains(d.read, in.ID) }), nil
}

func (d *desk) Commit(_ context.Context, c store.Commit) error {
	d.read, d.row, d.log = append(d.read, c.InputsRead...), c.Summary, append(d.log, c.Events...)
	d.shown, d.posts = append(d.shown, c.Surfaces...), append(d.posts, c.Effects...)
	if !c.WakeAt.IsZero() {
		d.wakes = append(d.wakes, c.WakeAt)
	}
	for _, e := range c.Effects {
		if p := (app.PostComment{}); e.Kind == app.EffectComment && json.Unmarshal(e.Data, &p) == nil {
			d.comments = append(d.comments, app.Comment{Body: p.Body, Author: app.User{ID: 99, Type: "Bot"}, CreatedAt: noon}) // posted at once
		}
	}
	return nil
}

func (d *desk) Post(_ context.Context, all ...app.Effect) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.posts = append(d.posts, all...)
	return nil
}

func (d *desk) Permission(_ context.Context, _ int64, _ app.Repo, login string) (app.Permission, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked[login]++
	if err := d.refuses(login, d.asked[login]); err != nil {
		return "", err
	}
	if d.lost[login] {
		return app.PermissionRead, nil
	}
	return app.PermissionWrite, nil
}

func (d *desk) IssueComments(context.Context, int64, app.Repo, int) ([]app.Comment, error) {
	return d.comments, d.wrong
}

func (d *desk) Issue(context.Context, int64, app.Repo, int) (app.Issue, error) {
	return app.Issue{Number: 7, Title: "A title", Body: "A body"}, d.wrong
}

func (d *desk) Labelled(context.Context, int64, app.Repo, int, string) (app.Labelled, error) {
	return app.Labelled{On: d.labelled, Removed: d.removed}, d.wrong
}

// says puts a comment into the mailbox.
func (d *desk) says(t *testing.T, who, text string) {
	t.Helper()
	d.gets(t, app.Inbound{Kind: app.InboundComment, Sender: user(who), Comment: &app.Comment{ID: int64(len(d.mail) + 1), Body: text, Author: user(who)}})
}

func user(login string) app.User { return app.User{ID: int64(len(login)), Login: login, Type: "User"} }

// gets puts anything into the mailbox.
func (d *desk) gets(t *testing.T, in app.Inbound) {
	t.Helper()
	if err := d.put(in); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) put(in app.Inbound) error {
	in.At = noon
	data, err := json.Marshal(in)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mail = append(d.mail, app.Input{ID: int64(len(d.mail) + 1), Kind: app.InputKind(in.Kind), Data: data})
	return err
}

// worker is a run of a goal that plans, at a desk.
func (d *desk) worker(t *testing.T) *run {
	t.Helper()
	return d.workerIn(t, app.StatePlanning)
}

func (d *desk) workerIn(t *testing.T, s app.State) *run {
	t.Helper()
	m := newMachine(t)
	m.reach(s)
	return d.of(m)
}

// of is a run of the machine's goal.
func (d *desk) of(m *machine) *run {
	d.log = slices.Clone(m.events)
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

// TestApprovalOfWhatWasSeen: an approval counts for the question that stood on
// GitHub when it was written, by GitHub's own clock and order.
func TestApprovalOfWhatWasSeen(t *testing.T) {
	ann := app.User{ID: 3, Login: "ann", Type: "User"}
	ours := app.User{ID: 99, Login: "goalkeeper[bot]", Type: "Bot"}
	passing := errors.New("502")
	for name, c := range map[string]struct {
		text   string
		by     app.User // of the comment that asks
		n      int
		kind   string
		id     int64
		posted time.Time
		fails  error
		lifts  bool
	}{
		"written after it":            {text: "approve", by: ours, n: 2, id: 40, posted: noon.Add(-time.Second), lifts: true},
		"in the same second, after":   {text: "approve", by: ours, n: 2, id: 40, posted: noon, lifts: true},
		"in the same second, before":  {text: "approve", by: ours, n: 2, id: 60, posted: noon},
		"a second before":             {text: "/goal approve", by: ours, n: 2, id: 60, posted: noon.Add(time.Second)},
		"it is not posted yet":        {text: "approve", by: ours, n: 1, id: 40, posted: noon.Add(-time.Hour)},
		"somebody else posted it":     {text: "approve", by: ann, n: 2, id: 40, posted: noon.Add(-time.Hour)},
		"only its reminder is left":   {text: "approve", by: ours, n: 2, kind: "reminder", id: 40, posted: noon.Add(-time.Hour), lifts: true},
		"GitHub does not answer":      {text: "approve", by: ours, n: 2, id: 40, posted: noon.Add(-time.Hour), fails: passing},
		"a reply asks for a revision": {text: "not like this", by: ours, n: 2, id: 60, posted: noon.Add(time.Second), lifts: true},
	} {
		t.Run(name, func(t *testing.T) {
			if c.kind == "" {
				c.kind = "breakpoint"
			}
			d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }, wrong: c.fails}
			r := d.worker(t)
			d.comments = []app.Comment{
				{ID: 39, Body: "1\n" + app.Mark(r.goal.ID, "breakpoint", 1), Author: ours, CreatedAt: noon.Add(-time.Hour)},
				{ID: c.id, Body: "2\n" + app.Mark(r.goal.ID, c.kind, c.n), Author: c.by, CreatedAt: c.posted},
			}
			r.goal.Hold.Breakpoint, r.goal.Breakpoints = &app.Breakpoint{N: 2, Kind: app.BreakpointPlan, At: noon}, 2
			err := r.inbound(t.Context(), app.Inbound{Kind: app.InboundComment, Sender: ann, At: noon, Issue: app.Issue{Number: 1}, Comment: &app.Comment{ID: 50, Body: c.text, Author: ann, CreatedAt: noon}})
			if lifted := r.goal.Hold.Breakpoint == nil; lifted != c.lifts || !errors.Is(err, c.fails) {
				t.Errorf("lifted %v, %v", lifted, err)
			}
			if refused := len(r.goal.Refused) == 1; refused != (!c.lifts && c.fails == nil) {
				t.Errorf("refused %+v", r.goal.Refused)
			}
		})
	}
}

// TestQuestionThatIsGone is posted anew, and what is written after that counts.
func TestQuestionThatIsGone(t *testing.T) {
	ann := app.User{ID: 3, Login: "ann", Type: "User"}
	ours := app.User{ID: 99, Login: "goalkeeper[bot]", Type: "Bot"}
	for name, c := range map[string]struct {
		kind app.InboundKind
		mark int // of the comment that something happens to
		left string
		anew bool
	}{
		"deleted":                {app.InboundCommentGone, 2, "", true},
		"its mark edited away":   {app.InboundCommentEdited, 2, "gone", true},
		"edited with its mark":   {app.InboundCommentEdited, 2, "MARK", false},
		"of an earlier question": {app.InboundCommentGone, 1, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
			r := d.worker(t)
			r.goal.Hold.Breakpoint, r.goal.Breakpoints = &app.Breakpoint{N: 2, Kind: app.BreakpointPlan, At: noon}, 2
			mark := app.Mark(r.goal.ID, "breakpoint", c.mark)
			was := "2\n" + mark
			in := app.Inbound{Kind: c.kind, Sender: ann, Issue: app.Issue{Number: 1}, Comment: &app.Comment{ID: 40, Body: was, Author: ours}}
			if c.kind == app.InboundCommentEdited {
				in.Was, in.Comment.Body = &was, strings.ReplaceAll(c.left, "MARK", "3\n"+mark)
			}
			d.gets(t, in)
			if err := r.hear(t.Context()); err != nil {
				t.Fatal(err)
			}
			if anew := len(d.comments) == 1 && strings.HasSuffix(d.comments[0].Body, app.Mark(r.goal.ID, "breakpoint", 2)); anew != c.anew {
				t.Errorf("posted %+v", d.comments)
			}
			d.comments = nil // nobody told us of a deletion
			for range 2 {
				d.gets(t, app.Inbound{Kind: app.InboundComment, Sender: ann, Issue: app.Issue{Number: 1}, Comment: &app.Comment{ID: int64(50 + len(d.mail)), Body: "/goal approve", Author: ann}})
				if err := r.hear(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if len(r.goal.Refused) != 1 || r.goal.Hold.Breakpoint != nil {
				t.Errorf("refused %+v, %+v waits", r.goal.Refused, r.goal.Hold.Breakpoint)
			}
		})
	}
}

// TestRemovalOfTheLabel stops the goal it was meant for, and not the one that
// the label has started since.
func TestRemovalOfTheLabel(t *testing.T) {
	passing := errors.New("502")
	for name, c := range map[string]struct {
		desk  *desk
		label string
		stops bool
		err   error
	}{
		"off":                      {&desk{removed: noon.Add(time.Minute)}, "Goal", true, nil},
		"off since before":         {&desk{removed: noon.Add(-time.Hour)}, "goal", true, nil},
		"on again":                 {&desk{labelled: true, removed: noon.Add(time.Minute)}, "goal", true, nil},
		"on, taken off before":     {&desk{labelled: true, removed: noon.Add(-time.Hour)}, "goal", false, nil},
		"another one":              {&desk{}, "bug", false, nil},
		"the issue is gone":        {&desk{wrong: app.ErrRefused}, "goal", true, nil},
		"nobody can tell just now": {&desk{wrong: passing}, "goal", false, passing},
	} {
		t.Run(name, func(t *testing.T) {
			r := c.desk.worker(t)
			r.goal.Labelled, r.goal.Label = noon, "goal"
			err := r.inbound(t.Context(), app.Inbound{Kind: app.InboundUnlabelled, Label: c.label, At: noon.Add(time.Hour), Sender: app.User{ID: 5, Login: "x"}})
			if !errors.Is(err, c.err) || r.goal.State.Over() != c.stops {
				t.Errorf("%v, the goal is %s", err, r.goal.State)
			}
		})
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

// TestStopAmongMuchTalk: a stranger who writes much is asked about once, and
// nobody's stop or receipt waits for it.
func TestStopAmongMuchTalk(t *testing.T) {
	d := &desk{asked: map[string]int{}, lost: map[string]bool{"eve": true}, refuses: func(string, int) error { return nil }}
	r := d.worker(t)
	for range 100 {
		d.says(t, "eve", "/goal stop")
	}
	d.says(t, "ann", "use maps")
	err := r.interruptible(t.Context(), func(ctx context.Context) error {
		for len(d.receipts()) == 0 && ctx.Err() == nil {
			runtime.Gosched()
		}
		d.says(t, "ann", "/goal stop")
		<-ctx.Done()
		return context.Cause(ctx)
	})
	if err != nil || d.asked["eve"] > 4 { // in each of two loops, and once more after a moment
		t.Errorf("%v, asked %v", err, d.asked)
	}
	if err := r.hear(t.Context()); err != nil || r.goal.State != app.StateStopped || len(r.goal.Refused) != 1 {
		t.Errorf("%v, %s, refused %+v", err, r.goal.State, r.goal.Refused)
	}
}

// TestWordsDuringAStep are receipted while it runs, and once.
func TestWordsDuringAStep(t *testing.T) {
	d := quiet()
	d.lost = map[string]bool{"eve": true}
	r := d.worker(t)
	robot := app.User{ID: 77, Login: "helper[bot]", Type: "Bot"}
	d.gets(t, app.Inbound{Kind: app.InboundComment, Sender: robot, Comment: &app.Comment{ID: 50, Body: "use lists", Author: robot}})
	for _, text := range []string{"use maps", "/goal queue tidy up", "/goal extend actions=9", "/goal approve", "/goal dance", "/goal freeze docs/**", "@bob, look"} {
		d.says(t, "ann", text)
		d.says(t, "eve", text)
	}
	err := r.interruptible(t.Context(), func(ctx context.Context) error {
		for len(d.receipts()) < 5 && ctx.Err() == nil {
			runtime.Gosched()
		}
		return ctx.Err()
	})
	want := []string{"10/confused", "12/eyes", "2/eyes", "4/eyes", "6/eyes"} // what approve and eve get hangs on what they are heard with
	if got := d.receipts(); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v %v, want %v", err, got, want)
	}
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	want = []string{"10/confused", "12/eyes", "2/eyes", "3/confused", "4/eyes", "6/eyes", "8/confused"} // one for eve, none for the bot and for talk
	if got := d.receipts(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// receipts are the reactions, by comment, each once as the store has them.
func (d *desk) receipts() (out []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.posts {
		if _, at, ok := strings.Cut(e.Key, "/reaction/"); ok {
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestWordOfSomebodyWhoMay is never dropped in silence, whatever was refused to
// them before, and an edit or a box does not take back what stands.
func TestWordOfSomebodyWhoMay(t *testing.T) {
	down := false
	d := &desk{asked: map[string]int{}, refuses: func(string, int) error {
		if down {
			return fmt.Errorf("403: %w", app.ErrRefused)
		}
		return nil
	}}
	r := d.worker(t)
	d.says(t, "ann", "/goal dance")
	d.says(t, "ann", "Use maps.")
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(r.goal.Refused) != 1 || len(r.goal.Waiting()) != 1 {
		t.Fatalf("refused %+v, waiting %+v", r.goal.Refused, r.goal.Waiting())
	}
	down = true
	d.says(t, "ann", "/goal stop")
	d.gets(t, app.Inbound{Kind: app.InboundCommentEdited, Sender: user("ann"), Comment: &app.Comment{ID: 2, Body: "Use trees.", Author: user("ann")}})
	was := "- [ ] `approve` begins"
	d.gets(t, app.Inbound{Kind: app.InboundCommentEdited, Sender: user("ann"), Was: &was, Comment: &app.Comment{
		ID: 50, Author: app.User{ID: 99, Login: "goalkeeper[bot]"}, Body: "- [x] `approve` begins\n\n" + app.Mark(r.goal.ID, "breakpoint", 1),
	}})
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, x := range r.goal.Refused[1:] {
		if ids = append(ids, x.ID); x.By != "github:ann" {
			t.Errorf("the word of ann is refused to %s", x.By)
		}
	}
	if want := []string{"comment:3", "input:4", "input:5"}; !slices.Equal(ids, want) {
		t.Errorf("refused %q, want %q", ids, want)
	}
	if w := r.goal.Waiting(); len(w) != 1 || w[0].Text != "Use maps." {
		t.Errorf("waiting %+v", w)
	}
}

// TestMoveThatCannotBeLookedAt is looked at later: what comes after it is
// heard, and the goal does not pass for proven on the newest base meanwhile.
func TestMoveThatCannotBeLookedAt(t *testing.T) {
	d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }, remote: fmt.Errorf("fetch: %w", workspace.ErrAccess)}
	r := d.workerIn(t, app.StateInReview)
	r.caughtUp = true
	d.gets(t, app.Inbound{Kind: app.InboundBaseMoved, Sender: user("bob")})
	d.says(t, "ann", "Use maps.")
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(d.read) != 2 || len(r.goal.Waiting()) != 1 || r.caughtUp || !r.goal.Hold.NotBefore.After(noon) {
		t.Errorf("read %v, waiting %+v, caught up %v, held %+v", d.read, r.goal.Waiting(), r.caughtUp, r.goal.Hold)
	}
	if err := r.catchUp(t.Context()); !errors.Is(err, workspace.ErrAccess) || r.caughtUp {
		t.Errorf("catch up: %v, caught up %v", err, r.caughtUp)
	}
}

// TestOneAlarm: a goal that waits is woken once for its reminder, however often
// somebody looked at it meanwhile, and anew once something happened.
func TestOneAlarm(t *testing.T) {
	d := quiet()
	m := newMachine(t)
	m.reach(app.StatePlanning)
	m.hold("plan")
	r := d.of(m)
	for n, words := range []string{"", "@bob, look", "@bob, and here", "/goal pause", "@bob, again", "/goal resume", "@bob, more"} {
		if words != "" {
			d.says(t, "ann", words)
		}
		if err := r.hear(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := r.rest(t.Context()); err != nil {
			t.Fatal(err)
		}
		if want := []int{1, 1, 1, 1, 1, 2, 2}[n]; len(d.wakes) != want {
			t.Errorf("after %q %d alarms, want %d: %v", words, len(d.wakes), want, d.wakes)
		}
		next := &run{Pool: r.Pool, goal: &app.Goal{}, conv: &agent.Conversation{}, rules: r.rules, shown: map[app.SurfaceKind]app.Digest{}}
		next.lease.lease = r.lease.lease
		if err := next.load(t.Context()); err != nil {
			t.Fatal(err)
		}
		r = next
	}
	d.row.NotBefore = noon.Add(5 * time.Second) // woken for something else: the question has no alarm yet
	r = &run{Pool: r.Pool, goal: &app.Goal{}, conv: &agent.Conversation{}, rules: r.rules, shown: map[app.SurfaceKind]app.Digest{}, lease: leaseHolder{lease: r.lease.lease}}
	if err := r.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.rest(t.Context()); err != nil || len(d.wakes) != 3 {
		t.Errorf("%v, %d alarms, want 3", err, len(d.wakes))
	}
}

// TestRetryOfADraft reads the issue again, and keeps what is said with it.
func TestRetryOfADraft(t *testing.T) {
	d := quiet()
	d.remote = errors.New("no network")
	r := d.workerIn(t, app.StateDraft)
	d.says(t, "ann", "/goal retry\n/goal stop")
	if err := r.hear(t.Context()); err != nil || len(r.goal.Refused) != 1 || r.goal.Title == "A title" {
		t.Fatalf("%v, refused %+v, title %q", err, r.goal.Refused, r.goal.Title)
	}
	d.says(t, "ann", "/goal retry Use maps.")
	if err := r.hear(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w := r.goal.Waiting(); len(w) != 1 || w[0].Text != "Use maps." || r.goal.Title != "A title" || r.goal.Hold.NotBefore.IsZero() {
		t.Errorf("waiting %+v, title %q, held %+v", w, r.goal.Title, r.goal.Hold)
	}
}

// TestRestAfterAWait: who rested while waiting has not looked; who rested after
// the wait has, and does not look again at every wake.
func TestRestAfterAWait(t *testing.T) {
	d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
	r := d.workerIn(t, app.StateInReview)
	now := noon
	r.cfg.Now = func() time.Time { return now }
	if err := r.Record(t.Context(), app.Say(app.Paused{By: "harness", NotBefore: noon.Add(time.Minute)})); err != nil {
		t.Fatal(err)
	}
	for _, want := range []bool{false, true} {
		r.resting = true
		if err := r.commit(t.Context(), nil, time.Time{}); err != nil {
			t.Fatal(err)
		}
		next := &run{Pool: r.Pool, goal: &app.Goal{}, conv: &agent.Conversation{}}
		next.lease.lease = r.lease.lease
		if err := next.load(t.Context()); err != nil {
			t.Fatal(err)
		}
		if next.caughtUp != want {
			t.Errorf("at %s it has caught up: %v, want %v", now, next.caughtUp, want)
		}
		now = now.Add(time.Hour)
	}
}

// TestUrgent: a stop may stand in a comment, in an edit of one's own and in a
// review.
func TestUrgent(t *testing.T) {
	d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
	r := d.worker(t)
	ann, bob := user("ann"), user("bobby")
	for name, c := range map[string]struct {
		in   app.Inbound
		want bool
	}{
		"a comment":       {app.Inbound{Kind: app.InboundComment, Sender: ann, Comment: &app.Comment{Body: "/goal stop", Author: ann}}, true},
		"another word":    {app.Inbound{Kind: app.InboundComment, Sender: ann, Comment: &app.Comment{Body: "go on", Author: ann}}, false},
		"an edit":         {app.Inbound{Kind: app.InboundCommentEdited, Sender: ann, Comment: &app.Comment{Body: "/goal pause", Author: ann}}, true},
		"somebody's edit": {app.Inbound{Kind: app.InboundCommentEdited, Sender: bob, Comment: &app.Comment{Body: "/goal pause", Author: ann}}, false},
		"a review":        {app.Inbound{Kind: app.InboundReview, Sender: ann, Review: &app.Review{State: "commented", Body: "/goal stop", Author: ann}}, true},
		"another review":  {app.Inbound{Kind: app.InboundReview, Sender: ann, Review: &app.Review{State: "commented", Body: "fine", Author: ann}}, false},
		"a closed issue":  {app.Inbound{Kind: app.InboundIssueClosed, Sender: ann, At: noon}, true},
		"an old close":    {app.Inbound{Kind: app.InboundIssueClosed, Sender: ann, At: noon.Add(-time.Hour)}, false},
		"a bot":           {app.Inbound{Kind: app.InboundComment, Sender: app.User{ID: 5, Login: "x[bot]", Type: "Bot"}, Comment: &app.Comment{Body: "/goal stop", Author: app.User{ID: 5, Login: "x[bot]", Type: "Bot"}}}, false},
		"a check of ours": {app.Inbound{Kind: app.InboundCheckFailed, Sender: ann}, false},
	} {
		data, err := json.Marshal(c.in)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := r.urgent(t.Context(), app.Input{Kind: app.InputKind(c.in.Kind), Data: data}); err != nil || got != c.want {
			t.Errorf("%s: %v, %v; want %v", name, got, err, c.want)
		}
	}
}

// TestBackoff: GitHub is asked less and less often about one input, and at once
// about another.
func TestBackoff(t *testing.T) {
	late, asked, now := backoff{}, 0, noon
	for ; now.Before(noon.Add(10 * time.Minute)); now = now.Add(listenEvery) {
		if late.due(1, now) {
			asked++
			late.failed(1, now)
		}
	}
	if asked < 10 || asked > 30 || !late.due(2, now) {
		t.Errorf("asked %d times in ten minutes; another input is due: %v", asked, late.due(2, now))
	}
}

// TestCloseAfterTheLabel stops the goal, however late the label was handled; one
// from before it was delivered late.
func TestCloseAfterTheLabel(t *testing.T) {
	for after, stops := range map[time.Duration]bool{-time.Second: false, 0: true, 20 * time.Second: true} {
		d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
		r := d.worker(t)
		r.goal.Labelled, r.goal.OpenedAt = noon, noon.Add(time.Minute)
		if err := r.inbound(t.Context(), app.Inbound{Kind: app.InboundIssueClosed, At: noon.Add(after), Sender: user("ann")}); err != nil {
			t.Fatal(err)
		}
		if r.goal.State.Over() != stops {
			t.Errorf("%s after the label: the goal is %s", after, r.goal.State)
		}
	}
}
