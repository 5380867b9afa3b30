package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/bradleyfalzon/ghinstallation/v2"
	gh "github.com/google/go-github/v60/github"
)

// as is what a person has at hand: GitHub with their own token.
func (w *world) as(name string) *gh.Client {
	w.Helper()
	token, known := w.site.tokens[name]
	if !known {
		w.Fatalf("nobody is called %s", name)
	}
	c, err := gh.NewClient(nil).WithAuthToken(token).WithEnterpriseURLs(w.site.api, w.site.api)
	w.check(err)
	return c
}

// open opens an issue and returns its number.
func (w *world) open(who, title, body string) int {
	w.Helper()
	issue, _, err := w.as(who).Issues.Create(w.ctx, w.owner, repository, &gh.IssueRequest{Title: &title, Body: &body})
	w.check(err)
	return issue.GetNumber()
}

func (w *world) label(who string, names ...string) {
	w.Helper()
	if len(names) == 0 {
		names = []string{"goal"}
	}
	_, _, err := w.as(who).Issues.AddLabelsToIssue(w.ctx, w.owner, repository, w.issue, names)
	w.check(err)
}

func (w *world) unlabel(who string) {
	w.Helper()
	_, err := w.as(who).Issues.RemoveLabelForIssue(w.ctx, w.owner, repository, w.issue, "goal")
	w.check(err)
}

// comment writes on the issue and returns the comment's id.
func (w *world) comment(who, text string) int64 {
	w.Helper()
	c, _, err := w.as(who).Issues.CreateComment(w.ctx, w.owner, repository, w.issue, &gh.IssueComment{Body: &text})
	w.check(err)
	return c.GetID()
}

func (w *world) edit(who, body string) {
	w.Helper()
	_, _, err := w.as(who).Issues.Edit(w.ctx, w.owner, repository, w.issue, &gh.IssueRequest{Body: &body})
	w.check(err)
}

func (w *world) closeIssue(who string) {
	w.Helper()
	state := "closed"
	_, _, err := w.as(who).Issues.Edit(w.ctx, w.owner, repository, w.issue, &gh.IssueRequest{State: &state})
	w.check(err)
}

func (w *world) review(who string, number int, event, body string) {
	w.Helper()
	_, _, err := w.as(who).PullRequests.CreateReview(w.ctx, w.owner, repository, number, &gh.PullRequestReviewRequest{Event: &event, Body: &body})
	w.check(err)
}

func (w *world) merge(who string, number int) {
	w.Helper()
	_, _, err := w.as(who).PullRequests.Merge(w.ctx, w.owner, repository, number, "", nil)
	w.check(err)
}

// asApp is what the App itself may ask.
func (w *world) asApp() *gh.Client {
	w.Helper()
	transport, err := ghinstallation.NewAppsTransportKeyFromFile(http.DefaultTransport, w.site.app.ID, w.site.app.PrivateKeyFile)
	w.check(err)
	transport.BaseURL = w.site.api
	c, err := gh.NewClient(&http.Client{Transport: transport}).WithEnterpriseURLs(w.site.api, w.site.api)
	w.check(err)
	return c
}

// comments are those on the issue, oldest first.
func (w *world) comments() []*gh.IssueComment {
	w.Helper()
	all, _, err := w.as(maintainer).Issues.ListComments(w.ctx, w.owner, repository, w.issue, &gh.IssueListCommentsOptions{ListOptions: gh.ListOptions{PerPage: 100}})
	w.check(err)
	return all
}

// marked are the texts of our own comments of one kind.
func (w *world) marked(kind string) []string {
	w.Helper()
	var out []string
	for _, c := range w.comments() {
		if c.GetUser().GetType() == "Bot" && strings.Contains(c.GetBody(), " kind="+kind+" ") {
			out = append(out, c.GetBody())
		}
	}
	return out
}

// goalComment is the newest one, empty while there is none.
func (w *world) goalComment() string {
	w.Helper()
	all := w.marked("goal")
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// reactions to a comment, by content, from the App.
func (w *world) reactions(comment int64) []string {
	w.Helper()
	all, _, err := w.as(maintainer).Reactions.ListIssueCommentReactions(w.ctx, w.owner, repository, comment, nil)
	w.check(err)
	var out []string
	for _, r := range all {
		if r.GetUser().GetType() == "Bot" {
			out = append(out, r.GetContent())
		}
	}
	return out
}

// pulls are all pull requests, open or not.
func (w *world) pulls() []*gh.PullRequest {
	w.Helper()
	all, _, err := w.as(maintainer).PullRequests.List(w.ctx, w.owner, repository, &gh.PullRequestListOptions{State: "all"})
	w.check(err)
	return all
}

// file reads a file at a branch or commit.
func (w *world) file(ref, path string) string {
	w.Helper()
	c, _, _, err := w.as(maintainer).Repositories.GetContents(w.ctx, w.owner, repository, path, &gh.RepositoryContentGetOptions{Ref: ref})
	w.check(err)
	text, err := c.GetContent()
	w.check(err)
	return text
}

// get asks the server.
func (w *world) get(path string) (status int) {
	w.Helper()
	req, err := http.NewRequestWithContext(context.WithoutCancel(w.ctx), http.MethodGet, strings.TrimSuffix(w.hook, "/api/github/hook")+path, nil)
	w.check(err)
	resp, err := http.DefaultClient.Do(req)
	w.check(err)
	defer resp.Body.Close()
	return resp.StatusCode
}

// clone lets somebody change the repository with git, as the maintainer.
func (w *world) clone(change func(dir string, git func(...string))) {
	w.Helper()
	dir := w.TempDir()
	git := func(args ...string) {
		w.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = []string{
			"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0",
			"GIT_AUTHOR_NAME=Ann", "GIT_AUTHOR_EMAIL=ann@example.com", "GIT_COMMITTER_NAME=Ann", "GIT_COMMITTER_EMAIL=ann@example.com",
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			w.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	git("clone", "-q", strings.Replace(w.site.url, "://", "://x-access-token:"+w.site.tokens[maintainer]+"@", 1)+"/"+w.owner+"/"+repository+".git", ".")
	change(dir, git)
}

// secrets are what nobody but the server may ever see.
func (w *world) secrets() map[string]string {
	w.Helper()
	key, err := os.ReadFile(w.site.app.PrivateKeyFile)
	w.check(err)
	out := map[string]string{
		"the webhook secret":    w.site.app.WebhookSecret,
		"the private key":       strings.Split(string(key), "\n")[1],
		"the model's key":       modelKey,
		"an installation token": "ghs_",
		"the server's files":    filepath.Dir(w.cfg.DataDir),
	}
	for name, token := range w.site.tokens {
		out["the token of "+name] = token
	}
	return out
}

// secretless holds that a text tells none of the secrets.
func (w *world) secretless(where, text string) {
	w.Helper()
	for what, secret := range w.secrets() {
		if at := strings.Index(text, secret); at >= 0 {
			w.Errorf("%s shows %s: …%s…", where, what, text[max(0, at-100):min(len(text), at+100)])
		}
	}
}
