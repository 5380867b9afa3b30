package webhooks

import (
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// The events Decode knows.
const (
	eventIssues       = "issues"
	eventIssueComment = "issue_comment"
	eventPullRequest  = "pull_request"
	eventReview       = "pull_request_review"
	eventLine         = "pull_request_review_comment"
	eventPush         = "push"
	eventCheckRun     = "check_run"
	eventStatus       = "status"
)

// payload holds the fields of GitHub's events that are acted upon.
type payload struct {
	Action       string `json:"action"`
	Installation struct {
		ID int64 `json:"id"`
	} `json:"installation"`
	Repository  repository   `json:"repository"`
	Sender      user         `json:"sender"`
	Issue       *issue       `json:"issue"`
	Label       *label       `json:"label"`
	Comment     *comment     `json:"comment"`
	PullRequest *pullRequest `json:"pull_request"`
	Review      *review      `json:"review"`
	Before      app.Commit   `json:"before"`
	After       app.Commit   `json:"after"`
	Ref         string       `json:"ref"`
	Deleted     bool         `json:"deleted"`
	CheckRun    *checkRun    `json:"check_run"`
	SHA         app.Commit   `json:"sha"` // of a status, as what follows
	State       string       `json:"state"`
	Context     string       `json:"context"`
	Description string       `json:"description"`
	TargetURL   string       `json:"target_url"`
	Changes     struct {
		Body *struct {
			From string `json:"from"`
		} `json:"body"`
	} `json:"changes"`
}

type repository struct {
	ID            int64  `json:"id"`
	Name          string `json:"name"`
	Owner         user   `json:"owner"`
	DefaultBranch string `json:"default_branch"`
	CloneURL      string `json:"clone_url"`
	HTMLURL       string `json:"html_url"`
	Private       bool   `json:"private"`
}

type user struct {
	ID    int64  `json:"id"`
	Login string `json:"login"`
	Type  string `json:"type"`
}

type label struct {
	Name string `json:"name"`
}

type issue struct {
	ID          int64      `json:"id"`
	Number      int        `json:"number"`
	Title       string     `json:"title"`
	Body        string     `json:"body"`
	HTMLURL     string     `json:"html_url"`
	State       string     `json:"state"`
	User        user       `json:"user"`
	UpdatedAt   *time.Time `json:"updated_at"`
	ClosedAt    *time.Time `json:"closed_at"`
	PullRequest *struct{}  `json:"pull_request"`
}

type comment struct {
	ID        int64     `json:"id"`
	Body      string    `json:"body"`
	HTMLURL   string    `json:"html_url"`
	User      user      `json:"user"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

type pullRequest struct {
	Number   int        `json:"number"`
	Title    string     `json:"title"`
	Body     string     `json:"body"`
	HTMLURL  string     `json:"html_url"`
	State    string     `json:"state"`
	User     user       `json:"user"`
	Merged   bool       `json:"merged"`
	MergeSHA app.Commit `json:"merge_commit_sha"`
	Head     struct {
		SHA app.Commit `json:"sha"`
	} `json:"head"`
	ClosedAt *time.Time `json:"closed_at"`
}

type review struct {
	ID          int64      `json:"id"`
	State       string     `json:"state"`
	Body        string     `json:"body"`
	HTMLURL     string     `json:"html_url"`
	User        user       `json:"user"`
	CommitID    app.Commit `json:"commit_id"`
	SubmittedAt *time.Time `json:"submitted_at"`
}

type checkRun struct {
	Name       string     `json:"name"`
	HeadSHA    app.Commit `json:"head_sha"`
	Conclusion string     `json:"conclusion"`
	HTMLURL    string     `json:"html_url"`
	Output     struct {
		Title   string `json:"title"`
		Summary string `json:"summary"`
		Text    string `json:"text"`
	} `json:"output"`
	App struct {
		ID int64 `json:"id"`
	} `json:"app"`
}
