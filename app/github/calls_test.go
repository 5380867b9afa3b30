package github

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var mark = app.Mark("01ARZ3NDEKTSV4RRFFQ69G5FAV", "plan", 1)

func TestPermission(t *testing.T) {
	f, c := newFake(t)
	for login, level := range map[string]string{
		"root": "admin", "ann": "write", "mia": "maintain", "tim": "triage", "rob": "read", "nil": "none", "odd": "owner",
	} {
		f.answer("GET /repos/acme/billing/collaborators/"+login+"/permission", 200, `{"permission":"`+level+`"}`)
	}
	for login, want := range map[string]app.Permission{
		"root": app.PermissionAdmin, "ann": app.PermissionWrite, "mia": app.PermissionWrite, "tim": app.PermissionRead,
		"rob": app.PermissionRead, "nil": app.PermissionNone, "odd": app.PermissionNone,
		"nobody": app.PermissionNone, "": app.PermissionNone, "..": app.PermissionNone, "../../../user": app.PermissionNone, "dep[bot]": app.PermissionNone,
	} {
		got, err := c.Permission(t.Context(), inst, repo, login)
		if err != nil || got != want {
			t.Errorf("%q may %q, %v; want %q", login, got, err, want)
		}
	}
	f.answer("GET /repos/acme/billing/collaborators/eve/permission", 500, "")
	if got, err := c.Permission(t.Context(), inst, repo, "eve"); err == nil || got != app.PermissionNone {
		t.Errorf("when GitHub fails: %q, %v", got, err)
	}
}

func TestInTeam(t *testing.T) {
	f, c := newFake(t)
	const team = "GET /orgs/acme/teams/core/memberships/"
	f.answer(team+"ann", 200, `{"state":"active","role":"member"}`)
	f.answer(team+"mia", 200, `{"state":"active","role":"maintainer"}`)
	f.answer(team+"pen", 200, `{"state":"pending","role":"member"}`)
	for login, want := range map[string]bool{"ann": true, "mia": true, "pen": false, "rob": false, "": false, "../ann": false} {
		if got, err := c.InTeam(t.Context(), inst, repo, "core", login); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", login, got, err, want)
		}
	}
	if got, err := c.InTeam(t.Context(), inst, repo, "../core", "ann"); err != nil || got {
		t.Errorf("a slug that is none: %v, %v", got, err)
	}
	f.answer(team+"eve", 502, "")
	if got, err := c.InTeam(t.Context(), inst, repo, "core", "eve"); err == nil || got || errors.Is(err, fs.ErrPermission) {
		t.Errorf("when GitHub fails: %v, %v", got, err)
	}
	want := map[string]string{"metadata": "read", "members": "read"}
	if minted := f.minted(); len(minted) != 1 || !reflect.DeepEqual(minted[0].Permissions, want) {
		t.Errorf("minted %v", minted)
	}
}

func TestFile(t *testing.T) {
	f, c := newFake(t)
	const contents = "GET /repos/acme/billing/contents/"
	f.answer(contents+"a.yml", 200, `{"type":"file","encoding":"base64","content":"bGFiZWw6\nIHg=\n"}`)
	f.answer(contents+"dir", 200, `[{"type":"file","name":"x"}]`)
	f.answer(contents+"link", 200, `{"type":"submodule"}`)
	f.answer(contents+"large", 200, `{"type":"file","encoding":"none","content":""}`)
	f.answer(contents+"late", 503, "")
	if text, err := c.File(t.Context(), inst, repo, "a.yml"); err != nil || string(text) != "label: x" {
		t.Errorf("%q, %v", text, err)
	}
	for path, want := range map[string]Code{"dir": CodeInvalid, "link": CodeInvalid, "large": CodeInvalid, "late": CodeUnavailable, "none": CodeNotFound} {
		if text, err := c.File(t.Context(), inst, repo, path); CodeOf(err) != want || len(text) > 0 || errors.Is(err, fs.ErrNotExist) != (want == CodeNotFound) {
			t.Errorf("%s: %q, %v", path, text, err)
		}
	}
	f.answer("GET /repos/acme/.github", 200, `{"id":50,"name":".github","owner":{"login":"acme"},"default_branch":"main"}`)
	if r, err := c.RepoNamed(t.Context(), inst, "acme", ".github"); err != nil || r.ID != 50 || r.String() != "acme/.github" {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := c.RepoNamed(t.Context(), inst, "acme", "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a repository that is not there: %v", err)
	}
}

