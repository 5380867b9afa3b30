package web_test

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFormsAreOnlyOurs(t *testing.T) {
	w := start(t, nil)
	wes := w.browse("wes")
	wes.get("/ada/billing/issues/new")
	token := tokenField.FindStringSubmatch(wes.page)[1]
	other := w.browse("rea")
	other.get("/ada/billing/issues/new")
	stolen := tokenField.FindStringSubmatch(other.page)[1]
	for name, tc := range map[string]struct {
		token, origin, site string
		status              int
	}{
		"ours":             {token, w.URL(), "same-origin", http.StatusOK},
		"no origin":        {token, "", "", http.StatusOK},
		"no token":         {"", w.URL(), "same-origin", http.StatusForbidden},
		"wrong token":      {token + "x", w.URL(), "same-origin", http.StatusForbidden},
		"another's token":  {stolen, w.URL(), "same-origin", http.StatusForbidden},
		"another origin":   {token, "https://evil.example", "", http.StatusForbidden},
		"no origin at all": {token, "null", "", http.StatusForbidden},
		"another site":     {token, w.URL(), "cross-site", http.StatusForbidden},
	} {
		form := url.Values{"csrf": {tc.token}, "title": {"From " + name}, "body": {"precious words"}}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.URL()+"/ada/billing/issues", strings.NewReader(form.Encode()))
		w.check(err)
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if tc.origin != "" {
			request.Header.Set("Origin", tc.origin)
		}
		if tc.site != "" {
			request.Header.Set("Sec-Fetch-Site", tc.site)
		}
		wes.do(request)
		if wes.status != tc.status {
			t.Errorf("%s: %d", name, wes.status)
		}
		if tc.status == http.StatusForbidden {
			wes.want(tc.status, "precious words", "readonly")
			wes.lacks("Send again")
		}
	}
	wes.get("/ada/billing/issues")
	wes.want(http.StatusOK, "2 open", "From ours", "From no origin")
}

func TestRefusalsKeepTheText(t *testing.T) {
	w := start(t, nil)
	rea := w.browse("rea")
	rea.get("/ada/billing/issues/new")
	rea.post("/ada/billing/issues", "title", "", "body", "line one\r\nline <two>")
	rea.want(http.StatusUnprocessableEntity, "422 Unprocessable Entity", "title: missing field", "line one\nline &lt;two&gt;", "Send again", `action="/ada/billing/issues"`)
	rea.post("/ada/billing/issues", "title", "Now with one", "body", "line one")
	rea.want(http.StatusOK, "Now with one")
	rea.post("/ada/billing/issues/99/comments", "body", "lost?", "do", "comment")
	rea.want(http.StatusNotFound, "404 Not Found", "lost?")
	rea.post("/ada/billing/issues", "title", "Long", "body", strings.Repeat("x", 65537))
	rea.want(http.StatusUnprocessableEntity, "too long")
	rea.get("/ada/billing/issues/1")
	rea.post("/ada/billing/issues", "title", "Huge", "body", strings.Repeat("x", 2<<20))
	rea.want(http.StatusRequestEntityTooLarge, "too large")
}

func TestPermissions(t *testing.T) {
	w := start(t, nil)
	w.call("ada", http.MethodPost, "/repos/ada/billing/issues", map[string]any{"title": "Hers", "body": "text"})
	comment := w.call("ada", http.MethodPost, "/repos/ada/billing/issues/1/comments", map[string]any{"body": "hers"})
	id := strings.TrimPrefix(comment["html_url"].(string), w.URL()+"/ada/billing/issues/1#issuecomment-")
	w.push("topic", map[string]string{"new.txt": "one\n"})
	w.call("ada", http.MethodPost, "/repos/ada/billing/pulls", map[string]any{"title": "Hers too", "head": "topic", "base": "main"})
	deeds := []struct {
		path   string
		fields []string
		least  int // the least of rea, tri, wes who may do it
	}{
		{"/ada/billing/issues/1/comments", []string{"body", "x", "do", "comment"}, 0},
		{"/ada/billing/reactions", []string{"subject", "issue:1", "content", "+1"}, 0},
		{"/ada/billing/pull/2/reviews", []string{"event", "COMMENT", "body", "x"}, 0},
		{"/ada/billing/issues/1/labels", []string{"add", "goal"}, 1},
		{"/ada/billing/issues/1/state", []string{"do", "close"}, 1},
		{"/ada/billing/comments/" + id, []string{"body", "y", "do", "save"}, 2},
		{"/ada/billing/pull/2/draft", []string{"draft", "true"}, 2},
		{"/ada/billing/pull/2/draft", []string{"draft", "false"}, 2},
		{"/ada/billing/pull/2/merge", []string{"method", "merge"}, 2},
	}
	for i, name := range []string{"rea", "tri", "wes"} {
		b := w.browse(name)
		for _, deed := range deeds {
			b.get("/ada/billing/issues/1")
			b.post(deed.path, deed.fields...)
			want := http.StatusOK
			if i < deed.least {
				want = http.StatusForbidden
			}
			if b.status != want {
				t.Errorf("%s %s %v: %d, want %d", name, deed.path, deed.fields, b.status, want)
			}
		}
	}
	rea := w.browse("rea")
	rea.get("/ada/billing/issues/1")
	rea.want(http.StatusOK, `name="do" value="comment"`)
	rea.lacks(`name="add"`, `value="close"`, `action="/ada/billing/comments/`+id)
	nobody := w.browse("")
	nobody.get("/ada/billing/issues/1")
	nobody.want(http.StatusOK, "Sign in</a> to comment")
	nobody.lacks("<textarea")
}

