package webhooks

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Decode reads a stored delivery. What goalkeeper has no use for decodes to
// app.InboundIgnored; a delivery that claims to be of use but lacks what that
// takes is an error, and will be one however often it is tried.
func Decode(d app.Delivery) (app.Inbound, error) {
	in := app.Inbound{GUID: d.GUID, At: d.ReceivedAt}
	fill, ok := decoders()[d.Event]
	if !ok {
		return in, nil
	}
	var p payload
	if err := json.Unmarshal(d.Body, &p); err != nil {
		return app.Inbound{}, fmt.Errorf("decode %s delivery %s: %w", d.Event, d.GUID, err)
	}
	if err := fill(p, &in); err != nil {
		return app.Inbound{}, fmt.Errorf("decode %s.%s delivery %s: %w", d.Event, p.Action, d.GUID, err)
	}
	if in.Report != nil && in.Report.App == d.AppID {
		return app.Inbound{GUID: d.GUID, At: d.ReceivedAt}, nil // our own verdict
	}
	if in.Kind == app.InboundIgnored {
		return in, nil
	}
	if err := envelope(p, &in); err != nil {
		return app.Inbound{}, fmt.Errorf("decode %s.%s delivery %s: %w", d.Event, p.Action, d.GUID, err)
	}
	in.At = in.At.UTC()
	return in, nil
}

func decoders() map[string]func(payload, *app.Inbound) error {
	return map[string]func(payload, *app.Inbound) error{
		eventIssues:       issueEvent,
		eventIssueComment: commentEvent,
		eventPullRequest:  pullEvent,
		eventReview:       reviewEvent,
		eventLine:         lineEvent,
		eventPush:         pushEvent,
		eventCheckRun:     checkEvent,
		eventStatus:       statusEvent,
	}
}

// envelope fills in what all events of use carry.
func envelope(p payload, in *app.Inbound) error {
	address, err := url.Parse(p.Repository.HTMLURL)
	switch r := p.Repository; {
	case err != nil:
		return fmt.Errorf("repository's address: %w", err)
	case address.Host == "":
		return errors.New("repository's address has no host")
	case r.ID <= 0 || r.Name == "" || r.Owner.Login == "":
		return errors.New("repository without id or name")
	case p.Installation.ID <= 0:
		return errors.New("no installation")
	case p.Sender.ID <= 0 || p.Sender.Login == "":
		return errors.New("no sender")
	case in.Issue.Number <= 0 && in.Kind != app.InboundBaseMoved && in.Kind != app.InboundCheckFailed:
		return errors.New("no number")
	}
	in.Host = address.Host
	in.Installation = p.Installation.ID
	in.Sender = person(p.Sender)
	in.Repo = app.Repo{
		ID: p.Repository.ID, Owner: p.Repository.Owner.Login, Name: p.Repository.Name,
		DefaultBranch: p.Repository.DefaultBranch, CloneURL: p.Repository.CloneURL,
		WebURL: p.Repository.HTMLURL, Private: p.Repository.Private,
	}
	return nil
}

// issueEvent: a deleted or transferred issue is out of reach, which to a goal
// is the same as closed.
func issueEvent(p payload, in *app.Inbound) error {
	kind, ok := map[string]app.InboundKind{
		"labeled":     app.InboundLabelled,
		"unlabeled":   app.InboundUnlabelled,
		"edited":      app.InboundIssueEdited,
		"closed":      app.InboundIssueClosed,
		"deleted":     app.InboundIssueClosed,
		"transferred": app.InboundIssueClosed,
		"reopened":    app.InboundIssueReopened,
	}[p.Action]
	labels := kind == app.InboundLabelled || kind == app.InboundUnlabelled
	if !ok || labels && p.Label == nil {
		return nil
	}
	if err := theIssue(p, in); err != nil {
		return err
	}
	switch {
	case labels:
		in.Label = p.Label.Name // an issue's update time does not move with its labels
	case p.Action == "closed":
		setTime(in, p.Issue.ClosedAt)
	case p.Action == "edited" || p.Action == "reopened":
		setTime(in, p.Issue.UpdatedAt)
	}
	in.Kind = kind
	return nil
}

func commentEvent(p payload, in *app.Inbound) error {
	kind, ok := map[string]app.InboundKind{
		"created": app.InboundComment,
		"edited":  app.InboundCommentEdited,
		"deleted": app.InboundCommentGone,
	}[p.Action]
	if !ok {
		return nil
	}
	if err := theIssue(p, in); err != nil {
		return err
	}
	if err := theComment(p, in); err != nil {
		return err
	}
	in.Kind = kind
	return nil
}

// lineEvent: a new comment on a line comes with its review.
func lineEvent(p payload, in *app.Inbound) error {
	kind, ok := map[string]app.InboundKind{
		"edited":  app.InboundLineEdited,
		"deleted": app.InboundLineGone,
	}[p.Action]
	if !ok {
		return nil
	}
	if err := thePull(p, in); err != nil {
		return err
	}
	if err := theComment(p, in); err != nil {
		return err
	}
	in.Kind = kind
	return nil
}

