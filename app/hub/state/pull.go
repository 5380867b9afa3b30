package state

import "time"

// Pull is what a pull request has beyond an issue.
type Pull struct {
	ID             int64     `json:"id"`
	Draft          bool      `json:"draft"`
	HeadRef        string    `json:"head_ref"` // branch name in the same repository
	HeadSHA        string    `json:"head_sha"`
	BaseRef        string    `json:"base_ref"`
	BaseSHA        string    `json:"base_sha"`
	Merged         bool      `json:"merged"`
	MergedBy       int64     `json:"merged_by,omitempty"`
	MergedAt       time.Time `json:"merged_at,omitzero"`
	MergeCommitSHA string    `json:"merge_commit_sha,omitempty"`
	ReviewerIDs    []int64   `json:"reviewer_ids,omitempty"`
}

// Review is one review of a pull request.
type Review struct {
	ID           int64     `json:"id"`
	RepositoryID int64     `json:"repository_id"`
	IssueID      int64     `json:"issue_id"`
	UserID       int64     `json:"user_id"`
	Body         string    `json:"body"`
	State        string    `json:"state"` // APPROVED, CHANGES_REQUESTED, COMMENTED, PENDING or DISMISSED
	CommitID     string    `json:"commit_id"`
	SubmittedAt  time.Time `json:"submitted_at,omitzero"`
}

// Key is the review's id.
func (r Review) Key() int64 { return r.ID }

// ReviewComment is a comment on a place in a pull request's diff.
type ReviewComment struct {
	ID           int64     `json:"id"`
	RepositoryID int64     `json:"repository_id"`
	IssueID      int64     `json:"issue_id"`
	ReviewID     int64     `json:"review_id"`
	UserID       int64     `json:"user_id"`
	Body         string    `json:"body"`
	Path         string    `json:"path"`
	Line         int       `json:"line,omitempty"` // zero on a comment about the file
	Side         string    `json:"side,omitempty"` // LEFT or RIGHT
	StartLine    int       `json:"start_line,omitempty"`
	StartSide    string    `json:"start_side,omitempty"`
	Position     int       `json:"position,omitempty"` // lines below the file's first @@ in the diff
	DiffHunk     string    `json:"diff_hunk"`
	CommitID     string    `json:"commit_id"`
	InReplyTo    int64     `json:"in_reply_to,omitempty"`
	CreatedAt    time.Time `json:"created_at"`
	UpdatedAt    time.Time `json:"updated_at"`
}

// Key is the comment's id.
func (c ReviewComment) Key() int64 { return c.ID }
