package hub_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v60/github"
)

func TestAppAuthentication(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, app := t.Context(), w.asApp()
	self, _, err := app.Apps.Get(ctx, "")
	w.check(err)
	if self.GetID() != w.App().ID || self.GetSlug() != "goalkeeper" || self.GetPermissions().GetIssues() != "write" {
		t.Errorf("app %v", self)
	}
	found, _, err := app.Apps.FindRepositoryInstallation(ctx, "ada", "billing")
	w.check(err)
	all, _, err := app.Apps.ListInstallations(ctx, nil)
	w.check(err)
	if len(all) != 1 || all[0].GetID() != found.GetID() || found.GetAccount().GetLogin() != "ada" {
		t.Errorf("installations %v", all)
	}

	transport, err := ghinstallation.NewKeyFromFile(w.transport, w.App().ID, found.GetID(), w.App().PrivateKeyFile)
	w.check(err)
	transport.BaseURL = w.APIURL()
	installed := w.client(&http.Client{Transport: transport}, "")
	repos, _, err := installed.Apps.ListRepos(ctx, nil)
	w.check(err)
	if repos.GetTotalCount() != 1 || repos.Repositories[0].GetFullName() != "ada/billing" {
		t.Errorf("repositories %v", repos)
	}
	bot, _, err := installed.Users.Get(ctx, "goalkeeper[bot]")
	w.check(err)
	if bot.GetType() != "Bot" || bot.GetID() == self.GetID() {
		t.Errorf("bot %v", bot)
	}
	info, err := os.Stat(w.App().PrivateKeyFile)
	w.check(err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("private key has mode %v", info.Mode())
	}
}

func TestJWTsAreChecked(t *testing.T) {
	w := start(t)
	text, err := os.ReadFile(w.App().PrivateKeyFile)
	w.check(err)
	block, _ := pem.Decode(text)
	key, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	w.check(err)
	now := time.Now()
	sign := func(issuer any, issued, expires time.Time, algorithm string) string {
		header, err := json.Marshal(map[string]string{"alg": algorithm, "typ": "JWT"})
		w.check(err)
		claims, err := json.Marshal(map[string]any{"iss": issuer, "iat": issued.Unix(), "exp": expires.Unix()})
		w.check(err)
		signed := base64.RawURLEncoding.EncodeToString(header) + "." + base64.RawURLEncoding.EncodeToString(claims)
		digest := sha256.Sum256([]byte(signed))
		signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
		w.check(err)
		return signed + "." + base64.RawURLEncoding.EncodeToString(signature)
	}
	good := sign(w.App().ID, now, now.Add(9*time.Minute), "RS256")
	for _, test := range []struct {
		name, token string
		want        int
	}{
		{"good", good, 200},
		{"issuer as text", sign(github.Stringify(w.App().ID), now, now.Add(time.Minute), "RS256"), 200},
		{"another issuer", sign(1, now, now.Add(time.Minute), "RS256"), 401},
		{"expired", sign(w.App().ID, now.Add(-time.Hour), now.Add(-time.Second), "RS256"), 401},
		{"too long", sign(w.App().ID, now, now.Add(11*time.Minute), "RS256"), 401},
		{"from the future", sign(w.App().ID, now.Add(5*time.Minute), now.Add(8*time.Minute), "RS256"), 401},
		{"another algorithm", sign(w.App().ID, now, now.Add(time.Minute), "HS256"), 401},
		{"broken signature", good[:len(good)-8] + "AAAAAAAA", 401},
		{"a user's token", w.token("ada"), 401},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.APIURL()+"/app", nil)
		w.check(err)
		request.Header.Set("Authorization", "Bearer "+test.token)
		response, err := (&http.Client{Transport: w.transport}).Do(request)
		w.check(err)
		var body struct{ Message, Documentation_url string }
		w.check(json.NewDecoder(response.Body).Decode(&body))
		response.Body.Close()
		if response.StatusCode != test.want || test.want != 200 && (body.Message == "" || body.Documentation_url == "") {
			t.Errorf("%s: %d %v, want %d", test.name, response.StatusCode, body, test.want)
		}
	}
}