func pullEvent(p payload, in *app.Inbound) error {
	if p.Action != "closed" && p.Action != "synchronize" {
		return nil
	}
	if err := thePull(p, in); err != nil {
		return err
	}
	in.Kind = app.InboundPullMoved
	in.Before, in.Head = p.Before, p.After
	if p.Action == "closed" {
		in.Kind = app.InboundPullClosed
		in.Head = p.PullRequest.Head.SHA
		if in.Merged = p.PullRequest.Merged; in.Merged {
			in.MergedBy = p.PullRequest.MergeSHA
		}
		setTime(in, p.PullRequest.ClosedAt)
	}
	if in.Head == "" {
		return errors.New("pull request without a head")
	}
	return nil
}

func reviewEvent(p payload, in *app.Inbound) error {
	kind, ok := map[string]app.InboundKind{
		"submitted": app.InboundReview,
		"edited":    app.InboundReviewEdited,
		"dismissed": app.InboundReviewGone,
	}[p.Action]
	if !ok {
		return nil
	}
	if err := thePull(p, in); err != nil {
		return err
	}
	r := p.Review
	if r == nil || r.ID <= 0 || r.User.ID <= 0 {
		return errors.New("no review, or one without id or author")
	}
	in.Kind = kind
	in.Head = p.PullRequest.Head.SHA
	in.Review = &app.Review{
		ID: r.ID, State: strings.ToLower(r.State), Body: r.Body, URL: r.HTMLURL,
		Author: person(r.User), Commit: r.CommitID,
	}
	if kind == app.InboundReview { // no review says when it was edited or dismissed
		setTime(in, r.SubmittedAt)
	}
	return nil
}

// pushEvent: only the default branch is a base; a goal's own branch is told of
// by its pull request.
func pushEvent(p payload, in *app.Inbound) error {
	if p.Deleted || p.Ref != "refs/heads/"+p.Repository.DefaultBranch {
		return nil
	}
	if p.After == "" {
		return errors.New("push without a commit")
	}
	in.Kind, in.Before, in.Head = app.InboundBaseMoved, p.Before, p.After
	return nil
}

// checkEvent: a check that was cancelled, skipped or waits for somebody says
// nothing of the commit.
func checkEvent(p payload, in *app.Inbound) error {
	c := p.CheckRun
	if p.Action != "completed" || c == nil || c.Conclusion != "failure" && c.Conclusion != "timed_out" {
		return nil
	}
	in.Report = &app.Report{
		Name: c.Name, App: c.App.ID, Title: c.Output.Title, URL: c.HTMLURL,
		Summary: clip(strings.TrimSpace(c.Output.Summary + "\n\n" + c.Output.Text)),
	}
	return failed(c.HeadSHA, in)
}

func statusEvent(p payload, in *app.Inbound) error {
	if p.State != "failure" && p.State != "error" {
		return nil
	}
	in.Report = &app.Report{Name: p.Context, Title: p.Description, URL: p.TargetURL}
	return failed(p.SHA, in)
}

func failed(head app.Commit, in *app.Inbound) error {
	if head == "" || in.Report.Name == "" {
		return errors.New("a check without name or commit")
	}
	in.Kind, in.Head = app.InboundCheckFailed, head
	return nil
}

func clip(s string) string { return strings.ToValidUTF8(s[:min(len(s), app.MaxReport)], "") }

func theIssue(p payload, in *app.Inbound) error {
	i := p.Issue
	if i == nil || i.ID <= 0 {
		return errors.New("no issue, or one without id")
	}
	in.Issue = app.Issue{
		ID: i.ID, Number: i.Number, Title: i.Title, Body: i.Body, URL: i.HTMLURL,
		State: i.State, Author: person(i.User), IsPull: i.PullRequest != nil,
	}
	if i.UpdatedAt != nil {
		in.Issue.UpdatedAt = i.UpdatedAt.UTC()
	}
	return nil
}

func thePull(p payload, in *app.Inbound) error {
	r := p.PullRequest
	if r == nil {
		return errors.New("no pull request")
	}
	in.Issue = app.Issue{
		Number: r.Number, Title: r.Title, Body: r.Body, URL: r.HTMLURL,
		State: r.State, Author: person(r.User), IsPull: true,
	}
	return nil
}

func theComment(p payload, in *app.Inbound) error {
	c := p.Comment
	if c == nil || c.ID <= 0 || c.User.ID <= 0 {
		return errors.New("no comment, or one without id or author")
	}
	in.Comment = &app.Comment{
		ID: c.ID, Body: c.Body, URL: c.HTMLURL, Author: person(c.User),
		CreatedAt: c.CreatedAt.UTC(), UpdatedAt: c.UpdatedAt.UTC(),
	}
	switch p.Action {
	case "created":
		setTime(in, &c.CreatedAt)
	case "edited":
		setTime(in, &c.UpdatedAt)
		if was := p.Changes.Body; was != nil {
			in.Was = &was.From
		}
	}
	return nil
}

func person(u user) app.User { return app.User{ID: u.ID, Login: u.Login, Type: u.Type} }

func setTime(in *app.Inbound, t *time.Time) {
	if t != nil && !t.IsZero() {
		in.At = *t
	}
}
