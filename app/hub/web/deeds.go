package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/talk"
)

// pageOf is the address of an issue's or pull request's page.
func (in *room) pageOf(issue state.Issue) string {
	if issue.Pull != nil {
		return fmt.Sprintf("%s/pull/%d", in.URL, issue.Number)
	}
	return fmt.Sprintf("%s/issues/%d", in.URL, issue.Number)
}

func editIssue(v *visit) error {
	in, issue, err := v.find(identity.ReadMetadata)
	if err != nil {
		return err
	}
	var title, body *string
	if v.PostForm.Has("title") {
		text := strings.TrimSpace(v.text("title"))
		title = &text
	}
	if v.PostForm.Has("body") {
		text := v.text("body")
		body = &text
	}
	if issue.Pull != nil {
		_, err = v.web.Service.EditPull(v.Context(), v.actor, v.path(), issue.Number, service.PullChange{Title: title, Body: body})
	} else {
		_, err = v.web.Service.EditIssue(v.Context(), v.actor, v.path(), issue.Number, service.IssueChange{Title: title, Body: body})
	}
	if err != nil {
		return err
	}
	return v.to(in.pageOf(issue))
}

// addComment comments, and closes or reopens with the same button where that was pressed.
func addComment(v *visit) error {
	in, issue, err := v.find(identity.ReadMetadata)
	if err != nil {
		return err
	}
	page := in.pageOf(issue)
	deed, body := cmp.Or(v.PostForm.Get("do"), "comment"), v.text("body")
	if deed == "comment" || strings.TrimSpace(body) != "" {
		comment, err := v.web.Service.AddComment(v.Context(), v.actor, v.path(), issue.Number, body)
		if err != nil {
			return err
		}
		page += fmt.Sprintf("#issuecomment-%d", comment.ID)
	}
	if deed != "comment" {
		if err := v.setState(issue, deed); err != nil {
			return err
		}
	}
	return v.to(page)
}

func setState(v *visit) error {
	in, issue, err := v.find(identity.ReadMetadata)
	if err != nil {
		return err
	}
	if err := v.setState(issue, v.PostForm.Get("do")); err != nil {
		return err
	}
	return v.to(in.pageOf(issue))
}

func (v *visit) setState(issue state.Issue, deed string) error {
	wanted := service.IssueChange{}
	closed, open, reason := "closed", "open", "not_planned"
	switch deed {
	case "close":
		wanted.State = &closed
	case "dismiss":
		wanted.State, wanted.StateReason = &closed, &reason
	case "reopen":
		wanted.State = &open
	default:
		return refusal.Unprocessable("Unknown button.")
	}
	_, err := v.web.Service.EditIssue(v.Context(), v.actor, v.path(), issue.Number, wanted)
	return err
}

func labelIssue(v *visit) error {
	in, issue, err := v.find(identity.ReadMetadata)
	if err != nil {
		return err
	}
	how, name := service.AddLabels, strings.TrimSpace(v.PostForm.Get("add"))
	if v.PostForm.Has("remove") {
		how, name = service.RemoveLabels, v.PostForm.Get("remove")
	}
	if _, err := v.web.Service.LabelIssue(v.Context(), v.actor, v.path(), issue.Number, how, []string{name}); err != nil {
		return err
	}
	return v.to(in.pageOf(issue))
}

func editComment(v *visit) error {
	in, err := v.enter(identity.ReadMetadata)
	if err != nil {
		return err
	}
	id, err := v.id()
	if err != nil {
		return err
	}
	comment, err := v.web.Service.Comment(v.actor, v.path(), id)
	if err != nil {
		return err
	}
	page, err := v.pageBehind(in, comment.IssueID)
	if err != nil {
		return err
	}
	if v.PostForm.Get("do") == "delete" {
		if err := v.web.Service.DeleteComment(v.Context(), v.actor, v.path(), id); err != nil {
			return err
		}
		return v.to(page)
	}
	if _, err := v.web.Service.EditComment(v.Context(), v.actor, v.path(), id, v.text("body")); err != nil {
		return err
	}
	return v.to(fmt.Sprintf("%s#issuecomment-%d", page, id))
}

// tickBox turns one box of a comment's task list, which is an edit of its text.
func tickBox(v *visit) error {
	in, err := v.enter(identity.ReadMetadata)
	if err != nil {
		return err
	}
	id, err := v.id()
	if err != nil {
		return err
	}
	comment, err := v.web.Service.Comment(v.actor, v.path(), id)
	if err != nil {
		return err
	}
	page, err := v.pageBehind(in, comment.IssueID)
	if err != nil {
		return err
	}
	place, err := strconv.Atoi(v.PostForm.Get("box"))
	body, ok := v.web.markup.Tick(comment.Body, place)
	if err != nil || !ok || v.PostForm.Get("seen") != talk.Digest(comment.Body) {
		return refusal.Unprocessable("The comment has changed meanwhile. Go back, reload the page and look again.")
	}
	if _, err := v.web.Service.EditComment(v.Context(), v.actor, v.path(), id, body); err != nil {
		return err
	}
	return v.to(fmt.Sprintf("%s#issuecomment-%d", page, id))
}

// react puts the visitor's emoji under a post, or takes it away again.
func react(v *visit) error {
	in, err := v.enter(identity.ReadMetadata)
	if err != nil {
		return err
	}
	on, page, err := v.subject(in, v.PostForm.Get("subject"))
	if err != nil {
		return err
	}
	content := v.PostForm.Get("content")
	all, err := v.web.Service.Reactions(v.actor, v.path(), on)
	if err != nil {
		return err
	}
	mine := slices.IndexFunc(all, func(r state.Reaction) bool {
		return r.UserID == v.actor.User.ID && r.Content == content
	})
	if mine >= 0 {
		err = v.web.Service.Unreact(v.Context(), v.actor, v.path(), on, all[mine].ID)
	} else {
		_, _, err = v.web.Service.React(v.Context(), v.actor, v.path(), on, content)
	}
	if err != nil {
		return err
	}
	return v.to(page)
}

// subject reads what a reaction is about, such as comment:12, and where it stands.
func (v *visit) subject(in *room, text string) (on service.Subject, page string, err error) {
	kind, digits, _ := strings.Cut(text, ":")
	id, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return on, "", refusal.NotFound()
	}
	switch kind {
	case "issue":
		issue, err := v.web.Service.Issue(v.actor, v.path(), int(id))
		return service.Subject{Number: int(id)}, in.pageOf(issue), err
	case "comment":
		comment, err := v.web.Service.Comment(v.actor, v.path(), id)
		if err != nil {
			return on, "", err
		}
		page, err = v.pageBehind(in, comment.IssueID)
		return service.Subject{CommentID: id}, fmt.Sprintf("%s#issuecomment-%d", page, id), err
	case "review-comment":
		comment, err := v.web.Service.ReviewComment(v.actor, v.path(), id)
		if err != nil {
			return on, "", err
		}
		page, err = v.pageBehind(in, comment.IssueID)
		return service.Subject{ReviewCommentID: id}, fmt.Sprintf("%s#discussion_r%d", page, id), err
	}
	return on, "", refusal.NotFound()
}