func TestSecretRepository(t *testing.T) {
	w := start(t, nil)
	w.call("ada", http.MethodPatch, "/repos/ada/billing", map[string]any{"private": true})
	w.call("ada", http.MethodPut, "/repos/ada/billing/collaborators/wes", map[string]any{"permission": "push"})
	nobody, wes := w.browse(""), w.browse("wes")
	for _, path := range []string{"", "/issues", "/pulls", "/raw/main/README.md", "/blob/main/README.md", "/commits"} {
		nobody.get("/ada/billing" + path)
		nobody.want(http.StatusNotFound, "Sign in")
		wes.get("/ada/billing" + path)
		wes.want(http.StatusOK)
	}
	nobody.get("/")
	nobody.lacks("billing")
}

// nasty is a text with everything that could break out of where it is shown.
const nasty = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`

// checkPage refuses a page with anything that could run.
func (b *browser) checkPage() {
	b.Helper()
	b.lacks("<script", "<img src=x", `"'><`, `href="javascript:`)
}

func TestNastyWordsAreOnlyShown(t *testing.T) {
	branch, file := `a"><script>alert(1)<`, `d/<script>alert("1")'.txt`
	files := fstest.MapFS{"README.md": {Data: []byte("# x\n" + nasty)}, "d/" + file: {Data: []byte(nasty)}, `q?a#b%41.txt`: {Data: []byte("found")}}
	w := start(t, files)
	w.push(branch, map[string]string{file: nasty + "\n"})
	w.call("ada", http.MethodPost, "/repos/ada/billing/issues", map[string]any{"title": nasty, "body": nasty + "\n\n[x](javascript:alert(1))"})
	w.call("ada", http.MethodPost, "/repos/ada/billing/issues/1/comments", map[string]any{"body": nasty})
	w.call("ada", http.MethodPost, "/repos/ada/billing/pulls", map[string]any{"title": nasty, "head": branch, "base": "main", "body": nasty})
	w.call("wes", http.MethodPost, "/repos/ada/billing/pulls/2/reviews", map[string]any{
		"event": "COMMENT", "body": nasty, "comments": []map[string]any{{"path": file, "line": 1, "side": "RIGHT", "body": nasty}},
	})
	head := w.git(w.bare(), "rev-parse", "refs/pull/2/head")
	run := w.callAsApp("/repos/ada/billing/check-runs", map[string]any{
		"name": nasty, "head_sha": head, "status": "completed", "conclusion": "success",
		"output": map[string]any{"title": nasty, "summary": nasty, "text": nasty},
	})
	wes := w.browse("wes")
	wes.get("/ada/billing/issues/1")
	wes.post("/ada/billing/issues/1/labels", "add", nasty[:50])
	wes.want(http.StatusOK)
	wes.checkPage()
	wes.post("/ada/billing/issues/1/edit", "title", nasty+"!")
	wes.checkPage()
	wes.post("/ada/billing/issues", "title", "", "body", nasty)
	wes.want(http.StatusUnprocessableEntity)
	wes.checkPage()
	escaped := (&url.URL{Path: branch}).EscapedPath()
	for _, path := range []string{
		"/", "/ada", "/ada/billing", "/ada/billing/issues", "/ada/billing/pulls", "/ada/billing/pull/2", "/ada/billing/pull/2/files",
		"/ada/billing/pull/2/files?path=" + url.QueryEscape(file) + "&line=1&side=RIGHT", "/ada/billing/pull/2/commits",
		"/ada/billing/tree/" + escaped, "/ada/billing/blob/" + escaped + "/" + (&url.URL{Path: file}).EscapedPath(),
		"/ada/billing/commits/" + escaped, fmt.Sprintf("/ada/billing/runs/%.0f", run["id"]), "/ada/billing/commit/" + head, "/ada/billing/issues/new?title=" + url.QueryEscape(nasty),
		"/login?to=" + url.QueryEscape(nasty), "/login?to=" + url.QueryEscape("javascript:alert(1)"),
	} {
		wes.get(path)
		wes.want(http.StatusOK)
		wes.checkPage()
	}
	wes.get("/ada/" + url.PathEscape(nasty))
	wes.want(http.StatusNotFound)
	wes.checkPage()
	wes.get("/ada/billing")
	wes.want(http.StatusOK, `href="/ada/billing/blob/main/q%3Fa%23b%2541.txt"`)
	wes.get("/ada/billing/blob/main/q%3Fa%23b%2541.txt")
	wes.want(http.StatusOK, "found")
}