// TestWhatTheAppWasNotGiven can be told from what fails today.
func TestWhatTheAppWasNotGiven(t *testing.T) {
	for status, lacks := range map[int]bool{422: true, 401: false, 404: false, 500: false, 503: false} {
		f, c := newFake(t)
		f.refuseTokens = status
		if _, err := c.InTeam(t.Context(), inst, repo, "core", "ann"); err == nil || errors.Is(err, fs.ErrPermission) != lacks || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%d: %v", status, err)
		}
	}
}

// comments serves n comments in pages of a hundred, oldest first, as GitHub does.
func comments(f *fake, n int, body func(i int) (author int64, text string)) {
	f.handle("GET /repos/acme/billing/issues/3/comments", func(w http.ResponseWriter, r *http.Request) {
		page, _ := strconv.Atoi(r.FormValue("page"))
		page = max(page, 1)
		last := max(1, (n+99)/100)
		if page < last {
			w.Header().Set("Link", fmt.Sprintf(`<%s?page=%d>; rel="next", <%s?page=%d>; rel="last"`, f.url, page+1, f.url, last))
		}
		var out []map[string]any
		for i := (page - 1) * 100; i < min(page*100, n); i++ {
			author, text := body(i)
			out = append(out, map[string]any{"id": i + 1, "body": text, "user": map[string]any{"id": author}})
		}
		if err := json.NewEncoder(w).Encode(out); err != nil {
			f.t.Error(err)
		}
	})
}

func TestFindComment(t *testing.T) {
	for name, c := range map[string]struct {
		n, at    int
		author   int64
		text     string
		found    bool
		requests int
	}{
		"newest of many":        {250, 249, 501, "x\n" + mark, true, 2},
		"oldest of many":        {250, 0, 501, "x\n" + mark + "\n", true, 3},
		"only one":              {1, 0, 501, "x\r\n\r\n" + mark + "\r\n", true, 1},
		"none":                  {0, 0, 0, "", false, 1},
		"copied by a person":    {5, 2, 12, "x\n" + mark, false, 1},
		"quoted in our comment": {5, 2, 501, "> " + mark + "\n" + mark + "\nafterwards", false, 1},
		"another goal's":        {5, 2, 501, "x\n" + app.Mark("01ARZ3NDEKTSV4RRFFQ69G5FAW", "plan", 1), false, 1},
	} {
		t.Run(name, func(t *testing.T) {
			f, client := newFake(t)
			comments(f, c.n, func(i int) (int64, string) {
				if i == c.at {
					return c.author, c.text
				}
				return 12, "talk"
			})
			got, found, err := client.FindComment(t.Context(), inst, repo, 3, mark)
			if err != nil || found != c.found || found && got.ID != int64(c.at+1) {
				t.Errorf("found %v (%d), %v", found, got.ID, err)
			}
			if n := strings.Count(strings.Join(f.seen(), "\n"), "/comments"); n != c.requests {
				t.Errorf("%d requests, want %d", n, c.requests)
			}
		})
	}
}

func TestIssueCommentsReadsAllPagesInOrder(t *testing.T) {
	f, c := newFake(t)
	comments(f, 230, func(i int) (int64, string) { return 12, strconv.Itoa(i) })
	got, err := c.IssueComments(t.Context(), inst, repo, 3, noon)
	if err != nil || len(got) != 230 || got[229].Body != "229" || got[0].ID != 1 {
		t.Errorf("%d comments, %v", len(got), err)
	}
}

