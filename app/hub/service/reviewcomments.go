package service

import (
	"context"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// NewReviewComment is a comment on a line (or range of lines), a position of the diff or a whole file.
type NewReviewComment struct {
	Body, Path  string
	CommitID    string
	Line        int
	StartLine   int
	Side        string
	StartSide   string
	Position    int
	SubjectType string // "file" for a comment on the whole file
	InReplyTo   int64
}

// AddReviewComment comments on a pull request's diff outside of a review in progress.
func (s *Service) AddReviewComment(ctx context.Context, a identity.Actor, path Path, number int, n NewReviewComment) (comment state.ReviewComment, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		issue, err := openPull(t.Data, a, path, number, identity.WritePulls)
		if err != nil {
			return err
		}
		if n.CommitID == "" {
			n.CommitID = issue.Pull.HeadSHA
		}
		review := state.Review{
			ID: t.NextID(), RepositoryID: issue.RepositoryID, IssueID: issue.ID, UserID: a.User.ID,
			State: "COMMENTED", CommitID: n.CommitID, SubmittedAt: t.now,
		}
		t.Reviews.Put(review)
		if comment, err = t.addReviewComment(issue, review, n); err != nil {
			return err
		}
		return t.emitReview(issue, review, []state.ReviewComment{comment})
	})
	return comment, err
}

func (t *tx) addReviewComment(issue state.Issue, review state.Review, n NewReviewComment) (state.ReviewComment, error) {
	c := state.ReviewComment{
		ID: t.NextID(), RepositoryID: issue.RepositoryID, IssueID: issue.ID, ReviewID: review.ID, UserID: t.actor.User.ID,
		Body: n.Body, CommitID: review.CommitID, CreatedAt: t.now, UpdatedAt: t.now,
	}
	if n.Body == "" {
		return c, refusal.Missing("PullRequestReviewComment", "body")
	}
	if err := checkLength("PullRequestReviewComment", "body", n.Body, bodyLimit); err != nil {
		return c, err
	}
	var err error
	if n.InReplyTo != 0 {
		err = t.placeReply(&c, n.InReplyTo)
	} else {
		err = t.place(&c, issue, n)
	}
	if err == nil {
		t.ReviewComments.Put(c)
	}
	return c, err
}

// placeReply puts a reply where the first comment of its thread is.
func (t *tx) placeReply(c *state.ReviewComment, to int64) error {
	first, ok := t.ReviewComments.Get(to)
	if !ok || first.IssueID != c.IssueID {
		return refusal.NotFound()
	}
	if first.InReplyTo != 0 {
		first, _ = t.ReviewComments.Get(first.InReplyTo)
	}
	c.InReplyTo, c.Path, c.Line, c.Side = first.ID, first.Path, first.Line, first.Side
	c.StartLine, c.StartSide, c.Position, c.DiffHunk = first.StartLine, first.StartSide, first.Position, first.DiffHunk
	return nil
}

// place finds the commented line in the pull request's diff.
func (t *tx) place(c *state.ReviewComment, issue state.Issue, n NewReviewComment) error {
	file, err := t.diffOf(issue, n.Path)
	if err != nil {
		return err
	}
	c.Path = n.Path
	if n.SubjectType == "file" {
		return nil
	}
	outside := refusal.Invalid(refusal.Field{
		Resource: "PullRequestReviewComment", Field: "pull_request_review_thread.line", Code: "custom",
		Message: "pull_request_review_thread.line must be part of the diff",
	})
	ok := true
	c.Line, c.Side, c.StartLine, c.StartSide = n.Line, n.Side, n.StartLine, n.StartSide
	if n.Position > 0 {
		c.Line, c.Side, ok = file.LineAt(n.Position)
	}
	if c.Side == "" {
		c.Side = "RIGHT"
	}
	if c.StartLine != 0 && c.StartSide == "" {
		c.StartSide = c.Side
	}
	if ok {
		c.Position, c.DiffHunk, ok = file.Place(c.Line, c.Side)
	}
	if !ok || c.StartLine != 0 && c.StartLine >= c.Line && c.StartSide == c.Side {
		return outside
	}
	return nil
}

