package web_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
)

func TestCode(t *testing.T) {
	w := start(t, fstest.MapFS{
		"README.md":     {Data: []byte("# Billing\n\nSee [the plan](docs/plan.md).\n")},
		"docs/plan.md":  {Data: []byte("*Plan*\n")},
		"app/main.go":   {Data: []byte("package app\n\nfunc A() {}\n")},
		"logo.bin":      {Data: []byte{0, 1, 2}},
		"big.txt":       {Data: []byte(strings.Repeat("x", 1<<20+1))},
		".github/a.txt": {Data: []byte("a")},
	})
	w.push("feature/one", map[string]string{"app/main.go": "package app\n\nfunc B() {}\n"})
	b := w.browse("")
	for _, tc := range []struct {
		path   string
		status int
		texts  []string
	}{
		{"/", 200, []string{"ada/billing", "0 open issues"}},
		{"/ada", 200, []string{"ada/billing"}},
		{"/apps/goalkeeper", 200, []string{"goalkeeper[bot]"}},
		{"/ada/billing", 200, []string{"<h1>Billing</h1>", `href="/ada/billing/blob/main/docs/plan.md"`, `href="/ada/billing/tree/main/app"`}},
		{"/ada/billing.git", 200, []string{"<h1>Billing</h1>"}},
		{"/ada/billing/tree/main/app", 200, []string{`href="/ada/billing/blob/main/app/main.go"`}},
		{"/ada/billing/tree/feature/one/app", 200, []string{`href="/ada/billing/blob/feature/one/app/main.go"`}},
		{"/ada/billing/blob/feature%2Fone/app/main.go", 200, []string{`<span class="nf">B</span>`, `id="L3"`}},
		{"/ada/billing/blob/main/docs/plan.md", 200, []string{"<em>Plan</em>"}},
		{"/ada/billing/blob/main/docs/plan.md?plain=1", 200, []string{"*Plan*"}},
		{"/ada/billing/blob/main/logo.bin", 200, []string{"not text"}},
		{"/ada/billing/blob/main/big.txt", 200, []string{"too large"}},
		{"/ada/billing/raw/main/app/main.go", 200, []string{"package app\n\nfunc A() {}\n"}},
		{"/ada/billing/commits", 200, []string{"Initial commit"}},
		{"/ada/billing/commits/feature/one", 200, []string{"change things", "Initial commit"}},
		{"/ada/billing/commit/main", 200, []string{"Initial commit", "docs/plan.md", "row-added"}},
		{"/ada/billing/commit/feature%2Fone", 200, []string{"row-removed", "func B() {}"}},
		{"/assets/hub.css", 200, []string{"--paper"}},
		{"/ada/billing/tree/main/none", 404, nil},
		{"/ada/billing/blob/main/app", 404, nil},
		{"/ada/billing/blob/none/README.md", 404, nil},
		{"/ada/billing/blob/main/..%2f..%2fx", 404, nil},
		{"/ada/billing/blob/--help/x", 404, nil},
		{"/ada/billing/commits/--all", 404, nil},
		{"/ada/billing/commit/0000000", 404, nil},
		{"/ada/billing/issues/1", 404, nil},
		{"/ada/billing/issues/x", 404, nil},
		{"/ada/billing/pull/1/files", 404, nil},
		{"/ada/none", 404, nil},
		{"/none", 404, nil},
		{"/apps/none", 404, nil},
		{"/avatars/1", 404, nil},
	} {
		b.get(tc.path)
		b.want(tc.status, tc.texts...)
	}
}

func TestEmptyRepository(t *testing.T) {
	w := start(t, nil)
	w.call("ada", http.MethodPost, "/user/repos", map[string]any{"name": "empty"})
	b := w.browse("wes")
	b.get("/ada/empty")
	b.want(http.StatusOK, "Nothing has been pushed to main yet")
	b.get("/ada/empty/issues/new")
	b.want(http.StatusOK, "Open issue")
	b.get("/ada/empty/commits")
	b.want(http.StatusNotFound)
}

const form = `name: Goal
description: Something to be done
title: "[goal] "
labels: [goal]
body:
  - type: markdown
    attributes: {value: "Read **this** <script>first</script>."}
  - type: textarea
    attributes: {label: Outcome, description: "What is *true* afterwards", value: "first\n"}
    validations: {required: true}
  - type: dropdown
    attributes: {label: Kind, options: [fix, migration]}
  - type: checkboxes
    attributes: {label: Promises, options: [{label: I have a test, required: true}]}
`

func TestIssueForms(t *testing.T) {
	w := start(t, fstest.MapFS{
		".github/ISSUE_TEMPLATE/goal.yml":   {Data: []byte(form)},
		".github/ISSUE_TEMPLATE/broken.yml": {Data: []byte("name: [")},
		".github/ISSUE_TEMPLATE/config.yml": {Data: []byte("blank_issues_enabled: true")},
	})
	wes := w.browse("wes")
	wes.get("/ada/billing/issues/new")
	wes.want(http.StatusOK, "Something to be done", `href="?template=goal.yml"`, "blank issue")
	wes.lacks("broken", "config.yml")
	wes.get("/ada/billing/issues/new?template=goal.yml")
	wes.want(http.StatusOK, "<strong>this</strong>", "<em>true</em>", `value="[goal] "`, "first\n</textarea>", `<option value="1">migration</option>`)
	wes.lacks("<script")
	wes.post("/ada/billing/issues", "template", "goal.yml", "title", "[goal] Move", "field1", "kept words", "field2", "1")
	wes.want(http.StatusUnprocessableEntity, "Please fill in: I have a test", "kept words", `name="template" value="goal.yml"`, `name="field2"`)
	wes.post("/ada/billing/issues", "template", "goal.yml", "title", "[goal] Move", "field1", "done", "field2", "1", "field3", "0")
	wes.want(http.StatusOK, "<h3>Outcome</h3>", "migration")
	opened := w.next("issues", "opened")
	if want := "### Outcome\n\ndone\n\n### Kind\n\nmigration\n\n### Promises\n\n- [x] I have a test"; opened.Issue.Body != want {
		t.Errorf("body %q", opened.Issue.Body)
	}
	if labeled := w.next("issues", "labeled"); labeled.Label.Name != "goal" {
		t.Errorf("labeled %+v", labeled)
	}
	wes.get("/ada/billing/issues/new?template=blank")
	wes.want(http.StatusOK, `name="body"`)
	wes.get("/ada/billing/issues/new?template=none.yml")
	wes.want(http.StatusNotFound)
}

func TestTokensReadLinksOfAnswers(t *testing.T) {
	w := start(t, nil)
	w.call("ada", http.MethodPatch, "/repos/ada/billing", map[string]any{"private": true})
	readme := w.call("ada", http.MethodGet, "/repos/ada/billing/contents/README.md", nil)
	for token, want := range map[string]int{w.token("ada"): http.StatusOK, "ghp_wrong": http.StatusUnauthorized} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, readme["download_url"].(string), nil)
		w.check(err)
		request.Header.Set("Authorization", "Bearer "+token)
		b := w.browse("")
		b.do(request)
		b.want(want)
	}
}
