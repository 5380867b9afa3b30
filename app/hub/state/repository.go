package state

import "time"

// Repository is a repository's record; its objects and refs are git's.
type Repository struct {
	ID            int64     `json:"id"`
	OwnerID       int64     `json:"owner_id"`
	Name          string    `json:"name"`
	Description   string    `json:"description,omitempty"`
	Private       bool      `json:"private"`
	DefaultBranch string    `json:"default_branch"`
	LastNumber    int       `json:"last_number"` // issues and pull requests count together
	CreatedAt     time.Time `json:"created_at"`
	UpdatedAt     time.Time `json:"updated_at"`
	PushedAt      time.Time `json:"pushed_at"`
}

// Key is the repository's id.
func (r Repository) Key() int64 { return r.ID }

// Collaborator sets a person's role in one repository.
type Collaborator struct {
	ID           int64 `json:"id"`
	RepositoryID int64 `json:"repository_id"`
	UserID       int64 `json:"user_id"`
	Role         Role  `json:"role"`
}

// Key is the collaborator's id.
func (c Collaborator) Key() int64 { return c.ID }

// Label is a label a repository knows.
type Label struct {
	ID           int64  `json:"id"`
	RepositoryID int64  `json:"repository_id"`
	Name         string `json:"name"`
	Color        string `json:"color"` // six hex digits
	Description  string `json:"description,omitempty"`
	Default      bool   `json:"default"`
}

// Key is the label's id.
func (l Label) Key() int64 { return l.ID }
