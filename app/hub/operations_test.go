package hub_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

// step is one request of the walk; keep names the answer's field that later steps write as {keep}.
type step struct {
	by, method, path string
	body             any
	want             int
	keep, field      string
}

// TestEveryOperation walks through all the hub can do; the transport holds each answer against GitHub's
// description.
func TestEveryOperation(t *testing.T) {
	w := start(t)
	w.repo("billing")
	_, _, err := w.as("ada").Repositories.Create(t.Context(), "acme", &github.Repository{Name: github.String("tools")})
	w.check(err)
	dir := w.clone("billing", w.token("ada"))
	w.mustGit(dir, "", "checkout", "-q", "-b", "feature/x")
	w.commit(dir, "a.go", "package a\n")
	w.mustGit(dir, w.token("ada"), "push", "-q", "origin", "feature/x")
	known := map[string]string{"head": w.mustGit(dir, "", "rev-parse", "HEAD"), "blob": w.mustGit(dir, "", "rev-parse", "HEAD:a.go")}
	clients := map[string]*github.Client{"app": w.asApp(), "bot": w.asInstallation(nil), "ada": w.as("ada"), "wes": w.as("wes")}
	for _, s := range append(accountSteps(), append(issueSteps(), append(gitSteps(), append(pullSteps(), lastSteps()...)...)...)...) {
		w.walk(clients[s.by], s, known)
	}
	for _, o := range operations() {
		if !w.transport.seen[o.name] {
			t.Errorf("%s was not asked", o.name)
		}
	}
}

func (w *world) walk(client *github.Client, s step, known map[string]string) {
	w.Helper()
	path := strings.TrimPrefix(fill(s.path, known), "/")
	if encoded, ok := s.body.(string); ok {
		s.body = json.RawMessage(fill(encoded, known))
	}
	request, err := client.NewRequest(s.method, path, s.body)
	w.check(err)
	var answer json.RawMessage
	response, err := client.Do(w.Context(), request, &answer)
	if accepted, ok := err.(*github.AcceptedError); ok {
		answer, err = accepted.Raw, nil
	}
	if response == nil || response.StatusCode != s.want {
		w.Errorf("%s %s: %v, want %d", s.method, path, err, s.want)
		return
	}
	if s.keep != "" {
		known[s.keep] = find(w, answer, s.field)
	}
}

