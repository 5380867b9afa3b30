package hub_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

// call is one request of the permission table, on the repository ada/billing.
type call struct {
	method, path string
	body         any
	need         string // permission of an installation token: NAME:LEVEL, alternatives separated by |
	role         string // the least role of a person
}

// TestPermissions asks each call with every permission alone, at its level and below, and as every person.
func TestPermissions(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx := t.Context()
	_, _, err := w.as("ada").Issues.Create(ctx, "ada", "billing", &github.IssueRequest{Title: github.String("x")})
	w.check(err)
	comment, _, err := w.as("ada").Issues.CreateComment(ctx, "ada", "billing", 1, &github.IssueComment{Body: github.String("x")})
	w.check(err)
	dir := w.clone("billing", "")
	pull := w.propose(dir, "change", "a.go", "package a\n", "", w.as("ada"))
	head := pull.GetHead().GetSHA()
	note := "issues/comments/" + github.Stringify(comment.GetID())

	for _, c := range []call{
		{"GET", "", nil, "metadata:read", "read"},
		{"GET", "collaborators/wes/permission", nil, "metadata:read", "read"},
		{"GET", "contents/README.md", nil, "contents:read", "read"},
		{"GET", "branches", nil, "contents:read", "read"},
		{"GET", "commits", nil, "contents:read", "read"},
		{"GET", "compare/main...change", nil, "contents:read", "read"},
		{"GET", "git/ref/heads/main", nil, "contents:read", "read"},
		{"POST", "git/blobs", map[string]any{"content": "x"}, "contents:write", "write"},
		{"PATCH", "git/refs/heads/change", map[string]any{"sha": head}, "contents:write", "write"},
		{"PUT", "pulls/2/merge", map[string]any{"sha": strings.Repeat("1", 40)}, "contents:write", "write"},
		{"GET", "issues", nil, "issues:read", "read"},
		{"GET", "issues/1", nil, "issues:read", "read"},
		{"GET", "issues/1/comments", nil, "issues:read", "read"},
		{"GET", "issues/1/timeline", nil, "issues:read", "read"},
		{"GET", "labels", nil, "issues:read", "read"},
		{"POST", "issues/1/comments", map[string]any{"body": "x"}, "issues:write", "read"},
		{"POST", "issues/1/reactions", map[string]any{"content": "eyes"}, "issues:write", "read"},
		{"POST", note + "/reactions", map[string]any{"content": "eyes"}, "issues:write", "read"},
		{"PATCH", "issues/1", map[string]any{"state": "open"}, "issues:write", "triage"},
		{"PUT", "issues/1/labels", map[string]any{"labels": []string{"bug"}}, "issues:write", "triage"},
		{"PATCH", note, map[string]any{"body": "y"}, "issues:write", "write"},
		{"PATCH", "labels/question", map[string]any{"color": "ffffff"}, "issues:write", "write"},
		{"GET", "issues/2/comments", nil, "issues:read|pull_requests:read", "read"},
		{"POST", "issues/2/comments", map[string]any{"body": "x"}, "issues:write|pull_requests:write", "read"},
		{"PUT", "issues/2/labels", []string{"bug"}, "issues:write|pull_requests:write", "triage"},
		{"GET", "pulls", nil, "pull_requests:read", "read"},
		{"GET", "pulls/2/files", nil, "pull_requests:read", "read"},
		{"GET", "pulls/2/reviews", nil, "pull_requests:read", "read"},
		{"POST", "pulls/2/reviews", map[string]any{"event": "COMMENT", "body": "x"}, "pull_requests:write", "read"},
		{"PATCH", "pulls/2", map[string]any{"title": "y"}, "pull_requests:write", "write"},
		{"GET", "commits/change/check-runs", nil, "checks:read", "read"},
		{"POST", "check-runs", map[string]any{"name": "x", "head_sha": head}, "checks:write", "app"},
		{"GET", "commits/change/status", nil, "statuses:read", "read"},
		{"POST", "statuses/" + head, map[string]any{"state": "success"}, "statuses:write", "write"},
		{"PUT", "collaborators/wes", map[string]any{"permission": "push"}, "administration:write", "admin"},
	} {
		w.checkTokens(ctx, c)
		w.checkPeople(ctx, c)
	}
}

// grants is what the App has, one permission at a level each.
func grants() map[string][]string {
	return map[string][]string{
		"contents": {"read", "write"}, "issues": {"read", "write"}, "pull_requests": {"read", "write"},
		"checks": {"read", "write"}, "metadata": {"read"}, "statuses": {"read"},
	}
}

