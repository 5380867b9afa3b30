package app

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ErrRefused marks a call that GitHub would refuse again: what it is about is
// gone, or a permission is missing.
var ErrRefused = errors.New("GitHub refuses it")

// User is an account on the GitHub host. Authority is never derived from it:
// it is asked for by API when it is used.
type User struct {
	ID    int64  `json:"id"`
	Login string `json:"login"`
	Type  string `json:"type,omitempty"` // User, Bot, Organization
}

// Repo is where a goal lives; ids stay when names change.
type Repo struct {
	ID            int64  `json:"id"`
	Owner         string `json:"owner"`
	Name          string `json:"name"`
	DefaultBranch string `json:"default_branch,omitempty"`
	CloneURL      string `json:"clone_url,omitempty"`
	WebURL        string `json:"web_url,omitempty"`
	Private       bool   `json:"private,omitempty"`
}

// String is owner/name.
func (r Repo) String() string { return r.Owner + "/" + r.Name }

// Labelled is what became of a label on an issue, by GitHub's clock in whole
// seconds; zero: never.
type Labelled struct {
	On           bool
	Set, Removed time.Time // the last time
}

// Issue as the signed delivery that authorised its use showed it.
type Issue struct {
	ID     int64  `json:"id"`
	Number int    `json:"number"`
	Title  string `json:"title"`
	Body   string `json:"body"`
	URL    string `json:"url,omitempty"`
	State  string `json:"state,omitempty"` // open, closed
	Author User   `json:"author"`
	IsPull bool   `json:"is_pull,omitempty"`

	UpdatedAt time.Time `json:"updated_at,omitzero"`
}

// Comment is one comment on an issue or a pull request.
type Comment struct {
	ID        int64     `json:"id"`
	Body      string    `json:"body"`
	URL       string    `json:"url,omitempty"`
	Author    User      `json:"author"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// LineComment is one comment of a review on a line of the pull request's diff.
type LineComment struct {
	ID      int64  `json:"id"`
	ReplyTo int64  `json:"reply_to,omitempty"` // the comment that began the thread; 0: this one
	Path    string `json:"path"`
	Line    int    `json:"line"` // 0: the file
	Hunk    string `json:"hunk,omitempty"`
	Body    string `json:"body"`
}

// Pull is the goal's pull request.
type Pull struct {
	Number int    `json:"number"`
	URL    string `json:"url"`
	Head   string `json:"head"` // branch
	Base   string `json:"base"`
	Commit Commit `json:"commit"`
	Draft  bool   `json:"draft"`
	Merged bool   `json:"merged,omitempty"`
}

// Permission is what GitHub answers for a collaborator.
type Permission string

// Permissions in GitHub's words.
const (
	PermissionNone  Permission = "none"
	PermissionRead  Permission = "read"
	PermissionWrite Permission = "write"
	PermissionAdmin Permission = "admin"
)

// CanWrite tells whether p may start and steer goals.
func (p Permission) CanWrite() bool { return p == PermissionWrite || p == PermissionAdmin }

var markLine = regexp.MustCompile(`^<!-- goalkeeper v1 goal=(\w+) kind=(\w+) n=(\d+) -->$`)

// Marked reads the mark at the end of a text of ours: the number it has for
// that goal and kind, and whether it is there at all.
func Marked(text string, goal GoalID, kind string) (n int, ok bool) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	m := markLine.FindStringSubmatch(strings.TrimSpace(lines[len(lines)-1]))
	if m == nil || m[1] != string(goal) || m[2] != kind {
		return 0, false
	}
	n, err := strconv.Atoi(m[3])
	return n, err == nil
}

// Mark is the last line of everything goalkeeper posts. It finds our own
// writes again after a lost answer; it is trusted only on objects whose author
// is our own bot.
func Mark(goal GoalID, kind string, n int) string {
	return fmt.Sprintf("<!-- goalkeeper v1 goal=%s kind=%s n=%d -->", goal, kind, n)
}
