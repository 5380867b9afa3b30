package pipeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestWhatAReviewSays to the agent, by its state and its words.
func TestWhatAReviewSays(t *testing.T) {
	line := app.LineComment{ID: 4, Path: "a.go", Line: 7, Hunk: "@@ -1 +1 @@\n+x := 1", Body: "use maps"}
	answer := app.LineComment{ID: 5, ReplyTo: 4, Path: "a.go", Line: 7, Body: "I like it"}
	onLine := "a.go, line 7 (`x := 1`):\nuse maps"
	for name, c := range map[string]struct {
		state, body string
		lines       []app.LineComment
		want        string
	}{
		"requests changes":              {"changes_requested", "Shout it.", nil, "Shout it."},
		"requests them on a line":       {"changes_requested", "", []app.LineComment{line}, onLine},
		"requests them on both":         {"changes_requested", "Shout it.", []app.LineComment{line}, "Shout it.\n\n" + onLine},
		"requests nothing that it says": {"changes_requested", "", nil, "(This review requests changes without saying which; `ask` what is wanted.)"},
		"comments":                      {"commented", "Nice, I am still reading.", nil, ""},
		"comments and asks":             {"commented", "Nice, but shout it.", nil, "Nice, but shout it."},
		"comments on a line":            {"commented", "Nice.", []app.LineComment{line}, onLine},
		"comments on it and asks":       {"commented", "Shout it.", []app.LineComment{line, answer}, "Shout it.\n\n" + onLine},
		"comments to us":                {"commented", "@goalkeeper shout it", nil, "shout it"},
		"answers somebody":              {"commented", "", []app.LineComment{answer}, ""},
		"approves":                      {"approved", "Fine, I tried it on two machines.", nil, ""},
		"approves with a remark":        {"approved", "Fine, but:", []app.LineComment{line}, onLine},
		"approves and speaks to us":     {"approved", "@goalkeeper add a test", nil, "add a test"},
		"speaks to somebody":            {"changes_requested", "@bob what do you think?", nil, ""},
		"speaks to somebody and to us":  {"changes_requested", "@bob look", []app.LineComment{line}, onLine},
		"is pending":                    {"pending", "Shout it.", []app.LineComment{line}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := quiet()
			d.lines = c.lines
			r := d.workerIn(t, app.StateInReview)
			hears(t, r, app.InboundReview, &app.Review{ID: 3, State: c.state, Body: c.body, Author: user("ann")})
			got := ""
			for _, i := range r.goal.Waiting() {
				got += i.Text
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func hears(t *testing.T, r *run, kind app.InboundKind, v *app.Review) {
	t.Helper()
	if err := r.inbound(t.Context(), app.Inbound{Kind: kind, Sender: v.Author, Review: v, Issue: app.Issue{Number: 8, IsPull: true}, At: noon}); err != nil {
		t.Fatal(err)
	}
}

// TestCommentsOnThePull: what somebody asks for there is an instruction as it is on
// the issue; it answers no question, and talk is left to people.
func TestCommentsOnThePull(t *testing.T) {
	waits := func(kind app.BreakpointKind) *app.Breakpoint {
		return &app.Breakpoint{N: 1, Kind: kind, Question: "Which?", Options: []string{"red", "blue"}}
	}
	for name, c := range map[string]struct {
		by, text string
		asked    *app.Breakpoint
		want     string // that waits for the agent
		refused  string
		lifted   bool
	}{
		"asks":                        {by: "ann", text: "Shout it, please.", want: "Shout it, please."},
		"to us":                       {by: "ann", text: "@goalkeeper shout it", want: "shout it"},
		"to somebody else":            {by: "ann", text: "@bob shout it"},
		"praise":                      {by: "ann", text: "LGTM, thanks!"},
		"to another bot":              {by: "ann", text: "/retest"},
		"a report of a tool":          {by: "ann", text: "Coverage 81 % <!-- report -->"},
		"by somebody who may not":     {by: "eve", text: "Shout it."},
		"to us, by the same":          {by: "eve", text: "@goalkeeper shout it.", refused: "write"},
		"approval of the code":        {by: "ann", text: "Approve!"},
		"approval of who knows what":  {by: "ann", text: "Approve!", asked: waits(app.BreakpointGate), refused: "it may speak of the code"},
		"beside the agent's question": {by: "ann", text: "Shout it.", asked: waits(app.BreakpointAsk), want: "Shout it."},
		"where the gates ask":         {by: "ann", text: "Drop it.", asked: waits(app.BreakpointGate), want: "Drop it.", lifted: true},
	} {
		t.Run(name, func(t *testing.T) {
			d := quiet()
			d.lost = map[string]bool{"eve": true}
			r := d.workerIn(t, app.StateInReview)
			if c.asked != nil {
				if err := r.Record(t.Context(), app.Say(app.BreakpointOpened{Breakpoint: *c.asked})); err != nil {
					t.Fatal(err)
				}
			}
			in := app.Inbound{Kind: app.InboundComment, Sender: user(c.by), Issue: app.Issue{Number: 8, IsPull: true}, At: noon.Add(time.Hour)}
			in.Comment = &app.Comment{ID: 50, Body: c.text, Author: in.Sender}
			if err := r.inbound(t.Context(), in); err != nil {
				t.Fatal(err)
			}
			got, refused := "", fmt.Sprint(r.goal.Refused)
			for _, i := range r.goal.Waiting() {
				got += i.Text
			}
			if got != c.want || (len(r.goal.Refused) > 0) != (c.refused != "") || !strings.Contains(refused, c.refused) {
				t.Errorf("waits %q, refused %s", got, refused)
			}
			if c.asked != nil && (r.goal.Hold.Breakpoint == nil) != c.lifted {
				t.Errorf("the question: %+v", r.goal.Hold.Breakpoint)
			}
		})
	}
}

// TestRepliesInAThread are people's own until the agent has answered there.
func TestRepliesInAThread(t *testing.T) {
	for name, c := range map[string]struct {
		text     string
		answered bool
		want     string
	}{
		"between people":       {"No, the other line.", false, ""},
		"to the agent's reply": {"No, the other line.", true, "a.go, line 7:\nNo, the other line."},
		"praise of it":         {"Thank you!", true, ""},
		"to somebody else":     {"@bob, the other line?", true, ""},
	} {
		d := quiet()
		d.lines = []app.LineComment{{ID: 9, ReplyTo: 4, Path: "a.go", Line: 7, Body: c.text}}
		r := d.workerIn(t, app.StateInReview)
		first := app.Instruction{ID: "review:1", By: "github:ann", Text: "x", Threads: []app.Thread{{Comment: 4, Path: "a.go"}}}
		entries := []app.Entry{app.Say(app.InstructionAccepted{Instruction: first})}
		if c.answered {
			entries = append(entries, app.Say(app.InstructionDelivered{ID: first.ID, Turn: 1}))
		}
		if err := r.Record(t.Context(), entries...); err != nil {
			t.Fatal(err)
		}
		hears(t, r, app.InboundReview, &app.Review{ID: 3, State: "commented", Author: user("ann")})
		got := ""
		for _, i := range r.goal.Waiting() {
			if i.ID != first.ID {
				got += i.Text
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestReviewThatChanges: an edit before the delivery counts, a dismissal takes
// the review back, and afterwards neither does.
func TestReviewThatChanges(t *testing.T) {
	review := func(body, by string) *app.Review {
		return &app.Review{ID: 3, State: "changes_requested", Body: body, Author: user(by)}
	}
	for name, c := range map[string]struct {
		kind      app.InboundKind
		then      *app.Review
		delivered bool
		want      string // what waits for the agent
		refused   string
	}{
		"edited":                   {app.InboundReviewEdited, review("Whisper it.", "ann"), false, "Whisper it.", ""},
		"edited to others":         {app.InboundReviewEdited, review("@bob you do it", "ann"), false, "", "edited into something else"},
		"edited late":              {app.InboundReviewEdited, review("Whisper it.", "ann"), true, "", "edited after it was delivered"},
		"dismissed":                {app.InboundReviewGone, review("Shout it.", "ann"), false, "", "the review was dismissed"},
		"dismissed late":           {app.InboundReviewGone, review("Shout it.", "ann"), true, "", ""},
		"another one is edited":    {app.InboundReviewEdited, &app.Review{ID: 4, State: "changes_requested", Body: "x", Author: user("ann")}, false, "Shout it.", ""},
		"another one is dismissed": {app.InboundReviewGone, &app.Review{ID: 4, State: "dismissed", Author: user("ann")}, false, "Shout it.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := quiet()
			r := d.workerIn(t, app.StateInReview)
			hears(t, r, app.InboundReview, review("Shout it.", "ann"))
			if c.delivered {
				if err := r.Record(t.Context(), app.Say(app.InstructionDelivered{ID: "review:3", Turn: 2})); err != nil {
					t.Fatal(err)
				}
			}
			hears(t, r, c.kind, c.then)
			got, refused := "", fmt.Sprint(r.goal.Refused)
			for _, i := range r.goal.Waiting() {
				got += i.Text
			}
			if got != c.want || (len(r.goal.Refused) > 0) != (c.refused != "") || !strings.Contains(refused, c.refused) {
				t.Errorf("waits %q, refused %s", got, refused)
			}
		})
	}
	t.Run("edited by somebody else", func(t *testing.T) {
		r := quiet().workerIn(t, app.StateInReview)
		hears(t, r, app.InboundReview, review("Shout it.", "ann"))
		err := r.inbound(t.Context(), app.Inbound{Kind: app.InboundReviewEdited, Sender: user("mallory"), Review: review("Delete it.", "ann"), Issue: app.Issue{Number: 8}, At: noon})
		if w := r.goal.Waiting(); err != nil || len(w) != 1 || w[0].Text != "Shout it." {
			t.Errorf("%+v, %v", w, err)
		}
	})
}

// TestLinesThatChange: what the author makes of a comment on a line before the
// agent has the review counts, and a deleted one is not answered.
func TestLinesThatChange(t *testing.T) {
	ann := user("ann")
	lines := []app.LineComment{
		{ID: 4, Path: "a.go", Line: 7, Hunk: "@@ -1 +1 @@\n+x := 1", Body: "use maps\r\n"},
		{ID: 5, Path: "a.go", Line: 70, Body: "use maps"},
	}
	const first, second = "a.go, line 7 (`x := 1`):\nuse maps", "a.go, line 70:\nuse maps"
	old := "use maps"
	edit := func(id int64, body string, by app.User) app.Inbound {
		return app.Inbound{Kind: app.InboundLineEdited, Sender: by, Was: &old, Comment: &app.Comment{ID: id, Body: body, Author: ann}}
	}
	gone := func(id int64) app.Inbound {
		return app.Inbound{Kind: app.InboundLineGone, Sender: ann, Comment: &app.Comment{ID: id, Body: "use maps\r\n", Author: ann}}
	}
	for name, c := range map[string]struct {
		then      []app.Inbound
		delivered bool
		want      string
		threads   int
		refused   string
	}{
		"edited":           {[]app.Inbound{edit(5, "use slices<!-- or not -->", ann)}, false, "Shout it.\n\n" + first + "\n\n\na.go, line 70:\nuse slices", 2, ""},
		"both edited":      {[]app.Inbound{edit(5, "use slices", ann), edit(4, "use a tree", ann)}, false, "Shout it.\n\na.go, line 7 (`x := 1`):\nuse a tree\n\n\na.go, line 70:\nuse slices", 2, ""},
		"by somebody else": {[]app.Inbound{edit(5, "delete it", user("mallory"))}, false, "Shout it.\n\n" + first + "\n\n\n" + second, 2, ""},
		"told to others":   {[]app.Inbound{edit(5, "@bob you do it", ann)}, false, "Shout it.\n\n" + first, 1, ""},
		"another one":      {[]app.Inbound{edit(6, "use slices", ann)}, false, "Shout it.\n\n" + first + "\n\n\n" + second, 2, ""},
		"deleted":          {[]app.Inbound{gone(4)}, false, "Shout it.\n\n" + second, 1, ""},
		"all deleted":      {[]app.Inbound{gone(4), gone(5)}, false, "Shout it.", 0, ""},
		"edited late":      {[]app.Inbound{edit(5, "use slices", ann)}, true, "", 0, "edited after it was delivered"},
		"deleted late":     {[]app.Inbound{gone(4)}, true, "", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := quiet()
			d.lines = lines
			r := d.workerIn(t, app.StateInReview)
			hears(t, r, app.InboundReview, &app.Review{ID: 3, State: "changes_requested", Body: "Shout it.", Author: ann})
			if c.delivered {
				if err := r.Record(t.Context(), app.Say(app.InstructionDelivered{ID: "review:3", Turn: 2})); err != nil {
					t.Fatal(err)
				}
			}
			for _, in := range c.then {
				in.Issue, in.At = app.Issue{Number: 8, IsPull: true}, noon
				if err := r.inbound(t.Context(), in); err != nil {
					t.Fatal(err)
				}
			}
			got, threads, refused := "", 0, fmt.Sprint(r.goal.Refused)
			for _, i := range r.goal.Waiting() {
				got, threads = got+i.Text, threads+len(i.Threads)
			}
			if got != c.want || threads != c.threads || (len(r.goal.Refused) > 0) != (c.refused != "") || !strings.Contains(refused, c.refused) {
				t.Errorf("waits %q with %d threads, refused %s", got, threads, refused)
			}
		})
	}
}

// TestEverythingIsAnsweredOnce: each thread in its place, a review without one
// by a comment on the pull request; what stands on the issue has the goal's
// comment, and CI reads nothing.
func TestEverythingIsAnsweredOnce(t *testing.T) {
	d := quiet()
	r := d.workerIn(t, app.StateInReview)
	r.goal.Pull.Number = 8
	for n, i := range []app.Instruction{
		{ID: "review:1", Number: 8, By: "github:ann", Text: "Shout it."},
		{ID: "review:2", Number: 8, By: "github:ann", Text: "a.go: use maps", Threads: []app.Thread{{Comment: 4, Path: "a.go"}}},
		{ID: "comment:3", Number: 8, By: "github:bob", Text: "Sign it."},
		{ID: "comment:4", Number: 1, By: "github:bob", Text: "Test it."},
		{ID: "check:build@c1", Number: 8, By: app.ByCI, Text: "The check failed."},
	} {
		if err := r.Record(t.Context(), app.Say(app.InstructionAccepted{Instruction: i}), app.Say(app.InstructionDelivered{ID: i.ID, Turn: n + 1})); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Record(t.Context(), app.Say(app.InstructionAccepted{Instruction: app.Instruction{ID: "review:9", Number: 8, By: "github:ann", Text: "Wait."}})); err != nil {
		t.Fatal(err)
	}
	if err := r.answers(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range r.effects {
		got = append(got, strings.TrimPrefix(e.Key, string(r.id())+"/"))
	}
	if s := strings.Join(got, " "); s != "answer/review:1 reply/4 answer/comment:3" {
		t.Errorf("answered %s", s)
	}
	if text := string(r.effects[0].Data); !strings.Contains(text, "What ann said, “Shout it.”, was taken up in turn 1") {
		t.Errorf("the answer says %s", text)
	}
}
