package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

// team makes a team of the owner.
func (w *world) team(slug string) {
	w.Helper()
	_, _, err := w.as(maintainer).Teams.CreateTeam(w.ctx, w.owner, gh.NewTeam{Name: slug})
	w.check(err)
}

func (w *world) join(slug, who string) {
	w.Helper()
	_, _, err := w.as(maintainer).Teams.AddTeamMembershipBySlug(w.ctx, w.owner, slug, who, nil)
	w.check(err)
}

// TestTeamsOfThePolicy: only who belongs to the team when they act may approve,
// and a question that GitHub does not answer is asked again.
func TestTeamsOfThePolicy(t *testing.T) {
	t.Parallel()
	w := start(t, setup{
		owner:  "acme",
		files:  policy("approve_plan: always\nwho: {approve: {teams: [reviewers]}}\n"),
		script: usual,
	})
	w.team("reviewers")
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.waitBreakpoint(app.BreakpointPlan)
	no := w.comment(writer, "approve")
	w.wait("😕 on the approval of one outside", func() bool { return slices.Contains(w.reactions(no), "confused") })
	w.wait("the reason", func() bool { return strings.Contains(w.goalComment(), "not among the people the policy names") })
	w.join("reviewers", writer)
	w.check(w.hub.Faults().Add(fault.Rule{Kind: fault.Status, Method: http.MethodGet, Path: "/orgs/acme/teams/", Times: 1, Status: http.StatusBadGateway}))
	w.comment(writer, "approve")
	w.waitPull()
	if rules := w.hub.Faults().Rules(); len(rules) != 1 || rules[0].Met < 2 {
		t.Errorf("nobody asked again: %+v", rules)
	}
	if given := happened[app.ApprovalGiven](w); len(given) != 1 || !strings.Contains(given[0].By, writer) {
		t.Errorf("approvals %+v", given)
	}
}

// TestTeamsTheAppMayNotSee: no goal starts on a guess, and people read which
// permission is missing.
func TestTeamsTheAppMayNotSee(t *testing.T) {
	t.Parallel()
	w := start(t, setup{owner: "acme", files: policy("who: {start: {teams: [starters]}}\n"), script: usual})
	w.team("starters")
	w.join("starters", writer)
	w.check(w.hub.Faults().Add(fault.Rule{Kind: fault.Status, Path: "/orgs/acme/teams/", Status: http.StatusForbidden}))
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(writer)
	w.wait("what is missing", func() bool { return strings.Contains(w.goalComment(), "members: read") })
	w.settled()
	if n := len(w.model.requests()); n != 0 {
		t.Errorf("%d requests to the model", n)
	}
	w.hub.Faults().Clear()
	w.comment(writer, "/goal retry")
	w.waitPull()
}
