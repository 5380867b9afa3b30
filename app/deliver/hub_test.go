package deliver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
	"github.com/goalkeeper-dev/goalkeeper/app/hub"
	spoil "github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

// house is a running hub with repository acme/billing, one open issue, two
// commits to push, and the App's client.
type house struct {
	*testing.T
	hub     *hub.Hub
	client  *github.Client
	clock   *stopped
	inst    int64
	repo    app.Repo
	issue   int
	commits []app.Commit
}

func newHouse(t *testing.T, clock *stopped) *house {
	t.Helper()
	h := &house{T: t, clock: clock}
	var err error
	h.hub, err = hub.New(hub.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), Users: []hub.User{{Name: "ada", Permission: "admin"}}})
	h.ok(err)
	h.hub.Start()
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		h.ok(h.hub.Close(ctx))
	})
	h.ok(h.hub.CreateRepository(t.Context(), "acme", "billing", fstest.MapFS{"README.md": {Data: []byte("billing\n")}}))
	key, err := os.ReadFile(h.hub.App().PrivateKeyFile)
	h.ok(err)
	c := github.Config{Transport: transport, Logger: slog.New(slog.DiscardHandler), Now: clock.Now}
	c.GitHub.V3APIURL, c.GitHub.App.IntegrationID, c.GitHub.App.PrivateKey = h.hub.APIURL(), h.hub.App().ID, string(key)
	h.client, err = github.New(c)
	h.ok(err)
	h.fill()
	return h
}

func (h *house) fill() {
	h.Helper()
	all, err := h.client.Installations(h.Context())
	h.ok(err)
	for _, i := range all {
		if i.Account.Login == "acme" {
			h.inst = i.ID
		}
	}
	repos, err := h.client.Repositories(h.Context(), h.inst)
	h.ok(err)
	h.repo = repos[0]
	h.issue = int(h.ada("POST", "/issues", map[string]any{"title": "Move the export"})["number"].(float64))
	parent, err := h.client.BranchCommit(h.Context(), h.inst, h.repo, "main")
	h.ok(err)
	tree := h.ada("GET", "/git/commits/"+string(parent), nil)["tree"].(map[string]any)["sha"]
	for n := range 2 {
		made := h.ada("POST", "/git/commits", map[string]any{"message": fmt.Sprint("step ", n), "tree": tree, "parents": []any{parent}})
		parent = app.Commit(made["sha"].(string))
		h.commits = append(h.commits, parent)
	}
}

func (h *house) ok(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// request makes a request below the repository and reads the answer.
func (h *house) request(ctx context.Context, token, method, path string, body, out any) (int, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return 0, err
	}
	r, err := http.NewRequestWithContext(ctx, method, h.hub.APIURL()+"/repos/acme/billing"+path, bytes.NewReader(text))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", "token "+token)
	r.Close = true
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	return answer.StatusCode, json.NewDecoder(answer.Body).Decode(out)
}

func (h *house) ada(method, path string, body any) map[string]any {
	h.Helper()
	var out map[string]any
	status, err := h.request(h.Context(), h.hub.Users()[0].Token, method, path, body, &out)
	if err != nil || status >= 400 {
		h.Fatalf("%s %s: %d %v %v", method, path, status, out, err)
	}
	return out
}

// list is what everybody sees.
func (h *house) list(path string) []map[string]any {
	h.Helper()
	var out []map[string]any
	if status, err := h.request(h.Context(), h.hub.Users()[0].Token, "GET", path, nil, &out); err != nil || status != 200 {
		h.Fatalf("GET %s: %d %v", path, status, err)
	}
	return out
}

// Push moves the branch over REST with a token of its own.
func (h *house) Push(ctx context.Context, e app.Effect, p app.PostPush) error {
	token, revoke, err := h.client.PushToken(ctx, e.Installation, e.Repo)
	if err != nil {
		return err
	}
	method, path, body := "POST", "/git/refs", map[string]any{"ref": "refs/heads/" + p.Branch, "sha": p.Commit}
	if p.Expected != "" {
		method, path, body = "PATCH", "/git/refs/heads/"+p.Branch, map[string]any{"sha": p.Commit}
	}
	var out any
	status, err := h.request(ctx, token.Reveal(), method, path, body, &out)
	if err == nil && status >= 300 {
		err = fmt.Errorf("push: %d %v", status, out)
	}
	if err != nil {
		return err
	}
	return revoke(ctx)
}

