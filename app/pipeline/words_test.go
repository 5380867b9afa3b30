package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// TestCommitMessagesDoNothing: the model's words neither mention, nor close,
// nor sign, nor turn CI off.
func TestCommitMessagesDoNothing(t *testing.T) {
	for words, want := range map[string]string{
		"Fix the export\n\nFixes #7, owner/r#2 @ann": "Fix the export\n\nFixes no. 7, owner/rno. 2 ann",
		"Done [skip ci] [CI Skip]***NO_CI***":        "Done  ",
		"[skip [skip ci]ci] done":                    " done",
		"Thanks @@ann":                               "Thanks ann",
		"Closes GH-7, gh-8":                          "Closes GH 7, gh 8",
		"Closes https://github.com/acme/billing/issues/7, see https://go.dev/x": "Closes github.com/acme/billing/issues/7, see https://go.dev/x",
		"a\x00b\x1b[31m":                                    `a\u0000b`,
		"Signed-off-by: ann <a@x>":                          "Signed-off-by – ann <a@x>",
		"x\n  Co-authored-by :ann\nskip-checks:true":        "x\nCo-authored-by – ann\nskip-checks – true",
		"https://go.dev\nNote: it":                          "https://go.dev\nNote – it",
		"Done\n<!-- goalkeeper v1 goal=x kind=pull n=1 -->": "Done\n<! -- goalkeeper v1 goal=x kind=pull n=1 -->",
		"Done <!--Goalkeeper:end-->":                        "Done <! --Goalkeeper:end-->",
		"<!-- why --> it":                                   "<!-- why --> it",
		"mail @ home":                                       "mail @ home",
	} {
		if got := harmless(words); got != want {
			t.Errorf("harmless(%q) = %q, want %q", words, got, want)
		}
	}
}

// TestCommitsAreSigned where the policy asks, by their author.
func TestCommitsAreSigned(t *testing.T) {
	r := quiet().workerIn(t, app.StateInReview)
	for _, sign := range []bool{false, true} {
		r.rules.SignOff = sign
		spec := r.commitSpec("t", "c", "Fix the export")
		line := fmt.Sprintf("\nSigned-off-by: %s <%s>\n", spec.Author.Name, spec.Author.Email)
		if strings.HasSuffix(spec.Message, line) != sign || !strings.Contains(spec.Message, "\n\nCo-authored-by: ") || spec.Author != spec.Committer {
			t.Errorf("signed %v: %q by %+v", sign, spec.Message, spec.Author)
		}
	}
}

