package rest

import (
	"net/http"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// placeRequest is a comment on a diff as requests describe it.
type placeRequest struct {
	Body, Path  string
	CommitID    string `json:"commit_id"`
	Line        int
	StartLine   int `json:"start_line"`
	Side        string
	StartSide   string `json:"start_side"`
	Position    int
	SubjectType string `json:"subject_type"`
	InReplyTo   int64  `json:"in_reply_to"`
}

func addReview(c *call.Call) error {
	var in struct {
		Body, Event string
		CommitID    string `json:"commit_id"`
		Comments    []placeRequest
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	review := service.NewReview{Body: in.Body, Event: in.Event, CommitID: in.CommitID}
	for _, comment := range in.Comments {
		review.Comments = append(review.Comments, service.NewReviewComment(comment))
	}
	made, err := c.Service.AddReview(c.Context(), c.Actor, c.Repo(), c.Number(), review)
	if err != nil {
		return err
	}
	return showReview(c, made)
}

func showReview(c *call.Call, review state.Review) error {
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Review(review) })
}

func submitReview(c *call.Call) error {
	var in struct{ Body, Event string }
	if err := c.Read(&in); err != nil {
		return err
	}
	review, err := c.Service.SubmitReview(c.Context(), c.Actor, c.Repo(), c.Number(), c.Int("review"), in.Event, in.Body)
	if err != nil {
		return err
	}
	return showReview(c, review)
}

func reviews(c *call.Call) error {
	pull, err := c.Service.Pull(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.Reviews.Where(func(r state.Review) bool { return r.IssueID == pull.ID && mayRead(c, r) })
		return shape.List(call.Page(c, rows), p.Review)
	})
}

// mayRead hides what somebody else has not submitted yet.
func mayRead(c *call.Call, r state.Review) bool {
	return r.State != "PENDING" || r.UserID == c.Actor.User.ID
}

// findReview finds the review in the path.
func findReview(c *call.Call) (found state.Review, err error) {
	pull, err := c.Service.Pull(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return found, err
	}
	err = c.Service.View(func(d *state.Data, _ shape.Printer) error {
		var ok bool
		if found, ok = d.Reviews.Get(c.Int("review")); !ok || found.IssueID != pull.ID || !mayRead(c, found) {
			return refusal.NotFound()
		}
		return nil
	})
	return found, err
}

func review(c *call.Call) error {
	found, err := findReview(c)
	if err != nil {
		return err
	}
	return showReview(c, found)
}

func commentsOfReview(c *call.Call) error {
	found, err := findReview(c)
	if err != nil {
		return err
	}
	return listReviewComments(c, func(row state.ReviewComment) bool { return row.ReviewID == found.ID })
}

func reviewComments(c *call.Call) error {
	pull, err := c.Service.Pull(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	return listReviewComments(c, func(row state.ReviewComment) bool { return row.IssueID == pull.ID })
}

func listReviewComments(c *call.Call, match func(state.ReviewComment) bool) error {
	since, err := since(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.ReviewComments.Where(func(row state.ReviewComment) bool {
			review, _ := p.Data.Reviews.Get(row.ReviewID)
			return match(row) && mayRead(c, review) && !row.UpdatedAt.Before(since)
		})
		return shape.List(call.Page(c, rows), p.ReviewComment)
	})
}

func addReviewComment(c *call.Call) error {
	var in placeRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	return answerReviewComment(c, in)
}

func replyToReviewComment(c *call.Call) error {
	var in bodyRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	return answerReviewComment(c, placeRequest{Body: in.Body, InReplyTo: c.Int("comment")})
}

func answerReviewComment(c *call.Call, in placeRequest) error {
	comment, err := c.Service.AddReviewComment(c.Context(), c.Actor, c.Repo(), c.Number(), service.NewReviewComment(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.ReviewComment(comment) })
}

func reviewComment(c *call.Call) error {
	comment, err := c.Service.ReviewComment(c.Actor, c.Repo(), c.Int("diff"))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.ReviewComment(comment) })
}

func editReviewComment(c *call.Call) error {
	var in bodyRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	comment, err := c.Service.EditReviewComment(c.Context(), c.Actor, c.Repo(), c.Int("diff"), in.Body)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.ReviewComment(comment) })
}

func deleteReviewComment(c *call.Call) error {
	if err := c.Service.DeleteReviewComment(c.Context(), c.Actor, c.Repo(), c.Int("diff")); err != nil {
		return err
	}
	return c.Done()
}