func TestFindPullIsOurOwn(t *testing.T) {
	f, c := newFake(t)
	f.handle("GET /repos/acme/billing/pulls", func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("head") != "acme:goalkeeper/3-x" || r.FormValue("state") != "all" {
			t.Errorf("asked %s", r.URL.RawQuery)
		}
		fmt.Fprintf(w, `[{"number":9,"user":{"id":12},"head":{"ref":"goalkeeper/3-x"},"body":%[1]q},
			{"number":8,"user":{"id":501},"head":{"ref":"another"},"body":%[1]q},
			{"number":7,"user":{"id":501},"head":{"ref":"goalkeeper/3-x"},"body":"without mark"},
			{"number":6,"user":{"id":501},"head":{"ref":"goalkeeper/3-x","sha":"abc"},"base":{"ref":"main"},"draft":true,"merged_at":"2026-01-01T00:00:00Z","body":%[2]q}]`,
			mark, "x\n"+mark+"\nand more")
	})
	got, found, err := c.FindPull(t.Context(), inst, repo, "goalkeeper/3-x", mark)
	want := app.Pull{Number: 6, Head: "goalkeeper/3-x", Base: "main", Commit: "abc", Draft: true, Merged: true}
	if err != nil || !found || got != want {
		t.Errorf("%+v %v %v", got, found, err)
	}
}

func TestFindIssueIsOurOwn(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /repos/acme/billing/issues", 200, fmt.Sprintf(
		`[{"number":9,"user":{"id":12},"body":%q},{"number":8,"user":{"id":501},"body":"x"},{"number":7,"user":{"id":501},"body":%q}]`, mark, "x\n"+mark))
	got, found, err := c.FindIssue(t.Context(), inst, repo, mark)
	if err != nil || !found || got.Number != 7 {
		t.Errorf("%+v %v %v", got, found, err)
	}
}

func TestBotIsAskedForOnce(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /app/installations", 200, fmt.Sprintf(`[{"id":1,"suspended_at":"2026-01-01T00:00:00Z"},{"id":%d}]`, inst))
	for range 3 {
		bot, err := c.Bot(t.Context())
		if err != nil || bot.ID != 501 || bot.Login != "keeper[bot]" {
			t.Errorf("%+v %v", bot, err)
		}
	}
	if n := len(f.seen()); n != 3 {
		t.Errorf("requests %v", f.seen())
	}
	want := []mint{{nil, map[string]string{"metadata": "read"}}}
	if got := f.minted(); !reflect.DeepEqual(got, want) {
		t.Errorf("minted %v", got)
	}
}

func TestPutCheckRun(t *testing.T) {
	run := app.CheckRun{Head: "abc", ExternalID: "G/abc", Status: "completed", Conclusion: "success", Title: "t", Summary: "s"}
	for name, c := range map[string]struct {
		there string
		want  string
	}{
		"none there":      {`[]`, "POST /repos/acme/billing/check-runs"},
		"ours":            {`[{"id":6,"external_id":"G/abc","app":{"id":7}}]`, "PATCH /repos/acme/billing/check-runs/6"},
		"of another App":  {`[{"id":6,"external_id":"G/abc","app":{"id":8}}]`, "POST /repos/acme/billing/check-runs"},
		"of another goal": {`[{"id":6,"external_id":"H/abc","app":{"id":7}}]`, "POST /repos/acme/billing/check-runs"},
	} {
		t.Run(name, func(t *testing.T) {
			f, client := newFake(t)
			f.answer("GET /repos/acme/billing/commits/abc/check-runs", 200, `{"total_count":1,"check_runs":`+c.there+`}`)
			var sent map[string]any
			f.handle("/repos/acme/billing/check-runs/", func(w http.ResponseWriter, r *http.Request) { read(t, r, &sent, w, `{"id":6}`) })
			f.handle("POST /repos/acme/billing/check-runs", func(w http.ResponseWriter, r *http.Request) { read(t, r, &sent, w, `{"id":6}`) })
			id, err := client.PutCheckRun(t.Context(), inst, repo, run)
			seen := f.seen()
			if err != nil || id != 6 || seen[len(seen)-1] != c.want {
				t.Errorf("id %d, %v, %v", id, err, seen)
			}
			if sent["conclusion"] != "success" || sent["name"] != "goalkeeper" {
				t.Errorf("sent %v", sent)
			}
		})
	}
}

