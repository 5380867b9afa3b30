package pipeline

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
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
		"a\x00b\x1b[31m":                             `a\u0000b`,
		"Signed-off-by: ann <a@x>":                   "Signed-off-by – ann <a@x>",
		"x\n  Co-authored-by :ann\nskip-checks:true": "x\nCo-authored-by – ann\nskip-checks – true",
		"https://go.dev\nNote: it":                   "https://go.dev\nNote – it",
		"mail @ home":                                "mail @ home",
	} {
		if got := harmless(words); got != want {
			t.Errorf("harmless(%q) = %q, want %q", words, got, want)
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
	})
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
