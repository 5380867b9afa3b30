package service

import (
	"context"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// NewReview describes a review. Without an event it stays pending until it is submitted.
type NewReview struct {
	Body, Event, CommitID string // Event is APPROVE, REQUEST_CHANGES or COMMENT
	Comments              []NewReviewComment
}

// AddReview reviews a pull request.
func (s *Service) AddReview(ctx context.Context, a identity.Actor, path Path, number int, n NewReview) (review state.Review, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		issue, err := openPull(t.Data, a, path, number, identity.WritePulls)
		if err != nil {
			return err
		}
		if n.CommitID == "" {
			n.CommitID = issue.Pull.HeadSHA
		}
		review = state.Review{
			ID: t.NextID(), RepositoryID: issue.RepositoryID, IssueID: issue.ID, UserID: a.User.ID,
			Body: n.Body, State: "PENDING", CommitID: n.CommitID,
		}
		t.Reviews.Put(review)
		for _, c := range n.Comments {
			if _, err := t.addReviewComment(issue, review, c); err != nil {
				return err
			}
		}
		if n.Event == "" {
			return nil
		}
		return t.submit(issue, &review, n.Event)
	})
	return review, err
}

// SubmitReview ends a pending review of the actor's with an event; body replaces its text when given.
func (s *Service) SubmitReview(ctx context.Context, a identity.Actor, path Path, number int, id int64, event, body string) (review state.Review, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		issue, err := openPull(t.Data, a, path, number, identity.WritePulls)
		if err != nil {
			return err
		}
		var ok bool
		if review, ok = t.Reviews.Get(id); !ok || review.IssueID != issue.ID || review.UserID != a.User.ID {
			return refusal.NotFound()
		}
		if review.State != "PENDING" {
			return refusal.Unprocessable("Can not submit a review that has already been submitted")
		}
		if body != "" {
			review.Body = body
		}
		return t.submit(issue, &review, event)
	})
	return review, err
}

func (t *tx) submit(issue state.Issue, review *state.Review, event string) error {
	comments := t.reviewComments(review.ID)
	if err := t.checkReview(issue, *review, event, len(comments)); err != nil {
		return err
	}
	review.State = map[string]string{
		"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED",
	}[event]
	review.SubmittedAt = t.now
	t.Reviews.Put(*review)
	pull := *issue.Pull
	pull.ReviewerIDs = slices.DeleteFunc(slices.Clone(pull.ReviewerIDs), func(id int64) bool { return id == review.UserID })
	issue.Pull, issue.UpdatedAt = &pull, t.now
	t.Issues.Put(issue)
	t.happened(issue, state.IssueEvent{Event: "reviewed", CommitID: review.CommitID})
	return t.emitReview(issue, *review, comments)
}

func (t *tx) checkReview(issue state.Issue, review state.Review, event string, comments int) error {
	own := issue.UserID == t.actor.User.ID
	switch {
	case !slices.Contains([]string{"APPROVE", "REQUEST_CHANGES", "COMMENT"}, event):
		return refusal.Invalid(refusal.Field{Resource: "PullRequestReview", Field: "event", Code: "invalid", Value: event})
	case own && event == "APPROVE":
		return refusal.Unprocessable("Can not approve your own pull request")
	case own && event == "REQUEST_CHANGES":
		return refusal.Unprocessable("Can not request changes on your own pull request")
	case event != "APPROVE" && review.Body == "" && comments == 0:
		return refusal.Missing("PullRequestReview", "body")
	}
	return checkLength("PullRequestReview", "body", review.Body, bodyLimit)
}

// emitReview tells about a submitted review and then about each of its comments.
func (t *tx) emitReview(issue state.Issue, review state.Review, comments []state.ReviewComment) error {
	repo, _ := t.Repositories.Get(issue.RepositoryID)
	pull := t.print.PullSummary(issue)
	shown := t.print.Review(review).With(shape.Object{"state": strings.ToLower(review.State)})
	err := t.emit("pull_request_review", "submitted", repo, shape.Object{"review": shown, "pull_request": pull})
	for i := 0; err == nil && i < len(comments); i++ {
		err = t.emit("pull_request_review_comment", "created", repo, shape.Object{
			"comment": t.print.ReviewComment(comments[i]), "pull_request": pull,
		})
	}
	return err
}

func (t *tx) reviewComments(reviewID int64) []state.ReviewComment {
	return t.ReviewComments.Where(func(c state.ReviewComment) bool { return c.ReviewID == reviewID })
}