func read(t *testing.T, r *http.Request, into any, w http.ResponseWriter, answer string) {
	t.Helper()
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		t.Error(err)
	}
	fmt.Fprint(w, answer)
}

func TestBranchCommit(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /repos/acme/billing/git/ref/heads/goalkeeper/3-x", 200, `{"ref":"refs/heads/goalkeeper/3-x","object":{"sha":"abc"}}`)
	f.answer("GET /repos/acme/billing/git/ref/heads/empty", 409, `{"message":"Git Repository is empty."}`)
	f.answer("GET /repos/acme/billing/git/ref/heads/down", 503, ``)
	for branch, want := range map[string]app.Commit{"goalkeeper/3-x": "abc", "none": "", "empty": ""} {
		if got, err := c.BranchCommit(t.Context(), inst, repo, branch); err != nil || got != want {
			t.Errorf("%s: %q, %v", branch, got, err)
		}
	}
	if _, err := c.BranchCommit(t.Context(), inst, repo, "down"); CodeOf(err) != CodeUnavailable {
		t.Error(err)
	}
}

func TestFailedDeliveries(t *testing.T) {
	f, c := newFake(t)
	at := func(minutes int) string { return noon.Add(time.Duration(minutes) * time.Minute).Format(time.RFC3339) }
	f.handle("GET /app/hook/deliveries", func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("cursor") == "" {
			w.Header().Set("Link", `<`+f.url+`?cursor=more>; rel="next"`)
			fmt.Fprintf(w, `[
				{"id":9,"guid":"healed","status":"OK","status_code":200,"delivered_at":%q},
				{"id":8,"guid":"twice","status":"Service Unavailable","status_code":503,"delivered_at":%q},
				{"id":7,"guid":"accepted","status":"Accepted","status_code":202,"delivered_at":%q}]`, at(9), at(8), at(7))
			return
		}
		fmt.Fprintf(w, `[
			{"id":6,"guid":"once","status":"timed out","status_code":0,"delivered_at":%q},
			{"id":5,"guid":"twice","status":"Service Unavailable","status_code":503,"delivered_at":%q},
			{"id":4,"guid":"healed","status":"Service Unavailable","status_code":503,"delivered_at":%q},
			{"id":3,"guid":"old","status":"Service Unavailable","status_code":503,"delivered_at":%q}]`, at(6), at(5), at(4), at(-1))
	})
	for id, guid := range map[int]string{5: "twice", 6: "once"} {
		f.answer(fmt.Sprintf("GET /app/hook/deliveries/%d", id), 200,
			fmt.Sprintf(`{"id":%d,"guid":%q,"event":"issues","delivered_at":%q,"request":{"payload":{"action":"labeled"}},"response":{"payload":""}}`, id, guid, at(id)))
	}
	got, err := c.FailedDeliveries(t.Context(), noon)
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	want := app.Delivery{AppID: 7, GUID: "twice", Event: "issues", Body: []byte(`{"action":"labeled"}`), ReceivedAt: noon.Add(5 * time.Minute)}
	if !reflect.DeepEqual(got[0], want) || got[1].GUID != "once" {
		t.Errorf("%+v", got)
	}
}

