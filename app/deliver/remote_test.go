package deliver

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
)

// remote is a GitHub in memory that holds what was written to it. It has one
// issue, number 1.
type remote struct {
	mu       sync.Mutex
	id       int64
	numbers  int
	comments []remoteComment
	edits    int
	pulls    []remotePull
	issues   []app.PostIssue
	reacted  map[string]int64
	checks   map[string]app.CheckRun
	checkIDs []string // external ids in order of their own
	closed   map[int]bool
	branches map[string]app.Commit
	pushes   int
}

type remoteComment struct {
	app.Comment
	number int
}

type remotePull struct {
	app.PostPull
	number int
}

func newRemote() *remote {
	return &remote{
		numbers: 1, reacted: map[string]int64{}, checks: map[string]app.CheckRun{}, closed: map[int]bool{}, branches: map[string]app.Commit{},
	}
}

func refusal(code github.Code, status int, message string) error {
	return &github.Error{Op: "write", Code: code, Status: status, Message: message}
}

func (r *remote) CreateComment(_ context.Context, _ int64, _ app.Repo, number int, body string) (app.Comment, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if number > r.numbers {
		return app.Comment{}, refusal(github.CodeGone, 410, "This issue was deleted")
	}
	r.id++
	c := app.Comment{ID: r.id, Body: body, URL: fmt.Sprintf("https://hub/c/%d", r.id)}
	r.comments = append(r.comments, remoteComment{c, number})
	return c, nil
}

func (r *remote) EditComment(_ context.Context, _ int64, _ app.Repo, id int64, body string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.comments {
		if r.comments[i].ID == id {
			r.comments[i].Body = body
			r.edits++
			return nil
		}
	}
	return refusal(github.CodeNotFound, 404, "Not Found")
}

func (r *remote) FindComment(_ context.Context, _ int64, _ app.Repo, number int, mark string) (app.Comment, bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.comments {
		if c.number == number && github.Marked(c.Body, mark) {
			return c.Comment, true, nil
		}
	}
	return app.Comment{}, false, nil
}

func (r *remote) AddReaction(_ context.Context, _ int64, _ app.Repo, p app.PostReaction) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := fmt.Sprint(p)
	if r.reacted[key] == 0 {
		r.id++
		r.reacted[key] = r.id
	}
	return r.reacted[key], nil
}

func (r *remote) CreateIssue(_ context.Context, _ int64, _ app.Repo, p app.PostIssue) (app.Issue, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.numbers++
	r.issues = append(r.issues, p)
	return app.Issue{Number: r.numbers, URL: "https://hub/i"}, nil
}

func (r *remote) FindIssue(_ context.Context, _ int64, _ app.Repo, mark string) (app.Issue, bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, i := range r.issues {
		if github.Marked(i.Body, mark) {
			return app.Issue{Number: r.numbers, URL: "https://hub/i"}, true, nil
		}
	}
	return app.Issue{}, false, nil
}

func (r *remote) CreatePull(_ context.Context, _ int64, _ app.Repo, p app.PostPull) (app.Pull, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.branches[p.Head] == "" {
		return app.Pull{}, refusal(github.CodeInvalid, 422, "head is not a branch")
	}
	for _, q := range r.pulls {
		if q.Head == p.Head {
			return app.Pull{}, refusal(github.CodeInvalid, 422, "A pull request already exists for "+p.Head)
		}
	}
	r.numbers++
	r.pulls = append(r.pulls, remotePull{p, r.numbers})
	return app.Pull{Number: r.numbers, URL: "https://hub/p"}, nil
}

func (r *remote) FindPull(_ context.Context, _ int64, _ app.Repo, head, mark string) (app.Pull, bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.pulls {
		if p.Head == head && strings.Contains(p.Body, mark) {
			return app.Pull{Number: p.number, URL: "https://hub/p"}, true, nil
		}
	}
	return app.Pull{}, false, nil
}

func (r *remote) find(number int) (*remotePull, error) {
	for i := range r.pulls {
		if r.pulls[i].number == number {
			return &r.pulls[i], nil
		}
	}
	return nil, refusal(github.CodeNotFound, 404, "Not Found")
}

func (r *remote) Describe(_ context.Context, _ int64, _ app.Repo, number int) (github.Description, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, err := r.find(number)
	if err != nil {
		return github.Description{}, err
	}
	return github.Description{Title: p.Title, Body: p.Body, Draft: p.Draft}, nil
}

func (r *remote) UpdatePull(_ context.Context, _ int64, _ app.Repo, number int, body string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, err := r.find(number)
	if err == nil {
		p.Body = body
		r.edits++
	}
	return err
}

func (r *remote) SetDraft(_ context.Context, _ int64, _ app.Repo, _ github.Description, draft bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.pulls {
		r.pulls[i].Draft = draft
	}
	return nil
}

func (r *remote) PutCheckRun(_ context.Context, _ int64, _ app.Repo, run app.CheckRun) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.checkIDs, run.ExternalID) {
		r.checkIDs = append(r.checkIDs, run.ExternalID)
	}
	r.checks[run.ExternalID] = run
	return int64(slices.Index(r.checkIDs, run.ExternalID) + 1), nil
}

func (r *remote) LeaveCheckRun(_ context.Context, _ int64, _ app.Repo, id int64, next app.Commit) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if int(id) > len(r.checkIDs) {
		return refusal(github.CodeNotFound, 404, "Not Found")
	}
	run := r.checks[r.checkIDs[id-1]]
	run.Status, run.Title = "completed", "Followed by "+string(next)
	r.checks[r.checkIDs[id-1]] = run
	return nil
}

func (r *remote) CloseIssue(_ context.Context, _ int64, _ app.Repo, number int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed[number] = true
	return nil
}

func (r *remote) BranchCommit(_ context.Context, _ int64, _ app.Repo, branch string) (app.Commit, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.branches[branch], nil
}

func (r *remote) Push(_ context.Context, _ app.Effect, p app.PostPush) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.branches[p.Branch] = p.Commit
	r.pushes++
	return nil
}

func (r *remote) OpenIssueTitled(_ context.Context, _ int64, _ app.Repo, title string) (app.Issue, bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for n, p := range r.issues {
		if strings.EqualFold(p.Title, title) {
			return app.Issue{Number: n + 2, Title: p.Title}, true, nil
		}
	}
	return app.Issue{}, false, nil
}

// Replies stand among the comments, under the pull request's number.
func (r *remote) CreateReply(ctx context.Context, installation int64, repo app.Repo, p app.PostReply) (app.Comment, error) {
	return r.CreateComment(ctx, installation, repo, p.Number, p.Body)
}

func (r *remote) FindReply(ctx context.Context, installation int64, repo app.Repo, p app.PostReply) (app.Comment, bool, error) {
	return r.FindComment(ctx, installation, repo, p.Number, p.Mark)
}
