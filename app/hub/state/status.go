package state

import "time"

// CommitStatus is what somebody's CI says of a commit under a name of its own; the
// newest of a name counts.
type CommitStatus struct {
	ID           int64     `json:"id"`
	RepositoryID int64     `json:"repository_id"`
	SHA          string    `json:"sha"`
	State        string    `json:"state"` // error, failure, pending or success
	Context      string    `json:"context"`
	Description  string    `json:"description,omitempty"`
	TargetURL    string    `json:"target_url,omitempty"`
	CreatorID    int64     `json:"creator_id"`
	CreatedAt    time.Time `json:"created_at"`
}

// Key is the status's id.
func (s CommitStatus) Key() int64 { return s.ID }
