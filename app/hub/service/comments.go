package service

import (
	"context"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// AddComment comments on an issue or in a pull request's conversation.
func (s *Service) AddComment(ctx context.Context, a identity.Actor, path Path, number int, body string) (comment state.Comment, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		issue, err := openIssue(t.Data, a, path, number, writing)
		if err != nil {
			return err
		}
		if err := checkComment(body); err != nil {
			return err
		}
		comment = state.Comment{
			ID: t.NextID(), RepositoryID: issue.RepositoryID, IssueID: issue.ID, UserID: a.User.ID, Body: body,
			CreatedAt: t.now, UpdatedAt: t.now,
		}
		t.Comments.Put(comment)
		issue.UpdatedAt = t.now
		t.Issues.Put(issue)
		return t.emitComment("created", comment, nil)
	})
	return comment, err
}

func checkComment(body string) error {
	if body == "" {
		return refusal.Missing("IssueComment", "body")
	}
	return checkLength("IssueComment", "body", body, bodyLimit)
}

// Comment finds a comment of the repository, with the issue it stands on.
func (s *Service) Comment(a identity.Actor, path Path, id int64) (comment state.Comment, err error) {
	err = s.Store.View(func(d *state.Data) error {
		comment, _, err = openComment(d, a, path, id)
		return err
	})
	return comment, err
}

func openComment(d *state.Data, a identity.Actor, path Path, id int64) (state.Comment, state.Issue, error) {
	repo, err := open(d, a, path, identity.ReadMetadata)
	if err != nil {
		return state.Comment{}, state.Issue{}, err
	}
	comment, ok := d.Comments.Get(id)
	if !ok || comment.RepositoryID != repo.ID {
		return comment, state.Issue{}, refusal.NotFound()
	}
	issue, _ := d.Issues.Get(comment.IssueID)
	return comment, issue, identity.Check(d, a, repo, conversationNeed(reading, issue.Pull != nil))
}

// EditComment changes a comment's text: one's own, or another's for those who may write to the repository.
func (s *Service) EditComment(ctx context.Context, a identity.Actor, path Path, id int64, body string) (comment state.Comment, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		var issue state.Issue
		if comment, issue, err = openComment(t.Data, a, path, id); err != nil {
			return err
		}
		if err := t.authorOr(comment.UserID, issue, editing); err != nil {
			return err
		}
		if err := checkComment(body); err != nil {
			return err
		}
		if comment.Body == body {
			return nil
		}
		from := comment.Body
		comment.Body, comment.UpdatedAt = body, t.now
		t.Comments.Put(comment)
		return t.emitComment("edited", comment, shape.Object{"changes": shape.Object{"body": shape.Object{"from": from}}})
	})
	return comment, err
}

// DeleteComment removes a comment: one's own, or another's for those who may write to the repository.
func (s *Service) DeleteComment(ctx context.Context, a identity.Actor, path Path, id int64) error {
	return s.update(ctx, a, func(t *tx) error {
		comment, issue, err := openComment(t.Data, a, path, id)
		if err != nil {
			return err
		}
		if err := t.authorOr(comment.UserID, issue, editing); err != nil {
			return err
		}
		t.Comments.Delete(id)
		return t.emitComment("deleted", comment, nil)
	})
}

func (t *tx) emitComment(action string, c state.Comment, more shape.Object) error {
	repo, _ := t.Repositories.Get(c.RepositoryID)
	issue, _ := t.Issues.Get(c.IssueID)
	fields := shape.Object{"issue": t.print.Issue(issue), "comment": t.print.Comment(c)}
	return t.emit("issue_comment", action, repo, fields.With(more))
}

// Subject is what a reaction is about: the issue with the number, or the comment with the id.
type Subject struct {
	Number          int
	CommentID       int64
	ReviewCommentID int64
}

// React puts an emoji on the subject; created is false when the actor had put it there before.
func (s *Service) React(ctx context.Context, a identity.Actor, path Path, on Subject, content string) (reaction state.Reaction, created bool, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		id, err := t.subject(path, on, writing)
		if err != nil {
			return err
		}
		if !slices.Contains(state.ReactionContents(), content) {
			return refusal.Invalid(refusal.Field{Resource: "Reaction", Field: "content", Code: "invalid", Value: content})
		}
		var ok bool
		reaction, ok = t.Reactions.First(func(r state.Reaction) bool {
			return r.SubjectID == id && r.UserID == a.User.ID && r.Content == content
		})
		if ok {
			return nil
		}
		created = true
		reaction = state.Reaction{ID: t.NextID(), SubjectID: id, UserID: a.User.ID, Content: content, CreatedAt: t.now}
		t.Reactions.Put(reaction)
		return nil
	})
	return reaction, created, err
}

// Unreact takes a reaction away: one's own, or another's for those who may write to the repository.
func (s *Service) Unreact(ctx context.Context, a identity.Actor, path Path, on Subject, reactionID int64) error {
	return s.update(ctx, a, func(t *tx) error {
		id, err := t.subject(path, on, writing)
		if err != nil {
			return err
		}
		reaction, ok := t.Reactions.Get(reactionID)
		if !ok || reaction.SubjectID != id {
			return refusal.NotFound()
		}
		if reaction.UserID != a.User.ID {
			if _, err := t.subject(path, on, editing); err != nil {
				return err
			}
		}
		t.Reactions.Delete(reactionID)
		return nil
	})
}

// Reactions lists the reactions on the subject, oldest first.
func (s *Service) Reactions(a identity.Actor, path Path, on Subject) (reactions []state.Reaction, err error) {
	err = s.Store.View(func(d *state.Data) error {
		id, err := (&tx{Data: d, actor: a}).subject(path, on, reading)
		if err != nil {
			return err
		}
		reactions = d.Reactions.Where(func(r state.Reaction) bool { return r.SubjectID == id })
		return nil
	})
	return reactions, err
}

// subject finds what is reacted to, by its id, for an actor who may do the deed on it.
func (t *tx) subject(path Path, on Subject, deed int) (int64, error) {
	switch {
	case on.CommentID != 0:
		comment, issue, err := openComment(t.Data, t.actor, path, on.CommentID)
		if err != nil {
			return 0, err
		}
		return comment.ID, t.check(issue, deed)
	case on.ReviewCommentID != 0:
		comment, issue, err := openReviewComment(t.Data, t.actor, path, on.ReviewCommentID)
		if err != nil {
			return 0, err
		}
		return comment.ID, t.check(issue, deed)
	}
	issue, err := openIssue(t.Data, t.actor, path, on.Number, deed)
	return issue.ID, err
}
