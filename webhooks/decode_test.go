package webhooks

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var update = flag.Bool("update", false, "rewrite the golden file")

var received = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// delivery reads testdata/<event>.<action>.json.
func delivery(t testing.TB, file string) app.Delivery {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	event, _, _ := strings.Cut(filepath.Base(file), ".")
	return app.Delivery{AppID: 7, GUID: "g", Event: event, Body: body, ReceivedAt: received}
}

// TestDecodePublishedExamples reads GitHub's own payloads; the golden file
// holds what is left of each.
func TestDecodePublishedExamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no payloads", err)
	}
	got := map[string]app.Inbound{}
	for _, file := range files {
		in, err := Decode(delivery(t, file))
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		got[filepath.Base(file)] = in
	}
	text, err := json.MarshalIndent(got, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/decoded.golden"
	if *update {
		if err := os.WriteFile(golden, append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(text)+"\n" {
		t.Errorf("decoded differs from %s (rewrite with -update):\n%s", golden, text)
	}
}

func TestKinds(t *testing.T) {
	for file, want := range map[string]app.InboundKind{
		"issues.labeled":                app.InboundLabelled,
		"issues.unlabeled":              app.InboundUnlabelled,
		"issues.edited":                 app.InboundIssueEdited,
		"issues.deleted":                app.InboundIssueClosed,
		"issues.reopened":               app.InboundIssueReopened,
		"issue_comment.created":         app.InboundComment,
		"issue_comment.edited":          app.InboundCommentEdited,
		"issue_comment.deleted":         app.InboundCommentGone,
		"pull_request.closed":           app.InboundPullClosed,
		"pull_request.synchronize":      app.InboundPullMoved,
		"pull_request_review.submitted": app.InboundReview,
		"pull_request_review.dismissed": app.InboundReviewGone,
		"push.branch":                   app.InboundBaseMoved,
	} {
		in, err := Decode(delivery(t, "testdata/"+file+".json"))
		if err != nil || in.Kind != want {
			t.Errorf("%s decodes to %q, %v; want %q", file, in.Kind, err, want)
		}
	}
}

// change decodes a payload whose fields, addressed by path, were replaced.
func change(t *testing.T, file string, fields map[string]any) (app.Inbound, error) {
	t.Helper()
	d := delivery(t, "testdata/"+file+".json")
	var tree map[string]any
	if err := json.Unmarshal(d.Body, &tree); err != nil {
		t.Fatal(err)
	}
	for path, value := range fields {
		parts := strings.Split(path, ".")
		at := tree
		for _, p := range parts[:len(parts)-1] {
			at = at[p].(map[string]any)
		}
		last := parts[len(parts)-1]
		if value == nil {
			delete(at, last)
			continue
		}
		at[last] = value
	}
	var err error
	if d.Body, err = json.Marshal(tree); err != nil {
		t.Fatal(err)
	}
	return Decode(d)
}

func TestDecodeRefusesWhatLacksTheEssentials(t *testing.T) {
	for name, c := range map[string]struct {
		file, field string
		value       any
		want        string
	}{
		"no installation":     {"issues.labeled", "installation", nil, "no installation"},
		"no sender":           {"issues.labeled", "sender", nil, "no sender"},
		"no repository":       {"issues.labeled", "repository", nil, "no host"},
		"no repository id":    {"issues.labeled", "repository.id", nil, "without id"},
		"address of nothing":  {"issues.labeled", "repository.html_url", "::", "address"},
		"relative address":    {"issues.labeled", "repository.html_url", "a/b", "no host"},
		"no issue":            {"issues.labeled", "issue", nil, "no issue"},
		"negative number":     {"issues.labeled", "issue.number", -1, "no number"},
		"number as text":      {"issues.labeled", "issue.number", "1", "cannot unmarshal"},
		"no comment":          {"issue_comment.created", "comment", nil, "no comment"},
		"comment of nobody":   {"issue_comment.created", "comment.user", nil, "author"},
		"no pull request":     {"pull_request.closed", "pull_request", nil, "no pull request"},
		"moved to nowhere":    {"pull_request.synchronize", "after", nil, "without a head"},
		"closed without head": {"pull_request.closed", "pull_request.head", nil, "without a head"},
		"pushed to nowhere":   {"push.branch", "after", nil, "without a commit"},
		"no review":           {"pull_request_review.submitted", "review", nil, "no review"},
	} {
		t.Run(name, func(t *testing.T) {
			in, err := change(t, c.file, map[string]any{c.field: c.value})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("decoded to %q, %v; want an error with %q", in.Kind, err, c.want)
			}
			if in.Kind != app.InboundIgnored {
				t.Errorf("kind %q beside the error", in.Kind)
			}
		})
	}
}

func TestDecodeIgnores(t *testing.T) {
	for name, in := range map[string]func() (app.Inbound, error){
		"an unknown event":  func() (app.Inbound, error) { return Decode(app.Delivery{Event: "watch", Body: []byte("no JSON")}) },
		"an unknown action": func() (app.Inbound, error) { return change(t, "issues.labeled", map[string]any{"action": "pinned"}) },
		"another branch": func() (app.Inbound, error) {
			return change(t, "push.branch", map[string]any{"ref": "refs/heads/topic"})
		},
		"a deleted branch":        func() (app.Inbound, error) { return change(t, "push.branch", map[string]any{"deleted": true}) },
		"a label that is no more": func() (app.Inbound, error) { return change(t, "issues.labeled", map[string]any{"label": nil}) },
	} {
		if got, err := in(); err != nil || got.Kind != app.InboundIgnored {
			t.Errorf("%s: %q, %v", name, got.Kind, err)
		}
	}
}

func TestDecodeDetails(t *testing.T) {
	in, err := change(t, "issue_comment.created", map[string]any{
		"issue.pull_request":  map[string]any{"url": "x"},
		"repository.html_url": "http://localhost:3000/acme/billing",
	})
	if err != nil || !in.Issue.IsPull || in.Host != "localhost:3000" {
		t.Errorf("comment on a pull request: %+v, %v", in, err)
	}
	in, err = change(t, "pull_request.closed", map[string]any{"pull_request.merged": true})
	if err != nil || !in.Merged || !in.Issue.IsPull || in.Head == "" {
		t.Errorf("merged pull request: %+v, %v", in, err)
	}
	in, err = change(t, "pull_request_review.submitted", map[string]any{"review.state": "CHANGES_REQUESTED"})
	if err != nil || in.Review.State != "changes_requested" {
		t.Errorf("review: %+v, %v", in.Review, err)
	}
}

// TestDecodeCommentsOnLines as they are edited and deleted; a new one comes with
// its review.
func TestDecodeCommentsOnLines(t *testing.T) {
	comment := map[string]any{"id": 5, "body": "Shout.", "user": map[string]any{"id": 3, "login": "ann"}, "created_at": "2019-05-15T15:20:37Z", "updated_at": "2019-05-16T15:20:38Z"}
	for action, want := range map[string]app.InboundKind{"created": app.InboundIgnored, "edited": app.InboundLineEdited, "deleted": app.InboundLineGone} {
		d := delivery(t, "testdata/pull_request_review.dismissed.json")
		var tree map[string]any
		if err := json.Unmarshal(d.Body, &tree); err != nil {
			t.Fatal(err)
		}
		delete(tree, "review")
		tree["action"], tree["comment"], tree["changes"] = action, comment, map[string]any{"body": map[string]any{"from": "Whisper."}}
		d.Event, d.Body = "pull_request_review_comment", must(json.Marshal(tree))
		in, err := Decode(d)
		if err != nil || in.Kind != want {
			t.Errorf("%s decodes to %q, %v; want %q", action, in.Kind, err, want)
		}
		if c := in.Comment; want != "" && (c == nil || c.ID != 5 || c.Body != "Shout." || !in.Issue.IsPull || in.Issue.Number != 2) {
			t.Errorf("%s: %+v of %+v", action, c, in.Issue)
		}
		if edited := want == app.InboundLineEdited; edited && (*in.Was != "Whisper." || in.At != in.Comment.UpdatedAt) {
			t.Errorf("%s: it was %q, at %s", action, *in.Was, in.At)
		}
	}
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}

func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.*.json")
	for _, file := range files {
		d := delivery(f, file)
		f.Add(d.Event, d.Body)
	}
	f.Add("issues", []byte(`{"action":"labeled","label":{},"issue":null}`))
	f.Add("issues", []byte(`null`))
	f.Fuzz(func(t *testing.T, event string, body []byte) {
		in, err := Decode(app.Delivery{GUID: "g", Event: event, Body: body, ReceivedAt: received})
		if err != nil {
			if in.Kind != app.InboundIgnored {
				t.Errorf("kind %q beside %v", in.Kind, err)
			}
			return
		}
		if in.Kind == app.InboundIgnored {
			return
		}
		if in.Host == "" || in.Installation <= 0 || in.Repo.ID <= 0 || in.Sender.Login == "" || in.Issue.Number <= 0 && in.Kind != app.InboundBaseMoved && in.Kind != app.InboundCheckFailed {
			t.Errorf("incomplete: %+v", in)
		}
		if in.At.IsZero() || in.At.Location() != time.UTC {
			t.Errorf("time %v", in.At)
		}
	})
}