func TestHeaders(t *testing.T) {
	w := start(t, nil)
	for _, path := range []string{"/", "/login", "/ada/billing", "/ada/billing/raw/main/README.md", "/nowhere/at/all", "/assets/hub.css"} {
		response, err := (&http.Client{Transport: w.transport}).Get(w.URL() + path)
		w.check(err)
		w.check(response.Body.Close())
		policy := response.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'self'") && !strings.HasPrefix(policy, "default-src 'none'") ||
			strings.Contains(policy, "unsafe") || response.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, response.Header)
		}
	}
}

func TestLogin(t *testing.T) {
	w := start(t, nil)
	b := w.browse("")
	b.get("/ada/billing/issues/new")
	b.want(http.StatusOK, "Continue as wes")
	if b.at.Path != "/login" || b.at.Query().Get("to") != "/ada/billing/issues/new" {
		t.Errorf("sent to %s", b.at)
	}
	b.post("/login", "token", "ghp_wrong", "to", "/ada/billing")
	b.want(http.StatusUnauthorized, "Bad credentials")
	b.lacks("ghp_wrong")
	b.get("/login")
	for _, to := range []string{"https://evil.example/", "//evil.example/", `/\evil.example/`, ""} {
		b.post("/login", "token", w.token("wes"), "to", to)
		b.want(http.StatusOK, "Sign out")
		if b.at.Host != strings.TrimPrefix(w.URL(), "http://") || b.at.Path != "/" {
			t.Errorf("%q leads to %s", to, b.at)
		}
	}
	b.post("/logout")
	b.want(http.StatusOK, "Sign in")
	b.get("/login")
	id := between(t, b.page, `name="user" value="`, `">Continue as rea`)
	b.post("/login", "user", id, "to", "/ada/billing")
	b.want(http.StatusOK, `alt=""> rea</a>`)
	if b.at.Path != "/ada/billing" {
		t.Errorf("went to %s", b.at)
	}
}

// TestNobodyActsForOthersFromAfar tries to choose somebody from where that is not offered.
func TestNobodyActsForOthersFromAfar(t *testing.T) {
	w := start(t, nil)
	near := w.browse("")
	near.get("/login")
	ids := between(t, near.page, `name="user" value="`, `">Continue as ada`)
	for name, header := range map[string][2]string{
		"by another name":   {"Host", "hub.example.com"},
		"through a proxy":   {"X-Forwarded-For", "203.0.113.7"},
		"by a rebound name": {"Host", "127.0.0.1.evil.example"},
	} {
		jar, err := cookiejar.New(nil)
		w.check(err)
		b := &browser{world: w, client: http.Client{Jar: jar, Transport: w.transport}}
		visit := func(method string, form url.Values) {
			request, err := http.NewRequestWithContext(t.Context(), method, w.URL()+"/login", strings.NewReader(form.Encode()))
			w.check(err)
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			request.Header.Set(header[0], header[1])
			if header[0] == "Host" {
				request.Host = header[1]
			}
			b.do(request)
		}
		visit(http.MethodGet, nil)
		b.want(http.StatusOK, "Personal access token")
		b.lacks("Continue as")
		visit(http.MethodPost, url.Values{"csrf": {tokenField.FindStringSubmatch(b.page)[1]}, "user": {ids}})
		if b.status != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, b.status)
		}
	}
}

// between is what stands before the end mark, from the last start mark before it.
func between(t *testing.T, text, from, to string) string {
	t.Helper()
	end := strings.Index(text, to)
	if end < 0 {
		t.Fatalf("no %q in %s", to, text)
	}
	start := strings.LastIndex(text[:end], from)
	return text[start+len(from) : end]
}