// tell is the story with the hub's numbers and commits.
func (h *house) tell() ([]app.Effect, []app.Surface) {
	first, second := h.commits[0], h.commits[1]
	effects := []app.Effect{
		effect("seen", app.EffectReaction, app.PostReaction{Number: h.issue, Content: "eyes"}),
		effect("plan", app.EffectComment, app.PostComment{Number: h.issue, Body: marked("plan", "plan"), Mark: mark("plan")}),
		effect("push", app.EffectPush, app.PostPush{Commit: first, Branch: "goalkeeper/1-x"}),
		effect("pull", app.EffectPull, app.PostPull{Title: "T", Body: "Template\n\n" + begin + "\nfirst\n" + end + "\n" + mark("pull"), Mark: mark("pull"), Head: "goalkeeper/1-x", Base: "main", Draft: true}),
		effect("push again", app.EffectPush, app.PostPush{Commit: second, Branch: "goalkeeper/1-x", Expected: first}),
		effect("issue", app.EffectIssue, app.PostIssue{Title: "Also", Body: marked("follow-up", "issue"), Mark: mark("issue")}),
		effect("close", app.EffectClose, app.PostClose{Number: h.issue}),
	}
	surfaces := []app.Surface{
		surface(app.SurfaceGoalComment, app.GoalComment{Number: h.issue, Body: marked("goal", "goal"), Mark: mark("goal")}),
		surface(app.SurfacePullBody, app.PullBody{Number: h.issue + 1, Body: "evidence"}),
		surface(app.SurfaceCheckRun, app.CheckRun{Head: second, ExternalID: "G/" + string(second), Status: "completed", Conclusion: "success", Title: "t", Summary: "s"}),
	}
	return effects, surfaces
}

// told checks that the hub holds each part of the story once.
func (h *house) told() {
	h.Helper()
	var talk []string
	for _, c := range h.list(fmt.Sprintf("/issues/%d/comments", h.issue)) {
		text, _, _ := strings.Cut(c["body"].(string), "\n")
		talk = append(talk, text)
	}
	slices.Sort(talk)
	if got := strings.Join(talk, ","); got != "goal,plan" {
		h.Errorf("comments %s", got)
	}
	if got := h.list(fmt.Sprintf("/issues/%d/reactions", h.issue)); len(got) != 1 {
		h.Errorf("reactions %v", got)
	}
	if got := h.list("/issues?state=all"); len(got) != 3 {
		h.Errorf("%d issues and pull requests, want 3", len(got))
	}
	if got := h.list("/issues?state=closed"); len(got) != 1 || got[0]["number"] != float64(h.issue) || got[0]["state_reason"] != "completed" {
		h.Errorf("closed %v", got)
	}
	pulls := h.list("/pulls?state=all")
	if len(pulls) != 1 {
		h.Fatalf("%d pull requests", len(pulls))
	}
	p := pulls[0]
	if want := "Template\n\n" + begin + "\nevidence\n" + end + "\n" + mark("pull"); p["body"] != want || p["draft"] != false {
		h.Errorf("pull request %v %q", p["draft"], p["body"])
	}
	if head := p["head"].(map[string]any)["sha"]; head != string(h.commits[1]) {
		h.Errorf("head %v", head)
	}
	if got := h.ada("GET", "/commits/"+string(h.commits[1])+"/check-runs", nil); got["total_count"] != 1.0 {
		h.Errorf("check runs %v", got)
	}
}

// TestHub delivers the story to a hub that fails every write once, before it
// is carried out or after.
func TestHub(t *testing.T) {
	t.Parallel()
	disk := newDisk(t)
	for _, kind := range []spoil.Kind{"none", spoil.Status, spoil.DropRequest, spoil.DropReply, spoil.SecondaryLimit, spoil.TooMany} {
		t.Run(string(kind), func(t *testing.T) {
			h := newHouse(t, disk.clock)
			if kind != "none" {
				for _, path := range []string{"/reactions$", "/comments$", "/git/refs", "/pulls$", "/pulls/", "/issues$", "/check-runs$", "/access_tokens$"} {
					for _, method := range []string{"POST", "PATCH"} {
						h.ok(h.hub.Faults().Add(spoil.Rule{Kind: kind, Method: method, Path: path, Times: 1, Seconds: 60}))
					}
				}
			}
			effects, surfaces := h.tell()
			for i := range effects {
				effects[i].Repo = h.repo
			}
			for i := range surfaces {
				surfaces[i].Repo = h.repo
			}
			w := disk.worldOf(t, h.inst, effects, surfaces)
			d := w.deliverer(nil)
			d.GitHub, d.Pusher = h.client, h
			w.settle(d)
			h.told()
			for key, done := range w.outcomes() {
				if done.Error != "" {
					t.Errorf("%s: %s", key, done.Error)
				}
			}
		})
	}
}