func TestInstallationTokens(t *testing.T) {
	w := start(t)
	w.repo("billing")
	w.repo("other")
	ctx := t.Context()
	token := w.mint(&github.InstallationTokenOptions{Repositories: []string{"billing"}})
	if !strings.HasPrefix(token, "ghs_") || len(token) < 300 || strings.Count(token, ".") != 2 {
		t.Errorf("token %q", token)
	}
	narrow := w.client(&http.Client{Transport: w.transport}, token)
	if _, _, err := narrow.Repositories.Get(ctx, "ada", "billing"); err != nil {
		t.Errorf("own repository: %v", err)
	}
	if _, _, err := narrow.Repositories.Get(ctx, "ada", "other"); status(err) != 404 {
		t.Errorf("other repository: %v, want 404", err)
	}
	_, err := narrow.Apps.RevokeInstallationToken(ctx)
	w.check(err)
	if _, _, err := narrow.Repositories.Get(ctx, "ada", "billing"); status(err) != 401 {
		t.Errorf("revoked token: %v, want 401", err)
	}
	installation, _, err := w.asApp().Apps.FindUserInstallation(ctx, "ada")
	w.check(err)
	for name, options := range map[string]*github.InstallationTokenOptions{
		"permission not granted": {Permissions: &github.InstallationPermissions{Workflows: github.String("write")}},
		"unknown repository":     {Repositories: []string{"nothing"}},
	} {
		if _, _, err := w.asApp().Apps.CreateInstallationToken(ctx, installation.GetID(), options); status(err) != 422 {
			t.Errorf("%s: %v, want 422", name, err)
		}
	}
}

func TestRedelivery(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, app := t.Context(), w.asApp()
	_, _, err := w.as("ada").Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Title: github.String("x")})
	w.check(err)
	_, first := next(w, func(e *github.IssuesEvent) bool { return e.GetAction() == "opened" })
	_, _, err = w.as("ada").Issues.CreateComment(ctx, "ada", "billing", 1, &github.IssueComment{Body: github.String("x")})
	w.check(err)
	next(w, func(*github.IssueCommentEvent) bool { return true }) // by then the first is in the log

	list, response, err := app.Apps.ListHookDeliveries(ctx, &github.ListCursorOptions{PerPage: 2})
	w.check(err)
	if response.Cursor == "" || len(list) != 2 {
		t.Errorf("first page %v, cursor %q", list, response.Cursor)
	}
	list, _, err = app.Apps.ListHookDeliveries(ctx, &github.ListCursorOptions{PerPage: 100})
	w.check(err)
	var id int64
	for _, d := range list {
		if d.GetGUID() == first.header.Get("X-GitHub-Delivery") {
			id = d.GetID()
		}
	}
	detail, _, err := app.Apps.GetHookDelivery(ctx, id)
	w.check(err)
	if detail.GetStatus() != "OK" || detail.GetStatusCode() != 200 || string(*detail.Response.RawPayload) != `"stored"` {
		t.Errorf("delivery %v", detail)
	}
	if detail.Request.Headers["X-Hub-Signature-256"] != first.header.Get("X-Hub-Signature-256") || string(*detail.Request.RawPayload) != string(first.body) {
		t.Errorf("request %v", detail.Request)
	}
	_, _, err = app.Apps.RedeliverHookDelivery(ctx, id)
	if accepted := new(github.AcceptedError); !errors.As(err, &accepted) {
		t.Fatalf("redeliver: %v, want 202", err)
	}
	_, again := next(w, func(e *github.IssuesEvent) bool { return e.GetAction() == "opened" })
	if again.header.Get("X-GitHub-Delivery") != first.header.Get("X-GitHub-Delivery") || string(again.body) != string(first.body) {
		t.Error("redelivery differs from the delivery")
	}
}

func TestRestartKeepsEverything(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx := t.Context()
	issue, _, err := w.as("ada").Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Title: github.String("x"), Labels: &[]string{"goal"}})
	w.check(err)
	token, users, app := w.mint(nil), w.Users(), w.App()
	w.stop()
	w.open()
	if app != w.App() || users[1] != w.Users()[1] {
		t.Errorf("app %v and user %v after restart, want %v and %v", w.App(), w.Users()[1], app, users[1])
	}
	again, _, err := w.client(&http.Client{Transport: w.transport}, token).Issues.Get(ctx, "ada", "billing", 1)
	w.check(err)
	if again.GetID() != issue.GetID() || len(again.Labels) != 1 {
		t.Errorf("issue %v after restart, want %v", again, issue)
	}
	w.clone("billing", w.token("wes"))
	next2, _, err := w.as("wes").Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Title: github.String("y")})
	w.check(err)
	if next2.GetNumber() != 2 || next2.GetID() <= issue.GetID() {
		t.Errorf("next issue %v", next2)
	}
}