func (w *world) checkTokens(ctx context.Context, c call) {
	w.Helper()
	for name, levels := range grants() {
		for _, level := range levels {
			want := c.need == "metadata:read"
			for need := range strings.SplitSeq(c.need, "|") {
				want = want || need == name+":"+level || need == name+":read" && level == "write"
			}
			got := w.ask(ctx, w.mintOnly(ctx, name, level), c)
			if want == (got == http.StatusForbidden) || got == http.StatusNotFound || got >= 500 {
				w.Errorf("%s %s with %s:%s: %d, want allowed %v", c.method, c.path, name, level, got, want)
			}
		}
	}
}

func (w *world) checkPeople(ctx context.Context, c call) {
	w.Helper()
	rank := map[string]int{"read": 1, "triage": 2, "write": 3, "maintain": 4, "admin": 5, "app": 6}
	for _, u := range users() {
		if u.Permission == "none" {
			continue // on a public repository a stranger reads like everybody
		}
		want := rank[u.Permission] >= rank[c.role]
		got := w.ask(ctx, w.token(u.Name), c)
		if want == (got == http.StatusForbidden) || got == http.StatusNotFound || got >= 500 {
			w.Errorf("%s %s by %s: %d, want allowed %v", c.method, c.path, u.Permission, got, want)
		}
	}
}

// mintOnly is a token with one permission; they are kept, for the table needs the same few.
func (w *world) mintOnly(ctx context.Context, name, level string) string {
	w.Helper()
	if token, ok := w.minted[name+level]; ok {
		return token
	}
	installation, _, err := w.asApp().Apps.FindUserInstallation(ctx, "ada")
	w.check(err)
	request, err := w.asApp().NewRequest(http.MethodPost, "app/installations/"+github.Stringify(installation.GetID())+"/access_tokens",
		map[string]any{"permissions": map[string]string{name: level}})
	w.check(err)
	var token github.InstallationToken
	_, err = w.asApp().Do(ctx, request, &token)
	w.check(err)
	w.minted[name+level] = token.GetToken()
	return token.GetToken()
}

func (w *world) ask(ctx context.Context, token string, c call) int {
	w.Helper()
	client := w.client(&http.Client{Transport: w.transport}, token)
	request, err := client.NewRequest(c.method, strings.TrimSuffix("repos/ada/billing/"+c.path, "/"), c.body)
	w.check(err)
	response, err := client.BareDo(ctx, request)
	if response == nil {
		w.check(err)
	}
	response.Body.Close()
	return response.StatusCode
}

func TestCollaborators(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, bot := t.Context(), w.asInstallation(nil)
	for login, want := range map[string][2]string{
		"ada": {"admin", "admin"}, "mia": {"write", "maintain"}, "wes": {"write", "write"},
		"tri": {"read", "triage"}, "rea": {"read", "read"}, "non": {"none", "none"}, "goalkeeper[bot]": {"none", "none"},
	} {
		level, _, err := bot.Repositories.GetPermissionLevel(ctx, "ada", "billing", login)
		w.check(err)
		if level.GetPermission() != want[0] || level.GetUser().GetRoleName() != want[1] {
			t.Errorf("%s has %s, role %s, want %v", login, level.GetPermission(), level.GetUser().GetRoleName(), want)
		}
	}
	if _, _, err := bot.Repositories.GetPermissionLevel(ctx, "ada", "billing", "nobody"); status(err) != 404 {
		t.Errorf("unknown person: %v, want 404", err)
	}
	_, _, err := w.as("ada").Repositories.AddCollaborator(ctx, "ada", "billing", "rea", &github.RepositoryAddCollaboratorOptions{Permission: "push"})
	w.check(err)
	level, _, err := bot.Repositories.GetPermissionLevel(ctx, "ada", "billing", "rea")
	w.check(err)
	if level.GetPermission() != "write" {
		t.Errorf("rea has %s after being made a writer", level.GetPermission())
	}
	_, err = w.as("ada").Repositories.RemoveCollaborator(ctx, "ada", "billing", "rea")
	w.check(err)
	list, _, err := bot.Repositories.ListCollaborators(ctx, "ada", "billing", nil)
	w.check(err)
	if len(list) != 4 {
		t.Errorf("%d collaborators, want 4", len(list))
	}
}
