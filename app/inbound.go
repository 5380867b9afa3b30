package app

import "time"

// Delivery is one signed webhook request as it arrived: stored before it is
// answered, decoded afterwards.
type Delivery struct {
	AppID      int64
	GUID       string // names the event; redeliveries repeat it
	Event      string // X-GitHub-Event
	Body       []byte // exact bytes, at most 25 MB
	ReceivedAt time.Time
}

// InboundKind names what happened on GitHub.
type InboundKind string

// What goalkeeper reacts to; every other delivery decodes to InboundIgnored.
const (
	InboundIgnored       InboundKind = ""
	InboundLabelled      InboundKind = "labelled"
	InboundUnlabelled    InboundKind = "unlabelled"
	InboundIssueEdited   InboundKind = "issue_edited"
	InboundIssueClosed   InboundKind = "issue_closed"
	InboundIssueReopened InboundKind = "issue_reopened"
	InboundComment       InboundKind = "comment"
	InboundCommentEdited InboundKind = "comment_edited"
	InboundCommentGone   InboundKind = "comment_deleted"
	InboundReview        InboundKind = "review"
	InboundReviewEdited  InboundKind = "review_edited"
	InboundReviewGone    InboundKind = "review_dismissed"
	InboundLineEdited    InboundKind = "line_edited" // a comment on a line of a pull request
	InboundLineGone      InboundKind = "line_deleted"
	InboundPullClosed    InboundKind = "pull_closed"
	InboundPullMoved     InboundKind = "pull_moved"
	InboundBaseMoved     InboundKind = "base_moved"   // the default branch has a new tip
	InboundCheckFailed   InboundKind = "check_failed" // somebody else's check run or status of a commit
)

// Inbound is a delivery decoded into the vocabulary of this program.
type Inbound struct {
	Kind         InboundKind `json:"kind"`
	GUID         string      `json:"guid"`
	Host         string      `json:"host"` // of the issue's web address
	Installation int64       `json:"installation"`
	Repo         Repo        `json:"repo"`
	Issue        Issue       `json:"issue"` // for pull request events: number of the pull request
	Sender       User        `json:"sender"`
	Label        string      `json:"label,omitempty"`
	Comment      *Comment    `json:"comment,omitempty"`
	Was          *string     `json:"was,omitempty"` // the edited comment's text before; nil: it did not change
	Review       *Review     `json:"review,omitempty"`
	Report       *Report     `json:"report,omitempty"`
	Merged       bool        `json:"merged,omitempty"`
	MergedBy     Commit      `json:"merged_by,omitempty"` // the commit on the base
	Head         Commit      `json:"head,omitempty"`
	Before       Commit      `json:"before,omitempty"`
	At           time.Time   `json:"at"`
}

// Report is what CI says of a commit it found wanting. Its texts are the
// service's words.
type Report struct {
	Name    string `json:"name"`
	App     int64  `json:"app,omitempty"` // that ran the check; 0: a commit status
	Title   string `json:"title,omitempty"`
	Summary string `json:"summary,omitempty"` // at most MaxReport bytes
	URL     string `json:"url,omitempty"`
}

// MaxReport bounds the summary of a report.
const MaxReport = 8 << 10

// Review is one submitted review of a pull request.
type Review struct {
	ID     int64  `json:"id"`
	State  string `json:"state"` // approved, changes_requested, commented, dismissed
	Body   string `json:"body"`
	URL    string `json:"url,omitempty"`
	Author User   `json:"author"`
	Commit Commit `json:"commit,omitempty"`
}

// InputKind names what waits in a goal's mailbox.
type InputKind string

// InputEffectDone is the one input besides the inbound kinds above.
const InputEffectDone InputKind = "effect_done"

// Input is one entry of a goal's mailbox. Everybody but the lease holder
// speaks to a goal only through it.
type Input struct {
	ID   int64     `json:"id"` // given by the store, ascending per goal
	Goal GoalID    `json:"goal"`
	Key  string    `json:"key"` // the same key is stored once per goal
	Kind InputKind `json:"kind"`
	At   time.Time `json:"at"`
	Data []byte    `json:"data"` // JSON: Inbound or EffectDone
}
