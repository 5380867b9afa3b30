package app

import "encoding/json"

// EffectKind names a write to GitHub that happens once.
type EffectKind string

// The posts.
const (
	EffectComment  EffectKind = "comment"
	EffectReaction EffectKind = "reaction"
	EffectPull     EffectKind = "pull_request"
	EffectIssue    EffectKind = "issue"
	EffectPush     EffectKind = "push"
	EffectReply    EffectKind = "reply"
	EffectEdit     EffectKind = "edit"
	EffectClose    EffectKind = "close"
)

// Effect is one post, keyed by its deed: the same key is done once, whatever
// crashes. Effects of one goal are delivered in order.
type Effect struct {
	Key          string          `json:"key"`
	Goal         GoalID          `json:"goal,omitempty"` // empty for answers outside a goal
	Installation int64           `json:"installation"`
	Repo         Repo            `json:"repo"`
	Kind         EffectKind      `json:"kind"`
	Data         json.RawMessage `json:"data"` // one of the payloads below
}

// EffectStatus follows an effect through its delivery.
type EffectStatus string

// pending → sending → done | unknown (attempted, answer lost) | dead (refused for good).
const (
	EffectPending EffectStatus = "pending"
	EffectSending EffectStatus = "sending"
	EffectUnknown EffectStatus = "unknown"
	EffectSettled EffectStatus = "done"
	EffectDead    EffectStatus = "dead"
)

// PostComment writes a comment on an issue or pull request.
type PostComment struct {
	Number int    `json:"number"`
	Body   string `json:"body"` // ends with Mark
	Mark   string `json:"mark"`
	Gone   bool   `json:"gone,omitempty"` // posted only while no comment of ours has Mark
}

// PostReaction reacts to an issue (Comment zero) or to a comment.
type PostReaction struct {
	Number  int    `json:"number"`
	Comment int64  `json:"comment,omitempty"`
	OnLine  bool   `json:"on_line,omitempty"` // Comment is one on a line of a pull request
	Content string `json:"content"`           // eyes, rocket, confused, …
}

// PostEdit gives a comment of our own another text: Comment, or the one that
// ends with Mark.
type PostEdit struct {
	Number  int    `json:"number"`
	Comment int64  `json:"comment,omitempty"`
	Body    string `json:"body"`
	Mark    string `json:"mark,omitempty"`
}

// PostClose closes an issue as completed, unless it is closed.
type PostClose struct {
	Number int `json:"number"`
}

// PostReply answers in a thread of the pull request's diff.
type PostReply struct {
	Number  int    `json:"number"`
	Comment int64  `json:"comment"` // that began the thread
	Body    string `json:"body"`    // ends with Mark
	Mark    string `json:"mark"`
}

// PostPull opens the pull request.
type PostPull struct {
	Title string `json:"title"`
	Body  string `json:"body"`
	Mark  string `json:"mark"`
	Head  string `json:"head"`
	Base  string `json:"base"`
	Draft bool   `json:"draft"`
}

// PostIssue opens a follow-up issue.
type PostIssue struct {
	Title string `json:"title"`
	Body  string `json:"body"`
	Mark  string `json:"mark"`
}

// PostPush moves Branch from Expected (empty: must not exist) to Commit.
type PostPush struct {
	Commit   Commit `json:"commit"`
	Branch   string `json:"branch"`
	Expected Commit `json:"expected,omitempty"`
}

// EffectDone comes back to the goal's mailbox when an effect is settled.
type EffectDone struct {
	Key    string     `json:"key"`
	Kind   EffectKind `json:"kind"`
	Number int        `json:"number,omitempty"` // issue or pull request
	ID     int64      `json:"id,omitempty"`     // comment or reaction
	URL    string     `json:"url,omitempty"`
	Error  string     `json:"error,omitempty"` // set when the effect is dead
}

// SurfaceKind names a text on GitHub that converges to its newest version.
type SurfaceKind string

// The surfaces.
const (
	SurfaceGoalComment SurfaceKind = "goal_comment"
	SurfacePullBody    SurfaceKind = "pr_body"
	SurfaceCheckRun    SurfaceKind = "check_run"
)

// Surface is the desired content of one surface. Only the newest is kept, so
// bursts of changes cost one write.
type Surface struct {
	Goal         GoalID          `json:"goal"`
	Installation int64           `json:"installation"`
	Repo         Repo            `json:"repo"`
	Kind         SurfaceKind     `json:"kind"`
	Data         json.RawMessage `json:"data"`
}

// GoalComment is the one comment on the issue that is edited in place.
type GoalComment struct {
	Number int    `json:"number"`
	Body   string `json:"body"`
	Mark   string `json:"mark"`
}

// PullBody is the description of the goal's pull request between our markers.
type PullBody struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	Body   string `json:"body"`
	Draft  bool   `json:"draft"`
}

// CheckRun is the verdict on the head of the pull request.
type CheckRun struct {
	Head       Commit `json:"head"`
	ExternalID string `json:"external_id"`          // <goal>/<head>
	Status     string `json:"status"`               // queued, in_progress, completed
	Conclusion string `json:"conclusion,omitempty"` // success, failure, action_required, neutral
	Title      string `json:"title"`
	Summary    string `json:"summary"`
	Text       string `json:"text,omitempty"`
	DetailsURL string `json:"details_url,omitempty"`

	Annotations []Annotation `json:"annotations,omitempty"`
}

// Annotation is a remark on a line of the head.
type Annotation struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`  // from 1
	Level   string `json:"level"` // notice, warning, failure
	Title   string `json:"title"`
	Message string `json:"message"`
}