func TestSetDraft(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /repos/acme/billing/pulls/7", 200, `{"number":7,"title":"T","body":"B","draft":true,"node_id":"PR_1"}`)
	d, err := c.Describe(t.Context(), inst, repo, 7)
	if err != nil || d.Title != "T" || d.Body != "B" || !d.Draft {
		t.Fatalf("%+v, %v", d, err)
	}
	events := `[]`
	f.handle("GET /repos/acme/billing/issues/7/events", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, events) })
	f.answer("PATCH /repos/acme/billing/pulls/7", 200, `{"number":7,"draft":false}`)
	if err := c.SetDraft(t.Context(), inst, repo, d, false); err != nil {
		t.Errorf("host without GraphQL: %v", err)
	}
	if err := c.SetDraft(t.Context(), inst, repo, d, true); CodeOf(err) != CodeInvalid {
		t.Errorf("host that ignores it: %v", err)
	}
	var asked struct {
		Query     string
		Variables map[string]string
	}
	reply := `{"data":{}}`
	f.handle("POST /api/graphql", func(w http.ResponseWriter, r *http.Request) { read(t, r, &asked, w, reply) })
	if err := c.SetDraft(t.Context(), inst, repo, d, false); err != nil {
		t.Error(err)
	}
	if !strings.Contains(asked.Query, "markPullRequestReadyForReview") || asked.Variables["id"] != "PR_1" {
		t.Errorf("asked %+v", asked)
	}
	reply = `{"errors":[{"message":"drafts are not available"}]}`
	if err := c.SetDraft(t.Context(), inst, repo, d, true); CodeOf(err) != CodeInvalid || !strings.Contains(asked.Query, "convertPullRequestToDraft") {
		t.Errorf("%v after %+v", err, asked)
	}
	asked.Query, reply = "", `{"data":{}}`
	events = `[{"event":"ready_for_review","actor":{"id":501}},{"event":"convert_to_draft","actor":{"id":3}},{"event":"labeled","actor":{"id":501}}]`
	if err := c.SetDraft(t.Context(), inst, repo, d, false); err != nil || asked.Query != "" {
		t.Errorf("what a person chose does not stand: %v, asked %q", err, asked.Query)
	}
	events = `[{"event":"convert_to_draft","actor":{"id":3}},{"event":"ready_for_review","actor":{"id":501}}]`
	if err := c.SetDraft(t.Context(), inst, repo, d, true); err != nil || asked.Query == "" {
		t.Errorf("what we chose ourselves stands: %v", err)
	}
	if got := graphQL("https://api.github.com"); got != "https://api.github.com/graphql" {
		t.Error(got)
	}
}

func TestLongBodiesAreCut(t *testing.T) {
	f, c := newFake(t)
	var sent struct{ Body string }
	f.handle("POST /repos/acme/billing/issues/3/comments", func(w http.ResponseWriter, r *http.Request) { read(t, r, &sent, w, `{"id":1}`) })
	if _, err := c.CreateComment(t.Context(), inst, repo, 3, strings.Repeat("ä", 70_000)+"\n\n"+mark+"\n"); err != nil {
		t.Fatal(err)
	}
	if n := utf8.RuneCountInString(sent.Body); n != MaxBody || !Marked(sent.Body, mark) || !strings.Contains(sent.Body, "Cut here") {
		t.Errorf("sent %d characters ending %q", n, sent.Body[len(sent.Body)-200:])
	}
}

func FuzzCut(f *testing.F) {
	f.Add("text\n"+mark, 200)
	f.Add(strings.Repeat("ü", 300)+"\n<!-- goalkeeper:end -->\n"+mark+"\n", 250)
	f.Add(mark, 10)
	f.Fuzz(func(t *testing.T, body string, limit int) {
		limit = 300 + max(limit, 0)%1000
		got := Cut(body, limit)
		if utf8.RuneCountInString(body) <= limit {
			if got != body {
				t.Errorf("a short body was changed to %q", got)
			}
			return
		}
		_, markers := splitMarkers(body)
		if !strings.HasSuffix(got, markers) {
			t.Errorf("markers %q are gone", markers)
		}
		if n := utf8.RuneCountInString(got); n > limit && utf8.RuneCountInString(markers) < 200 {
			t.Errorf("%d characters, limit %d", n, limit)
		}
	})
}