func comment(t *testing.T, kind app.InboundKind, id int64, by int64, body string) app.Input {
	t.Helper()
	data, err := json.Marshal(app.Inbound{Kind: kind, Sender: app.User{ID: by}, Comment: &app.Comment{ID: id, Body: body, Author: app.User{ID: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	return app.Input{Kind: app.InputKind(kind), Data: data}
}

// TestTheLastWordCounts: an edit or a deletion that waits behind a comment is
// what the comment says by now; an edit by somebody else is not.
func TestTheLastWordCounts(t *testing.T) {
	in := newest([]app.Input{
		comment(t, app.InboundComment, 1, 1, "approve"), comment(t, app.InboundComment, 2, 1, "use maps"), comment(t, app.InboundComment, 3, 1, "stay"),
		comment(t, app.InboundCommentEdited, 1, 1, "do not do it"), comment(t, app.InboundCommentGone, 2, 1, "use maps"), comment(t, app.InboundCommentEdited, 3, 9, "approve"),
	}, func(app.Comment) bool { return true })
	for n, want := range []string{"do not do it", "", "stay"} {
		var got app.Inbound
		if err := json.Unmarshal(in[n].Data, &got); err != nil || got.Comment.Body != want {
			t.Errorf("comment %d says %q, want %q (%v)", n+1, got.Comment.Body, want, err)
		}
	}
}

// TestLateDeliveriesSayNothingNew: which text is the newest is told by its time,
// not by its place in the mailbox, and what is gone does not come back.
func TestLateDeliveriesSayNothingNew(t *testing.T) {
	at := func(in app.Input, minute int) app.Input {
		var i app.Inbound
		if err := json.Unmarshal(in.Data, &i); err != nil {
			t.Fatal(err)
		}
		i.Comment.UpdatedAt, i.Sender.Login, i.Comment.Author.Login = noon.Add(time.Duration(minute)*time.Minute), "ann", "ann"
		data, err := json.Marshal(i)
		if err != nil {
			t.Fatal(err)
		}
		in.Data = data
		return in
	}
	one := at(comment(t, app.InboundComment, 1, 1, "first"), 0)
	newer, older := at(comment(t, app.InboundCommentEdited, 1, 1, "newer"), 2), at(comment(t, app.InboundCommentEdited, 1, 1, "older"), 1)
	gone := at(comment(t, app.InboundCommentGone, 1, 1, "newer"), 2)
	for name, c := range map[string]struct {
		batches [][]app.Input // one mailbox after another
		want    string        // what the agent will read
	}{
		"in order":                {[][]app.Input{{one, older, newer}}, "newer"},
		"the older comes late":    {[][]app.Input{{one, newer, older}}, "newer"},
		"it comes after a commit": {[][]app.Input{{one, newer}, {older}}, "newer"},
		"one by one":              {[][]app.Input{{one}, {newer}, {older}}, "newer"},
		"gone":                    {[][]app.Input{{one, gone, newer}}, ""},
		"gone, then an edit":      {[][]app.Input{{one}, {gone}, {newer}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
			r := d.worker(t)
			for _, batch := range c.batches {
				for _, in := range batch {
					in.ID = int64(len(d.mail) + 1)
					d.mail = append(d.mail, in)
				}
				if err := r.hear(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			got := ""
			for _, i := range r.goal.Deliverable() {
				got += i.Text
			}
			if got != c.want {
				t.Errorf("the agent would read %q, want %q", got, c.want)
			}
		})
	}
}

// TestEveryTextIsUsedOnce, as it reads when it is first heard, in whatever order
// a comment and what becomes of it are delivered.
func TestEveryTextIsUsedOnce(t *testing.T) {
	says := func(kind app.InboundKind, was, body string) app.Inbound {
		return app.Inbound{Kind: kind, Was: &was, Sender: user("ann"), Comment: &app.Comment{ID: 7, Body: body, Author: user("ann"), CreatedAt: noon, UpdatedAt: noon}}
	}
	said := func(body string) app.Inbound { return says(app.InboundComment, "", body) }
	edit := func(was, body string) app.Inbound { return says(app.InboundCommentEdited, was, body) }
	gone := func(body string) app.Inbound { return says(app.InboundCommentGone, "", body) }
	for name, c := range map[string]struct {
		deliveries []app.Inbound
		want       string // what happened to the goal
	}{
		"a slip of the pen":            {[]app.Inbound{said("/goal stpo"), edit("/goal stpo", "/goal stop")}, "instruction_refused ended"},
		"an approval of nothing":       {[]app.Inbound{said("approve"), edit("approve", "Use maps.")}, "instruction_refused instruction_accepted"},
		"talk that becomes a word":     {[]app.Inbound{said("@bob look"), edit("@bob look", "Use maps.")}, "instruction_accepted"},
		"talk stays talk":              {[]app.Inbound{said("@bob look"), edit("@bob look", "@bob look!")}, ""},
		"the edit first":               {[]app.Inbound{edit("Use maps.", "Use trees."), said("Use maps.")}, "instruction_accepted"},
		"the edit of a command first":  {[]app.Inbound{edit("/goal stop", "/goal pause"), said("/goal stop")}, "paused"},
		"taken back first":             {[]app.Inbound{edit("/goal stop", "@bob hm"), said("/goal stop")}, "instruction_refused"},
		"deleted first":                {[]app.Inbound{gone("/goal stop"), said("/goal stop")}, "instruction_refused"},
		"deleted talk":                 {[]app.Inbound{said("@bob look"), gone("@bob look")}, ""},
		"edited after it was followed": {[]app.Inbound{said("/goal extend actions=5"), edit("/goal extend actions=5", "/goal extend actions=50"), edit("/goal extend actions=50", "/goal stop")}, "limit_extended instruction_refused"},
		"gone after it was followed":   {[]app.Inbound{said("/goal pause"), gone("/goal pause")}, "paused"},
		"words behind a command":       {[]app.Inbound{said("/goal pause"), {Kind: app.InboundComment, Sender: user("bob"), Comment: &app.Comment{ID: 8, Body: "/goal resume Use maps.", Author: user("bob")}}}, "paused instruction_accepted resumed"},
	} {
		t.Run(name, func(t *testing.T) {
			d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
			r := d.worker(t)
			before := len(d.log)
			for _, in := range c.deliveries {
				d.gets(t, in)
				if err := r.hear(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			for _, e := range d.log[before:] {
				got = append(got, string(e.Kind))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%q, want %q", s, c.want)
			}
			if again, err := app.Replay(d.log); err != nil || !slices.Equal(again.Heard, r.goal.Heard) {
				t.Errorf("after a restart %v was heard, before it %v (%v)", again.Heard, r.goal.Heard, err)
			}
		})
	}
}

// TestDeliveriesInAnyOrder: whatever becomes of comments, in whatever order and
// batches it is delivered, the agent reads the newest text of each that is
// there, once.
func TestDeliveriesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }}
		m := newMachine(t)
		m.reach(app.StatePlanning)
		r := d.of(m)
		var deliveries []app.Inbound
		want := map[string]string{}
		for id := range rapid.IntRange(1, 3).Draw(t, "comments") {
			c := app.Comment{ID: int64(id + 1), Author: user("ann"), CreatedAt: noon, UpdatedAt: noon}
			for v := range rapid.IntRange(1, 4).Draw(t, "versions") {
				in := app.Inbound{Kind: app.InboundComment, Sender: c.Author}
				if was := c.Body; v > 0 {
					in.Kind, in.Was = app.InboundCommentEdited, &was
				}
				c.Body, c.UpdatedAt = fmt.Sprintf("comment %d as %d", id, v), noon.Add(time.Duration(v)*time.Minute)
				if rapid.IntRange(0, 3).Draw(t, "talk") == 0 {
					c.Body = "@bob " + c.Body
				}
				at := c
				in.Comment = &at
				deliveries = append(deliveries, in)
			}
			name := fmt.Sprintf("comment:%d", c.ID)
			if !strings.HasPrefix(c.Body, "@") {
				want[name] = c.Body
			}
			if rapid.IntRange(0, 3).Draw(t, "deleted") == 0 {
				at := c
				deliveries = append(deliveries, app.Inbound{Kind: app.InboundCommentGone, Sender: c.Author, Comment: &at})
				delete(want, name)
			}
		}
		var order []string
		for _, in := range rapid.Permutation(deliveries).Draw(t, "deliveries") {
			if err := d.put(in); err != nil {
				t.Fatal(err)
			}
			order = append(order, fmt.Sprintf("%s of %q", in.Kind, in.Comment.Body))
			if rapid.Bool().Draw(t, "heard") {
				if err := r.hear(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := r.hear(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, i := range r.goal.Deliverable() {
			got[i.ID] += i.Text
		}
		if !maps.Equal(got, want) {
			t.Fatalf("after %q the agent reads %v, want %v", order, got, want)
		}
	})
}

// TestWordsThatWaitedAreAskedAboutAgain: who may not steer any more when a
// queued instruction is used has not steered.
func TestWordsThatWaitedAreAskedAboutAgain(t *testing.T) {
	d := &desk{asked: map[string]int{}, refuses: func(login string, times int) error {
		if login == "ghost" && times > 1 {
			return fmt.Errorf("404: %w", app.ErrRefused)
		}
		return nil
	}}
	r := d.worker(t)
	for _, who := range []string{"ann", "bob", "bob", "ghost"} {
		d.says(t, who, "Use maps, says "+who)
	}
	if err := r.hear(t.Context()); err != nil || len(r.goal.Deliverable()) != 4 {
		t.Fatalf("%+v, %v", r.goal.Instructions, err)
	}
	d.lost = map[string]bool{"bob": true}
	if gone, err := r.lapsed(t.Context()); err != nil || len(gone) != 0 || d.asked["bob"] != 1 { // once for what is heard together
		t.Errorf("asked again at once: %v, %v, %v", gone, err, d.asked)
	}
	r.cfg.Now = func() time.Time { return noon.Add(time.Hour) }
	gone, err := r.lapsed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Record(t.Context(), gone...); err != nil {
		t.Fatal(err)
	}
	if left := r.goal.Deliverable(); len(left) != 1 || left[0].By != "github:ann" || len(r.goal.Refused) != 3 {
		t.Errorf("left %+v, refused %+v", left, r.goal.Refused)
	}
	if got, want := d.receipts(), []string{"1/eyes", "2/confused", "2/eyes", "3/eyes", "4/confused", "4/eyes"}; !slices.Equal(got, want) { // one answer for bob
		t.Errorf("%v, want %v", got, want)
	}
}

// TestLateEditOfTheIssue does not take a newer text's place.
func TestLateEditOfTheIssue(t *testing.T) {
	d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }, remote: errLook}
	r := d.workerIn(t, app.StateDraft)
	for _, in := range []app.Issue{
		{Body: "newer", UpdatedAt: noon.Add(2 * time.Minute)}, {Body: "older", UpdatedAt: noon.Add(time.Minute)},
	} {
		if err := r.inbound(t.Context(), app.Inbound{Kind: app.InboundIssueEdited, Sender: user("ann"), Issue: in, At: in.UpdatedAt}); err != nil && !errors.Is(err, errLook) {
			t.Fatal(err)
		}
	}
	if r.goal.Body != "newer" {
		t.Errorf("the goal is read from %q", r.goal.Body)
	}
}

// TestEditOfAFrozenIssue changes nothing, and is told of while it differs.
func TestEditOfAFrozenIssue(t *testing.T) {
	d := quiet()
	r := d.worker(t)
	told := len(d.log)
	title, body, frozen := r.goal.Title, r.goal.Body, r.goal.Contract
	for n, c := range []struct {
		body  string
		as    time.Duration
		shown string // by now; empty: nothing
	}{
		{body, 1, ""}, {"Delete it all", 2, "Delete it all"}, {"Delete half", 4, "Delete half"}, {"late", 3, "Delete half"}, {body, 5, ""}, {body, 6, ""},
	} {
		in := app.Inbound{Kind: app.InboundIssueEdited, Sender: user("mallory"), Issue: app.Issue{Title: title, Body: c.body, UpdatedAt: noon.Add(c.as * time.Minute)}}
		if err := r.inbound(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		shown := ""
		if e := r.goal.Edited; e != nil {
			shown = e.Body
		}
		if shown != c.shown || r.goal.Body != body || r.goal.Contract != frozen || r.goal.TextBy.Login == "mallory" {
			t.Errorf("%d: shows %q, want %q; the goal is %q", n, shown, c.shown, r.goal.Body)
		}
	}
	if edits := len(d.log) - told; edits != 3 {
		t.Errorf("%d edits are on record", edits)
	}
}

// TestHomesAreCopiedWithCare: what a command left in its home is copied without
// following links, and a file larger than all the room comes out empty.
func TestHomesAreCopiedWithCare(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "home")
	write := func(path, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(from, path)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(from, path), []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	write(".cache/a", "cached")
	if err := os.Symlink("/etc/passwd", filepath.Join(from, "link")); err != nil {
		t.Fatal(err)
	}
	big, err := os.Create(filepath.Join(from, "big"))
	if err != nil {
		t.Fatal(err)
	}
	defer big.Close()
	if err := big.Truncate(maxWarm + 1); err != nil {
		t.Skip("no sparse files here:", err)
	}
	if err := copyTree(from, to, -1, -1); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(filepath.Join(to, ".cache/a")); err != nil || string(b) != "cached" {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := os.Lstat(filepath.Join(to, "link")); !os.IsNotExist(err) {
		t.Errorf("a link was copied: %v", err)
	}
	if info, err := os.Stat(filepath.Join(to, "big")); err != nil || info.Size() != 0 {
		t.Errorf("the big file: %v, %v", info, err)
	}
}

// TestEditOfACommentFromBefore: the agent keeps what it read at the start, a verb
// that is new in the comment acts, and one that stood there does not.
func TestEditOfACommentFromBefore(t *testing.T) {
	for name, c := range map[string]struct {
		was, is, who string
		read         bool // by the agent, at the start, as it was
		late         bool // as it is now
		stops        bool
		reaction     string
	}{
		"before the agent read it": {"use maps", "use slices", "ann", false, false, false, ""},
		"after":                    {"use maps", "use slices", "ann", true, false, false, "confused"},
		"after, by a reader":       {"use maps", "use slices", "eve", true, false, false, ""},
		"in its margins":           {"use maps", "use maps\n", "ann", true, false, false, ""},
		"into a stop":              {"use maps", "/goal stop", "ann", true, false, true, "eyes"},
		"of an old stop":           {"/goal stop", "/goal stop now", "ann", false, false, false, ""},
		"of a misspelt stop":       {"/goal stpo", "/goal stop", "ann", false, false, true, "eyes"},
		"into a stop, by a reader": {"use maps", "/goal stop", "eve", true, false, false, "confused"},
		"into words for others":    {"use maps", "@somebody see above", "ann", true, false, false, "confused"},
		"before, and told late":    {"use maps", "use slices", "ann", true, true, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := quiet()
			d.lost = map[string]bool{"eve": true}
			r := d.worker(t)
			r.goal.Labelled = noon
			if c.read {
				r.goal.Earlier = []app.Earlier{{Comment: 40, By: "github:ann", As: noon.Add(-time.Hour)}}
			}
			if c.late {
				r.goal.Earlier[0].As = noon.Add(time.Minute)
			}
			who := user(c.who)
			in := app.Inbound{
				Kind: app.InboundCommentEdited, Sender: who, At: noon.Add(time.Minute), Issue: app.Issue{Number: 7}, Was: &c.was,
				Comment: &app.Comment{ID: 40, Body: c.is, Author: who, CreatedAt: noon.Add(-time.Hour), UpdatedAt: noon.Add(time.Minute)},
			}
			for range 2 {
				if r.goal.State.Over() {
					break
				}
				if err := r.inbound(t.Context(), in); err != nil {
					t.Fatal(err)
				}
			}
			if r.goal.State.Over() != c.stops {
				t.Errorf("the goal is %s", r.goal.State)
			}
			for _, reaction := range []string{"eyes", "confused"} {
				if got := len(d.keys("reaction/40/" + reaction)); (got > 0) != (reaction == c.reaction) {
					t.Errorf("%d × %s", got, reaction)
				}
			}
		})
	}
}

// TestApprovalBesideWords: who may approve and not steer is told that the bare
// command counts.
func TestApprovalBesideWords(t *testing.T) {
	for text, want := range map[string]string{
		"/goal approve":            "",
		"/goal approve, nice work": "behind `/goal approve` is for the agent, and ann is not among the people the policy names (who.steer); the command counts without it",
		"/goal allow a.txt\nMind.": "behind `/goal allow`",
		"nice work":                "ann is not among the people the policy names",
	} {
		r := quiet().worker(t)
		r.rules.Who.Steer.Users = []string{"bob"}
		ok, why := r.mayDo(policy.Person{User: user("ann"), Permission: app.PermissionWrite}, r.command(text))
		if ok != (want == "") || !strings.Contains(why, want) {
			t.Errorf("%q: %v, %s", text, ok, why)
		}
	}
}