func fill(text string, known map[string]string) string {
	for name, value := range known {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// find digs out a field; numbers in its path are indexes.
func find(w *world, answer json.RawMessage, field string) string {
	w.Helper()
	for name := range strings.SplitSeq(field, ".") {
		var object map[string]json.RawMessage
		var list []json.RawMessage
		switch {
		case json.Unmarshal(answer, &object) == nil:
			answer = object[name]
		case json.Unmarshal(answer, &list) == nil && len(list) > 0:
			answer = list[0]
		default:
			w.Fatalf("no %s in %s", field, answer)
		}
	}
	return strings.Trim(string(answer), `"`)
}

func accountSteps() []step {
	return []step{
		{by: "ada", method: "GET", path: "", want: 200},
		{by: "ada", method: "GET", path: "meta", want: 200},
		{by: "ada", method: "GET", path: "rate_limit", want: 200},
		{by: "ada", method: "GET", path: "user", want: 200},
		{by: "ada", method: "GET", path: "users/goalkeeper%5Bbot%5D", want: 200},
		{by: "ada", method: "GET", path: "user/repos", want: 200},
		{by: "ada", method: "POST", path: "user/repos", body: `{"name":"extra","private":true}`, want: 201},
		{by: "ada", method: "GET", path: "users/ada/repos", want: 200},
		{by: "ada", method: "POST", path: "orgs/acme/repos", body: `{"name":"more"}`, want: 201},
		{by: "ada", method: "GET", path: "orgs/acme/repos", want: 200},
		{by: "ada", method: "POST", path: "orgs/acme/teams", body: `{"name":"Core Team"}`, want: 201},
		{by: "bot", method: "GET", path: "orgs/acme/teams/core-team", want: 404}, // installed on ada
		{by: "ada", method: "GET", path: "orgs/acme/teams/core-team", want: 200},
		{by: "ada", method: "PUT", path: "orgs/acme/teams/core-team/memberships/wes", body: `{"role":"member"}`, want: 200},
		{by: "wes", method: "GET", path: "orgs/acme/teams/core-team/memberships/wes", want: 200},
		{by: "ada", method: "DELETE", path: "orgs/acme/teams/core-team/memberships/wes", want: 204},
		{by: "app", method: "GET", path: "app", want: 200},
		{by: "app", method: "GET", path: "app/installations", want: 200},
		{by: "app", method: "GET", path: "orgs/acme/installation", want: 200},
		{by: "app", method: "GET", path: "users/ada/installation", want: 200},
		{by: "app", method: "GET", path: "repos/ada/billing/installation", want: 200, keep: "installation", field: "id"},
		{by: "app", method: "GET", path: "app/installations/{installation}", want: 200},
		{
			by: "app", method: "POST", path: "app/installations/{installation}/access_tokens", want: 201,
			body: `{"repositories":["billing"],"permissions":{"contents":"read"}}`,
		},
		{by: "bot", method: "GET", path: "installation/repositories", want: 200},
		{by: "app", method: "GET", path: "app/hook/config", want: 200},
		{by: "app", method: "PATCH", path: "app/hook/config", body: `{"content_type":"json"}`, want: 200},
		{by: "ada", method: "GET", path: "repos/ada/billing", want: 200},
		{by: "ada", method: "PATCH", path: "repos/ada/billing", body: `{"description":"bills"}`, want: 200},
		{by: "ada", method: "GET", path: "repos/ada/billing/collaborators", want: 200},
		{by: "ada", method: "GET", path: "repos/ada/billing/collaborators/wes", want: 204},
		{by: "ada", method: "PUT", path: "repos/ada/billing/collaborators/rea", body: `{"permission":"triage"}`, want: 204},
		{by: "ada", method: "DELETE", path: "repos/ada/billing/collaborators/rea", want: 204},
		{by: "bot", method: "GET", path: "repos/ada/billing/collaborators/mia/permission", want: 200},
	}
}

func issueSteps() []step {
	const repo, issue = "repos/ada/billing/", "repos/ada/billing/issues/1"
	return []step{
		{by: "ada", method: "POST", path: repo + "issues", body: `{"title":"x","body":"y","labels":["bug"],"assignees":["wes"]}`, want: 201},
		{by: "ada", method: "GET", path: repo + "issues?state=all&labels=bug&sort=updated&direction=asc", want: 200},
		{by: "ada", method: "GET", path: issue, want: 200},
		{by: "ada", method: "PATCH", path: issue, body: `{"title":"z","state":"closed","state_reason":"not_planned"}`, want: 200},
		{by: "bot", method: "POST", path: issue + "/comments", body: `{"body":"hello"}`, want: 201, keep: "comment", field: "id"},
		{by: "ada", method: "GET", path: issue + "/comments?since=2020-01-01T00:00:00Z", want: 200},
		{by: "ada", method: "GET", path: repo + "issues/comments", want: 200},
		{by: "ada", method: "GET", path: repo + "issues/comments/{comment}", want: 200},
		{by: "bot", method: "PATCH", path: repo + "issues/comments/{comment}", body: `{"body":"bye"}`, want: 200},
		{by: "ada", method: "POST", path: repo + "issues/comments/{comment}/reactions", body: `{"content":"+1"}`, want: 201, keep: "reaction", field: "id"},
		{by: "ada", method: "GET", path: repo + "issues/comments/{comment}/reactions?content=%2B1", want: 200},
		{by: "ada", method: "DELETE", path: repo + "issues/comments/{comment}/reactions/{reaction}", want: 204},
		{by: "ada", method: "POST", path: issue + "/reactions", body: `{"content":"eyes"}`, want: 201, keep: "reaction", field: "id"},
		{by: "ada", method: "GET", path: issue + "/reactions", want: 200},
		{by: "ada", method: "DELETE", path: issue + "/reactions/{reaction}", want: 204},
		{by: "ada", method: "GET", path: issue + "/labels", want: 200},
		{by: "ada", method: "POST", path: issue + "/labels", body: `{"labels":["goal","a/b"]}`, want: 200},
		{by: "ada", method: "DELETE", path: issue + "/labels/a%2Fb", want: 200},
		{by: "ada", method: "PUT", path: issue + "/labels", body: `{"labels":["goal"]}`, want: 200},
		{by: "ada", method: "DELETE", path: issue + "/labels", want: 204},
		{by: "ada", method: "GET", path: issue + "/events", want: 200},
		{by: "ada", method: "GET", path: repo + "issues/events", want: 200},
		{by: "ada", method: "GET", path: issue + "/timeline", want: 200},
		{by: "ada", method: "GET", path: repo + "labels", want: 200},
		{by: "ada", method: "POST", path: repo + "labels", body: `{"name":"new","color":"f29513"}`, want: 201},
		{by: "ada", method: "GET", path: repo + "labels/new", want: 200},
		{by: "ada", method: "PATCH", path: repo + "labels/new", body: `{"new_name":"newer","description":"d"}`, want: 200},
		{by: "ada", method: "DELETE", path: repo + "labels/newer", want: 204},
		{by: "ada", method: "DELETE", path: repo + "issues/comments/{comment}", want: 204},
		{by: "app", method: "GET", path: "app/hook/deliveries?per_page=50&status=success", want: 200, keep: "delivery", field: "0.id"},
		{by: "app", method: "GET", path: "app/hook/deliveries/{delivery}", want: 200},
		{by: "app", method: "POST", path: "app/hook/deliveries/{delivery}/attempts", want: 202},
	}
}

func gitSteps() []step {
	const repo = "repos/ada/billing/"
	return []step{
		{by: "ada", method: "GET", path: repo + "contents", want: 200},
		{by: "ada", method: "GET", path: repo + "contents/a.go?ref=feature/x", want: 200},
		{by: "ada", method: "GET", path: repo + "readme", want: 200},
		{by: "ada", method: "GET", path: repo + "branches?per_page=1", want: 200},
		{by: "ada", method: "GET", path: repo + "branches/feature/x", want: 200},
		{by: "ada", method: "GET", path: repo + "commits?sha=feature/x&path=a.go", want: 200},
		{by: "ada", method: "GET", path: repo + "commits/feature/x", want: 200},
		{by: "ada", method: "POST", path: repo + "statuses/{head}", body: `{"state":"failure","context":"ci/tests","target_url":"https://ci.example.com/1","description":"1 failed"}`, want: 201},
		{by: "ada", method: "GET", path: repo + "commits/{head}/statuses", want: 200},
		{by: "ada", method: "GET", path: repo + "commits/{head}/status", want: 200},
		{by: "ada", method: "GET", path: repo + "compare/main...feature/x", want: 200},
		{by: "ada", method: "GET", path: repo + "git/ref/heads/feature/x", want: 200},
		{by: "ada", method: "GET", path: repo + "git/matching-refs/heads/fea", want: 200},
		{by: "ada", method: "GET", path: repo + "git/commits/{head}", want: 200, keep: "tree", field: "tree.sha"},
		{by: "ada", method: "GET", path: repo + "git/trees/{tree}?recursive=1", want: 200},
		{by: "ada", method: "GET", path: repo + "git/blobs/{blob}", want: 200},
		{by: "ada", method: "POST", path: repo + "git/blobs", body: `{"content":"aGk=","encoding":"base64"}`, want: 201, keep: "blob", field: "sha"},
		{
			by: "ada", method: "POST", path: repo + "git/trees", want: 201, keep: "tree", field: "sha",
			body: `{"base_tree":"{tree}","tree":[{"path":"b","mode":"100644","type":"blob","sha":"{blob}"},{"path":"c","mode":"100644","type":"blob","content":"c"}]}`,
		},
		{
			by: "ada", method: "POST", path: repo + "git/commits", want: 201, keep: "commit", field: "sha",
			body: `{"message":"by api","tree":"{tree}","parents":["{head}"]}`,
		},
		{by: "ada", method: "POST", path: repo + "git/refs", body: `{"ref":"refs/heads/by-api","sha":"{head}"}`, want: 201},
		{by: "ada", method: "PATCH", path: repo + "git/refs/heads/by-api", body: `{"sha":"{commit}"}`, want: 200},
		{by: "ada", method: "DELETE", path: repo + "git/refs/heads/by-api", want: 204},
	}
}

func pullSteps() []step {
	const repo, pull = "repos/ada/billing/", "repos/ada/billing/pulls/2"
	return []step{
		{by: "ada", method: "POST", path: repo + "pulls", body: `{"title":"x","head":"feature/x","base":"main","draft":true}`, want: 201},
		{by: "ada", method: "GET", path: repo + "pulls?state=open&head=ada:feature/x", want: 200},
		{by: "ada", method: "GET", path: pull, want: 200},
		{by: "ada", method: "PATCH", path: pull, body: `{"title":"y"}`, want: 200},
		{by: "ada", method: "GET", path: pull + "/files", want: 200},
		{by: "ada", method: "GET", path: pull + "/commits", want: 200},
		{by: "ada", method: "POST", path: pull + "/requested_reviewers", body: `{"reviewers":["wes"]}`, want: 201},
		{by: "ada", method: "GET", path: pull + "/requested_reviewers", want: 200},
		{by: "wes", method: "POST", path: pull + "/reviews", body: `{"body":"b"}`, want: 200, keep: "review", field: "id"},
		{by: "wes", method: "POST", path: pull + "/reviews/{review}/events", body: `{"event":"COMMENT"}`, want: 200},
		{by: "ada", method: "GET", path: pull + "/reviews", want: 200},
		{by: "ada", method: "GET", path: pull + "/reviews/{review}", want: 200},
		{
			by: "wes", method: "POST", path: pull + "/comments", want: 201, keep: "note", field: "id",
			body: `{"body":"here","commit_id":"{head}","path":"a.go","line":1,"side":"RIGHT"}`,
		},
		{by: "ada", method: "POST", path: pull + "/comments/{note}/replies", body: `{"body":"there"}`, want: 201},
		{by: "ada", method: "GET", path: pull + "/comments", want: 200, keep: "review", field: "0.pull_request_review_id"},
		{by: "ada", method: "GET", path: pull + "/reviews/{review}/comments", want: 200},
		{by: "ada", method: "GET", path: repo + "pulls/comments/{note}", want: 200},
		{by: "wes", method: "PATCH", path: repo + "pulls/comments/{note}", body: `{"body":"now"}`, want: 200},
		{by: "wes", method: "POST", path: repo + "pulls/comments/{note}/reactions", body: `{"content":"heart"}`, want: 201, keep: "reaction", field: "id"},
		{by: "wes", method: "GET", path: repo + "pulls/comments/{note}/reactions", want: 200},
		{by: "wes", method: "DELETE", path: repo + "pulls/comments/{note}/reactions/{reaction}", want: 204},
		{by: "wes", method: "DELETE", path: repo + "pulls/comments/{note}", want: 204},
	}
}

func lastSteps() []step {
	const repo, pull = "repos/ada/billing/", "repos/ada/billing/pulls/2"
	return []step{
		{
			by: "bot", method: "POST", path: repo + "check-runs", want: 201, keep: "run", field: "id",
			body: `{"name":"ci","head_sha":"{head}","output":{"title":"t","summary":"s","annotations":[{"path":"a.go","start_line":1,"end_line":1,"annotation_level":"notice","message":"m"}]}}`,
		},
		{by: "bot", method: "PATCH", path: repo + "check-runs/{run}", body: `{"status":"completed","conclusion":"success"}`, want: 200},
		{by: "bot", method: "GET", path: repo + "check-runs/{run}", want: 200, keep: "suite", field: "check_suite.id"},
		{by: "bot", method: "GET", path: repo + "check-runs/{run}/annotations", want: 200},
		{by: "bot", method: "GET", path: repo + "check-suites/{suite}", want: 200},
		{by: "bot", method: "GET", path: repo + "check-suites/{suite}/check-runs", want: 200},
		{by: "bot", method: "GET", path: repo + "commits/feature/x/check-runs", want: 200},
		{by: "bot", method: "GET", path: repo + "commits/{head}/check-suites", want: 200},
		{by: "ada", method: "PATCH", path: pull, body: map[string]any{"draft": false}, want: 200},
		{by: "ada", method: "PUT", path: pull + "/merge", body: `{"merge_method":"squash"}`, want: 200},
		{by: "ada", method: "GET", path: pull + "/merge", want: 204},
		{by: "ada", method: "GET", path: "repos/ada/billing/issues/2", want: 200},
		{by: "bot", method: "DELETE", path: "installation/token", want: 204},
	}
}

// A copy that the asker still has is not sent again.
func TestConditionalRequests(t *testing.T) {
	w := start(t)
	w.repo("billing")
	get := func(tag string) *http.Response {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.APIURL()+"/repos/ada/billing/labels", nil)
		w.check(err)
		request.Header.Set("If-None-Match", tag)
		response, err := (&http.Client{Transport: w.transport}).Do(request)
		w.check(err)
		response.Body.Close()
		return response
	}
	first := get("")
	if again := get(first.Header.Get("ETag")); first.StatusCode != 200 || again.StatusCode != http.StatusNotModified {
		t.Errorf("answers %d and %d, want 200 and 304", first.StatusCode, again.StatusCode)
	}
}
