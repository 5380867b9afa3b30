package webhooks

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/hub"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// telling is an inbox that passes on what is fresh.
type telling struct {
	memoryInbox
	fresh chan app.Delivery
}

func (i *telling) Receive(ctx context.Context, d app.Delivery) (bool, error) {
	fresh, err := i.memoryInbox.Receive(ctx, d)
	if fresh {
		i.fresh <- d
	}
	return fresh, err
}

// world is a hub that delivers to our door.
type world struct {
	*testing.T
	*hub.Hub
	inbox *telling
}

func start(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, inbox: &telling{fresh: make(chan app.Delivery, 100)}}
	var err error
	w.Hub, err = hub.New(hub.Config{
		Addr: "127.0.0.1:0", DataDir: t.TempDir(),
		Users: []hub.User{{Name: "ada", Permission: "admin"}, {Name: "rea", Permission: "read"}},
	})
	w.ok(err)
	c := config(w.inbox)
	c.MaxBody = 0
	c.GitHub.App.IntegrationID, c.GitHub.App.WebhookSecret = w.App().ID, w.App().WebhookSecret
	door, err := New(c)
	w.ok(err)
	server := httptest.NewServer(door)
	w.ok(w.SetWebhookURL(t.Context(), server.URL))
	w.Start()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		w.ok(w.Close(ctx))
		server.Close()
	})
	w.ok(w.CreateRepository(t.Context(), "ada", "billing", fstest.MapFS{"README.md": {Data: []byte("billing\n")}}))
	return w
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) do(user, method, path string, body any) map[string]any {
	w.Helper()
	text, err := json.Marshal(body)
	w.ok(err)
	r, err := http.NewRequestWithContext(w.Context(), method, w.APIURL()+"/repos/ada/billing"+path, bytes.NewReader(text))
	w.ok(err)
	for _, u := range w.Users() {
		if u.Name == user {
			r.Header.Set("Authorization", "Bearer "+u.Token)
		}
	}
	r.Close = true
	answer, err := http.DefaultClient.Do(r)
	w.ok(err)
	defer answer.Body.Close()
	if answer.StatusCode >= 400 {
		w.Fatalf("%s %s: %s", method, path, answer.Status)
	}
	var out map[string]any
	_ = json.NewDecoder(answer.Body).Decode(&out) // some answers are lists, some empty
	return out
}

// next is the next delivery that means something.
func (w *world) next() app.Inbound {
	w.Helper()
	timeout := time.After(10 * time.Second)
	for {
		select {
		case d := <-w.inbox.fresh:
			in, err := Decode(d)
			if err != nil {
				w.Fatalf("%s: %v\n%s", d.Event, err, d.Body)
			}
			if in.Kind != app.InboundIgnored {
				return in
			}
		case <-timeout:
			w.Fatal("nothing is delivered")
		}
	}
}

// commit adds an empty commit to parent.
func (w *world) commit(parent, message string) string {
	w.Helper()
	tree := w.do("ada", "GET", "/git/commits/"+parent, nil)["tree"].(map[string]any)["sha"]
	return w.do("ada", "POST", "/git/commits", map[string]any{"message": message, "tree": tree, "parents": []string{parent}})["sha"].(string)
}

func TestHubDeliversWhatDecodes(t *testing.T) {
	w := start(t)
	w.do("rea", "POST", "/issues", map[string]any{"title": "Move the export", "body": "to the queue"})
	comment := func(body string) string {
		id := w.do("rea", "POST", "/issues/1/comments", map[string]any{"body": body})["id"].(float64)
		return fmt.Sprintf("/issues/comments/%d", int64(id))
	}

	w.do("ada", "POST", "/issues/1/labels", map[string]any{"labels": []string{"goal"}})
	in := w.next()
	if in.Kind != app.InboundLabelled || in.Label != "goal" || in.Sender.Login != "ada" || in.Issue.Author.Login != "rea" ||
		in.Issue.Body != "to the queue" || in.Issue.Number != 1 || in.Repo.String() != "ada/billing" || in.Installation == 0 ||
		!strings.HasSuffix(w.URL(), in.Host) || in.Repo.CloneURL == "" || in.Repo.DefaultBranch != "main" {
		t.Errorf("%+v", in)
	}
	w.do("ada", "DELETE", "/issues/1/labels/goal", nil)
	place := comment("do it")
	w.do("rea", "PATCH", place, map[string]any{"body": "do it well"})
	w.do("rea", "DELETE", place, nil)
	w.do("ada", "PATCH", "/issues/1", map[string]any{"title": "Move it"})
	w.do("ada", "PATCH", "/issues/1", map[string]any{"state": "closed"})
	w.do("ada", "PATCH", "/issues/1", map[string]any{"state": "open"})
	for _, want := range []app.InboundKind{
		app.InboundUnlabelled, app.InboundComment, app.InboundCommentEdited, app.InboundCommentGone,
		app.InboundIssueEdited, app.InboundIssueClosed, app.InboundIssueReopened,
	} {
		if in := w.next(); in.Kind != want {
			t.Errorf("%q, want %q", in.Kind, want)
		}
	}
}

func TestHubDeliversPullRequests(t *testing.T) {
	w := start(t)
	main := w.do("ada", "GET", "/git/ref/heads/main", nil)["object"].(map[string]any)["sha"].(string)
	first := w.commit(main, "one")
	second := w.commit(first, "two")
	w.do("ada", "POST", "/git/refs", map[string]any{"ref": "refs/heads/x", "sha": first})
	w.do("ada", "POST", "/pulls", map[string]any{"title": "T", "head": "x", "base": "main"})
	w.do("ada", "PATCH", "/git/refs/heads/x", map[string]any{"sha": second})
	if in := w.next(); in.Kind != app.InboundPullMoved || in.Before != app.Commit(first) || in.Head != app.Commit(second) || in.Issue.Number != 1 {
		t.Errorf("%+v", in)
	}
	w.do("rea", "POST", "/pulls/1/reviews", map[string]any{"event": "REQUEST_CHANGES", "body": "no"})
	if in := w.next(); in.Kind != app.InboundReview || in.Review.State != "changes_requested" || in.Review.Body != "no" ||
		in.Review.Author.Login != "rea" || in.Review.Commit != app.Commit(second) {
		t.Errorf("%+v %+v", in, in.Review)
	}
	w.do("rea", "POST", "/issues/1/comments", map[string]any{"body": "hm"})
	if in := w.next(); in.Kind != app.InboundComment || !in.Issue.IsPull {
		t.Errorf("%+v", in)
	}
	w.do("ada", "PUT", "/pulls/1/merge", map[string]any{})
	if in := w.next(); in.Kind != app.InboundPullClosed || !in.Merged || in.Head != app.Commit(second) {
		t.Errorf("%+v", in)
	}
}

// A delivery that comes twice is stored once.
func TestHubDeliversTwice(t *testing.T) {
	w := start(t)
	w.ok(w.Faults().Add(fault.Rule{Kind: fault.DoubleDelivery, Event: "issues"}))
	w.do("ada", "POST", "/issues", map[string]any{"title": "T", "labels": []string{"goal"}})
	w.do("ada", "PATCH", "/issues/1", map[string]any{"state": "closed"})
	for _, want := range []app.InboundKind{app.InboundLabelled, app.InboundIssueClosed} {
		if in := w.next(); in.Kind != want {
			t.Errorf("%q, want %q", in.Kind, want)
		}
	}
}