func (t *tx) diffOf(issue state.Issue, path string) (git.FileDiff, error) {
	stored := t.service.Git.Repository(issue.RepositoryID)
	stats, err := t.service.PullStats(t.ctx, issue)
	if err != nil {
		return git.FileDiff{}, err
	}
	files, err := stored.Diff(t.ctx, stats.MergeBase, issue.Pull.HeadSHA)
	if err != nil {
		return git.FileDiff{}, fmt.Errorf("compare pull request %d: %w", issue.Number, err)
	}
	for _, file := range files {
		if file.Path == path {
			return file, nil
		}
	}
	return git.FileDiff{}, refusal.Invalid(refusal.Field{
		Resource: "PullRequestReviewComment", Field: "path", Code: "invalid", Value: path,
	})
}

// ReviewComment finds a comment on a diff of the repository.
func (s *Service) ReviewComment(a identity.Actor, path Path, id int64) (comment state.ReviewComment, err error) {
	err = s.Store.View(func(d *state.Data) error {
		comment, _, err = openReviewComment(d, a, path, id)
		return err
	})
	return comment, err
}

func openReviewComment(d *state.Data, a identity.Actor, path Path, id int64) (state.ReviewComment, state.Issue, error) {
	repo, err := open(d, a, path, identity.ReadPulls)
	if err != nil {
		return state.ReviewComment{}, state.Issue{}, err
	}
	comment, ok := d.ReviewComments.Get(id)
	if !ok || comment.RepositoryID != repo.ID {
		return comment, state.Issue{}, refusal.NotFound()
	}
	issue, _ := d.Issues.Get(comment.IssueID)
	return comment, issue, nil
}

// EditReviewComment changes a comment's text: one's own, or another's for those who may write.
func (s *Service) EditReviewComment(ctx context.Context, a identity.Actor, path Path, id int64, body string) (comment state.ReviewComment, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		var issue state.Issue
		if comment, issue, err = openReviewComment(t.Data, a, path, id); err != nil {
			return err
		}
		if err := t.reviewAuthorOr(comment, issue); err != nil {
			return err
		}
		if body == "" {
			return refusal.Missing("PullRequestReviewComment", "body")
		}
		if err := checkLength("PullRequestReviewComment", "body", body, bodyLimit); err != nil {
			return err
		}
		from := comment.Body
		comment.Body, comment.UpdatedAt = body, t.now
		t.ReviewComments.Put(comment)
		repo, _ := t.Repositories.Get(issue.RepositoryID)
		return t.emit("pull_request_review_comment", "edited", repo, shape.Object{
			"comment": t.print.ReviewComment(comment), "pull_request": t.print.PullSummary(issue),
			"changes": shape.Object{"body": shape.Object{"from": from}},
		})
	})
	return comment, err
}

// DeleteReviewComment removes a comment: one's own, or another's for those who may write.
func (s *Service) DeleteReviewComment(ctx context.Context, a identity.Actor, path Path, id int64) error {
	return s.update(ctx, a, func(t *tx) error {
		comment, issue, err := openReviewComment(t.Data, a, path, id)
		if err != nil {
			return err
		}
		if err := t.reviewAuthorOr(comment, issue); err != nil {
			return err
		}
		t.ReviewComments.Delete(id)
		repo, _ := t.Repositories.Get(issue.RepositoryID)
		return t.emit("pull_request_review_comment", "deleted", repo, shape.Object{
			"comment": t.print.ReviewComment(comment), "pull_request": t.print.PullSummary(issue),
		})
	})
}

func (t *tx) reviewAuthorOr(comment state.ReviewComment, issue state.Issue) error {
	repo, _ := t.Repositories.Get(issue.RepositoryID)
	need := identity.EditPulls
	if comment.UserID == t.actor.User.ID {
		need = identity.WritePulls
	}
	return identity.Check(t.Data, t.actor, repo, need)
}
