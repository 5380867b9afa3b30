package state

import "time"

// CheckSuite gathers an App's check runs on one commit.
type CheckSuite struct {
	ID           int64     `json:"id"`
	RepositoryID int64     `json:"repository_id"`
	AppID        int64     `json:"app_id"`
	HeadSHA      string    `json:"head_sha"`
	HeadBranch   string    `json:"head_branch"`
	Before       string    `json:"before,omitempty"`
	CreatedAt    time.Time `json:"created_at"`
	UpdatedAt    time.Time `json:"updated_at"`
}

// Key is the suite's id.
func (s CheckSuite) Key() int64 { return s.ID }

// CheckRun is one check on a commit.
type CheckRun struct {
	ID           int64         `json:"id"`
	RepositoryID int64         `json:"repository_id"`
	SuiteID      int64         `json:"suite_id"`
	Name         string        `json:"name"`
	HeadSHA      string        `json:"head_sha"`
	ExternalID   string        `json:"external_id"`
	DetailsURL   string        `json:"details_url,omitempty"`
	Status       string        `json:"status"`               // queued, in_progress or completed
	Conclusion   string        `json:"conclusion,omitempty"` // set once completed
	StartedAt    time.Time     `json:"started_at,omitzero"`
	CompletedAt  time.Time     `json:"completed_at,omitzero"`
	Title        string        `json:"title,omitempty"`
	Summary      string        `json:"summary,omitempty"`
	Text         string        `json:"text,omitempty"`
	Annotations  []Annotation  `json:"annotations,omitempty"`
	Actions      []CheckAction `json:"actions,omitempty"`
}

// Key is the run's id.
func (r CheckRun) Key() int64 { return r.ID }

// Annotation marks lines of a file in a check run's output.
type Annotation struct {
	Path        string `json:"path"`
	StartLine   int    `json:"start_line"`
	EndLine     int    `json:"end_line"`
	StartColumn int    `json:"start_column,omitempty"`
	EndColumn   int    `json:"end_column,omitempty"`
	Level       string `json:"annotation_level"`
	Message     string `json:"message"`
	Title       string `json:"title,omitempty"`
	RawDetails  string `json:"raw_details,omitempty"`
}

// CheckAction is a button a check run offers.
type CheckAction struct {
	Label       string `json:"label"`
	Description string `json:"description"`
	Identifier  string `json:"identifier"`
}
