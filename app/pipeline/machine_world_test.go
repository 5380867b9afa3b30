package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// world is everything besides new comments that GitHub can tell of a goal.
var world = map[string]app.Inbound{
	"label taken off":      {Kind: app.InboundUnlabelled, Label: "goal"},
	"other label off":      {Kind: app.InboundUnlabelled, Label: "bug"},
	"issue closed":         {Kind: app.InboundIssueClosed},
	"issue edited":         {Kind: app.InboundIssueEdited},
	"pull merged":          {Kind: app.InboundPullClosed, Merged: true, MergedBy: "c9"},
	"pull closed":          {Kind: app.InboundPullClosed},
	"our push seen":        {Kind: app.InboundPullMoved, Head: "c1", Issue: app.Issue{Number: 8}},
	"push of others":       {Kind: app.InboundPullMoved, Head: "c2", Issue: app.Issue{Number: 8}},
	"base moved":           {Kind: app.InboundBaseMoved},
	"changes requested":    {Kind: app.InboundReview, Review: &app.Review{ID: 3, State: "changes_requested", Body: "use maps", Author: user("ann")}, Issue: app.Issue{Number: 8}},
	"pull approved":        {Kind: app.InboundReview, Review: &app.Review{ID: 3, State: "approved", Body: "fine", Author: user("ann")}, Issue: app.Issue{Number: 8}},
	"CI fails":             {Kind: app.InboundCheckFailed, Head: "c1", Report: &app.Report{Name: "build"}},
	"CI fails elsewhere":   {Kind: app.InboundCheckFailed, Head: "c7", Report: &app.Report{Name: "build"}},
	"comment edited":       {Kind: app.InboundCommentEdited, Comment: &app.Comment{ID: 1, Body: "use trees", Author: user("ann")}},
	"comment into command": {Kind: app.InboundCommentEdited, Comment: &app.Comment{ID: 1, Body: "/goal stop", Author: user("ann")}},
	"comment deleted":      {Kind: app.InboundCommentGone, Comment: &app.Comment{ID: 1, Author: user("ann")}},
}

// lawsOfNews: "looks" is a look at the repository, which says more.
var lawsOfNews = laws{
	{"label taken off, issue closed, pull closed", "", "", "ended stopped"},
	{"pull merged", "", "", "ended done"},
	{"issue edited", "draft", "", "contract_linted paused"}, // and tried again
	{"push of others", "in_review", "", "looks"},
	{"base moved", "in_review", "free, waiting", "looks"},
	{"changes requested", "", "free, paused, waiting, budget, setup, point, outgrown", "instruction_accepted"},
	{"changes requested", "", "offer", "instruction_refused"},
	{"changes requested", "", "ask", "breakpoint_answered"},
	{"changes requested", "", "", "instruction_accepted breakpoint_answered"},
	{"CI fails", "in_review", "", "instruction_accepted"},
	{"comment edited", "", "", "instruction_accepted"},
	{"comment into command", "", "", "instruction_refused ended stopped"},
	{"comment deleted", "", "", "instruction_refused"},
}

func (d *desk) Merged(context.Context, int64, app.Repo, int) (app.Commit, bool, error) {
	return "", false, nil
}

func (d *desk) ReviewComments(context.Context, int64, app.Repo, int, int64) ([]app.LineComment, error) {
	return d.lines, nil
}

var errLook = errors.New("the repository is looked at")

// TestEveryStateHoldAndNews walks all triples of what happens on GitHub.
func TestEveryStateHoldAndNews(t *testing.T) {
	for _, state := range lives {
		for _, hold := range allHolds {
			for news, in := range world {
				t.Run(fmt.Sprintf("%s/%s/%s", state, hold, news), func(t *testing.T) {
					d := &desk{asked: map[string]int{}, refuses: func(string, int) error { return nil }, remote: errLook}
					m := newMachine(t)
					m.reach(state)
					if c := in.Comment; c != nil {
						said := *c
						said.ID = m.hears("ann", "/goal queue use lists", noon).Comment
						in.Comment = &said
					}
					m.hold(hold)
					d.comments = []app.Comment{{Author: app.User{ID: 99, Type: "Bot"}, Body: app.Mark(m.goal.ID, "breakpoint", m.goal.Breakpoints)}}
					r := d.of(m)
					r.goal.Label, r.rules.CI = "goal", policy.CIFix
					before := *r.goal
					in.Sender, in.At = user("ann"), noon
					err := r.inbound(t.Context(), in)
					var got []string
					for _, e := range d.log[len(m.events):] {
						got = append(got, string(e.Kind))
					}
					switch {
					case errors.Is(err, errLook):
						got = append(got, "looks")
					case err != nil:
						t.Fatal(err)
					case r.goal.State.Over():
						got = append(got, string(r.goal.State))
					case r.goal.State != before.State:
						t.Errorf("it moved the goal from %s to %s", before.State, r.goal.State)
					}
					if s, want := strings.Join(got, " "), lawsOfNews.of(news, string(state), hold); s != want {
						t.Errorf("%q, want %q", s, want)
					}
				})
			}
		}
	}
}