func TestReactions(t *testing.T) {
	f, c := newFake(t)
	var sent struct{ Content string }
	for _, place := range []string{"issues/3", "issues/comments/5"} {
		f.handle("POST /repos/acme/billing/"+place+"/reactions", func(w http.ResponseWriter, r *http.Request) { read(t, r, &sent, w, `{"id":4}`) })
	}
	for _, comment := range []int64{0, 5} {
		id, err := c.AddReaction(t.Context(), inst, repo, app.PostReaction{Number: 3, Comment: comment, Content: "eyes"})
		if err != nil || id != 4 || sent.Content != "eyes" {
			t.Errorf("%d %v %v", id, err, sent)
		}
	}
}

func TestLabelled(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /repos/acme/billing/issues/3/events", 200, `[
		{"event":"labeled","label":{"name":"goal"},"created_at":"2026-01-01T00:00:00Z"},
		{"event":"labeled","label":{"name":"bug"},"created_at":"2026-01-01T00:00:00Z"},
		{"event":"unlabeled","label":{"name":"Goal"},"created_at":"2026-01-02T00:00:00Z"},
		{"event":"labeled","label":{"name":"goal"},"created_at":"2026-01-03T00:00:00Z"},
		{"event":"unlabeled","label":{"name":"bug"},"created_at":"2026-01-04T00:00:00Z"},
		{"event":"closed"}]`)
	for label, want := range map[string]struct {
		on           bool
		set, removed int
	}{"goal": {true, 3, 2}, "bug": {false, 1, 4}, "none": {false, 0, 0}} {
		got, err := c.Labelled(t.Context(), inst, repo, 3, label)
		day := func(at time.Time) int {
			if at.IsZero() {
				return 0
			}
			return at.Day()
		}
		if err != nil || got.On != want.on || day(got.Set) != want.set || day(got.Removed) != want.removed {
			t.Errorf("%s: %+v, %v", label, got, err)
		}
	}
}

func TestListings(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /repos/acme/billing/issues", 200, `[{"number":4,"pull_request":{"url":"x"}},{"id":30,"number":3,"state":"open"}]`)
	issues, err := c.OpenIssuesWithLabel(t.Context(), inst, repo, "goal")
	if err != nil || len(issues) != 1 || issues[0].Number != 3 {
		t.Errorf("%+v %v", issues, err)
	}
	f.answer("GET /installation/repositories", 200, `{"repositories":[{"id":99,"name":"billing","owner":{"login":"acme"},"private":true,"default_branch":"main"}]}`)
	repos, err := c.Repositories(t.Context(), inst)
	if err != nil || len(repos) != 1 || repos[0].String() != "acme/billing" || !repos[0].Private {
		t.Errorf("%+v %v", repos, err)
	}
}

func TestWrites(t *testing.T) {
	f, c := newFake(t)
	sent := map[string]string{}
	note := func(answer string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			sent[r.URL.Path] = string(body)
			fmt.Fprint(w, answer)
		}
	}
	f.handle("POST /repos/acme/billing/pulls", note(`{"number":7,"html_url":"u"}`))
	f.handle("PATCH /repos/acme/billing/pulls/7", note(`{"number":7}`))
	f.handle("POST /repos/acme/billing/issues", note(`{"number":8}`))
	pull, err := c.CreatePull(t.Context(), inst, repo, app.PostPull{Title: "T", Body: "B", Head: "h", Base: "main", Draft: true})
	if err != nil || pull.Number != 7 || !strings.Contains(sent["/repos/acme/billing/pulls"], `"draft":true`) {
		t.Errorf("%+v %v %v", pull, err, sent)
	}
	if err := c.UpdatePull(t.Context(), inst, repo, 7, "new"); err != nil || !strings.Contains(sent["/repos/acme/billing/pulls/7"], `{"body":"new"}`) {
		t.Errorf("%v %v", err, sent)
	}
	if i, err := c.CreateIssue(t.Context(), inst, repo, app.PostIssue{Title: "T", Body: "B"}); err != nil || i.Number != 8 {
		t.Errorf("%+v %v", i, err)
	}
}
