package web

import (
	"fmt"
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// pageBehind is the page of the issue or pull request with the id.
func (v *visit) pageBehind(in *room, issueID int64) (page string, err error) {
	err = v.web.Service.View(func(d *state.Data, _ shape.Printer) error {
		issue, _ := d.Issues.Get(issueID)
		page = in.pageOf(issue)
		return nil
	})
	return page, err
}

func review(v *visit) error {
	in, issue, err := v.find(identity.ReadPulls)
	if err != nil {
		return err
	}
	said, err := v.web.Service.AddReview(v.Context(), v.actor, v.path(), issue.Number, service.NewReview{
		Event: v.PostForm.Get("event"), Body: v.text("body"), CommitID: v.PostForm.Get("sha"),
	})
	if err != nil {
		return err
	}
	return v.to(fmt.Sprintf("%s#pullrequestreview-%d", in.pageOf(issue), said.ID))
}

// addReviewComment comments on a line of the diff, or answers in a thread.
func addReviewComment(v *visit) error {
	in, issue, err := v.find(identity.ReadPulls)
	if err != nil {
		return err
	}
	line, _ := strconv.Atoi(v.PostForm.Get("line"))
	reply, _ := strconv.ParseInt(v.PostForm.Get("reply"), 10, 64)
	comment, err := v.web.Service.AddReviewComment(v.Context(), v.actor, v.path(), issue.Number, service.NewReviewComment{
		Body: v.text("body"), Path: v.PostForm.Get("path"), Line: line, Side: v.PostForm.Get("side"), InReplyTo: reply,
	})
	if err != nil {
		return err
	}
	page := in.pageOf(issue)
	if v.PostForm.Get("from") == "files" {
		page += "/files"
	}
	return v.to(fmt.Sprintf("%s#discussion_r%d", page, comment.ID))
}

func editReviewComment(v *visit) error {
	in, err := v.enter(identity.ReadPulls)
	if err != nil {
		return err
	}
	id, err := v.id()
	if err != nil {
		return err
	}
	comment, err := v.web.Service.ReviewComment(v.actor, v.path(), id)
	if err != nil {
		return err
	}
	page, err := v.pageBehind(in, comment.IssueID)
	if err != nil {
		return err
	}
	if v.PostForm.Get("do") == "delete" {
		if err := v.web.Service.DeleteReviewComment(v.Context(), v.actor, v.path(), id); err != nil {
			return err
		}
		return v.to(page)
	}
	if _, err := v.web.Service.EditReviewComment(v.Context(), v.actor, v.path(), id, v.text("body")); err != nil {
		return err
	}
	return v.to(fmt.Sprintf("%s#discussion_r%d", page, id))
}

// merge merges the head that the visitor saw.
func merge(v *visit) error {
	in, issue, err := v.find(identity.ReadPulls)
	if err != nil {
		return err
	}
	_, err = v.web.Service.MergePull(v.Context(), v.actor, v.path(), issue.Number, service.Merge{
		Method: v.PostForm.Get("method"), SHA: v.PostForm.Get("sha"),
	})
	if err != nil {
		return err
	}
	return v.to(in.pageOf(issue))
}

func setDraft(v *visit) error {
	in, issue, err := v.find(identity.ReadPulls)
	if err != nil {
		return err
	}
	draft := v.PostForm.Get("draft") == "true"
	if _, err := v.web.Service.EditPull(v.Context(), v.actor, v.path(), issue.Number, service.PullChange{Draft: &draft}); err != nil {
		return err
	}
	return v.to(in.pageOf(issue))
}
