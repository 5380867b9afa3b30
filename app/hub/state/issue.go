package state

import "time"

// Issue is an issue or, with Pull set, a pull request.
type Issue struct {
	ID           int64     `json:"id"`
	RepositoryID int64     `json:"repository_id"`
	Number       int       `json:"number"`
	Title        string    `json:"title"`
	Body         *string   `json:"body"`
	UserID       int64     `json:"user_id"`
	Closed       bool      `json:"closed"`
	StateReason  string    `json:"state_reason,omitempty"` // completed, not_planned, duplicate, reopened or none
	LabelIDs     []int64   `json:"label_ids,omitempty"`
	AssigneeIDs  []int64   `json:"assignee_ids,omitempty"`
	Locked       bool      `json:"locked"`
	ClosedBy     int64     `json:"closed_by,omitempty"`
	ClosedAt     time.Time `json:"closed_at,omitzero"`
	CreatedAt    time.Time `json:"created_at"`
	UpdatedAt    time.Time `json:"updated_at"`
	Pull         *Pull     `json:"pull,omitempty"`
}

// Key is the issue's id.
func (i Issue) Key() int64 { return i.ID }

// Comment is a comment on an issue or in a pull request's conversation.
type Comment struct {
	ID           int64     `json:"id"`
	RepositoryID int64     `json:"repository_id"`
	IssueID      int64     `json:"issue_id"`
	UserID       int64     `json:"user_id"`
	Body         string    `json:"body"`
	CreatedAt    time.Time `json:"created_at"`
	UpdatedAt    time.Time `json:"updated_at"`
}

// Key is the comment's id.
func (c Comment) Key() int64 { return c.ID }

// Reaction is one person's emoji on an issue, a comment or a review comment, whose id is the subject.
type Reaction struct {
	ID        int64     `json:"id"`
	SubjectID int64     `json:"subject_id"`
	UserID    int64     `json:"user_id"`
	Content   string    `json:"content"`
	CreatedAt time.Time `json:"created_at"`
}

// Key is the reaction's id.
func (r Reaction) Key() int64 { return r.ID }

// IssueEvent is one thing that happened to an issue: labeled, closed, merged …
type IssueEvent struct {
	ID           int64     `json:"id"`
	RepositoryID int64     `json:"repository_id"`
	IssueID      int64     `json:"issue_id"`
	ActorID      int64     `json:"actor_id"`
	Event        string    `json:"event"`
	CommitID     string    `json:"commit_id,omitempty"`
	LabelName    string    `json:"label_name,omitempty"`
	LabelColor   string    `json:"label_color,omitempty"`
	AssigneeID   int64     `json:"assignee_id,omitempty"`
	RenameFrom   string    `json:"rename_from,omitempty"`
	RenameTo     string    `json:"rename_to,omitempty"`
	ReviewerID   int64     `json:"reviewer_id,omitempty"`
	CreatedAt    time.Time `json:"created_at"`
}

// Key is the event's id.
func (e IssueEvent) Key() int64 { return e.ID }

// ReactionContents lists the emoji that GitHub knows, by their names in the API.
func ReactionContents() []string {
	return []string{"+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"}
}
